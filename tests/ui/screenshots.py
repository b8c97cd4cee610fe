"""Make a picture of every screen and state of the window, light and dark: ``python tests/ui/screenshots.py OUT``.

``--appearance contrast-dark``, ``--text-size 160`` and ``--only shell`` choose; ``QT_SCALE_FACTOR=2`` before the
command makes pictures as on a screen of 200 %.
"""

from __future__ import annotations

import argparse
import dataclasses
import itertools
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[2]))  # to be run as a script, for “tests.ui”


from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QScrollArea

from tests.speech.sound import sample
from tests.ui import made_findings, made_review, made_sound, made_study, shell_states
from tests.ui.player.made_sound import as_wav, keep_recording
from tests.ui.screenshots_export import export_states
from tests.ui.screenshots_review import review_states
from tests.ui.settling import settle, wait_until
from tests.ui.study_states import first_run_states, study_states
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.jobs.settings import DRAFT
from transcribe_desk.security.no_network import ArmedGuard, Enforcement
from transcribe_desk.study.edits import reword
from transcribe_desk.study.errors import DiskError, RecordingError, StudyDamagedError, StudyLockedError, WorkerError
from transcribe_desk.study.retention import RetentionRule, Until
from transcribe_desk.ui import recent, session
from transcribe_desk.ui.app import make_application
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.player.interview_sound import SoundState
from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.screens.review.screen import ReviewScreen
from transcribe_desk.ui.screens.study.screen import StudyScreen
from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
from transcribe_desk.ui.theme import Appearance, Theme
from transcribe_desk.vault.transcripts import Plan

State = tuple[str, Callable[[], object]]
PARTS = {"shell": ("settings", "card", "error", "crash"), "home": ("home", "first-run"), "study": ("study", "queue"),
         "transcript": ("transcript",), "review": ("review",), "export": ("export",), "log": ("log",)}  # fmt: skip


def main(arguments: list[str]) -> int:
    """Make the pictures in a folder."""
    parser = argparse.ArgumentParser()
    parser.add_argument("out", type=Path)
    parser.add_argument("--appearance", nargs="+", type=Appearance, default=[Appearance.LIGHT, Appearance.DARK])
    parser.add_argument("--text-size", type=int, default=100)
    parser.add_argument("--only", choices=PARTS, default="")
    options = parser.parse_args(arguments)
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as work:
        app = make_application()
        for appearance in options.appearance:
            os.environ["TRANSCRIBE_DESK_STATE"] = str(Path(work) / f"state-{appearance.value}")
            theme = Theme(app, appearance, options.text_size)
            photographer = Photographer(app, theme, options.out, Path(work) / appearance.value)
            photographer.take_all(options.only)
    return 0


