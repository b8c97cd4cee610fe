"""Cutting a recording where nobody speaks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.audio.slices import LEVEL_MS, LONGEST_MS, plan_slices

_LEVELS = st.lists(st.floats(0, 32_767), max_size=400)


@given(_LEVELS, st.integers(0, 25_000), st.integers(500, 10_000))
def test_slices_are_the_whole_and_none_is_too_long(levels: list[float], total_ms: int, longest_ms: int) -> None:
    slices = plan_slices(levels, total_ms, longest_ms=longest_ms)
    places = [0, *(end for _, end in slices)]
    assert places[-1] == total_ms
    assert [start for start, _ in slices] == places[:-1]
    assert all(0 < end - start <= longest_ms for start, end in slices)
    assert slices == plan_slices(levels, total_ms, longest_ms=longest_ms)
    assert len(slices) % 2 == 0 or len(slices) == 1
    lengths = [end - start for start, end in slices]
    assert not lengths or max(lengths) <= 3.5 * min(lengths) + LEVEL_MS


def test_a_short_recording_is_one_slice() -> None:
    assert plan_slices([500.0] * 200, 10_000) == ((0, 10_000),)


def test_a_minute_is_heard_as_a_whole() -> None:
    """Cut in two, half a minute each, more is misheard."""
    assert plan_slices([500.0] * 1200, 60_000) == ((0, 60_000),)
    assert len(plan_slices([500.0] * 1300, 65_000)) == 2


def test_two_slices_are_enough_for_what_goes_into_two() -> None:
    """Each cut is a place where something can be misheard."""
    for minutes, slices in ((5.5, 2), (5.75, 4)):
        assert len(plan_slices([], round(minutes * 60_000), longest_ms=3 * 60_000)) == slices


def test_nothing_is_no_slice() -> None:
    assert plan_slices([], 0) == ()


def test_a_cut_is_in_the_middle_of_the_quietest_stretch_near_its_place() -> None:
    levels = [1000.0] * (12 * 60 * 1000 // LEVEL_MS)
    quiet = 186_000 // LEVEL_MS  # of four slices the first should end at three minutes
    levels[quiet : quiet + 8] = [5.0] * 8
    levels[100:200] = [0.0] * 100  # quieter, but far too early
    levels[quiet - 100 : quiet - 97] = [0.0] * 3  # quieter still, but too short
    slices = plan_slices(levels, 12 * 60_000, longest_ms=4 * 60_000)
    assert slices[0] == (0, 186_200)
    assert len(slices) == 4


def test_the_longest_slice_keeps_memory_low() -> None:
    assert LONGEST_MS <= 3 * 60_000
