"""Switch between the styles a transcript can be read in: verbatim or clean, with or without pause marks."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from transcribe_desk.study.style import CLEAN, VERBATIM, PauseMarks, Style
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.flow import FlowLayout


def _pauses() -> tuple[tuple[str, PauseMarks | None], ...]:
    return (
        (tr("Transcript", "No pause marks"), None),
        (tr("Transcript", "Pauses (2 s)"), PauseMarks.SECONDS),
        (tr("Transcript", "Pauses …"), PauseMarks.DOTS),
    )


class StyleSwitch(QWidget):
    """Two buttons of which one is on, and a choice of pause marks; ``changed`` tells that another style is wanted."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.verbatim = basics.button(
            tr("Transcript", "Verbatim"),
            name=tr("Transcript", "Read verbatim"),
            tip=tr("Transcript", "Every word as it was recognised"),
        )
        self.clean = basics.button(
            tr("Transcript", "Clean"),
            name=tr("Transcript", "Read clean verbatim"),
            tip=tr("Transcript", "Without “um” and words begun anew; the words themselves are kept"),
        )
        group = QButtonGroup(self)
        for made, place in ((self.verbatim, "first"), (self.clean, "last")):
            made.setCheckable(True)
            made.setProperty("segment", place)
            group.addButton(made)
        self.verbatim.setChecked(True)
        self.pauses = Choice()
        self.pauses.setAccessibleName(tr("Transcript", "Pause marks"))
        self.pauses.setToolTip(tr("Transcript", "How pauses of two seconds or more are shown"))
        for text, marks in _pauses():
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
        pauses = _pauses()[self.pauses.currentIndex()][1]
        return replace(CLEAN if self.clean.isChecked() else VERBATIM, pauses=pauses)
