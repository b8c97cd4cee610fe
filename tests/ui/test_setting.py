"""Whatever lines follow each other, the document reads as the last ones, and what a person holds stays in place."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytestqt.qtbot import QtBot

from transcribe_desk.jobs.lacking import Lack
from transcribe_desk.ui.document.lines import Line, from_utf16, to_utf16
from transcribe_desk.ui.document.notes import Note
from transcribe_desk.ui.document.setting import common_prefix, common_suffix
from transcribe_desk.ui.document.turn_blocks import paragraphs
from transcribe_desk.ui.document.view import TranscriptView
from transcribe_desk.ui.theme import Theme

QUICK = settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
TEXTS = st.text(st.sampled_from("ab 𝒳ü.\u200b"), max_size=12)
LONG = " ".join(f"word{number}." for number in range(3_000))


def line(turn_id: int, text: str) -> Line:
    return Line(turn_id, "Interviewer", "I", 0, turn_id * 1_000, text)


LINES = st.lists(
    st.tuples(st.integers(1, 6), st.one_of(TEXTS, st.just(LONG))), max_size=6, unique_by=lambda each: each[0]
)


def shown(view: TranscriptView) -> list[str]:
    return [view.blocks.text(place) for place in range(len(view.lines))]


@given(st.lists(LINES, min_size=1, max_size=5))
@QUICK
def test_the_document_reads_as_the_lines_shown_last(
    theme: Theme, qtbot: QtBot, versions: list[list[tuple[int, str]]]
) -> None:
    view = TranscriptView(theme)
    qtbot.addWidget(view)
    view.resize(900, 500)
    for version in versions:
        lines = [line(*each) for each in version]
        view.show_lines(lines)
        assert shown(view) == [each.text for each in lines]
        assert [view.blocks.first(place).text()[:20] for place in range(len(lines))] == [
            each.text[:20] for each in lines
        ]
        margins = [view.blocks.last(place).blockFormat().bottomMargin() for place in range(len(lines))]
        assert set(margins) <= {24.0}
    view.deleteLater()


@given(TEXTS, TEXTS)
def test_what_two_texts_have_in_common(one: str, other: str) -> None:
    head = common_prefix(one, other)
    assert one[:head] == other[:head]
    assert one[head : head + 1] != other[head : head + 1] or head == min(len(one), len(other))
    tail = common_suffix(one, other)
    assert one[len(one) - tail :] == other[len(other) - tail :]


@given(TEXTS, st.integers(0, 12))
def test_positions_go_to_qt_and_back(text: str, position: int) -> None:
    position = min(position, len(text))
    assert from_utf16(text, to_utf16(text, position)) == position


def test_a_very_long_turn_stands_in_several_blocks_and_is_one_text(theme: Theme, qtbot: QtBot) -> None:
    text = "\n".join([paragraphs(LONG), "x" * 9_000, paragraphs("x" * 9_000 + " y")])
    assert paragraphs(LONG).replace("\n", " ") == LONG
    assert all(len(part) <= 4_000 for part in paragraphs(LONG).split("\n"))
    assert text
    view = TranscriptView(theme)
    qtbot.addWidget(view)
    view.show_lines([line(1, "One."), line(2, LONG), line(3, "Three.")])
    assert view.document().blockCount() > 5
    view.choose_span(2, LONG.index("word2000."), LONG.index("word2000.") + 9)
    assert view.textCursor().selectedText() == "word2000."
    assert view.current_turn() == 2
    view.step_turn(1)
    assert (view.current_turn(), view.textCursor().block().text()) == (3, "Three.")


def test_caret_selection_and_place_survive_a_change_above_and_below(theme: Theme, qtbot: QtBot) -> None:
    view = TranscriptView(theme)
    qtbot.addWidget(view)
    view.resize(900, 400)
    view.show()
    lines = [line(number, f"Turn {number} says a few words that fill a line or so.") for number in range(1, 60)]
    view.show_lines(lines)
    view.choose_span(40, 5, 12)
    before, selected = view.cursorRect().top(), view.textCursor().selectedText()
    changed = [line(1, "Much longer than before. " * 30), *lines[1:45], line(46, "Short."), *lines[46:]]
    view.show_lines(changed)
    assert view.textCursor().selectedText() == selected
    assert view.current_turn() == 40
    assert view.cursorRect().top() == before
    view.set_notes([Note(3_000, 9_000, Lack.SILENT)])
    assert view.blocks.last(2).blockFormat().bottomMargin() == 50
