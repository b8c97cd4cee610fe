"""Plan where a recording is cut into slices, each of which is transcribed by itself."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate, pairwise

LEVEL_MS = 50
# What a recogniser needs to get a slice ready grows with it: slices of four minutes took it over 1.1 GB
# (docs/benchmarks.md).
LONGEST_MS = 3 * 60_000
_QUIET_MS = 400


def plan_slices(
    levels: Sequence[float], total_ms: int, *, longest_ms: int = LONGEST_MS, level_ms: int = LEVEL_MS
) -> tuple[tuple[int, int], ...]:
    """Cut ``total_ms`` into slices (start, end) in milliseconds, none longer than ``longest_ms``, nothing left out.

    Slices are about equally long, and there is an even number of them, so that two recognised side by side end
    together; what is shorter than a third of ``longest_ms`` stays whole. ``levels`` is the loudness (RMS) of each
    ``level_ms`` in turn. Each cut is in the middle of the quietest 0.4 s near its place, the latest of several equal
    ones, so that no word is cut in two.
    """
    if total_ms <= longest_ms // 3:
        return ((0, total_ms),) if total_ms else ()
    sums = [0.0, *accumulate(level * level for level in levels)]
    reach_ms = longest_ms // 20
    pairs = 1  # of which each slice has one end that does not move
    if total_ms > 2 * (longest_ms - reach_ms):
        pairs = -(-total_ms // (2 * (longest_ms - 2 * reach_ms)))
    each_ms = total_ms / (2 * pairs)
    places = [round(number * each_ms) for number in range(1, 2 * pairs)]
    reach_ms = min(reach_ms, round(each_ms) // 4)
    cuts = [_quietest(sums, place - reach_ms, place + reach_ms, level_ms) for place in places]
    return tuple(pairwise([0, *cuts, total_ms]))


def _quietest(sums: Sequence[float], earliest: int, limit: int, level_ms: int) -> int:
    """Give the middle of the quietest 0.4 s between two times, or the limit where levels are lacking."""
    width = max(1, _QUIET_MS // level_ms)
    first = -(-earliest // level_ms)
    last = min(limit // level_ms, len(sums) - 1) - width
    if last < first:
        return limit
    quietest = min(range(last, first - 1, -1), key=lambda at: sums[at + width] - sums[at])
    return quietest * level_ms + width * level_ms // 2
