"""Turn sound into the mel bands the speaker encoder was trained on.

The front end of Resemblyzer: 25 ms Hann windows every 10 ms, 40 Slaney mel bands from 0 to 8 kHz, power without a
logarithm, sound levelled to −30 dB of full scale. The encoder reads 1.6 s, 160 frames, at a time.
"""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.speech.pcm import SAMPLE_RATE, Samples

BANDS = 40
LEVEL = 10 ** (-30 / 20)
_HOP = SAMPLE_RATE // 100
_WINDOW = SAMPLE_RATE // 40


def mel_frames(samples: Samples) -> Samples:
    """Give the mel bands of ``samples`` (16 kHz, shape (n,)), shape (1 + n // 160, 40)."""
    padded = np.pad(samples, _WINDOW // 2)
    frames = np.lib.stride_tricks.sliding_window_view(padded, _WINDOW)[::_HOP]
    power = np.abs(np.fft.rfft(frames * _hann(), axis=1)) ** 2
    return (power @ _filters()).astype(np.float32)


@cache
def _hann() -> NDArray[np.float64]:
    return np.hanning(_WINDOW + 1)[:-1]


@cache
def _filters() -> NDArray[np.float64]:
    """Give the triangular filters, shape (201, 40)."""
    from faster_whisper.feature_extractor import FeatureExtractor

    filters: NDArray[np.float64] = FeatureExtractor.get_mel_filters(SAMPLE_RATE, _WINDOW, BANDS)
    return filters.T
