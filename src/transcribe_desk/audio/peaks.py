"""Measure the outline of a sound as it streams by, for a waveform: its loudest moment in each fiftieth of a second."""

from __future__ import annotations

from array import array
from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.audio.loudness import SAMPLE_RATE

PEAKS_PER_SECOND = 50
LOUDEST = 255
_FULL_SCALE = 32_768
_PART = SAMPLE_RATE // PEAKS_PER_SECOND  # samples


@dataclass(frozen=True, slots=True)
class Peaks:
    """The outline of a sound: for each part of a second its loudest moment, as the square root of the amplitude.

    0 is silence and 255 full scale; the root keeps a quiet voice apart from silence in so few steps.
    """

    per_second: int
    values: bytes

    @property
    def duration_ms(self) -> int:
        """Give the length they cover in milliseconds."""
        return len(self.values) * 1000 // self.per_second

    def to_bytes(self) -> bytes:
        """Give them as they are stored."""
        return bytes((self.per_second,)) + self.values

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """Give them back; raises ValueError for what ``to_bytes`` never wrote."""
        if not stored or not stored[0]:
            raise ValueError("not the peaks of a sound")
        return cls(stored[0], stored[1:])


class PeakMeter:
    """Measures one mono sound at 16 kHz, given in blocks of any length; keeps a byte for each peak and nothing else."""

    def __init__(self) -> None:
        self._values = array("B")
        self._waiting = 0  # samples of the part that is not whole yet
        self._loudest = 0

    def add(self, samples: NDArray[np.int16]) -> None:
        """Take the next samples."""
        first = min(len(samples), -self._waiting % _PART)
        self._take(samples[:first])
        whole = len(samples) - (len(samples) - first) % _PART
        if first < whole:
            loudest = _strengths(samples[first:whole]).reshape(-1, _PART).max(axis=1)
            self._values.frombytes(_scaled(loudest).tobytes())
        self._take(samples[max(first, whole) :])

    def peaks(self) -> Peaks:
        """Give the peaks of all that came, the last perhaps of less than a whole part."""
        if self._waiting:
            self._close_part()
        return Peaks(PEAKS_PER_SECOND, self._values.tobytes())

    def _take(self, samples: NDArray[np.int16]) -> None:
        """Take samples that go no further than the end of the part begun."""
        if len(samples):
            self._loudest = max(self._loudest, int(_strengths(samples).max()))
            self._waiting += len(samples)
            if self._waiting == _PART:
                self._close_part()

    def _close_part(self) -> None:
        self._values.append(int(_scaled(np.array([self._loudest]))[0]))
        self._waiting = self._loudest = 0


def _strengths(samples: NDArray[np.int16]) -> NDArray[np.int32]:
    return np.abs(samples.astype(np.int32))


def _scaled(strengths: NDArray[np.int32]) -> NDArray[np.uint8]:
    scaled: NDArray[np.uint8] = np.ceil(LOUDEST * np.sqrt(strengths / _FULL_SCALE)).astype(np.uint8)
    return scaled
