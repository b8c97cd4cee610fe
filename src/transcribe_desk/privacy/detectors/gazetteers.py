"""Find first names and places that lists know, and tell names from words by their capital and their place."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.detectors.growth import grow
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.lexicons.gazetteers import (
    can_be_a_name,
    is_only_a_name,
    is_only_a_place,
    is_surname,
)
from transcribe_desk.privacy.lexicons.veto import has_capitals, is_harmless
from transcribe_desk.privacy.lexicons.words import TALK, TITLES, frequency, is_ordinary
from transcribe_desk.privacy.mention import Finding

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_CLITIC = re.compile(r"['’](?:s|ll|d|ve|re|m)?$", re.IGNORECASE)
_SENTENCE_START = re.compile(r"(?:^|[.?!…:]|--|[-–—]|[\"“(\[*])\s*$")
_ACRONYM = 4  # letters; longer words in capitals are shouted names, shorter ones abbreviations
_PLACE_WORDS = 3
_NO_WORD = 100  # frequency below which a word in small letters after a first name is a surname nobody listed
_REACH = 40  # characters looked at before a word
_RARE_PLACE = 300  # of the ordinary frequency of a place's name without its capital: harrogate 12, reading 60000
# “the Art of”, “Your Honor”, “a Grace period”: what follows such a word is a thing, not somebody.
_DETERMINED = re.compile(
    r"\b(?:the|a|an|your|my|his|her|our|their|its|this|that|these|some|any|no|every|of)\s+$", re.IGNORECASE
)
# A word with a capital that stands beside an ordinary one with a capital is part of a title: Cotton Candy, Green Deal.
_NEXT_CAPITAL = re.compile(r"\s+([^\W\d_]+)")
_LAST_CAPITAL = re.compile(r"([^\W\d_]+)\s+$")
_MONTHS = frozenset({"may", "june", "april", "august"})
_TALKED_TO = re.compile(
    r"(?:\b(?:thanks|thank you|hi|hello|hey|dear|called|named|husband|wife|partner|son|daughter|brother|sister|mother"
    r"|mum|dad|aunt|auntie|uncle|friend|nurse|and i|me and),?|,)\s+$",
    re.IGNORECASE,
)
_TALKS = re.compile(r"(?:['’]s)?\s+(?:said|says|asked|told|thinks|thought|rang|phoned|came|went|was like)\b")


class GazetteerDetector:
    """First names with the surname after them, and places, by list."""

    name = "gazetteer"
    version = "1"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield names that have their capital, or, in a transcript without capitals, those that are nothing else."""
        cased = has_capitals(turn.text for turn in turns)
        for turn in turns:
            words = list(_WORD.finditer(turn.text))
            for index, match in enumerate(words):
                finding = self._person(turn.text, match, cased=cased) or self._place(
                    turn.text, words[index : index + _PLACE_WORDS], cased=cased
                )
                if finding:
                    yield turn.id, finding

    def _person(self, text: str, match: re.Match[str], *, cased: bool) -> Finding | None:
        said, plain = _plain(match)
        if plain in TALK or plain in TITLES:
            return None
        end = match.start() + len(said)
        if (not cased or said.isupper()) and is_harmless(said, cased=cased):
            return None
        if not cased:
            if not is_only_a_name(plain):
                return None
            return self._finding(match.start(), _with_surname(text, end), "PERSON", 0.6, "first name on the list")
        if not said[0].isupper() or (said.isupper() and len(said) < _ACRONYM):
            return None
        if is_only_a_name(plain):
            return self._finding(*grow(text, match.start(), end), "PERSON", 0.72, "first name on the list")
        if can_be_a_name(plain) and _stands_as_name(text, match, plain):
            reason = "first name that is a word as well, with a capital inside a sentence"
            return self._finding(*grow(text, match.start(), end), "PERSON", 0.55, reason)
        return None

    def _place(self, text: str, words: Sequence[re.Match[str]], *, cased: bool) -> Finding | None:
        """Give the longest place that begins at the first of ``words``."""
        if cased and not words[0].group()[0].isupper():
            return None
        for count in range(len(words), 0, -1):
            end = words[count - 1].start() + len(_plain(words[count - 1])[0])
            said = text[words[0].start() : end]
            plain = fold(said)
            if is_only_a_place(plain) and (cased or count > 1 or frequency(plain) < _RARE_PLACE):
                return self._finding(words[0].start(), end, "LOCATION", 0.5, "place on the list")
        return None

    def _finding(self, start: int, end: int, label: str, score: float, reason: str) -> Finding:
        return Finding(start, end, label, self.name, score, reason)


def _plain(match: re.Match[str]) -> tuple[str, str]:
    said = _CLITIC.sub("", match.group())
    return said, fold(said)


def _with_surname(text: str, end: int) -> int:
    """Give the end of a name in small letters: a known surname, or a word nobody knows, may follow the first name."""
    for _ in range(2):
        following = re.compile(r" (?:(\w) )?([^\W\d_]+(?:[-'’][^\W\d_]+)*)").match(text, end)
        if not following:
            break
        said = _CLITIC.sub("", following[2])
        plain = fold(said)
        if plain in TALK or not (is_surname(plain) or is_only_a_name(plain) or frequency(plain) < _NO_WORD):
            break
        end = following.start(2) + len(said)
    return end


def _stands_as_name(text: str, match: re.Match[str], plain: str) -> bool:
    """Tell whether a word with a capital is meant as a name: not at a sentence's start, no title, no month."""
    before = text[max(0, match.start() - _REACH) : match.start()]
    if _DETERMINED.search(before) or (_SENTENCE_START.search(before) and not _TALKS.match(text, match.end())):
        return False
    if plain in _MONTHS and not (_TALKED_TO.search(before) or _TALKS.match(text, match.end())):
        return False
    beside = (_LAST_CAPITAL.search(before), _NEXT_CAPITAL.match(text, match.end()))
    return not any(found and _is_title_word(found[1]) for found in beside)


def _is_title_word(word: str) -> bool:
    plain = fold(word)
    return word[0].isupper() and word != "I" and is_ordinary(plain) and plain not in TITLES and plain not in TALK
