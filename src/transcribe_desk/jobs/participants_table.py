"""Read a participants table (CSV or Excel): who was recorded in which file, for which organisation."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe_desk.privacy.disclosure.table import attribute_name, attribute_value
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Mode

# What people write at the head of a column, folded to lower case, and the field it means.
_COLUMNS = {
    "audio": "audio",
    "file": "audio",
    "recording": "audio",
    "number": "number",
    "organisation": "organisation",
    "organization": "organisation",
    "label": "label",
    "participant name": "name",
    "participant": "name",
    "name": "name",
    "aliases": "aliases",
    "role": "role",
    "date": "date",
    "mode": "mode",
    "interviewers": "interviewers",
    "interviewer": "interviewers",
}
_NEEDED = ("audio", "organisation")
# Before the name of an attribute, as no field above begins so.
_ATTRIBUTE = "attribute "
# What holds several values, each perhaps on a line of its own within the cell.
_LISTS = ("aliases", "interviewers")
_DATE_FORMS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d %B %Y", "%d %b %Y")


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of the table; ``line`` is where it begins there, the heading being line 1."""

    line: int
    audio: Path
    organisation: str
    label: str = ""
    number: int | None = None
    name: str = ""
    aliases: tuple[str, ...] = ()
    role: str = ""
    date: dt.date | None = None
    mode: Mode | None = None
    interviewers: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


def read_table(path: Path) -> tuple[TableRow, ...]:
    """Read the table at ``path``; recordings are named relative to its folder, any other column is an attribute.

    Raises InputError for a table that cannot be read, lacks a column, repeats a number, a recording, a column or a
    participant, or holds a value that is not understood; the error gives the line. Two people of one name are told
    apart by a number each.
    """
    lines = _read_excel(path) if path.suffix.lower() in (".xlsx", ".xlsm") else _read_csv(path)
    if not lines:
        raise InputError(f"Participants table {path.name}", "It is empty.", "Save the table again and retry.")
    fields = _fields(path, lines[0][1])
    rows = tuple(
        _row(path, line, dict(zip(fields, values, strict=False)))
        for line, values in lines[1:]
        if any(value.strip() for value in values)
    )
    if not rows:
        raise InputError(
            f"Participants table {path.name}", "It has a heading but no rows.", "Give each recording a row."
        )
    _refuse_repeats(path, "number", [(row.line, row.number) for row in rows if row.number is not None])
    _refuse_repeats(path, "recording", [(row.line, str(row.audio)) for row in rows])
    _refuse_namesakes(path, rows)
    return rows


def _read_csv(path: Path) -> list[tuple[int, list[str]]]:
    """Give the cells of each row, and the line on which it begins: a cell in quotes may go over several."""
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        # Excel on Windows saves “CSV” in the machine's own code page.
        text = path.read_text(encoding="cp1252", errors="replace")
    except OSError as error:
        raise _unreadable(path, error) from error
    if "\0" in text:
        raise InputError(
            f"Participants table {path.name}", "It is not a text file.", "Save it as CSV (UTF-8) or as .xlsx."
        )
    heading = text.partition("\n")[0]
    delimiter = max(",;\t", key=heading.count)
    # Strict, as a quotation mark that is never closed would swallow the rows after it.
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows = []
    line = 1
    try:
        for values in reader:
            rows.append((line, values))
            line = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"Participants table {path.name}, line {line}",
            "A quotation mark is opened there and not closed at the end of the cell, or a cell is longer than "
            f"{csv.field_size_limit():,} characters.",
            "Close it where the cell ends, or take it out; one that belongs to the text of such a cell is doubled.",
        ) from error
    return rows


def _read_excel(path: Path) -> list[tuple[int, list[str]]]:
    import openpyxl

    try:
        book = openpyxl.load_workbook(path, read_only=True, data_only=True)
        cells = [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
        book.close()
    except OSError as error:
        raise _unreadable(path, error) from error
    except Exception as error:
        raise InputError(
            f"Participants table {path.name}", "It is not an Excel workbook.", "Save it as .xlsx or as CSV (UTF-8)."
        ) from error
    return [(line, [_cell_text(value) for value in row]) for line, row in enumerate(cells, start=1)]


def _cell_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, dt.datetime):
        return value.date().isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def _unreadable(path: Path, error: OSError) -> InputError:
    return InputError(
        f"Participants table {path.name}", f"It cannot be read ({error.strerror}).", "Check the path and its rights."
    )


def _fields(path: Path, heading: Iterable[str]) -> list[str]:
    fields = [_field(path, place, name) for place, name in enumerate(heading, start=1)]
    repeated = next((name for name in fields if name and fields.count(name) > 1), "").removeprefix(_ATTRIBUTE)
    if repeated:
        raise InputError(
            f"Participants table {path.name}", f"Two columns say “{repeated}”.", "Keep one of them, or rename it."
        )
    missing = [name for name in _NEEDED if name not in fields]
    if missing:
        raise InputError(
            f"Participants table {path.name}",
            f"It has no column {' or '.join(f'“{name}”' for name in missing)}.",
            "The columns are: audio, organisation, and if you wish label, number, participant name, aliases, role, "
            "date, mode, interviewers; any other is an attribute of the participant.",
        )
    return fields


