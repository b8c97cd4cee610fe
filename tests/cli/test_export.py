"""Export from the command line: chosen targets and interviews, a dry run, a report for other programs, exit codes."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.cli.main import run
from transcribe_desk.export.targets import TARGETS
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.study.study import StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a study with two reviewed interviews and one that nobody has decided on."""
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", "a passphrase")
    folder = tmp_path / "Study.tdstudy"
    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    with Desk(Vault.create(folder, "a passphrase", StudySettings("Study"), cost=cheap)) as desk:
        builder = StudyBuilder(desk, tmp_path)
        for said in ("Hello.", "Hello again."):
            interview = builder.transcribed([said, "Margaret says hello."])
            desk.decide([mention.id for mention in desk.mentions(interview.id)], Decision.ACCEPTED, "GE")
            desk.sign_off(interview.id, "GE")
        builder.transcribed(["And in Leeds?", "Yes."])
    return folder


def report(path: Path) -> dict[str, Any]:
    found = json.loads(path.read_bytes())
    assert found.pop("format") == "transcribe-desk-report/1"
    return dict(found)


def test_every_target_can_be_asked_for_at_once(study: Path, tmp_path: Path) -> None:
    names = [target.name for target in TARGETS]
    options = ["--targets", ",".join(names), "--only", "01-hospital,02-hospital"]
    assert run(["export", str(study), "--out", str(tmp_path / "out"), *options]) == 0
    assert {path.name for path in (tmp_path / "out").iterdir()} == {*names, "manifest.json"}


def test_a_dry_run_says_what_would_be_written_and_what_not(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, said = tmp_path / "out", tmp_path / "report.json"
    options = ["--targets", "vtt,csv", "--dry-run", "--report", str(said)]
    assert run(["export", str(study), "--out", str(out), *options]) == 6
    told = capsys.readouterr()
    assert f"would write {out / 'vtt' / '01-hospital.vtt'}" in told.out
    assert "03-hospital: not written." in told.err
    assert not out.exists()
    tried = report(said)
    assert (tried["dry_run"], tried["exit_code"]) == (True, 6)
    assert run(["export", str(study), "--out", str(out), *options[:2], "--report", str(said)]) == 6
    done = report(said)
    assert done["written"] == tried["written"]
    assert [(file["path"], file["study_id"]) for file in done["written"]] == [
        ("vtt/01-hospital.vtt", "01-hospital"),
        ("csv/01-hospital.csv", "01-hospital"),
        ("vtt/02-hospital.vtt", "02-hospital"),
        ("csv/02-hospital.csv", "02-hospital"),
        ("csv/turns.csv", None),
    ]
    assert all((out / file["path"]).stat().st_size == file["size"] for file in done["written"])
    (refused,) = done["refused"]
    assert (refused["study_id"], refused["path"]) == ("03-hospital", None)
    assert "undecided" in refused["reasons"][0]


def test_who_is_not_in_the_new_sheet_is_told(study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said = tmp_path / "report.json"
    options = ["--out", str(tmp_path / "out"), "--report", str(said), "--only"]
    assert run(["export", str(study), *options, "01-hospital,02-hospital"]) == 0
    assert report(said)["outside"] == []
    assert run(["export", str(study), *options, "02-hospital"]) == 0
    assert "01-hospital: there from an earlier export" in capsys.readouterr().err
    assert report(said)["outside"] == ["01-hospital"]


def test_what_changed_since_the_export_before_is_told_in_a_dry_run_too(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, said = tmp_path / "out", tmp_path / "report.json"
    options = ["--out", str(out), "--report", str(said), "--only", "01-hospital,02-hospital", "--targets"]
    assert run(["export", str(study), *options, "text,srt"]) == 0
    assert report(said)["changes"] == []
    capsys.readouterr()
    for more in (["--dry-run"], []):
        assert run(["export", str(study), *options, "text,vtt", "--timestamps", *more]) == 0
        told = capsys.readouterr().err
        assert "text/01-hospital.txt: changed (options)" in told
        assert "srt/01-hospital.srt" not in told
        assert "vtt/02-hospital.vtt: new\n" in told
        first = report(said)["changes"][0]
        assert first == {
            "path": "srt/01-hospital.srt",
            "state": "left as it was",
            "reasons": ["it was not asked for"],
        }


def test_files_of_an_interview_that_was_removed_are_named_to_be_deleted(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = tmp_path / "report.json"
    options = ["--out", str(tmp_path / "out"), "--report", str(said), "--targets", "text", "--only"]
    assert run(["export", str(study), *options, "01-hospital,02-hospital"]) == 0
    assert report(said)["stale"] == []
    with Desk.open(study, "a passphrase") as desk:
        desk.people.remove_interviews([desk.interview("02-hospital").id])
    assert run(["export", str(study), *options, "01-hospital"]) == 0
    assert "text/02-hospital.txt: still in the folder" in capsys.readouterr().err
    assert report(said)["stale"] == ["text/02-hospital.txt"]


def test_unknown_targets_are_all_named_before_the_study_is_opened(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    said = tmp_path / "report.json"
    options = ["--targets", "pdf,docx,rtf", "--report", str(said)]
    assert run(["export", str(tmp_path / "Nowhere.tdstudy"), "--out", str(tmp_path / "out"), *options]) == 2
    assert "Export targets “pdf”, “rtf”: There are no such targets. Choose from docx, nvivo" in capsys.readouterr().err
    assert report(said)["error"]["thing"] == "Export targets “pdf”, “rtf”"


def test_a_report_that_cannot_be_written_stops_before_anything_is(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run(["export", str(study), "--out", str(out), "--report", str(tmp_path / "no" / "report.json")]) == 2
    assert not out.exists()


def test_the_report_holds_no_path_of_this_computer(study: Path, tmp_path: Path) -> None:
    said = tmp_path / "report.json"
    run(["export", str(study), "--out", str(tmp_path / "out"), "--report", str(said)])
    assert str(tmp_path) not in said.read_text(encoding="utf-8")


def test_the_targets_can_be_listed(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        run(["export", "--list-targets"])
    assert ended.value.code == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == [target.name for target in TARGETS]


def test_times_and_line_numbers_reach_the_files(study: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    options = ["--targets", "text", "--only", "01-hospital", "--timestamps", "--f4-times"]
    assert run(["export", str(study), "--out", str(out), *options]) == 0
    text = (out / "text" / "01-hospital.txt").read_text(encoding="utf-8")
    assert text.endswith("01-hospital: [00:00:10] [NAME 1] says hello. #00:00:10-8#\n")
    settings = json.loads((out / "manifest.json").read_bytes())["settings"]
    assert settings == {"timestamps": True, "f4_times": True, "line_numbers": False}
