"""Play an interview's sound from memory: one player for the life of the program, told and asked in milliseconds."""

from __future__ import annotations

import math
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer, QUrl, Signal

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui.player.backend import Backend, make_backend, opened_buffer
from transcribe_desk.ui.translation import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QBuffer
    from PySide6.QtMultimedia import QMediaPlayer

SLOWEST, FASTEST = 0.5, 2.0
_TICK_MS = 30
# Qt tells where it is about every 100 ms; between that the clock counts on, but not past a stall of the sound.
_LONGEST_GUESS_MS = 400
# The guess may run ahead of what Qt tells next by this much without being set back in view of everybody.
_TOLERATED_MS = 250
_NAME = "interview.ogg"  # tells Qt the kind; nothing of that name exists


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch to play by itself, in milliseconds; over and over where ``loop`` is set."""

    start_ms: int
    end_ms: int
    loop: bool = False


class Player(QObject):
    """Plays one sound at a time; every call returns at once and none of them ever waits for the sound.

    A sound stays loaded under its ``key`` until another is loaded. What is asked before the sound is ready (play, seek)
    is done as soon as it is. Without a sound device it runs on in silence; ``audible`` tells.

        player = Player.instance()
        player.load(("02-hospital", 7), sound, 2_286_000)
        player.position_changed.connect(view.show_playing)     # 33 times a second while it plays
        player.play_span(12_000, 15_500)                       # just that, and stops exactly there
    """

    position_changed = Signal(int)
    playing_changed = Signal(bool)
    speed_changed = Signal(float)
    span_changed = Signal(object)  # Span or None
    loaded_changed = Signal(object)  # the key, None after unloading
    audible_changed = Signal(bool)
    failed = Signal(object)

    _the_one: ClassVar[Player | None] = None

    def __init__(self, parent: QObject | None = None) -> None:
        """Make a player; nothing of Qt's multimedia is loaded before it is needed."""
        super().__init__(parent)
        self._backend: Backend | None = None
        self._problem: DeskError | None = None
        self._buffer: QBuffer | None = None
        self._key: object = None
        self._duration_ms = 0
        self._ready = False  # Qt has understood the sound
        self._playing = False  # what was asked for
        self._speed = 1.0
        self._span: Span | None = None
        self._auto_rewind_ms = 0
        self._resting = False  # paused by a person, and not moved since
        self._position_ms = 0  # told last
        self._anchor: tuple[int, float] | None = None  # Qt's last word while playing, and when it came
        self._ticks = QTimer(self, interval=_TICK_MS, timerType=Qt.TimerType.PreciseTimer)
        self._ticks.timeout.connect(self._tick)
        self._end = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._end.timeout.connect(self._tick)

    @classmethod
    def instance(cls) -> Player:
        """Give the one player of the program, which lives and ends with the application."""
        if cls._the_one is None:
            application = QCoreApplication.instance()
            cls._the_one = cls()
            if application is not None:
                application.aboutToQuit.connect(cls._the_one.close)
        return cls._the_one

    # What there is

    def available(self) -> bool:
        """Tell whether Qt can play here at all; ``problem`` says why not. Takes a moment when asked first."""
        return self._made() is not None

    def problem(self) -> DeskError | None:
        """Give what keeps sound from being played here, with the remedy, or None."""
        self._made()
        return self._problem

    def audible(self) -> bool:
        """Tell whether there is a device to hear it with."""
        return self._backend is not None and not self._backend.devices.defaultAudioOutput().isNull()

    def key(self) -> object:
        """Give the key of the sound that is loaded, or None."""
        return self._key

    def duration(self) -> int:
        """Give the length of the loaded sound in milliseconds."""
        return self._duration_ms

    def position(self) -> int:
        """Give the place that sounds now, in milliseconds."""
        return self._position_ms if self._anchor is None else max(self._position_ms, self._guess(self._anchor))

    def playing(self) -> bool:
        """Tell whether it plays, or will as soon as the sound is ready."""
        return self._playing

    def speed(self) -> float:
        """Give the speed as a multiple of the real one."""
        return self._speed

    def span(self) -> Span | None:
        """Give the stretch that plays by itself, or None."""
        return self._span

    # What is played

    def load(self, key: object, sound: bytes, duration_ms: int) -> None:
        """Take a sound (Ogg/Opus) in place of the one before; one loaded under the same key stays as it is."""
        backend = self._made()
        if backend is None:
            self.failed.emit(self._problem)
            return
        if key == self._key:
            return
        self.unload()
        self._buffer = opened_buffer(sound)
        self._key, self._duration_ms = key, duration_ms
        backend.player.setSourceDevice(self._buffer, QUrl(_NAME))
        backend.player.setPlaybackRate(self._speed)
        self.loaded_changed.emit(key)
        self.position_changed.emit(0)

    def unload(self) -> None:
        """Stop, and let go of the sound."""
        if self._buffer is None or self._backend is None:
            return
        self._key, self._duration_ms, self._ready, self._resting = None, 0, False, False
        self._set_span(None)
        self._set_playing(playing=False)
        self._position_ms = 0
        self._backend.player.stop()
        self._backend.player.setSource(QUrl())  # before the buffer goes
        self._buffer.close()
        self._buffer = None
        self.loaded_changed.emit(None)

    def close(self) -> None:
        """Let go of the sound and of Qt's player, at the end of the program."""
        self.unload()
        backend, self._backend = self._backend, None
        if backend is not None:
            self._problem = DeskError(
                tr("Player", "Sound"), tr("Player", "The player is closed."), tr("Player", "Start the program again.")
            )
            backend.player.disconnect(self)
            backend.player.deleteLater()

    # Playing

    def play(self) -> None:
        """Play on from the present place, a little earlier after a pause where that is wished; from 0 at the end."""
        if self._key is None or self._playing:
            return
        if self._resting and self._auto_rewind_ms:
            earliest = self._span.start_ms if self._span else 0
            self._go_to(max(earliest, self._position_ms - self._auto_rewind_ms))
        elif self._position_ms >= self._duration_ms:
            self._go_to(self._span.start_ms if self._span else 0)
        self._resting = False
        self._set_playing(playing=True)
        if self._ready:
            self._start()

    def pause(self) -> None:
        """Stop at the present place; a stretch that plays once is forgotten, a loop goes on later."""
        if not self._playing:
            return
        self._position_ms = self.position()
        self._halt()
        self._resting = True
        if self._span is not None and not self._span.loop:
            self._set_span(None)
        self.position_changed.emit(self._position_ms)

    def toggle(self) -> None:
        """Play or pause."""
        if self._playing:
            self.pause()
        else:
            self.play()

    def seek(self, ms: int) -> None:
        """Go to a place in milliseconds, kept within the sound; outside a stretch that plays by itself this ends it."""
        if self._key is None:
            return
        self._resting = False
        place = self._within(ms)
        if self._span is not None and not self._span.start_ms <= place < self._span.end_ms:
            self._set_span(None)
        self._go_to(place)

    def play_span(self, start_ms: int, end_ms: int, *, loop: bool = False) -> None:
        """Play from ``start_ms`` and stop exactly at ``end_ms``, or begin again there where ``loop`` is set."""
        start, end = self._within(start_ms), self._within(end_ms)
        if self._key is None or start >= end:
            return
        self._set_span(Span(start, end, loop))
        self._resting = False
        self._go_to(start)
        self.play()

    def loop(self, start_ms: int, end_ms: int) -> None:
        """Keep playing within a stretch from now on, without starting: a place outside it moves to its beginning."""
        start, end = self._within(start_ms), self._within(end_ms)
        if self._key is None or start >= end:
            return
        self._set_span(Span(start, end, loop=True))
        if not start <= self.position() < end:
            self._resting = False
            self._go_to(start)

    def clear_span(self) -> None:
        """Play on past the end of the stretch that was played by itself."""
        self._set_span(None)

    def set_speed(self, speed: float) -> None:
        """Play 0.5 to 2 times as fast, at the same pitch."""
        speed = min(FASTEST, max(SLOWEST, speed))
        if speed == self._speed:
            return
        if self._anchor is not None:
            self._position_ms = self.position()
            self._anchor = (self._position_ms, time.monotonic())
        self._speed = speed
        if self._backend is not None:
            self._backend.player.setPlaybackRate(speed)
        self.speed_changed.emit(speed)

    def set_auto_rewind(self, ms: int) -> None:
        """Begin so much earlier when going on after a pause; 0 for where it stopped."""
        self._auto_rewind_ms = max(0, ms)

    # Qt's player

    def _made(self) -> Backend | None:
        if self._backend is None and self._problem is None:
            try:
                self._backend = backend = make_backend()
            except DeskError as problem:
                self._problem = problem
                return None
            backend.player.mediaStatusChanged.connect(self._status_changed)
            backend.player.positionChanged.connect(self._position_told)
            backend.player.errorOccurred.connect(self._went_wrong)
            backend.devices.audioOutputsChanged.connect(lambda: self.audible_changed.emit(self.audible()))
        return self._backend

    def _status_changed(self, status: QMediaPlayer.MediaStatus) -> None:
        name = status.name
        if name in ("LoadedMedia", "BufferedMedia") and not self._ready and self._key is not None:
            self._ready = True
            if self._playing:
                self._start()
            elif self._position_ms and self._backend is not None:
                self._backend.player.setPosition(self._position_ms)
        elif name == "EndOfMedia" and self._playing:
            self._reach(self._duration_ms)

    def _position_told(self, ms: int) -> None:
        """Take Qt's word for where it is; before it has moved after a start, nothing is guessed."""
        if self._playing and self._ready and (self._anchor is not None or ms > self._position_ms):
            if abs(ms - self._position_ms) > _TOLERATED_MS and self._anchor is not None:
                self._position_ms = ms
            self._anchor = (ms, time.monotonic())

    def _went_wrong(self, _error: object, _text: str) -> None:
        """Say that the sound failed; Qt's own words are not shown, they may name files."""
        self._halt()
        self.failed.emit(
            DeskError(
                tr("Player", "Sound"),
                tr("Player", "This sound cannot be played."),
                tr(
                    "Player",
                    "Go to another interview and back, so that its playback copy is made anew; the text stays "
                    "editable.",
                ),
            )
        )

    def _start(self) -> None:
        """Have Qt play from the place that is shown."""
        assert self._backend is not None
        player = self._backend.player
        self._anchor = None
        if abs(player.position() - self._position_ms) > 1 or player.mediaStatus().name == "EndOfMedia":
            player.setPosition(self._position_ms)
        player.play()
        self._ticks.start()

    def _halt(self) -> None:
        self._set_playing(playing=False)
        if self._backend is not None:
            self._backend.player.pause()

    def _go_to(self, place: int) -> None:
        """Show a place at once and have Qt go there, playing on where it plays."""
        self._end.stop()
        self._position_ms, self._anchor = place, None
        if self._ready and self._backend is not None:
            self._backend.player.setPosition(place)
        self.position_changed.emit(place)

    def _tick(self) -> None:
        """Tell where the sound is, and stop at the end of a stretch."""
        place = self.position()
        if self._span is not None and self._playing and self._anchor is not None:
            left = (self._span.end_ms - place) / self._speed
            if left <= 0:
                self._reach(self._span.end_ms)
                return
            if left < _TICK_MS:
                self._end.start(math.ceil(left))
        if place != self._position_ms:
            self._position_ms = place
            self.position_changed.emit(place)

    def _reach(self, end_ms: int) -> None:
        """Begin a loop again, or stop exactly where a stretch, or the sound, ends."""
        span = self._span
        if span is not None and span.loop:
            self._go_to(span.start_ms)
            if self._backend is not None and self._backend.player.playbackState().name != "PlayingState":
                self._start()  # the sound itself was at its end
            return
        self._position_ms = end_ms
        self._halt()
        self._set_span(None)
        self._go_to(end_ms)

    def _guess(self, anchor: tuple[int, float]) -> int:
        told, at = anchor
        passed = min((time.monotonic() - at) * 1000, _LONGEST_GUESS_MS) * self._speed
        return self._within(round(told + passed))

    def _within(self, ms: int) -> int:
        return max(0, min(int(ms), self._duration_ms))

    def _set_playing(self, *, playing: bool) -> None:
        if not playing:
            self._anchor = None
            self._ticks.stop()
            self._end.stop()
        if playing != self._playing:
            self._playing = playing
            self.playing_changed.emit(playing)

    def _set_span(self, span: Span | None) -> None:
        if span != self._span:
            self._span = span
            self.span_changed.emit(span)
