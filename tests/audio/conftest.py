"""Make recordings of every kind for the tests of this room."""

from __future__ import annotations

import io
from collections.abc import Callable

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
    """Give a function that encodes the sweep: ``encode(container, codec, rate=, layout=, seconds=, bit_rate=)``."""
    made: dict[object, bytes] = {}

    def make(
        container: str, codec: str, *, rate: int = 44_100, layout: str = "mono", seconds: float = 20, bit_rate: int = 0
    ) -> bytes:
        key = (container, codec, rate, layout, seconds, bit_rate)
        if key not in made:
            made[key] = _encoded(container, codec, rate, layout, seconds, bit_rate)
        return made[key]

    return make


def _encoded(container: str, codec: str, rate: int, layout: str, seconds: float, bit_rate: int) -> bytes:
    file = io.BytesIO()
    samples = np.repeat(sweep(seconds, rate), 2 if layout == "stereo" else 1).reshape(1, -1)
    with av.open(file, "w", format=container) as output:
        stream = output.add_stream(codec, rate=rate)
        assert isinstance(stream, av.AudioStream)
        stream.layout = layout
        if bit_rate:
            stream.bit_rate = bit_rate
        frame = av.AudioFrame.from_ndarray(samples, format="s16", layout=layout)
        frame.sample_rate = rate
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return file.getvalue()
