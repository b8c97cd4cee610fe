"""Compare the queue with its phases overlapping and one after the other, alternating, on three parts of the sample.

    python -m tests.benchmarks.queue_overlap [--rounds 3] [--model whisper-base] [--beam 5] [--seconds 100]

Prints one Markdown table: wall seconds from the first job added to the last one done, CPU seconds of all processes,
the largest sum of resident memory of all worker processes at one time, and whether all runs gave the same transcripts
and mentions.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import resource
import secrets
import statistics
import tempfile
import time
import wave
from pathlib import Path

from tests.benchmarks.processes import watched
from tests.benchmarks.recordings import sample_sound
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import JobState
from transcribe_desk.jobs.queue import JobQueue
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.study.study import StudySettings


def main() -> None:
    """Run the rounds and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--model", default="whisper-base")
    parser.add_argument("--beam", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=100)
    options = parser.parse_args()
    settings = TranscriptionSettings(model=options.model, beam=options.beam)
    print("| queue | wall s (each run) | median | CPU s | peak of all workers MB |")
    print("|---|---|---|---|---|")
    runs: dict[bool, list[tuple[float, float, float, str]]] = {True: [], False: []}
    with tempfile.TemporaryDirectory() as folder:
        files = parts(Path(folder), options.seconds)
        for number in range(options.rounds):
            for overlapping in (True, False) if number % 2 else (False, True):
                runs[overlapping].append(measure(files, settings, overlapping=overlapping))
    for overlapping, name in ((False, "one after the other"), (True, "overlapping")):
        walls = [run[0] for run in runs[overlapping]]
        cpu = statistics.median(run[1] for run in runs[overlapping])
        peak = max(run[2] for run in runs[overlapping])
        each = ", ".join(f"{wall:.1f}" for wall in walls)
        print(f"| {name} | {each} | {statistics.median(walls):.1f} | {cpu:.1f} | {peak:.0f} |")
    same = len({run[3] for each in runs.values() for run in each}) == 1
    print(f"Transcripts and mentions of all runs are {'the same' if same else 'DIFFERENT'}.")


def parts(folder: Path, seconds: int) -> list[Path]:
    """Write three parts of the sample as wav files."""
    sound = sample_sound()
    size = seconds * 32_000
    files = []
    for number in range(3):
        path = folder / f"part {number + 1}.wav"
        with wave.open(str(path), "wb") as target:
            target.setnchannels(1)
            target.setsampwidth(2)
            target.setframerate(16_000)
            target.writeframes(sound[number * size : (number + 1) * size])
        files.append(path)
    return files


def measure(
    files: list[Path], settings: TranscriptionSettings, *, overlapping: bool
) -> tuple[float, float, float, str]:
    """Take the files through a study of their own; give wall and CPU seconds, peak MB, and a hash of the result."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Desk.create(Path(folder) / "benchmark.tdstudy", secrets.token_hex(), StudySettings("Benchmark")) as desk,
    ):
        desk.add_organisation("benchmark")
        interviews = desk.import_files(files, "benchmark").imported
        desk.queue.close()
        desk.queue = JobQueue(desk.vault, desk.models, Estimates(Path(folder) / "speeds.json"), overlapping=overlapping)
        wall, cpu = time.perf_counter(), cpu_seconds()
        with watched(os.getpid(), itself=False) as watch:
            for interview in interviews:
                desk.queue.add(interview.id, settings)
            desk.queue.wait()
        wall, cpu = time.perf_counter() - wall, cpu_seconds() - cpu
        assert all(event.state is JobState.DONE for event in desk.queue.events()), desk.queue.events()
        digest = hashlib.sha256()
        for interview in interviews:
            digest.update(repr(desk.transcript(interview.id)).encode())
            digest.update(repr(desk.mentions(interview.id)).encode())
        digest.update(repr(desk.entities()).encode())
    return wall, cpu, watch.together_mb, digest.hexdigest()


def cpu_seconds() -> float:
    """Give the processor time of this process and of its ended children."""
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


if __name__ == "__main__":
    main()
