"""The smallest merge after which nobody stands out: found, named, explained, and the same every time."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.privacy.disclosure.table_one import table_one
from transcribe_desk.privacy.disclosure.cells import Colour, count_cells
from transcribe_desk.privacy.disclosure.kinship import kin, merged_label
from transcribe_desk.privacy.disclosure.merges import Merge, add_merge, make_merge, remove_merge
from transcribe_desk.privacy.disclosure.suggest import suggest
from transcribe_desk.privacy.disclosure.table import Row
from transcribe_desk.study.errors import InputError


def rows_of(counts: dict[str, int], attribute: str = "role") -> list[Row]:
    values = [value for value, count in counts.items() for _ in range(count)]
    return [Row(number, number, {attribute: value}) for number, value in enumerate(values, start=1)]


def test_a_commissioner_and_a_manager_become_system_leaders() -> None:
    (found,) = suggest(rows_of({"commissioner": 2, "manager": 1, "nurse": 6, "physiotherapist": 4}), ["role"], 3)
    assert found.merges == (Merge("role", ("commissioner", "manager"), "system leader"),)
    assert (found.given_up, found.touched, found.smallest) == (1, 3, True)
    assert found.reasons[0] == "role: commissioner (2) + manager (1) → “system leader” (3)."
    assert found.reasons[1].startswith("Gives up 1 value and touches 3 participants; then no combination is held by")


def test_the_published_table_is_made_safe() -> None:
    rows = table_one()
    smallest, related = suggest(rows, ["role"], 3)
    assert related.reasons[-1].endswith("Among values that belong together, no other merge gives up fewer.")
    assert (smallest.given_up, smallest.smallest) == (3, True)
    assert Merge("role", ("service lead or management", "team lead"), "system leader") in smallest.merges
    assert Merge("role", ("commissioner", "service lead or management", "team lead"), "system leader") in related.merges
    assert Merge("role", ("nurse", "respiratory nurse"), "nursing staff") in related.merges
    for suggestion in (smallest, related, *suggest(rows, ["organisation", "role"], 3)):
        by = ["organisation", "role"] if suggestion not in (smallest, related) else ["role"]
        assert not count_cells(rows, by, merges=suggestion.merges).of(Colour.RED)


def test_no_two_merges_share_a_label_and_each_can_be_applied() -> None:
    long = [f"{letter * 50} chaplain" for letter in "pqrs"]
    rows = rows_of({"manager": 2, "director": 2, "commissioner": 2, "team lead": 2, **dict.fromkeys(long, 2)})
    for found in suggest(rows, ["role"], 4):
        merges: tuple[Merge, ...] = ()
        for each in found.merges:
            merges = add_merge(merges, make_merge(rows, "role", each.values, each.label), rows)
        assert {cell.size for cell in count_cells(rows, ["role"], merges=merges).cells} == {4}
        assert len({each.label for each in merges}) == len(merges) == 4


def test_there_is_nothing_to_suggest_where_nothing_is_red_or_nothing_helps() -> None:
    assert suggest(rows_of({"nurse": 3, "doctor": 5}), ["role"], 3) == ()
    assert suggest(rows_of({"nurse": 1, "doctor": 1}), ["role"], 3) == ()
    assert suggest([], ["role"], 3) == ()


def test_bands_are_merged_with_their_neighbours_only() -> None:
    rows = rows_of({"under 30": 4, "30–39": 5, "40–49": 1, "50–59": 3, "60 and over": 6}, "age band")
    (found,) = suggest(rows, ["age band"], 3)
    assert found.merges == (Merge("age band", ("40–49", "50–59"), "40–59"),)


@pytest.mark.parametrize(
    ("values", "label"),
    [
        (("under 30", "30–39"), "under 40"),
        (("50–59", "60+"), "50 and over"),
        (("2 years", "3 years"), "2–3"),
        (("nurse", "respiratory nurse"), "nursing staff"),
        (("consultant", "GP"), "doctor"),
        (("chaplain", "porter"), "chaplain or porter"),
        (("band 6 nurse", "band 7 nurse"), "nursing staff"),
        (tuple("dbca"), "a, b, c or d"),
    ],
)
def test_merged_values_get_a_name_people_use(values: tuple[str, ...], label: str) -> None:
    assert merged_label(values) == label


def test_values_belong_together_by_work_word_or_number() -> None:
    assert kin(["team lead", "commissioner"])
    assert kin(["ward clerk", "ward volunteer"])
    assert kin(["20–29", "40–49"])
    assert not kin(["porter", "chaplain"])


def test_a_merge_in_force_is_counted_and_may_grow() -> None:
    rows = rows_of({"commissioner": 1, "manager": 1, "team lead": 1, "porter": 4})
    first = make_merge(rows, "role", ["Manager", "commissioner"], "system leader")
    (found,) = suggest(rows, ["role"], 3, [first])
    assert found.merges == (Merge("role", ("commissioner", "manager", "team lead"), "system leader"),)
    grown = add_merge([first], found.merges[0], rows)
    assert grown == found.merges
    assert not count_cells(rows, ["role"], merges=grown).of(Colour.RED)
    assert remove_merge(grown, "role", "System Leader") == ()


def test_a_merge_that_cannot_be_is_told() -> None:
    rows = rows_of({"nurse": 2, "doctor": 2, "porter": 2})
    with pytest.raises(InputError, match="Values here: doctor, nurse, porter"):
        make_merge(rows, "role", ["nurse", "pilot"], "x")
    with pytest.raises(InputError, match="two values"):
        make_merge(rows, "role", ["nurse", "NURSE"], "x")
    with pytest.raises(InputError, match="no label"):
        make_merge(rows, "role", ["nurse", "doctor"], "  ")
    with pytest.raises(InputError, match="Other participants are published"):
        add_merge([], make_merge(rows, "role", ["nurse", "doctor"], "Porter"), rows)
    with pytest.raises(InputError, match="There is none of role"):
        remove_merge([], "role", "clinical")
    assert add_merge([], make_merge(rows, "role", ["nurse", "doctor"], "nurse"), rows)[0].label == "nurse"


def partitions(values: Sequence[str]) -> Iterator[list[list[str]]]:
    if not values:
        yield []
        return
    first, *rest = values
    for smaller in partitions(rest):
        yield [[first], *smaller]
        for place, group in enumerate(smaller):
            yield [*smaller[:place], [first, *group], *smaller[place + 1 :]]


def fewest_given_up(rows: list[Row], by: tuple[str, ...], red: int) -> int | None:
    """Try everything."""
    values = [sorted({row.values[name] for row in rows}) for name in by]
    best: int | None = None
    for choice in product(*(list(partitions(each)) for each in values)):
        heads = [{value: group[0] for group in groups for value in group} for groups in choice]
        cells = Counter(tuple(head[row.values[name]] for head, name in zip(heads, by, strict=True)) for row in rows)
        given_up = sum(len(group) - 1 for groups in choice for group in groups)
        if min(cells.values()) >= red and (best is None or given_up < best):
            best = given_up
    return best


PEOPLE = st.lists(st.tuples(st.sampled_from("abcde"), st.sampled_from("xyz")), min_size=1, max_size=14)


@given(PEOPLE, st.sampled_from([("role",), ("role", "site")]), st.integers(2, 4))
@settings(max_examples=60)
def test_no_other_choice_gives_up_fewer_values(people: list[tuple[str, str]], by: tuple[str, ...], red: int) -> None:
    rows = [Row(number, number, {"role": role, "site": site}) for number, (role, site) in enumerate(people)]
    found = suggest(rows, by, red)
    best = fewest_given_up(rows, by, red)
    if not best:
        assert found == ()
        return
    assert found[0].smallest
    assert found[0].given_up == best
    for suggestion in found:
        merges: tuple[Merge, ...] = ()
        for merge in suggestion.merges:
            merges = add_merge(merges, merge, rows)
        left = {cell.size for cell in count_cells(rows, by, merges=merges).cells}
        assert min(left) >= red


@given(st.randoms(use_true_random=False))
@settings(max_examples=10)
def test_the_order_of_the_table_makes_no_difference(mixer: random.Random) -> None:
    rows = list(table_one())
    mixer.shuffle(rows)
    assert suggest(rows, ["organisation", "role"], 3) == suggest(table_one(), ["organisation", "role"], 3)


def test_the_answer_for_a_large_awkward_table_says_that_a_smaller_one_may_exist() -> None:
    draw = random.Random(4)
    rows = [
        Row(number, number, {name: f"{name}{draw.randrange(12)}" for name in ("p", "q", "r")}) for number in range(1000)
    ]
    found = suggest(rows, ["p", "q", "r"], 3)
    assert not found[0].smallest
    assert "A smaller merge may exist" in found[0].reasons[-1]
    assert not count_cells(rows, ["p", "q", "r"], merges=found[0].merges).of(Colour.RED)
