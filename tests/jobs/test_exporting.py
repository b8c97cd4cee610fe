"""Reviewed interviews are written, the others are refused with their reasons, and both are recorded."""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.audio.choice import AudioChoice
from transcribe_desk.export.manifest import style_words
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy import gate
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.study.errors import DiskError, GateRefusedError, InputError
from transcribe_desk.study.study import Status
from transcribe_desk.study.style import CLEAN, VERBATIM, PauseMarks, Style
from transcribe_desk.vault.files import disk_full


def review(desk: Desk, interview_id: int) -> None:
    desk.decide([mention.id for mention in desk.mentions(interview_id)], Decision.ACCEPTED, "GE")
    desk.sign_off(interview_id, "GE")


def test_only_what_was_reviewed_is_written(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    reviewed = builder.transcribed(["Hello Margaret.", "Hello."])
    builder.transcribed(["And Dr Patel?", "In Leeds."], label="clinic")
    builder.interview()
    review(desk, reviewed.id)

    report = desk.export(tmp_path / "out")

    assert [path.name for path in report.written] == [
        "01-hospital.docx",
        "01-hospital.txt",
        "variables.xlsx",
        "manifest.json",
    ]
    assert [each.study_id for each in report.refused] == ["02-clinic", "03-hospital"]
    assert "undecided" in report.refused[0].reasons[0]
    assert "not been transcribed" in report.refused[1].reasons[0]
    assert "01-hospital: Hello." in report.written[1].read_text(encoding="utf-8")
    assert "Interviewer: Hello [NAME 1]." in report.written[1].read_text(encoding="utf-8")
    assert [row.status for row in desk.rows()] == [Status.EXPORTED, Status.FLAGGED, Status.IMPORTED]


def test_the_manifest_and_the_trail_hold_the_hash_of_each_file(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    review(desk, builder.transcribed(["Hello Margaret.", "Hello."]).id)
    report = desk.export(tmp_path / "out", targets=["text"])
    digest = hashlib.sha256(report.written[0].read_bytes()).hexdigest()
    (file,) = json.loads(report.written[-1].read_text(encoding="utf-8"))["files"]
    assert (file["path"], file["sha256"]) == ("text/01-hospital.txt", digest)
    assert desk.vault.audit.entries()[-1].details["files"] == {"text/01-hospital.txt": digest}


def test_a_draft_says_so_in_every_file_and_is_no_export(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    builder.transcribed(["Hello Margaret.", "Margaret is in Leeds."])
    report = desk.export(tmp_path / "out", draft=True)
    text = report.written[1].read_text(encoding="utf-8")
    assert text.startswith("Machine draft, not reviewed by a person")
    assert "Margaret" not in text
    assert json.loads(report.written[-1].read_text(encoding="utf-8"))["draft"] is True
    assert desk.vault.audit.entries()[-1].action == "draft exported"
    assert [row.status for row in desk.rows()] == [Status.FLAGGED]


def test_a_style_reaches_the_files_their_manifest_and_the_trail(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    review(desk, builder.transcribed(["Um, I I met Margaret.", "Er, in, um, Leeds."]).id)
    style = replace(CLEAN, pauses=PauseMarks.SECONDS, pause_ms=100)
    report = desk.export(tmp_path / "out", targets=["text"], style=style)
    text = report.written[0].read_text(encoding="utf-8")
    assert "Interviewer: I met [NAME 1].\n01-hospital: In (1 s) [PLACE 1].\n" in text
    words = "clean verbatim, pauses of 0.1 s or more as (2 s)"
    assert [file["style"] for file in json.loads(report.written[-1].read_bytes())["files"]] == [words]
    assert desk.vault.audit.entries()[-1].details["style"] == words
    verbatim = desk.export(tmp_path / "out", targets=["text"])
    assert "01-hospital: Er, in, um, [PLACE 1]." in verbatim.written[0].read_text(encoding="utf-8")


def test_a_draft_has_a_style_too(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    builder.transcribed(["Um, I met Margaret.", "Yes."])
    report = desk.export(tmp_path / "out", targets=["text"], draft=True, style=CLEAN)
    assert "Interviewer: I met [NAME 1]." in report.written[0].read_text(encoding="utf-8")


def test_every_style_has_its_own_words() -> None:
    styles = [
        Style(pauses, pause_ms, fillers=fillers, false_starts=false_starts)
        for pauses in PauseMarks
        for pause_ms in (500, 2000)
        for fillers in (True, False)
        for false_starts in (True, False)
    ]
    assert len({style_words(style) for style in styles}) == len(styles)
    assert style_words(VERBATIM) == "verbatim"
    assert style_words(Style(fillers=False)) == "verbatim without fillers"


def test_twice_the_same_study_gives_the_same_bytes(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    review(desk, builder.transcribed(["Hello Margaret.", "I am Dr Patel's friend — in Leeds."]).id)
    first = desk.export(tmp_path / "one").written
    second = desk.export(tmp_path / "two").written
    assert [path.read_bytes() for path in first] == [path.read_bytes() for path in second]


def test_a_role_is_in_no_export(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    from transcribe_desk.jobs.importing import Details

    builder.transcribed(["Hello.", "Hello."])
    desk.import_files([builder.recording()], "hospital", Details(role="Chief of Commissioning"))
    report = desk.export(tmp_path / "out", draft=True)
    assert not any(b"Commissioning" in path.read_bytes() for path in report.written)


def test_a_dry_run_reports_and_leaves_no_trace(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    review(desk, builder.transcribed(["Hello Margaret.", "Hello."]).id)
    trail = len(desk.vault.audit.entries())
    report = desk.export(tmp_path / "out", dry_run=True)
    assert [path.name for path in report.written][-1] == "manifest.json"
    assert (tmp_path / "out").exists() is False
    assert len(desk.vault.audit.entries()) == trail
    assert [row.status for row in desk.rows()] == [Status.REVIEWED]


def test_a_dry_run_keeps_no_guid(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    review(desk, builder.transcribed(["Hello Margaret.", "Hello."]).id)
    tried, again, done, repeated = (
        desk.export(tmp_path / "out", targets=["qdpx"], dry_run=dry_run).manifest
        for dry_run in (True, True, False, True)
    )
    assert tried != again != done
    assert done == repeated, "those of a real export stay"


DOORS: dict[str, Callable[[Desk, Path], object]] = {
    "export": lambda desk, out: desk.export(out),
    "draft": lambda desk, out: desk.export(out, draft=True),
    "papers": lambda desk, out: desk.study_papers(out),
    "coders": lambda desk, out: desk.coder_sets(out, ["AB", "CD"]),
    "quotes": lambda desk, out: desk.quotes.export(out),
    "log": lambda desk, out: desk.export_log(out),
    "key": lambda desk, out: desk.export_key(out.with_suffix(".tdkey"), "other words"),
}


@pytest.fixture
def ready(desk: Desk, builder: StudyBuilder) -> Desk:
    """Give a study of which everything may leave, a quote too."""
    for _ in range(3):
        interview = builder.transcribed(["Hello Margaret.", "We waited a week for the first letter."])
        review(desk, interview.id)
    desk.quotes.keep(interview.id, [(2, 0, 16)], "GE")
    return desk


@pytest.mark.parametrize("door", DOORS.values(), ids=DOORS)
def test_nothing_leaves_that_the_study_cannot_record(
    door: Callable[[Desk, Path], object], ready: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A study's own disk may be full while the export goes to another."""
    trail, before = len(ready.vault.audit.entries()), sorted(tmp_path.iterdir())

    def full(*_: object) -> None:
        raise disk_full("Study Study.tdstudy")

    with monkeypatch.context() as patch:
        patch.setattr(type(ready.vault.audit), "append", full)
        with pytest.raises(DiskError, match="nothing was changed"):
            door(ready, tmp_path / "out")
    assert sorted(tmp_path.iterdir()) == before
    assert len(ready.vault.audit.entries()) == trail
    assert {row.status for row in ready.rows()} == {Status.REVIEWED}
    door(ready, tmp_path / "out")
    assert len(ready.vault.audit.entries()) > trail


@pytest.mark.parametrize("door", [DOORS[name] for name in DOORS if name != "key"], ids=[*DOORS][:-1])
def test_nothing_is_recorded_that_does_not_get_into_place(
    door: Callable[[Desk, Path], object], ready: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    trail, out = len(ready.vault.audit.entries()), tmp_path / "out"
    replace_file = Path.replace

    def pulled_out(source: Path, target: Path) -> Path:
        if target == out / "manifest.json":
            raise OSError(errno.EIO, "somebody pulled the memory stick out")
        return replace_file(source, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", pulled_out)
        with pytest.raises(DiskError):
            door(ready, out)
    assert not out.exists()
    assert len(ready.vault.audit.entries()) == trail
    assert {row.status for row in ready.rows()} == {Status.REVIEWED}


MEANWHILE: dict[str, Callable[[Desk, int], object]] = {
    "removed": lambda desk, interview_id: desk.people.remove_interviews([interview_id]),
    "changed": lambda desk, interview_id: desk.decide([desk.mentions(interview_id)[0].id], Decision.UNDECIDED, "GE"),
}


@pytest.mark.parametrize("targets", [["text", "csv"], ["text", "audio"]])
@pytest.mark.parametrize("what", MEANWHILE)
def test_what_is_changed_while_it_is_exported_does_not_leave(
    what: str, targets: list[str], ready: Desk, tmp_path: Path
) -> None:
    second = ready.interview("02-hospital").id

    def meanwhile(number: int, _total: int) -> None:
        if number == 3:
            MEANWHILE[what](ready, second)

    audio = AudioChoice(verify=False)
    with pytest.raises(GateRefusedError, match=f"Interview 02-hospital: It was {what} while it was being exported"):
        ready.export(tmp_path / "out", targets=targets, audio=audio, on_progress=meanwhile)
    assert not (tmp_path / "out").exists()
    assert Status.EXPORTED not in {row.status for row in ready.rows()}
    report = ready.export(tmp_path / "out", targets=["text"])
    assert [path.stem for path in report.written] == ["01-hospital", "03-hospital", "manifest"]


def test_a_change_elsewhere_does_not_stop_an_export(ready: Desk, tmp_path: Path) -> None:
    first, second = ready.interview("01-hospital").id, ready.interview("02-hospital").id

    def meanwhile(_number: int, _total: int) -> None:
        MEANWHILE["changed"](ready, second)

    report = ready.export(tmp_path / "out", interview_ids=[first], on_progress=meanwhile)
    assert report.written
    assert [row.status for row in ready.rows()] == [Status.EXPORTED, Status.REVIEWED, Status.REVIEWED]


def test_an_interview_that_is_removed_before_its_turn_at_the_gate_is_named(
    ready: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = ready.interview("03-hospital").id
    look = gate.refusals

    def remove_another(*asked: Any) -> tuple[gate.Refusal, ...]:
        if ready.vault.interviews.by_study_id("03-hospital"):
            ready.people.remove_interviews([gone])
        return look(*asked)

    monkeypatch.setattr(gate, "refusals", remove_another)
    report = ready.export(tmp_path / "out", targets=["text"])
    assert [path.stem for path in report.written] == ["01-hospital", "02-hospital", "manifest"]
    assert [(each.study_id, each.reasons[0][:14]) for each in report.refused] == [("03-hospital", "It was removed")]


def test_an_interview_that_is_only_in_files_about_all_is_exported_too(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    review(desk, builder.transcribed(["Hello Margaret.", "Hello."]).id)
    desk.export(tmp_path / "out", targets=["qdpx"])
    assert [row.status for row in desk.rows()] == [Status.EXPORTED]
    assert list(desk.vault.audit.entries()[-1].details["files"]) == ["qdpx/study.qdpx"]


def test_nothing_to_export_is_told(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no interview"):
        desk.export(tmp_path / "out")
    with pytest.raises(InputError, match="pdf"):
        desk.export(tmp_path / "out", targets=["pdf"])
