"""A style leaves out and marks what it says it does, and the words themselves stay what they are."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.study.style import CLEAN, VERBATIM, PauseMarks, Style, View, view
from transcribe_desk.study.transcript import Turn, Word


def turn(text: str, *, pauses_ms: dict[int, int] | None = None) -> Turn:
    """Make a turn of words 0.3 s long; ``pauses_ms`` are the silences before words, by their place."""
    words, now = [], 0
    for place, word in enumerate(text.split(" ")):
        now += (pauses_ms or {}).get(place, 0)
        words.append(Word(word, now, now + 300))
        now += 300
    return Turn(1, "S1", tuple(words), 0, now)


def shown(a_turn: Turn, style: Style) -> str:
    """Give the text as the style shows it, spaces closed up."""
    seen = view(a_turn, style)
    characters = []
    for place, character in enumerate(a_turn.text):
        if place in seen.marks:
            characters.append(f" {seen.marks[place]}")
        if place not in seen.dropped:
            characters.append(character.upper() if place in seen.capitals else character)
    return " ".join("".join(characters).split())


def test_verbatim_changes_nothing() -> None:
    assert view(turn("Um, I I, er, mm went.", pauses_ms={2: 9000}), VERBATIM) == View()


@pytest.mark.parametrize(
    ("said", "clean"),
    [
        ("Um, it would have been spring.", "It would have been spring."),
        ("I was, um, walking and then, uh. Right.", "I was walking and then. Right."),
        ("I was mm going er home.", "I was going home."),
        ("Mm. That must have been hard.", "Mm. That must have been hard."),
        ("I I I think the the dog", "I think the dog"),
        ("The the dog and, and I was I was there.", "The dog and I was there."),
        ("And then, uh, uh. She left.", "And then. She left."),
        ("Really? Um. Yes.", "Really? Yes."),
        ("Er, I… I went.", "I went."),
        ("I um, I asked.", "I asked."),
        ("So, I, um, I er asked.", "So, I asked."),
        ("It was, was very late, and we, we were, were they?", "It was very late, and we were, were they?"),
        ("And I was uh and I, er, was there. I um. I mm the, um, the dog", "And I was there. I. I the dog"),
    ],
)
def test_clean_verbatim_leaves_out_fillers_and_false_starts(said: str, clean: str) -> None:
    assert shown(turn(said), CLEAN) == clean


@pytest.mark.parametrize(
    "said",
    [
        "No, no, very very good.",
        "She had had that that year.",
        "Um.",
        "Er, um…",
        "He said “um” and the umbrella fell.",
        "That was I. I went.",
        "It is, is it?",
        "He was, was he? So you are, are you?",
        "“They were, were they?” she said.",
        "No, no, it was two, two, and I, then I.",
        "The “yes” the “no”, it’s £50 it’s £60.",
    ],
)
def test_what_is_meant_and_what_is_all_there_is_stays(said: str) -> None:
    assert shown(turn(said), CLEAN) == said


def test_fillers_and_false_starts_are_left_out_each_by_itself() -> None:
    said = turn("I I um went")
    assert shown(said, replace(CLEAN, fillers=True)) == "I um went"
    assert shown(said, replace(CLEAN, false_starts=True)) == "I I went"


def test_pauses_are_marked_from_the_threshold_on() -> None:
    said = turn("Well yes it did", pauses_ms={1: 1999, 2: 2000, 3: 3600})
    assert shown(said, Style(PauseMarks.SECONDS)) == "Well yes (2 s) it (4 s) did"
    assert shown(said, Style(PauseMarks.DOTS)) == "Well yes … it … did"
    assert shown(said, Style(PauseMarks.SECONDS, pause_ms=1000)) == "Well (2 s) yes (2 s) it (4 s) did"
    assert shown(said, Style(PauseMarks.SECONDS, pause_ms=300)).count("(") == 3


def test_the_silence_around_a_filler_left_out_is_one_pause() -> None:
    said = turn("Well um yes er", pauses_ms={1: 1200, 2: 1300, 3: 5000})
    assert shown(said, replace(CLEAN, pauses=PauseMarks.SECONDS)) == "Well (3 s) yes"


spoken = st.lists(
    st.tuples(
        st.sampled_from(
            ["um", "Um,", "uh.", "mm", "Mm.", "I", "I,", "the", "The", "was", "Leeds,", "no", "No.", "“er”"]
        ),
        st.integers(0, 4000),
    ),
    min_size=1,
    max_size=14,
)
styles = st.builds(
    Style,
    st.sampled_from([None, *PauseMarks]),
    st.integers(200, 4000),
    fillers=st.booleans(),
    false_starts=st.booleans(),
)


@given(spoken, styles)
def test_every_style_keeps_some_word_and_only_takes_away_what_may_go(said: list[tuple[str, int]], style: Style) -> None:
    a_turn = turn(" ".join(word for word, _ in said), pauses_ms={place: ms for place, (_, ms) in enumerate(said)})
    seen = view(a_turn, style)
    text = a_turn.text
    assert all(0 <= place < len(text) for place in seen.dropped | seen.capitals)
    assert any(character.isalnum() for place, character in enumerate(text) if place not in seen.dropped)
    spans = [(set(range(start, end)), word.text.lower().strip(".,")) for start, end, word in a_turn.word_spans()]
    for number, (places, word) in enumerate(spans):
        letters = {place for place in places if text[place].isalnum()}
        assert letters <= seen.dropped or not letters & seen.dropped
        if letters <= seen.dropped and word not in {"um", "uh", "mm"}:
            assert any(later == word and not places <= seen.dropped for places, later in spans[number + 1 :])
    assert all(text[place] == " " and place not in seen.dropped for place in seen.marks)
    assert not (style.fillers and style.false_starts) or not seen.dropped | seen.capitals
    assert style.pauses or not seen.marks
