"""What the detectors say becomes one list of proposals, and every found name is proposed wherever it is said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.standard import rule_detectors, standard_detectors
from transcribe_desk.privacy.finding.flagging import propose
from transcribe_desk.privacy.finding.propagation import KnownName, inside, spread
from transcribe_desk.privacy.mention import Category, Finding, Proposal, Watched
from transcribe_desk.privacy.naming.names import occurrences, searchable_parts
from transcribe_desk.speech.model_store import ModelState, ModelStore


@dataclass(slots=True)
class Says:
    """A detector that finds given words in turn 1."""

    name: str
    words: str
    label: str = "PERSON"
    score: float = 0.8
    version: str = "1"

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield the words where they stand first."""
        start = turns[0].text.index(self.words)
        yield (
            turns[0].id,
            Finding(start, start + len(self.words), self.label, self.name, self.score, f"{self.name} says so"),
        )


def turns(*texts: str) -> list[TurnText]:
    return [TurnText(number, text) for number, text in enumerate(texts, start=1)]


def said(proposals: Sequence[Proposal], given_turns: Sequence[TurnText]) -> list[tuple[int, str]]:
    texts = {turn.id: turn.text for turn in given_turns}
    return [(each.turn_id, texts[each.turn_id][each.start : each.end]) for each in proposals]


def test_overlapping_findings_become_one_with_the_best_label_and_every_voter() -> None:
    given_turns = turns("At Leeds General Infirmary then")
    (proposal,) = propose(
        given_turns, [Says("a", "Leeds", "LOCATION", 0.7), Says("b", "Leeds General Infirmary", "ORG", 0.8)]
    )
    assert said([proposal], given_turns) == [(1, "Leeds General Infirmary")]
    assert (proposal.label, proposal.category, proposal.detectors) == ("ORG", Category.ORGANISATION, ("a", "b"))
    assert proposal.score == pytest.approx(0.88)
    assert proposal.reason == "b says so; a says so"


def test_an_organisation_that_only_models_saw_is_carried_once_something_else_says_so() -> None:
    given_turns = turns("We use Zentrix for that.", "The Zentrix one.")
    seen = Says("spacy-md", "Zentrix", "ORG")
    assert said(propose(given_turns, [seen]), given_turns) == [(1, "Zentrix")]
    cued = [seen, Says("organisation", "Zentrix", "ORG")]
    assert said(propose(given_turns, cued), given_turns) == [(1, "Zentrix"), (2, "Zentrix")]
    lower = turns("we use zentrix for that.", "the zentrix one.")
    assert said(propose(lower, [Says("spacy-md", "zentrix", "ORG")]), lower) == [(1, "zentrix"), (2, "zentrix")]


def test_a_name_is_carried_to_every_other_place_with_its_parts() -> None:
    given_turns = turns("Margaret Whitfield rang.", "MARGARET’s late, mrs whitfield. Whitfields, no.")
    proposals = propose(given_turns, [Says("a", "Margaret Whitfield")])
    assert said(proposals, given_turns) == [(1, "Margaret Whitfield"), (2, "MARGARET"), (2, "whitfield")]
    assert proposals[1].detectors == ("propagation",)
    assert "elsewhere in this interview" in proposals[1].reason


def test_the_veto_drops_what_only_the_models_saw_and_nothing_else() -> None:
    given_turns = turns("I take Paracetamol for it.")
    assert propose(given_turns, [Says("spacy-md", "Paracetamol"), Says("spacy-sm", "Paracetamol")]) == []
    assert len(propose(given_turns, [Says("spacy-md", "Paracetamol"), *rule_detectors([Watched("paracetamol")])])) == 1


def test_a_watched_word_keeps_the_label_of_who_knows_better() -> None:
    (proposal,) = propose(
        turns("We went to Harrogate."), [Says("a", "Harrogate", "LOCATION"), *rule_detectors([Watched("Harrogate")])]
    )
    assert proposal.category is Category.PLACE
    assert proposal.score == 1.0


WORDS = st.sampled_from(
    [
        *("Sarah", "sarah", "Patel", "Mark", "mark", "O’Neil", "of", "Leeds", "Leeds’s", "07700", "900", "Will"),
        *("(Will)", "Sa\u0301rah", "the", "😀", "I", "and", "\x07"),
    ]
)
TEXTS = st.lists(WORDS, min_size=1, max_size=10).map(" ".join)


@given(st.lists(TEXTS, min_size=1, max_size=4), st.data())
def test_after_propagation_no_place_that_says_a_proposed_name_is_left_out(
    texts: list[str], data: st.DataObject
) -> None:
    given_turns = turns(*texts)
    start = data.draw(st.integers(0, len(texts[0]) - 1))
    words = texts[0][start : data.draw(st.integers(start + 1, len(texts[0])))]
    label = data.draw(st.sampled_from(["PERSON", "LOCATION", "PHONE"]))
    proposals = propose(given_turns, [Says("a", words, label)])
    assert proposals == sorted(proposals, key=lambda each: (each.turn_id, each.start))
    for before, after in pairwise(proposals):
        assert before.turn_id != after.turn_id or before.end <= after.start
    proposed = {(each.turn_id, place) for each in proposals for place in range(each.start, each.end)}
    for each in proposals:
        form = given_turns[each.turn_id - 1].text[each.start : each.end]
        for part in searchable_parts(each.category, form):
            for turn in given_turns:
                for first, last in occurrences(turn.text, part):  # in “Sarah Sarah Sarah” one may lie across two
                    letters = [place for place in range(first, last) if turn.text[place].isalnum()]
                    assert proposed.issuperset((turn.id, place) for place in letters)


def test_the_models_find_people_and_places_that_no_rule_gives_away() -> None:
    store = ModelStore()
    if any(store.state(name) is not ModelState.INSTALLED for name in ("en_core_web_md", "en_core_web_sm")):
        pytest.skip("the spaCy models are not installed: transcribe-desk models install en_core_web_md en_core_web_sm")
    detectors = standard_detectors(store.verified_path("en_core_web_md"), store.verified_path("en_core_web_sm"))
    long = "It was fine. " * 2000
    given_turns = turns(
        "Then Emily Thompson moved to Manchester, three weeks ago, on Thursday.",
        long + "I met Brian Cooper in Bristol.",
        "",
    )
    proposals = propose(given_turns, detectors)
    assert said(proposals, given_turns) == [
        (1, "Emily Thompson"),
        (1, "Manchester"),
        (2, "Brian Cooper"),
        (2, "Bristol"),
    ]
    assert {"spacy-md", "spacy-sm"} <= set(proposals[0].detectors)


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 9)), max_size=12))
def test_a_place_is_proposed_unless_spans_that_touch_cover_it_together(spans: list[tuple[int, int]]) -> None:
    text = "sarah " * 7
    covered = [(start, min(start + size, len(text))) for start, size in spans if size]
    proposed = spread([TurnText(1, text)], [KnownName("Sarah", Category.PERSON, "PERSON", 0.9, "")], {1: covered})
    places = [(start, start + 5) for start in range(0, len(text), 6)]
    assert [(each.start, each.end) for each in proposed] == [
        place for place in places if not inside(*place, [*covered, *(p for p in places if p < place)])
    ]
