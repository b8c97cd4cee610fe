"""Find words in transcripts and put others in their place, each place shown before it is changed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from transcribe_desk.study.edits import Splice, TurnsChange, changed_meanwhile, reworded
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.transcript import Transcript

_CONTEXT = 40  # characters on each side, more to the next blank


@dataclass(frozen=True, slots=True)
class Query:
    """What to find: words, divided by any white space, and how exactly."""

    text: str
    whole_words: bool = False
    match_case: bool = False

    def pattern(self) -> re.Pattern[str]:
        """Give the expression that finds it; raise InputError where there is nothing to find."""
        words = self.text.split()
        if not words:
            raise InputError("Find", "There is nothing to look for.", "Write a word.")
        wanted = " ".join(map(re.escape, words))
        if self.whole_words:
            wanted = rf"(?<!\w){wanted}(?!\w)"
        return re.compile(wanted, 0 if self.match_case else re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Found:
    """One place: code points ``start`` to ``end`` of a turn's text, what is said there and around it."""

    interview_id: int
    turn_id: int
    start: int
    end: int
    words: str
    before: str
    after: str


def find(transcript: Transcript, interview_id: int, query: Query) -> Iterator[Found]:
    """Yield each place that says what is looked for, in reading order; raise InputError for an empty query."""
    pattern = query.pattern()
    for turn in transcript.turns:
        text = turn.text
        for hit in pattern.finditer(text):
            start, end = hit.span()
            yield Found(interview_id, turn.id, start, end, hit.group(), _before(text[:start]), _after(text[end:]))


def replaced(transcript: Transcript, found: Iterable[Found], replacement: str) -> TurnsChange:
    """Put other words in these places of one interview, as one step; words around them keep their times.

    Raises InputError where a place no longer says what was found there, or a turn would be left without words.
    """
    places: dict[int, list[Found]] = {}
    for each in found:
        places.setdefault(each.turn_id, []).append(each)
    splices = []
    for turn in transcript.turns:
        here = places.pop(turn.id, None)
        if here is None:
            continue
        text = turn.text
        for each in sorted(here, key=lambda each: each.start, reverse=True):
            if text[each.start : each.end] != each.words:
                raise changed_meanwhile()
            text = text[: each.start] + replacement + text[each.end :]
        texts = text.split()
        if not texts:
            raise InputError(f"Turn {turn.id}", "It would be left without words.", "Leave this place out.")
        if (after := reworded(turn, texts)) != turn:
            splices.append(Splice((turn,), (after,)))
    if places:
        raise changed_meanwhile()
    return TurnsChange(tuple(splices), "replaced")


def _before(text: str) -> str:
    if len(text) <= _CONTEXT:
        return text
    return "…" + text[text.rfind(" ", 0, len(text) - _CONTEXT) + 1 :]


def _after(text: str) -> str:
    place = text.find(" ", _CONTEXT)
    return text if place < 0 else text[:place] + "…"
