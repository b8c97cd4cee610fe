"""Invented words go and are marked, people's own repetitions stay, and voices that nobody wrote down are found."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.speech import guards
from transcribe_desk.speech.guards import Checked, Removed
from transcribe_desk.study.transcript import Segment, Word

LOOP = "and then we went home "


def said(text: str, start_ms: int = 0, each_ms: int = 300) -> Segment:
    """Make a segment whose words follow one another without a pause."""
    words = tuple(
        Word(word, start_ms + place * each_ms, start_ms + (place + 1) * each_ms)
        for place, word in enumerate(text.split())
    )
    return Segment(words, words[0].start_ms, words[-1].end_ms)


def text(segments: Iterable[Segment]) -> str:
    return " ".join(word.text for segment in segments for word in segment.words)


@pytest.mark.parametrize(
    ("log_probability", "compression", "flags"),
    [(-0.3, 1.5, ()), (-1.0, 2.4, ()), (-1.01, 1.5, ("unsure",)), (-0.3, 2.41, ("repetitive",))],
)
def test_segments_are_flagged_at_whispers_own_limits(
    log_probability: float, compression: float, flags: tuple[str, ...]
) -> None:
    assert guards.flagged(Segment((Word("so", 0, 1),), 0, 1, log_probability, compression)).flags == flags


def test_a_loop_within_a_segment_is_cut_to_its_first_round_and_marked() -> None:
    checked = guards.without_repetitions([said("It rained, " + LOOP * 6 + "and slept.")])
    assert text(checked.segments) == "It rained, and then we went home and slept."
    assert checked.removed == (Removed(7 * 300, 32 * 300, "repetition"),)


def test_a_loop_from_segment_to_segment_is_cut_too() -> None:
    sentence = "I could not say what it was that they had meant."
    segments = [said(sentence, start) for start in (0, 4000, 8000)]
    checked = guards.without_repetitions([*segments, said("Then it ended.", 12_000)])
    assert text(checked.segments) == f"{sentence} Then it ended."
    assert checked.removed == (Removed(4000, 11_300, "repetition"),)


@pytest.mark.parametrize(
    "spoken",
    [
        "No, no, no, no, no.",
        "very very very very good",
        "I don't know. I don't know. I don't know. I don't know.",
        "We had to wait and we had to wait and it was late.",
        "Exactly. Exactly that.",
    ],
)
def test_what_people_repeat_themselves_stays(spoken: str) -> None:
    assert guards.without_repetitions([said(spoken)]) == Checked((said(spoken),))


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=40))
def test_cutting_loops_once_leaves_none_and_only_takes_away(words: list[str]) -> None:
    checked = guards.without_repetitions([said(" ".join(words))] if words else [])
    left = text(checked.segments).split()
    rest = iter(words)
    assert all(word in rest for word in left)
    assert (len(left) < len(words)) == bool(checked.removed)
    assert not any(len(set(left[at : at + 8])) == 1 for at in range(len(left) - 7))


def test_a_slice_does_not_say_again_how_the_one_before_ended() -> None:
    before = [said("It was cold. We never went back.")]
    checked = guards.without_join(before, [said("we never went back, you see,", 9000), said("Never.", 20_000)])
    assert text(checked.segments) == "you see, Never."
    assert checked.removed == (Removed(9000, 10_200, "repeated at a join"),)


@pytest.mark.parametrize("following", ["Back, yes.", "Went back then.", "We never, ever went back."])
def test_a_slice_that_goes_on_in_other_words_is_left_alone(following: str) -> None:
    before = [said("It was cold. We never went back.")]
    assert guards.without_join(before, [said(following)]).removed == ()
    assert guards.without_join([], [said(following)]).removed == ()


def test_segments_without_a_voice_or_a_letter_go() -> None:
    segments = [said("Thank you.", 0), said("Good morning.", 5000), said("♪ …", 6000)]
    checked = guards.without_unvoiced(segments, [(4900, 7000)])
    assert text(checked.segments) == "Good morning."
    assert checked.removed == (Removed(0, 600, "no voice"), Removed(6000, 6600, "no voice"))


def test_a_voice_nobody_wrote_down_is_found_between_the_words() -> None:
    words = [*said("So it went.", 0).words, *said("It has, yes.", 5000).words]
    assert guards.unheard([(0, 950), (1500, 4400), (4950, 6000)], words) == ((1500, 4400),)


def test_a_voice_with_a_short_breath_in_it_is_one_stretch() -> None:
    assert guards.unheard([(1000, 1500), (1800, 2300)], []) == ((1000, 2300),)
    assert guards.unheard([(1000, 1500), (2200, 2700)], []) == ()


def test_a_second_hearing_has_room_on_both_sides_but_nothing_of_another_voice() -> None:
    voices = [(0, 950), (1500, 4400), (4600, 6000)]
    assert guards.with_room((1500, 4400), voices) == (1100, 4600)
    assert guards.with_room((1500, 4400), [(0, 1400), *voices[1:]]) == (1400, 4600)
    assert guards.with_room((2000, 3000), voices) == (1600, 3400), "within a voice, that is what is to be heard"


def test_a_word_stretched_over_a_question_does_not_hide_it() -> None:
    words = [Word("Derek.", 1000, 5000), Word("Yes", 5000, 5300)]
    assert guards.unheard([(1000, 5300)], words) == ((2400, 4800),)


def test_a_phrase_in_a_script_without_spaces_covers_its_time_and_hides_no_voice_after_it() -> None:
    phrase = Word("私は去年の春に東京へ引っ越しました", 1000, 5000)
    assert guards.unheard([(1000, 5000)], [phrase]) == ()
    stretched = Word("田中です", 1000, 9000)
    assert guards.unheard([(1000, 9000)], [stretched]) == ((2800, 9000),)


def test_the_end_of_a_phrase_without_spaces_is_not_said_twice() -> None:
    around = [Word("東京へ引っ越しました。", 0, 2000), Word("でも今日は行きません。", 6000, 8000)]
    gap = (2000, 5800)
    assert guards.heard_again([said("引っ越しました。", 2500)], gap, around) is None
    found = guards.heard_again([said("ました。 それは、 でも", 2500)], gap, around)
    assert found is not None
    assert text([found]) == "それは、"


@given(st.lists(st.tuples(st.integers(0, 300), st.integers(0, 40)), max_size=12))
def test_no_found_stretch_holds_the_middle_of_a_word(given_words: list[tuple[int, int]]) -> None:
    words = [Word("so", start * 100, (start + length) * 100) for start, length in sorted(given_words)]
    for start, end in guards.unheard([(0, 12_000), (13_000, 30_000)], words):
        assert end - start >= 800
        assert not any(start <= word.start_ms <= end for word in words)


def test_a_second_hearing_goes_in_at_its_place_and_is_flagged() -> None:
    around = [*said("at home with", 0, 1000).words, Word("Derek.", 3000, 6000), *said("It has, yes.", 6000).words]
    first = Checked((Segment(tuple(around), 0, 6900),), (Removed(3500, 3900, "repetition"),))
    gap = (3600, 5800)
    found = guards.heard_again([said("Derek. Has it changed things? It", 3300, 450)], gap, around)
    assert found is not None
    assert (text([found]), found.flags) == ("Has it changed things?", ("heard again",))
    assert gap[0] - 200 <= found.start_ms < found.end_ms <= 6000
    whole = first.with_heard(found)
    assert text(whole.segments) == "at home with Derek. Has it changed things? It has, yes."
    assert whole.removed == ()
    assert all(one.end_ms <= other.start_ms for one, other in zip(whole.segments, whole.segments[1:], strict=False))


def test_a_second_hearing_that_says_the_text_again_cut_otherwise_gives_nothing_twice() -> None:
    around = [*said("call 0114-496-0182.", 0, 900).words, *said("Thank you ever so much", 6000).words]
    gap = (2000, 5800)
    assert guards.heard_again([said("496-0182.", 2500, 900)], gap, around) is None
    assert guards.heard_again([said("Thankyou", 2500, 900)], gap, around) is None
    found = guards.heard_again([said("0182 is mine. Thank you", 2500, 500)], gap, around)
    assert found is not None
    assert text([found]) == "is mine."


def test_a_digit_or_a_syllable_that_ends_the_word_before_may_be_said_again() -> None:
    around = [*said("room 412, in the annex", 0, 300).words, *said("and then", 6000).words]
    for heard in ("2 of us", "ex colleagues", "So an"):
        found = guards.heard_again([said(heard, 2500, 500)], (2000, 5800), around)
        assert found is not None
        assert text([found]) == heard


@pytest.mark.parametrize(
    "heard",
    [
        [],
        [Segment((Word("Thanks.", 1000, 1500),), 1000, 1500, -1.4, 1.0)],
        [Segment((Word("on", 1000, 1500),), 1000, 1500, -0.2, 3.1)],
        [said("…", 1000)],
        [said("elsewhere", 9000)],
    ],
)
def test_a_second_hearing_that_is_not_to_be_trusted_gives_nothing(heard: list[Segment]) -> None:
    assert guards.heard_again(heard, (800, 2000), []) is None


def test_a_mark_is_not_set_where_one_says_more() -> None:
    checked = Checked((), (Removed(1000, 3000, guards.REPETITION),))
    assert checked.with_mark(Removed(1200, 2800, guards.WITHOUT_WORDS)) == checked
    assert len(checked.with_mark(Removed(4000, 5000, guards.WITHOUT_WORDS)).removed) == 2


def test_long_silences_are_marked_and_short_ones_are_not() -> None:
    words = said("Yes.", 4000).words
    assert guards.silences([(1000, 2000)], words, 0, 9000) == (
        Removed(2000, 4000, "no voice"),
        Removed(4300, 9000, "no voice"),
    )
    assert guards.silences([], [], 0, 1999) == ()


def test_a_cut_moves_to_a_good_pause_near_it_and_stays_where_nobody_speaks() -> None:
    voices = [(0, 2000), (2300, 5000), (5600, 9000)]
    assert guards.seam(voices, 4000) == 5300
    assert guards.seam(voices, 2100) == 2100
    assert guards.seam(voices, 1900) == 5300
    assert guards.seam(voices[:2], 4000) == 2150
    assert guards.seam([(0, 9000)], 4000) == 4000