def _field(path: Path, place: int, heading: str) -> str:
    """Give the field or attribute a column holds, or nothing for a column without a heading."""
    folded = " ".join(heading.replace("_", " ").split()).lower()
    if not folded or folded in _COLUMNS:
        return _COLUMNS.get(folded, "")
    try:
        return _ATTRIBUTE + attribute_name(folded)
    except InputError as error:
        raise InputError(f"Participants table {path.name}, column {place}", error.cause, error.remedy) from None


def _row(path: Path, line: int, values: dict[str, str]) -> TableRow:
    value = {field: text if field in _LISTS else _on_one_line(text) for field, text in values.items()}
    for needed in _NEEDED:
        if not value.get(needed):
            raise _bad_value(path, line, needed, "is empty", "Fill it in.")
    return TableRow(
        line=line,
        audio=path.parent / Path(value["audio"]).expanduser(),
        organisation=value["organisation"],
        label=value.get("label", ""),
        number=_number(path, line, value.get("number", "")),
        name=value.get("name", ""),
        aliases=split_list(value.get("aliases", "")),
        role=value.get("role", ""),
        date=_date(path, line, value.get("date", "")),
        mode=_mode(path, line, value.get("mode", "")),
        interviewers=split_list(value.get("interviewers", "")),
        attributes=tuple(sorted(_attributes(path, line, value))),
    )


def _on_one_line(text: str) -> str:
    return " ".join(part.strip() for part in text.splitlines()).strip()


def _attributes(path: Path, line: int, values: dict[str, str]) -> Iterator[tuple[str, str]]:
    for field, text in values.items():
        name = field.removeprefix(_ATTRIBUTE)
        if name == field or not text:
            continue
        try:
            yield name, attribute_value(name, text)
        except InputError as error:
            raise InputError(f"Participants table {path.name}, line {line}", error.cause, error.remedy) from None


def _number(path: Path, line: int, text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdigit() and 1 <= int(text) <= 999):
        raise _bad_value(path, line, "number", "is not a whole number from 1 to 999", "Correct it or leave it empty.")
    return int(text)


def _date(path: Path, line: int, text: str) -> dt.date | None:
    if not text:
        return None
    try:
        return parse_date(text)
    except ValueError:
        raise _bad_value(path, line, "date", "is not understood", "Write it as 2018-10-23 or 23/10/2018.") from None


def _mode(path: Path, line: int, text: str) -> Mode | None:
    if not text:
        return None
    try:
        return parse_mode(text)
    except ValueError:
        raise _bad_value(
            path, line, "mode", "is not understood", "Write “face to face”, “telephone” or “video”."
        ) from None


def _bad_value(path: Path, line: int, column: str, cause: str, remedy: str) -> InputError:
    return InputError(f"Participants table {path.name}, line {line}", f"The value in “{column}” {cause}.", remedy)


def _refuse_repeats(path: Path, what: str, values: Sequence[tuple[int, object]]) -> None:
    first_line: dict[object, int] = {}
    for line, value in values:
        if value in first_line:
            raise InputError(
                f"Participants table {path.name}, line {line}",
                f"It has the same {what} as line {first_line[value]}.",
                f"Give each row its own {what}.",
            )
        first_line[value] = line


def _refuse_namesakes(path: Path, rows: Sequence[TableRow]) -> None:
    first: dict[str, TableRow] = {}
    for row in rows:
        name = " ".join(row.name.split()).casefold()
        if not name:
            continue
        before = first.setdefault(name, row)
        if before is not row and (before.number is None or row.number is None):
            raise InputError(
                f"Participants table {path.name}, line {row.line}",
                f"It has the same participant as line {before.line}.",
                "Keep one of the rows or, if these are two people of one name, give each a number.",
            )


def split_list(text: str) -> tuple[str, ...]:
    """Give the parts of a text that holds several values.

    They are divided by semicolons and line breaks or, failing those, commas.
    """
    parts = re.split(r"[;\r\n]", text.strip())
    parts = parts if len(parts) > 1 else text.split(",")
    return tuple(part.strip() for part in parts if part.strip())


def parse_date(text: str) -> dt.date:
    """Read a date as people write it in Britain, or raise ValueError."""
    for form in _DATE_FORMS:
        try:
            return dt.datetime.strptime(text, form).replace(tzinfo=dt.UTC).date()
        except ValueError:
            continue
    raise ValueError(text)


def parse_mode(text: str) -> Mode:
    """Read how an interview was held, or raise ValueError."""
    folded = text.strip().lower().replace("-", " ")
    return Mode({"phone": "telephone", "online": "video", "in person": "face to face"}.get(folded, folded))
