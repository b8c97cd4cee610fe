"""Keep the window's copy of a transcript: each step is made on it at once, and goes into the study in order."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from transcribe_desk.study.edits import EditStep, TurnsChange, reword
from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui.background import Dispatcher

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk

Result = TypeVar("Result")
RETRY_MS = 4_000  # how often steps that could not be saved are tried again


@dataclass(frozen=True, slots=True)
class Changed:
    """What a step came to: the transcript before and after, and whether it takes back or does again."""

    before: Transcript
    after: Transcript
    step: EditStep
    stepping: bool = False


@dataclass(frozen=True, slots=True)
class _Saved:
    """What the study says after a step: whether there is one to take back, and one to do again."""

    can_undo: bool
    can_redo: bool
    step: EditStep | None = None


class Ledger(QObject):
    """The steps of one interview, on their way into the study.

    ``changed`` tells of every step as it is made on the window's copy, ``saved`` that all of them are kept,
    ``failed`` that one could not be: it and those after it wait, are tried again, and are never dropped.
    """

    changed = Signal(object)
    saved = Signal()
    failed = Signal(object)
    refused = Signal(object)  # a question came to nothing
    steps_changed = Signal()  # what can be undone and redone

    def __init__(self, desk: Desk, by: Callable[[], str], parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._by = by
        self._dispatcher = Dispatcher(self, ordered=True)
        self._stuck = threading.Event()
        self._unsaved: deque[EditStep] = deque()
        self._taken_back: list[EditStep] = []  # steps that were taken back before the study ever had them
        self._stepping = 0
        self._afterwards: deque[Callable[[], None]] = deque()
        self._retry = QTimer(self, singleShot=True, interval=RETRY_MS)
        self._retry.timeout.connect(self.retry)
        self.interview_id: int | None = None
        self.transcript: Transcript | None = None
        self.can_undo = False
        self.can_redo = False

    @property
    def unsaved(self) -> int:
        """Count the steps that the study does not have yet."""
        return len(self._unsaved)

    @property
    def stuck(self) -> bool:
        """Tell whether saving failed and the steps wait to be tried again."""
        return self._stuck.is_set()

    @property
    def settled(self) -> bool:
        """Tell whether the study has every step, and none is being taken back."""
        return not self._unsaved and not self._stepping

    def open(self, interview_id: int, transcript: Transcript) -> None:
        """Take over a transcript as the study has it; nothing may be unsaved."""
        same = interview_id == self.interview_id
        self.interview_id, self.transcript = interview_id, transcript
        if not same:
            self.can_undo = self.can_redo = False
            self._taken_back = []
        desk = self._desk

        def ask() -> _Saved:
            return _Saved(desk.editing.can_undo(interview_id), desk.editing.can_redo(interview_id))

        self.ask(ask, self._know)

    def close(self) -> None:
        """Hold no interview any more: the one shown still grows. Nothing may be unsaved."""
        self.interview_id = self.transcript = None
        self._taken_back = []
        self._know(_Saved(can_undo=False, can_redo=False))

    def when_settled(self, call: Callable[[], None]) -> None:
        """Call now, or as soon as the steps being taken back have been."""
        if self._stepping:
            self._afterwards.append(call)
        else:
            call()

    def take(self, step: EditStep) -> None:
        """Make a step on the copy at once and send it on; raise InputError where it does not fit."""
        assert self.transcript is not None
        self._make(step)
        self._taken_back = []
        self._unsaved.append(step)
        self._know(_Saved(can_undo=True, can_redo=False))
        if self.stuck:
            self.retry()
        else:
            self._send(step)

    def undo(self) -> None:
        """Take the last step back, also one of an earlier session."""
        if self.stuck and self._unsaved:
            step = self._unsaved.pop()
            self._taken_back.append(step)
            self._make(step.inverse, stepping=True)
        else:
            self._step(self._desk.editing.undo, self.undo)

    def redo(self) -> None:
        """Do again the step taken back last."""
        if self._taken_back:
            step = self._taken_back.pop()
            self._make(step, stepping=True)
            self._unsaved.append(step)
            self.retry()
        else:
            self._step(self._desk.editing.redo, self.redo)

    def retry(self) -> None:
        """Try again to save what waits."""
        self._retry.stop()
        if self._stuck.is_set():
            self._dispatcher.settle()  # what was sent behind the failed step has given up
            self._stuck.clear()
            for step in self._unsaved:
                self._send(step)

    def wait(self) -> bool:
        """Wait until what was sent is kept or has failed; tell whether the study has all of it."""
        if self._unsaved and not self.stuck:
            self._dispatcher.settle()
        return not self.stuck

    def drop_unsaved(self) -> None:
        """Give up what could not be saved: a person chose to."""
        self._retry.stop()
        self._unsaved.clear()
        self._stuck.clear()

    def ask(self, work: Callable[[], Result], done: Callable[[Result], None]) -> None:
        """Ask the study something after every step so far; nothing comes of it while steps cannot be saved."""
        self._dispatcher.start(work, done, self.refused.emit)

    def rebase(self, fresh: Transcript) -> bool:
        """Go on from a text that was changed elsewhere; what was typed in turns that are still there is typed anew.

        Tell whether that is all that was not saved: other steps were made for the text as it was, and are lost.
        """
        typed: dict[int, str] = {}
        others = 0
        for step in self._unsaved:
            if isinstance(step, TurnsChange) and step.kind == "typed":
                typed.update((turn.id, turn.text) for splice in step.splices for turn in splice.after)
            else:
                others += 1
        assert self.interview_id is not None
        self.drop_unsaved()
        self.open(self.interview_id, fresh)
        for turn in fresh.turns:
            again = reword(fresh, turn.id, typed.pop(turn.id, turn.text))
            if again is not None:
                self.take(again)
        return not typed and not others

    def _make(self, step: EditStep, *, stepping: bool = False) -> None:
        assert self.transcript is not None
        before, self.transcript = self.transcript, step.apply(self.transcript)
        self.changed.emit(Changed(before, self.transcript, step, stepping))

    def _send(self, step: EditStep) -> None:
        interview_id, desk, by, stuck = self.interview_id, self._desk, self._by(), self._stuck
        assert interview_id is not None

        def work() -> _Saved | None:
            if stuck.is_set():
                return None  # a step before this one waits
            try:
                desk.editing.apply(interview_id, step, by)
            except BaseException:
                stuck.set()
                raise
            return _Saved(can_undo=True, can_redo=False, step=step)

        self._dispatcher.start(work, self._kept, self._not_kept)

    def _kept(self, saved: _Saved | None) -> None:
        if saved is None or not self._unsaved:
            return
        self._unsaved.popleft()
        self._know(saved)
        if not self._unsaved:
            self.saved.emit()

    def _not_kept(self, error: DeskError) -> None:
        self._retry.start()
        self.failed.emit(error)

    def _step(self, call: Callable[[int, str], EditStep | None], again: Callable[[], None]) -> None:
        interview_id, desk, by, stuck = self.interview_id, self._desk, self._by(), self._stuck
        if interview_id is None:
            return

        def work() -> _Saved | None:
            if stuck.is_set():
                return None  # the last step never came to the study
            step = call(interview_id, by)
            return _Saved(desk.editing.can_undo(interview_id), desk.editing.can_redo(interview_id), step)

        def done(saved: _Saved | None) -> None:
            if saved is None:
                self._stepped()
                again()
                return
            try:
                if saved.step is not None:
                    self._make(saved.step, stepping=True)
                    self.saved.emit()
                self._know(saved)
            finally:
                self._stepped()

        def failed(error: DeskError) -> None:
            self.failed.emit(error)
            self._stepped()

        self._stepping += 1
        self._dispatcher.start(work, done, failed)

    def _stepped(self) -> None:
        self._stepping -= 1
        while self._afterwards and not self._stepping:
            self._afterwards.popleft()()

    def _know(self, saved: _Saved) -> None:
        if (saved.can_undo, saved.can_redo) != (self.can_undo, self.can_redo):
            self.can_undo, self.can_redo = saved.can_undo, saved.can_redo
        self.steps_changed.emit()
