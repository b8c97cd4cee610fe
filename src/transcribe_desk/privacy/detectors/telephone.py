"""Find telephone and NHS numbers, written or said digit by digit."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.spoken import DigitRun, digit_runs
from transcribe_desk.privacy.mention import Finding

_GAP = re.compile(r"(?:[\s,.()–—-]|\b(?:uh|um|er|erm)\b)*", re.IGNORECASE)
_DATE_LIKE = re.compile(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|(?:19|20)\d\d\s*[-–,]\s*(?:19|20)\d\d")
_NHS_CUE = re.compile(r"\bn\.?\s?h\.?\s?s\.? (?:number|id)\b|\bhealth and care number\b", re.IGNORECASE)
_PREFIX = re.compile(r"(?:\+|\bplus\s+)$", re.IGNORECASE)
_TURNS_AFTER_CUE = 2
_FEWEST_DIGITS = 7
_FEWEST_SINGLE = 5
_CUE_REACH = 80


class TelephoneDetector:
    """Runs of seven digits and more, with oh, double and triple."""

    name = "telephone"
    version = "2"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield telephone numbers, and NHS numbers where the talk or the check digit says so."""
        left = 0
        for turn in turns:
            for run in digit_runs(turn.text, _GAP):
                said = turn.text[run.start : run.end]
                enough = len(run.digits) >= _FEWEST_DIGITS and run.single >= _FEWEST_SINGLE
                if enough and not _DATE_LIKE.fullmatch(said) and not _is_large_number(said):
                    yield turn.id, self._finding(turn.text, run, asked=left > 0)
            left = _TURNS_AFTER_CUE if _NHS_CUE.search(turn.text) else max(0, left - 1)

    def _finding(self, text: str, run: DigitRun, *, asked: bool) -> Finding:
        prefix = _PREFIX.search(text, max(0, run.start - 8), run.start)
        start = prefix.start() if prefix else run.start
        how = "" if any(character.isdecimal() for character in text[run.start : run.end]) else "spoken "
        cue = asked or _NHS_CUE.search(text, max(0, run.start - _CUE_REACH), run.start)
        if len(run.digits) == 10 and (cue or (run.digits[0] != "0" and is_nhs_number(run.digits))):
            return Finding(start, run.end, "ID", self.name, 0.95, f"{how}NHS number, 10 digits")
        reason = f"{how}telephone number, {len(run.digits)} digits"
        return Finding(start, run.end, "PHONE", self.name, 0.9, reason)


def is_nhs_number(digits: str) -> bool:
    """Tell whether ten digits have the check digit of an NHS number (modulus 11, NHS Data Dictionary)."""
    check = 11 - sum(int(digit) * weight for digit, weight in zip(digits[:9], range(10, 1, -1), strict=True)) % 11
    return check % 11 == int(digits[9]) and check != 10


def _is_large_number(said: str) -> bool:
    """Tell whether commas cut the digits into thousands, as in 1,250,000."""
    return re.fullmatch(r"\d{1,3}(?:,\d{3})+", said) is not None
