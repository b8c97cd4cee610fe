"""Read the notes of the interview that is shown, and put into the study what is noted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from transcribe_desk.study.errors import DeskError, InputError
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.screens.transcript.notes import NotesPanel
from transcribe_desk.ui.session import Session

if TYPE_CHECKING:
    from transcribe_desk.vault.notes import Note


class Noting(QObject):
    """Stands between the panel of notes and the study; a note that could not be kept is tried again at each reading."""

    failed = Signal(object)

    def __init__(self, session: Session, panel: NotesPanel, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._panel = panel
        self._calls = Dispatcher(self, ordered=True)
        self._interview_id: int | None = None
        self._sent = 0
        self._unkept: dict[tuple[int, int | None], str] = {}
        panel.written.connect(self._written)

    def open(self, interview_id: int | None) -> None:
        """Turn to an interview, or to none; what was noted in another was sent on. ``read`` is to follow."""
        if interview_id != self._interview_id:
            self._interview_id = interview_id
            self._panel.clear()

    def read(self) -> None:
        """Read the notes of the interview, once those that could not be kept have been tried again."""
        interview_id = self._interview_id
        if interview_id is None:
            return
        for place in [each for each in self._unkept if each[0] == interview_id]:
            self._write(*place, self._unkept.pop(place))
        desk, sent = self._session.desk, self._sent

        def done(found: Sequence[Note]) -> None:
            if self._interview_id != interview_id:
                return
            if sent != self._sent:  # a note was sent on since; what is read behind it has it
                self.read()
            else:
                self._panel.show_notes(found)

        self._calls.start(lambda: desk.editing.notes(interview_id), done, self.failed.emit)

    def _written(self, turn_id: int | None, text: str) -> None:
        if self._interview_id is not None:
            self._write(self._interview_id, turn_id, text)

    def _write(self, interview_id: int, turn_id: int | None, text: str) -> None:
        desk, by, place = self._session.desk, self._session.preferences.reviewer, (interview_id, turn_id)

        def done(_none: None) -> None:
            self._session.mark_saved()

        def failed(error: DeskError) -> None:
            if not isinstance(error, InputError):  # with which the turn has gone
                self._unkept[place] = text
            if self._interview_id == interview_id:
                self._panel.not_kept(turn_id)
            self.failed.emit(error)

        self._unkept.pop(place, None)  # this takes its place
        self._sent += 1
        self._calls.start(lambda: desk.editing.note(interview_id, turn_id, text, by), done, failed)
