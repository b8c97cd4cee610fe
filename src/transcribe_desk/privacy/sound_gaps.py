"""Say which stretches of a recording must not be heard, and where a person should listen before it leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import TypeAlias

from transcribe_desk.privacy.changed_words import changed_words
from transcribe_desk.privacy.mention import Decision, Mention
from transcribe_desk.privacy.naming.names import Matcher
from transcribe_desk.privacy.render import AnonymisedTranscript
from transcribe_desk.study.transcript import Segment, Transcript, Turn, Word

Span: TypeAlias = tuple[int, int]
WordPlace: TypeAlias = tuple[int, int, int]  # a turn's number, its first word counted from 0, its last (exclusive)

# A word whose time is doubtful lies somewhere near it: one second and two words to either side are taken with it.
_NEAR_MS = 1_000
_NEAR_WORDS = 2
# Word times are off by 0.33 s at the ninetieth percentile (speech benchmark): a shorter overlap tells nothing.
_SHORTEST_OVERLAP_MS = 300
_SHORTEST_WORD_MS = 60
_SHORTEST_LETTER_MS = 25
_LONGEST_WORD_MS = 1_200
# The machine moves words into or across a pause beside them.
_PAUSE_MS = 700


class Doubt(StrEnum):
    """Why a person should listen to a place: the time of a word that is replaced, or what is said there at all."""

    UNSURE = "the machine was unsure of the words"
    SHORT = "a word seems too short"
    LONG = "a word seems too long"
    PAUSE = "there is a pause beside the words"
    OVERLAP = "two people speak at once"
    LISTENED_AGAIN = "the machine had to listen again, or was not sure of the sentence"
    NO_TIMES = "the words have no times"
    SOUNDS_ALIKE = "the machine was unsure, and it sounds like something that is replaced"
    NOT_WRITTEN = "somebody speaks, and nothing of it is written down"
    CHANGED = "the words were changed or taken out in the text"


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch in milliseconds to listen to, and why; its mention's number where it is about one."""

    start_ms: int
    end_ms: int
    doubts: tuple[Doubt, ...]
    turn_id: int | None = None
    mention_id: int | None = None


# What is covered for a mention, and its words, none where they have no times.
_Cover: TypeAlias = tuple[Place, tuple[Word, ...]]


@dataclass(frozen=True, slots=True)
class Standing:
    """A place in milliseconds where a person let a name stand as it was said."""

    start_ms: int
    end_ms: int
    name: str


def places_to_listen(
    transcript: Transcript,
    mentions: Iterable[Mention],
    segments: Sequence[Segment] = (),
    not_written: Sequence[Span] = (),
    sounding_alike: Sequence[WordPlace] = (),
    original: Transcript | None = None,
) -> tuple[Place, ...]:
    """Give the places where the gap for an accepted mention may miss what was said, and where more is said than reads.

    ``mentions`` and ``segments`` are the interview's, ``not_written`` the stretches in milliseconds where a voice has
    no words or its words were taken out by the machine, ``sounding_alike`` words that may be a name the machine did not
    understand, ``original`` what the machine wrote before a person changed it. In order of time; each is as wide as it
    is covered until a person listened.
    """
    accepted = [mention for mention in mentions if mention.decision is Decision.ACCEPTED]
    covers = list(_covers(transcript, accepted, segments))
    found = [place for place, _ in covers if place.doubts]
    found += [Place(start, end, (Doubt.NOT_WRITTEN,)) for start, end in not_written]
    found += _alike(transcript, sounding_alike)
    found += _changed(transcript, accepted, covers, original or transcript)
    return tuple(sorted(found, key=lambda place: (place.start_ms, place.end_ms)))


def spans_to_cover(
    transcript: Transcript,
    mentions: Iterable[Mention],
    segments: Sequence[Segment] = (),
    not_written: Sequence[Span] = (),
    sounding_alike: Sequence[WordPlace] = (),
    original: Transcript | None = None,
    *,
    listened: bool = False,
) -> tuple[Span, ...]:
    """Give the stretches in milliseconds that must not be heard, without a guard band, in order.

    They are the whole words of each accepted mention. At each of ``places_to_listen`` it is the whole place, unless a
    person has ``listened`` to them all: then the words alone, as timed. Words without times always take the place.
    """
    accepted = [mention for mention in mentions if mention.decision is Decision.ACCEPTED]
    covers = list(_covers(transcript, accepted, segments))
    spans = [
        (place.start_ms, place.end_ms) if place.doubts and not (listened and words) else _extent(words)
        for place, words in covers
    ]
    if not listened:
        spans += not_written
        more = (*_alike(transcript, sounding_alike), *_changed(transcript, accepted, covers, original or transcript))
        spans += ((place.start_ms, place.end_ms) for place in more)
    return tuple(sorted(spans))


