"""Correcting a transcript as a person does: by keys; on the screen at once, in the study within a second."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu
from pytestqt.qtbot import QtBot

from tests.ui.made_study import add_interview, turns_of
from tests.ui.transcript_rig import HESITANT, HESITANT_CLEAN, TALK, Rig, quiet, rig
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript
from transcribe_desk.ui.document.marks import Shape
from transcribe_desk.ui.theme import Theme


def test_what_is_typed_is_in_the_study_within_a_moment(hands: Rig, qtbot: QtBot) -> None:
    hands.caret(2, 5)
    with qtbot.waitSignal(hands.session.saved, timeout=3_000):
        hands.type(" then")
    assert hands.kept.turns[2].text == "Right then."
    assert hands.own == hands.kept


def test_words_that_stay_keep_their_times(hands: Rig) -> None:
    before = hands.own.turns[1].words
    hands.caret(1, 6)
    hands.type("late ")
    hands.settle()
    after = hands.kept.turns[1].words
    assert [word for word in after if word.text != "late"] == list(before)


def test_a_corrected_doubtful_word_loses_its_dots(hands: Rig) -> None:
    assert hands.screen.header.facts.text().startswith("1 doubtful word")
    hands.press("F8")
    assert hands.screen.view.textCursor().selectedText() == "nobody"
    hands.type("Christine")
    hands.settle()
    assert hands.kept.turns[1].text == "Well, in the spring. Kristine ran it then, and Christine else."
    assert [mark for mark in hands.screen.view.marks(2) if mark.shape is Shape.DOUBTFUL] == []
    assert hands.screen.header.facts.text().startswith("0 doubtful words")


def test_undo_and_redo_show_where_and_go_back_to_the_beginning(hands: Rig) -> None:
    texts = [TALK[:], []]
    hands.caret(2, 5)
    hands.type(" then")
    hands.settle()
    hands.caret(0, 2)
    hands.press("Ctrl+Return")
    hands.settle()
    texts[1] = hands.shown
    assert len(hands.shown) == len(TALK) + 1
    for _ in range(2):
        hands.press("Ctrl+Z")
    hands.settle()
    assert hands.shown == list(TALK)
    assert hands.kept.turns == hands.own.turns
    assert hands.screen.view.current_turn() == 3
    hands.press("Ctrl+Y")
    hands.press("Ctrl+Shift+Z")
    hands.settle()
    assert hands.shown == texts[1]
    assert hands.screen.header.redo_button.isEnabled() is False


def test_undo_outlives_the_program(qtbot: QtBot, theme: Theme, folder: Path, hands: Rig) -> None:
    hands.caret(2, 5)
    hands.type(" then")
    hands.settle()
    hands.press("Ctrl+2")
    hands.settle()
    assert hands.kept.turns[2].speaker == "S2"
    with rig(qtbot, theme, hands.desk, folder) as again:
        again.settle()
        assert again.screen.header.undo_button.isEnabled()
        again.press("Ctrl+Z")
        again.settle()
        assert again.own.turns[2].speaker == "S1"
        again.press("Ctrl+Z")
        again.settle()
        assert again.shown == list(TALK)
        assert again.kept.turns == again.own.turns


def test_keys_pressed_during_an_undo_are_typed_after_it(hands: Rig) -> None:
    hands.caret(2, 5)
    hands.type(" then")
    hands.settle()
    hands.press("Ctrl+Z")
    hands.type("!")
    hands.settle()
    assert hands.kept.turns[2].text in ("Right!.", "Right.!")
    assert hands.shown[2] == hands.kept.turns[2].text


def test_split_merge_and_boundaries_by_key(hands: Rig) -> None:
    hands.caret(1, 20)
    hands.press("Ctrl+Return")
    hands.settle()
    assert hands.shown[1:3] == ["Well, in the spring.", "Kristine ran it then, and nobody else."]
    assert hands.screen.view.kept_place() == (7, 0)
    hands.press("Alt+Up")
    hands.press("Alt+Shift+Right")
    hands.settle()
    assert hands.shown[1:3] == ["Well, in the spring. Kristine", "ran it then, and nobody else."]
    hands.press("Alt+Shift+Left")
    hands.press("Ctrl+Shift+M")
    hands.settle()
    assert hands.shown == list(TALK)
    assert hands.kept.turns == hands.own.turns
    hands.caret(5, 3)
    hands.press("Ctrl+Shift+M")
    assert "no turn after it" in hands.screen.hint.text()


def test_the_caret_stays_where_it_is_through_merge_and_boundary(hands: Rig) -> None:
    hands.caret(1, 13)
    hands.press("Ctrl+Shift+M")
    assert hands.screen.view.kept_place() == (2, 13)
    hands.press("Ctrl+Z")
    hands.settle()
    assert hands.shown == list(TALK)


def test_one_turn_and_all_turns_of_a_speaker_are_given_each_by_one_key_or_choice(hands: Rig) -> None:
    hands.caret(0, 0)
    hands.press("Ctrl+2")
    hands.settle()
    assert [turn.speaker for turn in hands.kept.turns][:3] == ["S2", "S2", "S1"]
    hands.press("Ctrl+Shift+S")
    hands.settle()
    assert hands.kept.roles["S2"] is SpeakerRole.INTERVIEWER
    assert hands.kept.roles_confirmed


def test_the_speakers_cards_tell_of_an_edit_and_keep_the_name_being_typed(hands: Rig) -> None:
    card = hands.screen.speakers.cards[1]
    said = [label.text() for label in card.findChildren(QLabel)]
    assert any("3 turns" in words for words in said), said
    card.rename_button.click()
    card.field.setText("Kris")
    hands.caret(1, 20)
    hands.press("Ctrl+Return")
    hands.settle()
    assert hands.screen.speakers.cards[1] is card
    assert (card.field.text(), card.field.isHidden()) == ("Kris", False)
    assert any("4 turns" in label.text() for label in card.findChildren(QLabel))


def test_times_and_inaudible_are_written_at_the_caret(hands: Rig) -> None:
    hands.caret(1, 21)
    hands.press("Ctrl+J")
    hands.press("Ctrl+Shift+U")
    hands.settle()
    assert hands.kept.turns[1].text.startswith("Well, in the spring. (00:00:04) (inaudible 00:00:04) Kristine")


def test_words_are_marked_for_the_review(hands: Rig) -> None:
    at = TALK[1].index("Kristine")
    hands.caret(1, at + 3)
    hands.press("Ctrl+D")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_1)
    hands.settle()
    (mention,) = hands.desk.mentions(hands.interview_id)
    assert (mention.turn_id, mention.start, mention.end) == (2, at, at + 8)
    hands.settle()
    assert [(mark.start, mark.end) for mark in hands.screen.view.marks(2, "mentions")] == [(at, at + 8)]
    hands.caret(1, 0)
    hands.type("So, ")
    hands.settle()
    assert [(mark.start, mark.end) for mark in hands.screen.view.marks(2, "mentions")] == [(at + 4, at + 12)]


def test_words_marked_in_a_clean_reading_are_marked_where_they_were_said(clean: Rig, qtbot: QtBot) -> None:
    at = HESITANT_CLEAN[1].index("Sarah Patel")
    clean.caret(1, at, to=at + len("Sarah Patel"))
    clean.press("Ctrl+D")
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    QTest.keyClick(menu, Qt.Key.Key_1)
    clean.settle()
    (mention,) = clean.desk.mentions(clean.interview_id)
    assert HESITANT[1][mention.start : mention.end] == "Sarah Patel"
    assert marked(clean) == "Sarah Patel"
    clean.screen.style_switch.verbatim.click()
    qtbot.waitUntil(lambda: clean.shown == list(HESITANT))
    qtbot.waitUntil(lambda: marked(clean) == "Sarah Patel")


def marked(hands: Rig) -> str:
    """Give the words under a mark made by hand in the second turn, nothing where there is none."""
    marks = hands.screen.view.marks(2, "mentions")
    return "".join(hands.shown[1][mark.start : mark.end] for mark in marks)


def test_keys_in_a_text_that_still_grows_leave_the_interview_shown_before_alone(hands: Rig, qtbot: QtBot) -> None:
    first = hands.interview_id
    hands.caret(1, 0)
    hands.type("So, ")
    hands.settle()
    growing = add_interview(hands.desk, "hospital", None, None, 60_000)
    (turn,) = turns_of(["Sarah Patel asked for it."])
    hands.desk.vault.transcripts.add_segment(growing.id, 0, Segment(turn.words, turn.start_ms, turn.end_ms))
    with qtbot.waitSignal(hands.session.overview_changed):
        hands.session.refresh()
    hands.session.take_event(JobEvent(growing.id, JobState.RUNNING, Phase.TRANSCRIBE, 1, 60))
    hands.session.select(growing.id)
    qtbot.waitUntil(lambda: hands.shown == ["Sarah Patel asked for it."])
    quiet(hands.screen, qtbot)
    hands.caret(0, 2)
    for keys in ("Ctrl+D", "Ctrl+Shift+R", "Ctrl+Z"):
        hands.press(keys)
        quiet(hands.screen, qtbot)
    assert QApplication.activePopupWidget() is None
    assert not hands.screen.header.undo_button.isEnabled()
    left = hands.desk.transcript(first)
    assert left is not None
    assert [turn.text for turn in left.turns[:2]] == [TALK[0], f"So, {TALK[1]}"]


def test_a_recording_in_which_nobody_speaks_is_said_to_be_one(hands: Rig, qtbot: QtBot) -> None:
    first = hands.interview_id
    silent = add_interview(hands.desk, "hospital", None, None, 60_000)
    hands.desk.vault.transcripts.save_transcript(silent.id, Transcript(()))
    with qtbot.waitSignal(hands.session.overview_changed):
        hands.session.refresh()
    hands.session.select(silent.id)
    qtbot.waitUntil(lambda: not hands.shown)
    quiet(hands.screen, qtbot)
    qtbot.waitUntil(lambda: "No words were heard in this recording." in hands.screen.running.text())
    hands.type("x")
    assert hands.screen.hint.text() == "No words were heard in this recording."
    hands.session.select(first)
    qtbot.waitUntil(lambda: hands.shown == list(TALK))
    qtbot.waitUntil(lambda: not hands.screen.running.isVisible())


def test_a_turn_is_restored_to_what_the_machine_heard(hands: Rig) -> None:
    hands.caret(3, 0)
    hands.type("Well ")
    hands.press("Ctrl+Shift+R")
    hands.settle()
    assert hands.shown == list(TALK)
    hands.press("Ctrl+Shift+R")
    hands.settle()
    assert "as the machine heard it" in hands.screen.hint.text()


def test_replacing_a_selection_over_turns_is_one_step(hands: Rig) -> None:
    view = hands.screen.view
    hands.caret(0, 3)
    cursor = view.textCursor()
    cursor.setPosition(view.blocks.position(2, 6), cursor.MoveMode.KeepAnchor)
    view.setTextCursor(cursor)
    hands.type("x")
    hands.settle()
    assert hands.kept.turns[0].text == "So x"
    assert hands.kept.turns[1].text == "in the spring. Kristine ran it then, and nobody else."
    hands.press("Ctrl+Z")
    hands.press("Ctrl+Z")
    hands.settle()
    assert hands.shown == list(TALK)


def test_leaving_the_screen_keeps_what_was_just_typed(hands: Rig) -> None:
    hands.caret(2, 5)
    hands.type(" now")
    hands.screen.hide()
    hands.qtbot.waitUntil(lambda: hands.kept.turns[2].text == "Right now.")


def test_focus_elsewhere_keeps_what_was_just_typed(hands: Rig) -> None:
    hands.caret(2, 5)
    hands.type(" now")
    hands.screen.words.field.setFocus()
    hands.qtbot.waitUntil(lambda: hands.kept.turns[2].text == "Right now.")
    QTest.keyClick(hands.screen.words.field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    hands.settle()
    assert hands.kept.turns[2].text == "Right now.", "a field's own undo is its own"


def test_a_text_that_can_only_be_read_says_why(hands: Rig) -> None:
    hands.screen.style_switch.clean.click()
    hands.qtbot.waitUntil(hands.screen.view.isReadOnly)
    hands.screen.view.setFocus()
    hands.type("x")
    assert "Read as Verbatim" in hands.screen.hint.text()
    assert hands.kept.turns[2].text == "Right."
    hands.screen.style_switch.verbatim.click()
    hands.qtbot.waitUntil(lambda: not hands.screen.view.isReadOnly())


@pytest.mark.parametrize("keys", ["Ctrl+Return", "Ctrl+Shift+M", "Ctrl+1", "Ctrl+J", "Ctrl+Shift+U"])
def test_a_key_that_changes_the_text_says_why_it_cannot_in_a_clean_reading(clean: Rig, keys: str) -> None:
    clean.caret(1, 2)
    clean.press(keys)
    clean.settle()
    assert "Read as Verbatim" in clean.screen.hint.text()
    assert [turn.text for turn in clean.kept.turns] == list(HESITANT)
