"""Do things one after the other, with the window answering in between."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer


class InTurns(QObject):
    """Does what it is given in turns of the event loop, as long as whoever it belongs to is there.

    For a screen that has much to show at once: what a person looks at first comes first. A new ``start`` takes the
    place of what is left of the last.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._left: deque[Callable[[], object]] = deque()
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._next)

    @property
    def busy(self) -> bool:
        """Tell whether something is left to do."""
        return bool(self._left)

    def start(self, *calls: Callable[[], object]) -> None:
        """Do these, the first in the next turn."""
        self._left = deque(calls)
        self._timer.start()

    def stop(self) -> None:
        """Leave what is left."""
        self._left.clear()
        self._timer.stop()

    def _next(self) -> None:
        if self._left:
            self._left.popleft()()
        if not self._left:
            self._timer.stop()
