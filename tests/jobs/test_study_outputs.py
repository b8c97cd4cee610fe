"""A study in the shape of a published one gives its Table 1, its Methods summary, and the sets for its coders."""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest

from tests.export.nineteen import PEOPLE, PLACES, REAL_NAMES, SEATS, TABLE_1, make_nineteen
from tests.jobs.conftest import StudyBuilder
from tests.jobs.test_exporting import review
from transcribe_desk.export.study.allocation import allocate
from transcribe_desk.export.targets import TARGETS
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.privacy.disclosure.suppression import SmallCells
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.speakers import confirm_roles, reassign

NAMES = [
    name.casefold() for name in (*PLACES, *REAL_NAMES.values(), *(part for name in PEOPLE for part in name.split()))
]


@pytest.fixture(scope="module")
def nineteen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with make_nineteen(tmp_path_factory.mktemp("nineteen")) as desk:
        yield desk


def table_rows(markdown: Path) -> list[list[str]]:
    lines = [line for line in markdown.read_text(encoding="utf-8").splitlines() if line.startswith("|")]
    return [[cell.strip(" *") for cell in line.strip("|").split("|")] for line in lines[2:]]


def counted(markdown: Path) -> dict[str, dict[str, str]]:
    """Read the table back: the roles of each organisation, its total under the empty role."""
    found: dict[str, dict[str, str]] = {}
    for organisation, role, number in table_rows(markdown):
        if organisation:
            found[organisation.lower()] = {}
        found[next(reversed(found))][role] = number
    return found


def test_the_table_is_table_1_and_commissioners_are_a_small_cell(nineteen: Desk, tmp_path: Path) -> None:
    report = nineteen.study_papers(tmp_path)
    assert counted(tmp_path / "study" / "participant-table.md") == {
        **{
            organisation: {"": str(sum(roles.values())), **{role: str(number) for role, number in roles.items()}}
            for organisation, roles in TABLE_1.items()
        },
        "total": {"": "19"},
    }
    assert "Small cell – commissioner, all roles: 2 participants, fewer than 3." in report.small_cells
    assert report.not_finished == ()


def test_masked_and_pooled_tables_show_no_small_number(nineteen: Desk, tmp_path: Path) -> None:
    nineteen.study_papers(tmp_path / "mask", small_cells=SmallCells.MASK)
    nineteen.study_papers(tmp_path / "pool", small_cells=SmallCells.POOL)
    masked = counted(tmp_path / "mask" / "study" / "participant-table.md")
    pooled = counted(tmp_path / "pool" / "study" / "participant-table.md")
    for table in (masked, pooled):
        assert not {"1", "2"} & {number for roles in table.values() for number in roles.values()}
    assert masked["commissioner"] == {"": "<3", "commissioner": "<3"}
    assert (masked["hospital"][""], masked["total"][""]) == ("–", "19")
    assert pooled["other organisations"][""] == "10"


def test_the_table_shows_pooled_labels_and_merged_values(tmp_path: Path) -> None:
    with make_nineteen(tmp_path, reviewed=0) as desk:
        desk.disclosure.pool(["community", "commissioner"], "outside-hospital")
        roles = ("nurse", "nursing support", "respiratory nurse")
        desk.disclosure.apply([Merge("role", roles, "nurse or support")])
        desk.study_papers(tmp_path / "out")
        table = counted(tmp_path / "out" / "study" / "participant-table.md")
    assert table["hospital"]["nurse or support"] == "3"
    assert table["outside-hospital"] == {
        "": "11",
        "nurse or support": "5",
        "physiotherapist": "2",
        "service lead or management": "2",
        "commissioner": "2",
    }
    assert table["total"] == {"": "19"}


