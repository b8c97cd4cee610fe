"""Write a transcript as a Word document that holds nothing but the transcript."""

from __future__ import annotations

import functools
import io
from typing import Any

import docx

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions, Line, lines
from transcribe_desk.export.package import pack, unpack
from transcribe_desk.paths import resource
from transcribe_desk.privacy.gate import ReleasedTranscript

_SPEAKER_STYLE = "TD Speaker"


class WordWriter:
    """Write the layout “document”: a title, header lines, and turns as ``Label: text``.

    The template is our own, because python-docx's default one brings an author, a thumbnail and 333 revision
    numbers (exports.md). Dates, people and the program that made the file stay out.
    """

    target = "docx"
    suffix = ".docx"

    @property
    def boilerplate(self) -> bytes:
        """Give the template."""
        return word_template()

    def write(self, released: ReleasedTranscript, options: ExportOptions) -> bytes:
        """Give the bytes of the document; the same transcript always gives the same bytes."""
        document = docx.Document(io.BytesIO(word_template()))
        styles = {style.name: style for style in document.styles}
        for line in lines(released, options):
            _add_line(document, styles, line)
        study_id = released.transcript.study_id
        running_head = f"{study_id} – {DRAFT_BANNER}" if released.draft else study_id
        document.sections[0].header.paragraphs[0].add_run(running_head)
        document.core_properties.title = study_id
        buffer = io.BytesIO()
        document.save(buffer)
        return pack(unpack(buffer.getvalue()))


def _add_line(document: Any, styles: dict[str, Any], line: Line) -> None:
    paragraph = document.add_paragraph(style=styles[line.kind.value])
    if line.label:
        paragraph.add_run(f"{line.label}:", styles[_SPEAKER_STYLE])
        paragraph.add_run(f" {line.text}")
    else:
        paragraph.add_run(line.text)


@functools.cache
def word_template() -> bytes:
    """Give the empty document that every Word file is made from."""
    folder = resource("templates", "document")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return pack({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
