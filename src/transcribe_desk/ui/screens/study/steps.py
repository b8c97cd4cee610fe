"""Take steps on the people of the open study in order, away from the window's thread, and tell what came of them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.session import Session

if TYPE_CHECKING:
    from transcribe_desk.jobs.people import People
    from transcribe_desk.jobs.people_history import Done

Step = Callable[["People"], "Done"]


class StudySteps(QObject):
    """Changes of organisations, participants, interviews and the study itself, each of which undo takes back.

    ``taken`` gives what a step came to, and “undone” or “done again” where it was turned back or forth; ``failed``
    gives the error of one that nobody else wanted to hear of.
    """

    taken = Signal(object, str)
    failed = Signal(object)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._hands = Dispatcher(self, ordered=True)
        self._looking = Dispatcher(self)
        self._asked = 0  # how often; an answer counts while nothing was asked since

    @property
    def busy(self) -> bool:
        """Tell whether a step is under way."""
        return self._hands.busy

    def take(
        self, step: Step, done: Callable[[Done], None] | None = None, failed: Callable[[DeskError], None] | None = None
    ) -> None:
        """Take a step; then ``done`` or ``failed``."""

        def told(result: Done) -> None:
            if done is not None:
                done(result)
            self._tell(result, "")

        people = self._session.desk.people
        self._hands.start(lambda: step(people), told, failed or self.failed.emit)

    def look_ahead(self, step: Step, done: Callable[[Done], None], failed: Callable[[DeskError], None]) -> None:
        """Say what a step would come to, unless by then another was asked for or ``stop_looking`` was called."""
        self.stop_looking()
        people, asked = self._session.desk.people, self._asked
        self._looking.start_latest(
            lambda: people.what_if(lambda: step(people)),
            lambda found: done(found) if asked == self._asked else None,
            lambda error: failed(error) if asked == self._asked else None,
        )

    def stop_looking(self) -> None:
        """Say nothing more of what was asked for: the form shows what is there already."""
        self._asked += 1

    def undo(self) -> None:
        """Take the last step back, if there is one."""
        self._turn(lambda people: people.undo(), "undone")

    def redo(self) -> None:
        """Do the step taken back last again, if there is one."""
        self._turn(lambda people: people.redo(), "done again")

    def forget_removed(self) -> None:
        """Delete the sound of removed interviews for good."""
        people = self._session.desk.people
        self._hands.start(people.forget_removed, lambda _number: self._session.refresh(), self.failed.emit)

    def _turn(self, turn: Callable[[People], Done | None], word: str) -> None:
        def told(result: Done | None) -> None:
            if result is not None:
                self._tell(result, word)

        people = self._session.desk.people
        self._hands.start(lambda: turn(people), told, self.failed.emit)

    def _tell(self, result: Done, word: str) -> None:
        self._session.mark_saved()
        self._session.refresh()
        self.taken.emit(result, word)
