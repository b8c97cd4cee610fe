"""Find e-mail addresses, written or said, web addresses and handles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.mention import Finding
from transcribe_desk.privacy.words import is_ordinary, word_set

_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_WEB = re.compile(r"\b(?:https?://|www\.)[^\s,;]+[\w/]", re.IGNORECASE)
_HANDLE = re.compile(r"(?<![\w.])@\w{2,}")
_SPOKEN_DOMAIN = re.compile(
    r"\bat\b,?\s+(?:(?:\[\w+\]|[\w-]+),?\s+){1,3}?dot,?\s+(?:com|net|org|co|ac|nhs|gov|uk|me|info|eu|io)\b"
    r"(?:,?\s+dot,?\s+(?:uk|net|com))?",
    re.IGNORECASE,
)
_WORD_BEFORE = re.compile(r"([\w'-]+),?\s+$")
_JOINS = word_set(
    """
    dot underscore hyphen dash
    """
)
_LONGEST_LOCAL_PART = 8  # words


class ContactDetector:
    """E-mail, web addresses and handles."""

    name = "contact"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield addresses; of a spoken e-mail everything from its first word to the domain."""
        for turn in turns:
            for match in _EMAIL.finditer(turn.text):
                yield turn.id, Finding(*match.span(), "EMAIL", self.name, 0.99, "e-mail address")
            for match in _WEB.finditer(turn.text):
                yield turn.id, Finding(*match.span(), "CONTACT", self.name, 0.95, "web address")
            for match in _HANDLE.finditer(turn.text):
                yield turn.id, Finding(*match.span(), "CONTACT", self.name, 0.8, "user name")
            for match in _SPOKEN_DOMAIN.finditer(turn.text):
                start = _local_part(turn.text, match.start())
                if start < match.start():
                    yield turn.id, Finding(start, match.end(), "EMAIL", self.name, 0.95, "spoken e-mail address")


def _local_part(text: str, end: int) -> int:
    """Walk back from “at” over the words that can belong to the name of a mailbox."""
    start, joined = end, True
    for _ in range(_LONGEST_LOCAL_PART):
        match = _WORD_BEFORE.search(text, 0, start)
        if not match:
            break
        word = match.group(1)
        is_join = word.lower() in _JOINS
        telling = word[0].isupper() or word[0].isdecimal() or len(word) == 1 or not is_ordinary(word.lower())
        if not (is_join or joined or (telling and word not in ("I", "a"))) or word.lower() in ("is", "it's", "email"):
            break
        start, joined = match.start(1), is_join
    return start
