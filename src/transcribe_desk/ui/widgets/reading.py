"""Show the keys of a screen, and a speaker's badge."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QWidget

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.widgets import basics


def key_card(keys: Sequence[tuple[Sequence[str], str]]) -> QWidget:
    """List keys and what they do."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(8)
    grid.setVerticalSpacing(6)
    for place, (names, meaning) in enumerate(keys):
        caps = basics.row(*(basics.keycap(name) for name in names), spacing=4)
        grid.addLayout(caps, place, 0, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(basics.label(meaning, "small"), place, 1)
    grid.setColumnStretch(1, 1)
    return made


def badge(initial: str, colour: str, ink: str) -> QLabel:
    """Make the small square with a speaker's initial."""
    made = basics.label(initial)
    made.setFont(looks.sans(11 if len(initial) == 1 else 10, bold=True))
    made.setAlignment(Qt.AlignmentFlag.AlignCenter)
    looks.keep_size(made, width=18, height=18)
    made.setStyleSheet(f"background: {colour}; color: {ink}; border-radius: 4px;")
    return made
