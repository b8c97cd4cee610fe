"""Make recordings of every kind for the tests of this room."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping
from fractions import Fraction

import av
import numpy as np
import pytest

Encode = Callable[..., bytes]


def sweep(seconds: float, rate: int) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """Give a tone that rises 20 Hz a second from 300 Hz, so that each moment can be told from its pitch."""
    times = np.arange(round(seconds * rate)) / rate
    return (0.3 * 32767 * np.sin(2 * np.pi * (300 + 10 * times) * times)).astype(np.int16)


@pytest.fixture(scope="session")
def encode() -> Encode:
    """Give a function that encodes the sweep, the same on each channel.

    ``encode(container, codec, rate=, layout=, seconds=, bit_rate=, options=)``; options are FFmpeg's for the encoder.
    """
    made: dict[object, bytes] = {}

    def make(
        container: str,
        codec: str,
        *,
        rate: int = 44_100,
        layout: str = "mono",
        seconds: float = 20,
        bit_rate: int = 0,
        options: Mapping[str, str] | None = None,
    ) -> bytes:
        key = (container, codec, rate, layout, seconds, bit_rate, str(options))
        if key not in made:
            channels = av.AudioLayout(layout).nb_channels
            samples = np.repeat(sweep(seconds, rate)[:, np.newaxis], channels, axis=1)
            made[key] = encoded(samples, container, codec, rate, layout, bit_rate, options)
        return made[key]

    return make


def encoded(
    samples: np.ndarray[tuple[int, int], np.dtype[np.int16]],
    container: str,
    codec: str,
    rate: int,
    layout: str,
    bit_rate: int = 0,
    options: Mapping[str, str] | None = None,
) -> bytes:
    """Encode samples of shape (samples, channels)."""
    file = io.BytesIO()
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=rate, options=dict(options or {}))
        assert isinstance(stream, av.AudioStream)
        stream.layout = layout
        if bit_rate:
            stream.bit_rate = bit_rate
        frame = av.AudioFrame.from_ndarray(samples.reshape(1, -1), format="s16", layout=layout)
        frame.sample_rate = rate
        frame.pts, frame.time_base = 0, Fraction(1, rate)
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return file.getvalue()
