"""Write a transcript as an OpenDocument text that holds nothing but the transcript."""

from __future__ import annotations

import functools
import io
from typing import Any

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions, Line, lines
from transcribe_desk.export.package import pack
from transcribe_desk.paths import resource
from transcribe_desk.privacy.gate import ReleasedTranscript

_PARTS = ("mimetype", "META-INF/manifest.xml", "meta.xml", "styles.xml", "content.xml")  # the type comes first
_SPEAKER_STYLE = "TD_20_Speaker"


class OpenDocumentWriter:
    """Write what the Word document says, in the same styles: a title, header lines, and turns as ``Label: text``.

    odfdo makes the paragraphs, with runs of spaces as the format wants them. The package is made here, as odfdo's own
    would tell which program of which version wrote it, and when.
    """

    suffix = ".odt"

    @property
    def boilerplate(self) -> bytes:
        """Give the template."""
        return pack(_template())

    def write(self, released: ReleasedTranscript, options: ExportOptions) -> bytes:
        """Give the bytes of the document; the same transcript always gives the same bytes."""
        from odfdo import Document

        document = Document(io.BytesIO(self.boilerplate))
        for line in lines(released, options):
            document.body.append(_paragraph(line))
        _head(document, released, options)
        parts = (("meta.xml", document.meta), ("styles.xml", document.styles), ("content.xml", document.content))
        return pack({**_template(), **{name: part.serialize() for name, part in parts}})


def _paragraph(line: Line) -> Any:
    from odfdo import Paragraph, Span

    paragraph = Paragraph(str(line), style=line.kind.value.replace(" ", "_20_"))
    if line.label:
        # By hand: appended to a span, a text has its first space as an element, which not every program reads.
        speaker = Span(style=_SPEAKER_STYLE)
        speaker.text = f"{line.label}:"
        said = paragraph.text.removeprefix(speaker.text)
        paragraph.text = ""
        paragraph.insert(speaker, position=0)
        speaker.tail = said
    return paragraph


def _head(document: Any, released: ReleasedTranscript, options: ExportOptions) -> None:
    """Give the document its title and running head, and number its lines where that is asked for."""
    study_id = released.transcript.study_id
    document.meta.title = study_id
    head = document.styles.get_element("//style:header/text:p")
    head.append_plain_text(f"{study_id} – {DRAFT_BANNER}" if released.draft else study_id)
    if options.line_numbers:
        numbers = document.styles.get_element("//text:linenumbering-configuration")
        numbers.set_attribute("text:number-lines", "true")


@functools.cache
def _template() -> dict[str, bytes]:
    """Give the parts of the empty document that every OpenDocument file is made from."""
    folder = resource("templates", "text")
    return {name: folder.joinpath(*name.split("/")).read_bytes() for name in _PARTS}
