"""Know how a value of the participant table sounds when somebody says it."""

from __future__ import annotations

import re

from transcribe_desk.privacy.disclosure.table import ROLE
from transcribe_desk.study.remembered import remembered

_ALTERNATIVES = re.compile(r"\s+or\s+|\s*[/,;]\s*")
_NUMBER = re.compile(r"(\d\d)(?: (?:years?|yrs?))?")
_LETTERS = re.compile(r"[^\W\d_]")
# Values that say nothing in running text.
_PLAIN = frozenset({"male", "female", "other", "none", "unknown", "full time", "part time", "prefer not to say"})
_FEWEST_LETTERS = 4
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_UNITS = (
    *("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
# A number alone is said of anything; with years it may be an age or a length of service.
_OF_YEARS = r"(?=(?:[\s-]+\w+)?[\s-]+(?:years?|yrs?)\b)"


@remembered(4096)
def patterns(attribute: str, value: str) -> tuple[re.Pattern[str], ...]:
    """Give what finds a value in a folded text: each of its alternatives, also in the plural; two digits as years.

    A role may be short (“GP”); of other attributes words of fewer than four letters, and values such as “female”, are
    too common to look for.
    """
    folded = " ".join(value.casefold().split())
    number = _NUMBER.fullmatch(folded)
    if number:
        words = _in_words(int(number[1]))
        return (re.compile(rf"(?<!\w)(?:{number[1]}|{words}){_OF_YEARS}"),)
    return tuple(
        re.compile(rf"(?<!\w){re.escape(part)}(?:'?s)?(?!\w)")
        for part in _ALTERNATIVES.split(folded)
        if part not in _PLAIN and len(_LETTERS.findall(part)) >= (2 if attribute == ROLE else _FEWEST_LETTERS)
    )


def _in_words(number: int) -> str:
    if number < len(_UNITS):
        return _UNITS[number] or "zero"
    tens, unit = _TENS[number // 10], _UNITS[number % 10]
    return f"{tens}[ -]{unit}" if unit else tens
