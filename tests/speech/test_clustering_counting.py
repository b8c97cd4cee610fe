"""The number of voices is guessed from how unlike they are, and the guess says how sure it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pytest

from transcribe_desk.speech.clustering import Prints
from transcribe_desk.speech.counting import MOST_SPEAKERS, VoiceGroups, group_voices

WINDOWS_INSIDE = 0.45  # how far single windows scatter around their voice, as those of real recordings do


def unit(vectors: np.ndarray) -> np.ndarray:
    scaled: np.ndarray = vectors / np.linalg.norm(vectors, axis=-1, keepdims=True)
    return scaled


def voices(number: int, alike: float, seed: int = 0) -> np.ndarray:
    """Give voices of which any two have this cosine."""
    apart = np.linalg.qr(np.random.default_rng(seed).normal(size=(256, number + 1)))[0].T
    middles: np.ndarray = np.sqrt(alike) * apart[:1] + np.sqrt(1 - alike) * apart[1:]
    return middles


def heard(middles: np.ndarray, windows: Sequence[int], seed: int = 0) -> Prints:
    """Give the prints of as many windows of each voice."""
    random = np.random.default_rng(seed)
    everything = np.repeat(middles, windows, axis=0)
    scatter = unit(random.normal(size=everything.shape)) * WINDOWS_INSIDE
    return unit(everything + scatter).astype(np.float32)


def sizes(found: VoiceGroups) -> list[int]:
    return sorted(len(group) for group in found.groups)


@pytest.mark.parametrize("number", range(1, MOST_SPEAKERS + 1))
def test_as_many_voices_are_found_as_there_are(number: int) -> None:
    windows = [60 + 10 * place for place in range(number)]
    found = group_voices(heard(voices(number, alike=0.65), windows))
    assert sizes(found) == windows
    assert found.confidence > 0.9
    assert sorted(np.concatenate(found.groups).tolist()) == list(range(sum(windows)))


def test_who_says_little_is_still_somebody() -> None:
    few, many = sizes(group_voices(heard(voices(2, alike=0.6), [400, 30])))
    assert few == pytest.approx(30, abs=10)
    assert many == 430 - few


def test_a_cough_is_nobody() -> None:
    assert sizes(group_voices(heard(voices(2, alike=0.3), [100, 2]))) == [102]


def test_a_few_seconds_of_another_voice_are_nobody_but_leave_a_doubt() -> None:
    alone, not_quite = (group_voices(heard(voices(2, alike=0.3), [100, few])) for few in (0, 8))
    assert len(alone.groups) == len(not_quite.groups) == 1
    assert not_quite.confidence <= 0.5 < 0.9 < alone.confidence


def test_windows_in_which_one_voice_gives_way_to_the_other_are_no_third_voice() -> None:
    pair = voices(2, alike=0.6)
    between = unit(pair.sum(axis=0, keepdims=True))
    found = group_voices(heard(np.concatenate([pair, between]), [120, 80, 20]))
    assert len(found.groups) == 2


def test_voices_hard_to_tell_apart_are_guessed_with_doubt() -> None:
    clear, doubtful = (group_voices(heard(voices(2, alike), [150, 150])) for alike in (0.7, 0.93))
    assert clear.confidence > 0.9 > 0.7 > doubtful.confidence


def test_a_given_number_is_kept_even_where_voices_are_alike() -> None:
    for alike in (0.6, 0.98):
        found = group_voices(heard(voices(3, alike), [80, 80, 80]), count=3)
        assert len(found.groups) == 3
        assert found.confidence == 1


def test_an_odd_moment_is_no_voice_even_where_a_number_is_given() -> None:
    pair, moment = voices(2, alike=0.8), voices(1, alike=0.5, seed=7)
    few, many = sizes(group_voices(heard(np.concatenate([pair, moment]), [50, 60, 2]), count=2))
    assert (few, many) in {(50, 62), (52, 60), (51, 61)}


def test_too_little_speech_to_compare_leaves_the_number_open() -> None:
    found = group_voices(heard(voices(1, 0.5), [4]))
    assert (len(found.groups), found.confidence) == (1, 0.5)
    assert len(group_voices(np.ones((1, 256), np.float32), count=2).groups) == 1


def test_the_same_prints_give_the_same_groups() -> None:
    prints = heard(voices(3, alike=0.7), [50, 60, 70])
    assert [group.tolist() for group in group_voices(prints).groups] == [
        group.tolist() for group in group_voices(prints).groups
    ]
