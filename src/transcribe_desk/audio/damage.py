"""Find damaged stretches in recordings that carry no times, only one sound packet after another (MP3, raw AAC)."""

from __future__ import annotations

import os
from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

import numpy as np
from av.audio.stream import AudioStream
from av.container import InputContainer
from numpy.typing import NDArray

from transcribe_desk.audio.container import packets

_COUNTING_FORMATS = frozenset({"mp3", "aac"})
_WITHOUT_LENGTH = frozenset({"aac", "amr"})
# A packet that carries more than this many times a large packet's bytes has swallowed what is damaged before it.
_TOO_LARGE = 1.9
_LARGE_PERCENTILE = 90
# Fewer packets than this between two damaged places are chance patterns in rubbish, not sound.
_SHORTEST_RUN = 5
# FFmpeg reads this much ahead at most; a reading place that moves on further has skipped rubbish.
_READ_AHEAD = 1 << 16
_INDEX_BEFORE_SOUND = 4096
# The marks of an MP3's index, and where behind them its count of packets stands; encoders trim a little at both ends.
_INDEX_MARKS = ((b"Xing", 8), (b"Info", 8), (b"VBRI", 14))
_TRIMMED = 0.3
_BELIEVABLE = 0.5
_NEIGHBOURS = 200


@dataclass(frozen=True, slots=True)
class Damage:
    """Packets ``first`` to ``last`` (counted from 0) hold no sound; ``lost`` seconds of sound were there once."""

    first: int
    last: int
    lost: float


def counts_packets(container: InputContainer) -> bool:
    """Tell whether times in this container are only counted from its packets."""
    return container.format.name in _COUNTING_FORMATS


def states_length(container: InputContainer, stream: AudioStream, source: IO[bytes]) -> bool:
    """Tell whether the container says itself how long it is, rather than FFmpeg guessing from its bit rate.

    Reads the first packet: open the container again afterwards.
    """
    if container.format.name != "mp3":
        return container.format.name not in _WITHOUT_LENGTH
    first = next((packet for packet in packets(container, stream, source) if packet and packet.pos), None)
    if first is None or not first.pos or not first.duration or not stream.duration or not stream.time_base:
        return False
    start = max(0, first.pos - _INDEX_BEFORE_SOUND)
    source.seek(start)
    before = source.read(first.pos - start)
    for mark, offset in _INDEX_MARKS:
        place = before.find(mark)
        if place >= 0:
            count = int.from_bytes(before[place + offset : place + offset + 4], "big")
            # FFmpeg guesses all the same when the index is of the first of several files that were joined.
            stated = float(count * first.duration * first.time_base)
            return abs(stated - float(stream.duration * stream.time_base)) < _TRIMMED
    return False


def damaged(
    container: InputContainer, stream: AudioStream, source: IO[bytes], stated_seconds: float | None
) -> list[Damage]:
    """Find the damaged stretches between sound packets, reading all packets and decoding none.

    ``stated_seconds`` is the length by the container's own count, if it has one: what is lost is then known as a whole
    and shared out by size. Otherwise it is the bytes lost at the mean rate of the rest. Open the container again
    afterwards.
    """
    sizes, extents, stumbles, seconds, unseen = _measure(container, stream, source)
    if len(sizes) < _SHORTEST_RUN or not seconds:
        return []
    bad = np.flatnonzero(stumbles | (extents > _TOO_LARGE * np.percentile(sizes, _LARGE_PERCENTILE)))
    stretches = [(first, last) for first, last in _joined(bad) if last < len(sizes) - 1]
    if not stretches:
        return []
    good = np.ones(len(sizes), dtype=bool)
    for first, last in stretches:
        good[first : last + 1] = False
    rates = [_size_near(sizes, good, first, last) / seconds for first, last in stretches]
    spans = [int(extents[first : last + 1].sum()) for first, last in stretches]
    losses = [span * (1 + unseen / sum(spans)) / rate for span, rate in zip(spans, rates, strict=True)]
    by_count = None
    if stated_seconds is not None:
        trimmed = float((stream.start_time or 0) * stream.time_base) if stream.time_base else 0.0
        by_count = stated_seconds + trimmed - int(good.sum()) * seconds
    scale = _whole_loss(sum(losses), by_count) / sum(losses)
    return [Damage(first, last, loss * scale) for (first, last), loss in zip(stretches, losses, strict=True)]


def _size_near(sizes: NDArray[np.int64], good: NDArray[np.bool_], first: int, last: int) -> float:
    """Give the mean size of the good packets just before and after a stretch: bit rates change within a recording."""
    near = slice(max(0, first - _NEIGHBOURS), last + 1 + _NEIGHBOURS)
    return float(sizes[near][good[near]].mean())


def _measure(
    container: InputContainer, stream: AudioStream, source: IO[bytes]
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.bool_], float, int]:
    """Give for each packet its size, how far its end lies past the last one's, and whether reading stumbled before it.

    Then the seconds a packet lasts, and the bytes that FFmpeg skipped without a hole between the positions it gives.
    """
    sizes, extents, stumbles = array("q"), array("q"), array("b")  # hours have a million packets
    stumbled = False
    furthest = 0
    start = end = -1
    seconds = 0.0
    for packet in packets(container, stream, source):
        if packet is None or not packet.size:
            stumbled = stumbled or packet is None
            continue
        if packet.duration and packet.time_base:
            seconds = float(packet.duration * packet.time_base)
        position = end if packet.pos is None else packet.pos
        if end < 0:
            start = end = position
            furthest = source.tell() - position
        sizes.append(packet.size)
        extents.append(position + packet.size - end)
        stumbles.append(stumbled or source.tell() - end > furthest + _READ_AHEAD)
        furthest = max(furthest, source.tell() - end)
        stumbled = False
        end = position + packet.size
    rest = source.seek(0, os.SEEK_END) - start - sum(extents)
    return (
        np.array(sizes, dtype=np.int64),
        np.array(extents, dtype=np.int64),
        np.array(stumbles, dtype=np.bool_),
        seconds,
        max(0, rest),
    )


def _joined(bad: NDArray[np.intp]) -> Iterator[tuple[int, int]]:
    """Join damaged packets that lie close together into stretches of first and last."""
    if len(bad) == 0:
        return
    breaks = np.flatnonzero(np.diff(bad) > _SHORTEST_RUN)
    starts = [0, *(int(place) + 1 for place in breaks)]
    ends = [*(int(place) for place in breaks), len(bad) - 1]
    for start, end in zip(starts, ends, strict=True):
        yield int(bad[start]), int(bad[end])


def _whole_loss(by_rate: float, by_count: float | None) -> float:
    """Choose how many seconds are lost: by the container's count where that is near what the bytes say."""
    if by_count is None:
        return by_rate
    if abs(by_count - by_rate) <= _BELIEVABLE * by_rate:
        return by_count
    return min(by_rate, max(0.0, by_count))  # more is missing at the end as well, or what was skipped was no sound
