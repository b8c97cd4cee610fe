"""The speech benchmark may be stopped at any run and goes on with those that are lacking."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import speech
from tests.benchmarks.recordings import Recording
from tests.benchmarks.systems import Bench

Runs = list[tuple[str, str, str]]
Start = Callable[..., int]


@pytest.fixture
def made() -> Runs:
    """Give the list of runs that were made; the run called “stop” stands for somebody who stops the benchmark."""
    return []


@pytest.fixture
def start(made: Runs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Start:
    """Give the benchmark, with systems that take no time in place of the real ones."""

    def run(system: str, sound: Recording, number: str, bench: Bench, _normalise: object) -> speech.Row:
        if made[-1:] == [("stop", "", "")]:
            made.pop()
            raise KeyboardInterrupt
        made.append((sound.name, system, number))
        cost: dict[str, Any] = {"wall_seconds": float(number), "cpu_seconds": 2.0, "peak_mb": 3.0, "together_mb": 4.0}
        told: dict[str, Any] = {"processes": {}, "phases": {}, "wer": 0.01, "wrong_speaker": None, "der": None}
        return speech.Row(
            bench.model, sound.name, sound.seconds, system, number, bench.threads, load=0.0, **cost, **told
        )

    def prepare(folder: Path, model: str, python: Path) -> Bench:
        return Bench(folder, model, folder, python, folder, folder, 2)

    monkeypatch.setattr(speech, "prepare", prepare)
    monkeypatch.setattr(speech, "whispers_normaliser", lambda _python: list)
    monkeypatch.setattr(speech, "_run", run)

    def main(*options: str) -> int:
        command = ["speech", "--systems", "desk,faster-whisper", "--recordings", "sample", *options]
        monkeypatch.setattr(sys, "argv", [*command, "--keep", str(tmp_path / "kept.json")])
        return speech.main()

    return main


def test_a_benchmark_that_was_stopped_goes_on_with_the_runs_that_are_lacking(
    start: Start, made: Runs, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert start("--rounds", "1") == 0
    made.append(("stop", "", ""))
    assert start("--rounds", "3") == 130
    assert len(json.loads((tmp_path / "kept.json").read_text())) == 2
    assert "Stopped" in capsys.readouterr().err

    assert start("--rounds", "3") == 0

    assert made == [
        ("sample", "desk", "1"),
        ("sample", "faster-whisper", "1"),
        ("sample", "faster-whisper", "2"),
        ("sample", "desk", "2"),
        ("sample", "desk", "3"),
        ("sample", "faster-whisper", "3"),
    ], "every run once; who goes first alternates"
    table = capsys.readouterr().out
    assert start("--table") == 0
    assert len(made) == 6
    medians = table[table.index("Medians") :]
    assert capsys.readouterr().out.endswith(medians)
    assert "| of 3 | 2.0 |" in medians


def test_another_model_is_another_run(start: Start, made: Runs) -> None:
    assert start("--rounds", "1") == start("--rounds", "1", "--model", "whisper-tiny.en") == 0
    assert len(made) == 4
