"""Start the window."""

from __future__ import annotations

import importlib
import os
import sys
from collections.abc import Sequence
from pathlib import Path

# FFmpeg, behind Qt's multimedia, would print file names.
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")

from PySide6.QtCore import QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from transcribe_desk import paths
from transcribe_desk.jobs import model_download
from transcribe_desk.security import no_network
from transcribe_desk.ui import garbage, translation
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.errors.watch import CrashWatch
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.theme import Appearance, Theme

_SCREENS = ("study", "transcript", "queue", "review", "export", "log")
# While a thread works behind the window, the window waits up to this long each time that it needs Python, which is some
# twenty times while a screen is drawn: with Python's own 5 ms it stood still for 110 ms (docs/benchmarks.md).
_PYTHON_TURN_S = 0.0002
_USAGE = "Usage: transcribe-desk window [STUDY]"


def run(argv: Sequence[str]) -> int:
    """Show the window until it is closed, with the study in ``argv`` waiting for its passphrase; give the exit code."""
    if len(argv) > 1 or any(argument.startswith("-") for argument in argv):
        print(_USAGE)
        return 0 if argv[0] in ("-h", "--help") else 2
    app = make_application()
    garbage.Collecting(app)  # before anything starts a thread
    preferences = Preferences(app)
    translation.install(app, preferences.language)
    theme = Theme(app, Appearance(preferences.appearance), preferences.text_size)
    window = MainWindow(theme, no_network.arm(), preferences)  # armed already: this only asks what enforces it
    if argv:
        window.home.open_folder(Path(argv[0]))
    elif model_download.missing():
        window.show_first_run()
    watch = CrashWatch(app)
    watch.crashed.connect(window.errors.show_crash)
    watch.install()
    window.show()
    QTimer.singleShot(200, lambda: warm_up(window))
    QTimer.singleShot(3000, window.verify_offline)
    try:
        return app.exec()
    finally:
        watch.uninstall()


def make_application() -> QApplication:
    """Make the one application object."""
    sys.setswitchinterval(_PYTHON_TURN_S)
    app = QApplication(["transcribe-desk"])
    app.setApplicationName("transcribe-desk")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("transcribe-desk")
    app.setWindowIcon(QIcon(str(paths.resource("icons", "desk.svg"))))
    return app


def warm_up(window: MainWindow) -> Dispatcher:
    """Import in the background what opening a study needs, while the passphrase is typed; give what is at it."""

    def load() -> None:
        for name in ("jobs.desk", *(f"ui.screens.{name}.screen" for name in _SCREENS)):
            importlib.import_module(f"transcribe_desk.{name}")

    def loaded(_none: None) -> None:
        if window.session is None:
            garbage.leave_what_is_there()

    made = Dispatcher(window)
    made.start(load, loaded, lambda _error: None)
    return made
