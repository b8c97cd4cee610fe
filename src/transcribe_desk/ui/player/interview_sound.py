"""Bring an interview's sound from the study into the player, and have it prepared where that was not done yet."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from transcribe_desk.jobs.memory import room_for_another
from transcribe_desk.study.errors import CancelledError, DeskError, StudyDamagedError
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.player.backend import load_libraries
from transcribe_desk.ui.player.engine import Player

if TYPE_CHECKING:
    from transcribe_desk.audio.peaks import Peaks
    from transcribe_desk.jobs.desk import Desk
    from transcribe_desk.jobs.events import JobEvent
    from transcribe_desk.ui.session import Session

_LOOK_FOR_ROOM_MS = 5000


class SoundState(StrEnum):
    """Where the sound of the interview that is looked at stands."""

    NONE = "none"  # no interview
    READING = "reading"
    PREPARING = "preparing"
    READY = "ready"
    GONE = "gone"
    FAILED = "failed"


class Preparations(QObject):
    """Makes playback copies for an open study, one at a time and out of everybody's way.

    An interview that was just transcribed gets its copy by itself; one that a person looks at comes first, and lets
    nothing else go before it. Beside a running transcription nothing is begun while memory is short.
    """

    progressed = Signal(int, int)  # interview, percent
    finished = Signal(int)
    failed = Signal(int, object)

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._wanted: list[int] = []
        self._waited_for: set[int] = set()  # by a person
        self._running: int | None = None
        self._cancel = threading.Event()
        self._dispatcher = Dispatcher(self, ordered=True)
        self._again = QTimer(self, singleShot=True, interval=_LOOK_FOR_ROOM_MS)
        self._again.timeout.connect(self._next)
        session.job_changed.connect(self._job_changed)
        session.closing.connect(self.stop)

    @classmethod
    def of(cls, session: Session) -> Preparations:
        """Give the session's own, which is made when it is asked for first."""
        made = session.findChild(cls)
        return made if isinstance(made, cls) else cls(session)

    def want(self, interview_id: int, *, first: bool = True) -> None:
        """Have a copy made, before all others that wait or after them."""
        if first:
            self._waited_for.add(interview_id)
        if interview_id == self._running or self._cancel.is_set():
            return
        if interview_id in self._wanted:
            if not first:
                return
            self._wanted.remove(interview_id)
        self._wanted.insert(0 if first else len(self._wanted), interview_id)
        self._next()

    def waits(self, interview_id: int) -> bool:
        """Tell whether a copy is wanted but not begun."""
        return interview_id in self._wanted

    @property
    def busy(self) -> bool:
        """Tell whether a copy is being made."""
        return self._running is not None

    def settle(self) -> None:
        """Wait until nothing is being made any more."""
        self._dispatcher.settle()

    @Slot()
    def stop(self) -> None:
        """End the work and begin no more: the study is about to be locked."""
        self._wanted.clear()
        self._cancel.set()
        self._again.stop()

    @Slot(object)
    def _job_changed(self, event: JobEvent) -> None:
        if event.state.value == "done":
            self.want(event.interview_id, first=False)

    @Slot()
    def _next(self) -> None:
        if self._running is not None or not self._wanted or self._cancel.is_set():
            return
        transcribing = any(event.state.value == "running" for event in self._session.jobs.values())
        if transcribing and not room_for_another():
            self._again.start()
            return
        interview_id = self._running = self._wanted.pop(0)
        desk, cancel, patient = self._session.desk, self._cancel, interview_id not in self._waited_for

        def work(report: Callable[[int, int], None]) -> None:
            if desk.playback.state(interview_id).value == "to make":
                desk.playback.prepare(interview_id, report, cancel, patient=patient)

        def done(_none: None) -> None:
            self._over()
            self.finished.emit(interview_id)

        def failed(error: DeskError) -> None:
            self._over()
            if not isinstance(error, CancelledError):
                self.failed.emit(interview_id, error)

        def progressed(so_far: int, total: int) -> None:
            self.progressed.emit(interview_id, so_far * 100 // total if total else 0)

        self.progressed.emit(interview_id, 0)
        self._dispatcher.start_reporting(work, done, failed, progressed)

    def _over(self) -> None:
        self._running = None
        self._next()


@dataclass(frozen=True, slots=True)
class _Found:
    """What reading gave: the sound with its outline, or when it was deleted, or nothing where it is to be made."""

    sound: bytes | None = None
    peaks: Peaks | None = None
    unchanged: bool = False  # the player has it already
    gone: bool = False
    deleted_at: dt.datetime | None = None


class InterviewSound(QObject):
    """The sound of the interview that a screen shows; several screens share the one player.

    A screen opens its interview and plays through this; where another screen has loaded something else since, the
    sound is loaded again first.

        sound = InterviewSound(session, self)
        sound.state_changed.connect(self._show_state)
        sound.open(interview_id)
        sound.play_span(word.start_ms - 1000, word.end_ms + 1000)      # as soon as it can
    """

    state_changed = Signal()

    def __init__(self, session: Session, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._dispatcher = Dispatcher(self, ordered=True)
        self._preparations = Preparations.of(session)
        self._then: Callable[[], None] | None = None
        self._mended = False  # the copy was made anew once, since it could not be played
        self.player = Player.instance()
        self.interview_id: int | None = None
        self.state = SoundState.NONE
        self.percent = 0
        self.peaks: Peaks | None = None
        self.error: DeskError | None = None
        self.deleted_at: dt.datetime | None = None
        self._preparations.progressed.connect(self._progressed)
        self._preparations.finished.connect(self._prepared)
        self._preparations.failed.connect(self._preparing_failed)
        self.player.failed.connect(self._player_failed)
        session.closing.connect(self.close)

    @property
    def key(self) -> object:
        """Give the key under which the player has this sound."""
        return (str(self._session.folder), self.interview_id)

    @property
    def loaded(self) -> bool:
        """Tell whether the player has this sound now."""
        return self.interview_id is not None and self.player.key() == self.key

    @property
    def waiting(self) -> bool:
        """Tell whether the copy is to be made but something else comes first."""
        return self.interview_id is not None and self._preparations.waits(self.interview_id)

    def open(self, interview_id: int | None) -> None:
        """Bring this interview's sound; one that is there already stays where it is, unless it was deleted since."""
        if interview_id == self.interview_id and self.state not in (SoundState.NONE, SoundState.FAILED):
            if self.state is SoundState.READY:
                self._read()
            return
        if self.loaded:
            self.player.pause()
        self.interview_id, self.peaks, self._then, self._mended = interview_id, None, None, False
        if interview_id is None:
            self._set(SoundState.NONE)
            return
        self._set(SoundState.READING)
        self._read()

    def try_again(self) -> None:
        """Read, or make, the sound again after a failure."""
        interview_id, self.interview_id = self.interview_id, None
        self.open(interview_id)

    @Slot()
    def close(self) -> None:
        """Let go of the sound, in the player too: the study is about to be locked."""
        if self.loaded:
            self.player.unload()
        self.interview_id, self._then, self.peaks = None, None, None
        self.state = SoundState.NONE

    def settle(self) -> None:
        """Wait until nothing is read any more."""
        self._dispatcher.settle()

    # Playing

    def toggle(self) -> None:
        """Play or pause."""
        self._do(self.player.toggle)

    def play(self) -> None:
        """Play on."""
        self._do(self.player.play)

    def pause(self) -> None:
        """Stop at the present place."""
        self._then = None
        if self.loaded:
            self.player.pause()

    def seek(self, ms: int) -> None:
        """Go to a place in milliseconds."""
        self._do(lambda: self.player.seek(ms))

    def play_from(self, ms: int) -> None:
        """Go to a place and play on from there."""

        def go() -> None:
            self.player.seek(ms)
            self.player.play()

        self._do(go)

    def play_span(self, start_ms: int, end_ms: int, *, loop: bool = False) -> None:
        """Play just this stretch."""
        self._do(lambda: self.player.play_span(start_ms, end_ms, loop=loop))

    def _do(self, action: Callable[[], None]) -> None:
        """Do it now, or when the sound has come; what was asked for last counts."""
        if self.loaded:
            action()
        elif self.interview_id is not None and self.state not in (SoundState.GONE, SoundState.FAILED):
            self._then = action
            if self.state is SoundState.READY:
                self._read()

    # What comes from the study

    def _read(self) -> None:
        desk, interview_id = self._session.desk, self.interview_id
        there = self.loaded and self.peaks is not None
        assert interview_id is not None
        self._dispatcher.start_latest(
            lambda: _read_sound(desk, interview_id, there=there),
            lambda found: self._found(interview_id, found),
            lambda error: self._failed(interview_id, error),
        )

    def _found(self, interview_id: int, found: _Found) -> None:
        if interview_id != self.interview_id or (found.unchanged and self.loaded):
            return
        if found.unchanged:  # another screen took the player meanwhile
            self._read()
        elif found.gone:
            if self.loaded:
                self.player.unload()
            self.deleted_at = found.deleted_at
            self._set(SoundState.GONE)
        elif found.sound is None or found.peaks is None:
            self.percent = 0
            self._preparations.want(interview_id)
            self._set(SoundState.PREPARING)
        else:
            self.peaks = found.peaks
            if self.player.available():
                self.player.load(self.key, found.sound, found.peaks.duration_ms)
            self._set(SoundState.READY)
            action, self._then = self._then, None
            if action is not None and self.loaded:
                action()

    def _failed(self, interview_id: int, error: DeskError) -> None:
        if interview_id == self.interview_id:
            self.error, self._then = error, None
            self._set(SoundState.FAILED)

    @Slot(int, int)
    def _progressed(self, interview_id: int, percent: int) -> None:
        if interview_id == self.interview_id and self.state is SoundState.PREPARING:
            self.percent = percent
            self.state_changed.emit()

    @Slot(int)
    def _prepared(self, interview_id: int) -> None:
        if interview_id == self.interview_id and self.state is SoundState.PREPARING:
            self._read()

    @Slot(int, object)
    def _preparing_failed(self, interview_id: int, error: DeskError) -> None:
        if self.state is SoundState.PREPARING:
            self._failed(interview_id, error)

    @Slot(object)
    def _player_failed(self, error: DeskError) -> None:
        """Have a copy that cannot be played made anew, once."""
        if not self.loaded or self.interview_id is None:
            return
        desk, interview_id = self._session.desk, self.interview_id
        self.player.unload()
        if self._mended:
            self._failed(interview_id, error)
            return
        self._mended = True
        self._set(SoundState.READING)
        self._dispatcher.start(
            lambda: desk.playback.forget(interview_id),
            lambda _none: self._read(),
            lambda problem: self._failed(interview_id, problem),
        )

    def _set(self, state: SoundState) -> None:
        self.state = state
        self.state_changed.emit()


def _read_sound(desk: Desk, interview_id: int, *, there: bool) -> _Found:
    load_libraries()
    state = desk.playback.state(interview_id).value
    if state == "gone":
        return _Found(gone=True, deleted_at=desk.playback.deleted_at(interview_id))
    if state == "ready" and there:
        return _Found(unchanged=True)
    if state == "ready":
        try:
            return _Found(desk.playback.sound(interview_id), desk.playback.peaks(interview_id))
        except (KeyError, StudyDamagedError):
            pass  # forgotten or damaged since: made anew
    return _Found()
