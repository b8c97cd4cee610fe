"""A study's words reach the recogniser within its limit, and are proposed, never imposed, where it heard them wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.naming.sounds import sound_key
from transcribe_desk.speech.vocabulary import HOTWORD_TOKENS, Suggestion, hotword_text, propose
from transcribe_desk.study.transcript import Turn, Word


def turn(text: str, probability: float = 0.3, number: int = 7) -> Turn:
    words = tuple(Word(word, place * 300, place * 300 + 250, probability) for place, word in enumerate(text.split()))
    return Turn(number, "S2", words, 0, words[-1].end_ms)


def count_words(text: str) -> int:
    return len(text.split())


@pytest.mark.parametrize(
    ("heard", "meant"),
    [
        ("Newyen", "Nguyen"),
        ("Shavon", "Siobhan"),
        ("leads", "Leeds"),
        ("Neeve", "Niamh"),
        ("Shawn", "Sean"),
        ("Lester", "Leicester"),
        ("Edinborough", "Edinburgh"),
        ("Pattel", "Patel"),
        ("Chinade", "Sinéad"),
        ("Eccleshall", "Ecclesall"),
        ("Шевченка", "Шевченко"),
        ("Παπαδόπουλως", "Παπαδόπουλος"),
    ],
)
def test_a_name_heard_by_its_sound_is_proposed(heard: str, meant: str) -> None:
    (suggestion,) = propose([turn(f"then {heard}, came")], ["Mohammed", meant, "Bakewell"])
    assert (suggestion.turn_id, suggestion.first, suggestion.last) == (7, 1, 2)
    assert (suggestion.heard, suggestion.suggested) == (heard, meant)
    assert 0.4 < suggestion.score < 1
    assert suggestion.reason.endswith("and the machine was 30% sure of it.")


def test_a_name_heard_as_two_words_is_proposed_for_both() -> None:
    (suggestion,) = propose([turn("Doctor new yen's ward")], ["Nguyen"])
    assert (suggestion.first, suggestion.last, suggestion.heard) == (1, 3, "new yen")


def test_a_name_of_several_words_is_proposed_as_one() -> None:
    (suggestion,) = propose([turn("the Northen Generall.")], ["Northern General"])
    assert (suggestion.first, suggestion.last, suggestion.suggested) == (1, 3, "Northern General")


def test_a_word_taken_for_two_is_proposed_for_both() -> None:
    (suggestion,) = propose([turn("on Eccles all Road")], ["Ecclesall"])
    assert (suggestion.first, suggestion.last) == (1, 3)


def test_a_name_that_begins_like_another_is_proposed_for_both_its_words() -> None:
    (suggestion,) = propose([turn("met Anne Marie")], ["Anne", "Annemarie"])
    assert (suggestion.first, suggestion.last, suggestion.suggested) == (1, 3, "Annemarie")


def test_a_word_beside_it_that_is_right_is_left_alone() -> None:
    (suggestion,) = propose([turn("in Leeds Eclesal")], ["Ecclesall", "Leeds"])
    assert (suggestion.first, suggestion.last) == (2, 3)


@pytest.mark.parametrize(
    ("text", "probability"),
    [
        ("to the Northern General", 0.2),
        ("She leads the team", 0.95),
        ("He came from Leeds, then", 0.2),
        ("a lot of lots and lads", 0.2),
        ("and you are not in it", 0.1),
        ("I walked to work", 0.3),
        ("the question was what he meant", 0.3),
        ("at McDonald's, or McDonald’s", 0.2),
        ("born in 1958", 0.2),
    ],
)
def test_nothing_is_proposed_for_sure_words_right_words_and_ordinary_words(text: str, probability: float) -> None:
    assert (
        propose(
            [turn(text, probability)],
            ["Leeds", "Christian", "Yusuf", "Ann", "Walter", "Northern General", "McDonald's", "1959"],
        )
        == ()
    )


def test_of_two_words_that_fit_the_nearer_is_proposed_and_nothing_overlaps() -> None:
    (suggestion,) = propose([turn("met Shavon")], ["Shivani", "Siobhan", "Shavonne"])
    assert suggestion.suggested == "Shavonne"


def test_the_surer_the_machine_was_the_lower_the_score() -> None:
    scores = [propose([turn("Shavon", probability)], ["Siobhan"])[0].score for probability in (0.1, 0.4, 0.7)]
    assert scores == sorted(scores, reverse=True)


def test_suggestions_come_in_the_order_of_the_text_and_change_nothing() -> None:
    turns = [turn("Shavon and Newyen", number=1), turn("in leads", number=2)]
    found = propose(turns, ["Leeds", "Nguyen", "Siobhan"])
    assert [(each.turn_id, each.first) for each in found] == [(1, 0), (1, 2), (2, 1)]
    assert turns == [turn("Shavon and Newyen", number=1), turn("in leads", number=2)]


@given(st.lists(st.text(max_size=8), min_size=1, max_size=6), st.lists(st.text(max_size=8), max_size=4))
def test_any_words_and_any_vocabulary_give_spans_of_the_turn(words: list[str], vocabulary: list[str]) -> None:
    text = " ".join(words).split()
    if not text:
        return
    for found in propose([turn(" ".join(text))], vocabulary):
        assert isinstance(found, Suggestion)
        assert 0 <= found.first < found.last <= len(text)
        assert found.suggested in {" ".join(entry.split()) for entry in vocabulary}


@given(st.text())
def test_every_text_has_a_sound_key(text: str) -> None:
    assert sound_key(text) == sound_key(text.upper().lower())


def test_the_rarest_words_go_to_the_recogniser_first_then_the_longest() -> None:
    assert hotword_text(["hospital", "Ann", "Siobhan", "Caoimhe"], count_words) == "Caoimhe, Siobhan, Ann, hospital"


def test_what_has_no_room_is_passed_over() -> None:
    words = ["Ecclesall Road Surgery Trust", "Zbigniew"]
    assert hotword_text(words, count_words, most=4) == "Ecclesall Road Surgery Trust"
    assert hotword_text(words, count_words, most=3) == "Zbigniew"
    assert hotword_text([], count_words) == hotword_text(["  "], count_words) == ""


@given(st.lists(st.text(st.characters(categories=["L"]), min_size=1, max_size=9), max_size=200))
def test_no_list_is_too_long_for_the_model(words: list[str]) -> None:
    assert count_words(hotword_text(words, count_words)) <= HOTWORD_TOKENS
