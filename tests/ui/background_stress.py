"""Destroy screens while their background calls end, over and over; run by ``test_background.py``, alone in a process.

    python -m tests.ui.background_stress 2000

A use of what was destroyed crashes it. The C library overwrites freed memory where MALLOC_PERTURB_ is set.
"""

from __future__ import annotations

import random
import sys
import time

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from transcribe_desk.ui.background import Dispatcher

_LONGEST_WORK, _LONGEST_LIFE = 0.0004, 0.0012  # seconds: some calls end before their screen, some after, some with it


class _Screen(QWidget):
    def __init__(self, chance: random.Random) -> None:
        super().__init__()
        calls = Dispatcher(self, ordered=True)
        for _ in range(3):
            pause = chance.uniform(0, _LONGEST_WORK)
            calls.start(lambda pause=pause: time.sleep(pause), lambda _none: None, lambda _error: None)  # type: ignore[misc]


def main(screens: int) -> None:
    """Make and destroy so many screens."""
    application = QApplication.instance() or QApplication([])
    chance = random.Random(3)
    for _ in range(screens):
        _Screen(chance).deleteLater()
        end = time.perf_counter() + chance.uniform(0, _LONGEST_LIFE)
        while time.perf_counter() < end:
            pass
        # In Qt's own code, which does not hold Python's lock meanwhile.
        application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        application.processEvents()


if __name__ == "__main__":
    main(int(sys.argv[1]))
    print("alive")
