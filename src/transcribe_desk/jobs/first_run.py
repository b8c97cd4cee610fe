"""Say what this computer has for transcribing, fetch what is missing when asked, and try how fast it is."""

from __future__ import annotations

import io
import os
import platform
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from transcribe_desk import paths
from transcribe_desk.jobs import model_download
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import Phase
from transcribe_desk.jobs.protocol import Message
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.jobs.settings import ACCURATE, DRAFT, NAME_MODELS, TranscriptionSettings
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.study.errors import ModelError, WorkerError
from transcribe_desk.study.serial import segment_from_json

SPEECH_MODELS = ("whisper-base", "whisper-tiny.en")
LANGUAGE_MODELS = (*NAME_MODELS.values(), "rampart")
# Bytes that the largest worker with a model takes (docs/benchmarks.md), and what the rest of a system wants beside it.
_WORKER_BYTES = {"whisper-base": 1_100_000_000, "whisper-tiny.en": 810_000_000}
_REST_BYTES = 1_500_000_000
_TRIAL_SECONDS = 20.0
_LONGEST_TRIAL_SECONDS = 90.0
_SLICE_MS = 30_000  # as much as the engine hears at once
_HOUR_MS = 3_600_000
_WORDS_SHOWN = 14
_CPU = Path("/proc/cpuinfo")
Progress = Callable[[float], None]


@dataclass(frozen=True, slots=True)
class Computer:
    """What matters of this computer; None where the system does not tell."""

    avx2: bool | None
    memory_bytes: int | None

    def too_small_for(self, model: str) -> bool:
        """Tell whether a model and the rest of the system do not fit into the memory, as far as that is known."""
        needed = _WORKER_BYTES.get(model, 0) + _REST_BYTES
        return self.memory_bytes is not None and self.memory_bytes < needed


@dataclass(frozen=True, slots=True)
class Trial:
    """How the trial came out: speed as a multiple of real time, minutes of work for an hour of talk, some words."""

    speed: float
    minutes_for_hour: float
    words: str


def this_computer(cpu_file: Path = _CPU) -> Computer:
    """Look at this computer."""
    return Computer(_avx2(cpu_file), _memory_bytes())


def needed_bytes(model: str) -> int:
    """Give the memory that a worker with this model takes, 0 when that was not measured."""
    return _WORKER_BYTES.get(model, 0)


