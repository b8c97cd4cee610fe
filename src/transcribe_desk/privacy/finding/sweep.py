"""Find what no detector saw: remaining words with an odd capital, runs of numbers, spelt letters, once per type."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.detectors.spoken import DIGITS, TEENS, TENS
from transcribe_desk.privacy.lexicons.gazetteers import can_be_a_name, is_first_name, is_place, is_surname
from transcribe_desk.privacy.lexicons.veto import is_harmless
from transcribe_desk.privacy.lexicons.words import ORDINARY_FREQUENCY, frequency, is_everyday
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.naming.names import key
from transcribe_desk.privacy.naming.near import NearWords
from transcribe_desk.study.remembered import remembered


class Kind(StrEnum):
    """What remains: a word, a run of numbers, or a word spelt letter by letter."""

    WORD = "word"
    NUMBER = "number"
    SPELT = "spelt"


@dataclass(frozen=True, slots=True)
class Place:
    """Where something remains: a span of code points in a turn of an interview."""

    interview_id: int
    turn_id: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Remaining:
    """Something no mention covers, once for all the places that say it.

    ``key`` is its folded form, by which a dismissal is remembered; ``text`` is what its first place says. ``oddness``,
    0 to 1, orders the sweep. ``near`` are entities it may be, misheard or misspelt.
    """

    kind: Kind
    key: str
    text: str
    oddness: float
    reason: str
    places: tuple[Place, ...]
    near: tuple[int, ...] = ()

    @property
    def interviews(self) -> tuple[int, ...]:
        """Give the interviews that say it."""
        return tuple(sorted({place.interview_id for place in self.places}))


# Any letter but a small English one; small letters of other alphabets are sorted out afterwards, which is far quicker.
_WORD = re.compile(r"\b[^\W\d_a-z]\w*(?:[-'’]\w+)*")
_ANY_WORD = re.compile(r"\b[^\W\d_]\w*(?:[-'’]\w+)*")
_CLITIC = re.compile(r"['’](?:s|ll|d|ve|re|m)?$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.?!…:]|--|[-–—]|[\"“‘(\[*])['\"“”’)]*\s*$")
_REACH = 5  # characters looked at before a word
_LEFT_OUT_AT_START = 1500  # frequency from which a dictionary word at a sentence's start owes its capital to the place
_FEWEST_CAPITALS = 0.02  # of all words; a transcript with fewer was written without capitals, as in veto.has_capitals
_TOP_FREQUENCY = 150_000
_REPEATS = ("double", "triple", "treble")
_NUMBER_WORD = "|".join((*DIGITS, *TEENS, *TENS, *_REPEATS, "hundred", "thousand"))
_NUMBERS = re.compile(
    rf"(?<![\w.,])(?=[\dzonetfsdh])(?:\d+|(?:{_NUMBER_WORD})\b)(?:[\s,./:–-]{{1,3}}(?:\d+|(?:{_NUMBER_WORD})\b))*",
    re.IGNORECASE,
)
_SPELT = re.compile(r"(?<![\w'’])[^\W\d_]([ .,–-]{1,2})[^\W\d_](?:\1[^\W\d_])+(?![\w'’])")  # one sign all through
_TALKED_LETTERS = frozenset("aio")  # “I, I, I” and “a, a, a” are hesitations


def remaining(
    review: Review,
    dismissed: Collection[tuple[str, str]] = (),
    *,
    interview_id: int | None = None,
) -> tuple[Remaining, ...]:
    """Give what no mention covers in the study, or in one interview, the oddest first.

    Words: those with a capital that are in no everyday dictionary, and inside a sentence those that can be a name;
    without capitals in a whole interview, every word no dictionary has. Ordinary words at a sentence's start are left
    out. ``dismissed`` are kinds and keys somebody looked at before. 40 interviews of 13,000 words take about a second.
    """
    wanted = review.index.interviews() if interview_id is None else (interview_id,)
    types: dict[tuple[Kind, str], list[Place]] = {}
    first: dict[tuple[Kind, str], str] = {}
    for each in wanted:
        for kind, form, place, said in _left(review, each):
            types.setdefault((kind, form), []).append(place)
            first.setdefault((kind, form), said)
    skipped = set(dismissed)
    near = _near(review)
    found = (
        _remaining(kind, form, first[kind, form], tuple(places), near)
        for (kind, form), places in types.items()
        if (kind.value, form) not in skipped
    )
    return tuple(sorted(found, key=lambda each: (-each.oddness, each.kind, len(each.places), each.key)))


# What is left of the text

_Left = tuple[Kind, str, Place, str]


def _left(review: Review, interview_id: int) -> Iterator[_Left]:
    texts = review.index.texts(interview_id)
    cased = _has_capitals(texts)
    for turn_id, text in texts.items():
        spans = [(each.start, each.end) for each in review.mentions_at((interview_id, turn_id))]
        taken: list[tuple[int, int]] = []
        for kind, start, end in (*_spelt(text), *_numbers(text), *_words(text, cased=cased)):
            if any(first < end and start < last for first, last in (*spans, *taken)):
                continue
            if kind is not Kind.WORD:
                taken.append((start, end))
            said = text[start:end]
            yield kind, form_of(kind, said), Place(interview_id, turn_id, start, end), said


def form_of(kind: Kind, said: str) -> str:
    """Give the folded form that all places of one type share; digits and letters may be grouped in any way."""
    return fold(said) if kind is Kind.WORD else "".join(key(said))


def _has_capitals(texts: Mapping[int, str]) -> bool:
    capitals = sum(len(_WORD.findall(text)) for text in texts.values())
    words = sum(text.count(" ") + 1 for text in texts.values())
    return capitals > _FEWEST_CAPITALS * words


def _spelt(text: str) -> Iterator[tuple[Kind, int, int]]:
    for match in _SPELT.finditer(text):
        letters = set("".join(key(match.group())))
        if letters - _TALKED_LETTERS and len(letters) > 1:
            yield Kind.SPELT, match.start(), match.end()


def _numbers(text: str) -> Iterator[tuple[Kind, int, int]]:
    for match in _NUMBERS.finditer(text):
        words = re.findall(r"\w+", match.group().lower())
        if _is_run(words):
            yield Kind.NUMBER, match.start(), match.end()


def _is_run(words: Sequence[str]) -> bool:
    """Tell whether number words are more than one small number: two digits, or “nineteen four” but not “two three”."""
    written = sum(len(word) for word in words if word[0].isdecimal())
    return written >= 2 or len(words) >= 3 or (len(words) == 2 and (words[0] in TENS or words[0] in TEENS))


def _words(text: str, *, cased: bool) -> Iterator[tuple[Kind, int, int]]:
    for match in (_WORD if cased else _ANY_WORD).finditer(text):
        standing = _standing(match.group(), cased=cased)
        if standing is None:
            continue
        start = match.start()
        if standing.inside and _SENTENCE_START.search(text[max(0, start - _REACH) : start]):
            continue
        yield Kind.WORD, start, start + standing.length


@dataclass(frozen=True, slots=True)
class _Standing:
    """What a word with a capital deserves: its length without a clitic, and whether only inside a sentence."""

    length: int
    inside: bool


@remembered(65536)
def _standing(said: str, *, cased: bool) -> _Standing | None:
    """Say whether a word remains to be looked at, and where; None where it never does."""
    bare = _CLITIC.sub("", said)
    plain = fold(bare)
    if len(plain) < 2 or (cased and bare[0].islower()) or is_harmless(bare, cased=cased):
        return None
    common = _commonness(plain)
    if not cased:
        return None if common else _Standing(len(bare), inside=False)
    if common >= ORDINARY_FREQUENCY:
        return _Standing(len(bare), inside=True) if can_be_a_name(plain) else None
    return _Standing(len(bare), inside=common >= _LEFT_OUT_AT_START and not _is_listed(plain))


def _commonness(plain: str) -> int:
    """Give how common a folded word is, or the rarest part of one with hyphens; days and months are very common."""
    if is_everyday(plain) or is_everyday(plain.removesuffix("s")):
        return _TOP_FREQUENCY
    return max(frequency(plain), min(frequency(part) for part in re.split(r"[-'’]", plain)))


def _is_listed(plain: str) -> bool:
    return is_first_name(plain) or is_surname(plain) or is_place(plain)


# How odd it is

_Near = Callable[[str], tuple[tuple[int, ...], str]]


def _near(review: Review) -> _Near:
    """Give a function that tells the people a folded word may be, misheard or misspelt, and how."""
    owners: dict[str, set[int]] = {}
    for entity in review.entities.values():
        if entity.category is Category.PERSON and review.mentions_of(entity.id):
            for name in (entity.name, *entity.forms):
                for word in key(name):
                    owners.setdefault(word, set()).add(entity.id)
    words = NearWords(owners)

    def like(word: str) -> tuple[tuple[int, ...], str]:
        found = words.like(word)
        ids = sorted({owner for each in found for owner in owners[each]} | owners.get(word, set()))
        how = "the same word" if word in owners else next(iter(found.values()), "")
        return tuple(ids), how

    return like


def _remaining(kind: Kind, form: str, said: str, places: tuple[Place, ...], near: _Near) -> Remaining:
    if kind is Kind.NUMBER:
        return Remaining(kind, form, said, _number_oddness(said), "a run of numbers", places)
    people, how = near(form)
    if people:
        return Remaining(kind, form, said, 1.0, f"nearly a name of the study: {how}", places, people)
    if kind is Kind.SPELT:
        return Remaining(kind, form, said, 0.95, "spelt letter by letter", places)
    common = _commonness(form)
    if _is_listed(form):
        if common >= ORDINARY_FREQUENCY:
            return Remaining(kind, form, said, 0.7, "a name that is a word as well, inside a sentence", places)
        what = "first names" if is_first_name(form) else "places" if is_place(form) else "surnames"
        return Remaining(kind, form, said, 0.9, f"on the list of {what}", places)
    rarity = 1 - math.log1p(common) / math.log1p(_TOP_FREQUENCY)
    reason = "a rare word" if common else "in no dictionary"
    return Remaining(kind, form, said, round(0.85 * rarity, 3), reason, places)


def _number_oddness(said: str) -> float:
    """Say how odd a number is by its digits: seven may be a telephone number, four a year, two an age or an hour."""
    digits = 0
    before = ""
    for word in re.findall(r"\w+", said.lower()):
        if word[0].isdecimal():
            digits += len(word)
        elif word in TEENS or word in TENS:
            digits += 2
        elif word in _REPEATS or (word in DIGITS and before not in TENS):
            digits += 1
        before = word
    return round(min(0.95, 0.14 * digits), 3)
