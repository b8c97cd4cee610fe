"""The transcript screen shows what the machine left out and doubted, and a person corrects who speaks."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui import made_findings, made_study
from tests.ui.settling import busy
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.privacy.mention import Category
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript
from transcribe_desk.ui.document.marks import Shape
from transcribe_desk.ui.main_window import MainWindow
from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
from transcribe_desk.ui.session import Session


@pytest.fixture
def interview(session: Session, qtbot: QtBot) -> Interview:
    made = made_findings.add_interview(session.desk)
    with qtbot.waitSignal(session.overview_changed):
        session.refresh()
    return made


@pytest.fixture
def screen(window: MainWindow, session: Session, interview: Interview, qtbot: QtBot) -> TranscriptScreen:
    found = window.screens["transcript"]
    assert isinstance(found, TranscriptScreen)
    session.select(interview.id)
    window.show_screen("transcript")
    window.activateWindow()
    qtbot.waitUntil(lambda: "spyrometry" in found.view.toPlainText())
    qtbot.waitUntil(lambda: not busy(found))
    qtbot.waitUntil(window.isActiveWindow)
    return found


def speakers(session: Session, interview: Interview) -> str:
    return " ".join(turn.speaker for turn in kept(session, interview).turns)


def kept(session: Session, interview: Interview) -> Transcript:
    transcript = session.desk.transcript(interview.id)
    assert transcript is not None
    return transcript


def press(screen: TranscriptScreen, keys: str) -> None:
    """Press a key combination with the caret in the text."""
    screen.view.setFocus()
    combination = QKeySequence(keys)[0]  # type: ignore[index]
    QTest.keyClick(screen.view, combination.key(), combination.keyboardModifiers())


# Speakers


def test_a_key_gives_the_turn_with_the_caret_to_a_speaker_and_ctrl_z_takes_it_back(
    screen: TranscriptScreen, session: Session, interview: Interview, qtbot: QtBot
) -> None:
    screen.view.choose_span(3, 0, 0)
    press(screen, "Ctrl+2")
    qtbot.waitUntil(lambda: speakers(session, interview) == "S1 S2 S2 S2 S1 S2 S1 S2")
    qtbot.waitUntil(lambda: screen.header.undo_button.isEnabled())
    assert screen.view.current_turn() == 3, "the caret stays where it was"
    press(screen, "Ctrl+Z")
    qtbot.waitUntil(lambda: speakers(session, interview) == "S1 S2 S1 S2 S1 S2 S1 S2")
    qtbot.waitUntil(lambda: not screen.header.undo_button.isEnabled())


def test_the_key_of_nobody_and_of_the_same_speaker_do_nothing(
    screen: TranscriptScreen, session: Session, interview: Interview
) -> None:
    press(screen, "Ctrl+1")
    press(screen, "Ctrl+9")
    assert not screen.editing.busy
    assert speakers(session, interview) == "S1 S2 S1 S2 S1 S2 S1 S2"


@pytest.mark.parametrize(
    ("scope", "expected"),
    [
        (0, "S1 S2 S1 S3 S1 S2 S1 S2"),
        (1, "S1 S2 S1 S3 S1 S3 S1 S3"),
        (2, "S1 S3 S1 S3 S1 S3 S1 S3"),
    ],
)
def test_the_gutters_menu_gives_this_turn_or_from_here_on_or_all(
    screen: TranscriptScreen, session: Session, interview: Interview, qtbot: QtBot, scope: int, expected: str
) -> None:
    menu = screen.view.menu_at(QPoint(10, line_of_turn(screen, 4)))
    parts = [part for action in menu.actions() if isinstance(part := action.menu(), QMenu)]
    assert [part.title() for part in parts] == [
        "Give this turn to",
        "Give 09-hospital from here on to",
        "Give all turns of 09-hospital to",
    ]
    assert [action.text() for action in parts[0].actions()] == ["Interviewer\tCtrl+1", "Somebody new"]
    parts[scope].actions()[-1].trigger()
    qtbot.waitUntil(lambda: speakers(session, interview) == expected)


def test_the_texts_own_menu_still_copies(screen: TranscriptScreen) -> None:
    menu = screen.view.menu_at(QPoint(420, line_of_turn(screen, 4)))
    words = [action.text() for action in menu.actions()]
    assert any("Copy" in word for word in words)
    assert "Give this turn to" in words


def test_a_speaker_is_renamed_in_the_panel_and_says_what_exports_say(
    screen: TranscriptScreen, session: Session, interview: Interview, qtbot: QtBot
) -> None:
    card = screen.speakers.cards[1]
    card.rename_button.click()
    QTest.keyClicks(card.field, "Mary")
    QTest.keyClick(card.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: speakers(session, interview) == "S1 Mary S1 Mary S1 Mary S1 Mary")
    qtbot.waitUntil(lambda: screen.speakers.cards[1].shown.name == "Mary")
    assert screen.speakers.cards[1].shown.label == "09-hospital"


def test_escape_leaves_the_name_as_it_was(screen: TranscriptScreen, qtbot: QtBot) -> None:
    card = screen.speakers.cards[1]
    card.rename_button.click()
    QTest.keyClicks(card.field, "Mary")
    QTest.keyClick(card.field, Qt.Key.Key_Escape)
    assert not card.field.isVisible()
    assert not screen.editing.busy


def test_a_name_that_is_taken_is_told_inline(
    screen: TranscriptScreen, session: Session, interview: Interview, qtbot: QtBot
) -> None:
    card = screen.speakers.cards[1]
    card.rename_button.click()
    card.field.setText("S1")
    card.save_button.click()
    qtbot.waitUntil(lambda: "Another speaker has this name" in screen.hint.text())
    assert speakers(session, interview) == "S1 S2 S1 S2 S1 S2 S1 S2"


def test_two_speakers_are_merged(
    screen: TranscriptScreen, session: Session, interview: Interview, qtbot: QtBot
) -> None:
    screen.speakers.cards[1].merge_menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: speakers(session, interview) == "S1 S1 S1 S1 S1 S1 S1 S1")
    qtbot.waitUntil(lambda: len(screen.speakers.cards) == 1)
    assert not screen.speakers.cards[0].merge_button.isEnabled()
    screen.header.undo_button.click()
    qtbot.waitUntil(lambda: len(screen.speakers.cards) == 2)


def test_the_proposal_has_its_reason_and_the_guess_its_confidence(
    screen: TranscriptScreen, session: Session, interview: Interview, qtbot: QtBot
) -> None:
    assert made_findings.REASON in screen.speakers.notice.text()
    assert "2 speakers, a guess: 64 % sure." in screen.speakers.count.text()
    screen.speakers.swap_button.click()
    qtbot.waitUntil(lambda: not screen.speakers.notice.text() and not screen.editing.busy)
    assert kept(session, interview).roles["S2"] is SpeakerRole.INTERVIEWER
    screen.editing.undo()
    qtbot.waitUntil(lambda: bool(screen.speakers.notice.text()))
    assert kept(session, interview).roles["S1"] is SpeakerRole.INTERVIEWER


def test_of_three_speakers_one_is_made_the_interviewer(
    screen: TranscriptScreen, session: Session, interview: Interview, qtbot: QtBot
) -> None:
    screen.speakers.give(4, "S3")
    qtbot.waitUntil(lambda: len(screen.speakers.cards) == 3)
    assert [card.shown.initial for card in screen.speakers.cards] == ["I", "P1", "P2"]
    assert not screen.speakers.swap_button.isVisible()
    assert [each for each in QApplication.topLevelWidgets() if each.isVisible()] == [screen.window()]
    assert "3 speakers now" in screen.speakers.count.text()
    screen.speakers.cards[2].role_menu.actions()[0].trigger()
    qtbot.waitUntil(lambda: kept(session, interview).roles["S3"] is SpeakerRole.INTERVIEWER)
    assert kept(session, interview).roles["S1"] is SpeakerRole.INTERVIEWER


# Words


def test_the_studys_words_are_shown_added_and_removed(screen: TranscriptScreen, session: Session, qtbot: QtBot) -> None:
    assert screen.words.chips.widgets()[0].accessibleName() == "Remove Christine from the study's words"
    screen.words.field.setText("Osei, oxygen clinic")
    screen.words.add_button.click()
    more = (*made_findings.VOCABULARY, "Osei", "oxygen clinic")
    qtbot.waitUntil(lambda: session.desk.settings().vocabulary == more)
    qtbot.waitUntil(lambda: len(screen.words.chips.widgets()) == 7)
    removed = screen.words.chips.widgets()[0]
    QTest.mouseClick(removed, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: session.desk.settings().vocabulary == more[1:])


def test_a_selected_word_is_offered_for_the_studys_words(
    screen: TranscriptScreen, session: Session, qtbot: QtBot
) -> None:
    screen.view.step_doubtful(1)
    assert screen.words.offer.text() == "+ Add “Kristine”"
    screen.words.offer.click()
    qtbot.waitUntil(lambda: "Kristine" in session.desk.settings().vocabulary)
    qtbot.waitUntil(lambda: screen.words.offer.isHidden())


def test_a_hint_leads_to_its_place_and_changes_nothing(
    screen: TranscriptScreen, session: Session, interview: Interview, qtbot: QtBot
) -> None:
    before = kept(session, interview)
    hint = "Show “spyrometry” at 00:23, perhaps “spirometry”"
    qtbot.waitUntil(lambda: hint in hints(screen))
    for clean in (False, True):
        screen.style_switch.clean.setChecked(clean)
        qtbot.waitUntil(lambda left=clean: _fillers_left_out(screen) is left)  # type: ignore[misc]
        hints(screen)[hint].click()
        assert screen.view.textCursor().selectedText().startswith("spyrometry")
    assert kept(session, interview) == before


def _fillers_left_out(screen: TranscriptScreen) -> bool:
    return "uh," not in screen.view.toPlainText()


def hints(screen: TranscriptScreen) -> dict[str, QPushButton]:
    return {made.accessibleName(): made for made in screen.words.findChildren(QPushButton)}


def test_nothing_of_the_interview_shown_before_stands_beside_a_text_that_grows(
    screen: TranscriptScreen, session: Session, interview: Interview, qtbot: QtBot
) -> None:
    hint = "Show “spyrometry” at 00:23, perhaps “spirometry”"
    reviewing.store_proposals(session.desk.vault, interview.id, [])
    screen.commands.mark(2, 0, 4, Category.OTHER)
    qtbot.waitUntil(lambda: bool(screen.view.marks(2, "mentions")) and hint in hints(screen))
    press(screen, "Ctrl+Shift+O")
    qtbot.waitUntil(screen.texts.original.isVisible)
    growing = session.desk.interview("04-hospital")
    for turn in made_study.turns_of(["When was that?", "In the spring."]):
        segment = Segment(turn.words, turn.start_ms, turn.end_ms)
        session.desk.vault.transcripts.add_segment(growing.id, 0, segment)
    with qtbot.waitSignal(session.overview_changed):
        session.refresh()
    session.take_event(JobEvent(growing.id, JobState.RUNNING, Phase.TRANSCRIBE, 1, 60))
    session.select(growing.id)
    qtbot.waitUntil(lambda: "In the spring." in screen.view.toPlainText())
    qtbot.waitUntil(lambda: not busy(screen))
    assert screen.view.isVisible(), "not the other's original"
    assert screen.view.marks(2, "mentions") == ()
    assert hint not in hints(screen)
    assert screen.speakers.cards == []
    session.select(interview.id)
    qtbot.waitUntil(lambda: bool(screen.view.marks(2, "mentions")) and hint in hints(screen))
    assert len(screen.speakers.cards) == 2


# What was left out, and doubts


def test_what_was_left_out_is_told_between_the_turns_in_plain_words(screen: TranscriptScreen) -> None:
    told = screen.view.accessibleDescription().splitlines()
    assert told == [
        "00:01 to 00:09: Words taken out: nobody speaks here (8 s)",
        "00:18 to 00:20: Somebody speaks for 3 s, but no words were understood: listen here",
        "00:25 to 00:26: Words taken out: nobody speaks here (1 s)",
        "00:33 to 00:34: Words taken out: they only repeated what stands before (1 s)",
        "00:53 to 00:59: The recording is damaged: 6 s without sound",
    ]
    assert screen.view.document().blockCount() == len(made_findings.TALK), "a note is no text"


def test_a_note_and_a_mark_explain_themselves_under_the_mouse(screen: TranscriptScreen) -> None:
    screen.view.grab()
    below = QPointF(420, line_of_turn(screen, 4) + 52)
    assert "they only repeated" in screen.view.tip_at(below)
    marks = {mark.shape: mark for mark in screen.view.marks(2)}
    assert set(marks) == {Shape.DOUBTFUL, Shape.UNSURE, Shape.GAP}
    bar = next(box for box, mark in screen.view.painting.boxes(2) if mark.shape is Shape.UNSURE)
    assert "unsure of this whole stretch" in screen.view.tip_at(bar.center())
    assert screen.mark_key.isVisible()


def test_pause_marks_and_clean_verbatim_are_views_of_the_same_words(
    screen: TranscriptScreen, session: Session, interview: Interview, qtbot: QtBot
) -> None:
    before = kept(session, interview)
    screen.style_switch.clean.click()
    qtbot.waitUntil(lambda: "So when did the service begin" in screen.view.toPlainText())
    screen.style_switch.pauses.setCurrentIndex(1)
    qtbot.waitUntil(lambda: "(3 s)" in screen.view.toPlainText())
    screen.view.choose_span(1, 0, 0)
    screen.view.step_doubtful(1)
    assert screen.view.textCursor().selectedText() == "Kristine", "marks follow their words"
    screen.style_switch.pauses.setCurrentIndex(2)
    qtbot.waitUntil(lambda: "in … the spring" in screen.view.toPlainText())
    screen.style_switch.pauses.setCurrentIndex(0)
    screen.style_switch.verbatim.click()
    qtbot.waitUntil(lambda: "So um when did the the" in screen.view.toPlainText())
    assert kept(session, interview) == before


def test_alt_and_an_arrow_go_to_the_next_turn(screen: TranscriptScreen) -> None:
    screen.view.choose_span(2, 5, 5)
    press(screen, "Alt+Down")
    assert screen.view.current_turn() == 3
    press(screen, "Alt+Up")
    assert screen.view.current_turn() == 2
    assert "Turn at 00:16" in screen.speakers.turn_words.text()


def line_of_turn(screen: TranscriptScreen, turn_id: int) -> int:
    """Give the height, in the viewport, of the middle of a turn's first line."""
    view = screen.view
    cursor = view.textCursor()
    cursor.setPosition(view.document().findBlockByNumber(turn_id - 1).position())
    return view.cursorRect(cursor).center().y()
