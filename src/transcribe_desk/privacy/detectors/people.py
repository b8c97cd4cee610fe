"""Find people by what is said before their names: a title, a relation, an introduction, a question."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.mention import Finding
from transcribe_desk.privacy.words import NAME_PARTICLES, OFFICES, TALK, TITLES, is_everyday, is_ordinary

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
_SPEAKING = re.compile(r",?\s+(?:speaking|here|calling|from\b|and i|one of|the gp|your doctor|a doctor)", re.IGNORECASE)
_QUESTION = re.compile(
    r"\b(?:your|the|full|first|last|sur|middle|child's|his|her)\s?(?:\w+\s)?name\b"
    r"|who (?:am i|are you|is this)\b|who's calling",
    re.IGNORECASE,
)
_WORD = re.compile(_NAME)
_SENTENCE_START = re.compile(r"(?:^|[.?!…]\s*|[\"“(]\s*)$")
_LONGEST = 3
_ANSWER_WORDS = 12


class PeopleDetector:
    """Names that the words before them give away."""

    name = "people"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield names after titles, relations, introductions and questions for a name."""
        asked = False
        for turn in turns:
            for pattern, score, reason, any_case in (
                (_TITLE, 0.9, "title and name", False),
                (_SHORT_TITLE, 0.85, "title and name", True),
                (_RELATION, 0.8, "relation and name", False),
                (_INTRODUCTION, 0.9, "introduced by name", True),
                (_CALLED, 0.8, "introduced by name", False),
            ):
                for match in pattern.finditer(turn.text):
                    yield from self._name_at(turn, match.end(), score, reason, any_case=any_case)
            for match in _THIS_IS.finditer(turn.text):
                span = name_from(turn.text, match.end(), any_case=False)
                if span and _SPEAKING.match(turn.text, span[1]):
                    yield turn.id, Finding(*span, "PERSON", self.name, 0.8, "introduces themselves")
            if asked:
                yield from self._answer(turn)
            asked = _QUESTION.search(turn.text) is not None

    def _name_at(
        self, turn: TurnText, start: int, score: float, reason: str, *, any_case: bool
    ) -> Iterator[tuple[int, Finding]]:
        span = name_from(turn.text, start, any_case=any_case)
        if span:
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
    return first and any_case and len(plain) > 2 and not is_ordinary(plain)


def _without_clitic(match: re.Match[str]) -> int:
    clitic = re.search(r"['’](?:s|ll|d|ve|re|m)$", match.group(), re.IGNORECASE)
    return match.end() - (len(clitic.group()) if clitic else 0)


def _plain(word: str) -> str:
    return re.sub(r"['’](?:s|ll|d|ve|re|m)$", "", word, flags=re.IGNORECASE).lower()
