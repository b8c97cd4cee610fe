"""A study's word is written where the recogniser, told to expect it, hears it in place of what sounded like it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.speech.expected import corrected, with_expected
from transcribe_desk.speech.vocabulary import Vocabulary
from transcribe_desk.study.transcript import Segment, Word

STUDY_WORDS = ("Leeds", "Ecclesall", "Mohammed", "Northern General")


def said(text: str, unsure: Sequence[str] = (), late_ms: int = 0) -> Segment:
    """Make a segment of one word each 300 ms, those in ``unsure`` doubtful."""
    words = tuple(
        Word(word, place * 300 + late_ms, place * 300 + 250 + late_ms, 0.4 if word in unsure else 0.95)
        for place, word in enumerate(text.split())
    )
    return Segment(words, words[0].start_ms, words[-1].end_ms)


def heard_again(first: Segment, second: Segment, expected: Sequence[str] = STUDY_WORDS) -> str:
    likely = Vocabulary(expected).sound_alikes(first.words)
    return " ".join(word.text for word in corrected(first, likely, second.words).words)


@pytest.mark.parametrize(
    ("first", "unsure", "second", "text"),
    [
        ("a man in leads, then", ["leads,"], "a man in Leeds then", "a man in Leeds, then"),
        ("“leads's station”", ["“leads's"], "Leeds station", "“Leeds's station”"),
        ("on Eccles all Road", ["Eccles"], "on Ecclesall Road.", "on Ecclesall Road"),
        ("the Northen Generall.", ["Northen", "Generall."], "The Northern General", "the Northern General."),
        ("in leads and on Eclesal Road", ["leads", "Eclesal"], "in Leeds and on Ecclesall Road",
         "in Leeds and on Ecclesall Road"),
    ],
)  # fmt: skip
def test_what_is_heard_both_ways_is_written_as_the_study_writes_it(
    first: str, unsure: list[str], second: str, text: str
) -> None:
    assert heard_again(said(first, unsure), said(second)) == text


@pytest.mark.parametrize(
    ("first", "unsure", "second", "text"),
    [
        ("met Sarah Pattel yesterday", "Pattel", "met Sarah Patel yesterday", "met Sarah Patel yesterday"),
        ("met Sahra Patel, yesterday", "Sahra", "met Sarah Patel yesterday", "met Sarah Patel, yesterday"),
        ("met Sarah Pattel yesterday", "Pattel", "met a Sarah Patel yesterday", "met Sarah Patel yesterday"),
        ("met Sarah Pattel yesterday", "Pattel", "met Sarah Patel", "met Sarah Pattel yesterday"),
        ("Sarah Pattel.", "Pattel.", "Sarah Patel", "Sarah Pattel."),
    ],
)
def test_a_name_of_several_words_is_put_right_where_some_of_them_were_heard_right(
    first: str, unsure: str, second: str, text: str
) -> None:
    assert heard_again(said(first, [unsure]), said(second), ["Sarah Patel"]) == text


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("I did not Shavon", "I did Siobhan"),
        ("not Shavon did", "Siobhan did"),
        ("I asked Shavon not you", "I asked Siobhan you"),
    ],
)
def test_no_word_beside_it_goes_with_what_was_misheard(first: str, second: str) -> None:
    found = heard_again(said(first, ["Shavon"]), said(second), ["Siobhan"]).split()
    assert "not" in found


@pytest.mark.parametrize(
    ("first", "unsure", "second", "text"),
    [
        ("at Macdonnals, then", "Macdonnals,", "at McDonald's then", "at McDonald's, then"),
        ("at Macdonnal’s, then", "Macdonnal’s,", "at McDonald's then", "at McDonald’s, then"),
        ("at Macdonnals, then", "Macdonnals,", "at McDonald then", "at Macdonnals, then"),
        ("to Sint Maries one day", "Maries", "to St Mary's one day", "to St Mary's one day"),
    ],
)
def test_a_possessive_that_belongs_to_the_study_s_word_is_written_once(
    first: str, unsure: str, second: str, text: str
) -> None:
    assert heard_again(said(first, [unsure]), said(second), ["McDonald's", "St Mary's"]) == text


@pytest.mark.parametrize(
    ("second", "why"),
    [
        ("a man in leads then", "the same was heard again"),
        ("a man in Leeds Ecclesall Mohammed then", "the recogniser wrote its list down"),
        ("Leeds", "a short sound made it say what it was told"),
        ("a Leeds man in lead then", "it was heard somewhere else"),
        ("a man in Mohammed then", "another word of the study was heard there"),
        ("", "nothing was heard"),
    ],
)
def test_what_the_second_hearing_does_not_have_in_that_place_stays_out(second: str, why: str) -> None:
    first = said("a man in leads, then", ["leads,"])
    again = said(second) if second else Segment((), 0, 0)
    assert heard_again(first, again) == "a man in leads, then", why


def test_nothing_else_of_the_second_hearing_is_taken() -> None:
    first = said("we went to leads on a Monday", ["leads"])
    assert heard_again(first, said("he went to Leeds on the Monday")) == "we went to Leeds on a Monday"


def test_a_sentence_in_two_segments_is_heard_as_a_whole() -> None:
    asked = []

    def hear(span: tuple[int, int], expected: Sequence[str]) -> Sequence[Word]:
        asked.append((span, list(expected)))
        return said("a man in Leeds.", late_ms=900).words

    segments = [said("I did."), said("a man in", late_ms=900), said("leads.", ["leads."], 1_800), said("We", (), 2_100)]
    found = with_expected(segments, Vocabulary(STUDY_WORDS), hear)
    assert asked == [((900, 2_050), ["Leeds"])]
    assert [" ".join(word.text for word in segment.words) for segment in found] == ["I did.", "a man in Leeds.", "We"]


def test_a_sentence_in_which_nothing_comes_of_it_stays_as_it_was() -> None:
    segments = (said("a man in"), said("leads.", ["leads."], 900))
    assert with_expected(segments, Vocabulary(STUDY_WORDS), lambda _span, _expected: ()) == segments


def test_a_word_of_the_list_is_always_marked_as_doubtful() -> None:
    first = said("a man in leads, then")
    fairly_sure = replace(first, words=tuple(replace(word, probability=0.7) for word in first.words))
    likely = Vocabulary(STUDY_WORDS).sound_alikes(fairly_sure.words)
    word = corrected(fairly_sure, likely, said("a man in Leeds then").words).words[3]
    assert (word.text, word.doubtful) == ("Leeds,", True)


def test_it_stays_as_doubtful_as_what_it_replaces_and_within_its_times() -> None:
    first = said("on Eccles all Road", ["Eccles"])
    second = said("on Ecclesall Road", late_ms=200)
    word = corrected(first, Vocabulary(STUDY_WORDS).sound_alikes(first.words), second.words).words[1]
    assert (word.text, word.probability) == ("Ecclesall", 0.4)
    assert 300 <= word.start_ms < word.end_ms <= 850


words = st.lists(
    st.sampled_from(["in", "leads", "Leeds", "Eccles", "all", "Ecclesall", "a", "…", "Northen", "General"])
)


@given(words, words, st.integers(-900, 900))
def test_whatever_is_heard_times_go_forward_and_no_word_is_empty(
    first: list[str], second: list[str], late_ms: int
) -> None:
    if not first:
        return
    segment = said(" ".join(first), first)
    again = said(" ".join(second), late_ms=late_ms).words if second else ()
    found = corrected(segment, Vocabulary(STUDY_WORDS).sound_alikes(segment.words), again)
    times = [time for word in found.words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert all(word.text.split() == [word.text] for word in found.words)
    assert segment.start_ms <= times[0] <= times[-1] <= segment.end_ms