def test_the_methods_are_computed_from_the_study(nineteen: Desk, tmp_path: Path) -> None:
    nineteen.study_papers(tmp_path)
    text = (tmp_path / "study" / "methods.md").read_text(encoding="utf-8")
    for said in (
        "We analysed 19 interviews with 19 participants.",
        "from October 2018 to January 2019",
        "face to face (17) and by telephone (two)",
        "from 14 to 86 minutes (median 42)",
        "The interviewers were GE (12 interviews) and AB (seven interviews).",
        "faster-whisper",
        "Whisper base (SHA-256",
        "a person decided on each; none was left as said",
        "all 19 transcripts were read once more as a whole and signed off by AB and GE",
    ):
        assert said in text
    accepted = [mention for mention in nineteen.mentions() if mention.decision is Decision.ACCEPTED]
    assert f"In all, {len(accepted)} passages were replaced" in text
    rows = table_rows(tmp_path / "study" / "coreq.md")
    assert Counter(row[2] for row in rows if row[2] in ("answered", "in part", "authors")).total() == 32


def test_corrected_speakers_are_counted_whatever_the_interview_is_called_since(tmp_path: Path) -> None:
    with make_nineteen(tmp_path, reviewed=0) as desk:
        first, second, *_ = desk.vault.interviews.all()
        desk.editing.make(first.id, lambda now: reassign(now, now.turns[0].id, "S2"), "AB")
        desk.editing.make(second.id, confirm_roles, "AB")  # changes nobody's turns
        (hospital,) = (each for each in desk.organisations() if each.label == first.organisation_label)
        desk.people.change_organisation(hospital.id, label="trust")
        assert desk.vault.interviews.get(first.id).study_id != first.study_id
        desk.study_papers(tmp_path / "out")
    told = (tmp_path / "out" / "study" / "methods.md").read_text(encoding="utf-8")
    assert "| Transcripts with speakers corrected by a person | 1 |" in told


def test_a_correction_that_was_taken_back_does_not_count(tmp_path: Path) -> None:
    counted = []
    with make_nineteen(tmp_path, reviewed=0) as desk:
        first, *_ = desk.vault.interviews.all()
        desk.editing.make(first.id, lambda now: reassign(now, now.turns[0].id, "S2"), "AB")
        for again in (desk.editing.undo, desk.editing.redo):
            again(first.id, "AB")
            told = methods(desk, tmp_path / again.__name__)
            counted.append(re.findall(r"speakers corrected by a person \| (\d+) \|", told))
    assert counted == [["0"], ["1"]]


def test_no_name_is_in_any_file_and_twice_gives_the_same_bytes(nineteen: Desk, tmp_path: Path) -> None:
    first = nineteen.study_papers(tmp_path / "one")
    second = nineteen.study_papers(tmp_path / "two")
    assert [path.relative_to(tmp_path / "one").as_posix() for path in first.written] == [
        *(f"study/{name}{suffix}" for name in ("participant-table", "methods", "coreq") for suffix in (".docx", ".md")),
        "manifest.json",
    ]
    assert [path.read_bytes() for path in first.written] == [path.read_bytes() for path in second.written]
    for path in first.written:
        if path.suffix == ".md":
            assert not [name for name in NAMES if name in path.read_text(encoding="utf-8").casefold()]


def test_the_trail_and_the_manifest_have_the_hashes(nineteen: Desk, tmp_path: Path) -> None:
    report = nineteen.study_papers(tmp_path)
    entry = nineteen.vault.audit.entries()[-1]
    files = {file["path"]: file["sha256"] for file in json.loads(report.written[-1].read_bytes())["files"]}
    assert (entry.action, entry.details["files"]) == ("study outputs written", files)
    assert all(hashlib.sha256((tmp_path / path).read_bytes()).hexdigest() == digest for path, digest in files.items())


def test_a_dry_run_writes_and_records_nothing(nineteen: Desk, tmp_path: Path) -> None:
    trail = len(nineteen.vault.audit.entries())
    assert nineteen.study_papers(tmp_path / "out", dry_run=True).written
    assert nineteen.coder_sets(tmp_path / "out", ["AB", "CD"], dry_run=True).written
    assert not (tmp_path / "out").exists()
    assert len(nineteen.vault.audit.entries()) == trail


