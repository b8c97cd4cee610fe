"""Find ages of ninety and over, which are so few that they identify."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.mention import Finding

_OLD = (
    r"(?:9\d|1[01]\d|ninety(?:[\s-]+(?:one|two|three|four|five|six|seven|eight|nine))?"
    r"|(?:a|one) hundred(?: and (?:one|two|three|four|five|six|seven|eight|nine|ten))?)"
)
_NOT_AN_AGE = (
    r"%|per ?cent|years? (?!old)|minutes?|hours?|days?|weeks?|months?|pounds?|miles?|degrees?|or|to|people|of|plus|quid"
    r"|times|:|\d|,\d"
)
_AGE = re.compile(
    rf"\b(?P<after>{_OLD})\b(?=[\s-]*(?:years?[\s-]old|years? of age|year[\s-]olds?|yrs? old))"
    r"|\b(?:aged?(?: of)?|turn(?:ed|ing|s)|is|was|be|(?:i|he|she|they)['’](?:m|s|re))\s+(?:about |nearly |almost )?"
    rf"(?P<before>{_OLD})\b(?!\s*(?:{_NOT_AN_AGE}))",
    re.IGNORECASE,
)


class AgeDetector:
    """Ages from ninety, where the words around a number say that it is one."""

    name = "age"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield the number only; the words around it may stay."""
        for turn in turns:
            for match in _AGE.finditer(turn.text):
                group = "after" if match.group("after") else "before"
                yield turn.id, Finding(*match.span(group), "AGE", self.name, 0.8, "age of ninety or over")
