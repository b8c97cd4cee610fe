"""Read numbers as people say them: digit words, oh, double and triple, tens, years, ordinals."""

from __future__ import annotations

import re
from dataclasses import dataclass

DIGITS = {
    "zero": "0",
    "nought": "0",
    "oh": "0",
    "o": "0",
    "one": "1",
    "two": "2",
    "three": "3",
    "four": "4",
    "five": "5",
    "six": "6",
    "seven": "7",
    "eight": "8",
    "nine": "9",
}
TEENS = {
    "ten": "10",
    "eleven": "11",
    "twelve": "12",
    "thirteen": "13",
    "fourteen": "14",
    "fifteen": "15",
    "sixteen": "16",
    "seventeen": "17",
    "eighteen": "18",
    "nineteen": "19",
}
TENS = {
    "twenty": "20",
    "thirty": "30",
    "forty": "40",
    "fifty": "50",
    "sixty": "60",
    "seventy": "70",
    "eighty": "80",
    "ninety": "90",
}
_REPEATS = {"double": 2, "triple": 3, "treble": 3}
_ONES = "one|two|three|four|five|six|seven|eight|nine"
_ORDINAL_ONES = "first|second|third|fourth|fifth|sixth|seventh|eighth|ninth"

#: What may stand between the parts of one spoken number or date.
FILLER = r"(?:[\s,;–—-]|\.{2,3}|\[?\binaudible\b\]?|\b(?:uh+|um+|er+|erm|and|of|the|on|in)\b)"
TENS_AND_ONES = rf"(?:{'|'.join(TENS)})(?:[\s-]+(?:{_ONES}))?"
#: A whole number from 0 to 99 in words or digits.
SMALL_NUMBER = rf"(?:{TENS_AND_ONES}|{'|'.join(TEENS)}|{_ONES}|oh|zero|\d{{1,2}})"
ORDINAL = (
    rf"(?:\d{{1,2}}\s?(?:st|nd|rd|th)|(?:twenty|thirty)[\s-]+(?:{_ORDINAL_ONES})|{_ORDINAL_ONES}"
    r"|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth"
    r"|twentieth|thirtieth)"
)
_HESITATION = r"(?:[\s,–—-]|\b(?:uh+|um+|er+|erm)\b)+"
#: A year in digits or as it is said: 1987, nineteen eighty-seven, two thousand and four, twenty nineteen.
YEAR = (
    rf"(?:(?:1[89]|20)\d\d|(?:eighteen|nineteen|twenty){_HESITATION}(?:oh[\s-]+(?:{_ONES})|{TENS_AND_ONES}"
    rf"|{'|'.join(TEENS)}|hundred)|two\s+thousand(?:\s+(?:and\s+)?(?:{SMALL_NUMBER}))?)"
)
_TOKEN = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class DigitRun:
    """A stretch of text that says digits one after another, and the digits."""

    start: int
    end: int
    digits: str
    single: int


def digit_runs(text: str, gap: re.Pattern[str]) -> list[DigitRun]:
    """Give the longest stretches of spoken or written digits, with only ``gap`` between their words.

    *Double four* is 44; a tens word is two digits. ``single`` counts digits that were said or written one by one.
    """
    runs: list[DigitRun] = []
    start = end = single = 0
    digits, repeat = "", 0
    for match in _TOKEN.finditer(text):
        word = match.group().lower()
        if not (digits or repeat) or not gap.fullmatch(text, end, match.start()):
            if digits:
                runs.append(DigitRun(start, end, digits, single))
            digits, repeat, single, start = "", 0, 0, match.start()
        if word in _REPEATS:
            repeat = _REPEATS[word]
            end = match.end()
            continue
        value = word if word.isdecimal() else DIGITS.get(word) or TEENS.get(word) or TENS.get(word)
        if value is None:
            if digits:
                runs.append(DigitRun(start, end, digits, single))
            digits, repeat, single = "", 0, 0
            continue
        digits += value * max(1, repeat)
        single += len(value) * max(1, repeat) if word.isdecimal() or word in DIGITS else 0
        repeat, end = 0, match.end()
    if digits:
        runs.append(DigitRun(start, end, digits, single))
    return runs
