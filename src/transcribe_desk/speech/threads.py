"""Say how many threads the recogniser may use on this computer."""

from __future__ import annotations

import os
import sys
from pathlib import Path

MOST_LANES = 2  # stretches of sound recognised side by side: a third would need too much memory (docs/benchmarks.md)
_MOST = 4
_TOPOLOGY = Path("/sys/devices/system/cpu")


def recogniser_threads() -> int:
    """Give the number of physical cores less one, at least 2 where there are 2, at most 4.

    One core is left to the window; with two cores both are used, as that is a sixth faster than one with the same
    words (docs/benchmarks.md) and the window still gets its share from the system.
    """
    cores = physical_cores()
    return min(max(cores - 1, min(cores, 2)), _MOST)


def recogniser_lanes(threads: int) -> int:
    """Give how many stretches of sound so many threads best recognise side by side.

    Two stretches with a thread each take three quarters of the time of one after the other with two threads, with the
    same words (docs/benchmarks.md).
    """
    return min(MOST_LANES, threads)


def physical_cores() -> int:
    """Count the physical cores this process may use; where that cannot be told, half of the logical ones."""
    if sys.platform == "linux":
        allowed = os.sched_getaffinity(0)
        cores = {_core(cpu) for cpu in allowed}
        return len(cores - {None}) or len(allowed)
    logical = os.cpu_count() or 1
    return logical if sys.platform == "darwin" else max(1, logical // 2)


def _core(cpu: int) -> tuple[str, str] | None:
    topology = _TOPOLOGY / f"cpu{cpu}" / "topology"
    try:
        return (topology / "physical_package_id").read_text(), (topology / "core_id").read_text()
    except OSError:
        return None
