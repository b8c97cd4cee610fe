"""Lists tell names from words by capital and place; talk tells people from the places models take them for."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.detectors.gazetteers import GazetteerDetector
from transcribe_desk.privacy.detectors.people import PeopleDetector
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.standard import rule_detectors
from transcribe_desk.privacy.detectors.uncased import UncasedDetector
from transcribe_desk.privacy.finding.flagging import propose
from transcribe_desk.privacy.mention import Category, Finding, Proposal, Watched
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.study.transcript import Turn, Word

SOME_CAPITALS = "We had a long talk about it in March, and I was glad of it in the end."


def found(text: str) -> list[tuple[str, str]]:
    """Give what the lists find in a text that stands in a transcript with capitals."""
    turns = [TurnText(1, text), TurnText(2, SOME_CAPITALS)]
    return [(text[each.start : each.end], each.label) for turn, each in GazetteerDetector().find(turns) if turn == 1]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Fatima came, and Agnieszka’s mother.", ["Fatima", "Agnieszka"]),
        ("Siobhan said so.", ["Siobhan"]),
        ("I asked Grace and Mark about it.", ["Grace", "Mark"]),
        ("so I said, Will, are you there?", ["Will"]),
        ("Mark my words. Will you come? Hope so.", []),
        ("We met in May, on the 5th of June.", []),
        ("and my aunt May rang.", ["May"]),
        ("It is the Grace of it; Your Honor.", []),
        ("a Cotton Candy machine", []),
        ("I like mark and grace in small letters", []),
        ("It was Priya Ramanathan who rang.", ["Priya Ramanathan"]),
        ("I live in Harrogate, near Stoke-on-Trent.", ["Harrogate", "Stoke-on-Trent"]),
        ("I went to Reading and Bath.", []),
    ],
)
def test_a_listed_name_is_found_where_it_is_meant_as_one(text: str, names: list[str]) -> None:
    assert [said for said, _ in found(text)] == names


def test_without_capitals_only_what_is_nothing_else_is_found_with_the_surname_after_it() -> None:
    text = "so then gareth llewelyn rang me and mark said he will come to harrogate with may and a tia clinic letter"
    (turn,) = [TurnText(1, text)]
    assert [text[each.start : each.end] for _, each in GazetteerDetector().find([turn])] == [
        "gareth llewelyn",
        "harrogate",
    ]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Hi, Thorvald. How are you?", ["Thorvald"]),
        ("Thank you very much, Brisley!", ["Brisley"]),
        ("And then Brisley said no.", ["Brisley"]),
        ("Thanks, Monday. Hello Bristol. Morning all.", []),
        ("The NHS said so, and Nobody asked.", []),
    ],
)
def test_who_is_greeted_or_says_something_is_found_though_no_list_has_the_name(text: str, names: list[str]) -> None:
    assert [text[each.start : each.end] for _, each in PeopleDetector().find([TurnText(1, text)])] == names


@dataclass(slots=True)
class Thinks:
    """A detector that takes words for something wherever they stand, as a model may."""

    words: str
    label: str
    name: str = "spacy-md"
    version: str = "1"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield each place that says the words."""
        for turn in turns:
            start = turn.text.find(self.words)
            while start >= 0:
                yield turn.id, Finding(start, start + len(self.words), self.label, self.name, 0.8, "a model says so")
                start = turn.text.find(self.words, start + 1)


def categories(words: str, label: str, *texts: str) -> list[Category]:
    turns = [TurnText(number, text) for number, text in enumerate((*texts, SOME_CAPITALS), start=1)]
    return [each.category for each in propose(turns, [Thinks(words, label)]) if each.turn_id <= len(texts)]


@pytest.mark.parametrize(
    ("words", "label", "text"),
    [
        ("Brisley", "LOCATION", "Thanks, Brisley."),
        ("Brisley", "ORG", "So Brisley said he would."),
        ("Brisley", "ORG", "It is my husband Brisley."),
        ("Justin", "ORG", "We asked Justin twice."),
        ("Nathan Okafor", "ORG", "It was Nathan Okafor then."),
    ],
)
def test_who_is_thanked_or_speaks_or_has_a_first_name_is_a_person(words: str, label: str, text: str) -> None:
    assert categories(words, label, text) == [Category.PERSON]


@pytest.mark.parametrize(
    ("words", "label", "text"),
    [
        ("Bristol", "LOCATION", "We went to Bristol and came back."),
        ("Care Commission", "ORG", "The Care Commission said no."),
        ("Brisley Hospital", "ORG", "Thanks, Brisley Hospital."),
        ("Kenya", "LOCATION", "I think Kenya went well."),
    ],
)
def test_places_and_bodies_stay_what_they_are(words: str, label: str, text: str) -> None:
    assert categories(words, label, text) != [Category.PERSON]


