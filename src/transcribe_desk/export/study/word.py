"""Write a paper as a Word document of the house's template, with nothing in it but the paper."""

from __future__ import annotations

import io
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Twips

from transcribe_desk.export.package import pack, unpack
from transcribe_desk.export.study.paper import Heading, Paper, Table
from transcribe_desk.export.word_document import word_template

_TITLE, _HEADING, _TEXT = "Title", "Heading 2", "Normal"
_EIGHTHS_OF_A_POINT = "4"
_CELL_SPACE = Twips(50)


def to_word(paper: Paper) -> bytes:
    """Give the bytes of the document; the same paper always gives the same bytes."""
    document = docx.Document(io.BytesIO(word_template()))
    styles = {style.name: style for style in document.styles}
    document.add_paragraph(paper.title, style=styles[_TITLE])
    for block in paper.blocks:
        if isinstance(block, Table):
            _add_table(document, block)
        else:
            document.add_paragraph(block.text, style=styles[_HEADING if isinstance(block, Heading) else _TEXT])
    document.sections[0].header.paragraphs[0].add_run(paper.title)
    document.core_properties.title = paper.title
    buffer = io.BytesIO()
    document.save(buffer)
    return pack(unpack(buffer.getvalue()))


def _add_table(document: Any, block: Table) -> None:
    section = document.sections[0]
    width = section.page_width - section.left_margin - section.right_margin
    table = document.add_table(rows=0, cols=len(block.columns))
    table.autofit = False
    widths = [Twips(round(width / Twips(1) * share / sum(block.widths))) for share in block.widths]
    for column, each in zip(table.columns, widths, strict=True):
        column.width = each
    for number, cells in enumerate((block.columns, *block.rows)):
        row = table.add_row()
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        strong = number == 0 or number - 1 in block.strong
        for cell, text, each in zip(row.cells, cells, widths, strict=True):
            cell.width = each
            form = cell.paragraphs[0].paragraph_format
            form.space_before = form.space_after = _CELL_SPACE
            form.line_spacing = 1.0
            if text:
                cell.paragraphs[0].add_run(text).bold = True if strong else None
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    _rule(table)
    document.add_paragraph(style=document.styles["Normal"])


def _rule(table: Any) -> None:
    """Draw lines above, below and between the rows, as journals do, and none beside the columns."""
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "bottom", "insideH"):
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", _EIGHTHS_OF_A_POINT), ("space", "0"), ("color", "808080")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    # The schema has the borders after the width and the layout is later still.
    properties = table._tbl.tblPr
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders) if layout is not None else properties.append(borders)
