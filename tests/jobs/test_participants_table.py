"""A participants table says who was recorded where; what cannot be right is refused with its line."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest

from transcribe_desk.jobs.participants_table import TableRow, read_table
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Mode

FULL = (
    "Audio,Organisation,Label,Number,Participant name,Aliases,Role,Date,Mode,Interviewers\n"
    "a/one.m4a,Northern General,hospital,2,Margaret Whitfield,Maggie; Mags,nurse,23/10/2018,face-to-face,GE; RT\n"
)


def write(folder: Path, text: str, name: str = "people.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_text(text, encoding=encoding)
    return path


def test_every_column_is_understood(tmp_path: Path) -> None:
    assert read_table(write(tmp_path, FULL)) == (
        TableRow(
            line=2,
            audio=tmp_path / "a" / "one.m4a",
            organisation="Northern General",
            label="hospital",
            number=2,
            name="Margaret Whitfield",
            aliases=("Maggie", "Mags"),
            role="nurse",
            date=dt.date(2018, 10, 23),
            mode=Mode.FACE_TO_FACE,
            interviewers=("GE", "RT"),
        ),
    )


def test_any_other_column_is_an_attribute(tmp_path: Path) -> None:
    text = "audio,organisation,Sex,Years_of  Service,\n1.wav,h,female,  12 ,x\n2.wav,h,,3,\n"
    first, second = read_table(write(tmp_path, text))
    assert first.attributes == (("sex", "female"), ("years of service", "12"))
    assert second.attributes == (("years of service", "3"),)
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["audio", "organisation", "years of service", None])
    sheet.append(["one.wav", "hospital", 12.0, "x"])
    book.save(tmp_path / "people.xlsx")
    (row,) = read_table(tmp_path / "people.xlsx")
    assert row.attributes == (("years of service", "12"),)


def test_two_people_of_one_name_are_told_apart_by_their_numbers(tmp_path: Path) -> None:
    text = "audio,organisation,number,name\n1.wav,h,4,Ann Lee\n2.wav,h,5,ann  lee\n3.wav,h,,\n4.wav,h,,\n"
    assert len(read_table(write(tmp_path, text))) == 4


def test_what_excel_saves_is_read(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["audio", "organisation", "number", "date"])
    sheet.append(["one.wav", "hospital", 3, dt.datetime(2018, 10, 23)])
    book.save(tmp_path / "people.xlsx")
    (row,) = read_table(tmp_path / "people.xlsx")
    assert (row.number, row.date) == (3, dt.date(2018, 10, 23))


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "utf-8-sig"), ("\t", "cp1252")])
def test_other_delimiters_and_windows_encodings_are_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = delimiter.join(["audio", "organisation", "name"]) + "\n" + delimiter.join(["1.wav", "hospital", "Zoë"])
    (row,) = read_table(write(tmp_path, text, encoding=encoding))
    assert row.name == "Zoë"


def test_line_breaks_within_a_cell_part_names_and_keep_the_lines_of_later_rows(tmp_path: Path) -> None:
    text = (
        'audio,organisation,name,aliases\r\n1.wav,"Northern\r\nGeneral",Ann Lee,"Dr Patel\r\nSarah; Sal\r\n"\r\n'
        "2.wav,hospital,Bo Day,Bob\r\n"
    )
    first, second = read_table(write(tmp_path, text))
    assert (first.line, first.organisation, first.aliases) == (2, "Northern General", ("Dr Patel", "Sarah", "Sal"))
    assert (second.line, second.name) == (6, "Bo Day")
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["audio", "organisation", "name", "interviewers"])
    sheet.append(["1.wav", "hospital", "Ann\nLee", "Patel, S.\nLee, A."])
    book.save(tmp_path / "people.xlsx")
    (row,) = read_table(tmp_path / "people.xlsx")
    assert (row.name, row.interviewers) == ("Ann Lee", ("Patel, S.", "Lee, A."))


def test_blank_lines_do_not_count(tmp_path: Path) -> None:
    assert len(read_table(write(tmp_path, "audio,organisation\n\n1.wav,hospital\n,\n"))) == 1


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "It is empty"),
        ("audio,organisation\n", "no rows"),
        ("audio,name\n1.wav,A\n", "no column “organisation”"),
        ("a,b\n1,2\n", "no column “audio” or “organisation”"),
        ("audio,organisation\n1.wav,\n", "line 2: The value in “organisation” is empty"),
        ("audio,organisation,number\n1.wav,hospital,two\n", "line 2: The value in “number” is not a whole number"),
        ("audio,organisation,number\n1.wav,h,4\n2.wav,h,4\n", "line 3: It has the same number as line 2"),
        ("audio,organisation\n1.wav,h\n1.wav,h\n", "line 3: It has the same recording as line 2"),
        (
            "audio,organisation,name\n1.wav,h,Ann Lee\n2.wav,h,ANN lee\n",
            "line 3: It has the same participant as line 2",
        ),
        ("audio,organisation,sex,Sex\n1.wav,h,f,m\n", "Two columns say “sex”"),
        ("audio,organisation,name,participant\n1.wav,h,f,m\n", "Two columns say “name”"),
        ("audio,organisation,study id\n1.wav,h,02-h\n", "column 3: This is no attribute"),
        ("audio,organisation,sex\n1.wav,h,f\n2.wav,h," + "x" * 101 + "\n", "line 3: A value has at most 100"),
        ('audio,organisation,role\n1.wav,h,"a\nb"\n2.wav,,\n', "line 4: The value in “organisation” is empty"),
        ("audio,organisation,date\n1.wav,h,soon\n", "line 2: The value in “date” is not understood"),
        ("audio,organisation,mode\n1.wav,h,telepathy\n", "line 2: The value in “mode” is not understood"),
        (
            'audio,organisation,name\na.wav,h,"Ann Smith,\nb.wav,h,Bob Jones,\nc.wav,h,Cy Day,\n',
            "line 2: A quotation mark is opened there and not closed .* Close it where the cell ends",
        ),
        (
            'audio,organisation,role\n1.wav,h,"a\nb"\n2.wav,h,"Ann,\n3.wav,"h",\n',
            "line 4: A quotation mark is opened there and not closed",
        ),
        ('audio,organisation\n1.wav,h\n2.wav,"h" x\n', "line 3: A quotation mark is opened there and not closed"),
        ("audio,organisation\n1.wav," + "x" * 131_073, "line 2: .* a cell is longer than 131,072 characters"),
        ("a\0b", "not a text file"),
    ],
)
def test_what_is_wrong_is_told_with_its_place(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(InputError, match=told):
        read_table(write(tmp_path, text))


def test_a_file_that_is_no_workbook_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not an Excel workbook"):
        read_table(write(tmp_path, "audio", name="people.xlsx"))


def test_a_table_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read_table(tmp_path / "none.csv")
