"""Lay an anonymised transcript out as lines of text, the same lines in every kind of file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.render import AnonymisedTurn
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
    """What a person may choose about an export.

    ``timestamps`` puts ``[00:01:02]`` after each label, ``f4_times`` puts ``#00:01:02-5#`` at the end of each turn, as
    the program f4 does; ``line_numbers`` numbers the lines of Word documents.
    """

    timestamps: bool = False
    f4_times: bool = False
    line_numbers: bool = False


NO_OPTIONS = ExportOptions()


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
        kind = LineKind.INTERVIEWER if is_interviewer(turn.label) else LineKind.PARTICIPANT
        yield Line(kind, spoken_text(turn, options), turn.label)


def is_interviewer(label: str) -> bool:
    """Tell whether a label is an interviewer's; study IDs, which are the others, begin with a digit."""
    return label.startswith("Interviewer")


def spoken_text(turn: AnonymisedTurn, options: ExportOptions) -> str:
    """Give what stands after a turn's label: its text, with the times that were asked for."""
    before = f"[{clock(turn.start_ms)}] " if options.timestamps else ""
    after = f" #{clock(turn.end_ms)}-{turn.end_ms // 100 % 10}#" if options.f4_times else ""
    return f"{before}{turn.text}{after}"


def notices(released: ReleasedTranscript) -> tuple[str, ...]:
    """Give what a reader must know of a transcript in sentences: the draft's banner, what brackets mean."""
    told = tuple(value for field, value in released.transcript.headers if not field)
    return (DRAFT_BANNER, *told) if released.draft else told
