"""Locking a study, or closing the window, keeps what was typed last, in whatever field."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.settling import settle, wait_for_screen
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
from transcribe_desk.ui.session import Session

leaving = pytest.mark.parametrize("leave", ["lock", "close"])


@leaving
def test_the_note_just_typed_on_a_turn_is_kept(
    window: MainWindow, session: Session, desk: Desk, folder: Path, qtbot: QtBot, leave: str
) -> None:
    interview_id = desk.interview("02-hospital").id
    session.select(interview_id)
    window.show_screen("transcript")
    screen = wait_for_screen(window, "transcript")
    assert isinstance(screen, TranscriptScreen)
    qtbot.waitUntil(lambda: bool(screen.view.lines))
    settle(window)
    _type_and_leave(window, screen.notes.turn_field, "says this twice", leave, qtbot)
    with Desk.open(folder, made_study.PASSPHRASE) as again:
        assert [note.text for note in again.editing.notes(interview_id)] == ["says this twice"]


@leaving
def test_the_note_just_typed_on_a_quote_is_kept(
    window: MainWindow, session: Session, desk: Desk, folder: Path, qtbot: QtBot, leave: str
) -> None:
    interview_id = desk.interview("01-hospital").id
    start = made_study.SHORT_TALK[3].index("I was driving")
    desk.quotes.keep(interview_id, [(4, start, start + len("I was driving"))], "AB")
    session.select(interview_id)
    window.show_screen("review")
    screen = wait_for_screen(window, "review")
    assert isinstance(screen, ReviewScreen)
    qtbot.waitUntil(lambda: screen.review.state is not None)
    screen.show_mode(Mode.QUOTES)
    qtbot.waitUntil(lambda: screen.quotes.model.rowCount() == 1)
    settle(window)
    _type_and_leave(window, screen.quotes.note, "beginnings", leave, qtbot)
    with Desk.open(folder, made_study.PASSPHRASE) as again:
        assert [line.quote.note for line in again.quotes.lines()] == ["beginnings"]


def _type_and_leave(window: MainWindow, field: QWidget, words: str, leave: str, qtbot: QtBot) -> None:
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    field.setFocus()
    assert field.hasFocus()
    QTest.keyClicks(field, words)
    if leave == "lock":
        window.lock()
        qtbot.waitUntil(lambda: window.session is None, timeout=10_000)
    else:
        window.close()
