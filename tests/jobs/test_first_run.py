"""What a person is told before the first transcription is true of this computer, and the trial is a real one."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path

import pytest

from tests.speech.sound import installed
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import Phase
from transcribe_desk.jobs.first_run import Computer, FirstRun, this_computer
from transcribe_desk.jobs.settings import DRAFT
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.study.errors import CancelledError, ModelError


@pytest.fixture
def first_run(tmp_path: Path) -> FirstRun:
    """Give a computer with the small speech model alone, in a folder of its own."""
    folder = tmp_path / "models"
    shutil.copytree(installed("whisper-tiny.en"), folder / "whisper-tiny.en")
    return FirstRun(ModelStore(folder), Estimates(tmp_path / "speeds.json"))


@pytest.fixture
def bare(tmp_path: Path) -> FirstRun:
    """Give a computer without any model."""
    return FirstRun(ModelStore(tmp_path / "none"), Estimates(tmp_path / "speeds.json"))


def test_without_a_speech_model_there_is_no_trial(bare: FirstRun) -> None:
    assert not bare.ready
    assert bare.settings() is None
    assert bare.check("whisper-base") is ModelState.MISSING
    with pytest.raises(ModelError, match="None is installed"):
        bare.try_out()


def test_the_trial_tells_the_speed_and_later_estimates_begin_with_it(first_run: FirstRun) -> None:
    assert first_run.settings() == DRAFT  # the best there is
    before = first_run.estimates.cost(Phase.TRANSCRIBE, DRAFT)
    shares: list[float] = []
    trial = first_run.try_out(shares.append, seconds=4)
    assert 1 < trial.speed < 300  # two slices that end together were once taken for the work of a moment: 23,000
    assert first_run.estimates.cost(Phase.TRANSCRIBE, DRAFT) == pytest.approx(1 / trial.speed, rel=0.01)
    assert first_run.estimates.cost(Phase.TRANSCRIBE, DRAFT) != before
    assert trial.minutes_for_hour == pytest.approx(first_run.estimates.seconds(list(Phase), DRAFT, 3_600_000) / 60)
    assert "interview" in trial.words.lower() or len(trial.words.split()) > 8
    assert shares == sorted(shares)


def test_the_trial_stops_at_once(first_run: FirstRun) -> None:
    stop, stopped = threading.Event(), []

    def progressed(_fraction: float) -> None:
        stopped.append(time.monotonic())
        stop.set()

    with pytest.raises(CancelledError):
        first_run.try_out(progressed, cancel=stop)
    assert time.monotonic() - stopped[0] < 1


def test_a_changed_file_is_named(first_run: FirstRun, tmp_path: Path) -> None:
    weights = tmp_path / "models" / "whisper-tiny.en" / "model.bin"
    content = bytearray(weights.read_bytes())
    content[1000] ^= 1
    weights.write_bytes(content)
    with pytest.raises(ModelError, match=r"model\.bin.*contents were changed"):
        first_run.check("whisper-tiny.en")


@pytest.mark.parametrize(("flags", "found"), [("fpu sse avx avx2 fma", True), ("fpu sse avx", False)])
def test_avx2_is_read_from_the_system(flags: str, found: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("platform.machine", lambda: "x86_64")
    told = tmp_path / "cpuinfo"
    told.write_text(f"processor\t: 0\nflags\t\t: {flags}\n", encoding="utf-8")
    assert this_computer(told).avx2 is found
    assert this_computer(tmp_path / "gone").avx2 is None
    monkeypatch.setattr("platform.machine", lambda: "arm64")
    assert this_computer(told).avx2 is None


def test_too_little_memory_for_a_model() -> None:
    assert Computer(avx2=True, memory_bytes=2_000_000_000).too_small_for("whisper-base")
    assert not Computer(avx2=True, memory_bytes=8_000_000_000).too_small_for("whisper-base")
    assert not Computer(avx2=None, memory_bytes=None).too_small_for("whisper-base")  # not known is no warning