class FirstRun:
    """What a person does before the first transcription, and whenever a model is missing."""

    def __init__(self, models: ModelStore | None = None, estimates: Estimates | None = None) -> None:
        self.models = models or ModelStore()
        self.estimates = estimates or Estimates()

    @property
    def ready(self) -> bool:
        """Tell whether a speech model and the language models for the names are there, by their files' sizes."""
        states = {name: self.models.state(name) for name in (*SPEECH_MODELS, *NAME_MODELS.values())}
        speech = any(states[name] is ModelState.INSTALLED for name in SPEECH_MODELS)
        return speech and all(states[name] is ModelState.INSTALLED for name in NAME_MODELS.values())

    def check(self, name: str) -> ModelState:
        """Check every byte of a model (slow); raises ModelError naming the file that is wrong and the remedy."""
        if self.models.state(name) is not ModelState.MISSING:
            self.models.verify(name)
        return self.models.state(name)

    def take_in(self, path: Path, report: Callable[[str], None] = lambda _line: None) -> str:
        """Install a model from a folder, a memory stick or a wheel file (slow) and give its name; raise ModelError."""
        return self.models.import_path(path, report)

    @property
    def can_download(self) -> bool:
        """Tell whether this process can have a model fetched: by the door that was left open, or where none is shut."""
        return model_download.possible()

    def download(self, name: str, report: Callable[[str], None], cancel: threading.Event) -> None:
        """Have a model fetched in a process of its own (slow, uses the network); raise ModelError, CancelledError."""
        model_download.fetch(self.models.entry(name).name, report, cancel)

    def settings(self) -> TranscriptionSettings | None:
        """Give the best settings for which the speech model is there, None when there is none."""
        for chosen in (ACCURATE, DRAFT):
            if self.models.state(chosen.model) is ModelState.INSTALLED:
                return chosen
        return None

    def try_out(
        self,
        progress: Progress = lambda _fraction: None,
        cancel: threading.Event | None = None,
        seconds: float = _TRIAL_SECONDS,
    ) -> Trial:
        """Transcribe the bundled sample for about ``seconds`` and learn how fast this computer is (slow).

        Raises ModelError without a speech model or for one that is not what it should be, WorkerError, CancelledError.
        """
        settings = self.settings()
        if settings is None:
            raise ModelError("Speech model", "None is installed.", "Install one first.")
        began = time.monotonic()
        sound, facts = _decoded(cancel)
        duration_ms = int(facts["duration_ms"])
        self.estimates.learn(Phase.DECODE, settings, duration_ms, time.monotonic() - began)
        trial = _Recognising(seconds, progress)
        job = {
            "model_path": str(self.models.verified_path(settings.model)),
            "engine": settings.engine,
            "beam": settings.beam,
            "language": "en",
            "gain_db": facts["gain_db"],
            "slices": facts["slices"],
            "first_slice": 0,
        }
        with suppress(_EnoughError):
            run_worker(Phase.TRANSCRIBE.value, job, trial.take, source=io.BytesIO(sound), cancel=cancel)
        sound_ms, taken = trial.measured(facts["slices"])
        self.estimates.learn(Phase.TRANSCRIBE, settings, sound_ms, taken, least_ms=_SLICE_MS // 2)
        hour = self.estimates.seconds(list(Phase), settings, _HOUR_MS)
        return Trial(sound_ms / 1000 / taken, hour / 60, trial.words)


class _EnoughError(Exception):
    """Ends the trial once it has told what it should."""


class _Recognising:
    """What came of the slices so far, and when; two may be heard side by side, and end together."""

    def __init__(self, seconds: float, progress: Progress) -> None:
        self.words = ""
        self._seconds = seconds
        self._progress = progress
        self._began = time.monotonic()
        self._ends: list[float] = []

    def take(self, message: Message, _payload: bytes) -> None:
        """Take in a message of the worker; raise _EnoughError when the time is over and two slices are done."""
        passed = time.monotonic() - self._began
        self._progress(min(1.0, passed / self._seconds))
        if message["type"] == "heard" and self.words.count(" ") < _WORDS_SHOWN:
            said = " ".join(word.text for word in segment_from_json(message["segment"]).words)
            self.words = f"{self.words} {said}".strip()
        if message["type"] == "slice_done":
            self._ends.append(time.monotonic())
        if (passed >= self._seconds and len(self._ends) > 1) or (passed >= _LONGEST_TRIAL_SECONDS and self._ends):
            raise _EnoughError

    def measured(self, slices: list[list[int]]) -> tuple[int, float]:
        """Give milliseconds of sound and the seconds that they took, with the loading of the model.

        Raises WorkerError when no slice was finished.
        """
        if not self._ends:
            raise WorkerError("Trial", "Nothing was recognised.", "Close other programs and try again.")
        return slices[len(self._ends) - 1][1], self._ends[-1] - self._began


def _decoded(cancel: threading.Event | None) -> tuple[bytes, Message]:
    """Give the sound of the bundled sample and what decoding found out."""
    sound = bytearray()
    facts: Message = {}

    def on_message(message: Message, payload: bytes) -> None:
        if message["type"] == "sound":
            sound.extend(payload)
        elif message["type"] == "decoded":
            facts.update(message)

    with paths.resource("sample", "interview.opus").open("rb") as source:
        job = {"name": "the sample", "slice_ms": _SLICE_MS}
        run_worker(Phase.DECODE.value, job, on_message, source=source, cancel=cancel)
    return bytes(sound), facts


def _avx2(cpu_file: Path) -> bool | None:
    """Tell whether the processor has AVX2; None where the system does not say, or for another kind of processor."""
    if platform.machine().lower() not in ("x86_64", "amd64"):
        return None
    try:
        lines = cpu_file.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError:
        return None
    flags = next((line.partition(":")[2].split() for line in lines if line.startswith("flags")), None)
    return None if flags is None else "avx2" in flags


def _memory_bytes() -> int | None:
    """Give this computer's memory, None where the system does not say (Windows)."""
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, ValueError, OSError):
        return None
