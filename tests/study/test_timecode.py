"""Times read as clocks."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.study.timecode import clock, short_clock, whole_minutes


def test_milliseconds_become_clock_times() -> None:
    assert clock(3_723_999) == "01:02:03"
    assert short_clock(5_170_000) == "86:10"


@given(st.integers(0, 10**8))
def test_a_clock_reads_back_to_the_second(milliseconds: int) -> None:
    hours, minutes, seconds = (int(part) for part in clock(milliseconds).split(":"))
    assert hours * 3600 + minutes * 60 + seconds == milliseconds // 1000


def test_lengths_are_given_in_whole_minutes_never_none() -> None:
    assert [whole_minutes(ms) for ms in (1, 29_999, 90_000, 89_999)] == [1, 1, 2, 1]
