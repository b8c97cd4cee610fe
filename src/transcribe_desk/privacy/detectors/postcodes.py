"""Find UK postcodes, written or spelt out in letters and number words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.spoken import DIGITS, TEENS, TENS_AND_ONES
from transcribe_desk.privacy.lexicons.words import frequency, word_set
from transcribe_desk.privacy.mention import Finding

# The 124 postcode areas (Royal Mail; ONS Postcode Directory).
_AREAS = word_set(
    """
    AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E EC EH EN EX FK
    FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD LE LL LN LS LU M ME MK ML N NE NG
    NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR
    TS TW UB W WA WC WD WF WN WR WS WV YO ZE
    """
)
_AREA = "(?:" + "|".join(sorted((r"[\s-]?".join(area) for area in _AREAS), key=len, reverse=True)) + ")"
_NUMBER = rf"(?:\d{{1,2}}|{TENS_AND_ONES}|{'|'.join(TEENS)}|{'|'.join(word for word in DIGITS if word != 'o')})"
_DIGIT = rf"(?:\d|{'|'.join(word for word in DIGITS if word != 'o')})"
_BETWEEN = r"(?:[\s,.-]|\b(?:uh|um|er|erm)\b)*"
_LETTER = r"[A-HJLNP-UW-Z]"
_WRITTEN = re.compile(rf"\b(?:{'|'.join(sorted(_AREAS))})\d[A-Z\d]?\s?\d[ABD-HJLNP-UW-Z]{{2}}\b", re.IGNORECASE)
_BEFORE = r"(?<![\w'’])"  # not the s of “it's”
_SPOKEN = re.compile(
    rf"{_BEFORE}(?P<area>{_AREA}){_BETWEEN}\b{_NUMBER}\b{_BETWEEN}(?:\b[A-Z]\b{_BETWEEN})?\b{_DIGIT}\b{_BETWEEN}"
    rf"\b(?P<inward>{_LETTER}[\s,.-]*{_LETTER})\b",
    re.IGNORECASE,
)
_PARTIAL = re.compile(
    rf"{_BEFORE}(?P<area>{_AREA}){_BETWEEN}\b{_NUMBER}\b(?:{_BETWEEN}\b(?:[A-Z]{{1,2}}|{_DIGIT})\b){{0,4}}",
    re.IGNORECASE,
)
_CUE = re.compile(r"\bpost ?-?codes?\b", re.IGNORECASE)
_TURNS_AFTER_CUE = 2
_RARE = 2000  # pyspellchecker's list: at 480000, us 60000, cb 40
# Small words that areas and inward codes look like where nobody wrote capitals: “so two three at home”.
_WORDS = word_set("so me he la ha or be at as an by to us up go do it we am pa da he al st a i b")


class PostcodeDetector:
    """Postcodes, with capitals or without; after somebody says “postcode”, also parts of one."""

    name = "postcode"
    version = "2"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield written and spelt postcodes."""
        left = 0
        for turn in turns:
            cue = _CUE.search(turn.text)
            for match in _WRITTEN.finditer(turn.text):
                yield turn.id, self._finding(match, 0.95, "postcode")
            for match in _SPOKEN.finditer(turn.text):
                asked = (cue or left) and match["area"].lower() not in _WORDS
                if asked or _spelt(match["area"], match["inward"]):
                    yield turn.id, self._finding(match, 0.9, "spoken postcode")
            if cue or left:
                for match in _PARTIAL.finditer(turn.text):
                    if match["area"].isupper() or match["area"].lower() not in _WORDS:
                        yield turn.id, self._finding(match, 0.75, "letters and numbers after “postcode”")
            left = _TURNS_AFTER_CUE if cue else max(0, left - 1)

    def _finding(self, match: re.Match[str], score: float, reason: str) -> Finding:
        return Finding(match.start(), match.end(), "POSTCODE", self.name, score, reason)


def _spelt(area: str, inward: str) -> bool:
    """Tell whether letters without capitals are letters all the same, and not small words between numbers."""
    if area.isupper() and inward.isupper():
        return True
    if area.lower() in _WORDS:
        return False
    return not inward.isalpha() or (inward.lower() not in _WORDS and frequency(inward.lower()) < _RARE)
