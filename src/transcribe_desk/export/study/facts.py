"""Hold what is known of a study's interviews as plain public values: no names, no text, no exact dates."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CAPITALS = 4  # longer words in capitals are names


@dataclass(frozen=True, slots=True)
class InterviewFacts:
    """One interview: its length in minutes, how and in which month (year, month) it was held, how far it has come.

    ``interviewers`` and ``second_reader`` are initials. ``engine`` and ``model`` are empty before it is transcribed.
    ``undecided`` counts proposals; ``reviewed`` says that the gate would let it out.
    """

    minutes: int
    month: tuple[int, int] | None = None
    mode: str = ""
    interviewers: tuple[str, ...] = ()
    engine: str = ""
    model: str = ""
    speakers_corrected: bool = False
    speakers_confirmed: bool = False
    undecided: int = 0
    reviewed: bool = False
    second_reader: str = ""


@dataclass(frozen=True, slots=True)
class ReplacedKind:
    """How many passages of a category were replaced, and how many different things they stood for."""

    category: str
    passages: int
    things: int


@dataclass(frozen=True, slots=True)
class DoubleCoding:
    """Who codes, as initials, and how many of how many transcripts every coder was given."""

    coders: tuple[str, ...]
    shared: int
    of: int


@dataclass(frozen=True, slots=True)
class StudyFacts:
    """What a Methods section says of a study.

    ``repeated`` counts participants of more than one interview. ``software`` are names with versions: the program
    first, then what transcribed, then what proposed identifiers.
    """

    interviews: tuple[InterviewFacts, ...]
    participants: int
    repeated: int
    replaced: tuple[ReplacedKind, ...]
    kept: int
    program: tuple[str, str]
    transcribers: tuple[tuple[str, str], ...] = ()
    proposers: tuple[tuple[str, str], ...] = ()
    double_coding: DoubleCoding | None = None


def initials(name: str) -> str:
    """Give the initials of a name; what is initials already stays: ``Anna Brown`` and ``A.B.`` are AB."""
    words: list[str] = re.findall(r"[^\W\d_]+", name)
    if len(words) == 1 and words[0].isupper() and len(words[0]) <= _CAPITALS:
        return words[0]
    return "".join(word[0].upper() for word in words)
