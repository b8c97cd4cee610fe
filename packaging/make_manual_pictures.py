"""Make the pictures of the manual from the window on the sample interview; run by hand, never by the program.

``python packaging/make_manual_pictures.py resources/manual/pictures``. It needs the models of the demo, takes about two
minutes, and writes each screen light and dark, which the manual chooses between.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.security.no_network import ArmedGuard, Enforcement
from transcribe_desk.ui.app import make_application
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review import ReviewScreen
from transcribe_desk.ui.screens.transcript import TranscriptScreen
from transcribe_desk.ui.session import open_sample_study
from transcribe_desk.ui.theme import Appearance, Theme

APPEARANCES = {"light": Appearance.LIGHT, "dark": Appearance.DARK}
_LONGEST_S = 600.0
_WIDTH = 1080


def main(arguments: list[str]) -> int:
    """Make the pictures in a folder."""
    if len(arguments) != 1:
        print(__doc__, file=sys.stderr)
        return 2
    out = Path(arguments[0])
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as state:
        os.environ["TRANSCRIBE_DESK_STATE"] = state
        app = make_application()
        theme = Theme(app, Appearance.LIGHT)
        window = MainWindow(theme, ArmedGuard(Enforcement.KERNEL))
        window.open_study(*open_sample_study())
        window.show()
        for name in _scenes(app, window):
            for word, appearance in APPEARANCES.items():
                theme.choose(appearance)
                _settle(app, window)
                _save(window, out / f"{name}-{word}.png")
            theme.choose(Appearance.LIGHT)
        window.close()
    return 0


def _scenes(app: QApplication, window: MainWindow) -> Iterator[str]:
    """Bring the window to one scene after the other and give its name."""
    session = window.session
    assert session is not None
    heard: list[JobEvent] = []
    session.job_changed.connect(heard.append)
    interview_id = session.overview.rows[0].interview.id
    window.show_screen("queue")
    session.enqueue([interview_id])
    _spin(app, lambda: any(event.phase is Phase.TRANSCRIBE and event.fraction > 0.2 for event in heard))
    yield "queue"
    _spin(app, lambda: any(event.state in (JobState.DONE, JobState.FAILED) for event in heard))

    window.show_screen("study")
    _settle(app, window)
    yield "study"

    window.show_screen("transcript")
    transcript = window.screens["transcript"]
    assert isinstance(transcript, TranscriptScreen)
    _settle(app, window)
    transcript.view.step_doubtful(1)
    yield "transcript"

    window.show_screen("review")
    review = window.screens["review"]
    assert isinstance(review, ReviewScreen)
    _settle(app, window)
    for _ in range(2):
        review.review.decisions.accept()
        _settle(app, window)
    yield "review"

    desk = session.desk
    waiting = [each.id for each in desk.mentions(interview_id) if each.decision is Decision.UNDECIDED]
    desk.decide(waiting, Decision.ACCEPTED, "GE")
    review.preview()
    _settle(app, window)
    yield "second-read"

    desk.sign_off(interview_id, "GE")
    for name in ("export", "log"):
        window.show_screen(name)
        _settle(app, window)
        yield name


def _save(window: MainWindow, path: Path) -> None:
    """Save what the window shows, half as wide again as the manual's column, for screens with more pixels."""
    window.grab().scaledToWidth(_WIDTH, Qt.TransformationMode.SmoothTransformation).save(str(path))
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


def _settle(app: QApplication, window: MainWindow) -> None:
    """Wait until nothing runs in the background and everything is painted."""
    quiet = 0
    while quiet < 20:
        busy = any(each.busy for each in window.findChildren(Dispatcher))
        quiet = 0 if busy else quiet + 1
        app.processEvents()
        time.sleep(0.01)


def _spin(app: QApplication, happened: Callable[[], bool]) -> None:
    end = time.monotonic() + _LONGEST_S
    while not happened():
        if time.monotonic() > end:
            raise TimeoutError("The sample was not transcribed.")
        app.processEvents()
        time.sleep(0.01)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
