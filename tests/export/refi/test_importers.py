"""Take a project file into programs that import REFI-QDA: QualCoder by its rules, others where they are installed."""

from __future__ import annotations

import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.export.refi.qualcoder import Import
from transcribe_desk.export.refi.project import Profile, refi_project
from transcribe_desk.export.writers import Batch

PROFILES = pytest.mark.parametrize("profile", Profile)


@pytest.fixture
def turns(batch: Batch) -> list[tuple[str, str, str]]:
    """Give the study ID, the code and the words of every turn."""
    return [
        (each.transcript.study_id, "Interviewer" if turn.label == "Interviewer" else "Participant", turn.text)
        for each in batch.interviews
        for turn in each.transcript.turns
    ]


@PROFILES
def test_qualcoder_finds_every_turn_coded_to_its_speaker(
    profile: Profile, batch: Batch, turns: list[tuple[str, str, str]]
) -> None:
    found = Import(refi_project(batch, profile))
    assert found.software == "Transcribe"
    rows = found.rows(
        "SELECT source.name, code_name.name, seltext FROM code_text JOIN code_name USING (cid)"
        " JOIN source ON source.id = fid ORDER BY fid, pos0"
    )
    assert rows == turns
    assert found.rows("SELECT DISTINCT owner, date FROM code_text") == [("Transcribe Desk", "2000-01-01 00:00:00")]
    assert found.rows("SELECT name FROM code_cat") == [("Speakers",)]
    assert found.rows("SELECT name FROM code_name ORDER BY cid") == [("Interviewer",), ("Participant",)]


def test_qualcoder_links_the_whole_text_of_each_interview_to_its_case(batch: Batch) -> None:
    found = Import(refi_project(batch, Profile.CASES))
    linked = found.rows(
        "SELECT cases.name, source.name, pos0, pos1 = length(fulltext) FROM case_text JOIN cases USING (caseid)"
        " JOIN source ON source.id = fid"
    )
    study_ids = [each.transcript.study_id for each in batch.interviews]
    assert linked == [(study_id, study_id, 0, 1) for study_id in study_ids]
    assert found.rows("SELECT DISTINCT caseOrFile, valuetype FROM attribute_type") == [("case", "character")]
    bands = "SELECT cases.name, value FROM attribute JOIN cases ON id = caseid WHERE attribute.name = 'Band'"
    assert found.rows(bands) == list(zip(study_ids, ("Band 5", "Band 6", "Band 7"), strict=True))


def test_qualcoder_gives_each_file_its_attributes(batch: Batch) -> None:
    found = Import(refi_project(batch, Profile.FILEVARS))
    assert found.rows("SELECT count(*) FROM cases") == [(0,)]
    months = (
        "SELECT source.name, value FROM attribute JOIN source USING (id)"
        " WHERE attribute.name = 'Month' AND attr_type = 'file'"
    )
    assert found.rows(months) == [(each.transcript.study_id, "March 2024") for each in batch.interviews]


@PROFILES
def test_a_reader_made_from_the_schema_finds_every_turn(
    profile: Profile, batch: Batch, turns: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    pyrefiqda = pytest.importorskip("pyrefiqda", reason="pyrefiqda is not installed")
    project = pyrefiqda.RefiProject.load(_file(batch, profile, tmp_path), str(tmp_path / "unpacked"))
    codes = {code.guid: code.name for top in project.code_book.codes.code for code in (top, *top.code)}
    found = []
    for source in project.sources.text_source:
        path = pyrefiqda.RefiProject.resolve_source_path(source.plain_text_path, str(tmp_path / "unpacked"))
        text = path.read_text(encoding="utf-8")
        for each in source.plain_text_selection:
            code = codes[each.coding[0].code_ref.target_guid]
            found.append((source.name, code, text[each.start_position : each.end_position]))
    assert [each for each in found if each[0] != each[1]] == turns


@PROFILES
def test_an_analysis_program_finds_every_turn_its_code_and_its_coder(
    profile: Profile, batch: Batch, turns: list[tuple[str, str, str]], tmp_path: Path
) -> None:
    qdpx = pytest.importorskip("qdapy.qdpx", reason="qdapy is not installed")
    frame = qdpx.read_qdpx(_file(batch, profile, tmp_path), warn=False).fragments
    found = list(zip(frame.title, frame.code, frame.text, strict=True))
    assert [each for each in found if each[0] != each[1]] == [
        (study_id, f"Speakers/{code}", text) for study_id, code, text in turns
    ]
    assert set(frame.codedBy) == {"Transcribe Desk"}


def test_libreoffice_reads_in_each_word_document_what_the_plain_text_says(batch: Batch, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    with zipfile.ZipFile(_file(batch, Profile.CASES, tmp_path)) as archive:
        archive.extractall(tmp_path)
    documents = sorted((tmp_path / "sources").glob("*.docx"))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", "seen"]
    subprocess.run([*command, *documents], cwd=tmp_path, check=True, capture_output=True, timeout=120)
    assert len(documents) == len(batch.interviews)
    for document in documents:
        seen = (tmp_path / "seen" / f"{document.stem}.txt").read_text(encoding="utf-8-sig")
        assert seen.removesuffix("\n") == document.with_suffix(".txt").read_bytes().decode("utf-8")


def _file(batch: Batch, profile: Profile, folder: Path) -> str:
    path = folder / "study.qdpx"
    path.write_bytes(refi_project(batch, profile))
    return str(path)
