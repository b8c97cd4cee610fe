"""The index of the study's words never hides a place where the matcher finds a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy.made_study import TALK, texts
from transcribe_desk.privacy.finding.study_index import StudyIndex
from transcribe_desk.privacy.naming.names import Matcher, key

_PIECES = st.sampled_from(
    [
        *(
            "Sarah",
            "sarah's",
            "SARAH’S",
            "Mark",
            "mark",
            "M A R K",
            "m.a.r.k",
            "US",
            "us",
            "U.S.",
            "D’Arcy",
            "Mary-Jane",
        ),
        *(
            "0117",
            "496",
            "0317",
            "01174960317",
            "Sia\u0302n",
            "İpek",
            "Straße",
            "the Heron ward",
            "A",
            "Jo",
            "`tis",
            "x\ty",
        ),
        *("O'Brien", "OBrien", "don't", "😀", "שרה", "e\u200dd", "Anna,", "“Anna”", "B-R-Z", "BS1", "4AB"),
    ]
)


@given(st.lists(_PIECES, min_size=1, max_size=6), st.lists(_PIECES, min_size=1, max_size=3))
def test_every_turn_the_matcher_finds_a_name_in_is_given(said: list[str], name: list[str]) -> None:
    text, wanted = " ".join(said), " ".join(name)
    index = StudyIndex({1: {7: text}})
    if Matcher([wanted]).find(text):
        assert index.saying([wanted]) == [(1, 7)]
        assert index.may_say(index.words_of((1, 7)), wanted)


def test_only_turns_that_say_a_name_are_given() -> None:
    index = StudyIndex({each: texts(talk) for each, talk in TALK.items() if each <= 8})
    assert index.saying(["Fernhill"]) == [(1, 4), (2, 4)]
    assert index.saying(["Long Melford", "Osborne"]) == [(2, 2), (6, 2), (7, 2)]
    assert index.saying(["Mark"]) == [(6, 2), (6, 3), (6, 4)]
    assert index.saying(["", "–", "Xanthe Known"]) == []


def test_an_edited_interview_is_indexed_as_it_is_now() -> None:
    index = StudyIndex({1: {1: "Derek came."}, 2: {1: "Derek left."}})
    index.put(1, {1: "Nobody came.", 2: "Fatima."})
    assert index.saying(["Derek", "Fatima"]) == [(1, 2), (2, 1)]
    index.drop(2)
    assert index.saying(["Derek"]) == []
    assert index.text((2, 1)) is None


@given(st.data())
def test_turns_put_in_the_place_of_others_are_indexed_as_if_all_were_read_anew(data: st.DataObject) -> None:
    said = st.lists(_PIECES, max_size=5).map(" ".join)
    before = {turn_id: data.draw(said) for turn_id in range(1, 7)}
    first = data.draw(st.integers(1, 6))
    gone = list(range(first, data.draw(st.integers(first, 6)) + 1))
    put = {
        turn_id: data.draw(said) for turn_id in data.draw(st.permutations([*gone, 7, 8])) if data.draw(st.booleans())
    }
    now: dict[int, str] = {}
    for turn_id, text in before.items():
        if turn_id == first:
            now |= put
        if turn_id not in gone:
            now[turn_id] = text
    index, anew = StudyIndex({1: before}), StudyIndex({1: now})
    index.splice(1, gone, put)
    assert list(index.texts(1).items()) == list(now.items())
    for name in (
        "Sarah",
        "Mark",
        "us",
        "OBrien",
        "Anna",
        "0117",
        *(word for text in before.values() for word in text.split()),
    ):
        assert index.saying([name]) == anew.saying([name])


@pytest.mark.parametrize("text", ["Dr O'Brien's own - co-op", "it`s “odd” — isn’t it?", "A 1 b2 C_d"])
def test_plain_text_is_cut_as_the_matcher_cuts_it(text: str) -> None:
    index = StudyIndex({1: {1: text}})
    assert {each for each in index.words_of((1, 1)) if each[0] not in ".^"} == set(key(text))
