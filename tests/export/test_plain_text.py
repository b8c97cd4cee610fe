"""Write plain text."""

from __future__ import annotations

from pathlib import Path

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.export.plain_text import PlainTextWriter
from transcribe_desk.privacy.gate import ReleasedTranscript

GOLDEN = Path(__file__).parents[1] / "golden" / "02-hospital.txt"


def test_the_text_is_the_golden_text(interview: ReleasedTranscript) -> None:
    assert PlainTextWriter().write(interview, ExportOptions()) == GOLDEN.read_bytes()


def test_timestamps_follow_the_label_when_asked_for(interview: ReleasedTranscript) -> None:
    content = PlainTextWriter().write(interview, ExportOptions(timestamps=True)).decode()
    assert content.endswith("\n02-hospital: [00:00:16] Yes.\n")


def test_a_draft_says_so_in_its_first_line(draft: ReleasedTranscript) -> None:
    assert PlainTextWriter().write(draft, ExportOptions()).decode().splitlines()[:2] == [DRAFT_BANNER, "02-hospital"]
