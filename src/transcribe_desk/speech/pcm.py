"""Read stretches of 16 kHz mono sound from a seekable source of 16-bit samples."""

from __future__ import annotations

import os
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

SAMPLE_RATE = 16_000
BYTES_PER_MS = SAMPLE_RATE // 1000 * 2
Samples: TypeAlias = NDArray[np.float32]


class Sound(Protocol):
    """A seekable source of sound, such as a file or a worker's channel; a read may give less than was asked for."""

    def seek(self, offset: int, whence: int = 0, /) -> int:
        """Move to a place in bytes and give it."""
        ...

    def read(self, size: int = -1, /) -> bytes | None:
        """Give the next bytes, none at the end."""
        ...


def duration_ms(source: Sound) -> int:
    """Give the length of the sound in milliseconds."""
    return source.seek(0, os.SEEK_END) // BYTES_PER_MS


def read_samples(source: Sound, start_ms: int, end_ms: int) -> Samples:
    """Read from ``start_ms`` to ``end_ms``, or to the end, as numbers from -1 to 1; shape (samples,)."""
    source.seek(start_ms * BYTES_PER_MS)
    wanted = (end_ms - start_ms) * BYTES_PER_MS
    sound = bytearray()
    while len(sound) < wanted and (block := source.read(wanted - len(sound))):
        sound += block
    whole = np.frombuffer(sound, dtype="<i2", count=len(sound) // 2)
    return whole.astype(np.float32) / np.float32(32768)


def amplified(samples: Samples, gain_db: float) -> Samples:
    """Give the samples louder by ``gain_db`` decibels, clipped at -1 and 1."""
    if gain_db == 0:
        return samples
    louder: Samples = np.clip(samples * np.float32(10 ** (gain_db / 20)), -1, 1)
    return louder
