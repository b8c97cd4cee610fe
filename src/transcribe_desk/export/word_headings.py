"""Write a transcript as a Word document whose headings NVivo turns into cases."""

from __future__ import annotations

from transcribe_desk.export.layout import ExportOptions, LineKind, lines
from transcribe_desk.export.word_document import Page, word_template
from transcribe_desk.privacy.gate import ReleasedTranscript

INTERVIEW_HEADING = "Heading 1"
SPEAKER_HEADING = "Heading 2"


class HeadingsWriter:
    """Write the study ID as heading 1, header lines, and each turn as heading 2 with the bare label and then its text.

    No other heading: NVivo 11 has no coding by speaker, so its coding by heading is the way that every version knows
    (exports.md).
    """

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
                page.add(SPEAKER_HEADING, line.label)
            page.add(INTERVIEW_HEADING if line.kind is LineKind.TITLE else line.kind.value, line.text)
        return page.finished()