def test_one_greeting_tells_for_every_mention() -> None:
    told = categories("Brisley", "LOCATION", "Hello Brisley!", "I was there before Brisley, I think.")
    assert told == [Category.PERSON, Category.PERSON]


def test_a_carried_name_that_may_be_the_opening_word_comes_with_a_low_score_and_says_so() -> None:
    turns = [TurnText(1, "I told Mark about it."), TurnText(2, "Mark my words."), TurnText(3, SOME_CAPITALS)]
    sure, unsure = propose(turns, rule_detectors())
    assert (sure.turn_id, unsure.turn_id) == (1, 2)
    assert unsure.score < 0.3 < sure.score
    assert "start of a sentence" in unsure.reason


def heard(number: int, text: str, doubtful: str = "") -> TurnText:
    words = tuple(Word(each, 0, 1, 0.2 if each == doubtful else 0.99) for each in text.split(" "))
    return TurnText.of(Turn(number, "S1", words, 0, 1))


def test_words_the_recogniser_was_unsure_of_raise_the_score_of_a_name_beside_them() -> None:
    text = "Then Siobhan rang us again."
    (clear,) = propose([heard(1, text)], rule_detectors())
    (doubted,) = propose([heard(1, text, "Siobhan")], rule_detectors())
    assert doubted.score > clear.score
    assert "unsure" in doubted.reason
    assert (doubted.start, doubted.end) == (clear.start, clear.end)


def test_turns_know_where_the_doubtful_words_stand_and_plain_text_has_none() -> None:
    assert heard(1, "a bcd e", "bcd").doubtful_spans() == [(2, 5)]
    assert TurnText(1, "a bcd e").doubtful_spans() == []
    assert TurnText(1, "other", (Word("words", 0, 1, 0.1),)).doubtful_spans() == []


AWKWARD = st.sampled_from(
    [
        *(
            "Siobhan",
            "siobhan",
            "Sio\u0301bhan",
            "Mark",
            "mark",
            "May",
            "דוד",
            "שלום",
            "مريم",
            "😀",
            "👩‍👧",
            "\u202eabc",
        ),
        *(
            "Harrogate",
            "harrogate",
            "Dr",
            "dr",
            "patel",
            "Patel",
            "’s",
            "'",
            "-",
            "\u0301",
            "ﬁona",
            "ΐ",
            "İstanbul",
            "ß",
        ),
        *("thanks,", "Hi", "said", "of", "1987", "07700900123", "J", "", "\x00", "\ud800", "𝐒𝐚𝐫𝐚𝐡", "…"),
    ]
)


@given(st.lists(st.lists(AWKWARD, max_size=12).map(" ".join), max_size=5), st.booleans())
def test_spans_lie_inside_their_turn_and_are_the_same_twice_whatever_the_script(texts: list[str], lower: bool) -> None:
    turns = [TurnText(number, text.lower() if lower else text) for number, text in enumerate(texts, start=1)]
    watched = [Watched("Siobhan Nguyen", Category.PERSON), Watched("Harrogate General"), Watched("שלום")]
    proposals = propose(turns, rule_detectors(watched))
    lengths = {turn.id: len(turn.text) for turn in turns}
    for each in proposals:
        assert 0 <= each.start < each.end <= lengths[each.turn_id]
    assert proposals == propose(turns, rule_detectors(watched))


@given(st.text(max_size=60))
def test_any_text_at_all_gives_spans_inside_it(text: str) -> None:
    for each in propose([TurnText(1, text)], rule_detectors([Watched("Siobhan", Category.PERSON)])):
        assert isinstance(each, Proposal)
        assert 0 <= each.start < each.end <= len(text)


def test_a_turn_of_very_many_words_takes_time_in_proportion() -> None:
    text = "and then we told Siobhan that it was all right in Harrogate, which it was not. "

    def seconds(times: int) -> float:
        start = time.process_time()
        list(GazetteerDetector().find([TurnText(1, text * times)]))
        return time.process_time() - start

    seconds(10)
    assert seconds(8000) < 40 * max(seconds(800), 0.01)


def test_the_model_for_text_without_capitals_reads_only_such_text() -> None:
    store = ModelStore()
    if store.state("rampart") is not ModelState.INSTALLED:
        pytest.skip("the model is not installed: transcribe-desk models install rampart")
    detector = UncasedDetector(store.verified_path("rampart"))
    text = "so my name is oluwadamilola brightwater and i live in wolverhampton with my sister " + "and so on " * 200
    small = TurnText(1, text + "then brightwater rang")
    (person, *_) = [each for _, each in detector.find([small]) if each.label == "PERSON"]
    assert small.text[person.start : person.end] == "oluwadamilola brightwater"
    cased = [TurnText(1, "So my name is Oluwadamilola Brightwater and I live in Wolverhampton.")]
    assert list(detector.find(cased)) == []
    mixed = [*cased, TurnText(2, "my name is oluwadamilola brightwater and i live here")]
    assert {turn for turn, _ in detector.find(mixed)} == {2}
