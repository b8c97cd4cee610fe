"""Write attributes as sheets: NVivo's classification, and the variables that other coding tools read."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from transcribe_desk.export.layout import is_interviewer
from transcribe_desk.export.package import pack, unpack
from transcribe_desk.export.word_document import word_template
from transcribe_desk.export.writers import Batch, BatchFile
from transcribe_desk.privacy.gate import ReleasedTranscript

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

Row = Sequence[str]
_WIDEST = 44  # characters; a longer value is cut on the screen, not in the file
_SHEET = "xl/worksheets/sheet1.xml"
_PROPERTIES = ("docProps/core.xml", "docProps/app.xml")


class ClassificationWriter:
    """Write NVivo's classification sheet: A1 names the classification, column A holds the cases, all values text."""

    def files(self, batch: Batch) -> Iterator[BatchFile]:
        """Give ``classification.xlsx``."""
        yield sheet_file("classification.xlsx", classification_rows(batch))


class ClassificationTextWriter:
    """Write the classification sheet as text with tabs, for versions of NVivo that read no Excel."""

    def files(self, batch: Batch) -> Iterator[BatchFile]:
        """Give ``classification.txt``: UTF-8, one case a line."""
        rows = classification_rows(batch)
        yield BatchFile("classification.txt", _tabbed(rows), _tabbed(rows[:1]))


class VariablesWriter:
    """Write the variables of the documents, keyed by study ID, for MAXQDA, ATLAS.ti, Dedoose and QDA Miner."""

    def files(self, batch: Batch) -> Iterator[BatchFile]:
        """Give ``variables.xlsx``."""
        names = batch.attribute_names()
        rows = [[one.transcript.study_id, *_values(batch, one, names)] for one in batch.interviews]
        yield sheet_file("variables.xlsx", [["Document", *names], *rows])


def classification_rows(batch: Batch) -> list[list[str]]:
    """Give the rows of the classification sheet: one for each label of a participant, as NVivo names its cases."""
    names = batch.attribute_names()
    rows = [["Participant", *names]]
    for released in batch.interviews:
        labels = dict.fromkeys(turn.label for turn in released.transcript.turns if not is_interviewer(turn.label))
        values = _values(batch, released, names)
        rows += [[label, *values] for label in labels or [released.transcript.study_id]]
    return rows


def sheet_file(name: str, rows: Sequence[Row]) -> BatchFile:
    """Give a workbook of one sheet whose first row are headings; the headings alone are public."""
    return BatchFile(name, workbook(rows), workbook(rows[:1]))


def workbook(rows: Sequence[Row]) -> bytes:
    """Give the bytes of an Excel file with one sheet of text: nothing tells who made it, when or with what.

    Every value is text, also a month or ``=1+1``: Excel would make numbers and formulas of them. The sheet is written
    in memory and put into the workbook saved without it: openpyxl saves one by way of a temporary file.
    """
    import openpyxl
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet._writer import WorksheetWriter

    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.title = "Sheet1"
    sheet.freeze_panes = "A2"
    for number, row in enumerate(rows, start=1):
        for column, value in enumerate(row, start=1):
            _put(sheet, number, column, value)
    for column, values in enumerate(zip(*rows, strict=True), start=1):
        width = min(_WIDEST, max(map(len, values)) + 3)
        sheet.column_dimensions[get_column_letter(column)].width = width
    writer = WorksheetWriter(sheet, out=io.BytesIO())
    writer.write()
    sheet.delete_rows(1, len(rows))
    buffer = io.BytesIO()
    book.save(buffer)
    parts = {**unpack(buffer.getvalue()), _SHEET: writer.read()}
    own = unpack(word_template())
    return pack({name: own[name] if name in _PROPERTIES else content for name, content in parts.items()})


def _put(sheet: Worksheet, row: int, column: int, value: str) -> None:
    from openpyxl.styles import Font

    cell = sheet.cell(row, column)
    cell.value = value
    cell.data_type = "s"
    cell.number_format = "@"
    if row == 1:
        cell.font = Font(bold=True)


def _values(batch: Batch, released: ReleasedTranscript, names: Sequence[str]) -> list[str]:
    attributes = batch.attributes(released)
    return [attributes.get(name, "") for name in names]


def _tabbed(rows: Sequence[Row]) -> bytes:
    return "".join("\t".join(row) + "\n" for row in rows).encode()
