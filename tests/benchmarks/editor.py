"""Measure how quickly a 3-hour interview opens and takes keys: python tests/benchmarks/editor.py [--turns 1500].

The screen stands alone on a real encrypted study, on whatever `QT_QPA_PLATFORM` names. A key's time is from its press
until what it changed is painted; the keys come 30 ms apart, so that saving, marks and spelling fall between them as
they do when a person types.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2]))  # to be run as a script, for “tests.ui”

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.ui import made_study
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word
from transcribe_desk.ui.app import make_application
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.garbage import Collecting
from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
from transcribe_desk.ui.session import Session, read_overview
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.theme import Appearance, Theme

_WORDS = " ".join(made_study.LONG_TALK).split()
_PLAIN = [word for word in _WORDS if word.islower()]  # names would each come up for review
_GAP_S = 0.03
_KEYS = 300


def main() -> None:
    """Open the interview, type at its beginning, middle, end and in a turn of 50,000 words; print a line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--turns", type=int, default=1500)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    app = make_application()
    Collecting(app)
    with tempfile.TemporaryDirectory() as work:
        os.environ["TRANSCRIBE_DESK_STATE"] = work
        theme = Theme(app, Appearance.LIGHT)
        with _study(Path(work) / "Long.tdstudy", arguments.turns) as desk:
            owner = QObject()
            shortcuts = Shortcuts(Preferences(owner), owner)
            session = Session(desk, Path(work), read_overview(desk), owner, shortcuts=shortcuts)
            screen = TranscriptScreen(theme, session)
            theme.dress(screen)
            screen.resize(1360, 860)
            screen.show()
            _settle(app, screen)
            _report("opening, until painted", _opening(app, session, screen, arguments.rounds))
            screen.activateWindow()
            screen.view.setFocus()
            for name, place in (("beginning", 0), ("middle", arguments.turns // 2), ("end", arguments.turns - 1)):
                _report(f"a key at the {name}", _typing(app, screen, place))
            _report("pasting 50,000 words", [_paste(app, screen, arguments.turns // 3)])
            _report("a key in that turn", _typing(app, screen, arguments.turns // 3))
            _report("a key elsewhere then", _typing(app, screen, 2))
            screen.hide()
            _settle(app, screen)
            session.stop_listening()
            for each in (*screen.findChildren(Dispatcher), *session.findChildren(Dispatcher)):
                each.settle()


def _study(folder: Path, count: int) -> Desk:
    """Make a study with a long interview of so many turns of twenty words, and a short one."""
    desk = made_study.new_desk(folder)
    desk.add_organisation("hospital", "Northern General")
    chance = random.Random(7)
    turns, at = [], 0
    for number in range(1, count + 1):
        words = []
        for _ in range(20):
            words.append(Word(chance.choice(_WORDS), at, at + 280, 0.3 if chance.random() < 0.04 else 0.96))
            at += 360
        turns.append(Turn(number, "S1" if number % 2 else "S2", tuple(words), words[0].start_ms, words[-1].end_ms))
    roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
    long = made_study.add_interview(desk, "hospital", None, None, at)
    desk.vault.transcripts.save_transcript(long.id, Transcript(tuple(turns), roles, roles_confirmed=True))
    reviewing.store_proposals(desk.vault, long.id, made_study.proposals_for(turns))
    made_study.add_interview(desk, "hospital", None, None, 60_000, made_study.SHORT_TALK)
    return desk


def _opening(app: QApplication, session: Session, screen: TranscriptScreen, rounds: int) -> list[float]:
    """Go from the short interview to the long one; give the times until its text is painted."""
    times = []
    long, short = (row.interview.id for row in session.overview.rows)
    for _ in range(rounds):
        session.select(short)
        _settle(app, screen)
        started = time.perf_counter()
        session.select(long)
        while len(screen.view.lines) < 100:
            app.processEvents()
            time.sleep(0.001)
        screen.view.viewport().repaint()
        times.append(1000 * (time.perf_counter() - started))
        _settle(app, screen)
    return times


def _typing(app: QApplication, screen: TranscriptScreen, place: int) -> list[float]:
    view = screen.view
    view.choose_span(view.lines[place].turn_id, 10, 10)
    _settle(app, screen)
    times = []
    for number in range(_KEYS):
        key = Qt.Key.Key_Space if number % 6 == 5 else Qt.Key(int(Qt.Key.Key_A) + number % 26)
        started = time.perf_counter()
        QTest.keyClick(view, key)
        app.processEvents()
        times.append(1000 * (time.perf_counter() - started))
        until = time.perf_counter() + _GAP_S
        while time.perf_counter() < until:
            app.processEvents()
            time.sleep(0.002)
    _settle(app, screen)
    return times


def _paste(app: QApplication, screen: TranscriptScreen, place: int) -> float:
    view = screen.view
    view.choose_span(view.lines[place].turn_id, 10, 10)
    QGuiApplication.clipboard().setText(" ".join(_PLAIN[number % len(_PLAIN)] for number in range(50_000)))
    started = time.perf_counter()
    QTest.keyClick(view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    app.processEvents()
    taken = 1000 * (time.perf_counter() - started)
    _settle(app, screen)
    return taken


def _settle(app: QApplication, screen: TranscriptScreen) -> None:
    quiet = 0
    while quiet < 10:
        busy = screen.editing.busy or any(each.busy for each in screen.findChildren(Dispatcher))
        quiet = 0 if busy else quiet + 1
        app.processEvents()
        time.sleep(0.005)


def _report(what: str, times: list[float]) -> None:
    ordered = sorted(times)
    worst = ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))]
    print(
        f"{what:24} median {statistics.median(ordered):7.1f} ms   p99 {worst:7.1f} ms   of {len(ordered)}", flush=True
    )


if __name__ == "__main__":
    main()
