"""Do things one after the other, with the window answering in between."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

REST_MS = 5  # in which what is waiting, a key or the mouse, comes first
_DRAW_MS = 3  # what is to be after 0 ms Qt does before it draws, in the same turn, and after 1 ms often too


_to_draw: list[deque[QWidget]] = []  # what each call of ``draw_in_turns`` has left


def draw_in_turns(*widgets: QWidget) -> None:
    """Let what is changed in widgets now be drawn in turns of their own, one after the other: to be called first.

    Otherwise Qt draws it at once after the change. All of a widget is drawn, so this is for changes of most of it.
    """
    for each in widgets:
        each.setUpdatesEnabled(False)
    left = deque(widgets)
    _to_draw.append(left)
    QTimer.singleShot(_DRAW_MS, lambda: _draw(left))


def drawing() -> bool:
    """Tell whether something is still to be drawn, before which nothing else should be made or shown."""
    return bool(_to_draw)


def _draw(left: deque[QWidget]) -> None:
    while left and not shiboken6.isValid(left[0]):
        left.popleft()
    if left:
        left.popleft().setUpdatesEnabled(True)  # Qt draws it at the end of this turn
        QTimer.singleShot(_DRAW_MS, lambda: _draw(left))
    else:
        _to_draw.remove(left)


class InTurns(QObject):
    """Does what it is given in turns of the event loop, as long as whoever it belongs to is there.

    For a screen that has much to show at once: what a person looks at first comes first, and what is to be drawn in
    turns is drawn before anything else is done. A new ``start`` takes the
    place of what is left of the last, ``add`` follows it.
    """

    def __init__(self, parent: QObject, rest_ms: int = REST_MS) -> None:
        super().__init__(parent)
        self._rest_ms = rest_ms
        self._left: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._next)

    @property
    def busy(self) -> bool:
        """Tell whether something is left to do."""
        return bool(self._left)

    def start(self, *calls: Callable[[], object]) -> None:
        """Do these, the first in the next turn."""
        self._left = deque(calls)
        self._timer.start(0)

    def add(self, call: Callable[[], object]) -> None:
        """Do this when all that is left is done."""
        self._left.append(call)
        if not self._timer.isActive():
            self._timer.start(0)

    def finish(self) -> None:
        """Do all that is left at once."""
        self._timer.stop()
        while self._left:
            self._left.popleft()()

    def stop(self) -> None:
        """Leave what is left."""
        self._left.clear()
        self._timer.stop()

    def _next(self) -> None:
        try:
            if self._left and not drawing():
                self._left.popleft()()
        finally:  # one that fails keeps none of the others from being done
            if shiboken6.isValid(self) and self._left and not self._timer.isActive():
                self._timer.start(self._rest_ms)