def test_papers_join_an_export_of_the_same_folder(nineteen: Desk, tmp_path: Path) -> None:
    nineteen.export(tmp_path, targets=["deposit"])
    nineteen.study_papers(tmp_path)
    files = [file["path"] for file in json.loads((tmp_path / "manifest.json").read_bytes())["files"]]
    assert "deposit/data_list.xlsx" in files
    assert "study/methods.docx" in files
    sheet = openpyxl.load_workbook(tmp_path / "deposit" / "data_list.xlsx").worksheets[0]
    assert [row[0] for row in sheet.iter_rows(min_row=2, values_only=True)] == [seat.study_id for seat in SEATS]


def test_nineteen_interviews_export_completely_and_twice_the_same(nineteen: Desk, tmp_path: Path) -> None:
    names = [target.name for target in TARGETS if target.name != "audio"]  # the made study has no sound
    report = nineteen.export(tmp_path / "one", targets=names)
    assert report.refused == ()
    again = nineteen.export(tmp_path / "two", targets=names)
    assert [path.read_bytes() for path in again.written] == [path.read_bytes() for path in report.written]
    assert report.manifest is not None
    by_target = Counter(file.path.partition("/")[0] for file in report.manifest.written if file.study_id)
    assert {name for name in names if by_target[name] == 19} >= {
        "docx",
        "nvivo",
        "taguette",
        "odt",
        "text",
        "vtt",
        "srt",
        "json",
    }
    assert report.manifest.interviews == tuple(seat.study_id for seat in SEATS)


def test_each_coder_has_the_same_sample_and_a_share_of_the_rest(nineteen: Desk, tmp_path: Path) -> None:
    report = nineteen.coder_sets(tmp_path, ["AB", "CD"], share=0.2)
    held = {
        coder: {path.stem: path.read_bytes() for path in (tmp_path / coder / "docx").glob("*-*.docx")}
        for coder in ("AB", "CD")
    }
    both = held["AB"].keys() & held["CD"].keys()
    assert report.allocation is not None
    assert sorted(both) == list(report.allocation.shared)
    assert len(both) == 4
    assert held["AB"].keys() | held["CD"].keys() == {seat.study_id for seat in SEATS}
    assert all(held["AB"][study_id] == held["CD"][study_id] for study_id in both)
    again = nineteen.coder_sets(tmp_path / "again", ["AB", "CD"], share=0.2)
    assert [path.read_bytes() for path in report.written] == [path.read_bytes() for path in again.written]


def test_the_sheet_says_who_codes_what(nineteen: Desk, tmp_path: Path) -> None:
    report = nineteen.coder_sets(tmp_path, ["AB", "CD"], only=["02-hospital", "18-commissioner"])
    sheet = openpyxl.load_workbook(tmp_path / "coding-sheet.xlsx").worksheets[0]
    rows = list(sheet.iter_rows(min_row=2, max_col=4, values_only=True))
    assert [row for row in rows if row[3] == "yes"] == [
        (study_id, study_id[3:], coder, "yes")
        for study_id in ("02-hospital", "18-commissioner")
        for coder in ("AB", "CD")
    ]
    assert len(rows) == 19 + 2
    own = openpyxl.load_workbook(tmp_path / "CD" / "coding-sheet.xlsx").worksheets[0]
    assert list(own.iter_rows(min_row=2, max_col=4, values_only=True)) == [row for row in rows if row[2] == "CD"]
    readme = (tmp_path / "README.txt").read_text(encoding="utf-8")
    assert "02-hospital\n18-commissioner\n" in readme
    assert {path.name for path in report.written} >= {"README.txt", "coding-sheet.xlsx", "manifest.json"}
    assert "Two coders (AB and CD) were given two of 19 transcripts in common" in methods(nineteen, tmp_path / "papers")


def methods(desk: Desk, out: Path) -> str:
    desk.study_papers(out)
    return (out / "study" / "methods.md").read_text(encoding="utf-8")