class Photographer:
    """Walk through the window of a made study and take a picture of each state."""

    def __init__(self, app: QApplication, theme: Theme, out: Path, work: Path) -> None:
        self._app = app
        self._theme = theme
        self._out = out
        self._work = work
        preferences = Preferences()
        preferences.appearance, preferences.text_size = theme.appearance.value, theme.text_size
        self._window = MainWindow(theme, ArmedGuard(Enforcement.KERNEL), preferences)
        self._number = 0

    def take_all(self, only: str = "") -> None:
        """Take every picture of this appearance, or those of one part of the window."""
        self._work.mkdir(parents=True)
        self._window.show()
        for name, prepare in itertools.chain(self._home(), self._empty_study(), self._full_study(only)):
            prepare()
            self._settle()
            self._number += 1
            if only and not name.startswith(PARTS[only]):
                continue
            path = self._out / f"{self._number:02d}-{name}-{self._theme.appearance.value}.png"
            self._window.grab().save(str(path))
            print(path)
        self._window.close()

    def _settle(self) -> None:
        settle(self._window)

    # Home

    def _home(self) -> Iterator[State]:
        home = self._window.home
        yield from first_run_states(self._window, self._theme, self._work)
        yield "home-first-start", lambda: None
        yield "home-new-study", home.start_new

        def typed() -> None:
            home.new_study.title.setText(made_study.TITLE)
            home.new_study.passphrase.field.setText(made_study.PASSPHRASE)
            home.new_study.repeated.field.setText(made_study.PASSPHRASE)

        yield "home-new-study-ready", typed

        def known() -> None:
            for title in ("Ward rounds pilot", "Carers 2019", made_study.TITLE):
                folder = self._work / "studies" / f"{title}.tdstudy"
                folder.mkdir(parents=True)
                recent.remember_study(folder)
            home.reload()

        yield "home-unlock", known

        def wrong() -> None:
            home.unlock.passphrase.field.setText("a wrong one")
            home.unlock.unlock()

        yield "home-not-a-study", wrong
        locked = StudyLockedError(
            made_study.TITLE, "Process 4711 on this computer has had it open since 09:14.", "Close that window first."
        )
        damaged = StudyDamagedError(
            made_study.TITLE, "A part of its database is not what was written.", "Restore the folder from a backup."
        )
        yield "home-locked", lambda: home.unlock.notice.say_error(locked)
        yield "home-damaged", lambda: home.unlock.notice.say_error(damaged)
        yield "home-not-there", lambda: home.open_folder(self._work / "stick" / "Elsewhere.tdstudy")

    # An empty study

    def _empty_study(self) -> Iterator[State]:
        window, folder = self._window, self._work / "Empty.tdstudy"

        def opened() -> None:
            desk = made_study.new_desk(folder)
            window.open_study(folder, desk, session.read_overview(desk))

        yield "study-empty", opened
        for name in ("queue", "transcript", "review", "export"):
            yield f"{name}-empty", lambda shown=name: window.show_screen(shown)  # type: ignore[misc]
        yield "locking", window.lock

    # A full study

    def _full_study(self, only: str) -> Iterator[State]:
        window, folder = self._window, self._work / f"{made_study.TITLE}.tdstudy"

        def opened() -> None:
            desk = made_study.new_desk(folder)
            made_study.fill(desk)
            window.open_study(folder, desk, session.read_overview(desk))
            window.screens["study"].table.selectRow(1)  # type: ignore[attr-defined]

        yield "study", opened
        assert window.session is not None
        ids = [row.interview.id for row in window.session.overview.rows]
        yield from shell_states.states(window)
        if only == "shell":
            return
        yield from self._study_states(ids)
        yield from self._transcript_states(ids)
        yield from self._review_states(ids)
        yield from export_states(self._window, self._work)
        yield from self._queue_states(ids)
        yield from self._log_states()

    def _study_states(self, ids: list[int]) -> Iterator[State]:
        window, opened = self._window, self._window.session
        assert opened is not None
        study = window.screens["study"]
        files = [Path(f"/recordings/interview {number}.m4a") for number in (12, 13, 14)]
        assert isinstance(study, StudyScreen)
        yield from study_states(window, study, self._settle)
        yield "study-import", lambda: study.take_files(files)

        def refused() -> None:
            study.import_panel.hide()
            problem = RecordingError("notes.mp3", "It holds text, not sound.", "Choose the recording itself.")
            study.notice.say_error(problem)

        yield "study-refused", refused

        def asked() -> None:
            study.notice.clear()
            study.table.selectRow(3)
            study.ask_to_transcribe()

        yield "study-transcribe", asked
        before = opened.choices
        yield "study-transcribe-not-possible", lambda: opened.choose(dataclasses.replace(DRAFT, language="cy"))

        def jobs() -> None:
            opened.choose(before)
            study.start_panel.hide()
            study.organisations.add_button.click()
            study.organisations.form.label.setText("charity")
            for event in job_events(ids):
                opened.take_event(event)
            found = Plan("whisper-base", "faster-whisper", 5, None, None, language_found="cy",
                         language_probability=0.93, speakers_found=3, speakers_confidence=0.81)  # fmt: skip
            opened.desk.vault.transcripts.save_plan(ids[2], found)
            opened.refresh()

        yield "study-working", jobs
        yield "queue", lambda: window.show_screen("queue")

    def _log_states(self) -> Iterator[State]:
        window, opened = self._window, self._window.session
        assert opened is not None
        log = window.screens["log"]

        def kept() -> None:
            made_sound.give_sound(opened.desk, "03-hospital")
            opened.desk.retention.set_rule(RetentionRule(Until.DAYS, 30), "AB")
            opened.desk.retention.delete(opened.desk.interview("03-hospital").id, "AB", "withdrew from the study")
            window.show_screen("log")

        yield "log", kept
        yield "log-key", log.papers.key_button.click  # type: ignore[attr-defined]

        def broken() -> None:
            database = opened.desk.vault._database
            database.query("DROP TRIGGER audit_is_kept")
            database.query("DELETE FROM audit WHERE id = 2")
            log.reload()  # type: ignore[attr-defined]

        yield "log-broken", broken

    def _queue_states(self, ids: list[int]) -> Iterator[State]:
        window, opened = self._window, self._window.session
        assert opened is not None
        queue = window.screens["queue"]

        def paused() -> None:
            opened.pause(paused=True)
            self._settle()
            opened.enqueue(ids[3:6])
            window.show_screen("queue")
            queue.row(ids[4]).setFocus()  # type: ignore[attr-defined]

        yield "queue-paused", paused

        def slept() -> None:
            queue._watch.slept = lambda: 2520.0  # type: ignore[attr-defined]
            queue.look_for_sleep()  # type: ignore[attr-defined]

        yield "queue-slept", slept

    def _transcript_states(self, ids: list[int]) -> Iterator[State]:
        window, opened = self._window, self._window.session
        assert opened is not None

        def shown() -> None:
            opened.select(ids[1])
            window.show_screen("transcript")

        yield "transcript", shown

        def confirmed() -> None:
            view = window.screens["transcript"].view  # type: ignore[attr-defined]
            view.step_doubtful(1)
            window.screens["transcript"].speakers.keep_button.click()  # type: ignore[attr-defined]

        yield "transcript-kept-doubtful", confirmed
        yield from self._finding_states()
        yield "transcript-again", lambda: opened.select(ids[1])
        yield from self._editing_states()

    def _editing_states(self) -> Iterator[State]:
        screen = self._window.screens["transcript"]
        assert isinstance(screen, TranscriptScreen)

        def typed() -> None:
            screen.style_switch.verbatim.click()
            screen.style_switch.pauses.setCurrentIndex(0)
            self._settle()
            screen.view.setFocus()
            screen.view.choose_span(6, 29, 29)
            QTest.keyClicks(screen.view, "now, after many referals, ")
            screen.view.commit()

        yield "transcript-typed", typed
        yield "transcript-original", screen.texts.toggle

        def found() -> None:
            screen.texts.toggle()
            screen.find_bar.field.setText("the")
            screen.view.choose_span(2, 0, 0)
            screen.find_bar.whole.setChecked(True)
            screen.find_bar.open(replacing=True)
            self._settle()
            screen.find_bar.step(1)

        yield "transcript-find", found

        def heard_again() -> None:
            screen.find_bar.close_bar()
            screen.view.choose_span(2, 60, 90)
            screen.again.ask()
            transcript = screen.editing.transcript
            assert transcript is not None
            proposal = reword(transcript, 2, transcript.turn(2).text.replace("Christine", "Kristine"))
            assert proposal is not None
            screen.again.show_proposal(proposal)

        yield "transcript-heard-again", heard_again

        def not_saved() -> None:
            screen.again.close_panel()
            screen.saving.tell(DiskError(made_study.TITLE, "The disk is full.", "Make room on it."), 2)
            screen.saving.hold(lambda: None, 2)
            screen.hint.say("Enter leaves the turn whole. To divide it here, split it.")

        yield "transcript-not-saved", not_saved

        def back() -> None:
            screen.saving.settle()
            screen.hint.hide()
            while screen.editing.ledger.can_undo:
                screen.editing.undo()
                self._settle()

        back()

    def _finding_states(self) -> Iterator[State]:
        opened, screen = self._window.session, self._window.screens["transcript"]
        assert isinstance(screen, TranscriptScreen)
        assert opened is not None

        def found() -> None:
            interview = made_findings.add_interview(opened.desk)
            opened.refresh()
            self._settle()
            opened.select(interview.id)

        yield "transcript-findings", found

        def heard() -> None:
            keep_recording(opened.desk, opened.overview.rows[-1].interview.study_id, as_wav(sample(62)))
            screen.bar.sound.try_again()
            wait_until(lambda: screen.bar.sound.state is SoundState.READY)
            screen.bar.jump(20_000)

        yield "transcript-sound", heard

        def third() -> None:
            screen.view.choose_span(2, 37, 45)
            screen.speakers.give(4, "S3")
            self._settle()
            screen.speakers.cards[1].rename_button.click()

        yield "transcript-third-speaker", third

        def clean() -> None:
            screen.style_switch.clean.click()
            screen.style_switch.pauses.setCurrentIndex(1)
            self._settle()
            area = screen.words.window().findChildren(QScrollArea)
            for each in area:
                each.verticalScrollBar().setValue(each.verticalScrollBar().maximum())

        yield "transcript-clean-pauses", clean

    def _review_states(self, ids: list[int]) -> Iterator[State]:
        opened, screen = self._window.session, self._window.screens["review"]
        assert opened is not None
        assert isinstance(screen, ReviewScreen)
        yield "review-first", lambda: self._window.show_screen("review")
        made_review.fill(opened.desk)
        opened.refresh()
        self._settle()
        yield from review_states(self._window, screen, self._settle)
        opened.select(ids[1])
        self._settle()


def job_events(ids: list[int]) -> list[JobEvent]:
    """Give one event of each kind, for interviews that have no transcript yet."""
    crashed = WorkerError(
        "Transcription of 06-community",
        "Its worker process ended without a word (signal 9): memory may have run out.",
        "Close other programs and try again; finished parts are kept.",
    )
    running = JobEvent(ids[3], JobState.RUNNING, Phase.TRANSCRIBE, 1_922_000, 3_151_000, 8.4, 366.0)
    return [
        JobEvent(ids[2], JobState.DONE, Phase.FLAG, 1_608_000, 1_608_000),
        running,
        JobEvent(ids[4], JobState.WAITING, seconds_left=540.0),
        dataclasses.replace(running, interview_id=ids[5], state=JobState.FAILED, error=crashed, seconds_left=None),
        JobEvent(ids[6], JobState.CANCELLED, Phase.DECODE),
    ]


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
