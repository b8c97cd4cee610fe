"""Read one interview as a REFI-QDA source: its plain text, the same as a Word document, and who speaks where."""

from __future__ import annotations

from dataclasses import dataclass, replace

from transcribe_desk.export.layout import ExportOptions, LineKind, lines, spoken_text
from transcribe_desk.export.refi import guids
from transcribe_desk.export.word_document import WordWriter
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.render import AnonymisedTurn

_CODES = {LineKind.INTERVIEWER: guids.INTERVIEWER, LineKind.PARTICIPANT: guids.PARTICIPANT}
WORD = WordWriter()


@dataclass(frozen=True, slots=True)
class Selection:
    """A stretch of a source's text, ``end`` exclusive, in code points, and the name of the code it has.

    ``part`` tells it from the other stretches of its source, whatever is edited around it.
    """

    part: str
    start: int
    end: int
    code: str


@dataclass(frozen=True, slots=True)
class Source:
    """The text of an interview, and what of it is spoken by whom.

    ``text`` is the paragraphs of ``word_document`` joined by LF, exactly, so that a program may count in either.
    """

    study_id: str
    text: str
    word_document: bytes
    selections: tuple[Selection, ...]


def read_source(released: ReleasedTranscript, options: ExportOptions) -> Source:
    """Give the source of a transcript; selections cover what was said, without labels, times and line ends."""
    turns = iter(released.transcript.turns)
    paragraphs: list[str] = []
    selections: list[Selection] = []
    position = 0
    for line in lines(released, options):
        paragraph = str(line)
        if line.kind.spoken:
            turn = next(turns)
            start = position + _offset(turn, options)
            selections.append(Selection(f"turn {turn.turn_id}", start, start + len(turn.text), _CODES[line.kind]))
        paragraphs.append(paragraph)
        position += len(paragraph) + 1
    return Source(released.transcript.study_id, "\n".join(paragraphs), WORD.write(released, options), tuple(selections))


def _offset(turn: AnonymisedTurn, options: ExportOptions) -> int:
    """Give where a turn's text begins in its paragraph: after the label, and after the time where one is asked for."""
    time = spoken_text(replace(turn, text=""), replace(options, f4_times=False))
    return len(f"{turn.label}: {time}")
