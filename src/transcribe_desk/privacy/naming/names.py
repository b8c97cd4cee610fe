"""Find a name in a text: the one matcher that propagation, the gate and the scan of finished files share."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from transcribe_desk.privacy.characters import extends, fold, fold_with_positions
from transcribe_desk.privacy.lexicons.words import NAME_PARTICLES, PARTICLES, TALK, TITLES, is_ordinary
from transcribe_desk.privacy.mention import Category
from transcribe_desk.study.remembered import remembered

_TOKEN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CLITIC = re.compile(r"'(?:s|ll|d|ve|re|m)$")
_PLAIN_WORDS = re.compile(r"[A-Za-z ]*")
_GAP = re.compile(r"(?:[\s\-\u2010-\u2015.,'/&_()+*]|'(?:s|ll|d|ve|re|m))*")
_POSSESSIVE = re.compile(r"['\u2019\u2018\u02bc](?:s|S)?$")
_CLINGING = " \t\n\"'\u2018\u2019\u201c\u201d«».,;:!?-–—…"
_OPENING, _CLOSING = "([", ")]"
_SPELT_LETTERS = 3


class NameWord(NamedTuple):
    """A word as names are compared by: folded, its span, its capital, and whether a name may go on after it."""

    form: str
    start: int
    end: int
    capital: bool
    joined: bool


@dataclass(frozen=True, slots=True)
class _Text:
    """A text cut into words, told in columns: of each word what a ``NameWord`` says.

    ``signs`` are those after the words that are not joined, by the word's place, as the @ of an address.
    Thousands of texts are kept, and an object for each of their words would make every collection of garbage long.
    """

    forms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    capitals: tuple[bool, ...]
    joined: tuple[bool, ...]
    signs: Mapping[int, str]


@remembered(4096)
def _read(text: str) -> _Text:
    folded, positions = fold_with_positions(text)
    forms: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    capitals: list[bool] = []
    joined: list[bool] = []
    signs: dict[int, str] = {}
    last_end = 0
    for match in _TOKEN.finditer(folded):
        clitic = _CLITIC.search(match.group())
        stop = match.end() - (len(clitic.group()) if clitic else 0)
        first = positions[match.start()]
        end = positions[stop - 1] + 1
        while end < len(text) and extends(text[end]):
            end += 1
        if forms:
            joined.append(_GAP.fullmatch(folded, last_end, match.start()) is not None)
            if not joined[-1]:
                signs[len(forms) - 1] = "".join(folded[last_end : match.start()].split())
        forms.append(folded[match.start() : stop].replace("'", ""))
        starts.append(first)
        ends.append(end)
        capitals.append(text[first].isupper() or text[first].istitle())
        last_end = stop
    return _Text(tuple(forms), tuple(starts), tuple(ends), tuple(capitals), (*joined, False), signs)


@remembered(4096)
def _forms(text: str) -> tuple[str, ...]:
    """Give the folded words alone, each once, which most often are enough to see that no name is there."""
    words = set(_TOKEN.findall(fold(text)))
    return tuple({_CLITIC.sub("", word).replace("'", "") if "'" in word else word for word in words})


def name_words(text: str) -> tuple[NameWord, ...]:
    """Give the words of a text as the matcher sees them, without possessives."""
    read = _read(text)
    columns = zip(read.forms, read.starts, read.ends, read.capitals, read.joined, strict=False)
    return tuple(NameWord(*each) for each in columns)


@remembered(8192)
def key(name: str) -> tuple[str, ...]:
    """Give the folded words of ``name``, so that Sarah, SARAH, Sarah's and Sárah compare equal."""
    if _PLAIN_WORDS.fullmatch(name):
        return tuple(name.lower().split())
    return _read(name).forms


class Shape(NamedTuple):
    """How a name is looked for: its letters in one, where its parts end in them, and whether it needs a capital."""

    whole: str
    ends: tuple[int, ...]
    needs_capital: bool


@remembered(8192)
def shape(name: str) -> Shape:
    """Give how ``name`` is looked for, with no letters where it has none.

    Parts are what may be written apart: words, what an apostrophe divides (“O Brien” is O'Brien too), and every digit.
    """
    words = key(name)
    whole = "".join(words)
    if whole.isdigit():
        return Shape(whole, tuple(range(1, len(whole) + 1)), needs_capital=False)
    parts = [part for word in _TOKEN.findall(fold(name)) for part in _CLITIC.sub("", word).split("'")]
    alone = len(words) == 1 or len(whole) == len(words)  # “US” and “U.S.” alike, not to be found in “us”
    small = len(whole) <= 2 or whole in PARTICLES or is_ordinary(whole)
    return Shape(whole, tuple(accumulate(map(len, parts))), needs_capital=alone and whole.isalpha() and small)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that says a name: a span of code points, and the name looked for."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    name: str
    whole: str
    breaks: frozenset[int]
    needs_capital: bool
    signs: Mapping[int, str]


