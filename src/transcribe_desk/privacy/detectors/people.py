"""Find people by what is said before their names: a title, a relation, an introduction, a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.lexicons.clinical import is_medicine
from transcribe_desk.privacy.lexicons.gazetteers import is_only_a_name, is_place
from transcribe_desk.privacy.lexicons.words import (
    NAME_PARTICLES,
    OFFICES,
    TALK,
    TITLES,
    frequency,
    is_everyday,
    is_ordinary,
)
from transcribe_desk.privacy.mention import Finding

_NAME = r"[^\W\d_][\w'’-]+"
_TITLES = "|".join(sorted(TITLES, key=len, reverse=True))
_SHORT_TITLES = "mr|mrs|ms|dr|prof|mister|professor"
_RELATIONS = (
    "husband|wife|partner|son|daughter|brother|sister|mother|father|mum|mam|dad|cousin|nephew|niece|uncle|aunt|auntie"
    "|grandson|granddaughter|boyfriend|girlfriend|fiancée?|friend|colleague|boss|manager|neighbour|baby"
)
_TITLE = re.compile(rf"\b(?i:{_TITLES})\b\.?\s+(?=[^\W\d_])")
_SHORT_TITLE = re.compile(rf"\b(?:{_SHORT_TITLES})\b\.?\s+(?=[^\W\d_])", re.IGNORECASE)
_RELATION = re.compile(rf"\b(?i:my|his|her|our|their|your)\s+(?:\w+\s+)?(?i:{_RELATIONS}),?\s+(?=[^\W\d_])")
_FILLERS = r"[,:]?\s+(?:(?:um|uh|er|erm|is|it's|it’s|to be|actually),?\s+)*(?=[^\W\d_])"
_INTRODUCTION = re.compile(
    r"\b(?:(?:my|his|her|the|first|last|full|sur|second|middle)[\s-]?(?:(?:full|first|last|middle|second|maiden) )?"
    rf"name\b(?:'s|’s| is| was)?|(?:people|they|everyone|you can|just) call me){_FILLERS}",
    re.IGNORECASE,
)
_CALLED = re.compile(
    rf"\b(?:i'm|i’m|he's|he’s|she's|she’s|was|is|are|been)\s+(?:called|named){_FILLERS}|\bknown as{_FILLERS}",
    re.IGNORECASE,
)
_THIS_IS = re.compile(r"\b(?:this is|i'm|i’m|i am|it's|it’s)\s+(?=[^\W\d_])", re.IGNORECASE)
_GREETING = re.compile(
    r"\b(?:thanks|thank you|cheers|hi|hiya|hello|hey|good (?:morning|afternoon|evening)|welcome|goodbye|bye|dear)"
    r"(?: again| there| so much| very much)?,?\s+(?=[^\W\d_])",
    re.IGNORECASE,
)
_GREETED = re.compile(r"(?:['’]s)?(?:\s*[,.?!…]|\s*$)")
_DOER = re.compile(
    r"(?<![\w'’-])(?=[^\W\d_])(?P<name>[\w'’-]+) (?:said|says|asked|told|thinks|thought|reckons|laughed|smiled|rang"
    r"|phoned|texted|replied|answered|was like)\b"
)
_SPEAKING = re.compile(r",?\s+(?:speaking|here|calling|from\b|and i|one of|the gp|your doctor|a doctor)", re.IGNORECASE)
_QUESTION = re.compile(
    r"\b(?:your|the|full|first|last|sur|middle|child's|his|her)\s?(?:\w+\s)?name\b"
    r"|who (?:am i|are you|is this)\b|who's calling",
    re.IGNORECASE,
)
_WORD = re.compile(_NAME)
_SENTENCE_START = re.compile(r"(?:^|[.?!…]\s*|[\"“(]\s*)$")
_INTRODUCED = "introduced by name"
_LONGEST = 3
_WORD_FREQUENCY = 1000  # of words that are hardly names: latex 1200; of names few have more, and those are listed
_ANSWER_WORDS = 12


class PeopleDetector:
    """Names that the words before them give away."""

    name = "people"
    version = "2"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield names after titles, relations, introductions and questions for a name."""
        asked = False
        for turn in turns:
            for pattern, score, reason, any_case in (
                (_TITLE, 0.9, "title and name", False),
                (_SHORT_TITLE, 0.85, "title and name", True),
                (_RELATION, 0.8, "relation and name", False),
                (_INTRODUCTION, 0.9, _INTRODUCED, True),
                (_CALLED, 0.8, _INTRODUCED, False),
            ):
                for match in pattern.finditer(turn.text):
                    yield from self._name_at(turn, match.end(), score, reason, any_case=any_case)
            for match in _THIS_IS.finditer(turn.text):
                span = name_from(turn.text, match.end(), any_case=False)
                if span and _SPEAKING.match(turn.text, span[1]):
                    yield turn.id, Finding(*span, "PERSON", self.name, 0.8, "introduces themselves")
            yield from self._treated_as_person(turn)
            if asked:
                yield from self._answer(turn)
            asked = _QUESTION.search(turn.text) is not None

    def _treated_as_person(self, turn: TurnText) -> Iterator[tuple[int, Finding]]:
        """Yield who is greeted, thanked or said to have said something, where the name is no English word."""
        for match in _GREETING.finditer(turn.text):
            span = name_from(turn.text, match.end(), any_case=False)
            if span and _GREETED.match(turn.text, span[1]) and not _is_word(turn.text[slice(*span)]):
                yield turn.id, Finding(*span, "PERSON", self.name, 0.75, "greeted or thanked by name")
        for match in _DOER.finditer(turn.text):
            if match["name"][0].isupper() and not match["name"].isupper() and not _is_word(match["name"]):
                yield turn.id, Finding(*match.span("name"), "PERSON", self.name, 0.65, "said or did something")

    def _name_at(
        self, turn: TurnText, start: int, score: float, reason: str, *, any_case: bool
    ) -> Iterator[tuple[int, Finding]]:
        span = name_from(turn.text, start, any_case=any_case)
        if span and not (reason == _INTRODUCED and is_medicine(fold(turn.text[slice(*span)]))):
            yield turn.id, Finding(*span, "PERSON", self.name, score, reason)

    def _answer(self, turn: TurnText) -> Iterator[tuple[int, Finding]]:
        """Yield the first name-like words of an answer to a question for a name."""
        for count, match in enumerate(_WORD.finditer(turn.text)):
            if count >= _ANSWER_WORDS:
                return
            word = match.group()
            opens = _SENTENCE_START.search(turn.text, 0, match.start()) is not None
            if word[0].isupper() and not (opens and is_ordinary(_plain(word))):
                span = name_from(turn.text, match.start(), any_case=False)
                if span:
                    yield turn.id, Finding(*span, "PERSON", self.name, 0.75, "answers a question for a name")
                    return


