"""What stands around the text: the machine's original, notes, spelling, hearing again."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from tests.ui.settling import busy, wait_until
from tests.ui.transcript_rig import TALK, Rig, quiet, rig
from transcribe_desk.study.edits import TurnsChange, reword
from transcribe_desk.study.errors import DiskError
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.ui.document.marks import Shape
from transcribe_desk.ui.document.spelling import Speller
from transcribe_desk.ui.theme import Theme
from transcribe_desk.vault.notes import Note

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


@pytest.mark.parametrize("keys", ["Ctrl+Return", "Ctrl+Shift+M", "Ctrl+1", "Ctrl+J", "Ctrl+Shift+U", "Ctrl+D"])
def test_a_key_that_works_on_the_edited_text_first_brings_it_to_the_front(hands: Rig, qtbot: QtBot, keys: str) -> None:
    hands.caret(1, 20)
    hands.press("Ctrl+Shift+O")
    original = hands.screen.texts.original
    qtbot.waitUntil(lambda: original.isVisible())
    stroke = QKeySequence(keys)[0]  # type: ignore[index]  # PySide's stub forgets it
    QTest.keyClick(original.view, stroke.key(), stroke.keyboardModifiers())
    hands.settle()
    assert hands.screen.view.isVisible()
    assert "Here is the edited text" in hands.screen.hint.text()
    assert hands.shown == list(TALK)
    assert QApplication.activePopupWidget() is None


def test_what_is_said_of_a_turn_is_seen_over_the_original_too(hands: Rig, qtbot: QtBot) -> None:
    shift_control = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    hands.press("Ctrl+Shift+O")
    original, hint = hands.screen.texts.original, hands.screen.hint
    qtbot.waitUntil(lambda: original.isVisible())
    QTest.keyClick(original.view, Qt.Key.Key_R, shift_control)
    qtbot.waitUntil(lambda: hint.text() == "This turn reads as the machine heard it.")
    assert original.isVisible()
    assert hint.isVisible()
    QTest.keyClick(original.view, Qt.Key.Key_O, shift_control)
    assert hands.screen.view.isVisible()
    assert hint.isVisible()


def test_the_original_and_the_text_behind_it_stay_at_the_same_turn(hands: Rig, qtbot: QtBot) -> None:
    hands.press("Ctrl+Shift+O")
    original = hands.screen.texts.original
    qtbot.waitUntil(lambda: original.isVisible())
    original.view.choose_span(3, 0, 5)
    third = short_clock(hands.own.turns[2].start_ms)
    assert hands.screen.notes.turn_heading.text() == f"The turn at {third}", "what stands beside it follows too"
    QTest.keyClick(original.view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert original.view.current_turn() == hands.screen.view.current_turn() == 4
    hands.press("Ctrl+Shift+O")
    assert hands.screen.view.current_turn() == 4


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


@pytest.mark.parametrize("sent_on", [False, True], ids=["while it is typed", "just after it was typed"])
def test_a_note_stays_as_it_is_typed_when_the_text_is_read_again(
    hands: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, *, sent_on: bool
) -> None:
    """As it is time and again while the interview is worked through."""
    read, was_read, go_on = hands.desk.editing.notes, threading.Event(), threading.Event()

    def slow(interview_id: int) -> tuple[Note, ...]:
        found = read(interview_id)
        was_read.set()
        assert go_on.wait(60)
        return found

    field = hands.screen.notes.turn_field
    hands.caret(3, 0)
    hands.press("Ctrl+Shift+N")
    QTest.keyClicks(field, "says ")
    monkeypatch.setattr(hands.desk.editing, "notes", slow)
    hands.screen.reload(anew=True)
    wait_until(was_read.is_set)
    QTest.keyClicks(field, "this ")
    if sent_on:
        hands.screen.view.setFocus()
    go_on.set()
    quiet(hands.screen, qtbot)
    field.setFocus()
    QTest.keyClicks(field, "twice")
    hands.screen.view.setFocus()
    quiet(hands.screen, qtbot)
    assert [note.text for note in read(hands.interview_id)] == ["says this twice"]


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


def test_a_note_that_could_not_be_kept_is_told_and_tried_again_with_its_interview(
    hands: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing, field, first = hands.desk.editing, hands.screen.notes.turn_field, hands.interview_id
    other = made_study.add_interview(hands.desk, "hospital", None, None, 60_000, ("Nobody asked.", "Kristine did."))
    editing.note(other.id, 1, "of the other")
    with qtbot.waitSignal(hands.session.overview_changed):
        hands.session.refresh()

    def full(*_asked: object) -> None:
        raise DiskError("Study", "The disk is full.", "Make room.")

    hands.caret(0, 0)
    QTest.keyClicks(field, "of the first")
    with monkeypatch.context() as disk:
        disk.setattr(editing, "note", full)
        hands.session.select(other.id)
        qtbot.waitUntil(lambda: hands.shown == ["Nobody asked.", "Kristine did."])
        quiet(hands.screen, qtbot)
    assert "The disk is full." in hands.screen.error.text()
    assert field.toPlainText() == "of the other"
    hands.session.select(first)
    qtbot.waitUntil(lambda: hands.shown == list(TALK))
    quiet(hands.screen, qtbot)
    assert hands.screen.error.text() == ""
    assert field.toPlainText() == "of the first"
    kept = [[note.text for note in editing.notes(each)] for each in (first, other.id)]
    assert kept == [["of the first"], ["of the other"]]


def test_a_note_that_could_not_be_kept_does_not_come_back_over_a_newer_one(
    hands: Rig, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    editing, notes = hands.desk.editing, hands.screen.notes
    note, kept, free = editing.note, [], threading.Event()

    def slow(interview_id: int, turn_id: int | None, text: str, by: str) -> object:
        if text == "old":
            raise DiskError("Study", "The disk is full.", "Make room.")
        free.wait(10)
        kept.append(text)
        return note(interview_id, turn_id, text, by)

    monkeypatch.setattr(editing, "note", slow)
    notes.written.emit(1, "old")
    qtbot.waitUntil(lambda: "The disk is full." in hands.screen.error.text())
    notes.written.emit(1, "new")
    hands.screen.noting.read()  # as when the screen comes to the front, while the newer one is on its way
    monkeypatch.setattr(editing, "note", note)
    free.set()
    quiet(hands.screen, qtbot)
    assert [each.text for each in editing.notes(hands.interview_id)] == ["new"]


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


def test_what_was_heard_again_is_not_offered_over_another_interview(hands: Rig, qtbot: QtBot) -> None:
    again, chooser, first = hands.screen.again, hands.screen.header.chooser, hands.interview_id
    other = made_study.add_interview(hands.desk, "hospital", None, None, 60_000, TALK)
    with qtbot.waitSignal(hands.session.overview_changed):
        hands.session.refresh()
    proposal = reword(hands.own, 2, "Well, in the spring. Christine ran it then, and nobody else.")
    assert proposal is not None
    hands.caret(1, 21, to=33)
    hands.press("Ctrl+Shift+H")
    again.show_proposal(proposal)
    hands.session.select(other.id)
    qtbot.waitUntil(lambda: hands.interview_id == other.id)
    assert not again.isVisible()
    again.take()
    hands.settle()
    assert hands.shown == list(TALK)
    chooser.setFocus()
    hands.session.select(first)
    qtbot.waitUntil(lambda: hands.interview_id == first)
    quiet(hands.screen, qtbot)
    assert chooser.hasFocus(), "nothing was open that could give the keyboard back"


def test_words_of_a_clean_reading_are_heard_again_where_they_were_said(clean: Rig) -> None:
    at = clean.shown[1].index("else")
    clean.caret(1, at, to=at + 4)
    clean.press("Ctrl+Shift+H")
    said = clean.own.turns[1].words[-1]
    assert clean.screen.again.heading.text() == f"Hear {short_clock(said.start_ms)}–{short_clock(said.end_ms)} again"


def test_hearing_again_ends_when_the_study_is_left(hands: Rig, monkeypatch: pytest.MonkeyPatch) -> None:
    hear, under_way = hands.desk.editing.hear_again, threading.Event()

    def slow(*asked: Any) -> TurnsChange:
        under_way.set()
        assert asked[-1].wait(60)
        return hear(*asked)

    monkeypatch.setattr(hands.desk.editing, "hear_again", slow)
    hands.caret(1, 21, to=33)
    hands.press("Ctrl+Shift+H")
    hands.screen.again.start_button.click()
    wait_until(under_way.is_set)
    hands.session.stop_listening()
    wait_until(lambda: not busy(hands.screen), seconds=20)
    assert not hands.screen.again.isVisible()


def test_without_sound_hearing_again_says_so(hands: Rig, qtbot: QtBot) -> None:
    hands.caret(1, 21, to=33)
    hands.press("Ctrl+Shift+H")
    hands.screen.again.start_button.click()
    qtbot.waitUntil(lambda: bool(hands.screen.error.text()), timeout=10_000)
    assert not hands.screen.again.isVisible()
