"""Words keep their times through any edit, so that the played word stays right."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tests.study.made import texts, transcripts, words_from
from transcribe_desk.study.realign import matching, realign
from transcribe_desk.study.transcript import Transcript, Word

WORDS = words_from(1000, "how", "are", "you", "today")


def realigned(text: str) -> list[tuple[str, int, int, float]]:
    found = realign(WORDS, text.split(), 1000, 2100)
    return [(word.text, word.start_ms, word.end_ms, word.probability) for word in found]


def test_a_word_that_stays_keeps_its_time_and_how_sure_the_machine_was() -> None:
    assert realigned("how were you today") == [
        ("how", 1000, 1200, 0.4),
        ("were", 1300, 1500, 1.0),
        ("you", 1600, 1800, 0.4),
        ("today", 1900, 2100, 0.4),
    ]


def test_case_and_punctuation_leave_a_word_as_unsure_as_it_was() -> None:
    assert realigned("How are you, today?") == [
        ("How", 1000, 1200, 0.4),
        ("are", 1300, 1500, 0.4),
        ("you,", 1600, 1800, 0.4),
        ("today?", 1900, 2100, 0.4),
    ]


def test_several_corrected_words_each_take_the_time_of_theirs() -> None:
    assert realigned("who is it today") == [
        ("who", 1000, 1200, 1.0),
        ("is", 1300, 1500, 1.0),
        ("it", 1600, 1800, 1.0),
        ("today", 1900, 2100, 0.4),
    ]


def test_more_or_fewer_words_share_the_time_by_their_length() -> None:
    assert realigned("how a ward you today")[1:3] == [("a", 1300, 1340, 1.0), ("ward", 1340, 1500, 1.0)]
    assert realigned("how about today")[1] == ("about", 1300, 1800, 1.0)


def test_words_put_in_between_share_the_pause() -> None:
    assert realigned("how are you feeling today")[3] == ("feeling", 1800, 1900, 1.0)
    assert realigned("so how are you today")[0] == ("so", 1000, 1000, 1.0)
    assert realigned("how are you today then")[-1] == ("then", 2100, 2100, 1.0)


def test_words_taken_away_leave_the_others_at_their_times() -> None:
    assert realigned("how today") == [("how", 1000, 1200, 0.4), ("today", 1900, 2100, 0.4)]


@given(transcripts(), texts)
def test_a_turn_says_what_was_written_in_order_of_time(transcript: Transcript, text: str) -> None:
    turn = transcript.turns[0]
    found = realign(turn.words, text.split(), turn.start_ms, turn.end_ms)
    assert [word.text for word in found] == text.split()
    assert all(turn.start_ms <= word.start_ms <= word.end_ms <= turn.end_ms for word in found)
    assert all(first.start_ms <= second.start_ms for first, second in pairwise(found))


@given(transcripts(), st.data())
def test_one_changed_letter_touches_one_word(transcript: Transcript, data: st.DataObject) -> None:
    turn = transcript.turns[0]
    place = data.draw(st.integers(0, len(turn.words) - 1))
    said = [word.text for word in turn.words]
    said[place] += "x"
    found = realign(turn.words, said, turn.start_ms, turn.end_ms)
    assert found[:place] == turn.words[:place]
    assert found[place + 1 :] == turn.words[place + 1 :]
    assert (found[place].start_ms, found[place].end_ms) == (turn.words[place].start_ms, turn.words[place].end_ms)


@given(st.lists(st.sampled_from("abcd"), max_size=30), st.lists(st.sampled_from("abcd"), max_size=30))
def test_what_is_matched_is_equal_and_in_order(old: list[str], new: list[str]) -> None:
    place = new_place = 0
    for first, new_first, size in matching(old, new):
        assert first >= place
        assert new_first >= new_place
        assert size > 0
        assert old[first : first + size] == new[new_first : new_first + size]
        place, new_place = first + size, new_first + size


def test_in_a_text_too_long_to_compare_whole_the_words_that_stay_are_found() -> None:
    old = [f"w{number}" if number % 3 == 0 else "the" for number in range(9_000)]
    new = [word.replace("w3", "v3") if number % 900 == 0 else word for number, word in enumerate(old)]
    new[4_500:4_500] = ["a", "paste"] * 25_000
    words = [Word(text, 100 * place, 100 * place + 80) for place, text in enumerate(old)]
    found = realign(words, new, 0, 900_000)  # were all compared with all it would take minutes
    kept = {word.start_ms: word.text for word in found if word.end_ms - word.start_ms == 80}
    assert sum(kept.get(word.start_ms) == word.text for word in words) > 8_900


def test_a_text_of_nothing_but_the_same_word_is_quick_too() -> None:
    words = [Word("no", place, place + 1) for place in range(13_000)]
    assert len(realign(words, ["no"] * 20_000 + ["yes"], 0, 13_000)) == 20_001
