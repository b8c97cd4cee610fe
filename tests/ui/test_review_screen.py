"""The review by keyboard: a key a decision, undo, the second read, and the sign-off that waits for all of it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from transcribe_desk.privacy.mention import Decision, Mention
from transcribe_desk.study.transcript import SpeakerRole, Transcript
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review import ReviewScreen
from transcribe_desk.ui.session import Session

SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def interview_id(session: Session) -> int:
    return session.desk.interview("02-hospital").id


@pytest.fixture
def screen(window: MainWindow, session: Session, interview_id: int, qtbot: QtBot) -> ReviewScreen:
    found = window.screens["review"]
    assert isinstance(found, ReviewScreen)
    session.select(interview_id)
    window.show_screen("review")
    qtbot.waitUntil(lambda: found.model.rowCount() > 0)
    found.list.setFocus()
    return found


def test_it_opens_at_the_first_thing_to_decide(screen: ReviewScreen, qtbot: QtBot) -> None:
    assert screen.progress.text() == "0 of 15 decided · 15 left"
    assert screen.card.name.text() == "Kwame Osei"
    assert "[NAME 2]" in screen.card.becomes.text()
    assert "honorific and name" in screen.card.why.text()
    qtbot.waitUntil(lambda: screen.card.mentions.rowCount() == 7)  # those of other interviews are read meanwhile


def test_one_key_an_entity_decides_it_in_the_whole_study(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    QTest.keyClick(screen.list, Qt.Key.Key_A, SHIFT)
    assert screen.progress.text() == "5 of 15 decided · 10 left"  # at once, before it is written
    assert screen.card.name.text() == "Christine"
    qtbot.waitUntil(lambda: _decisions(session, "Kwame Osei") == {Decision.ACCEPTED})
    assert {mention.interview_id for mention in _mentions(session, "Kwame Osei")} != {screen.state and 2}


def test_keys_decide_single_mentions_in_their_order(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    for key in (Qt.Key.Key_A, Qt.Key.Key_R, Qt.Key.Key_A):
        QTest.keyClick(screen.list, key)
    qtbot.waitUntil(
        lambda: sum(each.decision is not Decision.UNDECIDED for each in session.desk.mentions(interview_id)) == 3
    )
    mine = [each for each in _mentions(session, "Kwame Osei") if each.interview_id == interview_id]
    found = [mention.decision for mention in sorted(mine, key=lambda each: (each.turn_id, each.start))]
    assert found[:4] == [Decision.ACCEPTED, Decision.REJECTED_HERE, Decision.ACCEPTED, Decision.UNDECIDED]


def test_a_burst_of_keys_loses_none(screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot) -> None:
    for _ in range(8):
        QTest.keyClick(screen.list, Qt.Key.Key_A, SHIFT)
    assert screen.progress.text() == "15 of 15 decided"
    qtbot.waitUntil(lambda: all(each.decision is Decision.ACCEPTED for each in session.desk.mentions(interview_id)))


def test_reject_everywhere_and_undo(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    QTest.keyClick(screen.list, Qt.Key.Key_R, SHIFT)
    qtbot.waitUntil(lambda: _decisions(session, "Kwame Osei") == {Decision.REJECTED_EVERYWHERE})
    QTest.keyClick(screen.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: Decision.UNDECIDED in _decisions(session, "Kwame Osei"))
    qtbot.waitUntil(lambda: screen.progress.text() == "0 of 15 decided · 15 left")
    assert screen.card.name.text() == "Kwame Osei"


def test_u_goes_on_to_the_next_undecided(screen: ReviewScreen) -> None:
    QTest.keyClick(screen.list, Qt.Key.Key_U)
    assert screen.card.name.text() == "Christine"


def test_a_click_on_a_mark_brings_its_card(screen: ReviewScreen, session: Session) -> None:
    mention = next(each for each in _mentions(session, "Fernhill") if each.interview_id == session.selected_id)
    screen.view.mark_chosen.emit(mention.id)
    assert screen.card.name.text() == "Fernhill"


def test_signing_off_waits_for_every_decision_a_second_read_and_a_name(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    panel = screen.sign_off
    qtbot.waitUntil(lambda: "undecided" in panel.hint.text())
    assert not panel.read_again.isEnabled()
    for _ in range(8):
        QTest.keyClick(screen.list, Qt.Key.Key_A, SHIFT)
    qtbot.waitUntil(panel.read_again.isEnabled)
    assert not panel.button.isEnabled()
    panel.read_again.setChecked(True)
    assert not panel.button.isEnabled()
    QTest.keyClicks(panel.name, "A. Brown")
    panel.button.click()
    qtbot.waitUntil(lambda: "Signed off by A. Brown" in panel.notice.text())
    assert session.desk.refusals(interview_id) == ()


def test_a_decision_after_sign_off_takes_it_back(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    session.desk.decide([each.id for each in session.desk.mentions(interview_id)], Decision.ACCEPTED)
    session.desk.sign_off(interview_id, "A. Brown")
    screen.reload()
    qtbot.waitUntil(lambda: "Signed off" in screen.sign_off.notice.text())
    screen.list.setCurrentIndex(screen.model.index(1, 0))
    QTest.keyClick(screen.list, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "Signed off" not in screen.sign_off.notice.text())
    assert not screen.sign_off.export_button.isVisible()


def test_the_text_as_it_will_be_exported(screen: ReviewScreen, qtbot: QtBot) -> None:
    for _ in range(8):
        QTest.keyClick(screen.list, Qt.Key.Key_A, SHIFT)
    screen.read_button.click()
    qtbot.waitUntil(lambda: "[NAME 2] would see somebody" in screen.view.toPlainText())
    assert "Osei" not in screen.view.toPlainText()
    screen.marks_button.click()
    assert "Dr Osei would see somebody" in screen.view.toPlainText()


def test_nothing_proposed_is_not_nothing_there(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    session.desk.vault.review.remove_mentions([each.id for each in session.desk.mentions(interview_id)])
    screen.reload()
    qtbot.waitUntil(lambda: "does not mean no identifiers" in screen.none.text())


def test_an_interview_nobody_flagged_is_not_shown_as_one_without_proposals(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    unflagged = session.desk.interview("04-hospital").id
    turns = made_study.turns_of(made_study.SHORT_TALK)
    session.desk.vault.transcripts.save_transcript(unflagged, Transcript(turns, {"S1": SpeakerRole.INTERVIEWER}))
    session.refresh()
    qtbot.waitUntil(lambda: screen.chooser.findText("04-hospital") >= 0)
    session.select(unflagged)
    qtbot.waitUntil(lambda: screen.state is None)
    assert not screen.sign_off.isVisible()


def _mentions(session: Session, name: str) -> list[Mention]:
    entity = next(each for each in session.desk.entities() if each.name == name)
    return [mention for mention in session.desk.mentions() if mention.entity_id == entity.id]


def _decisions(session: Session, name: str) -> set[Decision]:
    return {mention.decision for mention in _mentions(session, name)}
