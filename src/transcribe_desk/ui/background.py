"""Run one pure function away from the window's thread and bring its result back as a signal.

The threads are Python's own. With ``QRunnable`` written in Python (PySide6 6.11.3) about one run in twenty of the whole
window crashed: Qt deletes the runnable in its thread while Python may still be letting go of it.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Signal, Slot

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui.errors import watch
from transcribe_desk.ui.translation import tr

Result = TypeVar("Result")
Report = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class _Call:
    """What to do in the window's thread with what a background call gives."""

    done: Callable[[Any], None]
    failed: Callable[[DeskError], None]
    progressed: Report


class Dispatcher(QObject):
    """Starts background calls for a screen; results come back in the window's thread.

    Its signals are its own and live as long as it does: a signal object for each call would have to be destroyed
    while the other thread may still be inside its ``emit``.
    """

    _finished = Signal(int, object)
    _failed = Signal(int, object)
    _progressed = Signal(int, int, int)

    def __init__(self, parent: QObject | None = None, *, ordered: bool = False) -> None:
        """Start calls in threads that all share, or, when ``ordered``, one after the other in a thread of its own."""
        super().__init__(parent)
        self._threads = ThreadPoolExecutor(1, "window calls in order") if ordered else _shared_threads()
        self._calls: dict[int, _Call] = {}
        self._running: set[Future[None]] = set()
        self._numbers = itertools.count(1)
        self._latest: int | None = None
        self._postponed: Callable[[], None] | None = None
        self._finished.connect(self._on_finished)
        self._failed.connect(self._on_failed)
        self._progressed.connect(self._on_progressed)

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
        number = next(self._numbers)
        self._calls[number] = _Call(done, failed, progressed)

        def call() -> None:
            try:
                result = work(lambda so_far, total: self._progressed.emit(number, so_far, total))
            except Exception as error:  # every failure must reach the window
                self._failed.emit(number, error)
            else:
                self._finished.emit(number, result)

        future = self._threads.submit(call)
        self._running.add(future)
        future.add_done_callback(self._running.discard)
        return number

    def settle(self) -> None:
        """Wait until nothing is under way; what came of it is told when the window's thread is back in its loop."""
        wait(set(self._running))

    @Slot(int, object)
    def _on_finished(self, number: int, result: object) -> None:
        self._take(number).done(result)

    @Slot(int, object)
    def _on_failed(self, number: int, error: Exception) -> None:
        """Hand an error on; one that nobody foresaw is told without its text, which might hold a transcript's."""
        if not isinstance(error, DeskError):
            watch.take(error)
            error = unforeseen(error)
        self._take(number).failed(error)

    @Slot(int, int, int)
    def _on_progressed(self, number: int, so_far: int, total: int) -> None:
        self._calls[number].progressed(so_far, total)

    def _take(self, number: int) -> _Call:
        call = self._calls.pop(number)
        if number == self._latest:
            self._latest = None
            postponed, self._postponed = self._postponed, None
            if postponed is not None:
                postponed()
        return call


@cache
def _shared_threads() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(4, "window calls")


def unforeseen(error: Exception) -> DeskError:
    """Say that the program failed, by the error's kind only."""
    return DeskError(
        "Transcribe Desk",
        tr("Window", "The program failed unexpectedly ({name}). The study is as it was before.").format(
            name=type(error).__name__
        ),
        tr("Window", "Try again; if it happens once more, close the window and open the study anew."),
    )
