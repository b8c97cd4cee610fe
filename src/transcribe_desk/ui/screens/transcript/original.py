"""Show what the machine had heard, turn by turn in place of the edited text, and bring a turn of it back."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui import wording
from transcribe_desk.ui.document.differences import difference_marks, original_transcript
from transcribe_desk.ui.document.editor import TranscriptEditor
from transcribe_desk.ui.document.lines import lines_of
from transcribe_desk.ui.document.view import TranscriptView
from transcribe_desk.ui.screens.transcript.editing import TranscriptEditing
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.switch import Switch


class Texts(QStackedWidget):
    """The edited text and, in its place when ``switch`` says so, the machine's original, both at the same turn."""

    def __init__(
        self, theme: Theme, session: Session, view: TranscriptEditor, editing: TranscriptEditing, switch: Switch
    ) -> None:
        super().__init__()
        self._session = session
        self._view = view
        self._editing = editing
        self.original = OriginalPanel(theme)
        self.switch = switch
        self.addWidget(view)
        self.addWidget(self.original)
        self.switch.chosen.connect(self.update_text)
        editing.changed.connect(self._follow)
        editing.text_wanted.connect(self.show_edited)
        view.turn_chosen.connect(self._show_turn)
        self.original.view.turn_chosen.connect(self._turn_chosen)

    @property
    def shows_original(self) -> bool:
        """Tell whether the machine's original is in front."""
        return self.currentWidget() is self.original

    def toggle(self) -> None:
        """Show what the machine had heard, or the edited text again."""
        self.switch.choose(not self.switch.value())
        self.update_text()

    def show_edited(self) -> None:
        """Show the edited text."""
        if self.switch.value():
            self.toggle()

    def update_text(self) -> None:
        """Show the one of the two that is switched on."""
        interview_id, desk = self._editing.ledger.interview_id, self._session.desk
        self._view.settle()
        if not self.switch.value() or interview_id is None:
            self._go_back()
            return

        def done(original: Transcript) -> None:
            sheet = self._editing.sheet
            if sheet is None or self._editing.ledger.interview_id != interview_id or not self.switch.value():
                return
            self.original.show_original(original, sheet.transcript, sheet.study_id)
            if not self.shows_original:
                self.original.go_to(self._view.current_turn(), self._view.verticalScrollBar().value())
                self.setCurrentWidget(self.original)
                self.original.view.setFocus()

        self._editing.ledger.ask(lambda: desk.editing.original(interview_id), done)

    def turn_shown(self) -> int | None:
        """Give the turn with the caret in the original, None while the edited text is shown."""
        return self.original.view.current_turn() if self.shows_original else None

    def _go_back(self) -> None:
        if not self.shows_original:
            return
        turn_id, scroll = self.original.view.current_turn(), self.original.view.verticalScrollBar().value()
        self.setCurrentWidget(self._view)
        if turn_id is not None:
            self._view.place_caret(turn_id, 0)
        self._view.verticalScrollBar().setValue(scroll)
        self._view.setFocus()

    def _show_turn(self, turn_id: int) -> None:
        """Go along in the original when a key goes to another turn of the text behind it."""
        view = self.original.view
        if self.shows_original and turn_id in view.blocks and turn_id != view.current_turn():
            view.choose_span(turn_id, 0, 0)

    def _turn_chosen(self, turn_id: int) -> None:
        if self.shows_original and turn_id != self._view.current_turn():
            self._view.place_caret(turn_id, 0)

    def _follow(self, _change: object) -> None:
        if self.switch.value():
            self.update_text()


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
