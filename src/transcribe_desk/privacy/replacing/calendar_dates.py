"""Read what a date says, written or spoken, and say another date in the same manner."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass

from transcribe_desk.privacy.detectors.spoken import DIGITS, FILLER, ORDINAL, SMALL_NUMBER, TEENS, TENS, YEAR

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_BY_MONTH = {month[:3].lower(): number for number, month in enumerate(MONTHS, start=1)}
_BY_WEEKDAY = {day[:3].lower(): number for number, day in enumerate(WEEKDAYS)}
_MONTH = "(?:" + "|".join(rf"{month}|{month[:3]}" for month in MONTHS) + r"|sept)\b\.?"
_WEEKDAY = f"(?:{'|'.join(WEEKDAYS)})"
_NUMERIC = re.compile(r"(?P<day>\d{1,2})(?P<sep>[/.-])(?P<month>\d{1,2})(?P=sep)(?P<year>\d{4}|\d{2})")
_ISO = re.compile(r"(?P<year>(?:19|20)\d\d)-(?P<month>\d\d)-(?P<day>\d\d)")
_PART = re.compile(
    rf"(?P<weekday>{_WEEKDAY})|(?P<month>{_MONTH})|\b(?P<year>{YEAR})\b|\b(?P<ordinal>{ORDINAL})\b"
    rf"|\b(?P<number>{SMALL_NUMBER})\b",
    re.IGNORECASE,
)
_BETWEEN = re.compile(rf"(?:{FILLER}|[.?!])*", re.IGNORECASE)
_ORDINALS = {
    word: number
    for number, word in enumerate(
        (
            *("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"),
            *("eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth"),
            *("eighteenth", "nineteenth", "twentieth"),
        ),
        start=1,
    )
} | {"thirtieth": 30}
_VALUES = {word: int(digits) for words in (DIGITS, TEENS, TENS) for word, digits in words.items()}
_LEAP_YEAR = 2024  # stands in where somebody names the 29th of February without its year
_LAST_SHORT_YEAR = 30  # “the third of the fourth thirty” is 2030, “thirty-one” 1931


@dataclass(frozen=True, slots=True)
class SaidDate:
    """What a date says; None for what it leaves out. ``weekday`` counts from Monday, 0."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None


def read_date(text: str) -> SaidDate | None:
    """Read a calendar date such as ``3/4/1987`` (day first), ``the third of March, eighty-seven`` or ``1987``.

    None where the text says anything else as well, or no date there can be.
    """
    for pattern in (_NUMERIC, _ISO):
        if match := pattern.fullmatch(text.strip(" .,")):
            year, month, day = (int(match.group(part)) for part in ("year", "month", "day"))
            return _checked(SaidDate(_full_year(year), month, day))
    said: dict[str, list[int]] = {"weekday": [], "month": [], "year": [], "ordinal": [], "number": []}
    at = 0
    for match in _PART.finditer(text):
        if not _BETWEEN.fullmatch(text, at, match.start()):
            return None
        kind = str(match.lastgroup)
        value = _value(kind, match.group().lower())
        if value is None:
            return None
        said[kind].append(value)
        at = match.end()
    return _together(said) if at and _BETWEEN.fullmatch(text, at) else None


def say_like(date: SaidDate, said: str, *, after_article: bool = False) -> str:
    """Say a date with a month in the manner of ``said``: with an ordinal where that has one, digits where it has."""
    assert date.month is not None, "only a date with a month can be said"
    if _NUMERIC.fullmatch(said.strip(" .,")) and date.day and date.year:
        return f"{date.day:02d}/{date.month:02d}/{date.year}"
    parts = [WEEKDAYS[date.weekday]] if date.weekday is not None else []
    if date.day:
        ordinal = after_article or re.search(rf"\b{ORDINAL}\b", said, re.IGNORECASE) is not None
        article = "the " if ordinal and not after_article else ""
        parts.append(f"{article}{_ordinal(date.day)} of" if ordinal else str(date.day))
    parts.append(MONTHS[date.month - 1])
    return " ".join([*parts, *([str(date.year)] if date.year else [])])


