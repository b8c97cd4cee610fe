"""Tell speakers apart by the channel each of them was recorded on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray


class ChannelSpeakers:
    """Knows from the louder channel who speaks; a judge as ``assign_speakers`` wants it, one speaker a channel."""

    def __init__(self, voices: Sequence[Sequence[int]]) -> None:
        """Take ``voices`` as triples of start, end (ms) and channel; those of one channel do not overlap."""
        channels = sorted({channel for _, _, channel in voices})
        self._spans = [sorted((start, end) for start, end, each in voices if each == channel) for channel in channels]

    @property
    def count(self) -> int:
        """Give the number of speakers."""
        return len(self._spans)

    def at(self, time_ms: int) -> int:
        """Give the speaker (0, 1, …) at a time: of several at once who began last, in a silence the nearest."""
        return min(range(self.count), key=lambda speaker: self._nearness(speaker, time_ms))

    def fits(self, stretches: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
        """Give the share of each stretch (ms) that each speaker talks, 0 to 1, shape (stretches, speakers)."""
        shares = [
            [self._spoken_ms(speaker, start, end) / max(end - start, 1) for speaker in range(self.count)]
            for start, end in stretches
        ]
        return np.array(shares).reshape(len(stretches), self.count)

    def _nearness(self, speaker: int, time_ms: int) -> tuple[int, int]:
        spans = self._spans[speaker]
        after = bisect_right(spans, (time_ms, time_ms))
        near = [spans[place] for place in (after - 1, after) if 0 <= place < len(spans)]
        return min((max(start - time_ms, time_ms - end, 0), -start) for start, end in near)

    def _spoken_ms(self, speaker: int, start_ms: int, end_ms: int) -> int:
        spans = self._spans[speaker]
        first = max(0, bisect_left(spans, (start_ms, start_ms)) - 1)
        last = bisect_left(spans, (end_ms, end_ms))
        return sum(max(0, min(end, end_ms) - max(start, start_ms)) for start, end in spans[first:last])
