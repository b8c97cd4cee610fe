"""Lay a transcript out as lines for a document: who speaks, when, and the text as Qt counts it."""

from __future__ import annotations

from dataclasses import dataclass

from transcribe_desk.privacy.render import AnonymisedTranscript
from transcribe_desk.study.transcript import SpeakerRole, Transcript

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


def lines_of(transcript: Transcript, study_id: str) -> list[Line]:
    """Give a line for each turn."""
    places = {speaker: place for place, speaker in enumerate(speakers_of(transcript))}
    return [
        Line(
            turn_id=turn.id,
            label=transcript.label(turn.speaker, study_id) if transcript.roles else "Speaker",
            initial=initial_of(transcript, turn.speaker),
            speaker=places[turn.speaker],
            start_ms=turn.start_ms,
            text=turn.text.translate(_BREAKS),
        )
        for turn in transcript.turns
    ]


def rendered_lines(rendered: AnonymisedTranscript, transcript: Transcript) -> list[Line]:
    """Give a line for each turn as it will be exported."""
    places = {speaker: place for place, speaker in enumerate(speakers_of(transcript))}
    speakers = {turn.id: turn.speaker for turn in transcript.turns}
    return [
        Line(
            turn_id=turn.turn_id,
            label=turn.label,
            initial=initial_of(transcript, speakers[turn.turn_id]),
            speaker=places[speakers[turn.turn_id]],
            start_ms=turn.start_ms,
            text=turn.text.translate(_BREAKS),
        )
        for turn in rendered.turns
    ]


def speakers_of(transcript: Transcript) -> list[str]:
    """Give the speakers, interviewers first, then in the order in which they first speak."""
    order = list(dict.fromkeys(turn.speaker for turn in transcript.turns))
    return sorted(order, key=lambda speaker: transcript.roles.get(speaker) is not SpeakerRole.INTERVIEWER)


def initial_of(transcript: Transcript, speaker: str) -> str:
    """Give the letter in a speaker's badge: I for an interviewer, P for a participant, ? while nobody is told apart."""
    if not transcript.roles:
        return "?"
    return "I" if transcript.roles.get(speaker) is SpeakerRole.INTERVIEWER else "P"


def to_utf16(text: str, position: int) -> int:
    """Turn a position in code points into one in UTF-16 units, which Qt counts in."""
    return position + sum(character > "\uffff" for character in text[:position])
