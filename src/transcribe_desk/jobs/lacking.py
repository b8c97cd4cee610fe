"""Say where the text of an interview lacks something: what the machine took out or could not hear, and silences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from transcribe_desk.speech.guards import NO_VOICE, REPEATED_AT_JOIN, REPETITION, WITHOUT_WORDS

if TYPE_CHECKING:
    from transcribe_desk.jobs.study_table import InterviewRow

# The guards mark every silence of 2 s; shorter ones than this are only pauses, which the pause marks show.
_LONG_SILENCE_MS = 5_000
_SHORTEST_SILENCE_MS = 2_000


class Lack(Enum):
    """Why there is less in the text than in the sound."""

    TAKEN_OUT = auto()
    REPEATED = auto()
    NOT_UNDERSTOOD = auto()
    DAMAGED = auto()
    SILENT = auto()

    @property
    def needs_listening(self) -> bool:
        """Tell whether words may be lacking."""
        return self in (Lack.NOT_UNDERSTOOD, Lack.DAMAGED)


@dataclass(frozen=True, slots=True)
class Lacking:
    """A stretch of the recording, in milliseconds, of which the text says nothing or less than the machine heard."""

    start_ms: int
    end_ms: int
    lack: Lack

    @property
    def seconds(self) -> int:
        """Give how long it is, at least 1."""
        return max(1, round((self.end_ms - self.start_ms) / 1000))


_LACKS = {REPETITION: Lack.REPEATED, REPEATED_AT_JOIN: Lack.REPEATED, WITHOUT_WORDS: Lack.NOT_UNDERSTOOD}


def lacking(row: InterviewRow) -> list[Lacking]:
    """Give what an interview lacks, in order of time; silences only where they are long."""
    found = [Lacking(start, end, Lack.DAMAGED) for start, end in row.missing]
    found += [Lacking(each.start_ms, each.end_ms, _LACKS[each.reason]) for each in row.removed if each.reason in _LACKS]
    found += _without_voice((each.start_ms, each.end_ms) for each in row.removed if each.reason == NO_VOICE)
    return sorted(found, key=lambda each: (each.start_ms, each.end_ms))


def _without_voice(spans: Iterable[tuple[int, int]]) -> Iterator[Lacking]:
    """Tell silences from words taken out of one: those lie in a silence, or are shorter than any that is marked."""
    together: list[list[tuple[int, int]]] = []
    for span in sorted(spans):
        if together and span[0] < max(end for _, end in together[-1]):
            together[-1].append(span)
        else:
            together.append([span])
    for parts in together:
        start, end = parts[0][0], max(end for _, end in parts)
        if len(parts) > 1 or end - start < _SHORTEST_SILENCE_MS:
            yield Lacking(start, end, Lack.TAKEN_OUT)
        elif end - start >= _LONG_SILENCE_MS:
            yield Lacking(start, end, Lack.SILENT)
