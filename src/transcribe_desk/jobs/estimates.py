"""Remember how fast this computer does each phase, so that the first estimate of the time left is its own."""

from __future__ import annotations

import contextlib
import json
import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from transcribe_desk import paths
from transcribe_desk.jobs.events import Phase
from transcribe_desk.jobs.settings import TranscriptionSettings

# Seconds of work for a second of sound before this computer has measured its own: 2 cores, whisper-base, beam 5
# (docs/benchmarks.md).
_TYPICAL = {Phase.DECODE: 0.004, Phase.TRANSCRIBE: 0.09, Phase.SPEAKERS: 0.02, Phase.FLAG: 0.01}
# Less than this is mostly the start of a process and says little about a long recording.
_LEAST_SOUND_MS = 60_000
# The newest measurement counts as much as all before it: a computer's speed changes with what else it does.
_WEIGHT = 0.5
_FILE_NAME = "speeds.json"


class Estimates:
    """Seconds of work for a second of sound, by phase and what matters to it; kept in one small file of figures.

    Any thread may use it. Nothing of any study is in the file; where it cannot be read or written, estimates begin
    with typical figures every time.
    """

    def __init__(self, path: Path | None = None) -> None:
        """Keep the figures in ``path``, by default in this user's state folder; nothing is read before it is needed."""
        self._path = path or paths.state_folder() / _FILE_NAME
        self._costs: dict[str, float] | None = None
        self._lock = threading.Lock()

    def cost(self, phase: Phase, settings: TranscriptionSettings) -> float:
        """Give the seconds of work that a second of sound takes in a phase."""
        with self._lock:
            return self._known().get(_key(phase, settings), _TYPICAL[phase])

    def seconds(self, phases: Sequence[Phase], settings: TranscriptionSettings, sound_ms: int) -> float:
        """Give the seconds that these phases take for so many milliseconds of sound."""
        return sum(self.cost(phase, settings) for phase in phases) * sound_ms / 1000

    def learn(
        self,
        phase: Phase,
        settings: TranscriptionSettings,
        sound_ms: int,
        seconds: float,
        *,
        least_ms: int = _LEAST_SOUND_MS,
    ) -> None:
        """Take in how many seconds a phase took for so many milliseconds of sound, if it is ``least_ms`` or more."""
        if sound_ms < least_ms:
            return
        measured = seconds / (sound_ms / 1000)
        with self._lock:
            costs = self._known()
            key = _key(phase, settings)
            before = costs.get(key, measured)
            costs[key] = round(before + (measured - before) * _WEIGHT, 9)
            self._write(costs)

    def _known(self) -> dict[str, float]:
        if self._costs is None:
            self._costs = {}
            # A file that is missing or damaged costs a better estimate, nothing else.
            with contextlib.suppress(OSError, ValueError):
                self._costs = _costs(json.loads(self._path.read_text(encoding="utf-8")))
        return self._costs

    def _write(self, costs: dict[str, float]) -> None:
        aside = self._path.with_name(f"{self._path.name}.{os.getpid()}.part")
        with contextlib.suppress(OSError):
            try:
                self._path.parent.mkdir(parents=True, exist_ok=True)
                aside.write_text(json.dumps(costs, indent=1, sort_keys=True), encoding="utf-8")
                aside.replace(self._path)
            finally:
                aside.unlink(missing_ok=True)


def _key(phase: Phase, settings: TranscriptionSettings) -> str:
    """Name what the cost of a phase depends on; only recognition depends on more than the computer."""
    if phase is Phase.TRANSCRIBE:
        return f"{phase.value} {settings.engine} {settings.device} {settings.model} {settings.beam}"
    return phase.value


def _costs(value: Any) -> dict[str, float]:
    if not isinstance(value, dict):
        return {}
    return {str(key): float(cost) for key, cost in value.items() if isinstance(cost, int | float) and 0 < cost < 1000}
