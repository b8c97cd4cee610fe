"""Kappa gives the published figures, and keeps to what it must be for any two people."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.deciding.agreement import agreement


def pairs(table: dict[tuple[str, str], int]) -> list[tuple[str, str]]:
    return [labels for labels, times in table.items() for _ in range(times)]


@pytest.mark.parametrize(
    ("table", "kappa"),
    [
        # Two readers of 50 grant proposals: the worked example of most textbooks (observed 0.7, by chance 0.5).
        ({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}, 0.400),
        # The same percentage of agreement, other margins.
        ({("y", "y"): 45, ("y", "n"): 15, ("n", "y"): 25, ("n", "n"): 15}, 0.130),
        ({("y", "y"): 25, ("y", "n"): 35, ("n", "y"): 5, ("n", "n"): 35}, 0.259),
        # Fleiss, Levin and Paik, Statistical Methods for Rates and Proportions, 3rd ed., table 18.1: 100 diagnoses.
        (
            {
                ("psychotic", "psychotic"): 75,
                ("psychotic", "neurotic"): 1,
                ("psychotic", "organic"): 4,
                ("neurotic", "psychotic"): 5,
                ("neurotic", "neurotic"): 4,
                ("neurotic", "organic"): 1,
                ("organic", "organic"): 10,
            },
            0.676,
        ),
    ],
)
def test_published_examples(table: dict[tuple[str, str], int], kappa: float) -> None:
    assert agreement(pairs(table)).kappa == pytest.approx(kappa, abs=0.0005)


def test_the_parts_of_the_figure() -> None:
    found = agreement(pairs({("y", "y"): 20, ("y", "n"): 5, ("n", "y"): 10, ("n", "n"): 15}))
    assert (found.units, found.agreed, found.share, found.expected) == (50, 35, 0.7, 0.5)
    assert found.words == "fair"


def test_one_label_for_everything_has_no_kappa() -> None:
    found = agreement([("y", "y")] * 9)
    assert (found.kappa, found.share) == (None, 1.0)
    assert "one and the same label" in found.words
    assert agreement([]).kappa is None


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1))
def test_it_is_the_same_from_both_sides_and_one_only_where_all_agree(given_labels: list[tuple[str, str]]) -> None:
    found = agreement(given_labels)
    turned = agreement((other, one) for one, other in given_labels)
    assert found == turned
    if found.kappa is not None:
        assert -1 <= found.kappa <= 1
        assert (found.kappa == 1) is all(one == other for one, other in given_labels)
