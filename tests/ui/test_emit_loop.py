"""PySide6 keeps its references: the regression for which the version is pinned (6.12.0 dies in this loop)."""

from __future__ import annotations

import subprocess
import sys

_LOOP = """
from PySide6.QtCore import QObject, Signal

class Sender(QObject):
    told = Signal(bool)

heard = []
sender = Sender()
sender.told.connect(heard.append)
for _ in range(20_000):
    sender.told.emit(True)
sender.told.disconnect(heard.append)
print(len(heard), all(heard))
"""


def test_twenty_thousand_emits_survive() -> None:
    done = subprocess.run([sys.executable, "-c", _LOOP], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == ["20000", "True"]
