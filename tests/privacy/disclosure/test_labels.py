"""A study ID says the type of organisation and a number, and leads to nobody."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy.disclosure.table_one import ORGANISATIONS, PARTICIPANTS
from transcribe_desk.privacy.disclosure.labels import LabelProblem, PoolOffer, check_new_label, offer_pool, warnings
from transcribe_desk.privacy.disclosure.numbers import draw_numbers
from transcribe_desk.study.errors import StudyIdError
from transcribe_desk.study.study import Organisation, Participant


def study(*held: tuple[str, int]) -> tuple[list[Organisation], list[Participant]]:
    organisations = [Organisation(number, label) for number, (label, _) in enumerate(held, start=1)]
    where = [number for number, (_, count) in enumerate(held, start=1) for _ in range(count)]
    return organisations, [Participant(number, number, place) for number, place in enumerate(where, start=1)]


def test_a_label_of_two_people_warns_and_finds_company() -> None:
    (warning,) = warnings(ORGANISATIONS, PARTICIPANTS, 3)
    assert (warning.problem, warning.label, warning.participants) == (LabelProblem.SMALL, "commissioning-group", 2)
    assert offer_pool(ORGANISATIONS, PARTICIPANTS, 3) == PoolOffer(
        ("commissioning-group", "hospital"), "other-organisation", 10, enough=True
    )


def test_small_organisations_are_pooled_with_each_other_first() -> None:
    organisations, people = study(("hospital-1", 1), ("hospital-2", 2), ("school", 9), ("prison", 0))
    assert offer_pool(organisations, people, 3) == PoolOffer(("hospital-1", "hospital-2"), "hospital", 3, enough=True)
    assert offer_pool(*study(("care-home", 1), ("nursing-home", 1)), 3) == PoolOffer(
        ("care-home", "nursing-home"), "home", 2, enough=False
    )
    taken = offer_pool(*study(("hospital-1", 1), ("hospital-2", 2), ("hospital", 9)), 3)
    assert taken is not None
    assert taken.pooled_label == "other-organisation", "“hospital” would join nine others unasked"
    assert offer_pool(*study(("hospital", 1)), 3) is None
    assert offer_pool(*study(("hospital", 3), ("school", 4)), 3) is None


@pytest.mark.parametrize("label", ["ngh", "hospital-ngh", "ward-sp", "mw", "xq-team"])
def test_initials_in_a_label_are_noticed(label: str) -> None:
    organisations = [Organisation(1, "hospital", "Northern General Hospital")]
    people = [Participant(1, 1, 1, "Sarah Patel", ("Maggie Whitfield",))]
    (warning,) = check_new_label(label, organisations, people)
    assert warning.problem is LabelProblem.INITIALS


@pytest.mark.parametrize("label", ["northern-general-hospital", "team-patel", "sarahs-ward-sarah"])
def test_a_real_name_in_a_label_is_noticed_and_not_repeated(label: str) -> None:
    organisations = [Organisation(1, "hospital", "Northern General Hospital")]
    (warning,) = check_new_label(label, organisations, [Participant(1, 1, 1, "Sarah Patel")])
    assert warning.problem is LabelProblem.NAME
    assert "Patel" not in warning.message + warning.remedy


@pytest.mark.parametrize(
    "label", ["hospital", "hospital-2", "community-team", "gp-practice", "nhs-trust", "care-home-b"]
)
def test_a_type_of_organisation_is_no_initials(label: str) -> None:
    assert check_new_label(label, ORGANISATIONS, PARTICIPANTS) == ()


def test_initials_in_the_pattern_are_noticed() -> None:
    organisations, people = study(("hospital", 5))
    (warning,) = warnings(organisations, people, 3, "{number:02d}-gbx-{organisation}")
    assert (warning.problem, warning.label) == (LabelProblem.INITIALS, "gbx")
    assert warnings(organisations, people, 3, "{number:02d}-{organisation}") == ()


USED = st.sets(st.integers(1, 999), max_size=400)


@given(st.binary(min_size=32, max_size=32), USED, st.integers(1, 60))
def test_drawn_numbers_are_new_different_and_the_same_every_time(seed: bytes, used: set[int], count: int) -> None:
    drawn = draw_numbers(seed, used, count)
    assert len(set(drawn)) == len(drawn) == count
    assert not used & set(drawn)
    assert all(1 <= number <= 999 for number in drawn)
    assert draw_numbers(seed, sorted(used), count) == drawn
    one_by_one: list[int] = []
    for _ in range(min(count, 5)):
        one_by_one += draw_numbers(seed, {*used, *one_by_one})
    assert len({*one_by_one, *used}) == len(used) + len(one_by_one)


def test_drawn_numbers_do_not_follow_the_order_and_stay_short() -> None:
    orders = [draw_numbers(bytes([seed]) * 32, (), 20) for seed in range(20)]
    assert len(set(orders)) == 20
    assert all(max(order) <= 99 for order in orders)
    rising = sum(after > before for order in orders for before, after in pairwise(order))
    assert 120 < rising < 260, "about half of 380"
    assert min(draw_numbers(b"x", range(1, 91), 5)) > 90
    assert max(draw_numbers(b"x", range(1, 95))) > 99


def test_numbers_that_have_run_out_are_told() -> None:
    assert draw_numbers(b"x", set(range(1, 1000)) - {7}) == (7,)
    with pytest.raises(StudyIdError, match="Fewer than 2"):
        draw_numbers(b"x", set(range(1, 1000)) - {7}, 2)
