"""Find address lines: a house number and a street, and what else answers “what is your address?”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.spoken import SMALL_NUMBER
from transcribe_desk.privacy.lexicons.veto import has_capitals
from transcribe_desk.privacy.lexicons.words import FUNCTION_WORDS, TALK, word_set
from transcribe_desk.privacy.mention import Finding

_KINDS = (
    "street|road|avenue|lane|close|drive|crescent|gardens?|terrace|grove|mews|court|place|square|hill|row|walk|parade"
    "|steps|rise|green|park|way|house|villas?|cottages?|mansions|buildings?|heights|wharf|quay"
)
_SURE_KINDS = "street|road|avenue|lane|close|drive|crescent|terrace|grove|mews"
_STREETS = "street|road|avenue|crescent|terrace|grove|mews|gardens|lane"
_HOUSE = rf"(?:(?:flat|number|apartment)\s+)?(?:\d{{1,4}}[a-z]?|(?:{SMALL_NUMBER})(?:[\s,-]+(?:{SMALL_NUMBER})){{0,3}})"
_NUMBERED = re.compile(rf"\b(?i:{_HOUSE})\b,?\s+(?:[A-Z][\w'’]+,?\s+){{1,3}}(?:(?i:{_KINDS}))\b")
_NAMED = re.compile(rf"\b(?:[A-Z][\w'’]+\s+){{1,3}}(?i:{_SURE_KINDS})\b")
_ASKED = re.compile(rf"\b(?i:{_HOUSE})\b,?\s+[A-Z][\w'’]+(?:,?\s+[A-Z][\w'’]+){{0,3}}(?:\s+(?i:{_KINDS})\b)?")
_WORD = r"[^\W\d_][\w'’-]*"
# Without capitals only the words in between tell “fifteen elm street” from “one very busy road”.
_SMALL = re.compile(rf"\b{_HOUSE}\b,?\s+(?P<name>{_WORD}(?:\s+{_WORD}){{0,2}}?)\s+(?:{_STREETS})\b", re.IGNORECASE)
_SMALL_ASKED = re.compile(rf"\b{_HOUSE}\b,?\s+(?P<name>{_WORD}(?:\s+{_WORD})?)\s+(?:{_KINDS})\b", re.IGNORECASE)
_SMALL_NAMED = re.compile(
    rf"\b(?:on|off|along|in|at|from|near)\s+(?P<said>(?P<name>{_WORD}(?:\s+{_WORD})?)\s+(?:road|street|avenue|crescent))\b",
    re.IGNORECASE,
)
_CUE = re.compile(
    r"\b(?:your|my|his|her|their|the|home|full|current|new)\s+(?:\w+\s+)?address\b|\bfirst line of\b|\baddress\?"
    r"|\baddress (?:is|and|please|or|for)\b|\b(?:where|whereabouts) (?:do|are|did) (?:you|they) (?:live|living)\b"
    r"|\b(?:live|lives|lived|living) (?:at|on)\b|\bmoved (?:in)?to\b|\bpost ?code\b",
    re.IGNORECASE,
)
_EMAIL = re.compile(r"\be-?\s?mail address\b", re.IGNORECASE)
_ONLY_NUMBER = re.compile(rf"(?:{SMALL_NUMBER}|\d+)", re.IGNORECASE)
# What stands between a number and a road where it is no address: “two main roads”, “ten minutes down the road”.
_NOT_A_NAME = (
    FUNCTION_WORDS
    | TALK
    | word_set(
        """
        a an the main side busy long quiet whole different same other next big little small new old wide narrow country
        minute minutes hour hours day days week weeks month months year years mile miles metre metres yard yards times
        way lane lanes car cars people person bedroom bedrooms storey pound pounds pence percent dead residential
        private public back front one-way single dual local another every each some any no own bumpy rough hard middle
        """
    )
)
_TURNS_AFTER_CUE = 2


class AddressDetector:
    """House numbers with streets, and named streets; without capitals where the words between can be a name."""

    name = "address"
    version = "2"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield address lines."""
        left = 0
        cased = has_capitals(turn.text for turn in turns)
        for turn in turns:
            cue = _CUE.search(_EMAIL.sub("", turn.text)) is not None
            for match in _NUMBERED.finditer(turn.text):
                yield turn.id, self._finding(match.span(), 0.9, "house number and street")
            for match in _NAMED.finditer(turn.text):
                yield turn.id, self._finding(match.span(), 0.75, "named street")
            if cue or left:
                for match in _ASKED.finditer(turn.text):
                    yield turn.id, self._finding(match.span(), 0.7, "follows a question about the address")
            yield from self._small(turn, cased=cased, asked=bool(cue or left))
            left = _TURNS_AFTER_CUE if cue else max(0, left - 1)

    def _small(self, turn: TurnText, *, cased: bool, asked: bool) -> Iterator[tuple[int, Finding]]:
        """Yield addresses whose streets have no capitals."""
        for match in (_SMALL_ASKED if asked else _SMALL).finditer(turn.text):
            if _can_be_a_street(match["name"]):
                yield turn.id, self._finding(match.span(), 0.8, "house number and street")
        if not cased:
            for match in _SMALL_NAMED.finditer(turn.text):
                if _can_be_a_street(match["name"]):
                    yield turn.id, self._finding(match.span("said"), 0.6, "named street")

    def _finding(self, span: tuple[int, int], score: float, reason: str) -> Finding:
        return Finding(*span, "ADDRESS", self.name, score, reason)


def _can_be_a_street(name: str) -> bool:
    words = name.lower().split()
    return not any(word in _NOT_A_NAME for word in words) and not all(map(_ONLY_NUMBER.fullmatch, words))