def test_another_allocation_is_not_mixed_into_the_first(nineteen: Desk, tmp_path: Path) -> None:
    nineteen.coder_sets(tmp_path, ["AB", "CD"])
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    with pytest.raises(InputError, match="Choose an empty folder"):
        nineteen.coder_sets(tmp_path, ["AB", "CD"], share=0.5)
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.fixture
def ten(desk: Desk, builder: StudyBuilder) -> Desk:
    """Give a study of ten reviewed interviews in two organisations."""
    for label in ["hospital"] * 5 + ["clinic"] * 5:
        review(desk, builder.transcribed(["Hello.", "Yes."], label=label).id)
    return desk


def drawn(desk: Desk, out: Path) -> dict[str, list[int]]:
    """Give the interviews that all coders have, and those of each coder."""
    allocation = desk.coder_sets(out, ["AB", "CD"], share=0.3).allocation
    assert allocation is not None
    parts = {"all": allocation.shared, **allocation.own}
    return {who: sorted(desk.interview(each).id for each in study_ids) for who, study_ids in parts.items()}


def test_the_sample_stays_as_drawn_when_an_organisation_has_another_label(ten: Desk, tmp_path: Path) -> None:
    first = drawn(ten, tmp_path / "first")
    clinic = next(each for each in ten.organisations() if each.label == "clinic")
    ten.people.change_organisation(clinic.id, label="surgery")  # behind the hospital now
    for row in ten.rows():
        ten.sign_off(row.interview.id, "GE")
    assert drawn(ten, tmp_path / "again") == first


def test_the_sample_stays_as_an_earlier_version_drew_it(ten: Desk, tmp_path: Path) -> None:
    details = {"files": {}, "shared": ["01-hospital"], "given": {"AB": ["01-hospital"], "CD": ["01-hospital"]}}
    ten.vault.audit.append("coder sets written", "", details)
    report = ten.coder_sets(tmp_path, ["AB", "CD"], share=0.3)
    seed = (tmp_path / "README.txt").read_text(encoding="utf-8").partition("Drawn with the number ")[2].split(":")[0]
    labels = {row.interview.study_id: row.interview.organisation_label for row in ten.rows()}
    assert report.allocation == allocate(labels, ["AB", "CD"], seed, share=0.3)


def test_recordings_are_for_no_coder(nineteen: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="voice"):
        nineteen.coder_sets(tmp_path, ["AB", "CD"], targets=["audio"])


def test_what_is_not_reviewed_is_refused_and_told(tmp_path: Path) -> None:
    with make_nineteen(tmp_path, reviewed=12) as desk:
        report = desk.coder_sets(tmp_path / "sets", ["AB", "CD"])
        assert [refused.study_id for refused in report.refused] == [seat.study_id for seat in SEATS[12:]]
        assert not list((tmp_path / "sets").rglob("13-*"))
        assert (
            "7 of 19 interviews are transcribed but not reviewed and signed off."
            in desk.study_papers(tmp_path / "papers").not_finished
        )
        with pytest.raises(InputError, match="19-commissioner"):
            desk.coder_sets(tmp_path / "other", ["AB", "CD"], only=["19-commissioner"])


def test_a_real_name_in_a_role_stops_the_papers(tmp_path: Path) -> None:
    with make_nineteen(tmp_path, reviewed=1) as desk:
        organisation = desk.add_organisation("charity", "Otterburn Fund")
        person = desk.vault.study.add_participant(organisation.id, 20, "Una Prewett", role="Prewett's deputy")
        desk.vault.interviews.add((person.id,), desk.rows()[0].interview.recording)
        with pytest.raises(GateRefusedError, match="participant-table"):
            desk.study_papers(tmp_path / "out")
        assert not (tmp_path / "out").exists()


def test_an_empty_study_has_nothing_to_say(desk: Desk, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no interview"):
        desk.study_papers(tmp_path)
