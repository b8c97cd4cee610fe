"""Tell from the strength of two channels whether each carries a voice of its own, and who speaks when."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.audio.loudness import decibels

FRAME_MS = 50
_WINDOW = 5  # frames, 250 ms: which channel is stronger
_ONSET = 3  # frames: where sound begins and ends
# A channel sounds where it stands 10 dB out of its noise (its quietest tenth) and is at most 25 dB under its loudest.
_NOISE_PERCENTILE, _LOUDEST_PERCENTILE = 10, 98
_ABOVE_NOISE, _BELOW_LOUDEST = 10.0, 25.0
_QUIETEST = np.float32(-85)
_WIDEST = 30.0  # dB between the channels; more tells nothing more
# A table microphone for stereo puts people at most some 6 dB to either side; a voice in its own channel is further.
_FURTHEST_PAN = 8.0
_SMALLEST_SHARE = 0.02
_SHORTEST_VOICE = 3_000 // FRAME_MS
_MOST_BETWEEN = 0.25
_UNDECIDED = 3.0  # dB
_LONGEST_PAUSE = 800 // FRAME_MS
_SHORTEST_SPAN = 150 // FRAME_MS
_ROUNDS = 20

Levels = NDArray[np.float32]
Marks = NDArray[np.bool_]


def channel_voices(powers: NDArray[np.float32]) -> tuple[tuple[int, int, int], ...] | None:
    """Give who speaks when as (start_ms, end_ms, channel), in order and apart, or None for no voice per channel.

    ``powers``: power of speech in each 50 ms of each channel, shape (frames, channels); of more than two channels the
    two strongest count. The difference in level between the channels, over 250 ms, of all that sounds is put into two
    heaps (2-means). Each channel carries a voice of its own when

    - the heaps lie at least 8 dB to either side of their middle (unequal microphones move the middle),
    - at most a quarter of the time lies nearer to the middle than half of that,
    - each heap is at least 3 s and 2 % of the time, and
    - in each heap the channel that is the stronger one for it sounds by itself, not by the silence of the other.
    """
    if powers.shape[-1] < 2 or len(powers) < 2 * _SHORTEST_VOICE:
        return None
    pair = np.sort(np.argsort(powers.sum(axis=0, dtype=np.float64))[-2:])
    levels = _levels(powers[:, pair], _WINDOW)
    sounding = _sounding(_levels(powers[:, pair], _ONSET))
    voiced: Marks = sounding[:, 0] | sounding[:, 1]
    apart = np.clip(levels[:, 0] - levels[:, 1], -_WIDEST, _WIDEST)
    heaps = _two_heaps(apart[voiced])
    if heaps is None:
        return None
    low, high = heaps
    middle = (low + high) / 2
    if not _own_voices(apart - middle, (high - low) / 2, sounding):
        return None
    who = np.where(voiced, _decided(apart - middle, voiced), -1)
    return tuple((start, end, int(pair[place])) for start, end, place in _spans(who))


def _levels(powers: NDArray[np.float32], frames: int) -> Levels:
    """Give the mean level in dB over an odd count of frames around each frame."""
    padded = np.pad(powers, ((frames // 2, frames // 2), (0, 0)))
    means = np.lib.stride_tricks.sliding_window_view(padded, frames, axis=0).mean(axis=-1, dtype=np.float32)
    levels: Levels = np.maximum(decibels(means), _QUIETEST)
    return levels


def _sounding(levels: Levels) -> Marks:
    noise = np.percentile(levels, _NOISE_PERCENTILE, axis=0)
    loudest = np.percentile(levels, _LOUDEST_PERCENTILE, axis=0)
    marks: Marks = levels > np.maximum(noise + _ABOVE_NOISE, loudest - _BELOW_LOUDEST)
    return marks


def _two_heaps(apart: Levels) -> tuple[float, float] | None:
    """Give the centres of the two heaps that the differences fall into, the lower one first."""
    if len(apart) < 2 * _SHORTEST_VOICE:
        return None
    low, high = (float(place) for place in np.percentile(apart, [1, 99]))
    for _ in range(_ROUNDS):
        above = apart > (low + high) / 2
        if above.all() or not above.any():
            return None
        low, high = float(apart[~above].mean()), float(apart[above].mean())
    return low, high


def _own_voices(apart: Levels, half: float, sounding: Marks) -> bool:
    """Apply the rule of ``channel_voices`` to differences around the middle of two heaps ``half`` dB to either side."""
    voiced = sounding.any(axis=1)
    heaps = (voiced & (apart > 0), voiced & (apart <= 0))
    enough = max(_SHORTEST_VOICE, _SMALLEST_SHARE * voiced.sum())
    return (
        half >= _FURTHEST_PAN
        and (np.abs(apart[voiced]) < half / 2).mean() <= _MOST_BETWEEN
        and all(heap.sum() >= enough for heap in heaps)
        and all(sounding[heap, channel].mean() >= 0.5 for channel, heap in enumerate(heaps))
    )


def _decided(apart: Levels, voiced: Marks) -> NDArray[np.intp]:
    """Give the channel of each frame; one that is undecided goes with the last decided one before it."""
    sure = voiced & (np.abs(apart) >= _UNDECIDED)
    places = np.maximum.accumulate(np.where(sure, np.arange(len(apart)), 0))
    chosen: NDArray[np.intp] = (apart[places] <= 0).astype(np.intp)
    return chosen


def _spans(who: NDArray[np.intp]) -> Iterator[tuple[int, int, int]]:
    """Give each voice's stretches in milliseconds, across short pauses, without what is too short for a word."""
    edges = np.flatnonzero(np.diff(who, prepend=-2, append=-2))
    runs = [(int(start), int(end), int(who[start])) for start, end in pairwise(edges)]
    joined: list[tuple[int, int, int]] = []
    for start, end, channel in runs:
        if channel < 0 or end - start < _SHORTEST_SPAN:
            continue
        if joined and joined[-1][2] == channel and start - joined[-1][1] <= _LONGEST_PAUSE:
            start = joined.pop()[0]
        joined.append((start, end, channel))
    for start, end, channel in joined:
        yield start * FRAME_MS, end * FRAME_MS, channel
