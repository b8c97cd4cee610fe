"""Quotes leave one by one: checked, copied with their tag, kept, gone to and taken anew."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.review.by_hand import CONTROL, select, settle
from transcribe_desk.ui.screens.review.screen import Mode, ReviewScreen
from transcribe_desk.ui.session import Session


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
