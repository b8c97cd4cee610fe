"""Export a study as REFI-QDA again and again, and find every interview under the GUID it had the first time."""

from __future__ import annotations

import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

from tests.jobs.conftest import StudyBuilder
from tests.jobs.test_exporting import review
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.vault.store import Vault

TARGETS = ("qdpx", "qdpx-filevars", "qdc")
NAMES = ["qdpx/study.qdpx", "qdpx-filevars/study.qdpx", "qdc/study.qdc"]


def _files(folder: Path) -> dict[str, bytes]:
    return {name: (folder / name).read_bytes() for name in NAMES}


def _sources(path: Path) -> dict[str, str]:
    with zipfile.ZipFile(path) as archive:
        root = ET.fromstring(archive.read("project.qde"))  # noqa: S314 - our own file
    found = root.iter("{urn:QDA-XML:project:1.0}TextSource")
    return {source.attrib["name"]: source.attrib["guid"] for source in found}


def test_a_second_export_is_byte_identical_even_after_the_study_was_closed(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    for label in ("hospital", "clinic"):
        review(desk, builder.transcribed(["Hello Margaret.", "Hello.", "In Leeds?", "Yes."], label=label).id)
    report = desk.export(tmp_path / "one", targets=TARGETS)
    assert [path.relative_to(tmp_path / "one").as_posix() for path in report.written] == [*NAMES, "manifest.json"]
    desk.export(tmp_path / "two", targets=TARGETS)
    desk.close()
    with Desk(Vault.open(desk.vault.folder, "a passphrase"), desk.models) as again:
        again.export(tmp_path / "three", targets=TARGETS)
    assert _files(tmp_path / "one") == _files(tmp_path / "two") == _files(tmp_path / "three")


def test_an_interview_keeps_its_guid_when_others_come_and_no_other_study_has_it(
    desk: Desk, builder: StudyBuilder, tmp_path: Path
) -> None:
    review(desk, builder.transcribed(["Hello Margaret.", "Hello."]).id)
    desk.export(tmp_path / "one", targets=TARGETS)
    review(desk, builder.transcribed(["And Dr Patel?", "In Leeds."], label="clinic").id)
    desk.export(tmp_path / "two", targets=TARGETS)
    first, second = (_sources(tmp_path / folder / NAMES[0]) for folder in ("one", "two"))
    assert list(second) == ["01-hospital", "02-clinic"]
    assert second["01-hospital"] == first["01-hospital"] != second["02-clinic"]
    assert _sources(tmp_path / "two" / NAMES[1]) == second


def test_a_draft_project_holds_no_original(desk: Desk, builder: StudyBuilder, tmp_path: Path) -> None:
    builder.transcribed(["Hello Margaret.", "Margaret is in Leeds."])
    report = desk.export(tmp_path, targets=TARGETS, draft=True)
    assert not report.refused
    everything = _project_and_texts(report.written[0])
    assert b"Margaret" not in everything
    assert b"Machine draft, not reviewed by a person" in everything


def _project_and_texts(path: Path) -> bytes:
    with zipfile.ZipFile(path) as archive:
        return b"".join(archive.read(name) for name in archive.namelist() if not name.endswith(".docx"))
