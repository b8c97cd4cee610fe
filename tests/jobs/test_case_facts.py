"""What a study knows of its participants stands in the sheets of coding programs, unless it singles somebody out."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import openpyxl
import pytest

from tests.jobs.conftest import StudyBuilder
from tests.jobs.test_export_changes import told
from tests.jobs.test_exporting import review
from transcribe_desk.jobs.case_facts import AttributeChoice
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.export_changes import FileState, Reason
from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.study.errors import InputError

TARGETS = ("docx", "nvivo", "qdpx", "qdpx-filevars", "deposit")
QDA = "{urn:QDA-XML:project:1.0}"


@pytest.fixture
def study(desk: Desk, builder: StudyBuilder) -> Desk:
    """Give a study of four reviewed interviews: all of one sex, one participant of another band."""
    for number in range(4):
        review(desk, builder.transcribed(["Hello.", f"Hello, {number}."]).id)
    for person in desk.disclosure.people():
        band = "8a" if person.participant.number == 4 else "6"
        values = {"sex": "female", "band": band, "role": "Chief of Commissioning"}
        desk.disclosure.set_attributes(person.participant.id, values)
    return desk


def sheets(out: Path) -> dict[str, list[dict[str, str]]]:
    """Read every sheet and project of an export: the values by name, for each interview."""
    found = {}
    for name in ("docx/variables.xlsx", "nvivo/classification.xlsx", "deposit/data_list.xlsx"):
        heading, *rows = openpyxl.load_workbook(out / name).worksheets[0].iter_rows(values_only=True)
        found[name] = [
            {str(column): str(value or "") for column, value in zip(heading, row, strict=True)} for row in rows
        ]
    text = (out / "nvivo" / "classification.txt").read_text(encoding="utf-8")
    found["nvivo/classification.txt"] = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
    for name, holder in (("qdpx/study.qdpx", "Case"), ("qdpx-filevars/study.qdpx", "TextSource")):
        with zipfile.ZipFile(out / name) as archive:
            root = ET.fromstring(archive.read("project.qde"))  # noqa: S314 - our own file
        names = {each.attrib["guid"]: each.attrib["name"] for each in root.iter(f"{QDA}Variable")}
        found[name] = [
            {
                names[value.find(f"{QDA}VariableRef").attrib["targetGUID"]]: value.findtext(f"{QDA}TextValue") or ""  # type: ignore[union-attr]
                for value in each.iter(f"{QDA}VariableValue")
            }
            for each in root.iter(f"{QDA}{holder}")
        ]
    return found


def test_an_attribute_that_all_share_stands_in_every_sheet_and_project(study: Desk, tmp_path: Path) -> None:
    report = study.export(tmp_path, targets=TARGETS)
    assert report.refused == ()
    for name, rows in sheets(tmp_path).items():
        assert [row.get("Sex") for row in rows] == ["female"] * 4, name
        assert not any("Band" in row for row in rows), name


def test_one_that_singles_somebody_out_is_left_out_and_told_until_a_person_confirms_it(
    study: Desk, tmp_path: Path
) -> None:
    study.disclosure.set_attributes(study.disclosure.people()[0].participant.id, {"sex": ""})
    (warning,) = study.export(tmp_path / "one", targets=TARGETS).small_attributes
    assert warning.startswith("“band”, with organisation: 1 combination is held by fewer than 3 participants")
    assert "It is left out." in warning
    choice = AttributeChoice(confirmed=frozenset({"Band"}))
    report = study.export(tmp_path / "two", targets=TARGETS, attributes=choice)
    for name, rows in sheets(tmp_path / "two").items():
        assert [row.get("Band") for row in rows] == ["6", "6", "6", "8a"], name
    assert "It leaves because you confirmed it." in report.small_attributes[0]
    details = study.vault.audit.entries()[-1].details
    assert (details["attributes"], details["attributes_confirmed"]) == (["sex", "band"], ["band"])


def test_merged_values_are_published_in_place_of_the_true_ones(study: Desk, tmp_path: Path) -> None:
    study.disclosure.apply([Merge("band", ("6", "8a"), "6 to 8")])
    report = study.export(tmp_path, targets=TARGETS)
    assert report.small_attributes == ()
    for name, rows in sheets(tmp_path).items():
        assert [row.get("Band") for row in rows] == ["6 to 8"] * 4, name


def test_merged_organisations_give_nobody_company_whose_study_id_tells_their_own(
    study: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    review(study, builder.transcribed(["Hello.", "Hello, 5."], label="clinic").id)
    study.disclosure.set_attributes(study.disclosure.person("05-clinic").participant.id, {"sex": "female"})
    study.disclosure.apply([Merge("organisation", ("clinic", "hospital"), "acute care")])
    report = study.export(tmp_path, targets=TARGETS)
    assert any(each.startswith("“sex”, with organisation") for each in report.small_attributes)
    for name, rows in sheets(tmp_path).items():
        assert not any("Sex" in row for row in rows), name


def test_a_person_may_leave_an_attribute_out(study: Desk, tmp_path: Path) -> None:
    study.export(tmp_path, targets=TARGETS, attributes=AttributeChoice(left_out=frozenset({"sex", "band"})))
    for name, rows in sheets(tmp_path).items():
        assert not any({"Sex", "Band"} & set(row) for row in rows), name


def test_a_role_is_never_told_whatever_is_confirmed(study: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="never leaves"):
        study.export(tmp_path, targets=TARGETS, attributes=AttributeChoice(confirmed=frozenset({"role"})))
    study.export(tmp_path, targets=TARGETS, attributes=AttributeChoice(confirmed=frozenset({"band"})))
    assert not any("Commissioning" in str(rows) for rows in sheets(tmp_path).values())


def test_an_interview_with_two_people_has_only_what_both_share(study: Desk, tmp_path: Path) -> None:
    vault, first = study.vault, study.disclosure.people()[0].participant
    another = vault.study.add_participant(1, None, attributes=[("band", "7"), ("sex", "female")])
    recording = study.rows()[0].interview.recording
    interview = vault.interviews.add((another.id, first.id), recording)
    before = vault.transcripts.transcript(study.rows()[0].interview.id)
    assert before is not None
    vault.transcripts.save_transcript(interview.id, before)
    vault.review.mark_flagged(interview.id)
    study.sign_off(interview.id, "GE")
    confirmed = AttributeChoice(confirmed=frozenset({"band"}))
    study.export(tmp_path, targets=TARGETS, attributes=confirmed, interview_ids=[interview.id])
    for name, rows in sheets(tmp_path).items():
        assert [(row.get("Sex"), row.get("Band", "")) for row in rows] == [("female", "")], name


def test_a_name_in_an_attribute_stops_its_sheet_and_nothing_else(study: Desk, tmp_path: Path) -> None:
    study.vault.study.add_participant(1, 9, "Ada White")
    for person in study.disclosure.people():
        study.disclosure.set_attributes(person.participant.id, {"ethnicity": "White"})
    report = study.export(tmp_path, targets=("docx",))
    assert [refused.path for refused in report.refused] == ["docx/variables.xlsx"]
    assert (tmp_path / "docx" / "01-hospital.docx").is_file()


def test_a_changed_attribute_is_the_reason_for_a_changed_sheet(study: Desk, tmp_path: Path) -> None:
    study.export(tmp_path, targets=("docx", "text"))
    for person in study.disclosure.people():
        study.disclosure.set_attributes(person.participant.id, {"sex": "woman"})
    changes = told(study.export(tmp_path, targets=("docx", "text")))
    assert changes["docx/variables.xlsx"] == (FileState.CHANGED, Reason.ATTRIBUTES)
    assert changes["docx/01-hospital.docx"] == (FileState.UNCHANGED,)


def test_coders_get_the_same_attributes(study: Desk, tmp_path: Path) -> None:
    study.coder_sets(tmp_path, ["AB", "CD"], share=0.5)
    heading = next(openpyxl.load_workbook(tmp_path / "AB" / "docx" / "variables.xlsx").worksheets[0].values)
    assert "Sex" in heading
    assert "Band" not in heading
