"""Measure how loud the speech of a recording is, and how much louder it must be made to be recognised."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
WINDOW = SAMPLE_RATE // 4  # samples, 250 ms

# Where the strength of speech lies; below is rumble and hum, above is hiss.
_LOWEST_HZ, _HIGHEST_HZ = 200, 4_000
# dBFS of 250 ms of the band; the median of the sample's speech is -26, of a telephone call -33, of a room -27.
_NOMINAL = -28.0
_LOUD_ENOUGH = -40.0
# Nothing is driven into clipping: the peaks of speech lie up to 16 dB above its 250 ms.
_LOUDEST = -16.0
_MOST_GAIN = 30.0
_QUIETEST = -85.0  # below lies the rounding noise of 16 bits and digital silence
_ABOVE_NOISE = 6.0
_NOISE_PERCENTILE, _SPEECH_PERCENTILE, _LOUDEST_PERCENTILE = 10, 50, 95
_STEPS_PER_DB = 4
_FEWEST_WINDOWS = 4


def speech_power(sound: NDArray[np.int16] | NDArray[np.float32]) -> NDArray[np.float32]:
    """Give the mean power from 200 to 4000 Hz of each row of ``sound`` (rows, samples at 16 kHz, up to 32767).

    1 is the power of full scale.
    """
    length = sound.shape[-1]
    shape = np.hanning(length).astype(np.float32)  # or strong hum would spill into the band
    spectrum = np.fft.rfft(sound * (shape / np.float32(32_768)), axis=-1)
    band = spectrum[..., _LOWEST_HZ * length // SAMPLE_RATE : _HIGHEST_HZ * length // SAMPLE_RATE + 1]
    power: NDArray[np.float32] = ((band.real**2 + band.imag**2).sum(axis=-1) * (2 / (length * (shape @ shape)))).astype(
        np.float32
    )
    return power


def decibels(power: NDArray[np.float32]) -> NDArray[np.float32]:
    """Give power in dB relative to full scale; digital silence is -120."""
    return (10 * np.log10(np.maximum(power, np.float32(1e-12)))).astype(np.float32)


class Loudness:
    """Measures the speech of one recording as it streams by, in the memory of one histogram."""

    def __init__(self) -> None:
        self._counts = np.zeros(round(-_QUIETEST * _STEPS_PER_DB) + 1, dtype=np.int64)

    def add(self, sound: NDArray[np.int16]) -> None:
        """Take the next stretch of mono sound at 16 kHz; what is left beyond whole 250 ms is not measured."""
        whole = len(sound) - len(sound) % WINDOW
        levels = decibels(speech_power(sound[:whole].reshape(-1, WINDOW)))
        heard = np.minimum(levels[levels > _QUIETEST], 0)
        steps = ((heard - _QUIETEST) * _STEPS_PER_DB).astype(np.int64)
        self._counts += np.bincount(steps, minlength=len(self._counts))

    def gain_db(self) -> float:
        """Give by how many dB the recording is to be raised for recognition, 0.0 to 30.0.

        Speech is what stands 6 dB out of the noise (the quietest tenth), and its median is what counts, so that one
        bump or one loud laugh does not. 0.0 where that is loud enough, and where nothing stands out.
        """
        noise = self._percentile(self._counts, _NOISE_PERCENTILE)
        speech = self._counts.copy()
        speech[: round((noise + _ABOVE_NOISE - _QUIETEST) * _STEPS_PER_DB)] = 0
        if speech.sum() < _FEWEST_WINDOWS:
            return 0.0
        level = self._percentile(speech, _SPEECH_PERCENTILE)
        if level >= _LOUD_ENOUGH:
            return 0.0
        room = _LOUDEST - self._percentile(speech, _LOUDEST_PERCENTILE)
        return round(max(0.0, min(_NOMINAL - level, room, _MOST_GAIN)), 1)

    @staticmethod
    def _percentile(counts: NDArray[np.int64], percent: float) -> float:
        place = int(np.searchsorted(np.cumsum(counts), counts.sum() * percent / 100))
        return _QUIETEST + place / _STEPS_PER_DB
