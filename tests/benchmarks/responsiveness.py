"""Look for work that keeps the window from answering, in a session of a large study; print a line for each step.

    python tests/benchmarks/responsiveness.py [--interviews 40] [--words 13000]

The session unlocks the study, goes through every screen twice, types, undoes, searches, decides, reads, and writes all
interviews as a draft, as ``tests/ui/stalls.py`` watches the window's thread. A step's figures are the longest time
without an answer, in milliseconds of the thread's own work, which other programs do not lengthen, and by the clock,
which counts the waits for Python while a thread works behind the window too, and up to 5 ms of this script's own rest.
Times up to half of ``--most`` are shown as 0. Fails where one worked longer than ``--most``; on a quiet machine none
should be longer by the clock either.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))  # to be run as a script, for “tests”

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.benchmarks.open_study import make_study
from tests.ui.made_study import PASSPHRASE
from tests.ui.settling import settle, wait_until
from tests.ui.stalls import LIMIT_MS, watched
from transcribe_desk.security.no_network import ArmedGuard, Enforcement
from transcribe_desk.ui import garbage
from transcribe_desk.ui.app import make_application, warm_up
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.export.screen import ExportScreen
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.screens.review.state import Scope
from transcribe_desk.ui.screens.study.screen import StudyScreen
from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
from transcribe_desk.ui.theme import Appearance, Theme

Step = tuple[str, Callable[[], object]]
SCREENS = ("study", "queue", "transcript", "review", "export", "log")
CONTROL = Qt.KeyboardModifier.ControlModifier


def main(arguments: list[str]) -> int:
    """Make the study, go through the session, and return 1 where the window did not answer for too long."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--interviews", type=int, default=40)
    parser.add_argument("--words", type=int, default=13_000)
    parser.add_argument("--most", type=float, default=LIMIT_MS, metavar="MILLISECONDS")
    options = parser.parse_args(arguments)
    longest = longest_by_the_clock = 0.0
    with tempfile.TemporaryDirectory() as work:
        os.environ["TRANSCRIBE_DESK_STATE"] = str(Path(work) / "state")
        folder = Path(work) / "Large.tdstudy"
        make_study(folder, options.interviews, options.words)
        app = make_application()
        garbage.Collecting(app)
        window = MainWindow(Theme(app, Appearance.LIGHT), ArmedGuard(Enforcement.KERNEL))
        window.resize(1440, 900)
        window.show()
        warming = warm_up(window)  # as the program does while somebody types the passphrase
        wait_until(lambda: not warming.busy)
        settle(window)
        print(f"{'step':<34} {'work':>6} {'clock':>6}  milliseconds, and where")
        for name, act in _session(window, folder):
            with watched(options.most / 2) as watch:
                act()
                settle(window)
            by_the_clock = max((stall.wall_ms for stall in watch.stalls), default=0.0)
            worst = max(watch.stalls, key=lambda stall: stall.cpu_ms, default=None)
            where = " > ".join(worst.where[-4:]) if worst is not None and worst.cpu_ms > options.most else ""
            print(f"{name:<34} {watch.longest_ms:>6.0f} {by_the_clock:>6.0f}  {where}", flush=True)
            longest = max(longest, watch.longest_ms)
            longest_by_the_clock = max(longest_by_the_clock, by_the_clock)
        window.close()
    print(
        f"Longest: {longest:.0f} ms of work, {longest_by_the_clock:.0f} ms by the clock; meant are {options.most:g} ms."
    )
    return int(longest > options.most)


def _session(window: MainWindow, folder: Path) -> Iterator[Step]:
    def unlock() -> None:
        window.home.open_folder(folder)
        window.home.unlock.passphrase.field.setText(PASSPHRASE)
        window.home.unlock.unlock()
        wait_until(lambda: window.session is not None)

    yield "unlock", unlock
    for again in ("", " again"):
        for name in SCREENS:
            yield f"go to {name}{again}", lambda to=name: window.show_screen(to)  # type: ignore[misc]
    yield from _studying(window)
    yield from _transcribing(window)
    yield from _reviewing(window, folder.with_name("Export"))
    yield "lock", window.lock


def _studying(window: MainWindow) -> Iterator[Step]:
    window.show_screen("study")
    study = window.screens["study"]
    assert isinstance(study, StudyScreen)
    yield "sort by length", lambda: study.table.sorted.sort_by(4)
    yield "choose all", study.table.selectAll
    yield "edit all", study.ask_to_edit
    yield "participants", lambda: study.participants_button.click()


def _transcribing(window: MainWindow) -> Iterator[Step]:
    transcript = window.screens["transcript"]
    assert isinstance(transcript, TranscriptScreen)
    window.show_screen("transcript")
    view = transcript.view
    yield "type a sentence", lambda: QTest.keyClicks(view, "and then we said so ", delay=20)
    yield "undo", lambda: QTest.keyClick(view, Qt.Key.Key_Z, CONTROL)
    yield "next doubtful word", lambda: QTest.keyClick(view, Qt.Key.Key_F8)
    yield "split", lambda: QTest.keyClick(view, Qt.Key.Key_Return, CONTROL)
    yield "merge", lambda: QTest.keyClick(view, Qt.Key.Key_M, CONTROL | Qt.KeyboardModifier.ShiftModifier)
    yield "find", lambda: QTest.keyClick(view, Qt.Key.Key_F, CONTROL)
    yield "look for a word", lambda: _type(window, "breathing")
    yield "another interview", lambda: transcript.header.chooser.setCurrentIndex(7)


def _reviewing(window: MainWindow, out: Path) -> Iterator[Step]:
    review = window.screens["review"]
    assert isinstance(review, ReviewScreen)
    yield "review of the other interview", lambda: window.show_screen("review")
    entities = review.deciding.entities.list
    yield "accept", lambda: QTest.keyClick(entities, Qt.Key.Key_A)
    yield "take it back", lambda: QTest.keyClick(entities, Qt.Key.Key_Z, CONTROL)
    yield "whole study", lambda: review.scope.buttons[Scope.STUDY].click()
    yield "second read", lambda: review.show_mode(Mode.READ)
    yield "side by side", review.preview
    yield "export", lambda: window.show_screen("export")
    export = window.screens["export"]
    assert isinstance(export, ExportScreen)
    export.set_folder(out)
    export.draft.understood.setChecked(True)
    yield "write all as a draft", export.draft.button.click


def _type(window: MainWindow, words: str) -> None:
    field = window.focusWidget()
    assert isinstance(field, QWidget)
    QTest.keyClicks(field, words, delay=20)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
