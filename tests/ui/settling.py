"""Wait for a window: until nothing runs in the background and everything is painted, or until something happened."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication, QWidget

from transcribe_desk.ui.background import Dispatcher

_REST_S = 0.005  # a loop without it would keep Python from the threads that read and write


def settle(root: QWidget, rounds: int = 12) -> None:
    """Let everything under ``root`` come to its end, and have nothing follow from it for so many rounds of events."""
    quiet = 0
    while quiet < rounds:
        quiet = 0 if any(each.busy for each in root.findChildren(Dispatcher)) else quiet + 1
        QApplication.processEvents()
        time.sleep(_REST_S)


def wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    """Let the window work until something is so; raise TimeoutError where it never is."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError(f"It was not so after {seconds:g} s.")
        QApplication.processEvents()
        time.sleep(_REST_S)
