"""Measure making the copy to listen to of a long recording: ``python -m tests.benchmarks.playback_copy``."""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from pathlib import Path

from tests.benchmarks.recordings import looped
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.study import StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault


def main() -> int:
    """Make the copy once and print what it took (Linux)."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--minutes", type=int, default=86)
    minutes = parser.parse_args().minutes
    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    with tempfile.TemporaryDirectory() as work:
        recording = looped(Path(work), minutes)
        with Desk(Vault.create(Path(work) / "Long.tdstudy", "words", StudySettings("Long"), cost=cheap)) as desk:
            desk.add_organisation("ward")
            (interview,) = desk.import_files([recording.path], "ward").imported
            worker = _Worker()
            started = time.monotonic()
            desk.playback.prepare(interview.id, worker.look)
            print(
                f"making it: {time.monotonic() - started:.1f} s, CPU {worker.seconds:.1f} s, peak {worker.peak:.0f} MB"
            )
            started = time.monotonic()
            sound = desk.playback.sound(interview.id)
            print(f"reading it: {time.monotonic() - started:.2f} s, {len(sound) / 1e6 / minutes * 60:.1f} MB an hour")
    return 0


class _Worker:
    """What the process that this thread waits for has used so far."""

    def __init__(self) -> None:
        self.seconds = self.peak = 0.0

    def look(self, _done_ms: int, _total_ms: int) -> None:
        """Note its CPU time and the most memory that it held."""
        task = Path(f"/proc/self/task/{threading.get_native_id()}")
        for child in (task / "children").read_text(encoding="ascii").split():
            process = Path("/proc") / child
            ticks = (process / "stat").read_text(encoding="ascii").rpartition(")")[2].split()
            self.seconds = (int(ticks[11]) + int(ticks[12])) / 100
            for line in (process / "status").read_text(encoding="utf-8").splitlines():
                if line.startswith("VmHWM:"):
                    self.peak = max(self.peak, int(line.split()[1]) / 1024)


if __name__ == "__main__":
    sys.exit(main())
