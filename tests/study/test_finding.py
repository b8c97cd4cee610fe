"""Find words, whole or in part, and replace them without losing a time."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.study.made import SAID, talk, transcripts
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.finding import Found, Query, find, replaced
from transcribe_desk.study.transcript import Transcript

TALK = talk("The ward was the ward.", "Wards, a Ward sister; toward the WARD", "Peak flow, peak  flow!")


def places(query: Query) -> list[tuple[int, str]]:
    return [(each.turn_id, each.words) for each in find(TALK, 1, query)]


def test_parts_of_words_are_found_whatever_their_case() -> None:
    assert places(Query("ward")) == [(1, "ward"), (1, "ward"), (2, "Ward"), (2, "Ward"), (2, "ward"), (2, "WARD")]


def test_whole_words_and_case_narrow_it_down() -> None:
    assert places(Query("ward", whole_words=True)) == [(1, "ward"), (1, "ward"), (2, "Ward"), (2, "WARD")]
    assert places(Query("Ward", match_case=True)) == [(2, "Ward"), (2, "Ward")]
    assert places(Query("WARD", whole_words=True, match_case=True)) == [(2, "WARD")]


def test_several_words_are_found_over_any_white_space_and_nothing_is_a_pattern() -> None:
    assert places(Query(" peak\n flow ")) == [(3, "Peak flow"), (3, "peak flow")]
    assert places(Query("w.rd")) == []
    assert places(Query("sister;", whole_words=True)) == [(2, "sister;")]


def test_each_place_is_shown_with_what_is_said_around_it() -> None:
    long = talk("so " * 40 + "ward" + " and" * 40)
    (found,) = find(long, 7, Query("ward"))
    assert (found.interview_id, found.turn_id) == (7, 1)
    assert found.before.startswith("…so ")
    assert found.after.endswith(" and…")
    assert 40 <= len(found.before) <= 50
    (first, _) = find(TALK, 1, Query("ward", match_case=True, whole_words=True))
    assert (first.before, first.after) == ("The ", " was the ward.")


def test_only_the_chosen_places_change_and_the_rest_keeps_its_times() -> None:
    found = list(find(TALK, 1, Query("ward", whole_words=True)))
    change = replaced(TALK, [found[1], found[2]], "clinic room")
    now = change.apply(TALK)
    assert [turn.text for turn in now.turns[:2]] == [
        "The ward was the clinic room.",
        "Wards, a clinic room sister; toward the WARD",
    ]
    assert now.turns[0].words[:4] == TALK.turns[0].words[:4]
    assert now.turns[0].words[-1].end_ms == TALK.turns[0].words[-1].end_ms
    assert change.inverse.apply(now) == TALK


def test_places_that_changed_since_and_turns_left_empty_are_refused() -> None:
    found = list(find(TALK, 1, Query("Peak flow, peak flow!")))
    with pytest.raises(InputError, match="left without words"):
        replaced(TALK, found, " ")
    with pytest.raises(InputError, match="changed in the meantime"):
        replaced(talk("Another one."), list(find(TALK, 1, Query("ward"))), "clinic")
    with pytest.raises(InputError, match="changed in the meantime"):
        replaced(TALK, [Found(1, 9, 0, 4, "ward", "", "")], "clinic")
    with pytest.raises(InputError, match="nothing to look for"):
        list(find(TALK, 1, Query(" \n")))


@given(transcripts(), st.sampled_from(SAID), st.sampled_from(["", "x", "two words"]))
def test_what_was_replaced_is_found_no_more(made: Transcript, wanted: str, replacement: str) -> None:
    query = Query(wanted, whole_words=True)
    found = list(find(made, 1, query))
    try:
        now = replaced(made, found, replacement).apply(made)
    except InputError:
        assert replacement == ""
        return
    assert len(now.turns) == len(made.turns)
    if replacement:
        assert not list(find(now, 1, query))
