"""Plan where a long recording is cut into slices that are transcribed one after another."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

LEVEL_MS = 50
LONGEST_MS = 5 * 60_000
_QUIET_MS = 400


def plan_slices(
    levels: Sequence[float], total_ms: int, *, longest_ms: int = LONGEST_MS, level_ms: int = LEVEL_MS
) -> tuple[tuple[int, int], ...]:
    """Cut ``total_ms`` into slices (start, end) in milliseconds, none longer than ``longest_ms``, nothing left out.

    ``levels`` is the loudness (RMS) of each ``level_ms`` in turn. Each cut is in the middle of the quietest 0.4 s of
    the last fifth before the limit, the latest of several equal ones, so that no word is cut in two.
    """
    sums = [0.0, *accumulate(level * level for level in levels)]
    slices = []
    start = 0
    while total_ms - start > longest_ms:
        end = _quietest(sums, start + longest_ms * 4 // 5, start + longest_ms, level_ms)
        slices.append((start, end))
        start = end
    if total_ms > start:
        slices.append((start, total_ms))
    return tuple(slices)


def _quietest(sums: Sequence[float], earliest: int, limit: int, level_ms: int) -> int:
    """Give the middle of the quietest 0.4 s between two times, or the limit where levels are lacking."""
    width = max(1, _QUIET_MS // level_ms)
    first = -(-earliest // level_ms)
    last = min(limit // level_ms, len(sums) - 1) - width
    if last < first:
        return limit
    quietest = min(range(last, first - 1, -1), key=lambda at: sums[at + width] - sums[at])
    return quietest * level_ms + width * level_ms // 2
