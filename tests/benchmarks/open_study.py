"""Measure how long a large study takes from its passphrase to its table in the window; print a line for each part.

    python tests/benchmarks/open_study.py [--interviews 40] [--words 13000] [--rounds 5]

The study is made anew in a temporary folder, with the program's own passphrase cost and every word kept as usual.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))  # to be run as a script, for “tests”

from tests.ui.made_study import PASSPHRASE
from tests.ui.stalls import watched
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.security.no_network import ArmedGuard, Enforcement
from transcribe_desk.study.study import Mode, Recording, StudySettings
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word
from transcribe_desk.ui.app import make_application
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.session import read_overview
from transcribe_desk.ui.theme import Appearance, Theme
from transcribe_desk.vault.store import Vault

_WORDS_A_TURN = 50
_MENTIONS = 60
_TALK = [
    "we",
    "talk",
    "to",
    "patients",
    "about",
    "breathing",
    "and",
    "it",
    "takes",
    "a",
    "while",
    "before",
    "they",
    "trust",
    "us",
    "on",
    "the",
    "ward",
]


def main(arguments: list[str]) -> None:
    """Make the study, then open it several times."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--interviews", type=int, default=40)
    parser.add_argument("--words", type=int, default=13_000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as work:
        os.environ["TRANSCRIBE_DESK_STATE"] = str(Path(work) / "state")
        folder = Path(work) / "Large.tdstudy"
        make_study(folder, options.interviews, options.words)
        size = (folder / "study.db").stat().st_size / 1e6
        print(f"{options.interviews} interviews of {options.words:,} words, database of {size:.0f} MB")
        _time("open and unlock (Vault.open)", options.rounds, lambda: Vault.open(folder, PASSPHRASE).close())
        with Desk.open(folder, PASSPHRASE) as desk:
            _time("the overview, counted anew", 1, lambda: read_overview(desk))
            _time("the overview", options.rounds, lambda: read_overview(desk))
        _open_in_window(folder, options.rounds)


def make_study(folder: Path, interviews: int, words: int) -> None:
    """Make a study of transcribed and flagged interviews, a third of whose mentions are decided."""
    chance = random.Random(3)
    with Vault.create(folder, PASSPHRASE, StudySettings(title="Large")) as vault:
        organisations = [vault.study.add_organisation(label).id for label in ("hospital", "community", "commissioner")]
        entity = vault.review.add_entity(Entity(0, Category.PERSON, "Kwame Osei", ("Kwame",), "[NAME 1]"))
        for number in range(interviews):
            participant = vault.study.add_participant(organisations[number % 3], None, f"Ann Made {number}")
            recording = Recording(f"{number:064x}", 9_000_000, "take.m4a", "aac", 1, 44100, words * 300)
            interview = vault.interviews.add((participant.id,), recording, mode=Mode.TELEPHONE)
            roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
            vault.transcripts.save_transcript(interview.id, Transcript(tuple(_turns(words, chance)), roles))
            vault.review.mark_flagged(interview.id, "made", {})
            vault.review.add_mentions(
                [
                    Mention(0, interview.id, 1 + each, 0, 5, "PERSON", Category.PERSON, ("made",), 1.0, "", entity.id,
                            Decision.UNDECIDED if each % 3 else Decision.ACCEPTED)
                    for each in range(_MENTIONS)
                ]
            )  # fmt: skip


def _turns(words: int, chance: random.Random) -> list[Turn]:
    made = []
    for number in range(words // _WORDS_A_TURN):
        start = number * _WORDS_A_TURN * 300
        said = tuple(
            Word(chance.choice(_TALK), start + 300 * place, start + 300 * place + 280, round(chance.random(), 3))
            for place in range(_WORDS_A_TURN)
        )
        made.append(Turn(number + 1, f"S{number % 2 + 1}", said, start, said[-1].end_ms))
    return made


def _time(what: str, rounds: int, work: Callable[[], object]) -> None:
    seconds, worked = [], []
    for _ in range(rounds):
        started, began = time.perf_counter(), time.process_time()
        work()
        seconds.append(time.perf_counter() - started)
        worked.append(time.process_time() - began)
    print(
        f"{what}: median {statistics.median(seconds):.3f} s, worst {max(seconds):.3f} s of {rounds}; "
        f"{statistics.median(worked):.3f} s of processor",
        flush=True,
    )


def _open_in_window(folder: Path, rounds: int) -> None:
    """Type the passphrase in a real window each time, until the table is there; watch the window's thread meanwhile."""
    app = make_application()
    theme = Theme(app, Appearance.LIGHT)
    seconds, worked, stalls = [], [], []
    for _ in range(rounds):
        window = MainWindow(theme, ArmedGuard(Enforcement.KERNEL))
        window.show()
        window.home.open_folder(folder)
        window.home.unlock.passphrase.field.setText(PASSPHRASE)
        _spin(app.processEvents, lambda: False, 0.3)
        with watched() as watch:
            started, began = time.perf_counter(), time.process_time()
            window.home.unlock.unlock()
            _spin(app.processEvents, partial(_shows_the_study, window), 60)
            seconds.append(time.perf_counter() - started)
            worked.append(time.process_time() - began)
            _spin(app.processEvents, lambda: False, 1.0)
        stalls.append(watch)
        window.close()
    print(
        f"passphrase to table in the window: median {statistics.median(seconds):.2f} s, worst {max(seconds):.2f} s; "
        f"{statistics.median(worked):.2f} s of processor"
    )
    longest = [watch.longest_ms for watch in stalls]
    print(
        f"longest work in the window's thread: median {statistics.median(longest):.0f} ms, worst {max(longest):.0f} ms"
    )
    print(stalls[-1].report())


def _shows_the_study(window: MainWindow) -> bool:
    return "study" in window.screens.made and window.stack.currentWidget() is window.screens["study"]


def _spin(turn: Callable[[], object], over: Callable[[], bool], seconds: float) -> None:
    until = time.perf_counter() + seconds
    while time.perf_counter() < until and not over():
        turn()
        time.sleep(0.0005)


if __name__ == "__main__":
    main(sys.argv[1:])
