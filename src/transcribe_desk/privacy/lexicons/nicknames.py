"""Know which first names are short or pet forms of others: Maggie and Peggy of Margaret."""

from __future__ import annotations

import functools

from transcribe_desk.paths import resource


@functools.cache
def _table() -> dict[str, tuple[str, ...]]:
    """Give the full names of the table with their short forms."""
    lines = resource("names", "nicknames.txt").read_text(encoding="utf-8").splitlines()
    rows = (line.partition(":") for line in lines if not line.startswith("#"))
    return {full: tuple(short.split()) for full, colon, short in rows if colon}


@functools.cache
def _full_names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for full, short in _table().items():
        for name in (full, *short):
            found.setdefault(name, {name}).add(full)
    return {name: frozenset(fulls) for name, fulls in found.items()}


def full_names(name: str) -> frozenset[str]:
    """Give the full first names a folded name may stand for: of ``peggy`` also ``margaret``, of any at least itself."""
    return _full_names().get(name, frozenset((name,)))


def is_first_name(name: str) -> bool:
    """Tell whether a folded name stands in the table of first names and their short forms."""
    return name in _full_names()


def same_first_name(one: str, other: str) -> bool:
    """Tell whether one folded first name is a short form of the other, or both are of a third."""
    return one != other and bool(full_names(one) & full_names(other))


def both_full(one: str, other: str) -> bool:
    """Tell whether both folded first names are also given by themselves, as Sandra is beside Alexandra."""
    return one in _table() and other in _table()
