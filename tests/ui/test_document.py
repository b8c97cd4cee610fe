"""The transcript's document: one block a turn, marks at their words whatever the script, a place to click."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import made_study
from transcribe_desk.privacy.mention import Category
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word
from transcribe_desk.ui.document.lines import lines_of, to_utf16
from transcribe_desk.ui.document.marks import Mark, Shape, doubtful_marks
from transcribe_desk.ui.document.speakers import speakers_of
from transcribe_desk.ui.document.view import TranscriptView
from transcribe_desk.ui.theme import Theme

NONE = Qt.KeyboardModifier.NoModifier
ROLES = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
TRANSCRIPT = Transcript(made_study.turns_of(made_study.LONG_TALK), ROLES)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> TranscriptView:
    made = TranscriptView(theme)
    qtbot.addWidget(made)
    theme.dress(made)
    made.resize(1000, 600)
    made.show_lines(lines_of(TRANSCRIPT, "02-hospital"))
    made.show()
    qtbot.waitExposed(made)
    return made


@given(st.text(), st.integers(min_value=0, max_value=40))
def test_positions_count_as_qt_counts(text: str, position: int) -> None:
    position = min(position, len(text))
    before = text[:position]
    assert to_utf16(text, position) == len(before.encode("utf-16-le", "surrogatepass")) // 2


@given(st.lists(st.text(min_size=1), min_size=1, max_size=6))
def test_a_turn_is_one_line_of_the_same_length_whatever_it_holds(words: list[str]) -> None:
    turn = Turn(1, "S1", tuple(Word(word, 0, 1) for word in words), 0, 1)
    (line,) = lines_of(Transcript((turn,)), "02-hospital")
    assert len(line.text) == len(turn.text)
    assert len(line.text.splitlines()) <= 1


def test_a_block_for_each_turn_with_labels_and_initials(view: TranscriptView) -> None:
    assert view.document().blockCount() == len(TRANSCRIPT.turns)
    lines = lines_of(TRANSCRIPT, "02-hospital")
    assert [(line.label, line.initial) for line in lines[:2]] == [("Interviewer", "I"), ("02-hospital", "P")]
    assert speakers_of(TRANSCRIPT) == ["S1", "S2"]


def test_nobody_is_named_before_speakers_are_told_apart() -> None:
    lines = lines_of(Transcript(TRANSCRIPT.turns), "02-hospital")
    assert {(line.label, line.initial) for line in lines} == {("Speaker", "?")}


def test_the_line_is_of_a_length_that_reads_well(view: TranscriptView) -> None:
    layout = view.document().findBlockByNumber(3).layout()
    longest = max(layout.lineAt(number).textLength() for number in range(layout.lineCount()))
    assert 55 <= longest <= 80


def test_a_mark_is_drawn_over_its_words_and_can_be_clicked(view: TranscriptView, qtbot: QtBot) -> None:
    text = TRANSCRIPT.turns[1].text
    start = text.index("Dr Osei")
    view.set_marks([Mark(2, start, start + 7, Shape.PROPOSED, Category.PERSON, key=41)])
    view.grab()
    with qtbot.waitSignal(view.mark_chosen) as chosen:
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, _middle_of(view, 2, start + 3))
    assert chosen.args == [41]
    with qtbot.assertNotEmitted(view.mark_chosen):
        QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, NONE, _middle_of(view, 2, 2))


def test_marks_stand_at_their_words_behind_characters_outside_the_bmp(theme: Theme, qtbot: QtBot) -> None:
    words = tuple(Word(word, 0, 1) for word in ("𝔘𝔫𝔱𝔬", "🙂🙂🙂", "Christine"))
    transcript = Transcript((Turn(1, "S1", words, 0, 1),))
    view = TranscriptView(theme)
    qtbot.addWidget(view)
    view.show_lines(lines_of(transcript, "x"))
    view.set_marks([Mark(1, 9, 18, Shape.DOUBTFUL)])
    assert transcript.turns[0].text[9:18] == "Christine"
    assert view.step_doubtful(1)
    assert view.textCursor().selectedText() == "Christine"


def test_f8_steps_through_the_doubtful_words_and_back(view: TranscriptView) -> None:
    view.set_marks(doubtful_marks(TRANSCRIPT))
    seen = []
    while view.step_doubtful(1):
        seen.append(view.textCursor().selectedText())
    assert seen == ["Christine", "Fernhill", "nobody", "nobody", "Fernhill", "Joanne", "Joanne", "Christine"]
    assert view.step_doubtful(-1)
    assert view.textCursor().selectedText() == "Joanne"


def test_looking_at_a_turn_brings_it_into_sight(view: TranscriptView) -> None:
    view.show_current(TRANSCRIPT.turns[-1].id)
    assert view.verticalScrollBar().value() > 0


def test_growing_text_keeps_the_place(view: TranscriptView) -> None:
    view.resize(800, 300)
    view.verticalScrollBar().setValue(120)
    more = Transcript((*TRANSCRIPT.turns, Turn(99, "S1", (Word("Thanks.", 0, 1),), 0, 1)), ROLES)
    view.show_lines(lines_of(more, "02-hospital"))
    assert view.verticalScrollBar().value() == 120
    assert view.toPlainText().splitlines() == [turn.text for turn in more.turns]
    last = view.document().lastBlock()
    assert last.blockFormat() == view.document().firstBlock().blockFormat()


def _middle_of(view: TranscriptView, turn_id: int, position: int) -> QPoint:
    cursor = view.textCursor()
    cursor.setPosition(view.document().findBlockByNumber(turn_id - 1).position() + position)
    return view.cursorRect(cursor).center()
