"""Reduce hours of sound to the columns of a waveform: louder is higher, and each column says who speaks in it."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.audio.peaks import Peaks
from transcribe_desk.study.transcript import Transcript, Turn, Word
from transcribe_desk.ui.player.columns import NOBODY, Outline, runs

PLACES = {"S1": 0, "S2": 1}


def _turn(number: int, speaker: str, start_ms: int, end_ms: int) -> Turn:
    return Turn(number, speaker, (Word("word", start_ms, end_ms),), start_ms, end_ms)


def _outline(values: bytes, *turns: Turn) -> Outline:
    outline = Outline(Peaks(50, values), len(values) * 20)
    if turns:
        outline.set_turns(Transcript(turns), PLACES)
    return outline


def test_a_loud_part_stands_higher_than_a_quiet_one_and_silence_lies_flat() -> None:
    heights = _outline(bytes(50) + bytes([60]) * 50 + bytes([200]) * 50).columns(0, 3000, 3).heights
    assert heights[0] == 0
    assert 0 < heights[1] < heights[2] == 1


def test_each_column_says_who_speaks_most_and_who_speaks_at_all() -> None:
    outline = _outline(
        bytes([99]) * 500, _turn(1, "S1", 0, 2900), _turn(2, "S2", 2900, 5000), _turn(3, "S1", 8000, 10_000)
    )
    columns = outline.columns(0, 10_000, 10)
    assert columns.speakers.tolist() == [0, 0, 0, 1, 1, NOBODY, NOBODY, NOBODY, 0, 0]
    assert columns.speaking.tolist() == [
        [True, True, True, False, False, False, False, False, True, True],
        [False, False, False, True, True, False, False, False, False, False],
    ]
    both = outline.columns(2000, 2000, 1)
    assert both.speaking.tolist() == [[True], [True]]
    assert both.speakers.tolist() == [1]


def test_words_spoken_at_once_belong_to_both() -> None:
    columns = _outline(bytes([99]) * 100, _turn(1, "S1", 0, 2000), _turn(2, "S2", 500, 1500)).columns(0, 2000, 4)
    assert columns.speaking.tolist() == [[True, True, True, True], [False, True, True, False]]


def test_past_the_end_of_the_sound_there_is_nothing() -> None:
    assert _outline(bytes([99]) * 50).columns(500, 1000, 4).heights.tolist() == [1, 1, 0, 0]


@given(
    st.binary(max_size=400),
    st.lists(st.tuples(st.integers(0, 9000), st.integers(0, 3000), st.booleans()), max_size=6),
    st.floats(0, 9000),
    st.floats(1, 9000),
    st.integers(1, 50),
)
def test_any_stretch_of_any_interview_can_be_drawn(
    values: bytes, spans: list[tuple[int, int, bool]], start_ms: float, span_ms: float, count: int
) -> None:
    turns = [
        _turn(number, "S1" if first else "S2", start, start + length)
        for number, (start, length, first) in enumerate(sorted(spans))
    ]
    columns = _outline(values, *turns).columns(start_ms, span_ms, count)
    assert len(columns.heights) == len(columns.speakers) == count
    assert np.all((columns.heights >= 0) & (columns.heights <= 1))
    assert set(columns.speakers.tolist()) <= {NOBODY, 0, 1}
    talks = [any(speaker != NOBODY for speaker in columns.speakers.tolist()), columns.speaking.any()]
    assert talks[0] or not talks[1]


@given(st.lists(st.booleans(), max_size=40))
def test_runs_cover_what_is_marked_and_nothing_else(marked: list[bool]) -> None:
    covered = [False] * len(marked)
    for first, last in runs(np.array(marked, dtype=np.bool_)):
        covered[first:last] = [True] * (last - first)
    assert covered == marked
