"""Measure the outline of a sound in blocks of any length, and keep it in few bytes."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.audio.loudness import SAMPLE_RATE
from transcribe_desk.audio.peaks import PEAKS_PER_SECOND, PeakMeter, Peaks

PART = SAMPLE_RATE // PEAKS_PER_SECOND


def _measured(sound: np.ndarray[tuple[int], np.dtype[np.int16]], cuts: list[int]) -> Peaks:
    meter = PeakMeter()
    for block in np.split(sound, sorted(cuts)):
        meter.add(block)
    return meter.peaks()


def test_a_peak_is_the_loudest_moment_of_its_fiftieth_of_a_second() -> None:
    sound = np.zeros(3 * PART, dtype=np.int16)
    sound[PART + 7] = -32_768
    sound[2 * PART] = 8_192
    assert list(_measured(sound, []).values) == [0, 255, 128]


def test_a_whisper_differs_from_silence() -> None:
    whisper = np.full(PART, 3, dtype=np.int16)
    assert _measured(whisper, []).values[0] > 0


def test_their_length_is_that_of_the_sound() -> None:
    peaks = _measured(np.zeros(10 * SAMPLE_RATE + 1, dtype=np.int16), [])
    assert len(peaks.values) == 10 * PEAKS_PER_SECOND + 1
    assert peaks.duration_ms == 10_020


@given(st.lists(st.integers(-32_768, 32_767), max_size=4 * PART), st.lists(st.integers(0, 4 * PART), max_size=6))
def test_however_the_sound_comes_the_peaks_are_the_same(values: list[int], cuts: list[int]) -> None:
    sound = np.array(values, dtype=np.int16)
    parts = [sound[start : start + PART].astype(np.int32) for start in range(0, len(sound), PART)]
    by_hand = bytes(int(np.ceil(255 * np.sqrt(np.abs(part).max() / 32_768))) for part in parts)
    assert _measured(sound, cuts).values == by_hand


@given(st.binary(max_size=300), st.integers(1, 255))
def test_what_is_stored_comes_back(values: bytes, per_second: int) -> None:
    assert Peaks.from_bytes(Peaks(per_second, values).to_bytes()) == Peaks(per_second, values)


@pytest.mark.parametrize("stored", [b"", b"\x00\x01"])
def test_what_was_never_stored_is_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="peaks"):
        Peaks.from_bytes(stored)
