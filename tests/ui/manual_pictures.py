"""Make the pictures of the manual from the window on the sample interview.

Run ``python tests/ui/manual_pictures.py resources/manual/pictures``. It needs the models of the demo, takes about two
minutes, and writes each screen light and dark, which the manual chooses between.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))  # to be run as a script, for “tests.ui”

from PySide6.QtCore import Qt

from tests.ui.settling import settle, wait_until
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.jobs.sample import open_sample
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.security.no_network import ArmedGuard, Enforcement
from transcribe_desk.ui.app import make_application
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review.screen import ReviewScreen
from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
from transcribe_desk.ui.session import read_overview
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
        study = Path(state) / "Sample.tdstudy"  # not the one that the tour leaves on this computer
        desk = open_sample(study)
        window.open_study(study, desk, read_overview(desk))
        window.show()
        for name in _scenes(window):
            for word, appearance in APPEARANCES.items():
                theme.choose(appearance)
                settle(window)
                _save(window, out / f"{name}-{word}.png")
            theme.choose(Appearance.LIGHT)
        window.close()
    return 0


def _scenes(window: MainWindow) -> Iterator[str]:
    """Bring the window to one scene after the other and give its name."""
    session = window.session
    assert session is not None
    heard: list[JobEvent] = []
    session.job_changed.connect(heard.append)
    interview_id = session.overview.rows[0].interview.id
    window.show_screen("queue")
    session.enqueue([interview_id])
    wait_until(lambda: any(event.phase is Phase.TRANSCRIBE and event.fraction > 0.2 for event in heard), _LONGEST_S)
    yield "queue"
    wait_until(lambda: any(event.state in (JobState.DONE, JobState.FAILED) for event in heard), _LONGEST_S)

    window.show_screen("study")
    settle(window)
    yield "study"

    window.show_screen("transcript")
    transcript = window.screens["transcript"]
    assert isinstance(transcript, TranscriptScreen)
    settle(window)
    transcript.view.step_doubtful(1)
    yield "transcript"

    window.show_screen("review")
    review = window.screens["review"]
    assert isinstance(review, ReviewScreen)
    settle(window)
    for _ in range(2):
        review.review.decisions.accept()
        settle(window)
    yield "review"

    desk = session.desk
    waiting = [each.id for each in desk.mentions(interview_id) if each.decision is Decision.UNDECIDED]
    desk.decide(waiting, Decision.ACCEPTED, "GE")
    review.preview()
    settle(window)
    yield "second-read"

    desk.sign_off(interview_id, "GE")
    for name in ("export", "log"):
        window.show_screen(name)
        settle(window)
        yield name


def _save(window: MainWindow, path: Path) -> None:
    """Save what the window shows, half as wide again as the manual's column, for screens with more pixels."""
    window.grab().scaledToWidth(_WIDTH, Qt.TransformationMode.SmoothTransformation).save(str(path))
    print(f"{path.name}: {path.stat().st_size // 1000} kB")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
