"""Let Python's garbage collector run in the window's thread only.

A collection in a worker's thread may destroy a widget there, which Qt does not survive.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

_EVERY_MS = 2000


def collect_in_this_thread(parent: QObject) -> QTimer:
    """Switch automatic collection off and collect from a timer of this thread instead, as Python would."""
    gc.disable()
    timer = QTimer(parent)
    timer.setInterval(_EVERY_MS)
    timer.timeout.connect(_collect)
    timer.start()
    return timer


def _collect() -> None:
    """Collect the oldest generation that is due; a full collection is rare, for it takes longest."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
