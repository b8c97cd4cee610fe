"""Write attributes as sheets and read them back as Excel would."""

from __future__ import annotations

import csv
import io
import os
import re
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.export.test_awkward_text import AWKWARD
from transcribe_desk.export.data_list import DataListWriter, ReadmeWriter
from transcribe_desk.export.package import pack, unpack
from transcribe_desk.export.sheets import ClassificationTextWriter, ClassificationWriter, VariablesWriter, workbook
from transcribe_desk.export.writers import Batch, BatchWriter, CaseFacts
from transcribe_desk.privacy.gate import ReleasedTranscript

Build = Callable[..., ReleasedTranscript]
ATTRIBUTES = ["Organisation type", "Mode", "Month", "Duration (minutes)"]
VALUES = ["face to face", "March 2024", "47"]


@pytest.fixture(scope="module")
def batch(release_transcript: Build) -> Batch:
    """Give two interviews, the second of a person of whom more is known."""
    ids = ("02-hospital", "03-community")
    interviews = tuple(release_transcript([("I", "So?"), ("P", "Yes.")], study_id=study_id) for study_id in ids)
    return Batch(interviews, facts={"03-community": CaseFacts((("Band", "Band 7"), ("Sex", "=1+1")))})


def read(content: bytes) -> list[list[str]]:
    """Give the cells of a workbook's one sheet; an empty one is the empty text."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    (sheet,) = book.worksheets
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value is not None} <= {"s", "inlineStr"}
    return [["" if value is None else str(value) for value in row] for row in sheet.iter_rows(values_only=True)]


def content_of(writer: BatchWriter, batch: Batch) -> bytes:
    """Give the one file that a writer makes."""
    (file,) = writer.files(batch)
    return file.content


def test_the_classification_sheet_is_as_nvivo_wants_it(batch: Batch) -> None:
    assert read(content_of(ClassificationWriter(), batch)) == [
        ["Participant", *ATTRIBUTES, "Band", "Sex"],
        ["02-hospital", "hospital", *VALUES, "", ""],
        ["03-community", "community", *VALUES, "Band 7", "=1+1"],
    ]


def test_the_text_sheet_is_the_same_sheet_with_tabs(batch: Batch) -> None:
    content = content_of(ClassificationTextWriter(), batch).decode()
    rows = list(csv.reader(io.StringIO(content), delimiter="\t", quoting=csv.QUOTE_NONE))
    assert rows == read(content_of(ClassificationWriter(), batch))
    assert "\r" not in content


def test_the_variables_are_keyed_by_the_document(batch: Batch) -> None:
    rows = read(content_of(VariablesWriter(), batch))
    assert rows[0] == ["Document", *ATTRIBUTES, "Band", "Sex"]
    assert [row[0] for row in rows[1:]] == ["02-hospital", "03-community"]


def test_several_participants_are_cases_by_their_labels(release_transcript: Build) -> None:
    released = release_transcript([("I", "So?"), ("P", "Yes."), ("Q", "No.")])
    rows = read(content_of(ClassificationWriter(), Batch((released,))))
    assert [row[0] for row in rows] == ["Participant", "02-hospital-P1", "02-hospital-P2"]
    assert rows[1][1:] == rows[2][1:]


def test_the_data_list_names_each_file(batch: Batch) -> None:
    rows = read(content_of(DataListWriter(), batch))
    assert (rows[0][0], rows[0][-1]) == ("Interview ID", "File name")
    assert [(row[0], row[-1]) for row in rows[1:]] == [
        ("02-hospital", "02-hospital.docx"),
        ("03-community", "03-community.docx"),
    ]


def test_the_readme_tells_what_is_there_and_how_to_read_it(batch: Batch) -> None:
    told = content_of(ReadmeWriter(), batch).decode().splitlines()
    for line in ("02-hospital.docx", "03-community.docx", "Duration (minutes)", "Band"):
        assert line in told
    assert "Anonymised transcript. Square brackets mark replaced words." in told


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from(AWKWARD) | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=8)
    )
)
def test_any_value_stays_the_text_it_is(values: list[str]) -> None:
    row = [value for value in values if value and all(each.isprintable() for each in value)]
    assert read(workbook([["Participant", *row], ["02-hospital", *row]])) == [
        ["Participant", *row],
        ["02-hospital", *row],
    ]


def test_nothing_tells_who_made_a_workbook_when_or_with_what(batch: Batch) -> None:
    content = content_of(ClassificationWriter(), batch)
    parts = unpack(content)
    assert pack(parts) == content, "zip dates, owners and comments are those of every other file"
    properties = openpyxl.load_workbook(io.BytesIO(content)).properties
    assert {str(properties.created), str(properties.modified)} == {"2000-01-01 00:00:00"}
    for tell_tale in (
        rb"openpyxl",
        rb"creator",
        rb"lastModifiedBy",
        rb"<Company",
        rb"<Template",
        rb"AppVersion",
        rb"absPath",
        rb"\b20[12]\d-\d\d",
    ):
        assert not any(re.search(tell_tale, part, re.IGNORECASE) for part in parts.values()), tell_tale
    assert content_of(ClassificationWriter(), batch) == content


def test_no_value_is_written_to_a_temporary_file(monkeypatch: pytest.MonkeyPatch) -> None:
    written: list[bytes] = []
    remove = os.remove

    def keep(path: str) -> None:
        written.append(Path(path).read_bytes())
        remove(path)

    monkeypatch.setattr(os, "remove", keep)
    content = workbook([["Case", "Job"], ["02-hospital", "sexton"]])
    assert read(content) == [["Case", "Job"], ["02-hospital", "sexton"]]
    assert not any(b"sexton" in each or b"02-hospital" in each for each in written)
