"""Rendering replaces exactly what was accepted, changes nothing else that is fit to print, and knows the way back."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.privacy.conftest import Study, turn
from transcribe_desk.privacy.characters import clean, clusters
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.render import AnonymisedTurn, HeaderChoice, Piece, render
from transcribe_desk.study.style import CLEAN, VERBATIM, PauseMarks, Style
from transcribe_desk.study.transcript import Transcript, Turn, Word

INTERVIEW = Study()
INTERVIEW.interview("")
ENTITIES = [
    Entity(1, Category.PERSON, "Sarah", ("Sarah",), "[NAME 1]"),
    Entity(2, Category.PLACE, "Leeds", ("Leeds",), "(the town)"),
]


def mention(
    start: int, end: int, entity_id: int = 1, decision: Decision = Decision.ACCEPTED, number: int = 1
) -> Mention:
    return Mention(number, 1, 1, start, end, "PERSON", Category.PERSON, ("test",), 1.0, "", entity_id, decision)


def rendered(text: str, *mentions: Mention, style: Style = VERBATIM, pause_ms: int = 0) -> AnonymisedTurn:
    said = paused(text, pause_ms) if pause_ms else turn(1, text)
    result = render(INTERVIEW.interviews[1], Transcript((said,)), mentions, ENTITIES, style=style)
    return result.turns[0] if result.turns else AnonymisedTurn("", 0, 0, "", ())


def paused(text: str, pause_ms: int) -> Turn:
    """Make a turn with a pause before every word."""
    words = tuple(
        Word(word, place * (pause_ms + 100), place * (pause_ms + 100) + 100)
        for place, word in enumerate(text.split(" "))
    )
    return Turn(1, "S2", words, 0, words[-1].end_ms)


@pytest.mark.parametrize(
    ("text", "said", "expected"),
    [
        ("I saw Sarah’s car.", "Sarah’s", "I saw [NAME 1]’s car."),
        ("I saw Sarah.", "Sarah.", "I saw [NAME 1]."),
        ("“Sarah,” she said", "“Sarah,”", "“[NAME 1],” she said"),
        ("so (Sarah) said", "(Sarah)", "so ([NAME 1]) said"),
        ("say [laughs] Sarah", "Sarah", "say (laughs) [NAME 1]"),
        ("Saráh".replace("á", "a\u0301"), "Sara", "[NAME 1]h"),
        ("a Sarah 😀 b", "Sarah", "a [NAME 1] (emoji) b"),
        ("Sarah \u200e b", "Sarah", "[NAME 1] b"),
        ("שרה Sarah", "Sarah", "שרה [NAME 1]"),
    ],
)
def test_what_clings_to_a_name_stays_outside_its_placeholder(text: str, said: str, expected: str) -> None:
    start = text.index(said)
    assert rendered(text, mention(start, start + len(said))).text == expected


def test_only_accepted_mentions_are_replaced() -> None:
    text = "Sarah and Sarah and Sarah"
    spans = [(0, Decision.ACCEPTED), (10, Decision.REJECTED_HERE), (20, Decision.UNDECIDED)]
    mentions = [mention(start, start + 5, 1, decision, start + 1) for start, decision in spans]
    assert rendered(text, *mentions).text == "[NAME 1] and Sarah and Sarah"


def test_undecided_mentions_are_replaced_in_a_draft() -> None:
    transcript = Transcript((turn(1, "Sarah left"),))
    undecided = [mention(0, 5, 1, Decision.UNDECIDED)]
    result = render(INTERVIEW.interviews[1], transcript, undecided, ENTITIES, accept_undecided=True)
    assert result.turns[0].text == "[NAME 1] left"


def test_overlapping_mentions_become_one_replacement_that_hides_both() -> None:
    text = "to Sarah Leeds Park now"
    assert rendered(text, mention(3, 14, 1, number=1), mention(9, 19, 2, number=2)).text == "to [NAME 1] now"


def test_a_turn_of_which_nothing_is_left_is_dropped() -> None:
    assert render(INTERVIEW.interviews[1], Transcript((turn(1, "\u200b"),)), (), ()).turns == ()


def test_a_mention_outside_its_turn_is_an_error() -> None:
    with pytest.raises(ValueError, match="outside"):
        rendered("short", mention(3, 9))


PAUSES_AND_CLEAN = Style(PauseMarks.SECONDS, fillers=False, false_starts=False)


def test_a_style_changes_what_stands_around_replacements_and_never_what_is_in_them() -> None:
    text = "Um, I I saw Sarah Um Leeds, er, there."
    start, end = text.index("Sarah"), text.index(", er")
    assert rendered(text, mention(start, end), style=CLEAN).text == "I saw [NAME 1] there."
    marked = rendered(text, mention(start, end), style=PAUSES_AND_CLEAN, pause_ms=2000)
    assert marked.text == "I (2 s) saw (2 s) [NAME 1] (4 s) there."
    where = marked.text.index("[NAME 1]")
    assert marked.source_span(where, where + 8) == (start, end)
    assert [piece.mention_id for piece in marked.pieces if piece.replaced] == [1]


def test_a_name_that_a_style_would_leave_out_is_replaced_all_the_same() -> None:
    assert rendered("so Er went", mention(3, 5), style=CLEAN).text == "so [NAME 1] went"


def test_each_letter_a_style_shows_leads_back_to_what_was_said() -> None:
    text = "Um, well we went"
    result = rendered(text, style=CLEAN)
    assert result.text == "Well we went"
    assert result.source_span(0, 4) == (4, 8)
    assert result.rendered_span(4, 8) == (0, 4)
    assert result.rendered_span(0, 2) == (0, 0)


class Watched(tuple[Piece, ...]):
    """Pieces that count how often one of them is looked at."""

    looks = 0

    def __getitem__(self, place: Any) -> Any:
        self.looks += 1
        return super().__getitem__(place)

    def __iter__(self) -> Iterator[Piece]:
        for place in range(len(self)):
            yield self[place]


def test_a_place_in_a_long_turn_is_found_without_going_through_all_of_it() -> None:
    talk = rendered("Um, well, er, we went. " * 500, style=CLEAN)
    pieces = Watched(talk.pieces)
    watched = replace(talk, pieces=pieces)
    there = len("Um, well, er, we went. " * 400) + len("Um, ")
    assert len(talk.pieces) > 1000
    start, end = watched.rendered_span(there, there + len("well"))
    assert talk.text[start:end].lower() == "well"
    assert watched.source_span(start, end) == (there, there + len("well"))
    assert pieces.looks < 100


def test_the_header_says_what_may_be_known_and_no_more(study: Study) -> None:
    number = study.interview("Hello.", "Hello.")
    interview, transcript = study.interviews[number], study.transcripts[number]
    assert study.rendered(number).header_lines() == (
        "Study ID – 01-hospital",
        "Organisation type – hospital",
        "Mode – telephone",
        "Month – March 2026",
        "Duration – 52 minutes",
        "Anonymised transcript. Square brackets mark replaced words.",
    )
    choice = HeaderChoice(mode=False, interviewers=True, exact_date=True, notice=False)
    lines = render(interview, transcript, (), (), header=choice).header_lines()
    assert "Interviewer – AB" in lines
    assert "Date – 2 March 2026" in lines
    assert not any(line.startswith(("Mode", "Month", "Anonymised")) for line in lines)
    bare = render(replace(interview, date=None, mode=None), transcript, (), ())
    assert [field for field, _ in bare.headers] == ["Study ID", "Organisation type", "Duration", ""]


def test_turns_are_labelled_by_role_and_study_id(study: Study) -> None:
    number = study.interview("Hello.", "Hi.")
    assert [each.label for each in study.rendered(number).turns] == ["Interviewer", "01-hospital"]


AWKWARD = st.text(
    st.one_of(
        st.sampled_from(
            "Saraheds [](){}.,’'\"-…\u0301\u0308\u200d\u200e\u202e\ufe0f\u00a0😀👍🏽𝐒🇬"
            "שלוםयि\u1100\u1161\u11a8\ufa6c\x00\x07"
        ),
        st.characters(),
    ),
    max_size=30,
)


@st.composite
def spans_in(draw: st.DrawFn, text: str) -> tuple[str, list[tuple[int, int]]]:
    ends = sorted(draw(st.lists(st.integers(0, len(text)), max_size=6)))
    return text, [(a, b) for a, b in zip(ends[::2], ends[1::2], strict=False) if a < b]


def texts_with_spans() -> st.SearchStrategy[tuple[str, list[tuple[int, int]]]]:
    return AWKWARD.map(lambda each: " ".join(each.split(" "))).filter(bool).flatmap(spans_in)


@given(texts_with_spans())
def test_awkward_text_renders_fit_for_every_tool_with_exactly_the_decided_replacements(
    case: tuple[str, list[tuple[int, int]]],
) -> None:
    text, spans = case
    turn_out = rendered(text, *(mention(start, end, 1, number=index) for index, (start, end) in enumerate(spans, 1)))
    out = turn_out.text
    assert unicodedata.normalize("NFC", out) == out
    assert all(
        ord(character) <= 0xFFFF and unicodedata.category(character) not in {"Cc", "Cs", "Co"} for character in out
    )
    assert out == out.strip(" ")
    if not turn_out.pieces:
        return
    assert "[" not in out.replace("[NAME 1]", "")
    assert "]" not in out.replace("[NAME 1]", "")
    # The replacements are those decided: each stands inside the characters its mention touches, each mention has one.
    touched = [
        (
            min(first for first, last in clusters(text) if last > start),
            max(last for first, last in clusters(text) if first < end),
        )
        for start, end in spans
    ]
    replaced = [piece for piece in turn_out.pieces if piece.replaced]
    for piece in replaced:
        assert out[piece.start : piece.end] == "[NAME 1]"
        assert (
            any(start <= piece.source_start and piece.source_end <= end for start, end in touched) or len(touched) > 1
        )
    covered = [position for piece in replaced for position in range(piece.source_start, piece.source_end)]
    assert all(
        position in covered or not text[position].isalnum() or not _inside_trimmed(text, position, spans)
        for start, end in spans
        for position in range(start, end)
    )


def _inside_trimmed(text: str, position: int, spans: list[tuple[int, int]]) -> bool:
    """Tell whether a position is in a span and not in the possessive at its end."""
    return any(start <= position < end and position < end - 2 for start, end in spans)


STYLES = st.builds(
    Style,
    st.sampled_from([None, *PauseMarks]),
    st.sampled_from([500, 3000]),
    fillers=st.booleans(),
    false_starts=st.booleans(),
)
TALK = st.lists(
    st.sampled_from(["um", "Um,", "er.", "mm", "I", "the", "The", "Sarah,", "\u0301x", "\u200e"]), min_size=1
)
SPOKEN = st.one_of(texts_with_spans(), TALK.flatmap(lambda words: spans_in(" ".join(words))))


@example(("\u200e \u200e", []), Style(pauses=PauseMarks.DOTS, pause_ms=500), 2000)
@given(SPOKEN, STYLES, st.sampled_from([0, 2000]))
def test_the_position_map_is_whole_and_true_both_ways_in_every_style(
    case: tuple[str, list[tuple[int, int]]], style: Style, pause_ms: int
) -> None:
    text, spans = case
    mentions = [mention(start, end, 1, number=index) for index, (start, end) in enumerate(spans, 1)]
    result = rendered(text, *mentions, style=style, pause_ms=pause_ms)
    plain = rendered(text, *mentions)
    if not result.text:
        return
    assert unicodedata.normalize("NFC", result.text) == result.text
    assert result.text == result.text.strip(" ")
    replaced = [[piece for piece in each.pieces if piece.replaced] for each in (result, plain)]
    assert [
        (piece.mention_id, piece.source_start, piece.source_end, result.text[piece.start : piece.end])
        for piece in replaced[0]
    ] == [(piece.mention_id, piece.source_start, piece.source_end, "[NAME 1]") for piece in replaced[1]]
    assert [piece.start for piece in result.pieces] == [0, *(piece.end for piece in result.pieces)][:-1]
    assert result.pieces[-1].end == len(result.text)
    assert [piece.source_start for piece in result.pieces] == [0, *(piece.source_end for piece in result.pieces)][:-1]
    assert result.pieces[-1].source_end == len(text)
    for position, character in enumerate(result.text):
        start, end = result.source_span(position, position + 1)
        first, last = result.rendered_span(start, end)
        assert first <= position < last
        # A pause stands in for the gap where the words around it are invisible.
        stands_for_a_gap = character == "…" and text[start:end] == " "
        if last - first == 1 == end - start and not stands_for_a_gap:
            assert unicodedata.normalize("NFC", clean(text[start])) in (character, character.lower())