def moved(date: SaidDate, days: int, *, year: int) -> SaidDate:
    """Give a date so many days later; ``year`` stands in where none was said. Raises ValueError without a day."""
    if date.month is None or date.day is None:
        raise ValueError("Only a date with a day can be moved by days.")
    leap_day = (date.month, date.day) == (2, 29)
    stand_in = _LEAP_YEAR if leap_day and not calendar.isleap(year) else year
    later = dt.date(date.year or stand_in, date.month, date.day) + dt.timedelta(days=days)
    weekday = None if date.weekday is None else (date.weekday + days) % 7
    return SaidDate(later.year if date.year else None, later.month, later.day, weekday)


def _value(kind: str, said: str) -> int | None:
    match kind:
        case "weekday":
            return _BY_WEEKDAY[said[:3]]
        case "month":
            return _BY_MONTH[said[:3]]
        case "year":
            return _year(said)
        case "ordinal":
            return _ordinal_value(said)
    return number_value(said)


def number_value(said: str) -> int | None:
    """Give the number from 0 to 99 that ``said`` writes or spells, or None."""
    words = re.findall(r"[a-z]+|\d+", said.lower())
    if len(words) == 1 and words[0].isdecimal():
        return int(words[0])
    values = [_VALUES.get(word) for word in words]
    known = [value for value in values if value is not None]
    if not known or len(known) != len(values):
        return None
    if len(known) == 2 and not (known[0] >= 20 and 0 < known[1] < 10):
        return None
    return sum(known) if len(known) <= 2 else None


def _ordinal_value(said: str) -> int | None:
    if digits := re.match(r"\d+", said):
        return int(digits.group())
    tens, _, last = re.sub(r"[\s-]+", " ", said).rpartition(" ")
    return _ORDINALS[last] + (_VALUES[tens] if tens else 0)


def _year(said: str) -> int | None:
    words = [each for each in re.findall(r"[a-z]+|\d+", said) if each not in {"and", "uh", "um", "er", "erm"}]
    if words[0].isdecimal() and len(words) == 1:
        return int(words[0])
    if words[:2] == ["two", "thousand"]:
        rest = words[2:]
        century, left = 2000, number_value(" ".join(rest)) if rest else 0
    else:
        century, rest = _VALUES[words[0]] * 100, words[1:]
        if rest == ["hundred"]:
            return century
        left = number_value(" ".join(rest[1:] if rest[:1] == ["oh"] else rest))
    return None if left is None else century + left


def _full_year(year: int) -> int:
    if year >= 100:
        return year
    return year + (2000 if year <= _LAST_SHORT_YEAR else 1900)


def _together(said: dict[str, list[int]]) -> SaidDate | None:
    """Give the date that the parts make, or None where there are too many or too few of a kind."""
    if max(map(len, (said["weekday"], said["month"], said["year"]))) > 1:
        return None
    weekday, month, year = (next(iter(said[kind]), None) for kind in ("weekday", "month", "year"))
    numbers = [*said["ordinal"], *said["number"]]
    wanted = ["day"] * (not (month and year and not numbers)) + ["month"] * (month is None)
    wanted += ["year"] * (year is None)
    if not numbers:
        return _checked(SaidDate(year, month, None, weekday)) if month or (year and weekday is None) else None
    missing = (2 if month is None else 1) + (1 if month is None and year is None else 0)
    if not missing <= len(numbers) <= len(wanted):
        return None
    found = dict(zip(wanted, numbers, strict=False))
    later = _full_year(found["year"]) if "year" in found else year
    return _checked(SaidDate(later, month or found["month"], found["day"], weekday))


def _checked(date: SaidDate) -> SaidDate | None:
    """Give the date if there is one like it; the 29th of February is in some years."""
    if date.month is None:
        return date
    try:
        dt.date(date.year or _LEAP_YEAR, date.month, date.day or 1)
    except ValueError:
        return None
    return date


def _ordinal(day: int) -> str:
    ending = "th" if day in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(day % 10, "th")
    return f"{day}{ending}"
