"""Put a tone or silence over stretches of sound, and leave every sample outside them as it is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.audio.choice import Mode

Span: TypeAlias = tuple[int, int]
Sample = TypeVar("Sample", np.int16, np.float32, np.float64)

# A word's time is off by 0.2 s on average, and a speaker's last sound fades longer than the first one rises.
BEFORE_MS, AFTER_MS = 150, 200
_FADE_MS = 5
_TONE_HZ = 1_000
_TONE_LEVEL = 0.1  # of full scale, -20 dBFS: as loud as speech, not louder


class Bleeper:
    """Covers stretches of one recording as its sound streams by; how it is cut into blocks makes no difference.

    ``spans`` are (start, end) in milliseconds of what must not be heard, in any order; they may overlap, be empty, run
    backwards or lie outside the recording. Each gap begins ``before_ms`` earlier and ends ``after_ms`` later. Nothing
    of a span itself is left. Only in the guard bands the sound fades out and in, over 5 ms, so that it does not click.
    """

    def __init__(
        self, spans: Iterable[Span], rate: int, mode: Mode, *, before_ms: int = BEFORE_MS, after_ms: int = AFTER_MS
    ) -> None:
        """Prepare to cover ``spans`` in sound of ``rate`` samples a second; raise ValueError for a negative guard."""
        if before_ms < 0 or after_ms < 0:
            raise ValueError("a guard band has no negative length")
        self._rate = rate
        self._mode = mode
        self._fade_in, self._fade_out = (min(_FADE_MS, guard) * rate // 1000 for guard in (before_ms, after_ms))
        gaps = merged((min(span) - before_ms, max(span) + after_ms) for span in spans)
        # Rounded outwards: no sample of a gap is left over at its ends.
        self._gaps = [(start * rate // 1000, -(-end * rate // 1000)) for start, end in gaps]
        self._position = 0
        self._next = 0

    def cover(self, block: NDArray[Sample]) -> NDArray[Sample]:
        """Give the next block, shape (samples,) or (samples, channels), int16 or float, with its gaps covered."""
        first, last = self._position, self._position + len(block)
        self._position = last
        while self._next < len(self._gaps) and self._gaps[self._next][1] <= first:
            self._next += 1
        covered = block
        for start, end in self._gaps[self._next :]:
            if start >= last:
                break
            covered = covered.copy() if covered is block else covered
            inside = slice(max(start, first) - first, min(end, last) - first)
            covered[inside] = self._gap(block[inside], max(start, first), start, end)
        return covered

    def _gap(self, sound: NDArray[Sample], first: int, start: int, end: int) -> NDArray[Sample]:
        """Give what is heard in place of samples that begin at ``first``, in a gap from ``start`` to ``end``."""
        places = np.arange(first, first + len(sound))
        shape = (-1, *[1] * (sound.ndim - 1))
        # How much of the sound is left: it falls to nothing inside the first guard band, and rises inside the last.
        left = np.maximum(_falling(places - start, self._fade_in), _falling(end - 1 - places, self._fade_out))
        whole = np.iinfo(np.int16).max if sound.dtype == np.int16 else 1.0
        mix = sound * left.reshape(shape)
        if self._mode is Mode.TONE:
            tone = np.sin(2 * np.pi * _TONE_HZ * places / self._rate) * (1 - left)
            mix = mix + (whole * _TONE_LEVEL * tone).reshape(shape)
        return (np.rint(mix) if sound.dtype == np.int16 else mix).astype(sound.dtype)


def merged(spans: Iterable[Span]) -> tuple[Span, ...]:
    """Give spans in order, those that overlap or touch as one."""
    joined: list[Span] = []
    for start, end in sorted(spans):
        if joined and start <= joined[-1][1]:
            start, before = joined.pop()
            end = max(before, end)
        joined.append((start, end))
    return tuple(joined)


def _falling(distance: NDArray[np.intp], fade: int) -> NDArray[np.float64]:
    """Give 1 to 0 over ``fade`` samples from the edge of a gap, and 0 from there on."""
    if fade == 0:
        return np.zeros(len(distance))
    falling: NDArray[np.float64] = np.clip(1 - (distance + 1) / fade, 0, 1)
    return falling
