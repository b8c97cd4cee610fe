"""Write a transcript as a Word document that holds nothing but the transcript."""

from __future__ import annotations

import functools
import io
from typing import Any

import docx
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions, lines
from transcribe_desk.export.package import pack, unpack
from transcribe_desk.paths import resource
from transcribe_desk.privacy.gate import ReleasedTranscript

_SPEAKER_STYLE = "TD Speaker"


class WordWriter:
    """Write the layout “document”: a title, header lines, and turns as ``Label: text``."""

    suffix = ".docx"

    @property
    def boilerplate(self) -> bytes:
        """Give the template."""
        return word_template()

    def write(self, released: ReleasedTranscript, options: ExportOptions) -> bytes:
        """Give the bytes of the document; the same transcript always gives the same bytes."""
        page = Page(released, options)
        for line in lines(released, options):
            if line.label:
                page.add(line.kind.value, f" {line.text}", speaker=f"{line.label}:")
            else:
                page.add(line.kind.value, line.text)
        return page.finished()


class Page:
    """A Word document under way: paragraphs of our own template, which hold text and nothing else.

    The template is our own, because python-docx's default one brings an author, a thumbnail and 333 revision
    numbers (exports.md). Dates, people and the program that made the file stay out.
    """

    def __init__(self, released: ReleasedTranscript, options: ExportOptions) -> None:
        """Begin a document about one interview, with its running head."""
        self._document = docx.Document(io.BytesIO(word_template()))
        self._styles = {style.name: style.style_id for style in self._document.styles}
        study_id = released.transcript.study_id
        section = self._document.sections[0]
        section.header.paragraphs[0].add_run(f"{study_id} – {DRAFT_BANNER}" if released.draft else study_id)
        if options.line_numbers:
            _number_lines(section)
        self._document.core_properties.title = study_id

    def add(self, style: str, text: str, speaker: str = "") -> None:
        """Add a paragraph in a style, with the speaker's name before it where there is one.

        The elements are made by hand: python-docx goes through all styles for each paragraph and each run.
        """
        paragraph = OxmlElement("w:p")
        _give_style(paragraph, "w:pPr", "w:pStyle", self._styles[style])
        if speaker:
            _give_style(_add_run(paragraph, speaker), "w:rPr", "w:rStyle", self._styles[_SPEAKER_STYLE])
        _add_run(paragraph, text)
        self._document.element.body.sectPr.addprevious(paragraph)

    def finished(self) -> bytes:
        """Give the bytes of the document."""
        buffer = io.BytesIO()
        self._document.save(buffer)
        return pack(unpack(buffer.getvalue()))


def _add_run(paragraph: Any, text: str) -> Any:
    run, said = OxmlElement("w:r"), OxmlElement("w:t")
    said.text = text
    if text.strip() != text:
        said.set(qn("xml:space"), "preserve")
    run.append(said)
    paragraph.append(run)
    return run


def _give_style(element: Any, properties: str, kind: str, style_id: str) -> None:
    """Put the properties with the style first in a paragraph or a run, where the schema wants them."""
    style, holder = OxmlElement(kind), OxmlElement(properties)
    style.set(qn("w:val"), style_id)
    holder.append(style)
    element.insert(0, holder)


def _number_lines(section: Any) -> None:
    """Turn line numbers on, from the first page to the last; where the element stands is fixed by the schema."""
    numbers = OxmlElement("w:lnNumType")
    numbers.set(qn("w:countBy"), "1")
    numbers.set(qn("w:restart"), "continuous")
    section._sectPr.find(qn("w:pgMar")).addnext(numbers)


@functools.cache
def word_template() -> bytes:
    """Give the empty document that every Word file is made from."""
    folder = resource("templates", "document")
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return pack({path.relative_to(folder).as_posix(): path.read_bytes() for path in files})
