"""Say less than was said, a rung at a time: ages as bands, dates as months or years, places and jobs as kinds of them.

What cannot be read gives nothing at all, so that the caller puts the placeholder there and never the original.
"""

from __future__ import annotations

import datetime as dt
import functools
import hashlib
import re
from collections.abc import Collection
from enum import IntEnum

from transcribe_desk.paths import resource
from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.detectors.spoken import DIGITS, SMALL_NUMBER, TEENS, TENS_AND_ONES
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.naming.names import without_article
from transcribe_desk.privacy.replacing.calendar_dates import MONTHS, SaidDate, moved, number_value, read_date, say_like

OLDEST = "90 or over"  # so few reach it that no older age is told apart (HIPAA, 45 CFR 164.514(b)(2)(i)(C))
_OLDEST_FROM = 90
_HUNDRED = re.compile(r"(?:a|one) hundred(?: and)?\s*(?P<more>.*)")
_AGE = re.compile(
    rf"(?P<before>aged?(?: of)? |turn(?:ed|ing|s) )?(?P<number>(?:a|one) hundred(?: and \w+)?|\d{{1,3}}|{SMALL_NUMBER})"
    r"(?P<adjective>[\s-]+years?[\s-]olds?)?(?P<after>[\s-]+years? of age|[\s-]+yrs? old)?",
    re.IGNORECASE,
)
_NUMBER_WORD = "|".join((TENS_AND_ONES, *TEENS, *(word for word in DIGITS if word != "o")))
_POSTCODE = re.compile(rf"(?P<area>[A-Z](?:[\s-]?[A-Z])?)[\s,.-]*(?:\d|(?i:{_NUMBER_WORD})\b)")
_WRITTEN_POSTCODE = re.compile(r"[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}", re.IGNORECASE)
_SEASONS = ("winter", "spring", "summer", "autumn")
_MOST_WEEKS = 26
_WEEK, _MONTH, _YEAR = 7, 30.44, 365.25  # days


class Rung(IntEnum):
    """How far down the ladder from exact to removed: bands and months, or years and major groups."""

    FINE = 1
    COARSE = 2


def coarser(
    category: Category, name: str, said: str, rung: Rung, *, labels: Collection[str] = (), is_age: bool = False
) -> tuple[str, ...]:
    """Give what may stand for ``said``, a form of ``name``, the finest first; nothing where it cannot be read.

    ``labels`` are those detectors gave it; ``is_age`` says that a bare number is one.
    """
    match category:
        case Category.OTHER:
            return ages(name, said, rung, bare="AGE" in labels or is_age)
        case Category.DATE:
            date = read_date(name) or read_date(said)
            return periods(date, rung) if date else ()
        case Category.PLACE:
            return (*postcode_area(name, sure="POSTCODE" in labels), *town_region(name, rung))
        case Category.ROLE:
            return job_group(name, rung) or job_group(said, rung)
    return ()


def ages(name: str, said: str, rung: Rung, *, bare: bool = True) -> tuple[str, ...]:
    """Give the band of an age as it fits where ``said`` stood: ``60 to 69``, ``aged 60 to 69``, ``90 or over``.

    Without ``bare`` a number counts only where the words say that it is an age.
    """
    shape = _AGE.fullmatch(said.strip())
    age = _age(name, bare=bare)
    age = _age(said, bare=bare) if age is None else age
    if age is None:
        return ()
    told = shape is not None and (shape["before"] or shape["adjective"] or shape["after"])
    bands = [_decade(age), _life(age)] if rung is Rung.FINE else [_life(age)]
    if shape is None or not told:
        return tuple(bands)
    if shape["adjective"] and re.search(r"year-old|olds\b", said, re.IGNORECASE):
        ending = "-year-olds" if said.casefold().endswith("s") else "-year-old"
        return tuple(_as_adjective(band, ending) for band in bands)
    return tuple(f"aged {band}" for band in bands)


def _as_adjective(band: str, ending: str) -> str:
    number, over, _ = band.partition(" or over")
    return f"{number}{ending} or older" if over else band.replace(" ", "-") + ending


def _age(text: str, *, bare: bool) -> int | None:
    match = _AGE.fullmatch(text.strip())
    if match is None or not (bare or match["before"] or match["adjective"] or match["after"]):
        return None
    number = match["number"].lower()
    if hundred := _HUNDRED.fullmatch(number):
        more = number_value(hundred["more"]) if hundred["more"] else 0
        return None if more is None else 100 + more
    return number_value(number)


