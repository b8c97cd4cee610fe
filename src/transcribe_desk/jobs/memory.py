"""Say whether this computer has memory for a second worker process, and keep what a worker takes small."""

from __future__ import annotations

import sys
from pathlib import Path

# The largest worker stays below 1.1 GB (docs/benchmarks.md); the rest is left to the person's other programs.
_NEEDED_KB = 1_500_000
_MEMORY = Path("/proc/meminfo")

# What mallopt(3) calls these, and from what size on a block is mapped by itself. Left to itself, glibc raises that size
# to 32 MB, and what is between two blocks of a model is never given back (docs/benchmarks.md).
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_MAPPED_FROM_BYTES = 4 * 2**20
_KEPT_FREE_BYTES = 128 * 2**20


def room_for_another(memory: Path = _MEMORY) -> bool:
    """Tell whether a second worker fits beside the first; where the system does not say (not Linux), take it so."""
    try:
        lines = memory.read_text(encoding="ascii").splitlines()
    except OSError:
        return True
    available = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return available is None or int(available) >= _NEEDED_KB


def give_back_large_blocks() -> None:
    """Have this process give a block of 4 MB or more back to the system as soon as it is freed; glibc only."""
    if sys.platform == "linux":
        import ctypes

        libc = ctypes.CDLL(None)
        if hasattr(libc, "mallopt"):
            libc.mallopt(_M_MMAP_THRESHOLD, _MAPPED_FROM_BYTES)
            libc.mallopt(_M_TRIM_THRESHOLD, _KEPT_FREE_BYTES)
