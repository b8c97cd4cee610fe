"""Rules give true spans in whatever people write, and take no longer for a long turn than for many short ones."""

from __future__ import annotations

import time
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.detectors.standard import rule_detectors
from transcribe_desk.privacy.finding.flagging import propose
from transcribe_desk.privacy.mention import Watched

DETECTORS = rule_detectors([Watched("Oluwaseun Adeyemi"), Watched("Siân")])
_SAID = (
    *(
        "S M I T H",
        "b s sixteen one l e",
        "oh seven double nine",
        "Ward",
        "hospital",
        "forty one",
        "road",
        "my name is",
    ),
    *("postcode", "Siân", "Sia\u0302n", "ﷺ", "👩🏽‍⚕️", "שלום", "\u200f", "\u0301", "İ", "ß", "ǅ", "ﬁ", "Ⅷ", "x" * 50),
    *("hospital number", "AB 12 34 56 C", "@", ".", "www dot", "dot com", "I'm head of", "the only", "nineteen ninety"),
)
texts = st.lists(st.one_of(st.sampled_from(_SAID), st.text(max_size=12)), max_size=25).map(" ".join)


@settings(max_examples=150)
@given(st.lists(texts, min_size=1, max_size=4))
def test_every_finding_lies_in_its_turn_and_says_something(said: list[str]) -> None:
    turns = [TurnText(number, text) for number, text in enumerate(said)]
    for detector in DETECTORS:
        for turn_id, finding in detector.find(turns):
            assert 0 <= finding.start < finding.end <= len(said[turn_id])
            assert said[turn_id][finding.start : finding.end].strip()
            assert finding.detector == detector.name
            assert finding.reason
            assert 0 < finding.score <= 1


@settings(max_examples=60)
@given(st.lists(texts, min_size=1, max_size=3))
def test_proposals_never_overlap_and_come_out_the_same_twice(said: list[str]) -> None:
    turns = [TurnText(number, text) for number, text in enumerate(said)]
    proposals = propose(turns, DETECTORS)
    assert proposals == propose(turns, DETECTORS)
    spans = [(each.turn_id, each.start, each.end) for each in proposals]
    assert spans == sorted(spans)
    assert all(one[0] < other[0] or one[2] <= other[1] for one, other in pairwise(spans))


_HARD = {
    "talk": "and then i went to the hospital on ward seven with my wife and she said it was the only one ",
    "digits": "one two three oh seven double four ",
    "letters": "a b c d e f g h ",
    "hyphens": "a-b-c-d-e-",
    "dots": "a.b.c.d.",
    "numbers": "12 34-56/78, ",
    "blanks": " " * 40,
    "one word": "abcdefgh",
    "capitals": "Anna Bella Clara Dora ",
    "apostrophes": "it's o'clock d'you ",
    "dates": "first second third of may nineteen ",
    "emails": "a at b dot ",
}


@pytest.mark.parametrize("pattern", _HARD)
@pytest.mark.parametrize("detector", DETECTORS, ids=lambda each: each.name)
def test_the_time_grows_with_the_length_and_no_faster(detector: Detector, pattern: str) -> None:
    def seconds(characters: int, attempt: int) -> float:
        # A text nobody has read before: what is remembered of one would look fast.
        text = f"{detector.name} {attempt} " + _HARD[pattern] * (characters // len(_HARD[pattern]))
        turns = [TurnText(1, text)]
        started = time.process_time()
        for _ in detector.find(turns):
            pass
        return time.process_time() - started

    short = max(0.002, min(seconds(4_000, attempt) for attempt in range(3)))
    long = min(seconds(32_000, attempt) for attempt in range(2))
    assert long < 30 * short, "eight times the text takes about eight times as long"
