"""The time left is estimated from what this computer took before, and a lost file of figures costs nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import Phase
from transcribe_desk.jobs.settings import ACCURATE, DRAFT, FAST

HOUR_MS = 3_600_000


def test_what_was_measured_is_the_next_estimate_also_after_a_restart(tmp_path: Path) -> None:
    path = tmp_path / "state" / "speeds.json"
    Estimates(path).learn(Phase.TRANSCRIBE, ACCURATE, HOUR_MS, seconds=720)
    assert Estimates(path).cost(Phase.TRANSCRIBE, ACCURATE) == pytest.approx(0.2)
    assert Estimates(path).seconds([Phase.TRANSCRIBE], ACCURATE, HOUR_MS // 2) == pytest.approx(360)


def test_models_and_beams_are_told_apart_and_other_phases_do_not_depend_on_them(tmp_path: Path) -> None:
    estimates = Estimates(tmp_path / "speeds.json")
    typical = estimates.cost(Phase.TRANSCRIBE, FAST)
    estimates.learn(Phase.TRANSCRIBE, ACCURATE, HOUR_MS, seconds=1800)
    estimates.learn(Phase.DECODE, ACCURATE, HOUR_MS, seconds=36)
    assert estimates.cost(Phase.TRANSCRIBE, FAST) == typical
    assert estimates.cost(Phase.TRANSCRIBE, DRAFT) == typical
    assert estimates.cost(Phase.DECODE, DRAFT) == pytest.approx(0.01)


def test_a_change_of_speed_is_taken_up_step_by_step(tmp_path: Path) -> None:
    estimates = Estimates(tmp_path / "speeds.json")
    for seconds in (360, 720, 720, 720):
        estimates.learn(Phase.SPEAKERS, ACCURATE, HOUR_MS, seconds)
    assert 0.18 < estimates.cost(Phase.SPEAKERS, ACCURATE) < 0.2


def test_a_short_recording_says_nothing_about_a_long_one(tmp_path: Path) -> None:
    estimates = Estimates(tmp_path / "speeds.json")
    before = estimates.cost(Phase.FLAG, ACCURATE)
    estimates.learn(Phase.FLAG, ACCURATE, 5_000, seconds=9)
    assert estimates.cost(Phase.FLAG, ACCURATE) == before
    assert not (tmp_path / "speeds.json").exists()


@pytest.mark.parametrize("content", [b"", b"{", b"[1, 2]", b"\xff\xfe", b'{"decode": -3, "flag": "fast"}'])
def test_a_damaged_file_is_made_anew(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "speeds.json"
    path.write_bytes(content)
    estimates = Estimates(path)
    assert 0 < estimates.cost(Phase.DECODE, ACCURATE) < 1
    estimates.learn(Phase.DECODE, ACCURATE, HOUR_MS, seconds=36)
    assert json.loads(path.read_text())["decode"] == pytest.approx(0.01)


def test_a_place_that_cannot_be_written_is_no_trouble(tmp_path: Path) -> None:
    (tmp_path / "state").write_text("a file where the folder should be")
    estimates = Estimates(tmp_path / "state" / "speeds.json")
    estimates.learn(Phase.DECODE, ACCURATE, HOUR_MS, seconds=36)
    assert estimates.cost(Phase.DECODE, ACCURATE) == pytest.approx(0.01)


def test_the_file_holds_figures_and_the_names_of_models_alone(tmp_path: Path) -> None:
    path = tmp_path / "speeds.json"
    Estimates(path).learn(Phase.TRANSCRIBE, ACCURATE, HOUR_MS, seconds=720)
    assert json.loads(path.read_text()) == {"transcribe faster-whisper cpu whisper-base 5": 0.2}
    assert [each.name for each in tmp_path.iterdir()] == ["speeds.json"]
