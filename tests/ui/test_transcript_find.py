"""Words are found, gone to and replaced, in the interview that is shown and in all of them."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.transcript_rig import TALK, Rig
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.study.finding import Found
from transcribe_desk.study.transcript import Segment
from transcribe_desk.ui.document.marks import Shape


def test_finding_shows_every_place_with_what_stands_around_it(hands: Rig) -> None:
    hands.press("Ctrl+F")
    bar = hands.screen.find_bar
    assert bar.field.hasFocus()
    QTest.keyClicks(bar.field, "the")
    hands.qtbot.waitUntil(lambda: bar.model.rowCount() == 6)
    assert bar.model.index(0).data() == "00:01: So when did the service begin?"
    assert [mark.shape for mark in hands.screen.view.marks(1, "found")] == [Shape.FOUND]
    bar.whole.click()
    hands.qtbot.waitUntil(lambda: bar.model.rowCount() == 4)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert bar.count.text() == "2 / 4"
    assert hands.screen.view.current_turn() == 2
    QTest.keyClick(bar.field, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert hands.screen.view.hasFocus()
    assert hands.screen.view.marks(1, "found") == ()


def test_words_are_found_where_they_stand_in_a_clean_reading(clean: Rig, qtbot: QtBot) -> None:
    clean.press("Ctrl+F")
    bar, view = clean.screen.find_bar, clean.screen.view
    QTest.keyClicks(bar.field, "Patel")
    qtbot.waitUntil(lambda: bar.model.rowCount() == 1)
    (mark,) = view.marks(2, "found")
    assert clean.shown[1][mark.start : mark.end] == "Patel"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert view.textCursor().selectedText() == "Patel"
    bar.field.setText("um,")
    qtbot.waitUntil(lambda: bar.model.rowCount() == 2)
    assert not view.marks(2, "found"), "they are left out"
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    assert "Read as Verbatim" in clean.screen.hint.text()


def test_enter_on_a_button_presses_it_and_goes_nowhere(hands: Rig) -> None:
    hands.press("Ctrl+H")
    bar = hands.screen.find_bar
    QTest.keyClicks(bar.field, "the")
    hands.qtbot.waitUntil(lambda: bar.model.rowCount() == 6)
    place = bar.count.text()
    bar.close_button.setFocus()
    QTest.keyClick(bar.close_button, Qt.Key.Key_Return)
    assert not bar.isVisible()
    assert bar.count.text() == place


def test_replacing_one_and_all_is_undone_step_by_step(hands: Rig) -> None:
    hands.press("Ctrl+H")
    bar = hands.screen.find_bar
    QTest.keyClicks(bar.field, "it")
    bar.whole.click()
    bar.other.setText("this")
    bar.search()
    hands.settle()
    assert bar.model.rowCount() == 3
    bar.step(1)
    bar.replace_button.click()
    hands.settle()
    assert hands.kept.turns[1].text == "Well, in the spring. Kristine ran this then, and nobody else."
    hands.qtbot.waitUntil(lambda: bar.model.rowCount() == 2)
    hands.press("Ctrl+Z")
    hands.settle()
    hands.qtbot.waitUntil(lambda: bar.model.rowCount() == 3)
    bar.all_button.click()
    hands.settle()
    assert hands.kept.turns[3].text == "this was half of my Thursday, typing the same thing in twice."
    hands.press("Ctrl+Z")
    hands.settle()
    assert hands.shown == list(TALK)


def test_all_interviews_are_searched_and_changed(hands: Rig, qtbot: QtBot) -> None:
    other = made_study.add_interview(hands.desk, "hospital", None, None, 60_000, ("Nobody asked.", "Kristine did."))
    with qtbot.waitSignal(hands.session.overview_changed):
        hands.session.refresh()
    hands.press("Ctrl+H")
    bar = hands.screen.find_bar
    bar.scope.buttons[True].click()
    QTest.keyClicks(bar.field, "Kristine")
    qtbot.waitUntil(lambda: bar.model.rowCount() == 2)
    assert "2 interviews" in bar.count.text()
    bar.other.setText("Christine")
    bar.all_button.click()
    hands.settle()
    qtbot.waitUntil(
        lambda: "Christine did." in [turn.text for turn in (hands.desk.transcript(other.id) or hands.own).turns]
    )
    assert "Christine ran" in hands.kept.turns[1].text
    assert hands.kept == hands.own


def test_all_interviews_are_searched_once_the_study_has_what_was_typed(
    hands: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    apply, find, go_on = hands.desk.editing.apply, hands.desk.editing.find, threading.Event()
    order: list[str] = []

    def slow(*asked: Any) -> None:
        assert go_on.wait(60)
        apply(*asked)
        order.append("saved")

    def watched(*asked: Any) -> list[Found]:
        order.append("searched")
        return find(*asked)

    hands.press("Ctrl+H")
    bar = hands.screen.find_bar
    bar.scope.buttons[True].click()
    hands.settle()
    monkeypatch.setattr(hands.desk.editing, "apply", slow)
    monkeypatch.setattr(hands.desk.editing, "find", watched)
    hands.caret(2, 0)
    hands.type("All ")
    bar.field.setText("right.")
    bar.search()
    qtbot.wait(200)
    go_on.set()
    qtbot.waitUntil(lambda: bar.model.rowCount() == 1)
    assert order[:2] == ["saved", "searched"]
    bar.other.setText("well.")
    bar.all_button.click()
    hands.settle()
    assert hands.kept.turns[2].text == "All well."


def test_an_interview_gone_to_shows_the_words_put_into_it_meanwhile(
    hands: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = made_study.add_interview(hands.desk, "hospital", None, None, 60_000, ("Nobody asked.",))
    with qtbot.waitSignal(hands.session.overview_changed):
        hands.session.refresh()
    replace, go_on = hands.desk.editing.replace, threading.Event()

    def slow(*asked: Any) -> int:
        assert go_on.wait(60)
        return replace(*asked)

    monkeypatch.setattr(hands.desk.editing, "replace", slow)
    hands.press("Ctrl+H")
    bar = hands.screen.find_bar
    bar.scope.buttons[True].click()
    QTest.keyClicks(bar.field, "asked")
    qtbot.waitUntil(lambda: bar.model.rowCount() == 1)
    bar.other.setText("came")
    bar.all_button.click()
    hands.session.select(other.id)
    qtbot.waitUntil(lambda: hands.shown == ["Nobody asked."])
    go_on.set()
    qtbot.waitUntil(lambda: hands.shown == ["Nobody came."])
    hands.settle()
    assert hands.own == hands.kept


def test_what_could_not_be_replaced_is_told_and_not_counted(hands: Rig, qtbot: QtBot) -> None:
    hands.press("Ctrl+H")
    bar, hint = hands.screen.find_bar, hands.screen.hint
    QTest.keyClicks(bar.field, "right.")
    qtbot.waitUntil(lambda: bar.model.rowCount() == 1)
    bar.all_button.click()
    hands.settle()
    assert hint.text() == "It would be left without words. Leave this place out."
    bar.other.setText("Right.")
    bar.all_button.click()
    hands.settle()
    assert hint.text().startswith("Nothing was replaced")
    bar.other.setText("Yes.")
    bar.all_button.click()
    hands.settle()
    assert hint.text().startswith("1 place replaced")
    assert hands.kept.turns[2].text == "Yes."


@pytest.mark.parametrize("elsewhere", ["Right.", "Right. Go on."])
def test_places_of_all_interviews_are_counted_when_they_are_replaced(hands: Rig, qtbot: QtBot, elsewhere: str) -> None:
    other = made_study.add_interview(hands.desk, "hospital", None, None, 60_000, ("Nobody asked.", elsewhere))
    with qtbot.waitSignal(hands.session.overview_changed):
        hands.session.refresh()
    hands.caret(2, 0)
    hands.type("All ")
    hands.settle()
    hands.press("Ctrl+H")
    bar = hands.screen.find_bar
    bar.scope.buttons[True].click()
    QTest.keyClicks(bar.field, "right.")
    qtbot.waitUntil(lambda: bar.model.rowCount() == 2)
    bar.all_button.click()
    hands.settle()
    there = hands.desk.transcript(other.id)
    assert there is not None
    assert hands.kept.turns[2].text == "All"
    if there.turns[1].text == "Go on.":
        assert hands.screen.hint.text().startswith("2 places replaced")
    else:
        assert there.turns[1].text == "Right."
        assert "left without words" in hands.screen.error.text()
        assert hands.screen.hint.text().startswith("1 place replaced")


def test_a_text_that_still_grows_says_why_nothing_is_found_in_it(hands: Rig, qtbot: QtBot) -> None:
    growing = made_study.add_interview(hands.desk, "hospital", None, None, 60_000)
    (turn,) = made_study.turns_of(["Kristine asked for it."])
    hands.desk.vault.transcripts.add_segment(growing.id, 0, Segment(turn.words, turn.start_ms, turn.end_ms))
    with qtbot.waitSignal(hands.session.overview_changed):
        hands.session.refresh()
    hands.session.take_event(JobEvent(growing.id, JobState.RUNNING, Phase.TRANSCRIBE, 1, 60))
    hands.press("Ctrl+H")
    bar, first = hands.screen.find_bar, hands.interview_id
    QTest.keyClicks(bar.field, "Kristine")
    qtbot.waitUntil(lambda: bar.model.rowCount() == 1)
    hands.session.select(growing.id)
    qtbot.waitUntil(lambda: hands.shown == ["Kristine asked for it."])
    qtbot.waitUntil(lambda: bar.count.text() == "Not fully transcribed yet")
    assert bar.model.rowCount() == 0
    assert not bar.replace_button.isEnabled()
    assert not bar.all_button.isEnabled()
    bar.scope.buttons[True].click()
    qtbot.waitUntil(lambda: bar.model.rowCount() == 1)
    bar.other.setText("Christine")
    bar.all_button.click()
    qtbot.waitUntil(lambda: hands.screen.hint.text().startswith("1 place replaced"))
    there = hands.desk.transcript(first)
    assert there is not None
    assert "Christine ran" in there.turns[1].text


def test_a_place_in_another_interview_is_gone_to(hands: Rig, qtbot: QtBot) -> None:
    other = made_study.add_interview(hands.desk, "hospital", None, None, 60_000, ("Nobody asked.", "Kristine did."))
    with qtbot.waitSignal(hands.session.overview_changed):
        hands.session.refresh()
    hands.press("Ctrl+F")
    bar = hands.screen.find_bar
    bar.scope.buttons[True].click()
    QTest.keyClicks(bar.field, "asked")
    qtbot.waitUntil(lambda: bar.model.rowCount() == 1)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: hands.shown == ["Nobody asked.", "Kristine did."])
    qtbot.waitUntil(lambda: hands.screen.view.textCursor().selectedText() == "asked")
    assert hands.session.selected_id == other.id


def test_a_place_in_another_interview_is_gone_to_in_a_clean_reading(clean: Rig, qtbot: QtBot) -> None:
    talk = ("Nobody asked.", "Um, um, Kristine did.")
    other = made_study.add_interview(clean.desk, "hospital", None, None, 60_000, talk)
    with qtbot.waitSignal(clean.session.overview_changed):
        clean.session.refresh()
    clean.press("Ctrl+F")
    bar = clean.screen.find_bar
    bar.scope.buttons[True].click()
    QTest.keyClicks(bar.field, "Kristine")
    qtbot.waitUntil(lambda: bar.model.rowCount() == 1)
    QTest.keyClick(bar.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: clean.shown == ["Nobody asked.", "Kristine did."])
    qtbot.waitUntil(lambda: clean.screen.view.textCursor().selectedText() == "Kristine")
    assert clean.session.selected_id == other.id
