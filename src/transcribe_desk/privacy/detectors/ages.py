"""Find ages: of ninety and over always, which are so few that they identify, and younger ones where a study wants."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.spoken import TEENS, TENS
from transcribe_desk.privacy.mention import Finding

OLD = 90  # anonymisation.md; the US HIPAA Safe Harbor draws the same line, 45 CFR 164.514(b)(2)
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_NUMBER = (
    rf"(?:1[01]\d|\d{{1,2}}|(?:{'|'.join(TENS)})(?:[\s-]+(?:{_ONES}))?|{'|'.join(TEENS)}|{_ONES}"
    rf"|(?:a|one) hundred(?: and (?:{_ONES}|ten))?)"
)
_NOT_AN_AGE = (
    r"%|per ?cent|years? (?!old)|minutes?|hours?|days?|weeks?|months?|pounds?|miles?|degrees?|or|to|people|of|plus|quid"
    r"|times|stone|kilos?|grams?|milligrams?|mg|point|o'clock|hundred|thousand|and a|:|\d|,\d|[.]\d"
)
_AGE = re.compile(
    rf"\b(?P<after>{_NUMBER})\b(?=[\s-]*(?:years?[\s-]old|years? of age|year[\s-]olds?|yrs? old))"
    r"|\b(?:aged?(?: of)?|turn(?:ed|ing|s)|is|was|be|am|(?:i|he|she|they|you)['’](?:m|s|re))\s+"
    rf"(?:about |nearly |almost )?(?P<before>{_NUMBER})\b(?!\s*(?:{_NOT_AN_AGE}))",
    re.IGNORECASE,
)
_ONE_NUMBERS = {word: number for number, word in enumerate(_ONES.split("|"), start=1)}
_VALUES = {**_ONE_NUMBERS, **{word: int(value) for word, value in {**TEENS, **TENS}.items()}, "hundred": 100}


class AgeDetector:
    """Ages, where the words around a number say that it is one."""

    name = "age"
    version = "2"

    def __init__(self, youngest: int = OLD) -> None:
        """Take the age in years from which ages are proposed; above ninety there is no choice."""
        self._youngest = min(youngest, OLD)

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield the number only; the words around it may stay."""
        for turn in turns:
            for match in _AGE.finditer(turn.text):
                group = "after" if match.group("after") else "before"
                years = _value(match.group(group))
                if years >= self._youngest:
                    reason = "age of ninety or over" if years >= OLD else "age"
                    yield turn.id, Finding(*match.span(group), "AGE", self.name, 0.8, reason)


def _value(said: str) -> int:
    if said.isdecimal():
        return int(said)
    return sum(_VALUES.get(word, 0) for word in re.split(r"[\s-]+", said.lower()))
