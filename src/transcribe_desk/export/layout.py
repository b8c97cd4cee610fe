"""Lay an anonymised transcript out as lines of text, the same lines in every kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.study.timecode import clock

DRAFT_BANNER = "Machine draft, not reviewed by a person"


class LineKind(StrEnum):
    """What a line of an export is; the value is the name of its paragraph style."""

    BANNER = "TD Banner"
    TITLE = "Title"
    HEADER = "TD Header"
    INTERVIEWER = "TD Interviewer"
    PARTICIPANT = "TD Participant"

    @property
    def spoken(self) -> bool:
        """Tell whether the line is a turn."""
        return self in (LineKind.INTERVIEWER, LineKind.PARTICIPANT)


@dataclass(frozen=True, slots=True)
class ExportOptions:
    """What a person may choose about an export: ``timestamps`` puts ``[00:01:02]`` after each label."""

    timestamps: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph: a turn has a label, every other line has only text."""

    kind: LineKind
    text: str
    label: str = ""

    def __str__(self) -> str:
        """Give the whole paragraph as plain text."""
        return f"{self.label}: {self.text}" if self.label else self.text


def lines(released: ReleasedTranscript, options: ExportOptions) -> Iterator[Line]:
    """Give the paragraphs of a transcript: the draft's banner, the title, the header lines, the turns."""
    transcript = released.transcript
    if released.draft:
        yield Line(LineKind.BANNER, DRAFT_BANNER)
    yield Line(LineKind.TITLE, transcript.study_id)
    for header in transcript.header_lines():
        yield Line(LineKind.HEADER, header)
    for turn in transcript.turns:
        kind = LineKind.INTERVIEWER if turn.label.startswith("Interviewer") else LineKind.PARTICIPANT
        text = f"[{clock(turn.start_ms)}] {turn.text}" if options.timestamps else turn.text
        yield Line(kind, text, turn.label)
