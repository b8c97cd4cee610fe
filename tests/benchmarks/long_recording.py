"""Take one long recording, the sample looped, through all phases; print time and peak memory of every process.

    python -m tests.benchmarks.long_recording [--minutes 86] [--model whisper-base] [--beam 5] [--break-at 0.5]

``--break-at`` does it a second time, kills the whole program when that share of the recording is recognised, sees that
a second later nothing of it runs, goes on in a new one, and compares words, times and speakers with the first time's.
Phases overlap, as the workers of coming phases start ahead: times are from the end of one phase to the end of the next.
Peak memory is ``VmHWM`` as Linux counts it, read ten times a second. The exit code is 1 where a process had more than
``--limit-mb``, where the two transcripts differ, or where something ran on.
"""

from __future__ import annotations

import argparse
import multiprocessing
import secrets
import sys
import tempfile
import threading
import time
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path

import psutil

from tests.benchmarks.processes import high_water_mark_mb, watched
from tests.benchmarks.recordings import looped
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import JobEvent, Phase
from transcribe_desk.jobs.pipeline import Pipeline
from transcribe_desk.jobs.progress import Report
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.security import no_network
from transcribe_desk.study.study import StudySettings
from transcribe_desk.study.transcript import Transcript


@dataclass(frozen=True, slots=True)
class Study:
    """A study with one interview in it."""

    folder: Path
    passphrase: str
    settings: TranscriptionSettings

    def make(self, sound: Path) -> None:
        """Make it anew with the recording ``sound``."""
        with Desk.create(self.folder, self.passphrase, StudySettings("Benchmark")) as desk:
            desk.add_organisation("benchmark")
            desk.import_files([sound], "benchmark")

    def work(self, desk: Desk, report: Report) -> Pipeline:
        """Give what takes its interview on from where it stands."""
        (row,) = desk.rows()
        estimates = Estimates(self.folder.with_suffix(".json"))
        return Pipeline(
            desk.vault, desk.models, row.interview, self.settings, report, threading.Event(), estimates=estimates
        )


def main() -> int:
    """Run the phases one by one and print one line for each; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=int, default=86)
    parser.add_argument("--model", default="whisper-base")
    parser.add_argument("--beam", type=int, default=5)
    parser.add_argument("--break-at", type=float, metavar="SHARE", help="do it again, broken off there and resumed")
    parser.add_argument("--limit-mb", type=float, default=1100)
    options = parser.parse_args()
    settings = TranscriptionSettings(model=options.model, beam=options.beam)
    no_network.arm()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        sound = looped(folder, options.minutes)
        print(f"{sound.seconds / 60:.1f} minutes, {options.model}, beam {options.beam}", flush=True)
        whole = Study(folder / "whole.tdstudy", secrets.token_hex(), settings)
        whole.make(sound.path)
        unbroken, peak_mb = finish(whole)
        good = peak_mb <= options.limit_mb
        if not good:
            print(f"A process had more than {options.limit_mb:.0f} MB.")
        if options.break_at is not None:
            broken = Study(folder / "broken.tdstudy", secrets.token_hex(), settings)
            broken.make(sound.path)
            good &= kill(broken, options.break_at)
            resumed, _ = finish(broken)
            good &= same(unbroken, resumed)
    return 0 if good else 1


def finish(study: Study) -> tuple[Transcript, float]:
    """Do what is still to do, telling of each phase; give the transcript and the largest process's peak in MB."""
    with Desk.open(study.folder, study.passphrase) as desk:
        work = study.work(desk, lambda _event: None)
        with watched(psutil.Process().pid, itself=False) as watch:
            while (phase := work.next_phase()) is not None:
                started = time.monotonic()
                work.do(phase)
                print(f"{phase.value:<12} {time.monotonic() - started:7.1f} s", flush=True)
        for phase in Phase:
            peaks = [process.peak_mb for process in watch.processes if process.name == phase.value]
            print(f"{phase.value:<12} peak {max(peaks, default=0):6.0f} MB in {len(peaks)} processes", flush=True)
        (row,) = desk.rows()
        transcript = desk.transcript(row.interview.id)
    assert transcript is not None
    program = high_water_mark_mb(psutil.Process().pid)
    print(f"the program itself peak {program:6.0f} MB; all workers at one time {watch.together_mb:.0f} MB")
    print(f"{sum(len(turn.words) for turn in transcript.turns)} words in {len(transcript.turns)} turns", flush=True)
    return transcript, max(watch.peak_mb, program)


def kill(study: Study, share: float) -> bool:
    """Begin, kill the program when ``share`` is recognised, and tell whether nothing of it runs a second later."""
    context = multiprocessing.get_context("spawn")
    receiver, sender = context.Pipe(duplex=False)
    program = context.Process(target=_begin, args=(study, sender))
    program.start()
    sender.close()
    assert program.pid is not None
    while (done := receiver.recv()) < share:
        pass
    workers = psutil.Process(program.pid).children(recursive=True)
    program.kill()
    program.join()
    time.sleep(1)
    alive = [worker for worker in workers if _runs(worker)]
    with Desk.open(study.folder, study.passphrase) as desk:
        (row,) = desk.rows()
        plan = desk.vault.transcripts.plan(row.interview.id)
    assert plan is not None
    kept = f"{plan.finished_slices} of {len(plan.slices)} slices kept"
    print(f"killed at {done:.0%}; {kept}; {len(alive)} of {len(workers)} workers ran on", flush=True)
    return not alive


def same(unbroken: Transcript, resumed: Transcript) -> bool:
    """Print whether two transcripts have the same words, times and speakers, and how many words differ."""
    first, second = (
        [(turn.speaker, word) for turn in each.turns for word in turn.words] for each in (unbroken, resumed)
    )
    differing = sum(one != other for one, other in zip(first, second, strict=False)) + abs(len(first) - len(second))
    print(f"words, times and speakers differ in {differing} of {len(first)} words" if differing else "the same words")
    return not differing


def _runs(process: psutil.Process) -> bool:
    """Tell whether a process still works; one that nobody has asked for its exit code yet does not."""
    try:
        return process.status() not in (psutil.STATUS_ZOMBIE, psutil.STATUS_DEAD)
    except psutil.NoSuchProcess:
        return False


def _begin(study: Study, sender: Connection) -> None:
    """Work in a program of its own and tell how much is recognised."""

    def report(event: JobEvent) -> None:
        if event.phase is Phase.TRANSCRIBE:
            sender.send(event.fraction)

    with Desk.open(study.folder, study.passphrase) as desk:
        study.work(desk, report).run()


if __name__ == "__main__":
    sys.exit(main())
