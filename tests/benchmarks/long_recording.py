"""Take one long recording, the sample looped, through all phases; print time and peak memory of every process.

    python tests/benchmarks/long_recording.py [--minutes 86] [--model whisper-tiny.en] [--beam 1]

Peak memory is ``VmHWM`` as Linux counts it, read ten times a second from each worker.
"""

from __future__ import annotations

import argparse
import secrets
import tempfile
import threading
import time
import wave
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import av
import psutil

from transcribe_desk import paths
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.pipeline import Pipeline
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.security import no_network
from transcribe_desk.study.study import StudySettings

_BYTES_A_MINUTE = 60 * 16_000 * 2


def main() -> None:
    """Run the phases one by one and print one line for each."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--minutes", type=int, default=86)
    parser.add_argument("--model", default="whisper-tiny.en")
    parser.add_argument("--beam", type=int, default=1)
    options = parser.parse_args()
    settings = TranscriptionSettings(model=options.model, beam=options.beam)
    no_network.arm()
    with (
        tempfile.TemporaryDirectory() as folder,
        Desk.create(Path(folder) / "benchmark.tdstudy", secrets.token_hex(), StudySettings("Benchmark")) as desk,
    ):
        desk.add_organisation("benchmark")
        (interview,) = desk.import_files([long_recording(Path(folder), options.minutes)], "benchmark").imported
        estimates = Estimates(Path(folder) / "speeds.json")
        work = Pipeline(
            desk.vault, desk.models, interview, settings, lambda _event: None, threading.Event(), estimates=estimates
        )
        while (phase := work.next_phase()) is not None:
            started = time.monotonic()
            with _peak_of_workers() as peak:
                work.do(phase)
            print(f"{phase.value:<12} {time.monotonic() - started:7.1f} s  peak {peak[0] / 1e6:6.0f} MB", flush=True)
        transcript = desk.transcript(interview.id)
        assert transcript is not None
        words = sum(len(turn.words) for turn in transcript.turns)
    print(f"the program          peak {_high_water_mark(psutil.Process().pid) / 1e6:6.0f} MB")
    print(f"{options.minutes} minutes, {options.model}, beam {options.beam}: {words} words")


def long_recording(folder: Path, minutes: int) -> Path:
    """Write the sample over and over until it lasts ``minutes``, as 16 kHz mono wav."""
    resampler = av.AudioResampler("s16", "mono", 16_000)
    with av.open(str(paths.resource("sample", "interview.opus"))) as container:
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    once = b"".join(frame.to_ndarray().tobytes() for frame in frames)
    path = folder / "long.wav"
    left = minutes * _BYTES_A_MINUTE
    with wave.open(str(path), "wb") as target:
        target.setparams((1, 2, 16_000, 0, "NONE", "not compressed"))
        while left:
            target.writeframes(once[:left])
            left -= min(left, len(once))
    return path


@contextmanager
def _peak_of_workers() -> Iterator[list[int]]:
    """Give a list whose one number is, in the end, the largest peak in bytes of any worker meanwhile."""
    peak = [0]
    over = threading.Event()

    def watch() -> None:
        me = psutil.Process()
        while not over.wait(0.1):
            for child in me.children():
                peak[0] = max(peak[0], _high_water_mark(child.pid))

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield peak
    finally:
        over.set()
        watcher.join()


def _high_water_mark(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) * 1024 for line in lines if line.startswith("VmHWM")), 0)


if __name__ == "__main__":
    main()
