"""What must not be heard is gone, and every other sample is as it was."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray

from transcribe_desk.audio.bleep import AFTER_MS, BEFORE_MS, Bleeper, merged
from transcribe_desk.audio.choice import Mode

RATE = 8_000
SECONDS = 4
SPANS = st.lists(st.tuples(st.integers(-3_000, 8_000), st.integers(-3_000, 8_000)), max_size=6)


def speech(channels: int = 1, rate: int = RATE) -> NDArray[np.int16]:
    """Give sound that is never 0 and never the same for long."""
    noise = np.random.default_rng(5).integers(2_000, 20_000, (SECONDS * rate, channels))
    return (noise * np.where(np.arange(len(noise)) % 2, 1, -1)[:, np.newaxis]).astype(np.int16)


def inside(spans: list[tuple[int, int]], before_ms: int, after_ms: int, rate: int) -> NDArray[np.bool_]:
    marks = np.zeros(SECONDS * rate, dtype=bool)
    for first, second in spans:
        start, end = min(first, second) - before_ms, max(first, second) + after_ms
        marks[max(0, start * rate // 1000) : max(0, -(-end * rate // 1000))] = True
    return marks


@given(
    spans=SPANS,
    mode=st.sampled_from(Mode),
    before_ms=st.integers(0, 300),
    after_ms=st.integers(0, 300),
    rate=st.sampled_from([8_000, 11_025]),
)
def test_nothing_of_a_span_is_left_and_nothing_outside_is_touched(
    spans: list[tuple[int, int]], mode: Mode, before_ms: int, after_ms: int, rate: int
) -> None:
    sound = speech(2, rate)
    result = Bleeper(spans, rate, mode, before_ms=before_ms, after_ms=after_ms).cover(sound)
    outside = ~inside(spans, before_ms, after_ms, rate)
    core = inside(spans, 0, 0, rate)
    assert result.shape == sound.shape
    assert result.dtype == sound.dtype
    assert np.array_equal(result[outside], sound[outside])
    assert not (result[core] == sound[core]).all(axis=1).any()
    if mode is Mode.SILENCE:
        assert not result[core].any()
    else:
        assert abs(result[core]).max(initial=0) <= 0.1 * 32_767 + 1


@given(spans=SPANS, cuts=st.lists(st.integers(0, SECONDS * RATE), max_size=8), mode=st.sampled_from(Mode))
def test_how_the_sound_is_cut_into_blocks_makes_no_difference(
    spans: list[tuple[int, int]], cuts: list[int], mode: Mode
) -> None:
    sound = speech()
    whole = Bleeper(spans, RATE, mode).cover(sound)
    bleeper = Bleeper(spans, RATE, mode)
    parts = [bleeper.cover(part) for part in np.split(sound, sorted(cuts))]
    assert np.array_equal(np.concatenate(parts), whole)


def test_a_gap_has_a_guard_band_and_fades_only_inside_itself() -> None:
    sound = np.full(SECONDS * RATE, 10_000, dtype=np.int16)
    result = Bleeper([(1_000, 1_500)], RATE, Mode.SILENCE).cover(sound)
    changed = np.flatnonzero(result != sound)
    assert (changed[0], changed[-1] + 1) == ((1_000 - BEFORE_MS) * 8, (1_500 + AFTER_MS) * 8)
    fade = result[changed[0] : changed[0] + 45].astype(int)
    assert (np.diff(fade) <= 0).all()
    assert abs(np.diff(fade)).max() < 300  # no click
    assert not result[(1_000 - BEFORE_MS + 6) * 8 : (1_500 + AFTER_MS - 6) * 8].any()


def test_the_tone_is_a_kilohertz_and_begins_softly() -> None:
    sound = np.zeros(SECONDS * 48_000, dtype=np.int16)
    result = Bleeper([(1_000, 2_000)], 48_000, Mode.TONE).cover(sound)[48_000:96_000]
    assert np.argmax(abs(np.fft.rfft(result))) == 1_000
    assert 3_000 < abs(result).max() < 3_300
    start = Bleeper([(1_000, 2_000)], 48_000, Mode.TONE).cover(sound)[(1_000 - BEFORE_MS) * 48 :]
    assert abs(start[:24]).max() < 400


def test_sound_in_fractions_stays_in_fractions() -> None:
    sound = np.full(RATE * 2, 0.5, dtype=np.float32)
    result = Bleeper([(900, 1_000)], RATE, Mode.TONE).cover(sound)
    assert result.dtype == np.float32
    assert abs(result[900 * 8 : 1_000 * 8]).max() == pytest.approx(0.1, abs=0.01)
    assert (result[: 700 * 8] == 0.5).all()


def test_a_word_without_length_has_a_gap_too() -> None:
    result = Bleeper([(1_000, 1_000)], RATE, Mode.SILENCE).cover(speech())
    assert not result[7_000:9_000].any()


def test_a_negative_guard_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        Bleeper([], RATE, Mode.TONE, before_ms=-1)


def test_spans_that_touch_become_one() -> None:
    assert merged([(5, 9), (0, 5), (20, 30), (7, 8)]) == ((0, 9), (20, 30))
