"""An export repeated into the same folder tells which files changed, and why, without a name."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.jobs.conftest import StudyBuilder
from tests.jobs.test_exporting import review
from transcribe_desk.cli.exporting import tell
from transcribe_desk.cli.main import run
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.export_changes import FileState, Reason
from transcribe_desk.jobs.exporting import ExportReport
from transcribe_desk.jobs.people import InterviewChange
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.study.study import Interview
from transcribe_desk.study.style import CLEAN

TEXT, SHEET = "text/01-hospital.txt", "csv/turns.csv"


@pytest.fixture
def interview(desk: Desk, builder: StudyBuilder) -> Interview:
    """Give a reviewed interview; a second one is there too."""
    first = builder.transcribed(["Um, hello Margaret.", "Dr Patel is in Leeds."])
    review(desk, first.id)
    review(desk, builder.transcribed(["Who else?", "Nobody."]).id)
    return first


def told(report: ExportReport) -> dict[str, tuple[Any, ...]]:
    return {change.path: (change.state, *change.reasons) for change in report.changes}


def test_a_first_export_has_nothing_to_compare_with(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    assert desk.export(tmp_path / "out", targets=["text"]).changes == ()


def test_the_same_again_is_unchanged(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    desk.export(tmp_path / "out", targets=["text", "csv"])
    again = told(desk.export(tmp_path / "out", targets=["text", "csv"]))
    assert set(again.values()) == {(FileState.UNCHANGED,)}
    assert {TEXT, SHEET, "csv/02-hospital.csv"} < set(again)


def test_a_decision_changes_its_interview_and_the_files_about_all(
    desk: Desk, interview: Interview, tmp_path: Path
) -> None:
    desk.export(tmp_path / "out", targets=["text", "csv"])
    (leeds,) = (each for each in desk.mentions(interview.id) if each.category == "PLACE")
    desk.decide([leeds.id], Decision.REJECTED_HERE, "GE")
    desk.sign_off(interview.id, "GE")
    tried = desk.export(tmp_path / "out", targets=["text", "csv"], dry_run=True)
    again = desk.export(tmp_path / "out", targets=["text", "csv"])
    assert tried.changes == again.changes
    assert told(again) == {
        TEXT: (FileState.CHANGED, Reason.DECISION),
        SHEET: (FileState.CHANGED, Reason.DECISION),
        "csv/01-hospital.csv": (FileState.CHANGED, Reason.DECISION),
        "csv/02-hospital.csv": (FileState.UNCHANGED,),
        "text/02-hospital.txt": (FileState.UNCHANGED,),
    }


def test_what_a_person_corrected_is_told(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    out = tmp_path / "out"
    desk.export(out, targets=["text"])
    desk.edit_turn(interview.id, 1, "Um, hello again Margaret.", "GE")
    desk.vault.review.mark_flagged(interview.id)
    desk.sign_off(interview.id, "GE")
    assert told(desk.export(out, targets=["text"]))[TEXT][1] is Reason.TEXT
    desk.swap_roles(interview.id)
    desk.sign_off(interview.id, "GE")
    assert told(desk.export(out, targets=["text"]))[TEXT] == (FileState.CHANGED, Reason.SPEAKERS)


def test_another_replacement_is_told(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    out = tmp_path / "out"
    desk.export(out, targets=["text"])
    (leeds,) = (each for each in desk.entities() if each.name == "Leeds")
    desk.review.describe(leeds.id, "GE", replacement="[A CITY]")
    desk.sign_off(interview.id, "GE")
    assert told(desk.export(out, targets=["text"]))[TEXT] == (FileState.CHANGED, Reason.REPLACEMENT)


def test_profile_style_and_options_are_told(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    out = tmp_path / "out"
    desk.export(out, targets=["text"])
    assert told(desk.export(out, targets=["text"], style=CLEAN))[TEXT] == (FileState.CHANGED, Reason.STYLE)
    published = desk.export(out, targets=["text"], profile=Profile.PUBLICATION, style=CLEAN)
    assert told(published)[TEXT] == (FileState.CHANGED, Reason.PROFILE)
    options = ExportOptions(timestamps=True)
    timed = desk.export(out, targets=["text"], profile=Profile.PUBLICATION, style=CLEAN, options=options)
    assert told(timed)[TEXT] == (FileState.CHANGED, Reason.OPTIONS)


def test_a_file_that_is_not_made_again_says_why(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = builder.transcribed(["Hello Margaret.", "Yes."])
    review(desk, first.id)
    desk.export(out, targets=["text", "csv"])
    second = builder.transcribed(["Hello.", "Yes."])
    review(desk, second.id)
    desk.decide([desk.mentions(first.id)[0].id], Decision.UNDECIDED, "GE")
    assert told(desk.export(out, targets=["csv"])) == {
        TEXT: (FileState.NOT_MADE, Reason.REFUSED),
        "csv/01-hospital.csv": (FileState.NOT_MADE, Reason.REFUSED),
        "csv/02-hospital.csv": (FileState.NEW,),
        SHEET: (FileState.CHANGED, Reason.INTERVIEWS),
    }


def test_where_everything_is_refused_nothing_is_touched(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    out = tmp_path / "out"
    first = builder.transcribed(["Hello Margaret.", "Yes."])
    review(desk, first.id)
    desk.export(out, targets=["text", "csv"])
    desk.decide([desk.mentions(first.id)[0].id], Decision.UNDECIDED, "GE")
    assert told(desk.export(out, targets=["text"], options=ExportOptions(timestamps=True))) == {
        TEXT: (FileState.NOT_MADE, Reason.REFUSED),
        "csv/01-hospital.csv": (FileState.NOT_MADE, Reason.REFUSED),
        SHEET: (FileState.NOT_MADE, Reason.REFUSED),
    }
    assert (out / TEXT).is_file()


def test_a_draft_that_was_reviewed_since_is_told(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    first = builder.transcribed(["Hello Margaret.", "Yes."])
    desk.export(tmp_path / "out", targets=["text"], draft=True)
    review(desk, first.id)
    assert told(desk.export(tmp_path / "out", targets=["text"])) == {
        TEXT: (FileState.CHANGED, Reason.DECISION, Reason.DRAFT)
    }


def test_what_was_not_asked_for_is_left(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    out = tmp_path / "out"
    desk.export(out, targets=["text", "csv"])
    again = told(desk.export(out, targets=["text"], interview_ids=[interview.id]))
    assert again[SHEET] == again["text/02-hospital.txt"] == (FileState.LEFT, Reason.NOT_ASKED_FOR)
    timed = told(desk.export(out, targets=["text"], options=ExportOptions(timestamps=True)))
    assert timed[SHEET] == (FileState.LEFT, Reason.NOT_ASKED_FOR)
    changed = told(desk.export(out, targets=["csv"], options=ExportOptions(f4_times=True), style=CLEAN))
    assert changed["csv/01-hospital.csv"] == (FileState.CHANGED, Reason.STYLE, Reason.OPTIONS)


def test_the_manifest_does_not_vouch_for_what_was_removed_renamed_or_refused(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    stays, refused, removed = (builder.transcribed(["Hello Margaret.", "Yes."]) for _ in range(3))
    renamed = builder.transcribed(["Hello Margaret.", "Yes."], label="clinic")
    for each in (stays, refused, removed, renamed):
        review(desk, each.id)
    desk.export(out, targets=["text"])
    desk.decide([desk.mentions(refused.id)[0].id], Decision.UNDECIDED, "GE")
    desk.people.remove_interviews([removed.id])
    clinic = next(each for each in desk.organisations() if each.label == "clinic")
    desk.people.change_organisation(clinic.id, label="surgery")
    review(desk, renamed.id)

    for asked in ([stays.id, renamed.id], None):  # a person may not have asked for what is refused
        manifest = desk.export(out, interview_ids=asked, targets=["text"]).manifest
        assert manifest is not None
        assert manifest.stale == ("text/02-hospital.txt", "text/03-hospital.txt", "text/04-clinic.txt")
        listed = json.loads((out / "manifest.json").read_bytes())["files"]
        assert [file["path"] for file in listed] == [TEXT, "text/04-surgery.txt"]
        assert (out / "text/03-hospital.txt").is_file(), "nothing is deleted by itself"

    desk.decide([desk.mentions(refused.id)[0].id], Decision.REJECTED_HERE, "GE")
    desk.sign_off(refused.id, "GE")
    manifest = desk.export(out, targets=["text"]).manifest
    assert manifest is not None
    assert manifest.stale == ("text/03-hospital.txt", "text/04-clinic.txt")
    assert "Margaret" in (out / "text/02-hospital.txt").read_text(encoding="utf-8")


@pytest.fixture
def three(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> tuple[Interview, ...]:
    """Give three reviewed interviews, all of which are in files about several, with quotes, the log and papers."""
    said = ["Hello Margaret.", "We waited a week for the first letter."]
    made = tuple(builder.transcribed(said) for _ in range(3))
    builder.interview()  # without one, a quote's tag would tell too much
    for each in made:
        review(desk, each.id)
        desk.quotes.keep(each.id, [(2, 0, 16)], "GE")
    desk.export(tmp_path / "out", targets=["text", "qdpx", "csv", "deposit"])
    desk.quotes.export(tmp_path / "out", forms=["csv"])
    desk.export_log(tmp_path / "out", forms=["csv"])
    desk.study_papers(tmp_path / "out")
    return made


def listed(out: Path) -> set[str]:
    return {file["path"] for file in json.loads((out / "manifest.json").read_bytes())["files"]}


def undecide(desk: Desk, interview: Interview) -> None:
    desk.decide([desk.mentions(interview.id)[0].id], Decision.UNDECIDED, "GE")


def rename(desk: Desk, interview: Interview) -> None:
    desk.people.change_interviews([interview.id], InterviewChange(desk.add_organisation("surgery").id))


def remove(desk: Desk, interview: Interview) -> None:
    desk.people.remove_interviews([interview.id])


OWN = {"text/02-hospital.txt", "csv/02-hospital.csv", "deposit/02-hospital.docx"}
ABOUT_ALL = {"csv/turns.csv", "qdpx/study.qdpx", "deposit/data_list.xlsx", "quotes/quotes.csv"}
LOG = "log/anonymisation-log.csv"


@pytest.mark.parametrize(
    ("fall", "reason"), [(remove, Reason.NOT_IN_STUDY), (rename, Reason.NOT_IN_STUDY), (undecide, Reason.REFUSED)]
)
def test_a_file_about_several_does_not_stand_once_one_in_it_was_removed_renamed_or_refused(
    fall: Callable[[Desk, Interview], None], reason: Reason, desk: Desk, three: tuple[Interview, ...], tmp_path: Path
) -> None:
    out, (first, second, third) = tmp_path / "out", three
    before = listed(out)
    assert OWN | ABOUT_ALL | {LOG} < before
    fall(desk, second)
    report = desk.export(out, targets=["text"], interview_ids=[first.id, third.id])
    assert report.manifest is not None
    assert set(report.manifest.stale) >= OWN | ABOUT_ALL
    assert set(report.manifest.stale) | listed(out) == before
    assert all(told(report)[path] == (FileState.NOT_MADE, reason) for path in OWN | ABOUT_ALL)
    assert (LOG in listed(out)) is (fall is undecide), "the log tells of what nobody has reviewed too"
    assert {each for each in before if each.startswith("study/")} <= listed(out), "papers name no interview"

    desk.export(out, targets=["csv", "deposit"], interview_ids=[first.id, third.id])
    report = desk.export(out, targets=["text"], interview_ids=[first.id, third.id])
    assert {"csv/turns.csv", "deposit/data_list.xlsx", "deposit/README.txt"} <= listed(out), "written without it"
    assert report.manifest is not None
    assert {"qdpx/study.qdpx", "quotes/quotes.csv"} <= set(report.manifest.stale)


def test_a_log_that_says_the_same_without_an_interview_stands(
    desk: Desk, interview: Interview, builder: StudyBuilder, tmp_path: Path
) -> None:
    out, silent = tmp_path / "out", builder.interview()
    desk.export(out, targets=["text"])
    desk.export_log(out, forms=["csv"])
    before = (out / LOG).read_bytes()
    remove(desk, silent)
    desk.export_log(out, forms=["csv"])
    assert (out / LOG).read_bytes() == before
    desk.export(out, targets=["text"])
    assert LOG in listed(out)


def test_whoever_is_only_in_files_about_several_is_looked_at_too(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    first, second = (builder.transcribed(["Hello Margaret.", "Yes."]) for _ in range(2))
    review(desk, first.id)
    review(desk, second.id)
    desk.export(tmp_path / "out", targets=["qdpx"])
    undecide(desk, second)
    manifest = desk.export(tmp_path / "out", targets=["text"], interview_ids=[first.id]).manifest
    assert manifest is not None
    assert manifest.stale == ("qdpx/study.qdpx",)


@pytest.mark.parametrize("command", ["log", "quotes", "study-outputs"])
def test_what_is_written_into_the_folder_later_does_not_vouch_for_it_again(
    command: str,
    desk: Desk,
    three: tuple[Interview, ...],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    remove(desk, three[1])
    desk.close()
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", "a passphrase")
    form = ["--form", "csv"] if command != "study-outputs" else []
    assert run([command, str(desk.vault.folder), "--out", str(tmp_path / "out"), *form]) == 0
    written = {"log": {LOG}, "quotes": {"quotes/quotes.csv"}, "study-outputs": set()}[command]
    gone = (OWN | ABOUT_ALL | {LOG}) - written
    assert not gone & listed(tmp_path / "out")
    errors = capsys.readouterr().err
    assert all(f"{path}: still in the folder" in errors for path in gone)
    assert "text/01-hospital.txt" not in errors


def test_a_draft_does_not_vouch_for_what_the_gate_refuses_now(
    desk: Desk, three: tuple[Interview, ...], tmp_path: Path
) -> None:
    undecide(desk, three[1])
    report = desk.export(tmp_path / "out", targets=["html"], interview_ids=[three[1].id], draft=True)
    assert report.manifest is not None
    assert set(report.manifest.stale) >= OWN | ABOUT_ALL
    assert {"html/02-hospital.html", "text/01-hospital.txt"} <= listed(tmp_path / "out")


def test_nothing_is_told_of_the_manifest_where_it_stays_as_it_was(
    desk: Desk, three: tuple[Interview, ...], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out, (first, second, third) = tmp_path / "out", three
    before = listed(out)
    remove(desk, third)
    undecide(desk, second)
    tell(desk.export(out, targets=["text"], dry_run=True))
    assert "text/02-hospital.txt: still in the folder, and would be in the manifest no more" in capsys.readouterr().err
    undecide(desk, first)
    for dry_run in (True, False):
        assert tell(desk.export(out, targets=["text"], dry_run=dry_run)) == 6
    assert "in the manifest" not in capsys.readouterr().err
    assert listed(out) == before


def test_what_is_refused_without_being_asked_for_says_so(
    desk: Desk, three: tuple[Interview, ...], tmp_path: Path
) -> None:
    undecide(desk, three[1])
    report = desk.export(tmp_path / "out", targets=["text"], interview_ids=[three[0].id])
    assert told(report)["text/02-hospital.txt"] == (FileState.NOT_MADE, Reason.REFUSED)
    assert told(report)["text/03-hospital.txt"] == (FileState.LEFT, Reason.NOT_ASKED_FOR)


def test_the_trail_keeps_digests_and_no_names(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    desk.export(tmp_path / "out", targets=["text"])
    entry = next(each for each in desk.vault.audit.entries() if each.action == "exported")
    assert set(entry.details["made_of"]) == {"text", "speakers", "decisions", "details", "stand_ins", "facts"}
    kept = json.dumps(entry.details)
    assert not any(name in kept for name in ("Margaret", "Patel", "Leeds", "[NAME"))
    assert entry.details["interviews"] == ["01-hospital", "02-hospital"]
