"""Write the document that NVivo codes by its headings."""

from __future__ import annotations

import io
import re

import docx

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.export.package import unpack
from transcribe_desk.export.word_document import WordWriter
from transcribe_desk.export.word_headings import HeadingsWriter
from transcribe_desk.privacy.gate import ReleasedTranscript


def _styled(released: ReleasedTranscript, options: ExportOptions | None = None) -> list[tuple[str, str]]:
    content = HeadingsWriter().write(released, options or ExportOptions())
    return [(str(one.style and one.style.name), one.text) for one in docx.Document(io.BytesIO(content)).paragraphs]


def test_the_study_id_and_the_bare_labels_are_the_only_headings(interview: ReleasedTranscript) -> None:
    found = _styled(interview)
    headings = [(style, text) for style, text in found if style.startswith(("Heading", "Title"))]
    assert headings[0] == ("Heading 1", "02-hospital")
    assert headings[1:] == [("Heading 2", turn.label) for turn in interview.transcript.turns]
    spoken = [text for style, text in found if style in ("TD Interviewer", "TD Participant")]
    assert spoken == [turn.text for turn in interview.transcript.turns]


def test_times_stand_with_the_text_and_not_in_the_heading(interview: ReleasedTranscript) -> None:
    assert _styled(interview, ExportOptions(timestamps=True))[-2:] == [
        ("Heading 2", "02-hospital"),
        ("TD Participant", "[00:00:16] Yes."),
    ]
    assert _styled(interview, ExportOptions(f4_times=True))[-1][1] == "Yes. #00:00:20-0#"


def test_a_draft_says_so_first(draft: ReleasedTranscript) -> None:
    assert _styled(draft)[:2] == [("TD Banner", DRAFT_BANNER), ("Heading 1", "02-hospital")]


def test_lines_are_numbered_only_when_asked_for(interview: ReleasedTranscript) -> None:
    for writer in (WordWriter(), HeadingsWriter()):
        plain, numbered = (
            unpack(writer.write(interview, ExportOptions(line_numbers=asked)))["word/document.xml"]
            for asked in (False, True)
        )
        assert b"lnNumType" not in plain
        # The schema wants it between the page's margins and whatever follows.
        assert re.search(rb'<w:pgMar [^>]*/><w:lnNumType w:countBy="1" w:restart="continuous"/>', numbered)
