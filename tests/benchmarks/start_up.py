"""Measure how long the window takes from starting the interpreter to its first paint; print one line.

    python tests/benchmarks/start_up.py [--rounds 5]

The program is started as `transcribe-desk` starts it, network guard first, on whatever screen `QT_QPA_PLATFORM` names.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time

# The program itself, with an observer that says when the window has painted and then ends it.
_PROGRAM = """
import os, sys
from transcribe_desk.__main__ import main
from transcribe_desk.security import no_network
no_network.arm()
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget
class Observer(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint and isinstance(watched, QWidget) and watched.isWindow():
            sys.stdout.write("painted\\n"); sys.stdout.flush()
            os._exit(0)
        return False
show = QWidget.show
def observed(window):
    QApplication.instance().installEventFilter(observer)
    show(window)
observer = Observer()
from transcribe_desk.ui.main_window import MainWindow
MainWindow.show = observed
sys.exit(main([]))
"""


def main() -> None:
    """Start the window several times and print the median and the worst."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    seconds = [_start() for _ in range(rounds + 1)][1:]  # the first one fills the disk cache
    platform = os.environ.get("QT_QPA_PLATFORM", "the default screen")
    print(
        f"first paint on {platform}: median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s of {rounds}"
    )


def _start() -> float:
    with tempfile.TemporaryDirectory() as state:
        started = time.perf_counter()
        child = subprocess.run(
            [sys.executable, "-c", _PROGRAM],
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
            env={**os.environ, "TRANSCRIBE_DESK_STATE": state},
        )
        if child.stdout != "painted\n":
            raise SystemExit(f"The window did not show:\n{child.stderr}")
        return time.perf_counter() - started


if __name__ == "__main__":
    main()
