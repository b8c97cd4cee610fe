"""Made sound that rises and falls like talk, for measuring levels and channels."""

from __future__ import annotations

from functools import cache

import numpy as np

RATE = 16_000
Voice = np.ndarray[tuple[int], np.dtype[np.float64]]


@cache
def talk(seconds: float, level_db: float, seed: int = 1) -> Voice:
    """Give noise from 200 to 4000 Hz in loud and soft syllables, a pause every 2 s, of ``level_db`` dBFS in between."""
    count = round(seconds * RATE)
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(count))
    frequencies = np.fft.rfftfreq(count, 1 / RATE)
    spectrum[(frequencies < 200) | (frequencies > 4_000)] = 0
    times = np.arange(count) / RATE
    syllables = (0.55 + 0.45 * np.sin(2 * np.pi * 4 * times)) * 10 ** (0.4 * np.sin(2 * np.pi * 0.7 * times))
    sound = np.fft.irfft(spectrum, count) * syllables * (times % 2 < 1.6)
    loud = np.sqrt(np.mean(sound[sound != 0] ** 2))
    voice: Voice = sound / loud * 32_768 * 10 ** (level_db / 20)
    return voice


def hiss(seconds: float, level_db: float, seed: int = 99) -> Voice:
    """Give steady white noise of ``level_db`` dBFS."""
    noise: Voice = np.random.default_rng(seed).standard_normal(round(seconds * RATE))
    return noise * 32_768 * 10 ** (level_db / 20)


def turns(seconds: float, shares: tuple[float, float] = (1, 1)) -> tuple[Voice, Voice]:
    """Give two voices that take turns of 4 seconds times their share."""
    times = np.arange(round(seconds * RATE)) / RATE
    first = times % (4 * sum(shares)) < 4 * shares[0]
    return talk(seconds, -25, 1) * first, talk(seconds, -25, 2) * ~first


def pcm(*channels: Voice) -> np.ndarray[tuple[int, int], np.dtype[np.int16]]:
    """Give the channels as 16-bit samples of shape (samples, channels)."""
    return np.clip(np.rint(np.stack(channels, axis=1)), -32_768, 32_767).astype(np.int16)
