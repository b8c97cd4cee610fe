"""Find e-mail addresses, written or said, web addresses and handles."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.lexicons.words import is_ordinary, word_set
from transcribe_desk.privacy.mention import Finding

_EMAIL = re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")
_WEB = re.compile(r"\b(?:https?://|www\.)[^\s,;]+[\w/]", re.IGNORECASE)
_BARE_WEB = re.compile(
    r"(?<![\w@.-])(?:[a-z0-9-]{1,63}\.){1,5}(?:(?:co|org|nhs|ac|gov|sch|me)\.uk|com|org|net|info)\b(?!@)"
    r"(?:/[^\s,;]*[\w/])?",
    re.IGNORECASE,
)
_SPOKEN_WEB = re.compile(
    r"\b(?:w\s?w\s?w|double u double u double u|triple w)\s+dot(?:\s+(?!dot\b)[\w-]+){1,3}?(?:\s+dot\s+[\w-]+)+"
    r"|(?<![\w-])(?!dot\b)[\w-]{1,63}\s+dot\s+(?:co\s+dot\s+uk|org\s+dot\s+uk|nhs\s+dot\s+uk|ac\s+dot\s+uk|com|org)\b",
    re.IGNORECASE,
)
_SAID_HANDLE = re.compile(
    r"\b(?:instagram|insta|twitter|tiktok|tik tok|snapchat|facebook|user ?name|handle|skype)"
    r"(?: (?:name|handle|account))?(?:,? (?:is|it's|it’s|as|called|at|under|@))+\s+"
    r"(?P<said>@?[\w.-]{0,40}[a-z][\w.-]{0,40}(?:\s+(?:underscore|dot)\s+\w+)*)",
    re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.])@\w{2,}")
_SPOKEN_DOMAIN = re.compile(
    r"\bat\b,?\s+(?:(?:\[\w+\]|[\w-]+),?\s+){1,3}?dot,?\s+(?:com|net|org|co|ac|nhs|gov|uk|me|info|eu|io)\b"
    r"(?:,?\s+dot,?\s+(?:uk|net|com))?",
    re.IGNORECASE,
)
_WEBS = (
    (_WEB, 0.95, "web address"),
    (_BARE_WEB, 0.9, "web address"),
    (_SPOKEN_WEB, 0.9, "spoken web address"),
    (_HANDLE, 0.8, "user name"),
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
    version = "2"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield addresses; of a spoken e-mail everything from its first word to the domain."""
        for turn in turns:
            mailed = [*_mail(turn.text, self.name)]
            for finding in mailed:
                yield turn.id, finding
            for pattern, score, reason in _WEBS:
                for match in pattern.finditer(turn.text):
                    if not any(each.start <= match.start() < each.end for each in mailed):
                        yield turn.id, Finding(*match.span(), "CONTACT", self.name, score, reason)
            for match in _SAID_HANDLE.finditer(turn.text):
                if not is_ordinary(match["said"].lower()):
                    yield turn.id, Finding(*match.span("said"), "CONTACT", self.name, 0.7, "spoken user name")


def _mail(text: str, name: str) -> Iterator[Finding]:
    for match in _EMAIL.finditer(text):
        yield Finding(*match.span(), "EMAIL", name, 0.99, "e-mail address")
    for match in _SPOKEN_DOMAIN.finditer(text):
        start = _local_part(text, match.start())
        if start < match.start():
            yield Finding(start, match.end(), "EMAIL", name, 0.95, "spoken e-mail address")


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
