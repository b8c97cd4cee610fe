"""Switch between the styles a transcript can be read in: verbatim or clean, with or without pause marks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QComboBox, QWidget

from transcribe_desk.study.style import CLEAN, VERBATIM, PauseMarks, Style
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.flow import FlowLayout

_PAUSES = (("No pause marks", None), ("Pauses (2 s)", PauseMarks.SECONDS), ("Pauses …", PauseMarks.DOTS))


class StyleSwitch(QWidget):
    """Two buttons of which one is on, and a choice of pause marks; ``changed`` tells that another style is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.verbatim = basics.button("Verbatim", name="Read verbatim", tip="Every word as it was recognised")
        self.clean = basics.button(
            "Clean", name="Read clean verbatim", tip="Without “um” and words begun anew; the words themselves are kept"
        )
        group = QButtonGroup(self)
        for made, place in ((self.verbatim, "first"), (self.clean, "last")):
            made.setCheckable(True)
            made.setProperty("segment", place)
            group.addButton(made)
        self.verbatim.setChecked(True)
        self.pauses = QComboBox()
        self.pauses.setAccessibleName("Pause marks")
        self.pauses.setToolTip("How pauses of two seconds or more are shown")
        for text, marks in _PAUSES:
            self.pauses.addItem(text, marks)
        words = QWidget()
        words.setLayout(basics.row(self.verbatim, self.clean, spacing=0))
        flow = FlowLayout(8)
        for part in (words, self.pauses):
            flow.addWidget(part)
        self.setLayout(flow)
        self.clean.toggled.connect(lambda _on: self.changed.emit())
        self.pauses.currentIndexChanged.connect(lambda _place: self.changed.emit())

    def style_chosen(self) -> Style:
        """Give the style to read in."""
        pauses = _PAUSES[self.pauses.currentIndex()][1]
        return replace(CLEAN if self.clean.isChecked() else VERBATIM, pauses=pauses)
