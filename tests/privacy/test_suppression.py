"""Small counts are masked so that nothing published gives them back, or pooled until none is small."""

from __future__ import annotations

import itertools
from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcribe_desk.privacy.disclosure.suppression import (
    Count,
    GroupedCounts,
    Shown,
    SmallCells,
    count_groups,
    mask,
    pool,
    protect,
)
from transcribe_desk.study.errors import InputError

# Table 1 of BMJ Open 2020;10:e040267.
TABLE_1 = {
    "hospital": {"respiratory nurse": 3, "physiotherapist": 2, "physiotherapist support": 1, "team lead": 2},
    "community provider": {
        "nurse": 2,
        "physiotherapist": 2,
        "nursing support": 3,
        "service lead or management": 2,
    },
    "commissioning group": {"commissioner": 2},
}


def pairs(table: dict[str, dict[str, int]]) -> list[tuple[str, str]]:
    return [(group, part) for group, parts in table.items() for part, size in parts.items() for _ in range(size)]


def as_shown(table: GroupedCounts) -> dict[str, object]:
    def value(count: Count) -> str:
        return {Shown.EXACT: str(count.size), Shown.SMALL: f"<{table.threshold}", Shown.WITHHELD: "–"}[count.shown]

    told: dict[str, object] = {
        group.total.name: (value(group.total), {part.name: value(part) for part in group.parts})
        for group in table.groups
    }
    return {**told, "Total": value(table.total)}


def test_table_1_is_counted_as_published() -> None:
    table = count_groups(pairs(TABLE_1), 3)
    assert {group.total.name: {part.name: part.size for part in group.parts} for group in table.groups} == TABLE_1
    assert {group.total.name: group.total.size for group in table.groups} == {
        "hospital": 8,
        "community provider": 9,
        "commissioning group": 2,
    }
    assert table.total.size == 19
    assert ("commissioning group", "", 2) in table.small()
    assert protect(table, SmallCells.WARN) is table


def test_table_1_masked_gives_no_small_number_away() -> None:
    # Community 9 = 3 + three masked counts of at most 2 would make each of them 2, and 19 - 8 - 9 the commissioners.
    assert as_shown(mask(count_groups(pairs(TABLE_1), 3))) == {
        "commissioning group": ("<3", {"commissioner": "<3"}),
        "community provider": (
            "9",
            {"nurse": "<3", "nursing support": "–", "physiotherapist": "<3", "service lead or management": "<3"},
        ),
        "hospital": (
            "–",
            {
                "physiotherapist": "<3",
                "physiotherapist support": "<3",
                "respiratory nurse": "3",
                "team lead": "<3",
            },
        ),
        "Total": "19",
    }


def test_table_1_pooled_has_no_small_number() -> None:
    assert as_shown(pool(count_groups(pairs(TABLE_1), 3))) == {
        "community provider": ("9", {"nursing support": "3", "other roles": "6"}),
        "other organisations": ("10", {"other roles": "7", "respiratory nurse": "3"}),
        "Total": "19",
    }


def test_roles_are_sorted_so_that_their_order_tells_nothing_of_who_has_them() -> None:
    table = count_groups([("b", "Nurse"), ("a", ""), ("b", "doctor"), ("B", " nurse ")], 3)
    assert [group.total.name for group in table.groups] == ["a", "b"]
    assert [(part.name, part.size) for part in table.groups[1].parts] == [("doctor", 1), ("Nurse", 2)]
    assert table.groups[0].parts == (Count("not recorded", 1),)


def test_a_mask_that_would_tell_is_refused() -> None:
    with pytest.raises(InputError, match="Fewer than 2"):
        mask(count_groups([("a", "x"), ("b", "y")], 2))
    with pytest.raises(InputError, match="below 2"):
        count_groups([], 1)


def test_a_study_smaller_than_the_threshold_tells_only_that() -> None:
    masked = mask(count_groups([("a", "x"), ("b", "y")], 3))
    assert (masked.groups, masked.total.shown) == ((), Shown.SMALL)


def test_what_no_mask_can_hide_is_not_told() -> None:
    # Two groups below 3 in a total of 4 are two each, whatever is withheld.
    masked = mask(count_groups([("a", "x"), ("a", "y"), ("b", "x"), ("b", "x")], 3))
    assert as_shown(masked) == {"Total": "4"}
    one_group = mask(count_groups([("a", role) for role in "xyz"], 3))
    assert as_shown(one_group) == {"a": ("–", {"all roles": "–"}), "Total": "3"}


Tables = st.dictionaries(
    st.sampled_from("abc"), st.dictionaries(st.sampled_from("uvw"), st.integers(1, 4), min_size=1), min_size=1
)


@settings(max_examples=80)
@given(Tables, st.integers(3, 4))
def test_every_masked_count_could_be_two_sizes_at_least(table: dict[str, dict[str, int]], threshold: int) -> None:
    masked = mask(count_groups(pairs(table), threshold))
    found: dict[tuple[int, int | None], set[int]] = {}
    for sizes in solutions(masked):
        for where, size in sizes.items():
            found.setdefault(where, set()).add(size)
    for number, group in enumerate(masked.groups):
        for place, count in [(None, group.total), *enumerate(group.parts)]:
            assert count.shown is not Shown.EXACT or not masked.is_small(count)
            if count.shown is Shown.SMALL:
                assert len(found[number, place]) > 1


def solutions(table: GroupedCounts) -> Iterable[dict[tuple[int, int | None], int]]:
    """Try every table of parts, and keep those that agree with all that is published."""

    def agrees(count: Count, size: int) -> bool:
        if count.shown is Shown.EXACT:
            return size == count.size
        return (0 < size < table.threshold) if count.shown is Shown.SMALL else size >= table.threshold

    by_group = []
    for group in table.groups:
        options = [[size for size in range(1, table.total.size + 1) if agrees(part, size)] for part in group.parts]
        by_group.append([sizes for sizes in itertools.product(*options) if agrees(group.total, sum(sizes))])
    reduced = [unique_sums(each) for each in by_group]
    sums = {
        tuple(map(sum, chosen)) for chosen in itertools.product(*reduced) if agrees(table.total, sum(map(sum, chosen)))
    }
    for number, group_sizes in enumerate(by_group):
        possible_sums = {each[number] for each in sums}
        for sizes in group_sizes:
            if sum(sizes) in possible_sums:
                yield {(number, None): sum(sizes), **{(number, place): size for place, size in enumerate(sizes)}}


def unique_sums(all_sizes: list[tuple[int, ...]]) -> list[tuple[int, ...]]:
    return list({sum(sizes): sizes for sizes in all_sizes}.values())


@given(Tables, st.integers(2, 5))
def test_a_pooled_table_has_no_small_count_and_loses_nobody(table: dict[str, dict[str, int]], threshold: int) -> None:
    before = count_groups(pairs(table), threshold)
    pooled = pool(before)
    assert sum(part.size for group in pooled.groups for part in group.parts) == before.total.size
    assert all(sum(part.size for part in group.parts) == group.total.size for group in pooled.groups)
    if not before.is_small(before.total):
        assert pooled.small() == ()
