"""Lay a transcript out as lines for a document: who speaks, when, and the text as Qt counts it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from transcribe_desk.privacy.render import AnonymisedTranscript
from transcribe_desk.study.transcript import Transcript, Turn
from transcribe_desk.ui.document.speakers import ShownSpeaker, shown_speakers

# Qt ends a block at these; a turn must stay one block, and one character for one keeps every offset right.
_BREAKS = str.maketrans(dict.fromkeys("\n\r\x0b\x0c\x1c\x1d\x1e\x85\u2028\u2029\ufdd0\ufdd1", " "))


@dataclass(frozen=True, slots=True)
class Line:
    """One turn as it is shown; ``speaker`` is the place of the speaker in the order in which they first speak."""

    turn_id: int
    label: str
    initial: str
    speaker: int
    start_ms: int
    text: str


def lines_of(transcript: Transcript, study_id: str, texts: Mapping[int, str] | None = None) -> list[Line]:
    """Give a line for each turn; with ``texts``, by turn id, only for those turns and with those texts."""
    shown = {each.speaker: each for each in shown_speakers(transcript, study_id)}
    return [
        line_of(turn, shown[turn.speaker], None if texts is None else texts[turn.id])
        for turn in transcript.turns
        if texts is None or turn.id in texts
    ]


def line_of(turn: Turn, shown: ShownSpeaker, text: str | None = None) -> Line:
    """Give the line of a turn, with its own text or another."""
    own = one_line(turn.text if text is None else text)
    return Line(turn.id, shown.name, shown.initial, shown.place, turn.start_ms, own)


def rendered_lines(rendered: AnonymisedTranscript, transcript: Transcript) -> list[Line]:
    """Give a line for each turn as it will be exported."""
    shown = {each.speaker: each for each in shown_speakers(transcript, rendered.study_id)}
    speakers = {turn.id: shown[turn.speaker] for turn in transcript.turns}
    return [
        Line(
            turn_id=turn.turn_id,
            label=turn.label,
            initial=speakers[turn.turn_id].initial,
            speaker=speakers[turn.turn_id].place,
            start_ms=turn.start_ms,
            text=one_line(turn.text),
        )
        for turn in rendered.turns
    ]


def to_utf16(text: str, position: int) -> int:
    """Turn a position in code points into one in UTF-16 units, which Qt counts in."""
    if text.isascii():
        return position
    return position + sum(character > "\uffff" for character in text[:position])


def from_utf16(text: str, position: int) -> int:
    """Turn a position in UTF-16 units into one in code points; inside a pair of units it is the one before the pair."""
    if text.isascii() or max(text) <= "\uffff":
        return position
    units = 0
    for place, character in enumerate(text):
        units += 2 if character > "\uffff" else 1
        if units > position:
            return place
    return len(text)


def one_line(text: str) -> str:
    """Put a space in the place of everything at which Qt would end a block."""
    return text.translate(_BREAKS)
