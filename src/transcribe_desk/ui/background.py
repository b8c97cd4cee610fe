"""Run one pure function away from the window's thread and bring its result back into it.

The threads are Python's own. With ``QRunnable`` written in Python (PySide6 6.11.3) about one run in twenty of the whole
window crashed: Qt deletes the runnable in its thread while Python may still be letting go of it. For a like reason no
thread touches anything of a screen's: Qt may destroy the screen while the thread is emitting a signal of it. A thread
knows a call by its number only and tells one object that lives as long as the program that the call is over; whatever
the call held is let go of in the window's thread.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, Signal, Slot

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui.errors import watch
from transcribe_desk.ui.in_turns import InTurns
from transcribe_desk.ui.translation import tr

Result = TypeVar("Result")
Report = Callable[[int, int], None]


@dataclass(slots=True)
class _Call:
    """What to do in a thread, what came of it, and what to do with that in the window's thread."""

    dispatcher: Dispatcher
    work: Callable[[Report], Any]
    done: Callable[[Any], None]
    failed: Callable[[DeskError], None]
    progressed: Report
    result: object = None
    error: Exception | None = None


_under_way: dict[int, _Call] = {}
_numbers = itertools.count(1)


class Dispatcher(QObject):
    """Starts background calls for a screen; results come back in the window's thread.

    What comes of a call after its screen is gone is heard by nobody.
    """

    def __init__(self, parent: QObject | None = None, *, ordered: bool = False) -> None:
        """Start calls in threads that all share, or, when ``ordered``, one after the other in a thread of its own."""
        super().__init__(parent)
        _relay()  # belongs to the thread that makes it, which is the window's
        self._threads = ThreadPoolExecutor(1, "window calls in order") if ordered else _shared_threads()
        self._calls: set[int] = set()
        self._running: set[Future[None]] = set()
        self._latest: int | None = None
        self._postponed: Callable[[], None] | None = None
        self._stopped = False

    @property
    def busy(self) -> bool:
        """Tell whether a call is under way."""
        return bool(self._calls)

    def start(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[DeskError], None],
    ) -> int:
        """Call ``work`` in a thread and give the call's number; ``done`` or ``failed`` follow in the window's."""
        return self.start_reporting(lambda _report: work(), done, failed, lambda _done, _total: None)

    def start_latest(
        self,
        work: Callable[[], Result],
        done: Callable[[Result], None],
        failed: Callable[[DeskError], None],
    ) -> None:
        """Start a reading; while one is under way only the last that was asked for is kept, and follows it."""
        if self._latest is not None:
            self._postponed = lambda: self.start_latest(work, done, failed)
            return
        self._latest = self.start(work, done, failed)

    def start_reporting(
        self,
        work: Callable[[Report], Result],
        done: Callable[[Result], None],
        failed: Callable[[DeskError], None],
        progressed: Report,
    ) -> int:
        """Start ``work(report)`` and give its number; each ``report(done, total)`` reaches ``progressed``."""
        number = next(_numbers)
        if self._stopped:
            return number
        _under_way[number] = _Call(self, work, done, failed, progressed)
        self._calls.add(number)
        future = self._threads.submit(_run, number)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return number

    def stop(self) -> None:
        """Start nothing from now on, nor the reading that waits: what it would work on is about to be closed."""
        self._stopped, self._postponed = True, None

    def settle(self) -> None:
        """Wait until nothing is under way; what came of it is told when the window's thread is back in its loop."""
        wait(set(self._running))

    def take(self, number: int, call: _Call) -> None:
        """Hand on what came of a call; an error that nobody foresaw without its text, which might be an interview's."""
        self._calls.remove(number)
        if number == self._latest:
            self._latest = None
            postponed, self._postponed = self._postponed, None
            if postponed is not None:
                postponed()
        if call.error is None:
            call.done(call.result)
        elif isinstance(call.error, DeskError):
            call.failed(call.error)
        else:
            watch.take(call.error)
            call.failed(unforeseen(call.error))


class _Relay(QObject):
    """Brings word of calls into the window's thread; the one object that their threads touch."""

    ended = Signal(int)
    progressed = Signal(int, int, int)

    def __init__(self) -> None:
        super().__init__()
        self._turns = InTurns(self, rest_ms=0)  # what came of two calls is shown in a turn each
        self.ended.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self.progressed.connect(self._progress, Qt.ConnectionType.QueuedConnection)

    @Slot(int)
    def _take(self, number: int) -> None:
        self._turns.add(lambda: self._hand_on(number))

    def _hand_on(self, number: int) -> None:
        call = _under_way.pop(number)
        if shiboken6.isValid(call.dispatcher):
            call.dispatcher.take(number, call)
        call.error = None  # its trace holds the call

    @Slot(int, int, int)
    def _progress(self, number: int, so_far: int, total: int) -> None:
        call = _under_way[number]
        if shiboken6.isValid(call.dispatcher):
            call.progressed(so_far, total)


@cache
def _relay() -> _Relay:
    return _Relay()


@cache
def _shared_threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(4, "window calls")


def _run(number: int) -> None:
    """Do a call's work in a thread, and have let go of all that is the call's before the window hears of it."""
    _work(number, _under_way[number])
    _relay().ended.emit(number)


def _work(number: int, call: _Call) -> None:
    try:
        call.result = call.work(lambda so_far, total: _relay().progressed.emit(number, so_far, total))
    except Exception as error:  # every failure must reach the window
        call.error = error


def unforeseen(error: Exception) -> DeskError:
    """Say that the program failed, by the error's kind only."""
    return DeskError(
        "Transcribe Desk",
        tr("Window", "The program failed unexpectedly ({name}). The study is as it was before.").format(
            name=type(error).__name__
        ),
        tr("Window", "Try again; if it happens once more, close the window and open the study anew."),
    )
