"""The transcript screen: the text with its facts, the proposal who asks, keep or swap."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.settling import busy, wait_for_screen
from transcribe_desk.study.transcript import SpeakerRole
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
from transcribe_desk.ui.session import Session
from transcribe_desk.vault.transcripts import Plan


@pytest.fixture
def screen(window: MainWindow, session: Session, qtbot: QtBot) -> TranscriptScreen:
    found = window.screens["transcript"]
    assert isinstance(found, TranscriptScreen)
    session.select(session.desk.interview("02-hospital").id)
    window.show_screen("transcript")
    qtbot.waitUntil(lambda: "Dr Osei" in found.view.toPlainText())
    qtbot.waitUntil(lambda: not busy(found))
    return found


def test_the_text_and_its_facts(screen: TranscriptScreen) -> None:
    assert screen.view.document().blockCount() == 12
    assert screen.header.facts.text() == "8 doubtful words · 38 min · face to face · October 2018"
    assert not screen.view.isReadOnly()


def test_the_proposed_speakers_are_swapped_in_the_study(
    screen: TranscriptScreen, session: Session, qtbot: QtBot
) -> None:
    interview_id = session.desk.interview("02-hospital").id
    assert "Who is the interviewer?" in screen.speakers.notice.text()
    screen.speakers.swap_button.click()
    qtbot.waitUntil(lambda: not screen.speakers.notice.text() and not screen.editing.busy)
    transcript = session.desk.transcript(interview_id)
    assert transcript is not None
    assert transcript.roles["S2"] is SpeakerRole.INTERVIEWER
    assert transcript.roles_confirmed


def test_the_proposed_speakers_are_kept(screen: TranscriptScreen, session: Session, qtbot: QtBot) -> None:
    screen.speakers.keep_button.click()
    qtbot.waitUntil(lambda: not screen.speakers.notice.text() and not screen.editing.busy)
    transcript = session.desk.transcript(session.desk.interview("02-hospital").id)
    assert transcript is not None
    assert transcript.roles["S1"] is SpeakerRole.INTERVIEWER
    assert transcript.roles_confirmed


def test_the_chooser_changes_the_interview_everywhere(screen: TranscriptScreen, session: Session, qtbot: QtBot) -> None:
    screen.header.chooser.activated.emit(screen.header.chooser.findText("03-hospital"))
    qtbot.waitUntil(lambda: "How long have you been" in screen.view.toPlainText())
    assert session.selected_id == session.desk.interview("03-hospital").id


def test_another_interview_can_be_chosen_where_the_one_shown_has_no_words_yet(
    screen: TranscriptScreen, window: MainWindow, session: Session, qtbot: QtBot
) -> None:
    shown, begun = session.desk.interview("02-hospital"), session.desk.interview("04-hospital")
    screen.speakers.keep_button.click()  # a step that could be taken back
    qtbot.waitUntil(lambda: not screen.speakers.notice.text() and not screen.editing.busy)
    before = session.desk.transcript(shown.id)
    session.desk.vault.transcripts.save_plan(begun.id, Plan("whisper-base", "faster-whisper", 5, "en", 2))
    with qtbot.waitSignal(session.overview_changed):
        session.refresh()
    chooser = screen.header.chooser
    chooser.activated.emit(chooser.findText("04-hospital"))
    qtbot.waitUntil(lambda: not screen.view.isVisible())
    assert not screen.header.review_button.isVisible()
    assert chooser.isVisible()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    chooser.setFocus()
    control = Qt.KeyboardModifier.ControlModifier
    for key, modifiers in ((Qt.Key.Key_Z, control), (Qt.Key.Key_M, control | Qt.KeyboardModifier.ShiftModifier)):
        QTest.keyClick(chooser, key, modifiers)
        qtbot.waitUntil(lambda: not busy(screen))
    assert session.desk.transcript(shown.id) == before, "no key changes what nobody sees"
    chooser.activated.emit(chooser.findText("02-hospital"))
    qtbot.waitUntil(lambda: screen.view.isVisible() and "Dr Osei" in screen.view.toPlainText())
    chooser.activated.emit(chooser.findText("03-hospital"))
    qtbot.waitUntil(lambda: screen.view.isVisible() and "How long have you been" in screen.view.toPlainText())


def test_it_leads_on_to_the_review(screen: TranscriptScreen, window: MainWindow) -> None:
    screen.header.review_button.click()
    wait_for_screen(window, "review")
