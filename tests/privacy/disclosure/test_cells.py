"""Who could be told from a table: each combination is counted, and the small ones are coloured."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy.disclosure.table_one import HELD, ORGANISATIONS, PARTICIPANTS, table_one
from transcribe_desk.privacy.disclosure.cells import Colour, Thresholds, count_cells
from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.privacy.disclosure.table import (
    Row,
    attributes_of,
    check_attributes,
    read_assignments,
    table_rows,
    with_attributes,
)
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Participant

BOTH = ("organisation", "role")


def test_the_published_table_has_seven_red_cells_of_nine() -> None:
    table = count_cells(table_one(), BOTH)
    assert {cell.values: cell.size for cell in table.cells} == HELD
    assert sum(cell.size for cell in table.cells) == 19
    assert {cell.values for cell in table.of(Colour.RED)} == {values for values, held in HELD.items() if held < 3}
    assert len(table.of(Colour.AMBER)) == 2
    assert not table.publishable
    by_organisation = count_cells(table_one(), ["organisation"])
    assert [(cell.values, cell.size, cell.colour) for cell in by_organisation.cells] == [
        (("commissioning-group",), 2, Colour.RED),
        (("hospital",), 8, Colour.GREEN),
        (("community-provider",), 9, Colour.GREEN),
    ]


def test_thresholds_are_chosen_and_refused_where_they_say_nothing() -> None:
    strict = count_cells(table_one(), ["organisation"], Thresholds(9, 10))
    assert [cell.colour for cell in strict.cells] == [Colour.RED, Colour.RED, Colour.AMBER]
    for red, amber in ((1, 5), (0, 0), (5, 3), (3, 101)):
        with pytest.raises(InputError, match="Red must be"):
            Thresholds(red, amber)


def test_a_participant_with_a_missing_value_makes_no_cell_larger() -> None:
    unknown = replace(PARTICIPANTS[0], role="")
    table = count_cells(table_rows((unknown, *PARTICIPANTS[1:]), ORGANISATIONS), BOTH)
    assert table.incomplete == (1,)
    assert {cell.values: cell.size for cell in table.cells}["hospital", "respiratory nurse"] == 2
    assert table.cell_of(1) is None
    assert table.cell_of(2) is not None


def test_a_merge_is_published_and_the_true_value_kept() -> None:
    rows = table_one()
    merge = Merge("role", ("commissioner", "service lead or management", "team lead"), "system leader")
    table = count_cells(rows, ["role"], merges=[merge])
    assert {cell.values[0]: cell.size for cell in table.cells}["system leader"] == 6
    assert rows == table_one()


def test_one_spelling_stands_for_all() -> None:
    spelt = ("Nurse", "nurse", " nurse  ")
    people = [Participant(number, number, 1, role=role) for number, role in enumerate(spelt, start=1)]
    (cell,) = count_cells(table_rows(people, ORGANISATIONS), ["role"]).cells
    assert (cell.values, cell.size) == (("nurse",), 3)


def test_attributes_are_set_taken_away_and_named() -> None:
    first = with_attributes(PARTICIPANTS[0], read_assignments(["Age_Band= 30–39 ", "sex=female", "role=matron"]))
    assert (first.role, first.attributes) == ("matron", (("age band", "30–39"), ("sex", "female")))
    assert with_attributes(first, {"sex": ""}).attributes == (("age band", "30–39"),)
    rows = table_rows((first, *PARTICIPANTS[1:]), ORGANISATIONS)
    assert attributes_of(rows) == ("organisation", "role", "age band", "sex")
    assert check_attributes(rows, ["Sex", "role", "sex"]) == ("sex", "role")


@pytest.mark.parametrize(
    "text", ["sex", "=female", "name=Sarah", "organisation=x", "12=3", "sex=" + "x" * 101, "a\0=b"]
)
def test_an_attribute_that_cannot_be_is_refused(text: str) -> None:
    with pytest.raises(InputError):
        read_assignments([text])


def test_an_attribute_nobody_has_is_told() -> None:
    with pytest.raises(InputError, match="Attributes here: organisation, role"):
        check_attributes(table_one(), ["height"])
    with pytest.raises(InputError, match="No attribute is chosen"):
        check_attributes(table_one(), [])


VALUES = st.dictionaries(st.sampled_from(["role", "sex", "site"]), st.sampled_from("abc"))


@given(st.lists(VALUES, max_size=30), st.sampled_from([("role",), ("role", "sex"), ("role", "sex", "site")]))
def test_everybody_is_counted_once_or_named_as_incomplete(people: list[dict[str, str]], by: tuple[str, ...]) -> None:
    rows = [Row(number, number, values) for number, values in enumerate(people)]
    table = count_cells(rows, by)
    inside = [each for cell in table.cells for each in cell.participant_ids]
    assert sorted([*inside, *table.incomplete]) == list(range(len(people)))
    expected = Counter(tuple(each[name] for name in by) for each in people if all(name in each for name in by))
    assert {cell.values: cell.size for cell in table.cells} == expected
    for cell in table.cells:
        assert cell.colour is (Colour.RED if cell.size < 3 else Colour.AMBER if cell.size < 5 else Colour.GREEN)


def test_a_thousand_participants_are_counted_by_six_attributes() -> None:
    rows = [
        Row(number, number, {f"attribute {place}": str(number % (place + 2)) for place in range(6)})
        for number in range(1000)
    ]
    table = count_cells(rows, attributes_of(rows))
    assert sum(cell.size for cell in table.cells) == 1000
    assert len(table.cells) == math.lcm(2, 3, 4, 5, 6, 7)
