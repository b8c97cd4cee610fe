"""How much louder a recording is made for recognition: by its speech, not by its bumps, its noise or its hum."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.audio.voices import RATE, Voice, hiss, pcm, talk
from transcribe_desk.audio.loudness import Loudness


def gain(sound: Voice) -> float:
    loudness = Loudness()
    samples = pcm(sound)[:, 0]
    for start in range(0, len(samples), 8 * RATE):
        loudness.add(samples[start : start + 8 * RATE])
    return loudness.gain_db()


@pytest.mark.parametrize("level", [-12, -20, -30, -36])
def test_loud_enough_speech_is_left_as_it_is(level: float) -> None:
    assert gain(talk(60, level) + hiss(60, level - 30)) == 0.0


@pytest.mark.parametrize("level", [-44, -50, -55])
def test_quiet_speech_is_brought_to_the_usual_level(level: float) -> None:
    raised = level + gain(talk(60, level) + hiss(60, level - 25))
    assert raised == pytest.approx(-24, abs=2)


@pytest.mark.parametrize("level", [-62, -70])
def test_no_more_than_30_db(level: float) -> None:
    assert gain(talk(60, level)) == 30.0


@pytest.mark.parametrize("bump", [-3, -20])
def test_one_bump_in_a_quiet_recording_does_not_count(bump: float) -> None:
    quiet = talk(120, -52) + hiss(120, -75)
    bumped = quiet.copy()
    bumped[40 * RATE : 41 * RATE] += hiss(1, bump)
    assert gain(bumped) == pytest.approx(gain(quiet), abs=1)


def test_rumble_and_hum_do_not_hide_that_speech_is_quiet() -> None:
    times = np.arange(60 * RATE) / RATE
    hum = 32_768 * 0.05 * np.sin(2 * np.pi * 50 * times) + 32_768 * 0.02 * np.sin(2 * np.pi * 100 * times)
    quiet = talk(60, -50) + hiss(60, -75)
    assert gain(quiet + hum) == pytest.approx(gain(quiet), abs=0.5)


def test_a_loud_voice_beside_a_quiet_one_is_not_driven_into_clipping() -> None:
    near, far = talk(60, -22), talk(60, -55)
    first = np.arange(60 * RATE) < 20 * RATE
    both = np.where(first, near, far)
    assert np.abs(both).max() * 10 ** (gain(both) / 20) < 1.5 * 32_768


@pytest.mark.parametrize("level", [-90, -60, -45, -20])
def test_noise_alone_is_not_raised(level: float) -> None:
    assert gain(hiss(60, level)) == 0.0


def test_silence_and_next_to_nothing_are_not_raised() -> None:
    assert gain(np.zeros(60 * RATE)) == 0.0
    assert gain(talk(0.2, -50)) == 0.0
    assert Loudness().gain_db() == 0.0


@given(st.lists(st.integers(-32_768, 32_767), max_size=40), st.integers(1, 4_000))
def test_any_sound_gives_a_gain_between_nothing_and_30_db(values: list[int], repeat: int) -> None:
    loudness = Loudness()
    loudness.add(np.repeat(np.array(values, dtype=np.int16), repeat))
    assert 0.0 <= loudness.gain_db() <= 30.0