class Matcher:
    """Find any of many names in texts; however many names there are, a text is read once."""

    def __init__(self, names: Iterable[str]) -> None:
        """Prepare ``names``; one without a letter or digit is never found."""
        self._by_first_word: dict[str, list[_Wanted]] = {}
        for name in dict.fromkeys(names):
            whole, ends, needs_capital = shape(name)
            wanted = _Wanted(name, whole, frozenset(ends), needs_capital, _signs_within(name))
            for first in {whole[:end] for end in (1, *ends) if whole}:
                self._by_first_word.setdefault(first, []).append(wanted)

    def find(self, text: str) -> list[Hit]:
        """Give each place in ``text`` that says one of the names, in order, without a possessive ``'s``.

        Whole words only. Case, accents, compatibility forms, hyphens, apostrophes and invisible characters make no
        difference; a name spelt out in single letters is found; digits may be grouped in any way. Other signs, such as
        the @ of an address, keep words apart unless the name has the same ones there. A single ordinary English word, a
        particle such as “del” or a word of at most two letters counts only where it has a capital.
        """
        if self._by_first_word.keys().isdisjoint(_forms(text)):
            return []
        read = _read(text)
        hits = []
        for first, form in enumerate(read.forms):
            for wanted in self._by_first_word.get(form, ()):
                last = _match_at(read, first, wanted)
                if last is not None and (read.capitals[first] or not wanted.needs_capital):
                    hits.append(Hit(read.starts[first], read.ends[last], wanted.name))
        return hits


def _signs_within(name: str) -> Mapping[int, str]:
    """Give the signs that keep words of ``name`` apart, by how many of its letters stand before them."""
    if _PLAIN_WORDS.fullmatch(name):
        return {}
    read = _read(name)
    before = list(accumulate(map(len, read.forms)))
    return {before[index]: signs for index, signs in read.signs.items()}


@remembered(1024)
def _matcher_of(name: str) -> Matcher:
    return Matcher((name,))


def occurrences(text: str, name: str) -> list[tuple[int, int]]:
    """Find each place in ``text`` that says ``name``: spans of code points, by the rules of ``Matcher.find``."""
    return [(hit.start, hit.end) for hit in _matcher_of(name).find(text)]


def _match_at(read: _Text, first: int, wanted: _Wanted) -> int | None:
    position, spelt, regular = 0, True, True
    for index in range(first, len(read.forms)):
        form = read.forms[index]
        if not wanted.whole.startswith(form, position):
            return None
        position += len(form)
        spelt = spelt and len(form) == 1
        regular = regular and position in wanted.breaks
        if position == len(wanted.whole):
            spelt_out = spelt and index - first + 1 >= _SPELT_LETTERS
            return index if regular or spelt_out else None
        if not read.joined[index] and read.signs.get(index) != wanted.signs.get(position, ""):
            return None
    return None


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the span without the white space, quotes, end punctuation and possessive that cling to it.

    A span of nothing but punctuation is given back as it is.
    """
    first, last = start, end
    while first < last:
        inner = text[first:last]
        wrapped = inner[0] in _OPENING and inner[-1] in _CLOSING
        if _clings(inner[0]) or wrapped or (inner[0] in _OPENING and not set(_CLOSING) & set(inner)):
            first += 1
        elif _clings(inner[-1]) or (inner[-1] in _CLOSING and not set(_OPENING) & set(inner)):
            last -= 1
        else:
            break
    possessive = _POSSESSIVE.search(text[first:last])
    if possessive:
        last -= len(possessive.group())
    return (first, last) if first < last else (start, end)


def _clings(character: str) -> bool:
    return character in _CLINGING or unicodedata.category(character) == "So"  # emoji and other pictures


def bare(name: str) -> str:
    """Give ``name`` without clinging punctuation and possessive."""
    return name[slice(*trim(name, 0, len(name)))]


def without_title(name: str) -> str:
    """Give a person's name without the titles before it: ``Dr Sarah Patel`` is ``Sarah Patel``, ``Matron`` stays."""
    rest = bare(name)
    while True:
        title, _, remainder = rest.partition(" ")
        if not remainder.strip() or fold(title).strip(".") not in TITLES:
            return rest
        rest = remainder.strip()


def title_of(name: str) -> str:
    """Give the folded title before a person's name, or the empty string."""
    title, _, remainder = bare(name).partition(" ")
    folded = fold(title).strip(".")
    return folded if remainder.strip() and folded in TITLES else ""


@remembered(8192)
def searchable_parts(category: Category, name: str) -> tuple[str, ...]:
    """Give the forms of a replaced name that may stand nowhere else unseen: the whole, and a person's name parts.

    Titles, particles, talk, single letters and numbers of up to three digits are never searched for alone: they
    identify nobody and stand everywhere. Somebody whose whole name is a particle, such as Di or Al, is, and so is LA.
    """
    whole = without_title(name) if category is Category.PERSON else without_article(bare(name))
    parts = [whole]
    if category is Category.PERSON:
        parts += [match.group() for match in re.finditer(r"[^\W\d_][\w'\u2019]*", whole)]
    found: dict[tuple[str, ...], str] = {}
    for part in parts:
        words = key(part)
        if words and (not _says_nothing(words) or (part is whole and _may_be_a_name(category, words))):
            found.setdefault(words, bare(part))
    return tuple(found.values())


def without_article(name: str) -> str:
    """Give ``name`` without a leading article: ``the Infirmary`` is ``Infirmary``."""
    return re.sub(r"^(?:the|an?)\s+(?=\S)", "", name, flags=re.IGNORECASE)


def _may_be_a_name(category: Category, words: tuple[str, ...]) -> bool:
    return category in (Category.PERSON, Category.PLACE) and words[0] in NAME_PARTICLES - {"ten"}


def _says_nothing(words: tuple[str, ...]) -> bool:
    whole = "".join(words)
    if whole.isdigit():
        return len(whole) <= 3
    return len(whole) < 2 or (len(words) == 1 and whole in TITLES | PARTICLES | TALK)
