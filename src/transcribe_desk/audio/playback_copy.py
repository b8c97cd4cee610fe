"""Encode the sound of a transcript as a small Ogg/Opus copy to listen to, of the same timeline and without tags."""

from __future__ import annotations

from fractions import Fraction
from typing import IO

import av
import numpy as np
from av.audio.frame import AudioFrame
from av.audio.stream import AudioStream
from av.container import OutputContainer
from numpy.typing import NDArray

from transcribe_desk.audio.loudness import SAMPLE_RATE

# 14 MB an hour; wide-band speech is transparent to most listeners from 24 kbit/s on (RFC 6716, 2.1.1).
BITS_A_SECOND = 32_000
# Opus may try more: its level 10 takes half as long again (docs/benchmarks.md).
_OPTIONS = {"application": "voip", "compression_level": "5", "flags": "+bitexact"}
_NO_TAGS = {"fflags": "+bitexact"}
_BUFFER = 1 << 15


class PlaybackCopy:
    """Encodes mono sound at 16 kHz block by block into a binary file that is only ever written to its end.

    Decoded again, every sample stands where it stood, since Ogg states what the encoder put before the first one. The
    same sound gives the same bytes.
    """

    def __init__(self, sink: IO[bytes]) -> None:
        self._container: OutputContainer = av.open(sink, "w", format="ogg", options=_NO_TAGS, buffer_size=_BUFFER)
        stream = self._container.add_stream("libopus", rate=SAMPLE_RATE, layout="mono", options=_OPTIONS)
        assert isinstance(stream, AudioStream)
        stream.bit_rate = BITS_A_SECOND
        self._stream = stream
        self._written = 0

    def write(self, samples: NDArray[np.int16]) -> None:
        """Add samples."""
        if not len(samples):
            return
        frame = AudioFrame.from_ndarray(np.ascontiguousarray(samples).reshape(1, -1), format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        frame.time_base = Fraction(1, SAMPLE_RATE)
        frame.pts = self._written
        self._written += len(samples)
        self._container.mux(self._stream.encode(frame))

    def finish(self) -> None:
        """Write what is still inside the encoder."""
        self._container.mux(self._stream.encode(None))
        self._container.close()
