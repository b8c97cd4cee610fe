"""Make the copies that are listened to from a script."""

from __future__ import annotations

import wave
from pathlib import Path

import pytest

from transcribe_desk.cli.main import run
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.study import StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a study with two recordings."""
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", "a passphrase")
    folder = tmp_path / "Heard.tdstudy"
    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    paths = []
    for number in (1, 2):
        paths.append(tmp_path / f"{number}.wav")
        with wave.open(str(paths[-1]), "wb") as target:
            target.setparams((1, 2, 16_000, 0, "NONE", ""))
            target.writeframes(bytes(32_000 * number))
    with Desk(Vault.create(folder, "a passphrase", StudySettings("Heard"), cost=cheap)) as desk:
        desk.add_organisation("ward")
        assert len(desk.import_files(paths, "ward").imported) == 2
    return folder


def test_every_interview_gets_its_copy_once(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["playback", str(study), "02-ward"]) == 0
    assert capsys.readouterr().out.startswith("02-ward: made (0.0 MB)")
    assert run(["playback", str(study), "--all"]) == 0
    first, second = capsys.readouterr().out.splitlines()
    assert first.startswith("01-ward: made")
    assert second == "02-ward: ready already"


def test_a_damaged_recording_is_told_and_the_others_go_on(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    longest = max((study / "recordings").iterdir(), key=lambda path: path.stat().st_size)
    longest.write_bytes(longest.read_bytes()[:-1])
    assert run(["playback", str(study)]) == 3
    told = capsys.readouterr()
    assert told.out.startswith("01-ward: made")
    assert told.err.startswith("02-ward: Encrypted recording")


def test_sound_that_was_deleted_is_no_failure(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["retention", str(study), "--delete", "01-ward"]) == 0
    capsys.readouterr()
    assert run(["playback", str(study), "01-ward"]) == 0
    assert capsys.readouterr().out == "01-ward: its recording is no longer in the study\n"
