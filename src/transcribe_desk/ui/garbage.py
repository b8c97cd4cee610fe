"""Let Python's garbage collector run in the window's thread only, and not for long.

A collection in a worker's thread may destroy a widget there, which Qt does not survive. One of everything takes a
tenth of a second on a slow machine with a large study open, so that it is rare.
"""

from __future__ import annotations

import gc
import time

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 100
_YOUNG, _MIDDLE, _OLD = 700, 4, 10  # Python's own but the second, 10, with which one takes 50 ms on a slow machine
_ALL_EVERY_S = 300.0


class Collecting(QTimer):
    """Collects young objects often, older ones after them as Python would, and all at most every five minutes."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent, interval=_EVERY_MS)
        self._all_at = time.monotonic()
        gc.disable()
        gc.set_threshold(_YOUNG, _MIDDLE, _OLD)
        self.timeout.connect(self._collect)
        self.start()

    def _collect(self) -> None:
        young, middle, old = (count > most for count, most in zip(gc.get_count(), gc.get_threshold(), strict=True))
        if old and time.monotonic() - self._all_at > _ALL_EVERY_S:
            self._all_at = time.monotonic()
            gc.collect()
        elif middle:
            gc.collect(1)
        elif young:
            gc.collect(0)


def leave_what_is_there() -> None:
    """Never look again at what is there now: to be called when the modules are loaded and no study is open.

    Those are 115,000 objects that never go, and most of the time of a collection of all.
    """
    gc.freeze()


def collect_all() -> None:
    """Collect whatever nothing refers to: what is left of a study that was locked."""
    gc.collect()
