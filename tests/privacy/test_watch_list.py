"""The study's own names are found however they are written or misheard, and a bad list says what is wrong with it."""

from __future__ import annotations

import random
import string
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.watch_list import WatchListDetector
from transcribe_desk.privacy.finding.flagging import propose
from transcribe_desk.privacy.finding.watch_entries import examine
from transcribe_desk.privacy.mention import Category, Watched
from transcribe_desk.privacy.naming.near import NearWords, one_letter_off
from transcribe_desk.study.transcript import Word

STUDY = (
    Watched("Siobhan Nguyen", Category.PERSON),
    Watched("Margaret Whitfield", Category.PERSON),
    Watched("Southmead Hospital", Category.ORGANISATION),
    Watched("Frenchay"),
)


def reasons(text: str) -> dict[str, str]:
    turn = TurnText(1, text)
    return {text[each.start : each.end]: each.reason for _, each in WatchListDetector(STUDY).find([turn])}


@pytest.mark.parametrize(
    ("text", "said", "reason"),
    [
        ("we asked SIOBHAN", "SIOBHAN", "name of a participant"),
        ("we asked Shavon about it", "Shavon", "name of a participant, sounds the same"),
        ("doctor newyen came", "newyen", "name of a participant, sounds the same"),
        ("then Whitfeild rang", "Whitfeild", "name of a participant, one letter off"),
        ("the Whitfields rang", "Whitfields", "name of a participant, one letter off"),
        ("and Maggie said", "Maggie", "name of a participant, a short form"),
        ("at Southmeed hospital", "Southmeed hospital", "name of an organisation of the study, one letter off"),
        ("over at frenchey", "frenchey", "on the study's watch-list, one letter off"),
    ],
)
def test_what_is_nearly_a_watched_name_is_found_with_how_near_it_is(text: str, said: str, reason: str) -> None:
    assert reasons(text) == {said: reason}


@pytest.mark.parametrize(
    "text",
    [
        "a white field, and a french hay day, a meg of memory",
        "Southern Hospital and the mead hall",
        "He went there. Whit, field. Having a shave on Sunday.",
        "",
        "…",
    ],
)
def test_good_english_words_are_not_taken_for_a_watched_name(text: str) -> None:
    assert reasons(text) == {}


def test_a_word_the_recogniser_was_unsure_of_may_be_a_better_known_word() -> None:
    text = "then Marcus rang"
    entry = [Watched("Markus", Category.PERSON), Watched("Wallis", Category.PERSON)]

    def found(said: str, probability: float) -> list[str]:
        words = tuple(
            Word(each, 0, 1, probability if each == said else 1.0) for each in text.replace("Marcus", said).split()
        )
        turn = TurnText(1, " ".join(word.text for word in words), words)
        return [turn.text[each.start : each.end] for _, each in WatchListDetector(entry).find([turn])]

    assert found("Marcus", 1.0) == ["Marcus"]
    assert found("Walls", 1.0) == []
    assert found("Walls", 0.2) == ["Walls"]


def test_a_near_miss_is_never_vetoed() -> None:
    (proposal,) = propose(
        [TurnText(1, "Take it with Paracetomol then.")], [WatchListDetector([Watched("Paracetamol")])]
    )
    assert proposal.detectors == ("watch-list",)


LETTERS = st.text("abcde", min_size=1, max_size=7)


@given(LETTERS, LETTERS)
def test_one_letter_off_is_one_edit_or_an_exchange_and_the_same_both_ways(one: str, other: str) -> None:
    def edits(word: str) -> set[str]:
        cuts = [(word[:at], word[at:]) for at in range(len(word) + 1)]
        alphabet = "abcde"
        return {
            *(a + b[1:] for a, b in cuts if b),
            *(a + letter + b[1:] for a, b in cuts if b for letter in alphabet),
            *(a + letter + b for a, b in cuts for letter in alphabet),
            *(a + b[1] + b[0] + b[2:] for a, b in cuts if len(b) > 1),
        } - {word}

    assert one_letter_off(one, other) == (other in edits(one)) == one_letter_off(other, one)


@given(st.lists(st.text("abcd", min_size=5, max_size=7), max_size=30), st.text("abcd", min_size=4, max_size=8))
def test_the_index_finds_just_what_comparing_with_every_word_finds(known: list[str], word: str) -> None:
    near = {each for each, how in NearWords(known).like(word).items() if how == "one letter off"}
    assert near == {each for each in known if each != word and one_letter_off(word, each) and word[:1] + each[:1]}


def test_each_line_that_cannot_be_used_is_named_and_the_others_all_stay() -> None:
    lines = ["Frenchay", "", "  ", "A", "the", "…", "12", "frenchay ", "Grace", "Holt.*", "  Ward   Seven "]
    sorted_out = examine(lines)
    assert sorted_out.usable == ("Frenchay", "Grace", "Holt.*", "Ward Seven")
    assert [(each.line, each.sentence.split(" ")[-1]) for each in sorted_out.refused] == [
        (2, "empty."),
        (3, "empty."),
        (4, "name."),
        (5, "name."),
        (6, "for."),
        (7, "it."),
        (8, "already."),
    ]
    assert {each.line for each in sorted_out.hints} == {9, 10}
    assert not any(
        line.strip() and line.strip() in each.sentence.split() for each in sorted_out.refused for line in lines[:1]
    )


def test_a_list_that_looks_like_patterns_is_looked_for_letter_by_letter() -> None:
    text = "the a+(b ward, aab ward, Dr. [x]* and more"
    detector = WatchListDetector([Watched("a+(b ward"), Watched(".*"), Watched("["), Watched("(((")])
    assert [text[each.start : each.end] for _, each in detector.find([TurnText(1, text)])] == ["a+(b ward"]


def test_a_hundred_thousand_entries_are_prepared_and_searched_in_seconds() -> None:
    source = random.Random(4)

    def word() -> str:
        return "".join(source.choices(string.ascii_lowercase, k=source.randint(4, 10)))

    entries = [f"{word()} {word()}" if source.random() < 0.5 else word() for _ in range(100_000)]
    start = time.process_time()
    detector = WatchListDetector(map(Watched, [*entries, "Frenchay"]))
    turns = [TurnText(number, "and then we went over to Frenchey, which was near") for number in range(500)]
    found = [each for _, each in detector.find(turns) if each.reason.endswith("one letter off")]
    assert len(found) == 500
    assert time.process_time() - start < 20  # about 4 s on a quiet machine
