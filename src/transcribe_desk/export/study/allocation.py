"""Divide interviews among coders: a sample that all of them code, and a share of the others for each."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from transcribe_desk.study.errors import InputError

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,19}")
_TAKEN_BY_WINDOWS = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in "0123456789")}
)


@dataclass(frozen=True, slots=True)
class Allocation:
    """Who codes what, as study IDs in order: ``shared`` is for every coder, ``own`` for one coder each."""

    shared: tuple[str, ...]
    own: Mapping[str, tuple[str, ...]]

    @property
    def coders(self) -> tuple[str, ...]:
        """Give the coders in the order they were named."""
        return tuple(self.own)

    def of(self, coder: str) -> tuple[str, ...]:
        """Give every study ID of one coder."""
        return tuple(sorted((*self.shared, *self.own[coder])))


def check_coders(names: Sequence[str]) -> tuple[str, ...]:
    """Give the coders' names, which become names of folders, or raise InputError."""
    for name in names:
        if not _NAME.fullmatch(name) or name.casefold() in _TAKEN_BY_WINDOWS:
            raise InputError(
                f"Coder “{name}”",
                "It cannot be the name of a folder everywhere.",
                "Use initials or a short word: letters, digits and hyphens, at most 20.",
            )
    if len({name.casefold() for name in names}) != len(names) or len(names) < 2:
        raise InputError("Coders", "Double coding takes at least two, each with another name.", "Name them as “AB,CD”.")
    return tuple(names)


def allocate(
    organisations: Mapping[str, str],
    coders: Sequence[str],
    seed: str,
    *,
    share: float = 0.2,
    only: Sequence[str] = (),
    ranks: Mapping[str, str] | None = None,
) -> Allocation:
    """Draw the sample and deal the other interviews out; the same seed always gives the same.

    ``organisations`` holds the label of each study ID, or what else tells its organisation; ``ranks`` what it is ranked
    by in the draw, itself where nothing is given. The sample is ``only`` where it is given, else ``share``, above 0 up
    to 1, of the interviews, rounded and at least one, stratified: each organisation has its part of the places, and one
    at least where there are places enough. An interview that joins later leaves the order of the others as it was.
    Raises InputError for what is not possible.
    """
    check_coders(coders)
    if not 0 < share <= 1:
        raise InputError("Share of double coding", "It is not above 0 and at most 1.", "Use 0.2 for a fifth.")
    unknown = sorted(set(only) - set(organisations))
    if unknown:
        raise InputError(
            f"Interview {unknown[0]}", "It is not among those that may leave.", "Review it, or leave it out."
        )
    strata: dict[str, list[str]] = {}
    drawn_by = ranks or {}
    for study_id in sorted(organisations, key=lambda each: _rank(seed, drawn_by.get(each, each))):
        strata.setdefault(organisations[study_id], []).append(study_id)
    strata = dict(sorted(strata.items()))
    shared = set(only) or _sample(strata, max(1, math.floor(share * len(organisations) + 0.5)))
    own = _deal({label: [each for each in ids if each not in shared] for label, ids in strata.items()}, coders)
    return Allocation(tuple(sorted(shared)), {coder: tuple(sorted(ids)) for coder, ids in own.items()})


def _rank(seed: str, name: str) -> str:
    return hashlib.sha256(f"{seed} {name}".encode()).hexdigest()


def _sample(strata: Mapping[str, Sequence[str]], size: int) -> set[str]:
    """Give each stratum its places by largest remainder, after one place each where that is possible."""
    total = sum(map(len, strata.values()))
    quota = {label: size * len(ids) / total for label, ids in strata.items()}
    seats = dict.fromkeys(strata, 1 if size >= len(strata) else 0)
    while sum(seats.values()) < size:
        free = [label for label in strata if seats[label] < len(strata[label])]
        seats[max(free, key=lambda label: quota[label] - seats[label])] += 1
    return {study_id for label, ids in strata.items() for study_id in ids[: seats[label]]}


def _deal(strata: Mapping[str, Sequence[str]], coders: Sequence[str]) -> dict[str, list[str]]:
    """Hand each interview to the coder who has fewest of its organisation, then fewest in all."""
    hands: dict[str, list[str]] = {coder: [] for coder in coders}
    for ids in strata.values():
        here = dict.fromkeys(coders, 0)
        for study_id in ids:
            coder = min(coders, key=lambda each: (here[each], len(hands[each])))
            hands[coder].append(study_id)
            here[coder] += 1
    return hands
