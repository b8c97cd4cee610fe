"""An export repeated into the same folder tells which files changed, and why, without a name."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from tests.jobs.conftest import StudyBuilder
from tests.jobs.test_exporting import review
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.export_changes import FileState, Reason
from transcribe_desk.jobs.exporting import ExportReport
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
        SHEET: (FileState.LEFT, Reason.NOT_ASKED_FOR),
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


def test_the_trail_keeps_digests_and_no_names(desk: Desk, interview: Interview, tmp_path: Path) -> None:
    desk.export(tmp_path / "out", targets=["text"])
    entry = next(each for each in desk.vault.audit.entries() if each.action == "exported")
    assert set(entry.details["made_of"]) == {"text", "speakers", "decisions", "details", "stand_ins", "facts"}
    kept = json.dumps(entry.details)
    assert not any(name in kept for name in ("Margaret", "Patel", "Leeds", "[NAME"))
    assert entry.details["interviews"] == ["01-hospital", "02-hospital"]
