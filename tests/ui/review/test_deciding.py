"""The review by keyboard: a key an entity, its mentions one by one, undo, the scope and the filters."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.review.by_hand import CONTROL, SHIFT, decisions, go_to, press, settle, words
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.ui.document.marks import Shape
from transcribe_desk.ui.screens.review.screen import ReviewScreen
from transcribe_desk.ui.screens.review.state import Filter, Scope
from transcribe_desk.ui.session import Session


def test_it_opens_at_the_riskiest_thing_to_decide(screen: ReviewScreen, qtbot: QtBot) -> None:
    assert (screen.progress.text(), screen.left.text()) == ("0 of 12", "decided · 12 left")
    assert screen.deciding.card.name.text() == "will"  # a guess
    assert "a first name that is also a word" in screen.deciding.card.why.text()
    titles = [each.title for each in screen.deciding.entities.model.items() if not hasattr(each, "entity")]
    assert titles == ["People", "Organisations", "Places", "Dates", "Numbers and contacts", "Indirect details"]
    assert screen.sweep_button.text() == "Sweep 3"
    go_to(screen, "Kit")
    qtbot.waitUntil(lambda: screen.deciding.mentions.rowCount() == 3)  # those of other interviews are read meanwhile
    assert screen.deciding.card.counts.text() == "3 mentions · 2 interviews"
    assert "becomes [NAME 2] everywhere" in screen.deciding.card.becomes.text()


def test_marks_differ_by_shape(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Fernhill")
    press(screen, Qt.Key.Key_A)
    go_to(screen, "will")
    press(screen, Qt.Key.Key_R)
    turns = [turn.id for turn in screen.review.state.transcript.turns] if screen.review.state else []
    shapes = {mark.shape for turn_id in turns for mark in screen.deciding.view.marks(turn_id)}
    assert shapes == {Shape.PROPOSED, Shape.ACCEPTED, Shape.REJECTED, Shape.CUE}


def test_one_key_an_entity_decides_it_in_the_whole_study(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_A)
    assert screen.progress.text() == "2 of 12"  # at once, before it is written
    assert screen.deciding.card.name.text() != "Kit"
    qtbot.waitUntil(lambda: decisions(session, "Kit") == [Decision.ACCEPTED] * 3)


def test_what_was_rejected_here_stays_when_the_rest_is_accepted(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_R)
    assert screen.deciding.card.name.text() == "Kit"  # its next mention
    press(screen, Qt.Key.Key_A)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.REJECTED_HERE, Decision.ACCEPTED, Decision.ACCEPTED]
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_A, SHIFT)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.ACCEPTED] * 3


def test_mentions_one_by_one_in_their_list(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    qtbot.waitUntil(lambda: screen.deciding.mentions.rowCount() == 3)
    screen.deciding.list.setFocus()
    QTest.keyClick(screen.deciding.list, Qt.Key.Key_Down)
    assert screen.deciding.card.accept.text() == "Accept this one"
    QTest.keyClick(screen.deciding.list, Qt.Key.Key_A)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.UNDECIDED, Decision.ACCEPTED, Decision.UNDECIDED]


def test_a_burst_of_keys_loses_none(screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot) -> None:
    for _ in range(11):
        press(screen, Qt.Key.Key_A)
    assert (screen.progress.text(), screen.left.text()) == ("12 of 12", "decided")
    settle(screen, qtbot)
    assert all(each.decision is Decision.ACCEPTED for each in session.desk.mentions(interview_id))
    assert screen.sign_button.isEnabled()


def test_reject_everywhere_undo_and_redo(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_R, SHIFT)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.REJECTED_EVERYWHERE] * 3
    assert "Left standing everywhere 3×: Kit" in screen.deciding.entities.last.text()
    press(screen, Qt.Key.Key_Z, CONTROL)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.UNDECIDED] * 3
    assert screen.deciding.card.name.text() == "Kit"
    press(screen, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(screen, qtbot)
    assert decisions(session, "Kit") == [Decision.REJECTED_EVERYWHERE] * 3


def test_undo_and_redo_say_what_they_did_and_when_there_is_nothing_left(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    last = screen.deciding.entities.last
    press(screen, Qt.Key.Key_Z, CONTROL | SHIFT)
    settle(screen, qtbot)
    assert last.text() == "There is nothing to do again"
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_R)
    press(screen, Qt.Key.Key_Z, CONTROL)
    settle(screen, qtbot)
    assert last.text() == "Taken back: rejected here"
    assert not session.desk.review.can_undo()
    press(screen, Qt.Key.Key_Z, CONTROL)
    settle(screen, qtbot)
    assert last.text() == "There is nothing to take back"


def test_keys_move_and_u_goes_on_to_the_next_undecided(screen: ReviewScreen) -> None:
    names = [each.entity.name for each in screen.review.items if hasattr(each, "entity")]
    press(screen, Qt.Key.Key_Down)
    assert screen.deciding.card.name.text() == names[1]
    press(screen, Qt.Key.Key_Up)
    press(screen, Qt.Key.Key_U)
    assert screen.deciding.card.name.text() == names[1]


def test_the_sample_takes_one_key_an_entity(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    """Decide the whole study by keyboard alone, and count the keys: “will” stays, all else is replaced."""
    screen.scope.buttons[Scope.STUDY].click()
    settle(screen, qtbot)
    screen.deciding.take_focus()
    entities = {mention.entity_id for mention in session.desk.mentions()}
    keys = 0
    while screen.review.open_entities() and keys < 100:
        press(screen, Qt.Key.Key_R if screen.deciding.card.name.text() == "will" else Qt.Key.Key_A)
        keys += 1
        settle(screen, qtbot)
    assert keys == len(entities)
    assert decisions(session, "will") == [Decision.REJECTED_HERE]
    others = [each.decision for each in session.desk.mentions() if words(session, each) != "will"]
    assert set(others) == {Decision.ACCEPTED}


def test_the_scope_takes_in_the_whole_study(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    screen.scope.buttons[Scope.STUDY].click()
    total = len(session.desk.mentions())
    assert screen.progress.text() == f"0 of {total}"
    go_to(screen, "Joanne Hill")  # only the other interview names her
    qtbot.waitUntil(lambda: session.selected_id == session.desk.interview("02-community").id)
    settle(screen, qtbot)
    assert "Joanne Hill did the rota" in screen.deciding.view.toPlainText()
    assert screen.deciding.card.name.text() == "Joanne Hill"


def test_an_occurrence_in_another_interview_is_gone_to(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    qtbot.waitUntil(lambda: screen.deciding.mentions.rowCount() == 3)
    screen.deciding.list.setCurrentIndex(screen.deciding.mentions.index(2))
    settle(screen, qtbot)
    assert session.selected_id == session.desk.interview("02-community").id
    assert screen.deciding.card.name.text() == "Kit"


@pytest.mark.parametrize(
    ("chosen", "names"),
    [
        (Filter(indirect=True), {"the only man on the team"}),
        (Filter(doubtful=True), {"will", "Kit", "the only man on the team"}),
        (Filter(detector="telephone"), {"oh one one seven, four nine six, oh three one"}),
        (Filter(doubtful=True, detector="gazetteers"), {"will"}),
    ],
)
def test_filters_leave_what_they_say(screen: ReviewScreen, chosen: Filter, names: set[str]) -> None:
    screen.review.set_filter(chosen)
    assert {each.entity.name for each in screen.review.items if hasattr(each, "entity")} == names
    assert screen.deciding.card.name.text().strip("“”") in names


def test_undecided_alone_gets_shorter_with_each_key(screen: ReviewScreen) -> None:
    screen.review.set_filter(Filter(undecided=True))
    rows = len(screen.review.items)
    press(screen, Qt.Key.Key_A)
    assert len(screen.review.items) < rows
    assert screen.deciding.card.isVisible()
    assert screen.deciding.entities.filter_button.text() == "Undecided ▾"


def test_only_what_changed_since_the_last_review_comes_back(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    for _ in range(11):
        press(screen, Qt.Key.Key_A)
    settle(screen, qtbot)
    session.desk.edit_turn(interview_id, 3, "Who was that, Kit?")
    screen.reload()
    settle(screen, qtbot)
    assert "1 new mention, 1 edited turn." in screen.deciding.since.text()
    screen.review.set_filter(Filter(changed=True))
    assert {each.entity.name for each in screen.review.items if hasattr(each, "entity")} == {"Kit"}
    entries = [each.text() for each in screen.deciding.entities.filter_menu().actions()]
    assert any(each.startswith("Changed since") and "1 mention" in each for each in entries)


def test_a_click_on_a_mark_brings_its_card(screen: ReviewScreen, session: Session) -> None:
    mention = next(each for each in session.desk.mentions() if words(session, each) == "Fernhill")
    screen.deciding.view.mark_chosen.emit(mention.id)
    assert screen.deciding.card.name.text() == "Fernhill"
    assert screen.review.single


def test_a_digit_in_the_header_chooses_no_other_interview(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    screen.chooser.setFocus()
    for key in (Qt.Key.Key_0, Qt.Key.Key_2):
        QTest.keyClick(screen.chooser, key)
    QTest.keyClick(screen.chooser, Qt.Key.Key_Space)
    assert screen.chooser.view().isVisible(), "but it opens as any list does"
    screen.chooser.hidePopup()
    assert session.selected_id == session.desk.interview("01-hospital").id


def test_an_interview_taken_from_the_list_gives_the_keyboard_to_its_decisions(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    place = screen.chooser.findText("02-community")
    screen.chooser.setFocus()
    screen.chooser.showPopup()
    screen.chooser.setCurrentIndex(place)  # as Qt does when an entry of the list is clicked
    screen.chooser.hidePopup()
    screen.chooser.activated.emit(place)
    settle(screen, qtbot)
    assert session.selected_id == session.desk.interview("02-community").id
    assert screen.window().focusWidget() is screen.deciding.entities.list
