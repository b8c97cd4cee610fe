"""Choose how long sound is kept, and delete it, from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.ui import made_study
from tests.ui.made_sound import give_sound
from transcribe_desk.cli.main import run
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.errors import DiskError


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a closed study in which one transcribed interview has sound."""
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", made_study.PASSPHRASE)
    folder = tmp_path / "Respiratory.tdstudy"
    with made_study.filled(folder) as desk:
        give_sound(desk, "02-hospital")
    return folder


def _has_sound(study: Path, study_id: str) -> bool:
    with Desk.open(study, made_study.PASSPHRASE) as desk:
        return desk.vault.recordings.is_kept(desk.interview(study_id).id)


def test_a_rule_is_chosen_told_and_applied(study: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["retention", str(study), "--rule", "days", "--days", "30"]) == 0
    told = capsys.readouterr().out
    assert "Sound is deleted 30 days after it came in." in told
    assert "02-hospital              due " in told
    assert run(["retention", str(study), "--apply"]) == 0
    assert _has_sound(study, "02-hospital")
    assert run(["retention", str(study), "--rule", "days", "--days", "0", "--apply"]) == 0
    assert "02-hospital              deleted " in capsys.readouterr().out
    assert not _has_sound(study, "02-hospital")


def test_one_interview_is_deleted_with_a_reason_that_the_trail_keeps(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["retention", str(study), "--delete", "02-hospital", "--reason", "withdrew"]) == 0
    assert not _has_sound(study, "02-hospital")
    capsys.readouterr()
    assert run(["log", str(study)]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "sound deleted" in line]
    assert "02-hospital" in line
    assert '"reason": "withdrew"' in line
    assert run(["retention", str(study), "--delete", "02-hospital"]) == 2
    assert "There is none any more." in capsys.readouterr().err


def test_what_the_disk_refuses_to_delete_is_an_error_until_it_is_gone(
    study: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(13, "refused")

    apply = ["retention", str(study), "--rule", "days", "--days", "0", "--apply"]
    with monkeypatch.context() as stubborn:
        stubborn.setattr(Path, "unlink", refuse)
        assert run(apply) == DiskError.exit_code
    told = capsys.readouterr()
    assert "its files are still on the disk" in told.out
    assert "Sound of 02-hospital: Its encrypted files are still on the disk" in told.err
    assert run(apply) == 0
    assert capsys.readouterr().err == ""


def test_recordings_that_the_database_does_not_know_are_told_and_noted_once(
    study: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (known,) = (path for path in (study / "recordings").iterdir() if path.stat().st_size > 100_000)
    (study / "recordings" / ("a" * 32)).write_bytes(known.read_bytes())
    for _ in range(2):
        assert run(["log", str(study)]) == 0
        told = capsys.readouterr()
        assert "recordings that its database does not know: 1. " in told.err
        assert told.out.count("unknown recordings found") == 1
    assert (study / "recordings" / ("a" * 32)).exists()


@pytest.mark.parametrize(
    ("options", "cause"),
    [
        (["--rule", "days"], "after how many days"),
        (["--days", "3"], "needs a rule"),
        (["--rule", "days", "--days", "-1"], "is not a number of days"),
        (["--reason", "withdrew"], "deleting nothing"),
        (["--delete", "77-hospital"], "77-hospital"),
    ],
)
def test_what_cannot_be_meant_is_refused(
    study: Path, options: list[str], cause: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["retention", str(study), *options]) == 2
    assert cause in capsys.readouterr().err
    assert _has_sound(study, "02-hospital")
