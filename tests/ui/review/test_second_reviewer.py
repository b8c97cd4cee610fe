"""A second person reviews blind, and both reviews are compared and settled."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.review.by_hand import CONTROL, settle
from transcribe_desk.privacy.deciding.blind_review import Verdict
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.session import Session


def test_a_second_person_reviews_blind_and_both_are_compared(
    decided: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    screen, second = decided, decided.second
    screen.show_mode(Mode.SECOND)
    QTest.keyClicks(second.name, "C. Dale")
    second.begin_button.click()
    settle(screen, qtbot)
    assert screen.progress.text() == "0 of 12"  # nothing of the first person's decisions
    assert "Second review by C. Dale" in screen.deciding.blind.text()
    assert not screen.read_button.isVisible()
    before = session.desk.review.snapshot()
    QTest.keyClick(screen.deciding.entities.list, Qt.Key.Key_Z, CONTROL)
    assert screen.deciding.entities.last.text() == "There is nothing to take back"
    for _ in range(12):
        if screen.review.open_entities():
            QTest.keyClick(screen.deciding.entities.list, Qt.Key.Key_A)
    settle(screen, qtbot)
    assert screen.progress.text() == "12 of 12"
    QTest.keyClick(screen.deciding.entities.list, Qt.Key.Key_Z, CONTROL)
    settle(screen, qtbot)
    assert screen.progress.text() != "12 of 12"
    QTest.keyClick(screen.deciding.entities.list, Qt.Key.Key_A)
    settle(screen, qtbot)
    assert session.desk.review.snapshot() == before
    screen.end_blind()
    settle(screen, qtbot)
    qtbot.waitUntil(second.compare_button.isEnabled)
    second.compare_button.click()
    qtbot.waitUntil(lambda: second.model.rowCount() == 1)  # “will”
    assert "11 of 12 alike" in second.kappa_words.text()
    second.list.setFocus()
    QTest.keyClick(second.list, Qt.Key.Key_R)
    qtbot.waitUntil(lambda: "0 TO SETTLE" in second.heading.text())
    assert screen.progress.text() == "12 of 12"


def test_the_second_review_that_is_shown_is_the_interviews_own(
    decided: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    second, reviews, other = decided.second, session.desk.second_review, session.desk.interview("02-community").id
    seen = [each.id for each in reviews.mentions(interview_id, "C. Dale")]
    reviews.decide(interview_id, seen, Verdict.REPLACED, "C. Dale")
    reviews.compare(interview_id, "C. Dale")
    reviews.decide(other, [reviews.mentions(other, "D. Ash")[0].id], Verdict.REPLACED, "D. Ash")
    decided.show_mode(Mode.SECOND)
    qtbot.waitUntil(lambda: second.model.rowCount() == 1)  # “will”
    session.select(other)
    qtbot.waitUntil(lambda: second.progress.text().startswith("D. Ash"))
    assert (second.model.rowCount(), second.kappa.isVisible()) == (0, False)
    session.select(interview_id)
    qtbot.waitUntil(lambda: second.model.rowCount() == 1)
    assert second.progress.text() == "C. Dale: finished"


def test_a_difference_shows_its_words_where_they_stand_after_an_edit(
    decided: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    second, reviews = decided.second, session.desk.second_review
    seen = [each.id for each in reviews.mentions(interview_id, "C. Dale")]
    reviews.decide(interview_id, seen, Verdict.REPLACED, "C. Dale")
    reviews.compare(interview_id, "C. Dale")
    (unit,) = reviews.comparisons(interview_id)[0].differences  # “will”
    text = session.desk.vault.review.turn_texts(interview_id)[unit.turn_id]
    session.desk.edit_turn(interview_id, unit.turn_id, f"Well, {text}")
    decided.show_mode(Mode.SECOND)
    qtbot.waitUntil(lambda: second.model.rowCount() == 1)
    (shown,) = second.model.items()
    assert shown.words == text[unit.start : unit.end]
    assert f"Well, {text}".count(f"{shown.before.lstrip('… ')}{shown.words}{shown.after.rstrip('… ')}") == 1


def test_comparing_before_both_are_finished_says_what_is_open(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    first = session.desk.second_review.mentions(interview_id, "C. Dale")[0]
    session.desk.second_review.decide(interview_id, [first.id], None, "C. Dale")
    screen.show_mode(Mode.SECOND)
    settle(screen, qtbot)
    assert not screen.second.compare_button.isVisible()
    assert not screen.second.begin_button.isEnabled()
