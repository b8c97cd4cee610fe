"""Stand a panel at a side of a screen: a column that scrolls, in a width that goes with the text size."""

from __future__ import annotations

from typing import Literal

from PySide6.QtWidgets import QFrame, QVBoxLayout

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.widgets import basics


class SidePanel(QFrame):
    """A panel whose parts go into ``content``; ``area`` scrolls them.

    ``width`` is in pixels at a text size of 100 %; ``at_most`` keeps a panel beside a wide table from taking its room
    at larger ones.
    """

    def __init__(self, side: Literal["left", "right"], width: int, *, at_most: int = 0) -> None:
        super().__init__()
        self.setProperty("side", side)
        looks.keep_size(self, width=width, at_most=at_most)
        inner = basics.surface("panel")
        self.content = QVBoxLayout(inner)
        self.content.setContentsMargins(16, 16, 16, 16)
        self.content.setSpacing(8)
        self.area = basics.scrolling(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 1, 0) if side == "left" else outer.setContentsMargins(1, 0, 0, 0)
        outer.addWidget(self.area)
