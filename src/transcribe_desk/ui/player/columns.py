"""Reduce an interview to the columns of a waveform: how loud, and who speaks, in each step of what is to be seen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.audio.peaks import Peaks
from transcribe_desk.study.transcript import Transcript

_LOUD = 0.98  # the part of the columns, or of the sound, that is not louder than what reaches the top
_QUIETEST_TOP = 24  # a recording of near silence is not blown up to a loud one
_LEAST_TOP = 0.5  # of the loudest of the whole: a quiet stretch looks quieter than the rest when it is zoomed to
_CONTRAST = 2  # peaks are square roots
_SPEAKS = 0.25  # of a column, for a mark in the lane of a speaker
NOBODY = -1


@dataclass(frozen=True, slots=True)
class Columns:
    """What to draw, one entry for each column: height 0 to 1, who speaks most, and who speaks at all.

    ``speakers`` has places of speakers, NOBODY between turns; ``speaking`` has a row for each speaker.
    """

    heights: NDArray[np.float64]
    speakers: NDArray[np.int64]
    speaking: NDArray[np.bool_]


class Outline:
    """The peaks and turns of one interview, ready to be reduced to any stretch quickly."""

    def __init__(self, peaks: Peaks, duration_ms: int) -> None:
        """Take the peaks; ``duration_ms`` is the length of the sound."""
        self.duration_ms = duration_ms
        self._per_ms = peaks.per_second / 1000
        values = np.frombuffer(peaks.values, dtype=np.uint8)
        self._values = values if len(values) else np.zeros(1, dtype=np.uint8)
        self._totals = np.concatenate([[0], np.cumsum(self._values, dtype=np.int64)])
        counts = np.bincount(self._values, minlength=256).cumsum()
        self._loud = max(_QUIETEST_TOP, int(np.searchsorted(counts, _LOUD * counts[-1])))
        self._spoken: list[tuple[NDArray[np.float64], NDArray[np.float64]]] = []

    def set_turns(self, transcript: Transcript, places: Mapping[str, int]) -> None:
        """Take who speaks when; ``places`` gives each speaker's number, from 0."""
        spans: dict[int, list[tuple[int, int]]] = {place: [] for place in range(len(places))}
        for turn in transcript.turns:
            spans[places[turn.speaker]].append((turn.start_ms, turn.end_ms))
        self._spoken = [_running_total(spans[place]) for place in sorted(spans)]

    def columns(self, start_ms: float, span_ms: float, count: int) -> Columns:
        """Give ``count`` columns for the stretch of ``span_ms`` from ``start_ms``."""
        edges = start_ms + np.arange(count + 1, dtype=np.float64) * (span_ms / count)
        heights = self._heights(edges)
        if not self._spoken:
            nobody = np.full(count, NOBODY, dtype=np.int64)
            return Columns(heights, nobody, np.zeros((0, count), dtype=np.bool_))
        talk = np.stack([np.diff(np.interp(edges, times, totals)) for times, totals in self._spoken])
        speakers = np.where(talk.max(axis=0) > 0, talk.argmax(axis=0), NOBODY)
        return Columns(heights, speakers, talk >= _SPEAKS * span_ms / count)

    def _heights(self, edges: NDArray[np.float64]) -> NDArray[np.float64]:
        """Give the mean loudness between each two edges: the loudest moment of a long stretch is always loud."""
        places = np.clip((edges * self._per_ms).astype(np.int64), 0, len(self._values))
        first = np.minimum(places[:-1], len(self._values) - 1)
        last = np.maximum(places[1:], first + 1)
        means = (self._totals[last] - self._totals[first]) / (last - first)
        means[places[:-1] >= len(self._values)] = 0
        top = max(_LEAST_TOP * self._loud, float(np.sort(means)[int(_LOUD * (len(means) - 1))]))
        heights: NDArray[np.float64] = np.minimum(1.0, means / top) ** _CONTRAST
        return heights


def runs(marked: NDArray[np.bool_]) -> list[tuple[int, int]]:
    """Give the unbroken runs of marked columns as first and last (exclusive)."""
    changes = np.flatnonzero(np.diff(np.concatenate([[False], marked, [False]])))
    return [(first, last) for first, last in changes.reshape(-1, 2).tolist()]


def _running_total(spans: list[tuple[int, int]]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give times and how much was said until each of them, to be looked up in between."""
    if not spans:
        return np.zeros(1), np.zeros(1)
    starts, ends = np.array(sorted(spans), dtype=np.float64).T
    ends = np.maximum(ends, starts)
    starts = np.maximum(starts, np.concatenate([[0.0], np.maximum.accumulate(ends)[:-1]]))
    ends = np.maximum(ends, starts)
    totals = np.concatenate([[0.0], np.cumsum(ends - starts)])
    return np.stack([starts, ends], axis=1).reshape(-1), np.repeat(totals, 2)[1:-1]
