"""Keep small counts of a table with totals from a reader: mask them so that no sum gives them back, or pool them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TypeAlias

from transcribe_desk.privacy.characters import clean
from transcribe_desk.study.errors import InputError

NOT_RECORDED = "not recorded"
_LOWEST_MASK = 3
_ENDLESS = 1_000_000


class SmallCells(StrEnum):
    """What is done about counts below the threshold."""

    WARN = "warn"
    MASK = "mask"
    POOL = "pool"


class Shown(StrEnum):
    """How a count is published: as it is, as “fewer than the threshold”, or not at all."""

    EXACT = "exact"
    SMALL = "small"
    WITHHELD = "withheld"


@dataclass(frozen=True, slots=True)
class Count:
    """One number of the table: how many participants, under which name, and how it is shown."""

    name: str
    size: int
    shown: Shown = Shown.EXACT


@dataclass(frozen=True, slots=True)
class Group:
    """The participants of one organisation: their number, and the numbers of its parts, sorted by name."""

    total: Count
    parts: tuple[Count, ...]


@dataclass(frozen=True, slots=True)
class GroupedCounts:
    """Counts in two levels with totals; a count from 1 to below ``threshold`` is small."""

    groups: tuple[Group, ...]
    total: Count
    threshold: int

    def is_small(self, count: Count) -> bool:
        """Tell whether fewer than the threshold share it."""
        return 0 < count.size < self.threshold

    def small(self) -> tuple[tuple[str, str, int], ...]:
        """Give every small count as group, part and size; the part of a group's own total is empty.

        The only part of a group is its total once more and not told again.
        """
        return tuple(
            (group.total.name, "" if count is group.total else count.name, count.size)
            for group in self.groups
            for count in (group.total, *(group.parts if len(group.parts) > 1 else ()))
            if self.is_small(count)
        )


def count_groups(pairs: Iterable[tuple[str, str]], threshold: int) -> GroupedCounts:
    """Count participants, each a group and a part; case and spaces make no difference, an empty part is told.

    Sorted by name: in the order of the participants the table would tell who has which role. Raises InputError for a
    threshold below 2, under which nothing is small.
    """
    if threshold < 2:
        raise InputError("Threshold of small cells", "It is below 2, so nothing would be small.", "Use 3.")
    names: dict[str, str] = {}
    sizes: dict[str, dict[str, int]] = {}
    for pair in pairs:
        group, part = (_one_spelling(names, text) for text in pair)
        parts = sizes.setdefault(group, {})
        parts[part] = parts.get(part, 0) + 1
    groups = tuple(_group(name, parts) for name, parts in sorted(sizes.items(), key=lambda each: each[0].casefold()))
    return GroupedCounts(groups, Count("Total", sum(group.total.size for group in groups)), threshold)


def protect(table: GroupedCounts, choice: SmallCells) -> GroupedCounts:
    """Give the table as it may be published; ``WARN`` changes nothing."""
    if choice is SmallCells.MASK:
        return mask(table)
    return pool(table) if choice is SmallCells.POOL else table


def mask(table: GroupedCounts) -> GroupedCounts:
    """Mask every small count, and withhold as many others as it takes that none can be computed from the rest.

    A reader who knows this rule must still find two sizes possible for each masked count. Where all participants
    together are too few, only that is told. Raises InputError for a threshold of 2, where “fewer than 2” says one.
    """
    if table.threshold < _LOWEST_MASK and table.small():
        raise InputError(
            "Mask of small cells", "“Fewer than 2” would tell that it is one.", "Pool them, or use a threshold of 3."
        )
    if table.is_small(table.total):
        return replace(table, groups=(), total=replace(table.total, shown=Shown.SMALL))
    masked = _mark_small(table)
    while (exposed := next(_exposed(masked), None)) is not None:
        masked = _withhold_one(masked, exposed)
    return masked


def possible(table: GroupedCounts) -> Iterator[tuple[int, int | None, int, int]]:
    """Give what a reader can work out of each group's total and of its parts: lowest and highest size, both possible.

    Each is the number of its group, of its part (None for the total), and the two sizes. The reader knows the marks,
    the totals, that nobody's role is listed without a participant, and that a withheld count is no small one.
    """
    groups = [
        _up(_bounds(group.total, table), [_bounds(part, table) for part in group.parts]) for group in table.groups
    ]
    whole = _up(_bounds(table.total, table), groups)
    for number, (group, narrowed) in enumerate(zip(table.groups, _down(whole, groups), strict=True)):
        yield number, None, *narrowed
        parts = _down(narrowed, [_bounds(part, table) for part in group.parts])
        yield from ((number, place, *span) for place, span in enumerate(parts))


def pool(table: GroupedCounts, other: str = "other", group_word: str = "organisations") -> GroupedCounts:
    """Give the table with small groups, and small parts of a group, counted as one, until no count is small.

    The pool is named without its members: three roles in a pool of three would be one each. Where all participants
    together are too few, what is left is masked.
    """
    small = [group for group in table.groups if table.is_small(group.total)]
    rest = sorted((group for group in table.groups if group not in small), key=lambda each: each.total.size)
    while small and rest and sum(group.total.size for group in small) < table.threshold:
        small.append(rest.pop(0))
    groups = [group for group in table.groups if group not in small]
    if small:
        name = f"{other} {group_word}" if groups else f"all {group_word}"
        groups.append(_together(name, small))
    pooled = tuple(_pool_parts(group, table.threshold, other) for group in groups)
    return _mark_small(replace(table, groups=pooled))


_Span: TypeAlias = tuple[int, int]
_Change: TypeAlias = Callable[[Count], Count]


def _one_spelling(names: dict[str, str], text: str) -> str:
    tidy = unicodedata.normalize("NFC", " ".join("".join(map(clean, text)).split())) or NOT_RECORDED
    return names.setdefault(tidy.casefold(), tidy)


def _group(name: str, parts: dict[str, int]) -> Group:
    counts = tuple(Count(part, size) for part, size in sorted(parts.items(), key=lambda each: each[0].casefold()))
    return Group(Count(name, sum(parts.values())), counts)


def _each(table: GroupedCounts, change: _Change) -> GroupedCounts:
    groups = tuple(Group(change(group.total), tuple(map(change, group.parts))) for group in table.groups)
    return replace(table, groups=groups, total=change(table.total))


def _mark_small(table: GroupedCounts) -> GroupedCounts:
    return _each(table, lambda count: replace(count, shown=Shown.SMALL) if table.is_small(count) else count)


def _bounds(count: Count, table: GroupedCounts) -> _Span:
    if count.shown is Shown.EXACT:
        return count.size, count.size
    return (1, table.threshold - 1) if count.shown is Shown.SMALL else (table.threshold, _ENDLESS)


def _up(own: _Span, parts: Sequence[_Span]) -> _Span:
    """Narrow a total by its parts; over a tree of sums this and the way down give exactly what is possible."""
    return max(own[0], sum(low for low, _ in parts)), min(own[1], sum(high for _, high in parts))


def _down(whole: _Span, parts: Sequence[_Span]) -> list[_Span]:
    lows, highs = sum(low for low, _ in parts), sum(high for _, high in parts)
    return [(max(low, whole[0] - (highs - high)), min(high, whole[1] - (lows - low))) for low, high in parts]


def _exposed(table: GroupedCounts) -> Iterator[tuple[int, int | None]]:
    """Give the masked counts of which only one size is possible."""
    for number, place, low, high in possible(table):
        group = table.groups[number]
        count = group.total if place is None else group.parts[place]
        if count.shown is Shown.SMALL and low == high:
            yield number, place


def _withhold_one(table: GroupedCounts, exposed: tuple[int, int | None]) -> GroupedCounts:
    """Withhold the count that costs least: a part beside it, its total, another group's total.

    Where all that is withheld already, the group's parts are told as one, or else nothing but the grand total: that
    stands in every account of the study, so it would be idle to withhold it.
    """
    number, place = exposed
    group = table.groups[number]
    parts = [] if place is None else sorted(_exact(group.parts), key=lambda count: count.size)
    others = sorted(_exact(each.total for each in table.groups if each is not group), key=lambda count: count.size)
    chosen = next(iter((*parts, *_exact([group.total]), *others)), None)
    if chosen is not None:
        return _each(table, lambda each: replace(each, shown=Shown.WITHHELD) if each is chosen else each)
    if place is None:
        return replace(table, groups=())
    one = replace(group.total, name="all roles")
    groups = (*table.groups[:number], replace(group, parts=(one,)), *table.groups[number + 1 :])
    return replace(table, groups=groups)


def _exact(counts: Iterable[Count]) -> list[Count]:
    return [count for count in counts if count.shown is Shown.EXACT]


def _together(name: str, groups: Sequence[Group]) -> Group:
    sizes: dict[str, int] = {}
    for count in (part for group in groups for part in group.parts):
        sizes[count.name] = sizes.get(count.name, 0) + count.size
    return _group(name, sizes)


def _pool_parts(group: Group, threshold: int, other: str) -> Group:
    by_size = sorted(group.parts, key=lambda count: (count.size, count.name))
    pooled = [count for count in by_size if count.size < threshold]
    kept = by_size[len(pooled) :]
    while pooled and kept and sum(count.size for count in pooled) < threshold:
        pooled.append(kept.pop(0))
    if not pooled or len(group.parts) == 1:
        return group
    left = tuple(count for count in group.parts if count not in pooled)
    name = f"{other} roles" if left else "all roles"
    return replace(group, parts=(*left, Count(name, sum(count.size for count in pooled))))
