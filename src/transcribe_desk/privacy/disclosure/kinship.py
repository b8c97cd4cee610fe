"""Know which values of an attribute belong together, and what to call them when they are published as one."""

from __future__ import annotations

import re
from collections.abc import Sequence

from transcribe_desk.privacy.lexicons.words import word_set
from transcribe_desk.study.remembered import remembered

# Kinds of work in health, care, education and offices by words in a title, the wider kind first: a “nurse manager”
# or “team lead” is known in the field as somebody who leads.
_FAMILIES = (
    ("system leader", "commissioner commissioning manager management lead leader leadership director head chief"),
    ("system leader", "executive chair board trustee governor principal"),
    ("nursing staff", "nurse nurses nursing matron sister midwife midwifery healthcare"),
    ("therapy staff", "physiotherapist physiotherapy physio therapist therapy rehabilitation dietitian dietician"),
    ("doctor", "doctor gp physician surgeon consultant registrar psychiatrist paediatrician anaesthetist"),
    ("administrative staff", "administrator administrative administration receptionist secretary clerk"),
    ("teaching staff", "teacher teaching lecturer tutor professor"),
    ("social care staff", "social carer care support"),
)
_WORD = re.compile(r"[^\W\d_]{3,}")
_NUMBER = re.compile(r"\d+")
_BAND = re.compile(
    r"(?:\d+|[\W_]|\b(?:years?|yrs?|aged?|and|to|or|over|above|more|older|under|below|less|younger|than|fewer)\b)+"
)
_OPEN_END = re.compile(r"\+|\b(?:over|above|more|older)\b")
_OPEN_START = re.compile(r"<|\b(?:under|below|less|fewer|younger)\b")
_SMALL = word_set("and the for with other staff senior junior worker officer assistant")
_ENDLESS = 10_000


@remembered(4096)
def family(value: str) -> str:
    """Give the kind of work a title names, or the empty string."""
    words = set(re.findall(r"[a-z]+", value.casefold()))
    return next((name for name, members in _FAMILIES if words & set(members.split())), "")


def kin(values: Sequence[str]) -> bool:
    """Tell whether values belong together: bands, one kind of work, or a word they all share."""
    if in_bands(values):
        return True
    kinds = {family(value) for value in values}
    return (len(kinds) == 1 and "" not in kinds) or bool(set.intersection(*(_words(value) for value in values)))


def in_bands(values: Sequence[str]) -> bool:
    """Tell whether every value is a number or a band of numbers (“30–39”, “under 30”, “90 and over”)."""
    return bool(values) and all(_NUMBER.search(value) and _BAND.fullmatch(value.casefold()) for value in values)


def band(value: str) -> tuple[int, int]:
    """Give the first and last whole number of a band; an open end counts as 10,000, an open start as 0."""
    numbers = [int(number) for number in _NUMBER.findall(value)]
    low, high = min(numbers), max(numbers)
    folded = value.casefold()
    if _OPEN_START.search(folded):
        return 0, high - 1
    return low, _ENDLESS if _OPEN_END.search(folded) else high


def merged_label(values: Sequence[str]) -> str:
    """Give a name for values published as one: a wider band, the kind of work, or the values joined by “or”."""
    if in_bands(values):
        low, high = min(band(each)[0] for each in values), max(band(each)[1] for each in values)
        if high == _ENDLESS:
            return f"{low} and over" if low else "any"
        return f"{low}–{high}" if low else f"under {high + 1}"
    kinds = {family(value) for value in values}
    if len(kinds) == 1 and "" not in kinds:
        return kinds.pop()
    return joined(values)


def joined(values: Sequence[str]) -> str:
    """Give the values as an English list: “a, b or c”."""
    *before, last = sorted(values)
    return f"{', '.join(before)} or {last}" if before else last


def _words(value: str) -> set[str]:
    return {word.removesuffix("s") for word in _WORD.findall(value.casefold())} - _SMALL
