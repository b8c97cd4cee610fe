"""What stands around the text: the machine's original, notes, finding and replacing, spelling, hearing again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.transcript_rig import TALK, Rig, quiet, rig, small_study
from transcribe_desk.study.edits import reword
from transcribe_desk.ui.document.marks import Shape
from transcribe_desk.ui.document.spelling import Speller
from transcribe_desk.ui.theme import Theme


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "Small.tdstudy"


@pytest.fixture
def hands(qtbot: QtBot, theme: Theme, folder: Path) -> Iterator[Rig]:
    with small_study(folder) as desk, rig(qtbot, theme, desk, folder) as made:
        yield made


# The machine's original


def test_the_original_stands_in_place_with_its_differences_marked(hands: Rig, qtbot: QtBot) -> None:
    hands.caret(3, 0)
    hands.type("Well, ")
    hands.caret(1, 21, to=29)
    hands.type("Christine")
    hands.press("Ctrl+Shift+O")
    original = hands.screen.texts.original
    qtbot.waitUntil(lambda: original.isVisible())
    shown = [original.view.blocks.text(place) for place in range(len(TALK))]
    assert shown == list(TALK)
    marks = {turn_id: original.view.marks(turn_id) for turn_id in (1, 2, 3, 4)}
    (struck,) = marks[2]
    assert (struck.shape, TALK[1][struck.start : struck.end]) == (Shape.CHANGED, "Kristine")
    assert struck.tip == "Now: “Christine”"
    assert [mark.shape for mark in marks[4]] == [Shape.ADDED]
    assert marks[1] == marks[3] == ()
    assert "2 of 6 turns differ" in original.told.text()
    assert original.view.current_turn() == 2, "at the same turn as the text"
    assert original.restore_button.isEnabled()
    original.restore_button.click()
    hands.settle()
    assert hands.shown[1] == TALK[1]
    qtbot.waitUntil(lambda: "1 of 6 turns" in original.told.text())
    QTest.keyClick(original.view, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert hands.screen.view.isVisible()
    assert hands.shown[3].startswith("Well, It")


def test_the_original_follows_split_turns(hands: Rig, qtbot: QtBot) -> None:
    hands.caret(1, 20)
    hands.press("Ctrl+Return")
    hands.press("Ctrl+Shift+O")
    original = hands.screen.texts.original
    qtbot.waitUntil(lambda: original.isVisible())
    assert original.view.blocks.text(1) == "Well, in the spring."
    assert original.told.text() == "The text reads as the machine heard it."


# Notes


def test_notes_of_a_turn_and_of_the_interview_are_kept(hands: Rig, qtbot: QtBot, theme: Theme, folder: Path) -> None:
    hands.caret(3, 0)
    hands.press("Ctrl+Shift+N")
    notes = hands.screen.notes
    assert notes.turn_field.hasFocus()
    QTest.keyClicks(notes.turn_field, "says this twice")
    notes.interview_field.setFocus()
    QTest.keyClicks(notes.interview_field, "noisy room")
    hands.screen.view.setFocus()
    quiet(hands.screen, qtbot)
    kept = {note.turn_id: note.text for note in hands.desk.editing.notes(hands.interview_id)}
    assert kept == {4: "says this twice", None: "noisy room"}
    hands.caret(0, 0)
    assert notes.turn_field.toPlainText() == ""
    with rig(qtbot, theme, hands.desk, folder) as again:
        quiet(again.screen, qtbot)
        again.caret(3, 0)
        assert again.screen.notes.turn_field.toPlainText() == "says this twice"
        assert again.screen.notes.interview_field.toPlainText() == "noisy room"


def test_a_note_stays_with_its_interview_when_another_is_shown(hands: Rig, qtbot: QtBot) -> None:
    first = hands.interview_id
    other = made_study.add_interview(hands.desk, "hospital", None, None, 60_000, ("Nobody asked.", "Kristine did."))
    with qtbot.waitSignal(hands.session.overview_changed):
        hands.session.refresh()
    hands.caret(0, 0)
    QTest.keyClicks(hands.screen.notes.turn_field, "of the first")
    hands.session.select(other.id)
    qtbot.waitUntil(lambda: hands.shown == ["Nobody asked.", "Kristine did."])
    quiet(hands.screen, qtbot)
    assert hands.screen.notes.turn_field.toPlainText() == ""
    assert hands.desk.editing.notes(other.id) == ()
    assert [note.text for note in hands.desk.editing.notes(first)] == ["of the first"]


# Finding and replacing


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


# Spelling


@pytest.fixture(scope="module")
def speller() -> Speller:
    made = Speller()
    made.load()
    made.start()
    return made


def test_british_spelling_abbreviations_and_the_studys_words_are_right(speller: Speller) -> None:
    speller.set_own(["Dr Osei", "HOT clinic", "spirometry"])
    text = (
        "The organisation's behaviour was analysed in the centre; labelled, travelling, paediatric anaesthetist. "
        "Osei's HOT spirometry, COPD, didn't, o'clock, a programme in grey, 3rd, x@y.org, erm, kerb, manoeuvre."
    )
    assert [text[start:end] for start, end in speller.wrong(text)] == []


def test_wrong_words_are_found_and_others_suggested(speller: Speller) -> None:
    text = "We recieve referals about behavoir."
    assert [text[start:end] for start, end in speller.wrong(text)] == ["recieve", "referals", "behavoir"]
    assert speller.suggestions("Referals") == ["Referrals"]
    assert speller.suggestions("behavoir")[0] == "behaviour"
    speller.set_own(["Christine"])
    assert speller.suggestions("Kristine")[0] == "Christine"


def test_a_suggestion_is_taken_from_the_menu_and_words_are_learnt(hands: Rig, qtbot: QtBot) -> None:
    spelling = hands.screen.spelling
    qtbot.waitUntil(lambda: spelling.speller.ready, timeout=15_000)
    hands.caret(3, 3)
    hands.type("recieve ")
    hands.screen.view.commit()
    menu = QMenu()
    spelling.fill_menu(menu, 4, 5)
    offered = [action.text() for action in menu.actions()]
    assert offered[0] == "receive"
    menu.actions()[0].trigger()
    hands.settle()
    assert hands.kept.turns[3].text.startswith("It receive was")
    hands.caret(2, 0)
    hands.type("Fernhil ")
    hands.screen.view.commit()
    menu = QMenu()
    spelling.fill_menu(menu, 3, 2)
    next(action for action in menu.actions() if "study's words" in action.text()).trigger()
    qtbot.waitUntil(lambda: "Fernhil" in hands.desk.settings().vocabulary)


# Hearing again


def test_a_proposal_is_shown_beside_the_present_words_and_taken_or_dropped(hands: Rig) -> None:
    again = hands.screen.again
    hands.press("Ctrl+Shift+H")
    assert not again.isVisible()
    assert "Select the words" in hands.screen.hint.text()
    hands.caret(1, 21, to=33)
    hands.press("Ctrl+Shift+H")
    assert again.isVisible()
    assert again.heading.text() == "Hear 00:04–00:05 again"
    proposal = reword(hands.own, 2, "Well, in the spring. Christine ran it then, and nobody else.")
    assert proposal is not None
    again.show_proposal(proposal)
    assert again.now.text() == TALK[1].replace("Kristine", "<b><u>Kristine</u></b>")
    assert again.heard.text() == TALK[1].replace("Kristine", "<b><u>Christine</u></b>")
    again.drop_button.click()
    assert not again.isVisible()
    assert hands.shown == list(TALK)
    hands.caret(1, 21, to=33)
    hands.press("Ctrl+Shift+H")
    again.show_proposal(proposal)
    again.take_button.click()
    hands.settle()
    assert "Christine ran" in hands.kept.turns[1].text
    hands.press("Ctrl+Z")
    hands.settle()
    assert hands.shown == list(TALK)


def test_without_sound_hearing_again_says_so(hands: Rig, qtbot: QtBot) -> None:
    hands.caret(1, 21, to=33)
    hands.press("Ctrl+Shift+H")
    hands.screen.again.start_button.click()
    qtbot.waitUntil(lambda: bool(hands.screen.error.text()), timeout=10_000)
    assert not hands.screen.again.isVisible()