def _is_word(said: str) -> bool:
    """Tell whether any word of what may be a name is rather an English word, or a place."""
    words = [_plain(word) for word in said.split()]
    known = all(is_only_a_name(word) or not frequency(word) for word in words)
    return not known and (is_place(" ".join(words)) or any(frequency(word) >= _WORD_FREQUENCY for word in words))


def name_from(text: str, start: int, *, any_case: bool) -> tuple[int, int] | None:
    """Give the span of the name that begins at ``start``: up to three capitalised words, particles between them.

    With ``any_case`` a single rare word in lower case is taken as well, as speech recognition may write it.
    """
    end, words, position = start, 0, start
    while words < _LONGEST and (match := _WORD.match(text, position)):
        word = _plain(match.group())
        if word in TITLES and words == 0:
            gap = re.compile(r"\.?\s+").match(text, match.end())
            if not gap:
                return None
            start = position = gap.end()
            continue
        particle = words > 0 and word in NAME_PARTICLES
        if not particle and not _could_name(match.group(), first=words == 0, any_case=any_case):
            break
        words += not particle
        end = end if particle else _without_clitic(match)
        if end not in (match.end(), start) and not particle:
            break
        gap = re.compile(r"\s+").match(text, match.end())
        if not gap:
            break
        position = gap.end()
    return (start, end) if words else None


def _could_name(word: str, *, first: bool, any_case: bool) -> bool:
    plain = _plain(word)
    if plain in TALK or plain in OFFICES or is_everyday(plain):
        return False
    if word[0].isupper():
        return True
    return first and any_case and len(plain) > 2 and (is_only_a_name(plain) or not is_ordinary(plain))


def _without_clitic(match: re.Match[str]) -> int:
    clitic = re.search(r"['’](?:s|ll|d|ve|re|m)$", match.group(), re.IGNORECASE)
    return match.end() - (len(clitic.group()) if clitic else 0)


def _plain(word: str) -> str:
    return re.sub(r"['’](?:s|ll|d|ve|re|m)$", "", word, flags=re.IGNORECASE).lower()
