"""A worker starts only where there is memory for it, and gives back what it no longer needs."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
from pathlib import Path

import pytest

from transcribe_desk.jobs.memory import room_for_another

# Blocks as a speech model takes and frees them, with something small that stays between them.
_PROGRAM = """
import re, sys
from pathlib import Path
import numpy as np
from transcribe_desk.jobs.memory import give_back_large_blocks

def held_mb():
    return int(re.search(r"VmRSS:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1000

if "give back" in sys.argv:
    give_back_large_blocks()
del (first := [np.ones(12_000_000, np.int8)])[:]  # the first that is freed teaches glibc to keep such blocks
before, blocks, small = held_mb(), [], []
for _ in range(20):
    blocks.append(np.ones(12_000_000, np.int8))
    small.append(np.ones(100_000, np.int8))
del blocks
print(held_mb() - before)
"""


def kept_mb(*arguments: str) -> float:
    plain = {name: value for name, value in os.environ.items() if not name.startswith(("MALLOC_", "GLIBC_TUNABLES"))}
    command = [sys.executable, "-c", _PROGRAM, *arguments]
    return float(subprocess.run(command, capture_output=True, check=True, env=plain, text=True).stdout)


@pytest.mark.skipif(platform.libc_ver()[0] != "glibc", reason="only glibc keeps large blocks that were freed")
def test_large_blocks_go_back_to_the_system_as_soon_as_they_are_freed() -> None:
    assert kept_mb("give back") < 40 < kept_mb()


def test_a_second_worker_wants_room_beside_what_is_left_for_other_programs(tmp_path: Path) -> None:
    memory = tmp_path / "meminfo"
    memory.write_text("MemTotal:        8000000 kB\nMemAvailable:    1400000 kB\n")
    assert not room_for_another(memory)
    memory.write_text("MemTotal:        8000000 kB\nMemAvailable:    1600000 kB\n")
    assert room_for_another(memory)
    assert room_for_another(tmp_path / "a system that does not say")
