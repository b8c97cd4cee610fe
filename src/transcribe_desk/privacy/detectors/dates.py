"""Find calendar dates, written or said, and dates of birth by the question that asks for them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.spoken import FILLER, ORDINAL, SMALL_NUMBER, YEAR
from transcribe_desk.privacy.mention import Finding

_MONTHS = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december"
    r"|jan|feb|aug|sept?|oct|nov|dec)\b\.?"
)
_DAY = rf"\b(?:{ORDINAL}|{SMALL_NUMBER})\b"
_GAP = rf"(?:{FILLER}){{1,6}}"
_DAY_MONTH = rf"{_DAY}{_GAP}{_MONTHS}"
_MONTH_DAY = rf"\b{_MONTHS}{_GAP}{_DAY}"
_DATE = re.compile(
    rf"(?:\b{YEAR}\b{_GAP}(?:{_DAY_MONTH}|{_MONTH_DAY})"
    rf"|(?:{_DAY_MONTH}|{_MONTH_DAY})(?:{_GAP}\b(?:{YEAR}|{SMALL_NUMBER})\b)?"
    rf"|\b{_MONTHS}{_GAP}\b{YEAR}\b"
    r"|\b\d{1,2}[/.-]\d{1,2}[/.-](?:\d{4}|\d{2})\b|\b(?:19|20)\d\d-\d\d-\d\d\b)",
    re.IGNORECASE,
)
_NUMBERS = re.compile(
    rf"\b(?:{YEAR}|{ORDINAL}|{SMALL_NUMBER})\b(?:{_GAP}\b(?:{YEAR}|{ORDINAL}|{SMALL_NUMBER})\b){{0,5}}", re.IGNORECASE
)
_BIRTH = re.compile(
    r"\b(?:date of birth|birth ?date|birthday|d\.?o\.?b\.?\b|born (?:on|in)|were you born)", re.IGNORECASE
)
_SPECIFIC = re.compile(
    rf"\b{YEAR}\b|(?:{_DAY_MONTH}|{_MONTH_DAY})|\b\d{{1,2}}[/.-]\d{{1,2}}[/.-]\d{{2,4}}\b", re.IGNORECASE
)
_LOOSE_MAY = re.compile(r"\bmay\b")
_TURNS_AFTER_CUE = 2


def is_specific(text: str) -> bool:
    """Tell whether a date names a year or a day of a month; “three weeks” and “every second Thursday” do not."""
    return _SPECIFIC.search(text) is not None


class DateDetector:
    """Calendar dates anywhere; after a question about birth, numbers that answer it."""

    name = "date"
    version = "2"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield dates with a day or a year, and dates of birth in words within two turns of the question."""
        left = 0
        for turn in turns:
            cue = _BIRTH.search(turn.text)
            for match in _DATE.finditer(turn.text):
                if not _LOOSE_MAY.search(match.group()):
                    yield turn.id, _finding(match.start(), match.end(), 0.85, "calendar date")
            if cue or left:
                yield from self._birth(turn, cue.end() if cue else 0)
            left = _TURNS_AFTER_CUE if cue else max(0, left - 1)

    def _birth(self, turn: TurnText, start: int) -> Iterator[tuple[int, Finding]]:
        for match in _NUMBERS.finditer(turn.text, start):
            if _is_birth_date(match.group()):
                yield turn.id, _finding(match.start(), match.end(), 0.8, "numbers after a question about birth")


def _is_birth_date(said: str) -> bool:
    parts = re.findall(rf"\b(?:{YEAR}|{ORDINAL}|{SMALL_NUMBER})\b", said, re.IGNORECASE)
    return (
        len(parts) >= 3
        or re.fullmatch(YEAR, said, re.IGNORECASE) is not None
        or (len(parts) == 2 and is_specific(said))
    )


def _finding(start: int, end: int, score: float, reason: str) -> Finding:
    return Finding(start, end, "DATE", DateDetector.name, score, reason)
