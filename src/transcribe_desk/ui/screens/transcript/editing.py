"""Turn what a person does to a transcript into steps: made on the screen at once, kept in the study in order."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from transcribe_desk.study.edits import EditStep, Splice, TurnsChange, reword
from transcribe_desk.study.errors import DeskError, InputError
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.document.editor import TranscriptEditor
from transcribe_desk.ui.document.ledger import Changed, Ledger
from transcribe_desk.ui.document.marks import Mark, Shape
from transcribe_desk.ui.document.setting import common_prefix, common_suffix
from transcribe_desk.ui.document.sheet import Sheet

if TYPE_CHECKING:
    from transcribe_desk.ui.session import Session

Make = Callable[[Transcript], EditStep | None]
_FLASH_MS = 1_500  # how long the place is ringed at which a step was taken back
_FLASH = "changed just now"


class TranscriptEditing(QObject):
    """The one way in which the transcript on the screen changes.

    ``changed`` tells of every step once the text shows it, ``refused`` says in a sentence why one could not be made,
    ``failed`` that one could not be kept in the study and is being tried again, ``saved`` that all are kept.
    ``text_wanted`` asks for the edited text, where something else is in its place, ``changed_elsewhere`` to read the
    text again, which is another one in the study.
    """

    changed = Signal(object)
    refused = Signal(str)
    failed = Signal(object)
    saved = Signal()
    text_wanted = Signal()
    changed_elsewhere = Signal()

    def __init__(self, session: Session, view: TranscriptEditor, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._typing = False
        self.sheet: Sheet | None = None
        self.ledger = Ledger(session.desk, lambda: session.preferences.reviewer, self)
        self._readers = Dispatcher(self, ordered=True)
        self._flash_over = QTimer(self, singleShot=True, interval=_FLASH_MS)
        self._flash_over.timeout.connect(lambda: view.set_marks((), _FLASH))
        self.ledger.changed.connect(self._show_change)
        self.ledger.saved.connect(self._kept)
        self.ledger.failed.connect(self._not_kept)
        view.reworded.connect(self._reword)
        view.turns_reworded.connect(self._reword_many)
        view.refused.connect(self.refused)

    @property
    def transcript(self) -> Transcript | None:
        """Give the words as they are on the screen, what is being typed excepted; None while they still grow."""
        return self.ledger.transcript if self.sheet is not None else None

    def open(self, interview_id: int, sheet: Sheet) -> None:
        """Go on from this sheet, which was just read from the study."""
        self.sheet = sheet
        self._view.read_as(sheet.reading)
        if sheet.transcript.roles:
            self.ledger.open(interview_id, sheet.transcript)
        else:
            self.ledger.close()

    def close(self) -> None:
        """Leave the interview, of which nothing is shown any more: no key makes a step. Nothing may be unsaved."""
        self.sheet = None
        self.ledger.close()

    @property
    def busy(self) -> bool:
        """Tell whether something typed or done is not in the study yet."""
        return self._view.waiting or not self.ledger.settled

    def do(self, make: Make, then: Callable[[], None] | None = None) -> None:
        """Make the step that ``make`` gives for the transcript as it is, and then do something with the view."""
        self._view.settle()
        self.ledger.when_settled(lambda: self._do(make, then))

    def undo(self) -> None:
        """Take the last step back, and show where."""
        self._step(self.ledger.undo)

    def redo(self) -> None:
        """Do the step taken back last again, and show where."""
        self._step(self.ledger.redo)

    def _do(self, make: Make, then: Callable[[], None] | None) -> None:
        if self.transcript is None:
            return
        try:
            step = make(self.transcript)
            if step is not None:
                self.ledger.take(step)
        except InputError as error:
            self.refused.emit(f"{error.cause} {error.remedy}")
            return
        if step is not None and then is not None:
            then()

    def _step(self, step: Callable[[], None]) -> None:
        if self.transcript is None:
            return
        self._view.settle()
        self._view.hold()
        step()
        self.ledger.when_settled(self._view.release)

    # Typing

    def _reword(self, turn_id: int, text: str) -> None:
        def now() -> None:
            self._typing = True
            try:
                self._do(lambda transcript: reword(transcript, turn_id, text), None)
            finally:
                self._typing = False

        self.ledger.when_settled(now)

    def _reword_many(self, texts: dict[int, str]) -> None:
        def make(transcript: Transcript) -> EditStep | None:
            steps = (reword(transcript, turn.id, texts[turn.id]) for turn in transcript.turns if turn.id in texts)
            splices = tuple(splice for step in steps if step is not None for splice in step.splices)
            return TurnsChange(splices, "typed") if splices else None

        self._do(make, None)

    # What comes of it

    def _show_change(self, change: Changed) -> None:
        sheet, view = self.sheet, self._view
        if sheet is None:
            return
        turn_before = view.current_turn()
        changed = sheet.advance(change.after)
        if not self._typing:
            view.show_lines(sheet.lines)
        for turn_id in changed:
            view.set_turn_marks(turn_id, sheet.turn_marks(turn_id))
        if change.stepping:
            self._show_place(change)
        turn_now = view.current_turn()
        if turn_now is not None and turn_now != turn_before:
            view.turn_chosen.emit(turn_now)
        self.changed.emit(change)

    def _show_place(self, change: Changed) -> None:
        """Put the caret where a step was taken back or done again, and ring the words for a moment."""
        place = changed_place(change)
        if place is None:
            return
        turn_id, start, end = place
        self._view.choose_kept_span(turn_id, end, end)
        if start < end:
            self._view.set_marks([Mark(turn_id, start, end, Shape.FOUND)], _FLASH)
            self._flash_over.start()

    def _kept(self) -> None:
        self._session.mark_saved()
        self.saved.emit()

    def _not_kept(self, error: DeskError) -> None:
        """Have a step tried again, or, where the study's text is no longer what it was made for, made anew on that."""
        interview_id, desk = self.ledger.interview_id, self._session.desk
        if not isinstance(error, InputError) or interview_id is None or not self.ledger.unsaved:
            self.failed.emit(error)
            return

        def done(fresh: Transcript | None) -> None:
            if fresh is not None:
                if not self.ledger.rebase(fresh):
                    self.refused.emit(f"{error.cause} {error.remedy}")
                self.changed_elsewhere.emit()

        self._readers.start(lambda: desk.transcript(interview_id), done, self.failed.emit)


def changed_place(change: Changed) -> tuple[int, int, int] | None:
    """Give the turn, start and end of the first words that a step changed, as they are after it."""
    if isinstance(change.step, TurnsChange):
        splice = change.step.splices[0]
        return _differing(splice)
    touched = {turn_id for turn_id, _ in change.step.after.speakers}
    first = next((turn.id for turn in change.after.turns if turn.id in touched), None)
    return None if first is None else (first, 0, 0)


def _differing(splice: Splice) -> tuple[int, int, int]:
    """Give the first turn that is another one now, and which of its words."""
    before = {turn.id: turn.text for turn in splice.before}
    turn = next((each for each in splice.after if before.get(each.id) != each.text), splice.after[0])
    old, new = before.get(turn.id, ""), turn.text
    head = common_prefix(old, new)
    tail = common_suffix(old[head:], new[head:])
    start, end = head, len(new) - tail
    while start > 0 and not new[start - 1].isspace():  # whole words
        start -= 1
    while end < len(new) and not new[end].isspace():
        end += 1
    return turn.id, start, min(end, start + 400)