def standing(rendered: AnonymisedTranscript, transcript: Transcript, names: Iterable[str]) -> tuple[Standing, ...]:
    """Give where the names still stand in a text that may leave, with the times of their words."""
    matcher = Matcher(names)
    found = []
    for turn in rendered.turns:
        own = transcript.turn(turn.turn_id)
        for hit in matcher.find(turn.text):
            words = own.words_between(*turn.source_span(hit.start, hit.end))
            start_ms, end_ms = _extent(words) if words else (own.start_ms, own.end_ms)
            found.append(Standing(start_ms, end_ms, hit.name))
    return tuple(found)


def _alike(transcript: Transcript, sounding_alike: Sequence[WordPlace]) -> Iterator[Place]:
    turns = {turn.id: turn for turn in transcript.turns}
    for turn_id, first, last in sounding_alike:
        turn = turns[turn_id]
        start_ms, end_ms = _neighbourhood(turn, turn.words[first:last])
        yield Place(start_ms, end_ms, (Doubt.SOUNDS_ALIKE,), turn_id)


def _changed(
    transcript: Transcript, accepted: Sequence[Mention], covers: Iterable[_Cover], original: Transcript
) -> Iterator[Place]:
    covered = [_extent(words) if words else (place.start_ms, place.end_ms) for place, words in covers]
    for turn, words in changed_words(original, transcript, accepted, covered):
        yield Place(*_neighbourhood(turn, words), (Doubt.CHANGED,))


def _covers(transcript: Transcript, accepted: Iterable[Mention], segments: Sequence[Segment]) -> Iterator[_Cover]:
    """Give for each accepted mention its words, and the place around them with what is doubtful about it."""
    turns = {turn.id: turn for turn in transcript.turns}
    doubted = [segment for segment in segments if segment.flags]
    for mention in accepted:
        turn = turns[mention.turn_id]
        words = turn.words_between(mention.start, mention.end)
        if not words:
            raise ValueError(f"Mention {mention.id} lies outside its turn.")
        start_ms, end_ms = _neighbourhood(turn, words)
        if all(word.end_ms <= word.start_ms for word in words):
            yield Place(start_ms, end_ms, (Doubt.NO_TIMES,), turn.id, mention.id), ()
        else:
            doubts = tuple(dict.fromkeys(_doubts(turn, words, transcript, doubted)))
            yield Place(start_ms, end_ms, doubts, turn.id, mention.id), words


def _doubts(turn: Turn, words: Sequence[Word], transcript: Transcript, doubted: Sequence[Segment]) -> Iterator[Doubt]:
    start_ms, end_ms = _extent(words)
    for word in words:
        length = word.end_ms - word.start_ms
        letters = sum(character.isalnum() for character in word.text)
        if word.doubtful:
            yield Doubt.UNSURE
        if length < max(_SHORTEST_WORD_MS, _SHORTEST_LETTER_MS * letters):
            yield Doubt.SHORT
        if length > _LONGEST_WORD_MS:
            yield Doubt.LONG
    first, last = _places(turn, words)
    around = turn.words[max(0, first - 1) : last + 2]
    if any(after.start_ms - before.end_ms > _PAUSE_MS for before, after in pairwise(around)):
        yield Doubt.PAUSE
    if any(
        min(end_ms, word.end_ms) - max(start_ms, word.start_ms) >= min(_SHORTEST_OVERLAP_MS, end_ms - start_ms)
        for other in transcript.turns
        if other.id != turn.id and other.start_ms < end_ms and start_ms < other.end_ms
        for word in other.words
    ):
        yield Doubt.OVERLAP
    if any(segment.start_ms < end_ms and start_ms < segment.end_ms for segment in doubted):
        yield Doubt.LISTENED_AGAIN


def _neighbourhood(turn: Turn, words: Sequence[Word]) -> Span:
    """Give a second and two words to either side, whichever is more, and the turn and a second where none is timed."""
    if all(word.end_ms <= word.start_ms for word in turn.words):
        return turn.start_ms - _NEAR_MS, turn.end_ms + _NEAR_MS
    first, last = _places(turn, words)
    near = turn.words[max(0, first - _NEAR_WORDS) : last + 1 + _NEAR_WORDS]
    start_ms, end_ms = _extent(words)
    return min(_extent(near)[0], start_ms - _NEAR_MS), max(_extent(near)[1], end_ms + _NEAR_MS)


def _places(turn: Turn, words: Sequence[Word]) -> tuple[int, int]:
    """Give the places of the first and the last of a turn's words in it."""
    first = next(place for place, word in enumerate(turn.words) if word is words[0])
    return first, first + len(words) - 1


def _extent(words: Sequence[Word]) -> Span:
    return min(word.start_ms for word in words), max(word.end_ms for word in words)
