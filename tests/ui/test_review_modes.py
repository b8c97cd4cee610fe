"""The review's other modes: second read and sign-off, preview, quotes, sweep, intruder sheet, a second reviewer."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests.ui import made_review, made_study
from tests.ui.wheel import turn_wheel_over
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.deciding.blind_review import Verdict
from transcribe_desk.privacy.disclosure.intruder import Verdict as Answered
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.screens.review.state import Scope
from transcribe_desk.ui.session import Session

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk(folder: Path) -> Iterator[Desk]:
    with made_study.filled(folder, made_review.fill) as opened:
        for _ in range(2):  # three hospitals: the tag of a quote tells nobody
            made_study.add_interview(opened, "hospital", None, None, 60_000)
        yield opened


@pytest.fixture
def interview_id(session: Session) -> int:
    return session.desk.interview("01-hospital").id


@pytest.fixture
def screen(window: MainWindow, session: Session, interview_id: int, qtbot: QtBot) -> ReviewScreen:
    found = window.screens["review"]
    assert isinstance(found, ReviewScreen)
    session.select(interview_id)
    window.show_screen("review")
    qtbot.waitUntil(lambda: found.deciding.entities.model.rowCount() > 0)
    settle(found, qtbot)
    return found


@pytest.fixture
def decided(screen: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot) -> ReviewScreen:
    """Give the screen in the second read, with everything accepted but “will”."""
    for mention in session.desk.mentions():
        stays = mention.reason == "a first name that is also a word"
        session.desk.decide([mention.id], Decision.REJECTED_HERE if stays else Decision.ACCEPTED, "AB")
    screen.reload()
    settle(screen, qtbot)
    screen.show_mode(Mode.READ)
    qtbot.waitUntil(lambda: screen.reading.rendered() is not None)
    settle(screen, qtbot)
    return screen


def settle(screen: ReviewScreen, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not screen.review.busy, timeout=20_000)


def select(screen: ReviewScreen, turn_id: int, words: str) -> None:
    """Select words of the text as exported."""
    text = screen.reading.text
    line = next(line for line in text.lines if line.turn_id == turn_id)
    start = line.text.index(words)
    text.choose_span(turn_id, start, start + len(words))
    text.setFocus()


# Second read, sign-off, preview


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


# Quotes


def test_a_selection_is_copied_with_its_tag_once_it_is_checked(decided: ReviewScreen, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    select(decided, 6, "gave me a mobile")
    QTest.keyClick(decided.reading.text, Qt.Key.Key_C, CONTROL)
    wanted = "“… gave me a mobile, … (01-hospital)”"
    qtbot.waitUntil(lambda: QGuiApplication.clipboard().text() == wanted)
    assert decided.reading.quote.words.text() == wanted


def test_what_may_not_be_quoted_is_not_copied(decided: ReviewScreen, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText("before")
    select(decided, 5, "Has that got better?")
    QTest.keyClick(decided.reading.text, Qt.Key.Key_C, CONTROL)
    quote = decided.reading.quote
    qtbot.waitUntil(lambda: "The interviewer says this." in quote.notice.text())
    assert QGuiApplication.clipboard().text() == "before"
    assert not quote.keep_button.isEnabled()


def test_a_selection_of_another_interview_is_no_quote(decided: ReviewScreen, session: Session, qtbot: QtBot) -> None:
    quote = decided.reading.quote
    select(decided, 6, "gave me a mobile")
    qtbot.waitUntil(lambda: "gave me a mobile" in quote.words.text())
    quote.note.setText("new telephones")
    session.select(session.desk.interview("02-community").id)
    qtbot.waitUntil(lambda: "did the rota" in decided.reading.text.toPlainText())
    settle(decided, qtbot)
    QGuiApplication.clipboard().setText("before")
    QTest.keyClick(decided.reading.text, Qt.Key.Key_C, CONTROL)
    quote.keep()
    assert (quote.isVisible(), quote.note.text()) == (False, "")
    assert QGuiApplication.clipboard().text() == "before"
    select(decided, 2, "did the rota")
    assert (quote.isVisible(), quote.words.text()) == (True, "")  # until it is checked
    qtbot.waitUntil(lambda: "Not to be quoted like this" in quote.notice.text())  # there is one community only
    assert session.desk.quotes.lines() == ()


def test_a_checked_selection_is_no_quote_once_a_name_in_it_is_marked(decided: ReviewScreen, qtbot: QtBot) -> None:
    quote = decided.reading.quote
    QGuiApplication.clipboard().setText("before")
    select(decided, 4, "Thornaby")
    qtbot.waitUntil(lambda: "Thornaby" in quote.words.text())
    QTest.keyClick(decided.reading.text, Qt.Key.Key_D, CONTROL)
    decided.deciding.mark.finish()
    settle(decided, qtbot)
    decided.show_mode(Mode.READ)
    assert not quote.isVisible()
    QTest.keyClick(decided.reading.text, Qt.Key.Key_C, CONTROL)
    settle(decided, qtbot)
    assert QGuiApplication.clipboard().text() == "before"


def test_words_selected_are_quoted_as_the_wording_that_is_read(decided: ReviewScreen, qtbot: QtBot) -> None:
    reading = decided.reading
    select(decided, 4, "send them to [PLACE 1]")
    qtbot.waitUntil(lambda: "[PLACE 1]" in reading.quote.words.text())
    reading.profile.setCurrentIndex(3)  # publication
    qtbot.waitUntil(lambda: "[a place in the UK]" in reading.quote.words.text())


def test_quotes_are_kept_found_gone_to_and_written(
    decided: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot, tmp_path: Path
) -> None:
    quote = decided.reading.quote
    for turn_id, words, note in ((2, "it was all on paper", "beginnings"), (6, "gave me a mobile", "")):
        select(decided, turn_id, words)
        qtbot.waitUntil(lambda said=words: said in quote.words.text())  # type: ignore[misc]
        quote.note.setText(note)
        quote.keep_button.click()
        qtbot.waitUntil(lambda: "Added" in quote.notice.text())
    decided.show_mode(Mode.QUOTES)
    panel = decided.quotes
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    panel.search.setText("BEGIN")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)
    panel.search.clear()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    panel.write(tmp_path / "out")
    qtbot.waitUntil(lambda: "None can be written" in panel.result.text())  # nobody has signed off
    session.desk.sign_off(interview_id, "AB")
    panel.write(tmp_path / "out")
    qtbot.waitUntil(lambda: "2 quotes written to out" in panel.result.text())
    assert (tmp_path / "out/quotes/quotes.docx").exists()
    panel.list.choose(1)
    panel.step(0)
    panel.go()
    qtbot.waitUntil(lambda: decided.mode is Mode.READ)


def test_a_quote_that_reads_differently_is_taken_anew_or_removed_and_put_back(
    decided: ReviewScreen, session: Session, interview_id: int, qtbot: QtBot
) -> None:
    desk, text = session.desk, session.desk.vault.review.turn_texts(interview_id)[6]
    start = text.index("Osei gave me")
    desk.quotes.keep(interview_id, [(6, start, start + 12)], "AB")
    entity = next(each for each in desk.entities() if each.name == "Kwame Osei")
    desk.review.describe(entity.id, "AB", replacement="the consultant")
    decided.show_mode(Mode.QUOTES)
    panel = decided.quotes
    qtbot.waitUntil(lambda: "consultant] gave me" in panel.state.text())
    panel.anew_button.click()
    qtbot.waitUntil(lambda: panel.text.text().startswith("“… [The consultant] gave me"))
    panel.remove_button.click()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    QTest.keyClick(panel, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: panel.model.rowCount() == 1)


# Sweep


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


# A second reviewer


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
