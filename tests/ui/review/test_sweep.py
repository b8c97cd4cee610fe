"""The sweep: what nothing found is marked or dismissed, and taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.review.by_hand import CONTROL, settle
from transcribe_desk.privacy.mention import Category
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.screens.review.state import Scope
from transcribe_desk.ui.session import Session


def test_what_nothing_found_is_marked_or_dismissed_with_one_key(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    assert screen.sweep_button.text() == "Sweep 3"
    screen.sweep_button.click()
    sweep = screen.sweep
    qtbot.waitUntil(lambda: sweep.model.rowCount() == 3)
    assert sweep.word.text() == "Thornaby"
    QTest.keyClick(sweep.list, Qt.Key.Key_2)  # a place
    settle(screen, qtbot)
    QTest.keyClick(sweep.list, Qt.Key.Key_R)  # harmless
    settle(screen, qtbot)
    QTest.keyClick(sweep.list, Qt.Key.Key_A)  # a run of numbers: a contact
    settle(screen, qtbot)
    qtbot.waitUntil(lambda: screen.sweep_button.text() == "Sweep")
    made = {each.category for each in session.desk.mentions() if each.reason == "marked by hand"}
    assert made == {Category.PLACE, Category.CONTACT}
    assert [each.text for each in session.desk.sweep.dismissed()] == ["Wexbury"]
    for _ in range(3):
        QTest.keyClick(sweep.list, Qt.Key.Key_Z, CONTROL)
        settle(screen, qtbot)
    qtbot.waitUntil(lambda: sweep.model.rowCount() == 3)
    assert session.desk.sweep.dismissed() == ()
    assert not [each for each in session.desk.mentions() if each.reason == "marked by hand"]


def test_where_one_decides_the_last_step_may_be_one_of_the_sweep(screen: ReviewScreen, qtbot: QtBot) -> None:
    screen.review.decisions.accept()
    screen.sweep_button.click()
    sweep, last = screen.sweep, screen.deciding.entities.last
    qtbot.waitUntil(lambda: sweep.word.text() == "Thornaby")
    QTest.keyClick(sweep.list, Qt.Key.Key_2)
    settle(screen, qtbot)
    assert last.text() == "Marked as place: Thornaby"
    QTest.keyClick(sweep.list, Qt.Key.Key_Z, CONTROL)
    settle(screen, qtbot)
    assert last.text() == "Taken back: marked in the sweep"


def test_the_sweep_takes_back_its_own_steps_only(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    screen.sweep_button.click()
    sweep = screen.sweep
    qtbot.waitUntil(lambda: sweep.word.text() == "Thornaby")
    QTest.keyClick(sweep.list, Qt.Key.Key_2)
    settle(screen, qtbot)
    screen.show_mode(Mode.DECIDE)
    screen.review.decisions.accept()
    settle(screen, qtbot)
    before = session.desk.mentions()
    screen.show_mode(Mode.SWEEP)
    QTest.keyClick(sweep.list, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "Not taken back: it is not the last step" in sweep.last.text())
    assert session.desk.mentions() == before
    assert not sweep.undo_button.isVisible()


def test_what_could_not_be_marked_in_the_sweep_takes_nothing_else_back(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    screen.sweep_button.click()
    sweep = screen.sweep
    qtbot.waitUntil(lambda: sweep.word.text() == "Thornaby")
    current = sweep.current
    assert current is not None
    session.desk.sweep.mark(current, Category.PLACE, "C. Dale")  # nothing remains to be marked
    before = session.desk.mentions()
    QTest.keyClick(sweep.list, Qt.Key.Key_2)
    QTest.keyClick(sweep.list, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: "nothing to take back: the mark could not be made" in sweep.last.text())
    assert session.desk.mentions() == before


def test_the_sweep_of_the_whole_study_goes_to_other_interviews(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    other = session.desk.interview("02-community").id
    session.desk.edit_turn(other, 1, "Tell me about the start in Zetminster.")
    screen.scope.buttons[Scope.STUDY].click()
    screen.sweep_button.click()
    sweep = screen.sweep
    qtbot.waitUntil(lambda: sweep.model.rowCount() == 4)
    row = next(row for row, each in enumerate(sweep.model.items()) if each.text == "Zetminster")
    sweep.list.setCurrentIndex(sweep.model.index(row))
    qtbot.waitUntil(lambda: session.selected_id == other)
    settle(screen, qtbot)
    assert "Zetminster" in sweep.text.toPlainText()


def test_redo_in_the_sweep_does_no_decision_of_elsewhere_again(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    screen.review.decisions.accept()
    settle(screen, qtbot)
    screen.review.changes.undo()
    settle(screen, qtbot)
    before = session.desk.mentions()
    screen.sweep_button.click()
    QTest.keyClick(screen.sweep.list, Qt.Key.Key_Y, CONTROL)
    settle(screen, qtbot)
    assert screen.sweep.last.text() == "There is nothing to do again"
    assert session.desk.mentions() == before
