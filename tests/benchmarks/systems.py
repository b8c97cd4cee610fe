"""Run one of the compared systems on one recording, each as its users start it, with the same weights and threads."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.processes import Cost, measured
from tests.benchmarks.scoring import Turn
from transcribe_desk.jobs.events import Phase
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.speech.threads import recogniser_threads

ROOT = Path(__file__).parents[2]
_HERE = Path(__file__).parent
_EXE = ".exe" if sys.platform == "win32" else ""
OPENAI_PYTHON = ROOT / ".venv-openai" / ("Scripts" if sys.platform == "win32" else "bin") / f"python{_EXE}"


class SystemMissingError(Exception):
    """What a system needs is not installed; the text says how to get it."""


@dataclass(frozen=True, slots=True)
class Bench:
    """Where everything lies; ``pt`` are the weights as openai-whisper takes them, ``tools`` a folder with ffmpeg."""

    folder: Path
    model: str
    weights: Path
    openai_python: Path
    pt: Path
    tools: Path
    threads: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a system heard, as turns of speaker and text or as text alone, and what that cost.

    Of our own phases, ``processes`` are the peaks in MB and ``phases`` the seconds.
    """

    heard: tuple[Turn, ...] | str
    cost: Cost
    processes: Mapping[str, float] = field(default_factory=dict)
    phases: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class System:
    """A system by the name people know it by."""

    title: str
    run: Callable[[Bench, Path], Outcome]


def prepare(folder: Path, model: str, openai_python: Path) -> Bench:
    """Convert the weights once and see that the peers are there, or raise SystemMissingError."""
    whisper = openai_python.with_name(f"whisper{_EXE}")
    if not whisper.exists():
        raise SystemMissingError(
            "openai-whisper is not installed. “python3 dev.py test-openai” builds its environment, .venv-openai; "
            "“--openai-python PATH” names another. Its packages also bring Whisper's normaliser."
        )
    weights = ModelStore().verified_path(model)
    pt, tools = folder / f"{model}-converted.pt", folder / "tools"
    subprocess.run([str(openai_python), str(_HERE / "openai_side.py"), "convert", str(weights), str(pt)], check=True)
    tools.mkdir()
    if shutil.which("ffmpeg") is None:
        shutil.copy(_ffmpeg_of(openai_python), tools / f"ffmpeg{_EXE}")
    return Bench(folder, model, weights, openai_python, pt, tools, recogniser_threads())


def _ffmpeg_of(openai_python: Path) -> str:
    command = [str(openai_python), str(_HERE / "openai_side.py"), "ffmpeg"]
    done = subprocess.run(command, capture_output=True, check=False, text=True)
    if done.returncode != 0:
        raise SystemMissingError(
            "openai-whisper's command needs ffmpeg, which is not on the PATH. Install it (Debian: “apt-get install "
            "ffmpeg”), or let “python3 dev.py test-openai” build .venv-openai, which has it."
        )
    return done.stdout.strip()


def _desk(bench: Bench, audio: Path) -> Outcome:
    options = ("--model", bench.model, "--speakers", "2", "--flags")
    command = [sys.executable, str(_HERE / "transcribe_json.py"), str(audio), *options]
    printed, cost = measured(command, ROOT)
    found = json.loads(printed)
    turns = tuple((turn["speaker"], turn["text"]) for turn in found["turns"])
    seconds = {phase["phase"]: phase["seconds"] for phase in found["phases"]}
    return Outcome(turns, cost, _by_phase(cost), seconds)


def _by_phase(cost: Cost) -> dict[str, float]:
    """Give the largest peak in MB of the worker processes of each phase, and of the program itself."""
    peaks: dict[str, float] = {}
    for process in cost.processes:
        name = process.name if process.name in list(Phase) else "program"
        peaks[name] = max(peaks.get(name, 0.0), process.peak_mb)
    return peaks


def _faster_whisper(bench: Bench, audio: Path) -> Outcome:
    script = str(_HERE / "plain_faster_whisper.py")
    printed, cost = measured([sys.executable, script, str(audio), str(bench.weights), str(bench.threads)], ROOT)
    return Outcome(json.loads(printed)["text"], cost)


def _whisper(beam: int | None) -> Callable[[Bench, Path], Outcome]:
    def run(bench: Bench, audio: Path) -> Outcome:
        command = [str(bench.openai_python.with_name(f"whisper{_EXE}")), str(audio), "--model", str(bench.pt)]
        command += ["--language", "en", "--device", "cpu", "--fp16", "False", "--threads", str(bench.threads)]
        command += ["--beam_size", str(beam), "--verbose", "False"]
        command += ["--output_format", "json", "--output_dir", str(bench.folder)]
        threads = {"OMP_NUM_THREADS": str(bench.threads)}
        written = bench.folder / f"{audio.stem}.json"
        written.unlink(missing_ok=True)
        _, cost = measured(command, bench.folder, threads | _path_with(bench.tools))
        return Outcome(json.loads(written.read_text(encoding="utf-8"))["text"], cost)

    return run


def _path_with(folder: Path) -> dict[str, str]:
    return {"PATH": os.pathsep.join((os.environ.get("PATH", os.defpath), str(folder)))}


SYSTEMS = {
    "desk": System("Transcribe Desk (words, speakers, flags)", _desk),
    "faster-whisper": System("faster-whisper, defaults (text)", _faster_whisper),
    "whisper-beam5": System("openai-whisper's command, beam 5 (text)", _whisper(5)),
    "whisper-greedy": System("openai-whisper's command, greedy (text)", _whisper(None)),
}
