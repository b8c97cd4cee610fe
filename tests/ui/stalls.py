"""Notice when the window's thread does not answer: what tests of responsiveness measure with.

A timer beats in the window's thread; a beat that comes late was kept from coming by whatever ran in between. Another
thread looks meanwhile where that is. What a machine that is busy with other things adds is told apart by the processor
time that the window's thread itself used: ``cpu_ms`` is what a test should judge on a shared machine, ``wall_ms`` is
what a person would feel. Whatever the test itself does in the window's thread counts too.
"""

from __future__ import annotations

import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType

from PySide6.QtCore import Qt, QTimer

LIMIT_MS = 50.0
_BEAT_MS = 2
_LOOK_S = 0.01  # each look takes the watched thread's turn
_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Stall:
    """One time in which the window's thread did not answer, and the calls it was mostly seen in, outermost first."""

    wall_ms: float
    cpu_ms: float
    where: tuple[str, ...]

    def __str__(self) -> str:
        """Say how long and where."""
        return f"{self.wall_ms:.0f} ms ({self.cpu_ms:.0f} ms of work) in {' > '.join(self.where) or 'native code'}"


@dataclass(slots=True)
class Watch:
    """What was found so far."""

    limit_ms: float
    stalls: list[Stall] = field(default_factory=list)
    beats: int = 0

    @property
    def longest_ms(self) -> float:
        """Give the longest time of work without an answer, in milliseconds of processor time, 0 when none was long."""
        return max((stall.cpu_ms for stall in self.stalls), default=0.0)

    def report(self) -> str:
        """List the stalls, the longest first."""
        return "\n".join(str(stall) for stall in sorted(self.stalls, key=lambda each: -each.cpu_ms))


@contextmanager
def watched(limit_ms: float = LIMIT_MS) -> Iterator[Watch]:
    """Watch the thread that calls this, which is the window's, until the block is left.

    A stall is any time over ``limit_ms`` without an answer by the clock; judge ``cpu_ms`` or ``wall_ms`` as fits.
    """
    watch, heart = Watch(limit_ms), _Heart()
    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)

    def beat() -> None:
        watch.beats += 1
        wall_ms, cpu_ms, where = heart.beat()
        if wall_ms > limit_ms:
            watch.stalls.append(Stall(wall_ms, cpu_ms, where))

    timer.timeout.connect(beat)
    timer.start(_BEAT_MS)
    ended = threading.Event()
    looker = threading.Thread(target=heart.look, args=(ended, limit_ms), daemon=True)
    looker.start()
    try:
        yield watch
        beat()  # what still lasts when the block ends
    finally:
        timer.stop()
        ended.set()
        looker.join()


class _Heart:
    """The times of the last beat, and where the watched thread was seen since."""

    def __init__(self) -> None:
        self._thread = threading.get_ident()
        self._wall, self._cpu = time.perf_counter(), time.thread_time()
        self._seen: Counter[tuple[str, ...]] = Counter()

    def beat(self) -> tuple[float, float, tuple[str, ...]]:
        """Give the milliseconds by the clock and of work since the last beat, less the beat's own, and the place."""
        wall, cpu, seen = time.perf_counter(), time.thread_time(), self._seen.copy().most_common(1)
        gone = ((wall - self._wall) * 1000 - _BEAT_MS, (cpu - self._cpu) * 1000)
        self._wall, self._cpu, self._seen = wall, cpu, Counter()
        return *gone, seen[0][0] if seen else ()

    def look(self, ended: threading.Event, limit_ms: float) -> None:
        """Note where the watched thread is whenever it is late; the place it is seen in most often counts."""
        while not ended.wait(_LOOK_S):
            if (time.perf_counter() - self._wall) * 1000 > limit_ms / 2:
                self._seen[_calls(sys._current_frames().get(self._thread))] += 1


def _calls(frame: FrameType | None) -> tuple[str, ...]:
    """Name the innermost calls, outermost first.

    Not by ``traceback``, which reads source files: while the watched thread works, each read costs a turn of 5 ms.
    """
    calls: list[str] = []
    while frame is not None and len(calls) < _DEPTH:
        calls.append(f"{Path(frame.f_code.co_filename).stem}.{frame.f_code.co_name}")
        frame = frame.f_back
    return tuple(reversed(calls))
