"""Show what the machine had heard, turn by turn in place of the edited text, and bring a turn of it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui import wording
from transcribe_desk.ui.document.differences import difference_marks, original_transcript
from transcribe_desk.ui.document.lines import lines_of
from transcribe_desk.ui.document.view import TranscriptView
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics


class OriginalPanel(QWidget):
    """The machine's words in the turns as they are cut now; ``restore_asked`` gives the turn to bring back."""

    restore_asked = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.view = TranscriptView(theme)
        self.view.setAccessibleName(tr("Transcript", "The machine's original"))
        self.told = basics.label("", "small", wrap=True)
        self.restore_button = basics.button(
            tr("Transcript", "Put this turn back"), self._ask, tip=tr("Transcript", "The edited turn takes these words")
        )
        self._different: set[int] = set()
        head = basics.row(self.told, self.restore_button, spacing=12)
        head.setStretch(0, 1)
        head.setContentsMargins(24, 10, 24, 10)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self.view, 1)
        self.view.turn_chosen.connect(self._turn_chosen)

    def show_original(self, original: Transcript, edited: Transcript, study_id: str) -> None:
        """Show what the machine heard in each turn, and where the edited text differs."""
        machine = original_transcript(edited, original)
        lines = lines_of(machine, study_id)
        marks = difference_marks(lines, machine, edited)
        self._different = {mark.turn_id for mark in marks}
        self.view.show_lines(lines)
        self.view.set_marks(marks)
        self.told.setText(_told(len(self._different), len(lines)))
        self._turn_chosen(self.view.current_turn())

    def go_to(self, turn_id: int | None, scroll: int) -> None:
        """Put the caret into a turn, at the same place of the window."""
        if turn_id is not None and turn_id in self.view.blocks:
            self.view.choose_span(turn_id, 0, 0)
        self.view.verticalScrollBar().setValue(scroll)

    def _turn_chosen(self, turn_id: int | None) -> None:
        self.view.show_current(turn_id, scroll=False)
        self.restore_button.setEnabled(turn_id in self._different)

    def _ask(self) -> None:
        if (turn_id := self.view.current_turn()) is not None:
            self.restore_asked.emit(turn_id)


def _told(different: int, turns: int) -> str:
    if not different:
        return tr("Transcript", "The text reads as the machine heard it.")
    words = tr(
        "Transcript",
        "{different} of {turns} differ: struck through is what you changed, a caret where you put words in.",
    )
    return words.format(different=different, turns=wording.counted(turns, "turn"))
