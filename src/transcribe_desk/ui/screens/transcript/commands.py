"""Bind what can be done to a transcript to keys: split, merge, move boundaries, give turns, insert, mark, restore."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QMenu, QWidget

from transcribe_desk.privacy.mention import BY_HAND, Category
from transcribe_desk.study import edits, speakers
from transcribe_desk.study.edits import EditStep
from transcribe_desk.study.timecode import clock
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui import wording
from transcribe_desk.ui.document.editor import TranscriptEditor
from transcribe_desk.ui.document.marks import mention_mark
from transcribe_desk.ui.document.speakers import speakers_of
from transcribe_desk.ui.screens.transcript.editing import TranscriptEditing
from transcribe_desk.ui.screens.transcript.sound import Listening
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.translation import tr

if TYPE_CHECKING:
    from transcribe_desk.privacy.mention import Mention

_MENTIONS = "mentions"
_CATEGORIES = (
    Category.PERSON, Category.ORGANISATION, Category.PLACE, Category.DATE, Category.CONTACT, Category.OTHER,
)  # fmt: skip


class TranscriptCommands(QObject):
    """The commands of the transcript screen; ``told`` says in a sentence what came of one."""

    told = Signal(str)

    def __init__(
        self,
        session: Session,
        view: TranscriptEditor,
        editing: TranscriptEditing,
        listening: Listening,
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._view = view
        self._editing = editing
        self._listening = listening
        self._marked = False  # whether somebody marked words by hand in this interview

    def bind(self, owner: QWidget) -> None:
        """Answer the keys while ``owner`` has the focus."""
        calls: dict[str, Callable[[], object]] = {
            "split_turn": self.split,
            "merge_turn": self.merge,
            "boundary_left": lambda: self.move_boundary(-1),
            "boundary_right": lambda: self.move_boundary(1),
            "swap_speakers": self.swap,
            "timestamp": self.insert_time,
            "inaudible": self.insert_inaudible,
            "mark_identifier": self.ask_category,
            "undo": self._editing.undo,
            "redo": self._editing.redo,
            "next_doubtful": lambda: self.step_doubtful(1),
            "previous_doubtful": lambda: self.step_doubtful(-1),
            "next_turn": lambda: self._view.step_turn(1),
            "previous_turn": lambda: self._view.step_turn(-1),
            "toggle_mode": self._listening.toggle_mode,
        }
        for number in range(1, 10):
            calls[f"speaker_{number}"] = partial(self.give, number - 1)
        for action_id, call in calls.items():
            self._session.shortcuts.bind(owner, action_id, call)

    # Turns

    def split(self) -> None:
        """Cut the turn with the caret in two there, and go to the second."""
        second: list[int] = []

        def make(transcript: Transcript) -> EditStep:
            step = edits.split(transcript, *self._view.kept_place())
            second.append(step.splices[0].after[1].id)
            return step

        self._do(make, lambda: self._view.place_caret(second[0], 0))

    def merge(self) -> None:
        """Make one turn of the turn with the caret and the next."""
        self._do(lambda transcript: edits.merge(transcript, self._turn()))

    def move_boundary(self, words: int) -> None:
        """Take words of the next turn into the turn with the caret, or give it some."""
        self._do(lambda transcript: edits.move_boundary(transcript, self._turn(), words))

    def give(self, place: int) -> None:
        """Give the turn with the caret to the speaker at this place."""

        def make(transcript: Transcript) -> EditStep | None:
            order = speakers_of(transcript)
            turn = transcript.turn(self._turn())
            if place >= len(order) or turn.speaker == order[place]:
                return None
            return speakers.reassign(transcript, turn.id, order[place])

        self._do(make)

    def swap(self) -> None:
        """Make the interviewer the participant and the other way round."""
        self._do(speakers.swap_roles)

    def restore(self, turn_id: int | None = None) -> None:
        """Put back what the machine heard in a turn, or in the one with the caret."""
        interview_id, desk = self._editing.ledger.interview_id, self._session.desk
        if interview_id is None or not self._view.lines:
            return
        wanted = self._turn() if turn_id is None else turn_id

        def done(original: Transcript) -> None:
            def make(transcript: Transcript) -> EditStep | None:
                step = edits.restore(transcript, original, wanted)
                if step is None:
                    self.told.emit(tr("Transcript", "This turn reads as the machine heard it."))
                return step

            self._editing.do(make, lambda: self._view.choose_span(wanted, 0, 0))

        self._editing.ledger.ask(lambda: desk.editing.original(interview_id), done)

    # Words

    def step_doubtful(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) doubtful word, and play it if there is sound."""
        self._editing.text_wanted.emit()
        if not self._view.step_doubtful(direction):
            self.told.emit(tr("Transcript", "No doubtful word there."))
            return
        selected, transcript = self._view.kept_selection(), self._editing.transcript
        if selected is not None and transcript is not None:
            turn_id, start, end = selected
            words = transcript.turn(turn_id).words_between(start, end)
            if words:
                self._listening.play_word(words[0])

    def insert_time(self) -> None:
        """Write down the time that plays."""
        self._insert("({time})")

    def insert_inaudible(self) -> None:
        """Write down that something cannot be understood, and when."""
        self._insert("(inaudible {time})")

    def _insert(self, words: str) -> None:
        if self._can_change():
            self._view.commit()
            ms = self._listening.position_at(*self._view.kept_place())
            self._view.insert_words(words.format(time=clock(ms)))

    # Identifiers

    def ask_category(self) -> None:
        """Ask what the selected words, or the word at the caret, are, to mark them for the review."""
        if self._editing.transcript is None or not self._in_sight():
            return
        self._view.settle()
        span = self._selected_words()
        if span is None:
            self.told.emit(tr("Transcript", "Select words of one turn to mark them."))
            return
        menu = self.category_menu(*span)
        menu.popup(self._view.viewport().mapToGlobal(self._view.cursorRect().bottomLeft()))
        menu.setActiveAction(menu.actions()[0])

    def category_menu(self, turn_id: int, start: int, end: int) -> QMenu:
        """Make the menu of what words can be marked as."""
        menu = QMenu(self._view)
        for number, category in enumerate(_CATEGORIES, start=1):
            action = menu.addAction(f"&{number}  {wording.singular(category)}")
            action.triggered.connect(lambda _on=False, chosen=category: self.mark(turn_id, start, end, chosen))
        return menu

    def mark(self, turn_id: int, start: int, end: int, category: Category) -> None:
        """Mark words by hand for the review; where else the study says them they are proposed."""
        interview_id, desk, by = self._editing.ledger.interview_id, self._session.desk, self._by()
        if interview_id is None:
            return

        def done(made: tuple[Mention, ...]) -> None:
            self._session.mark_saved()
            elsewhere = len(made) - 1
            told = tr("Transcript", "Marked for the review.")
            if elsewhere > 0:
                told = tr("Transcript", "Marked for the review, and proposed at {places}.")
            self.told.emit(told.format(places=wording.counted(elsewhere, "other place")))
            self._marked = True
            self.show_mentions()

        self._editing.ledger.ask(lambda: desk.review.mark(interview_id, turn_id, start, end, category, by), done)

    def show_mentions(self) -> None:
        """Show what was marked by hand in this interview."""
        interview_id, desk = self._editing.ledger.interview_id, self._session.desk
        if interview_id is None:
            return

        def done(found: tuple[Mention, ...]) -> None:
            if self._editing.ledger.interview_id == interview_id:
                marked = [mention for mention in found if BY_HAND in mention.detectors]
                self._marked = bool(marked)
                self._view.set_marks([mention_mark(mention) for mention in marked], _MENTIONS)

        self._editing.ledger.ask(lambda: desk.mentions(interview_id), done)

    def follow_mentions(self) -> None:
        """Read again where hand-made marks stand after an edit was saved."""
        if self._marked:
            self.show_mentions()

    def _selected_words(self) -> tuple[int, int, int] | None:
        """Give the words that the selection touches, or the caret, without punctuation around them."""
        cursor = self._view.textCursor()
        span = self._view.kept_selection()
        if span is None and not cursor.hasSelection():
            turn_id, offset = self._view.kept_place()
            span = turn_id, offset, offset
        transcript = self._editing.transcript
        if span is None or transcript is None:
            return None
        turn = transcript.turn(span[0])
        touched = [(first, last) for first, last, _ in turn.word_spans() if first <= span[2] and span[1] <= last]
        if span[1] < span[2]:
            touched = [(first, last) for first, last in touched if first < span[2] and span[1] < last]
        if not touched:
            return None
        start, end = touched[0][0], touched[-1][1]
        while start < end and not turn.text[start].isalnum():
            start += 1
        while start < end and not turn.text[end - 1].isalnum():
            end -= 1
        return (turn.id, start, end) if start < end else None

    def _turn(self) -> int:
        return self._view.kept_place()[0]

    def _by(self) -> str:
        from transcribe_desk.jobs.person import current_person

        return self._session.preferences.reviewer or current_person()

    def _do(self, make: Callable[[Transcript], EditStep | None], then: Callable[[], None] | None = None) -> None:
        if self._can_change():
            self._editing.do(make, then)

    def _can_change(self) -> bool:
        """Tell whether the text can be changed at the caret; otherwise say why not."""
        if not self._in_sight():
            return False
        if self._view.isReadOnly():
            self.told.emit(self._view.why_not)
            return False
        return True

    def _in_sight(self) -> bool:
        """Tell whether there is a text and a person sees its caret; a text behind the original comes to the front."""
        if not self._view.isHidden():
            return bool(self._view.lines)
        self._editing.text_wanted.emit()
        self.told.emit(tr("Transcript", "The original stays as it is. Here is the edited text: press the key again."))
        return False
