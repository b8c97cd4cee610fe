"""Wait for a window: until a screen is in front, nothing runs behind it and all is painted, or something happened."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWidget

from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.in_turns import InTurns
from transcribe_desk.ui.main_window import MainWindow

_REST_S = 0.005  # a loop without it would keep Python from the threads that read and write


def busy(root: QObject) -> bool:
    """Tell whether anything under ``root`` runs in the background or waits for its turn in the window's thread."""
    behind, here = root.findChildren(Dispatcher), root.findChildren(InTurns)
    return any(each.busy for each in behind) or any(each.busy for each in here)


def settle(root: QWidget, rounds: int = 12) -> None:
    """Let everything under ``root`` come to its end, and have nothing follow from it for so many rounds of events."""
    quiet = 0
    while quiet < rounds:
        quiet = 0 if busy(root) else quiet + 1
        QApplication.processEvents()
        time.sleep(_REST_S)


def go_to(window: MainWindow, name: str) -> None:
    """Go to a screen of the study or to the settings, and wait until it is there and nothing runs behind it."""
    window.show_screen(name)
    if name in window.screens:
        wait_for_screen(window, name)
    wait_until(lambda: not busy(window))


def wait_for_screen(window: MainWindow, name: str) -> QWidget:
    """Let the window bring a screen to the front that was asked for, and give it."""
    wait_until(lambda: name in window.screens.made and window.stack.currentWidget() is window.screens[name])
    return window.screens[name]


def wait_until(happened: Callable[[], bool], seconds: float = 60) -> None:
    """Let the window work until something is so; raise TimeoutError where it never is."""
    end = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError(f"It was not so after {seconds:g} s.")
        QApplication.processEvents()
        time.sleep(_REST_S)
