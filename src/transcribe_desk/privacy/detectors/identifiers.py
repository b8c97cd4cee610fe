"""Find numbers that institutions give to people: National Insurance, vehicle, hospital, case and staff numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.spoken import DIGITS, TEENS, TENS
from transcribe_desk.privacy.mention import Finding

# HMRC, National Insurance Manual NIM39110: these letters never stand first or second; the suffix is A to D.
_INSURANCE = re.compile(
    r"\b(?!BG|GB|NK|KN|TN|NT|ZZ)[A-CEGHJ-PR-TW-Z][A-CEGHJ-NPR-TW-Z]\s?\d\d\s?\d\d\s?\d\d\s?[A-D]\b", re.IGNORECASE
)
# DVLA INF104: two letters, two digits, three letters since 2001; I, Q and Z are not given in the first two.
_VEHICLE = re.compile(r"\b[A-HJ-PR-Y]{2}\d{2}\s?[A-HJ-PR-Z]{3}\b")
_CUED_VEHICLE = re.compile(
    r"\b(?:[a-z]{2}\d{2}\s?[a-z]{3}|[a-z]\d{1,3}\s?[a-z]{3}|[a-z]{3}\s?\d{1,3}[a-z])\b", re.IGNORECASE
)
_VEHICLE_CUE = re.compile(r"\b(?:number ?plate|registration|licen[cs]e plate|car reg|reg)\b", re.IGNORECASE)
_KINDS = (
    "hospital|case|patient|reference|ref|staff|payroll|employee|policy|account|crime|unit|registration|membership"
    "|passport|driving licen[cs]e|licen[cs]e|national insurance|ni|n i|gmc|nmc|hcpc|pin|chi|mrn|record|file|claim"
    "|booking|customer|student|badge|card|sort|unique|incident|datix|chart|emergency|bed"
)
_CUE = re.compile(
    rf"\b(?:{_KINDS})\s(?:id\s)?(?:number|no\.?|id|code)\b|\b(?:mrn|chi|gmc|nmc pin|ni number)\b", re.IGNORECASE
)
_SPOKEN = "|".join((*DIGITS, *TEENS, *TENS, "double", "triple", "treble"))
_APART = r"(?:[\s,.–—/-]|\b(?:uh|um|er|erm)\b)"
_PIECE = rf"(?:[a-z\d]{{0,9}}\d[a-z\d]{{0,9}}|[a-z]|{_SPOKEN})"
_CODE = re.compile(rf"(?<![\w'’]){_PIECE}(?:{_APART}{{1,4}}{_PIECE}(?![\w'’])){{0,29}}(?![\w'’])", re.IGNORECASE)
_PIECES = re.compile(rf"\d|\b(?:{_SPOKEN})\b", re.IGNORECASE)
_FEWEST_DIGITS = 4
_REACH = 80  # characters between the words that announce a number and the number
_TURNS_AFTER_CUE = 2


class IdentifierDetector:
    """Numbers by their own form, and others where the talk says what they are."""

    name = "identifier"
    version = "1"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield numbers that stand for one person, vehicle or case."""
        left = driving = 0
        for turn in turns:
            text = turn.text
            for match in _INSURANCE.finditer(text):
                yield turn.id, self._finding(match.span(), 0.95, "National Insurance number")
            for match in _VEHICLE.finditer(text):
                yield turn.id, self._finding(match.span(), 0.85, "vehicle registration")
            vehicle = _VEHICLE_CUE.search(text) is not None
            if vehicle or driving:
                for match in _CUED_VEHICLE.finditer(text):
                    yield turn.id, self._finding(match.span(), 0.8, "vehicle registration")
            cues = [match.end() for match in _CUE.finditer(text)]
            for start in (0,) if left and not cues else cues:
                yield from self._announced(turn, start)
            left = _TURNS_AFTER_CUE if cues else max(0, left - 1)
            driving = _TURNS_AFTER_CUE if vehicle else max(0, driving - 1)

    def _announced(self, turn: TurnText, start: int) -> Iterator[tuple[int, Finding]]:
        """Yield the first number with enough digits after it was announced."""
        for match in _CODE.finditer(turn.text, start):
            if match.start() > start + _REACH:
                return
            if len(_PIECES.findall(match.group())) >= _FEWEST_DIGITS:
                yield turn.id, self._finding(match.span(), 0.8, "number that the talk announces")
                return

    def _finding(self, span: tuple[int, int], score: float, reason: str) -> Finding:
        return Finding(*span, "ID", self.name, score, reason)
