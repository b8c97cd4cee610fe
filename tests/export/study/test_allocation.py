"""A sample for all coders, drawn by organisation, the same each time; every other interview for exactly one."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.export.study.allocation import allocate
from transcribe_desk.study.errors import InputError

NINETEEN = {
    f"{number:02d}-{label}": label
    for number, label in enumerate(["hospital"] * 8 + ["community"] * 9 + ["commissioner"] * 2, start=1)
}


def test_a_fifth_of_nineteen_has_every_organisation() -> None:
    allocation = allocate(NINETEEN, ["AB", "CD"], "seed")
    assert Counter(NINETEEN[each] for each in allocation.shared) == {"hospital": 1, "community": 2, "commissioner": 1}
    assert allocation == allocate(dict(reversed(NINETEEN.items())), ["AB", "CD"], "seed")
    assert allocation.shared != allocate(NINETEEN, ["AB", "CD"], "another").shared


@given(st.dictionaries(st.integers(1, 60), st.sampled_from("abcd"), min_size=1), st.floats(0.01, 1), st.integers(2, 4))
def test_each_interview_is_coded_by_all_or_by_one(labels: dict[int, str], share: float, people: int) -> None:
    organisations = {f"{number:02d}-{label}": label for number, label in labels.items()}
    coders = ["AB", "CD", "EF", "GH"][:people]
    allocation = allocate(organisations, coders, "seed", share=share)
    dealt = Counter(study_id for coder in coders for study_id in allocation.of(coder))
    assert set(dealt) == set(organisations)
    assert {study_id for study_id, times in dealt.items() if times == people} >= set(allocation.shared)
    assert all(dealt[study_id] == (people if study_id in allocation.shared else 1) for study_id in organisations)
    assert 1 <= len(allocation.shared) <= len(organisations)
    counts = [len(own) for own in allocation.own.values()]
    assert max(counts) - min(counts) <= len(set(organisations.values()))


def test_a_list_is_the_sample() -> None:
    allocation = allocate(NINETEEN, ["AB", "CD"], "seed", only=["03-hospital", "18-commissioner"])
    assert allocation.shared == ("03-hospital", "18-commissioner")
    assert {len(own) for own in allocation.own.values()} == {8, 9}


def test_a_new_interview_leaves_the_drawing_order_as_it_was() -> None:
    more = {**NINETEEN, "20-hospital": "hospital"}
    before = allocate(NINETEEN, ["AB", "CD"], "seed").shared
    after = allocate(more, ["AB", "CD"], "seed").shared
    assert len(set(before) - set(after)) <= 1


@pytest.mark.parametrize("names", [["AB"], ["AB", "ab"], ["AB", "../x"], ["AB", "con"], []])
def test_coders_are_two_at_least_and_have_names_for_folders(names: list[str]) -> None:
    with pytest.raises(InputError):
        allocate(NINETEEN, names, "seed")


def test_what_cannot_be_drawn_is_refused() -> None:
    with pytest.raises(InputError, match="Share"):
        allocate(NINETEEN, ["AB", "CD"], "seed", share=0)
    with pytest.raises(InputError, match="99-hospital"):
        allocate(NINETEEN, ["AB", "CD"], "seed", only=["99-hospital"])
