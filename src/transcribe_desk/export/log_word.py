"""Write the anonymisation log as a Word table in the house's own template."""

from __future__ import annotations

import copy
import io
from collections.abc import Iterator
from typing import Any

import docx
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips

from transcribe_desk.export.layout import LineKind
from transcribe_desk.export.package import pack, unpack
from transcribe_desk.export.passages import Found, Passage, passages
from transcribe_desk.export.word_document import word_template
from transcribe_desk.privacy.reporting.log import COLUMNS, ArchiveLog

_WIDTHS = (1480, 1800, 1480, 760, 3260, 1240, 1240, 1640, 1700)  # twips, as the columns; they fill a landscape page
_MARGIN = 1134


class WordLogWriter:
    """Write a landscape page: title, counts, and a table whose first row is repeated on each page."""

    form = "word"
    suffix = ".docx"

    def write(self, log: ArchiveLog) -> bytes:
        """Give the bytes of the document; the same log always gives the same bytes."""
        document = docx.Document(io.BytesIO(word_template()))
        styles = {style.name: style for style in document.styles}
        _lay_out(document.sections[0])
        title, *facts = log.heading
        document.add_paragraph(title, style=styles[LineKind.TITLE.value])
        for fact in facts:
            document.add_paragraph(fact, style=styles[LineKind.HEADER.value])
        _add_table(document, styles, log)
        document.sections[0].header.paragraphs[0].add_run(title)
        document.core_properties.title = title
        buffer = io.BytesIO()
        document.save(buffer)
        return pack(unpack(buffer.getvalue()))

    def passages(self, data: bytes) -> Iterator[Found]:
        """Give every passage of a finished file that does not stand in the file of an empty log too."""
        empty = self.write(ArchiveLog((), ("",), ()))
        public = {(each.kind, each.text) for each in passages(empty) if isinstance(each, Passage)}
        for each in passages(data):
            if not isinstance(each, Passage) or (each.kind, each.text) not in public:
                yield each


def _lay_out(section: Any) -> None:
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.left_margin = section.right_margin = Twips(_MARGIN)


def _add_table(document: Any, styles: dict[str, Any], log: ArchiveLog) -> None:
    table = document.add_table(rows=1, cols=len(COLUMNS), style=styles["TD Table"])
    table.autofit = False
    for column, width in zip(table.columns, _WIDTHS, strict=True):
        column.width = Twips(width)
    first = table.rows[0]
    for cell, width in zip(first.cells, _WIDTHS, strict=True):
        cell.width = Twips(width)
        cell.paragraphs[0].style = styles["TD Cell"]
    _mark(first, "w:cantSplit")
    empty = copy.deepcopy(first._tr)
    _mark(first, "w:tblHeader")
    _fill(first._tr, COLUMNS)
    for line in log.lines:  # copies of one row: python-docx counts all rows for each one it adds
        row = copy.deepcopy(empty)
        _fill(row, line.cells)
        table._tbl.append(row)


def _mark(row: Any, name: str) -> None:
    row._tr.get_or_add_trPr().append(OxmlElement(name))


def _fill(row: Any, cells: tuple[str, ...]) -> None:
    for paragraph, text in zip(row.iter(qn("w:p")), cells, strict=True):
        if text:
            paragraph.add_r().text = text
