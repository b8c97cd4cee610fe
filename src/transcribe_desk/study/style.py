"""Show one transcript in several styles: with or without pause marks, fillers and false starts, over the same words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from transcribe_desk.study.transcript import Turn, Word

_ALWAYS_FILLERS = frozenset({"um", "umm", "uhm", "uh", "er", "err", "erm", "ehm"})
# “Mm.” by itself is an answer; inside a sentence it is a filler.
_FILLERS_IN_SENTENCES = frozenset({"mm", "mmm", "hm", "hmm"})
# Words people start again from. “No, no”, “very very” and “had had” are meant; “I I I” and “the the” are not.
_RESTARTED_WORDS = """
    i i'm i've i'd i'll you we we're we've he he's she she's it it's they they're there's
    the a an my your his her our their and but or if when because as with for to of from was were is are
"""
_RESTARTED = frozenset(_RESTARTED_WORDS.split())
_LONGEST_RESTART = 3
# “It is, is it?” says its verb twice, and both are meant.
_TAG_VERBS = frozenset({"was", "were", "is", "are"})
_TAG_END = re.compile(r"(?:it|he|she|they|we|you|i|there|that|this)\?[.!?…]*[\"'”’)\]}]*", re.IGNORECASE)
_END = re.compile(r"[.!?…]+[\"'”’)\]}]*$")
# A word in quotes or brackets is no filler: leaving it out would leave half a pair.
_BARE = re.compile(r"([\w'’-]*\w)[.,;:!?…–-]*")


class PauseMarks(StrEnum):
    """How a pause is written."""

    SECONDS = "seconds"
    DOTS = "dots"


@dataclass(frozen=True, slots=True)
class Style:
    """How a transcript reads; the words and their times stay what they are.

    Pauses inside a turn of ``pause_ms`` or more are written as ``(2 s)`` or ``…``, or not at all. Without ``fillers``
    “um”, “uh”, “er”, “erm” and “mm” inside a sentence are left out, without ``false_starts`` words begun anew.
    """

    pauses: PauseMarks | None = None
    pause_ms: int = 2_000
    fillers: bool = True
    false_starts: bool = True


VERBATIM = Style()
CLEAN = Style(fillers=False, false_starts=False)


@dataclass(frozen=True, slots=True)
class View:
    """How a style changes a turn's text; positions count its code points.

    The characters at ``dropped`` go, the letters at ``capitals`` begin a sentence now, and before the spaces at
    ``marks`` stands a pause mark.
    """

    dropped: frozenset[int] = frozenset()
    capitals: frozenset[int] = frozenset()
    marks: Mapping[int, str] = field(default_factory=dict)


def view(turn: Turn, style: Style) -> View:
    """Give what ``style`` changes in the turn's text; a turn of nothing but fillers stays as it is."""
    if style.fillers and style.false_starts and style.pauses is None:
        return View()
    said = [_plain(word.text) for word in turn.words]
    fillers = set(_fillers(turn.words, said)) if not style.fillers else set()
    gone = set(_false_starts(turn.words, said, fillers)) if not style.false_starts else set()
    left = (word.text for place, word in enumerate(turn.words) if place not in gone | fillers)
    if not any(character.isalnum() for text in left for character in text):
        gone, fillers = set(), set()
    return View(
        frozenset(place for start, end in _dropped(turn, gone | fillers, fillers) for place in range(start, end)),
        frozenset(_capitals(turn, gone | fillers)),
        dict(_marks(turn, gone | fillers, style)),
    )


def _fillers(words: Sequence[Word], said: Sequence[str]) -> Iterator[int]:
    for place, word in enumerate(said):
        alone = bool(_END.search(words[place].text)) and (place == 0 or bool(_END.search(words[place - 1].text)))
        if word in _ALWAYS_FILLERS or (word in _FILLERS_IN_SENTENCES and not alone):
            yield place


def _false_starts(words: Sequence[Word], said: Sequence[str], fillers: set[int]) -> Iterator[int]:
    """Give the places of words begun anew at once, or after nothing but ``fillers``; the last beginning stays."""
    places = [place for place in range(len(said)) if place not in fillers]
    heard = [said[place] for place in places]
    at = 0
    while at < len(heard):
        length = next(
            (
                length
                for length in range(1, _LONGEST_RESTART + 1)
                if heard[at] in _RESTARTED
                and not _asks_back(heard[at], [words[place].text for place in places[at : at + 3]])
                and "" not in heard[at : at + length]
                and heard[at : at + length] == heard[at + length : at + 2 * length]
                and not any(
                    _END.search(word.text) and "…" not in word.text for word in words[places[at] : places[at + length]]
                )
            ),
            0,
        )
        yield from places[at : at + length]
        at += max(length, 1)


def _asks_back(verb: str, texts: Sequence[str]) -> bool:
    """Tell whether ``verb``, said again in the second of three words, is asked back, as in “It is, is it?”."""
    return len(texts) == 3 and verb in _TAG_VERBS and texts[0].endswith(",") and bool(_TAG_END.fullmatch(texts[2]))


def _dropped(turn: Turn, gone: set[int], fillers: set[int]) -> Iterator[tuple[int, int]]:
    """Give the spans of the words that go; the stop at the end of a sentence stays, a filler's pair of commas goes."""
    spans = list(turn.word_spans())
    last_kept: int | None = None
    for place, (start, end, word) in enumerate(spans):
        if place not in gone:
            last_kept = place
            continue
        stop = _END.search(word.text)
        if last_kept is None or _END.search(spans[last_kept][2].text):
            yield start, end
            continue
        before = spans[last_kept]
        paired = place in fillers and word.text.endswith(",") and fillers.issuperset(range(last_kept + 1, place))
        comma = before[2].text.endswith(",") and (stop or paired)
        if stop:
            # What is between the last word kept and the stop goes, with spaces, so that the stop joins that word.
            yield before[1] - (1 if comma else 0), start + stop.start()
        else:
            if comma:
                yield before[1] - 1, before[1]
            yield start, end


def _capitals(turn: Turn, gone: set[int]) -> Iterator[int]:
    """Give the first letter of words that come to begin a sentence because those before them go."""
    begins, moved = True, False
    for place, (start, _, word) in enumerate(turn.word_spans()):
        if place in gone:
            moved = moved or (begins and word.text[:1].isupper())
            begins = begins or bool(_END.search(word.text))
            continue
        if begins and moved and word.text[0].islower() and len(word.text[0].upper()) == 1:
            yield start
        begins, moved = bool(_END.search(word.text)), False


def _marks(turn: Turn, gone: set[int], style: Style) -> Iterator[tuple[int, str]]:
    """Give pause marks at the spaces before words; the silence around words that go counts as one pause."""
    if style.pauses is None:
        return
    silence, kept_before = 0, False
    for place, (start, _, word) in enumerate(turn.word_spans()):
        if place:
            silence += max(0, word.start_ms - turn.words[place - 1].end_ms)
        if place in gone:
            continue
        if kept_before and silence >= style.pause_ms:
            seconds = max(1, (silence + 500) // 1000)
            yield start - 1, f"({seconds} s)" if style.pauses is PauseMarks.SECONDS else "…"
        silence, kept_before = 0, True


def _plain(text: str) -> str:
    """Give a word in small letters without the punctuation after it; nothing where other marks stand around it."""
    bare = _BARE.fullmatch(text)
    return bare[1].casefold().replace("’", "'") if bare else ""
