"""Say whether this computer has memory for a second worker process."""

from __future__ import annotations

from pathlib import Path

# The largest worker stays below 1.1 GB (docs/benchmarks.md); the rest is left to the person's other programs.
_NEEDED_KB = 1_500_000
_MEMORY = Path("/proc/meminfo")


def room_for_another(memory: Path = _MEMORY) -> bool:
    """Tell whether a second worker fits beside the first; where the system does not say (not Linux), take it so."""
    try:
        lines = memory.read_text(encoding="ascii").splitlines()
    except OSError:
        return True
    available = next((line.split()[1] for line in lines if line.startswith("MemAvailable:")), None)
    return available is None or int(available) >= _NEEDED_KB
