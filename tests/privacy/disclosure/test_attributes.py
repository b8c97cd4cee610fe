"""Attributes leave only while everybody shares all that is told of them with enough others."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.disclosure.attributes import public_attributes
from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.privacy.disclosure.table import Row


def rows(*people: str) -> tuple[Row, ...]:
    """Make rows of “hospital sex=f band=7 role=lead”."""
    return tuple(
        Row(number, number, {"organisation": first, **dict(each.split("=") for each in rest)})
        for number, person in enumerate(people, start=1)
        for first, *rest in [person.split()]
    )


def test_an_attribute_that_enough_people_share_is_safe() -> None:
    found = public_attributes(rows(*["hospital sex=f"] * 3, *["hospital sex=m"] * 3), 3)
    assert (found.safe, found.small) == (("sex",), ())


def test_one_that_singles_somebody_out_is_told_without_the_value() -> None:
    found = public_attributes(rows(*["hospital sex=f"] * 4, "hospital sex=m"), 3)
    assert found.safe == ()
    assert str(found.small[0]) == (
        "“sex”, with organisation: 1 combination is held by fewer than 3 participants (the smallest by 1)"
    )


def test_two_that_are_safe_alone_are_not_together() -> None:
    people = [f"hospital {band} {sex}" for band in ("band=6", "band=7") for sex in ("sex=f", "sex=m")]
    found = public_attributes(rows(*people, *people), 3)
    assert found.safe == ("band",)
    assert [(each.name, each.beside) for each in found.small] == [("sex", ("organisation", "band"))]
    assert public_attributes(rows(*people, *people), 3, left_out=["band"]).safe == ("sex",)


def test_a_small_organisation_keeps_every_attribute_back() -> None:
    found = public_attributes(rows(*["hospital sex=f"] * 4, "commissioner sex=f", "commissioner sex=f"), 3)
    assert [(each.name, each.cells, each.fewest) for each in found.small] == [("sex", 1, 2)]


def test_values_published_as_one_count_as_one() -> None:
    people = rows(*["hospital band=6"] * 2, *["hospital band=7"] * 2)
    assert public_attributes(people, 3).safe == ()
    assert public_attributes(people, 3, [Merge("band", ("6", "7"), "6 or 7")]).safe == ("band",)


def test_organisations_published_as_one_are_still_told_apart_by_study_ids() -> None:
    people = rows("hospital band=6", *["clinic band=6"] * 3)
    merged = [Merge("organisation", ("clinic", "hospital"), "acute care")]
    assert [(each.name, each.fewest) for each in public_attributes(people, 3, merged).small] == [("band", 1)]


def test_a_value_that_is_not_known_hides_nobody_and_keeps_nobody_company() -> None:
    one_without_band = rows(*["hospital band=6 sex=f"] * 4, *["hospital band=6 sex=m"] * 2, "hospital sex=m")
    found = public_attributes(one_without_band, 3)
    assert found.safe == ("band",)
    assert [(each.name, each.fewest) for each in found.small] == [("sex", 2)]


def test_a_role_is_never_among_them() -> None:
    found = public_attributes(rows(*["hospital role=lead"] * 9), 3)
    assert (found.safe, found.small) == ((), ())


VALUES = st.sampled_from(("", "a", "b"))


@given(st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=25), st.integers(2, 4))
def test_nobody_is_known_by_what_is_published(people: list[tuple[str, str, str]], threshold: int) -> None:
    names = ("one", "two", "three")
    table = tuple(
        Row(number, number, {"organisation": "x", **{n: v for n, v in zip(names, values, strict=True) if v}})
        for number, values in enumerate(people, start=1)
    )
    safe = public_attributes(table, threshold).safe
    for row in table:
        told = {name: row.values[name] for name in safe if name in row.values}
        alike = sum(all(each.values.get(name) == value for name, value in told.items()) for each in table)
        assert alike >= threshold or not told
