"""Find address lines: a house number and a street, and what else answers “what is your address?”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.spoken import SMALL_NUMBER
from transcribe_desk.privacy.mention import Finding

_KINDS = (
    "street|road|avenue|lane|close|drive|crescent|gardens?|terrace|grove|mews|court|place|square|hill|row|walk|parade"
    "|steps|rise|green|park|way|house|villas?|cottages?|mansions|buildings?|heights|wharf|quay"
)
_SURE_KINDS = "Street|Road|Avenue|Lane|Close|Drive|Crescent|Terrace|Grove|Mews"
_HOUSE = rf"(?:(?:flat|number|apartment)\s+)?(?:\d{{1,4}}[a-z]?|(?:{SMALL_NUMBER})(?:[\s,-]+(?:{SMALL_NUMBER})){{0,3}})"
_NUMBERED = re.compile(rf"\b(?i:{_HOUSE})\b,?\s+(?:[A-Z][\w'’]+,?\s+){{1,3}}(?:(?i:{_KINDS}))\b")
_NAMED = re.compile(rf"\b(?:[A-Z][\w'’]+\s+){{1,3}}(?:{_SURE_KINDS})\b")
_ASKED = re.compile(rf"\b(?i:{_HOUSE})\b,?\s+[A-Z][\w'’]+(?:,?\s+[A-Z][\w'’]+){{0,3}}(?:\s+(?i:{_KINDS})\b)?")
_CUE = re.compile(r"\baddress\b|\bwhere (?:do|are) you (?:live|living)\b|\blive at\b", re.IGNORECASE)
_EMAIL = re.compile(r"\be-?\s?mail address\b", re.IGNORECASE)
_TURNS_AFTER_CUE = 2


class AddressDetector:
    """House numbers with streets, and named streets."""

    name = "address"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield address lines."""
        left = 0
        for turn in turns:
            cue = _CUE.search(_EMAIL.sub("", turn.text)) is not None
            for match in _NUMBERED.finditer(turn.text):
                yield turn.id, Finding(*match.span(), "ADDRESS", self.name, 0.9, "house number and street")
            for match in _NAMED.finditer(turn.text):
                yield turn.id, Finding(*match.span(), "ADDRESS", self.name, 0.75, "named street")
            if cue or left:
                for match in _ASKED.finditer(turn.text):
                    yield (
                        turn.id,
                        Finding(*match.span(), "ADDRESS", self.name, 0.7, "follows a question about the address"),
                    )
            left = _TURNS_AFTER_CUE if cue else max(0, left - 1)
