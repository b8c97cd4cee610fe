"""A text is read as it leaves, in each profile, and signed off; the intruder sheet is filled in beside it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.ui.review.by_hand import CONTROL, select, settle
from tests.ui.wheel import turn_wheel_over
from transcribe_desk.privacy.disclosure.intruder import Verdict as Answered
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.session import Session


def test_reading_mode_shows_the_text_as_it_leaves(decided: ReviewScreen, qtbot: QtBot) -> None:
    shown = decided.reading.text.toPlainText()
    assert "I will say. [NAME 1] gave me a mobile, [CONTACT 1], and I ring it." in shown
    assert "Osei" not in shown
    assert decided.read_button.isChecked()
    decided.read_button.click()
    assert decided.mode is Mode.DECIDE


def test_one_key_opens_a_place_again(decided: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    reading = decided.reading
    QTest.keyClick(reading.text, Qt.Key.Key_Down)
    QTest.keyClick(reading.text, Qt.Key.Key_Down)
    assert reading.behind.text().splitlines()[0] == "Stands for: Kit"
    QTest.keyClick(reading.text, Qt.Key.Key_O)
    settle(decided, qtbot)
    assert decided.mode is Mode.DECIDE
    assert (decided.deciding.card.name.text(), decided.progress.text()) == ("Kit", "11 of 12")
    assert sum(each.decision is Decision.UNDECIDED for each in session.desk.mentions()) == 1


def test_words_missed_are_marked_from_the_reading(decided: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    select(decided, 4, "Thornaby")
    QTest.keyClick(decided.reading.text, Qt.Key.Key_D, CONTROL)
    assert decided.mode is Mode.DECIDE
    decided.deciding.category(2)
    qtbot.waitUntil(lambda: "Said nowhere else" in decided.deciding.mark.outlook.text())
    decided.deciding.mark.finish()
    settle(decided, qtbot)
    assert [each.category for each in session.desk.mentions() if each.reason == "marked by hand"] == [Category.PLACE]


def test_what_stands_behind_a_replacement_in_each_profile(decided: ReviewScreen, qtbot: QtBot) -> None:
    reading = decided.reading
    mark = next(each for each in reading.text.marks(4) if each.category is Category.PLACE)
    (box, _) = next(pair for pair in reading.text.painting.boxes(4) if pair[1].key == mark.key)
    tip = reading.text.tip_at(QPointF(box.center())).splitlines()
    assert tip[:2] == ["Stands for: Long Melford", "As signed off: [PLACE 1]"]
    assert tip[-1] == "Publication: [a place in the UK]"


def test_letters_in_a_choice_choose_there_and_change_no_mode(decided: ReviewScreen) -> None:
    def typed_in(choice: QComboBox, letter: Qt.Key) -> tuple[str, Mode]:
        choice.setFocus()
        QTest.keyClick(choice, letter)
        found = choice.currentText()
        QTest.keyClick(choice, Qt.Key.Key_W)  # the sweep, elsewhere
        choice.showPopup()
        QTest.keyClick(choice.view(), Qt.Key.Key_W)
        choice.hidePopup()
        return found, decided.mode

    reading = decided.reading
    assert typed_in(reading.profile, Qt.Key.Key_P) == ("Publication", Mode.READ)
    reading.intruder_button.click()
    assert typed_in(reading.intruder.answers[0], Qt.Key.Key_U) == ("Unsure", Mode.READ)
    decided.show_mode(Mode.QUOTES)
    assert typed_in(decided.quotes.profile.list, Qt.Key.Key_P) == ("Publication", Mode.QUOTES)


def test_the_wheel_scrolls_past_the_choices_beside_a_text(decided: ReviewScreen) -> None:
    reading = decided.reading
    turn_wheel_over(reading.profile)
    reading.intruder_button.click()
    reading.intruder.reviewer.setFocus()
    for choice in reading.intruder.answers:
        turn_wheel_over(choice)
    assert [choice.currentIndex() for choice in (reading.profile, *reading.intruder.answers)] == [0] * 7


def test_profiles_side_by_side_show_what_they_word_otherwise(decided: ReviewScreen, qtbot: QtBot) -> None:
    decided.show_mode(Mode.DECIDE)
    decided.deciding.take_focus()
    QTest.keyClick(decided.deciding.entities.list, Qt.Key.Key_P)
    reading = decided.reading
    qtbot.waitUntil(lambda: "Dr Osei" in reading.original.toPlainText())
    assert reading.text.isVisible()
    assert not reading.text.marks(4, "different")
    reading.profile.setCurrentIndex(3)  # publication
    assert "[a place in the UK]" in reading.text.toPlainText()
    different = {reading.text.toPlainText().count("[")} - {0}
    assert different
    qtbot.waitUntil(lambda: len(reading.text.marks(4, "different")) == 5)
    reading.original_button.click()
    assert not reading.text.isVisible()


def test_signing_off_waits_for_every_decision_a_second_read_and_a_name(
    screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    assert not screen.sign_button.isEnabled()
    screen.show_mode(Mode.READ)
    panel = screen.reading.sign_off
    assert "12 mentions are still undecided." in panel.hint.text()
    assert not panel.read_again.isEnabled()
    for mention in session.desk.mentions(interview_id):
        session.desk.decide([mention.id], Decision.ACCEPTED)
    screen.reload()
    settle(screen, qtbot)
    qtbot.waitUntil(panel.read_again.isEnabled)
    assert not panel.button.isEnabled()
    panel.read_again.setChecked(True)
    assert not panel.button.isEnabled()
    QTest.keyClicks(panel.name, "A. Brown")
    panel.button.click()
    qtbot.waitUntil(lambda: "Signed off by A. Brown" in panel.notice.text())
    assert session.desk.refusals(interview_id) == ()
    assert session.preferences.reviewer == "A. Brown"
    assert screen.sign_button.text() == "Signed off"
    assert not panel.read_again.isChecked()  # another signature takes another read


def test_speakers_whom_nobody_confirmed_are_told_before_the_sign_off(
    decided: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    told = decided.reading.sign_off.speakers
    qtbot.waitUntil(told.isVisible)
    assert "Nobody has confirmed who asks" in told.text()
    session.desk.confirm_roles(interview_id)
    decided.reload()
    settle(decided, qtbot)
    assert not told.isVisible()


def test_a_decision_after_the_second_read_asks_for_another(decided: ReviewScreen, qtbot: QtBot) -> None:
    panel = decided.reading.sign_off
    qtbot.waitUntil(panel.read_again.isEnabled)
    panel.read_again.setChecked(True)
    decided.show_mode(Mode.DECIDE)
    decided.show_mode(Mode.READ)
    assert panel.read_again.isChecked()  # it is the same text
    decided.reading.step(1)
    decided.reading.reopen()
    decided.review.decisions.reject_here()
    decided.show_mode(Mode.READ)
    assert not panel.read_again.isChecked()  # at once, before the other text is there
    settle(decided, qtbot)
    assert not panel.read_again.isChecked()


def test_a_comment_and_a_name_said_elsewhere_ask_for_no_other_read(
    decided: ReviewScreen, session: Session, qtbot: QtBot
) -> None:
    panel, other = decided.reading.sign_off, session.desk.interview("02-community").id
    qtbot.waitUntil(panel.read_again.isEnabled)
    select(decided, 2, "[NAME 1]")
    panel.read_again.setChecked(True)
    decided.review.changes.comment(session.desk.mentions(session.selected_id)[0].id, "Heard twice.")
    settle(decided, qtbot)
    session.desk.edit_turn(other, 1, "Tell me about the start in Zetminster.")
    session.desk.review.mark(other, 1, 27, 37, Category.PLACE, "AB")
    decided.reload()
    settle(decided, qtbot)
    state = decided.review.state
    assert state is not None
    assert "Zetminster" in [each.name for each in state.entities]
    assert "Heard twice." in [each.note for each in state.own]
    assert panel.read_again.isChecked()
    assert decided.reading.text.selected()


def test_a_decision_after_sign_off_takes_it_back(
    decided: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    session.desk.sign_off(interview_id, "A. Brown")
    decided.reload()
    settle(decided, qtbot)
    panel = decided.reading.sign_off
    qtbot.waitUntil(lambda: "Signed off" in panel.notice.text())
    decided.reading.step(1)
    decided.reading.reopen()
    settle(decided, qtbot)
    decided.review.decisions.reject_here()
    settle(decided, qtbot)
    decided.show_mode(Mode.READ)
    qtbot.waitUntil(lambda: "Changed after sign-off" in panel.notice.text())
    assert not panel.export_button.isVisible()


def test_the_intruder_sheet_is_filled_in_inline(
    decided: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    decided.reading.intruder_button.click()
    sheet = decided.reading.intruder
    for choice in sheet.answers[:5]:
        choice.setCurrentIndex(1)
    sheet.reviewer.setText("C. Dale")
    sheet.save()
    assert "Question 6 has no answer" in sheet.notice.text()
    sheet.answers[5].setCurrentIndex(3)
    sheet.save()
    qtbot.waitUntil(lambda: "is not explained" in sheet.notice.text())
    sheet.notes[5].setText("ask the ethics board")
    sheet.save()
    qtbot.waitUntil(lambda: len(session.desk.disclosure.sheets()) == 1)
    (kept,) = session.desk.disclosure.sheets()
    assert (kept.interview_id, kept.reviewer) == (interview_id, "C. Dale")
    assert kept.answers[5].verdict is Answered.UNSURE
    qtbot.waitUntil(lambda: "1 question not answered with no (6)" in sheet.before.text())


def test_an_intruder_sheet_stays_with_its_interview(
    decided: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    other = session.desk.interview("02-community").id
    decided.reading.intruder_button.click()
    sheet = decided.reading.intruder
    sheet.answers[0].setCurrentIndex(2)
    sheet.notes[0].setText("the search found her at once")
    session.select(other)
    qtbot.waitUntil(lambda: {each.currentIndex() for each in sheet.answers} == {0})
    assert {each.text() for each in sheet.notes} == {""}
    for choice in sheet.answers:
        choice.setCurrentIndex(1)
    sheet.reviewer.setText("C. Dale")
    sheet.save()
    qtbot.waitUntil(lambda: "no to all six questions" in sheet.before.text())
    assert [each.interview_id for each in session.desk.disclosure.sheets()] == [other]
    session.select(interview_id)
    qtbot.waitUntil(lambda: "No sheet has been made" in sheet.before.text())
    assert (sheet.answers[0].currentIndex(), sheet.notes[0].text()) == (2, "the search found her at once")