def _decade(age: int) -> str:
    if age >= _OLDEST_FROM:
        return OLDEST
    return "under 10" if age < 10 else f"{age // 10 * 10} to {age // 10 * 10 + 9}"


def _life(age: int) -> str:
    if age >= _OLDEST_FROM:
        return OLDEST
    return "under 18" if age < 18 else "18 to 64" if age < 65 else "65 or over"


def periods(date: SaidDate, rung: Rung) -> tuple[str, ...]:
    """Give the month, year, decade or season a date lies in, each less than the date itself says."""
    found: list[str] = []
    if date.month and date.day and rung is Rung.FINE:
        found.append(MONTHS[date.month - 1] + (f" {date.year}" if date.year else ""))
    if date.year:
        if date.month:
            found.append(str(date.year))
        found.append(f"the {date.year // 10 * 10}s")
    elif date.month:
        found.append(_SEASONS[date.month % 12 // 3])
    return tuple(found)


def relative(date: SaidDate, interview: dt.date) -> str | None:
    """Give about how long before or after the interview a date lies, or None where it lacks its year or month."""
    if date.year is None or date.month is None:
        return None
    days = (dt.date(date.year, date.month, date.day or 15) - interview).days
    if abs(days) < _WEEK:
        return "within a week of the interview"
    length, unit = next(
        (length, unit)
        for length, unit, least in ((_YEAR, "year", 2 * _YEAR), (_MONTH, "month", 2 * _MONTH), (_WEEK, "week", 0))
        if abs(days) >= least
    )
    number = round(abs(days) / length)
    return f"about {number} {unit}{'' if number == 1 else 's'} {'before' if days < 0 else 'after'} the interview"


def shifted(name: str, said: str, days: int, interview: dt.date | None, *, after_article: bool = False) -> str | None:
    """Give a date moved by a participant's days, said in the same manner; None without a day, or for no days at all."""
    date = read_date(name)
    if date is None or date.day is None or days == 0:
        return None
    later = moved(date, days, year=interview.year if interview else 2000)
    return say_like(later, said, after_article=after_article)


def drawn_shift(seed: bytes, participant_id: int) -> int:
    """Give by how many days a participant's dates move: whole weeks, so that weekdays stay, up to half a year."""
    drawn = int.from_bytes(hashlib.sha256(seed + str(participant_id).encode()).digest()[:8], "big")
    weeks = 1 + drawn % _MOST_WEEKS
    return _WEEK * (weeks if drawn // _MOST_WEEKS % 2 else -weeks)


def postcode_area(name: str, *, sure: bool) -> tuple[str, ...]:
    """Give the area of a UK postcode, its first one or two letters; nothing unless it is one."""
    match = _POSTCODE.match(name)
    if match is None or not (sure or _WRITTEN_POSTCODE.fullmatch(name)):
        return ()
    return (f"the {re.sub('[^A-Z]', '', match['area'])} postcode area",)


def town_region(name: str, rung: Rung) -> tuple[str, ...]:
    """Give the size and the nation of a place in the UK; nothing for a place that GeoNames does not list."""
    found = _towns().get(_town_key(name))
    if found is None:
        return ()
    size, nation = found
    return (f"a {size} in {nation}", "a place in the UK") if rung is Rung.FINE else ("a place in the UK",)


def job_group(name: str, rung: Rung) -> tuple[str, ...]:
    """Give the group of jobs that a role belongs to; nothing for one that is in no group."""
    words = f" {' '.join(re.findall('[a-z]+', fold(name)))} "
    found = [(len(word), groups) for word, groups in _jobs() if f" {word} " in words or f" {word}s " in words]
    if not found:
        return ()
    fine, coarse = max(found, key=lambda each: each[0])[1]
    return (fine, coarse) if rung is Rung.FINE else (coarse,)


def _town_key(name: str) -> str:
    return " ".join(fold(without_article(name)).replace("-", " ").replace("'", "").split())


@functools.cache
def _towns() -> dict[str, tuple[str, str]]:
    rows = (line.split("\t") for line in _lines("towns.tsv"))
    return {name: (size, nation) for name, size, nation in rows}


@functools.cache
def _jobs() -> tuple[tuple[str, tuple[str, str]], ...]:
    rows = (line.split("\t") for line in _lines("jobs.tsv"))
    return tuple((word, (fine, coarse)) for words, fine, coarse in rows for word in words.split("|"))


def _lines(name: str) -> list[str]:
    return resource("generalise", name).read_text(encoding="utf-8").splitlines()
