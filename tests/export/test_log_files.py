"""Write the anonymisation log and read it back with other programs' eyes; nothing leaves with an original in it."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import os
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.export.batch import write_export
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.log_csv import CsvLogWriter
from transcribe_desk.export.log_files import FORMS, WRITERS, LogWriter, check_log, write_log
from transcribe_desk.export.log_word import WordLogWriter
from transcribe_desk.export.package import pack, unpack
from transcribe_desk.privacy.gate import Original, ReleasedTranscript
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.reporting.log import COLUMNS, ArchiveLine, ArchiveLog
from transcribe_desk.study.errors import DiskError, GateRefusedError, InputError

GOLDEN = Path(__file__).parents[1] / "golden" / "anonymisation-log.csv"
FIRST = ArchiveLine(
    category="NAME",
    replacement="[NAME 1]",
    decision="accepted",
    times="3",
    where="01-hospital: 2 (00:00:02) ×2; 02-hospital: 14 (00:09:31)",
    date="2026-02-27",
    reviewer="Reviewer 1",
    detectors="spacy-md 3.8.0, watch-list 1",
    reason="",
)
LOG = ArchiveLog(
    lines=(
        FIRST,
        replace(
            FIRST, category="PLACE", replacement="(the café in “town”)", times="1", where="01-hospital: 7 (00:03:00)"
        ),
        replace(
            FIRST,
            replacement="",
            decision="left standing on request",
            reviewer="Reviewer 2",
            reason="=HYPERLINK, said […]; asked to be named.",
        ),
        replace(FIRST, category="DATE", replacement="[2026 or so]", decision="accepted", detectors="by hand"),
    ),
    heading=("Anonymisation log", "What was replaced.", "Interviews – 2", "Decisions – 4", "Mentions – 9"),
    originals=(
        Original("Sarah Patel", Category.PERSON),
        Original("Patel", Category.PERSON),
        Original("27", Category.OTHER),
        Original("accepted", Category.OTHER),
        Original("1998", Category.DATE),
    ),
)
CELLS = [list(COLUMNS), *(list(line.cells) for line in LOG.lines)]


def test_the_table_is_the_golden_table() -> None:
    assert CsvLogWriter().write(LOG) == GOLDEN.read_bytes()


def test_a_spreadsheet_reads_back_each_field_and_no_formula() -> None:
    data = CsvLogWriter().write(LOG)
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") == data.count(b"\n") == 5
    rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))
    assert rows[3][-1] == "'=HYPERLINK, said […]; asked to be named."
    rows[3][-1] = rows[3][-1][1:]
    assert rows == CELLS


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=12))
def test_whatever_is_in_a_field_comes_back_and_begins_no_formula(reason: str) -> None:
    writer = CsvLogWriter()
    data = writer.write(replace(LOG, lines=(replace(FIRST, reason=reason),)))
    (_, row) = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    assert row[-1] in (reason, f"'{reason}")
    assert not row[-1].startswith(("=", "+", "-", "@", "\t", "\r"))
    check_log("log.csv", data, writer, replace(LOG, originals=()))


def test_word_shows_the_same_table_under_its_counts() -> None:
    document = docx.Document(io.BytesIO(WordLogWriter().write(LOG)))
    assert [paragraph.text for paragraph in document.paragraphs] == list(LOG.heading)
    (table,) = document.tables
    assert [[cell.text for cell in row.cells] for row in table.rows] == CELLS
    assert table.style is not None
    assert table.style.name == "TD Table"
    assert "w:tblHeader" in table.rows[0]._tr.xml
    assert "w:tblHeader" not in table.rows[1]._tr.xml
    section = document.sections[0]
    lengths = [section.page_width, section.page_height, section.left_margin, section.right_margin]
    width, height, left, right = (int(length or 0) for length in lengths)
    assert width > height
    columns = sum(int(column.width or 0) for column in table.columns)
    assert abs(columns - (width - left - right)) < 20_000  # a rounding, in 1/914,400 inch


def test_a_second_time_gives_the_same_bytes() -> None:
    assert all(writer.write(LOG) == writer.write(LOG) for writer in WRITERS)


def test_word_tells_nobody_who_made_it_when_or_with_what() -> None:
    data = WordLogWriter().write(LOG)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        everything = b"".join(archive.read(name) for name in archive.namelist()).lower()
    properties = docx.Document(io.BytesIO(data)).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("Anonymisation log", "", "")
    assert {str(properties.created), str(properties.modified)} == {"2000-01-01 00:00:00+00:00"}
    assert not [tell for tell in (b"rsid", b"python", b"<company", b"w:author", b"thumbnail") if tell in everything]


def test_the_files_lie_beside_an_export_and_in_its_manifest(interview: ReleasedTranscript, tmp_path: Path) -> None:
    write_export([interview], tmp_path, ["text"], options=ExportOptions(timestamps=True))
    manifest = write_log(LOG, tmp_path)
    written = {"log/anonymisation-log.csv", "log/anonymisation-log.docx"}
    assert {file.path for file in manifest.written} == written
    told = json.loads((tmp_path / "manifest.json").read_bytes())["files"]
    assert {file["path"] for file in told} == {*written, "text/02-hospital.txt"}
    for file in told:
        assert file["sha256"] == hashlib.sha256((tmp_path / file["path"]).read_bytes()).hexdigest()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["log", "manifest.json", "text"]
    before = {path: path.read_bytes() for path in tmp_path.rglob("*.*")}
    write_log(LOG, tmp_path)
    write_export([interview], tmp_path, ["text"], options=ExportOptions(timestamps=True))
    assert {path: path.read_bytes() for path in tmp_path.rglob("*.*")} == before


@pytest.mark.parametrize("writer", WRITERS, ids=FORMS)
@pytest.mark.parametrize(
    "leak",
    [
        replace(FIRST, reason="S Patel asked."),
        replace(FIRST, replacement="[PATEL’s]"),
        replace(FIRST, reviewer="p a t e l"),
        replace(FIRST, reason="in 1998"),
        replace(FIRST, reason="Patel Sarah"),
    ],
)
def test_a_planted_original_stops_the_file(writer: LogWriter, leak: ArchiveLine, tmp_path: Path) -> None:
    with pytest.raises(GateRefusedError, match="A name of this study stands in the finished file") as refused:
        write_log(replace(LOG, lines=(FIRST, leak)), tmp_path / "out", [writer.form])
    assert "atel" not in str(refused.value)
    assert not (tmp_path / "out").exists()


def test_what_the_program_words_itself_names_nobody() -> None:
    for writer in WRITERS:
        check_log("log", writer.write(LOG), writer, LOG)


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:-3],
        lambda data: data + b"Patel",
        lambda data: data.replace(b'"', b"", 1),
        lambda _: b"\xff\xfe",
    ],
)
def test_a_table_that_holds_more_than_its_fields_is_stopped(damage: Callable[[bytes], bytes]) -> None:
    writer = CsvLogWriter()
    with pytest.raises(GateRefusedError, match="cannot be searched"):
        check_log("log.csv", damage(writer.write(LOG)), writer, LOG)


def test_an_original_anywhere_in_the_word_file_is_found() -> None:
    writer = WordLogWriter()
    parts = unpack(writer.write(LOG))
    for name, before, after in (
        ("docProps/core.xml", b"Anonymisation log", b"Log of Patel"),
        ("word/header1.xml", b"Anonymisation log", b"Sarah Patel"),
        ("word/document.xml", b'w:val="TDTable"', b'w:val="Patel"'),
    ):
        assert before in parts[name]
        planted = pack({**parts, name: parts[name].replace(before, after)})
        with pytest.raises(GateRefusedError):
            check_log("log.docx", planted, writer, LOG)


def test_an_unknown_form_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="Choose from csv, word"):
        write_log(LOG, tmp_path, ["pdf"])
    with pytest.raises(InputError, match="No form was chosen"):
        write_log(LOG, tmp_path, [])


def test_another_file_of_that_name_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "log").mkdir()
    (tmp_path / "log" / "anonymisation-log.csv").write_bytes(b"mine")
    with pytest.raises(InputError, match="already there"):
        write_log(LOG, tmp_path)
    assert [path.name for path in tmp_path.rglob("*")] == ["log", "anonymisation-log.csv"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="the system's rights do not bind this user")
def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(DiskError):
        write_log(LOG, tmp_path / "out")


def test_a_file_in_place_of_the_folder_is_told(tmp_path: Path) -> None:
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(DiskError, match="is a file, not a folder"):
        write_log(LOG, tmp_path / "out")
