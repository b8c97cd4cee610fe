"""The review where something is missing or fails: sound, disk, words, proposals."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.review.by_hand import go_to, press, settle
from tests.ui.settling import wait_for_screen
from transcribe_desk.study.edits import reword
from transcribe_desk.study.errors import DiskError
from transcribe_desk.study.transcript import SpeakerRole, Transcript
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review.screen import ReviewScreen
from transcribe_desk.ui.screens.study.screen import StudyScreen
from transcribe_desk.ui.session import Session


def test_playing_without_a_sound_says_so(screen: ReviewScreen, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: bool(screen.deciding.sound_notice.text()), timeout=10_000)
    assert screen.deciding.card.isVisible()


def test_a_step_that_fails_shows_why_and_what_is_stored(
    screen: ReviewScreen, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object, **__: object) -> None:
        raise DiskError("Study Respiratory", "The disk is full.", "Free some space.")

    go_to(screen, "Kit")
    with monkeypatch.context() as patched:
        patched.setattr(session.desk.review, "decide", full)
        press(screen, Qt.Key.Key_A)
        qtbot.waitUntil(lambda: "The disk is full." in screen.error.text())
    settle(screen, qtbot)
    assert screen.progress.text() == "0 of 12"


@pytest.mark.parametrize("reading", ["review.said", "sweep.remaining", "transcript"])
def test_a_reading_that_keeps_failing_is_said_and_not_tried_for_ever(
    reading: str, screen: ReviewScreen, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def gone(*_: object, **__: object) -> None:
        tried.append(1)
        raise DiskError("Study Respiratory", "The disk is gone.", "Plug it in.")

    *path, name = reading.split(".")
    monkeypatch.setattr(getattr(session.desk, path[0]) if path else session.desk, name, gone)
    screen.reload()
    qtbot.waitUntil(lambda: "The disk is gone." in screen.error.text())
    qtbot.wait(500)
    assert 1 <= len(tried) <= 3


def test_with_a_row_selected_that_has_no_words_the_first_that_has_is_reviewed(
    window: MainWindow, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    imported = made_study.add_interview(session.desk, "hospital", None, None, 60_000)
    with qtbot.waitSignal(session.overview_changed):
        session.refresh()
    study = window.screens["study"]
    assert isinstance(study, StudyScreen)
    study.table.keyboardSearch(imported.study_id)
    assert session.selected_id == imported.id
    window.show_screen("review")
    screen = wait_for_screen(window, "review")
    assert isinstance(screen, ReviewScreen)
    settle(screen, qtbot)
    assert screen.review.state is not None
    assert screen.review.state.interview_id == interview_id
    assert screen.chooser.currentText() == "01-hospital"
    before = screen.review.state.transcript
    edit = reword(before, before.turns[0].id, "Other words.")
    assert edit is not None
    session.desk.editing.apply(interview_id, edit)
    screen.reload()
    settle(screen, qtbot)
    assert screen.review.state.transcript.turns[0].text == "Other words."


def test_nothing_proposed_is_not_nothing_there(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    session.desk.vault.review.remove_mentions([each.id for each in session.desk.mentions(interview_id)])
    screen.reload()
    qtbot.waitUntil(lambda: "does not mean no identifiers" in screen.deciding.none.text())


def test_an_interview_nobody_flagged_is_not_shown_as_one_without_proposals(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    unflagged = made_study.add_interview(session.desk, "hospital", None, None, 60_000)
    turns = made_study.turns_of(made_study.SHORT_TALK)
    session.desk.vault.transcripts.save_transcript(unflagged.id, Transcript(turns, {"S1": SpeakerRole.INTERVIEWER}))
    session.refresh()
    qtbot.waitUntil(lambda: screen.chooser.findText(unflagged.study_id) >= 0)
    session.select(unflagged.id)
    qtbot.waitUntil(lambda: screen.review.state is None)
    assert not screen.deciding.isVisible()
    assert screen.chooser.isVisible()  # another can be chosen
    QTest.keyClick(screen.chooser, Qt.Key.Key_Home)
    qtbot.waitUntil(screen.deciding.isVisible)
