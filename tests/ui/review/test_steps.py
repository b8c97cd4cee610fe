"""Entities are edited, merged, split and dragged; mentions have comments; questions are answered."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.review.by_hand import CONTROL, SHIFT, decisions, go_to, named, press, settle, words
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.ui.models.entities import ENTITY_DRAG, MENTIONS_DRAG
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.session import Session


def test_keys_relabel_comment_and_edit(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Long Melford")
    press(screen, Qt.Key.Key_3)
    settle(screen, qtbot)
    assert named(screen, "Long Melford").category is Category.ORGANISATION
    press(screen, Qt.Key.Key_C)
    QTest.keyClicks(screen.deciding.note.line, "a clinic?")
    QTest.keyClick(screen.deciding.note.line, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert screen.review.mention is not None
    assert screen.review.mention.note == "a clinic?"
    assert screen.deciding.card.note.text() == "Note: a clinic?"
    press(screen, Qt.Key.Key_E)
    edit = screen.deciding.edit
    QTest.keyClicks(edit.replacement, "the outreach clinic")
    edit.styles[next(iter(edit.styles))].setCurrentIndex(1)
    QTest.keyClick(edit.replacement, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert named(screen, "Long Melford").replacement == "[the outreach clinic]"
    assert named(screen, "Long Melford").styles == (("team", "placeholder"),)


def test_a_comment_stays_with_the_mention_it_was_begun_on(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    first, second = [each.id for each in session.desk.mentions() if words(session, each) == "Kit"][:2]
    press(screen, Qt.Key.Key_C)
    note = screen.deciding.note.line
    QTest.keyClicks(note, "a nickname")
    screen.deciding.view.mark_chosen.emit(second)
    QTest.keyClick(note, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert {each.id: each.note for each in session.desk.mentions() if each.note} == {first: "a nickname"}


def test_letters_in_a_form_choose_there_and_decide_nothing(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    go_to(screen, "Kit")
    before = session.desk.mentions()
    press(screen, Qt.Key.Key_E)
    edit = screen.deciding.edit
    choice = next(iter(edit.styles.values()))
    choice.setFocus()
    QTest.keyClick(choice, Qt.Key.Key_R)
    assert choice.currentText() == "removed"
    for key in (Qt.Key.Key_A, Qt.Key.Key_S, Qt.Key.Key_P, Qt.Key.Key_2):
        QTest.keyClick(choice, key)
    QTest.keyClick(choice, Qt.Key.Key_R, SHIFT)
    choice.showPopup()
    QTest.keyClick(choice.view(), Qt.Key.Key_A)
    choice.hidePopup()
    settle(screen, qtbot)
    assert (edit.isVisible(), screen.deciding.split.isVisible(), screen.mode) == (True, False, Mode.DECIDE)
    assert session.desk.mentions() == before


def test_entities_are_merged_and_split_by_key(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    press(screen, Qt.Key.Key_M)
    QTest.keyClicks(screen.deciding.merge.line, "christine")
    QTest.keyClick(screen.deciding.merge.line, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert screen.deciding.card.name.text() == "Christine Hallam"
    assert len(decisions(session, "Christine Hallam")) == 5
    qtbot.waitUntil(lambda: screen.deciding.mentions.rowCount() == 5)
    press(screen, Qt.Key.Key_S)
    listed = screen.deciding.split.list
    listed.item(0).setCheckState(Qt.CheckState.Unchecked)
    row = next(row for row in range(listed.count()) if listed.item(row).text().startswith("“Kit”"))
    listed.item(row).setCheckState(Qt.CheckState.Checked)
    QTest.keyClick(screen.deciding.split, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert len(decisions(session, "Kit")) == 3
    assert screen.deciding.card.name.text() == "Kit"


def test_entities_and_mentions_are_dragged(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    model = screen.deciding.entities.model
    kit, christine = named(screen, "Kit"), named(screen, "Christine Hallam")
    dragged = model.mimeData([model.index(model.row_of(kit.id))])
    target = model.index(model.row_of(christine.id))
    assert not model.canDropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, model.index(model.row_of(kit.id)))
    assert dragged.data(ENTITY_DRAG).data() == str(kit.id).encode()
    model.dropMimeData(dragged, Qt.DropAction.MoveAction, -1, -1, target)
    settle(screen, qtbot)
    assert len(decisions(session, "Christine Hallam")) == 5
    mentions = QMimeData()
    one = next(each for each in session.desk.mentions() if words(session, each) == "Kit")
    mentions.setData(MENTIONS_DRAG, str(one.id).encode())
    model.dropMimeData(mentions, Qt.DropAction.MoveAction, -1, -1, model.index(0))  # a heading: split off
    settle(screen, qtbot)
    assert len(decisions(session, "Kit")) == 1


def test_an_indirect_detail_is_kept_with_a_note_said_more_generally_or_taken_out(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    go_to(screen, "the only man on the team")
    card = screen.deciding.card
    assert card.accept.text() == "Take out"
    assert "Would anybody who knows the place" in card.ask.text()
    card.keep.click()
    assert not screen.deciding.note.do_button.isEnabled()  # it needs a reason
    QTest.keyClicks(screen.deciding.note.line, "many men work there")
    QTest.keyClick(screen.deciding.note.line, Qt.Key.Key_Return)
    settle(screen, qtbot)
    (mention,) = [each for each in session.desk.mentions() if each.category is Category.INDIRECT]
    assert (mention.decision, mention.note) == (Decision.EXCEPTION, "many men work there")
    go_to(screen, "the only man on the team")
    press(screen, Qt.Key.Key_E)
    assert screen.deciding.edit.replacement.text() == "[one of the team]"
    QTest.keyClick(screen.deciding.edit.replacement, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert "I'm [one of the team] who does both" in session.desk.rendered(mention.interview_id).turns[3].text
    press(screen, Qt.Key.Key_Z, CONTROL)  # one step
    settle(screen, qtbot)
    assert session.desk.vault.review_memory.current().mention(mention.id).decision is Decision.EXCEPTION


def test_a_form_left_open_does_not_come_back_over_another_entity(
    screen: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    go_to(screen, "Kit")
    before = session.desk.mentions()
    press(screen, Qt.Key.Key_M)
    screen.show_mode(Mode.READ)
    session.select(session.desk.interview("02-community").id)
    settle(screen, qtbot)
    screen.review.choose_entity(named(screen, "Joanne Marsh").id)
    assert screen.window().focusWidget() is not screen.deciding.entities.list, "which is out of sight"
    screen.show_mode(Mode.DECIDE)
    assert not screen.deciding.merge.isVisible()
    assert session.desk.mentions() == before


def test_enter_on_cancel_cancels(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    go_to(screen, "Kit")
    before = session.desk.mentions()
    press(screen, Qt.Key.Key_M)
    merge = screen.deciding.merge
    merge.cancel_button.setFocus()
    QTest.keyClick(merge.cancel_button, Qt.Key.Key_Return)
    settle(screen, qtbot)
    assert not merge.isVisible()
    assert session.desk.mentions() == before


def test_a_step_that_is_written_late_leaves_what_a_person_writes_meanwhile(
    screen: ReviewScreen, session: Session, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_to(screen, "the only man on the team")
    written, accept_as = threading.Event(), session.desk.review.accept_as

    def late(*given: Any) -> object:
        written.wait(10)
        return accept_as(*given)

    monkeypatch.setattr(session.desk.review, "accept_as", late)
    press(screen, Qt.Key.Key_E)
    QTest.keyClick(screen.deciding.edit.replacement, Qt.Key.Key_Return)
    press(screen, Qt.Key.Key_C)
    note = screen.deciding.note
    QTest.keyClicks(note.line, "ask a")
    written.set()
    settle(screen, qtbot)
    assert (note.isVisible(), note.line.text()) == (True, "ask a")
    assert screen.deciding.card.name.text() == "“the only man on the team”"
    assert set(decisions(session, "the only man on the team")) == {Decision.ACCEPTED}


def test_a_question_is_answered_inline(screen: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    questions = screen.deciding.questions
    qtbot.waitUntil(questions.isVisible)
    assert "“Joanne” in 02-community may be “Joanne Marsh”" in questions.box.text()
    questions.apart_button.click()
    assert not questions.isVisible()
    settle(screen, qtbot)
    assert session.desk.review.questions() == ()
