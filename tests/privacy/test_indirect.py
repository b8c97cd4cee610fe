"""Indirect cues tell why they were flagged, block the gate, and are never carried, replaced unseen or searched for."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.privacy.conftest import Study
from transcribe_desk.privacy import gate
from transcribe_desk.privacy.detectors.indirect import IndirectDetector
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.gate import RefusalCode
from transcribe_desk.privacy.mention import Category, Decision


def cues(text: str) -> list[tuple[str, str]]:
    """Give the words and the reasons of the cues in a text."""
    return [(text[each.start : each.end], each.reason) for _, each in IndirectDetector().find([TurnText(1, text)])]


@pytest.mark.parametrize(
    ("text", "said", "reason"),
    [
        ("She was the only female surgeon in the trust.", "the only female surgeon", "the only or the first"),
        ("We were the first hospital in the country.", "the first hospital", "the only, the first or the largest"),
        ("I set up the breathlessness service here.", "set up the breathlessness service", "set something up"),
        ("I'm head of nursing now.", "head of nursing", "a leading post"),
        ("i'm the respiratory team lead", "respiratory team lead", "a professional role"),
        ("Our chief executive came round.", "chief executive", "one person holds"),
        ("I work as a specialist paediatric physiotherapist.", "physiotherapist", "a professional role"),
        ("My wife is a vicar there.", "My wife is a vicar", "a relative"),
        ("I had twins that year.", "twins", "twins"),
        ("We won the national nursing award.", "won the national nursing award", "an award"),
        ("It was all over the news.", "all over the news", "in the news"),
        ("There was an inquest.", "an inquest", "an inquest"),
        ("I joined the trust in nineteen ninety-four.", "joined the trust in nineteen ninety-four", "the year"),
        ("Then the old hospital was closed.", "the old hospital was closed", "a closure"),
        ("It's a very rare genetic condition.", "very rare genetic condition", "a rare condition"),
    ],
)
def test_a_cue_says_why_it_was_flagged(text: str, said: str, reason: str) -> None:
    assert any(said in words and reason in why for words, why in cues(text)), cues(text)


@pytest.mark.parametrize(
    "text",
    [
        "It was the only thing I could do, the first time, the last one.",
        "I saw a nurse and the doctor, the consultant said so.",
        "We set up a meeting. I'm ahead of schedule.",
        "My wife is here. My mum was worried.",
        "I joined in. It happened in the end.",
    ],
)
def test_ordinary_talk_is_left_alone(text: str) -> None:
    assert cues(text) == []


def flagged(study: Study) -> int:
    """Flag an interview with a cue, and another that says the same words."""
    number = study.interview("Who are you?", "I'm the respiratory team lead, and Mrs Okonjo is head of nothing.")
    study.flag(number)
    study.flag(study.interview("So?", "We have a respiratory team lead as well."))
    return number


def test_an_undecided_cue_blocks_the_gate_and_one_that_was_looked_at_does_not(study: Study) -> None:
    number = flagged(study)
    assert study.mention("respiratory team lead").category is Category.INDIRECT
    named = [each for each in study.mentions if each.category is Category.PERSON]
    study.mentions = tuple(each for each in study.mentions if each.indirect) + tuple(named)
    assert RefusalCode.UNDECIDED in {each.code for each in gate.refusals(study.dossier(number))}
    study.decide_all(Decision.REJECTED_HERE)
    study.sign_off(number)
    assert gate.refusals(study.dossier(number)) == ()


def test_a_cue_is_neither_carried_to_other_places_nor_replaced_in_a_draft_nor_searched_for(study: Study) -> None:
    number = flagged(study)
    study.spread()
    assert [study.said(each) for each in study.mentions if each.indirect and each.interview_id != number] == []
    draft = gate.release_draft(study.dossier(number))
    assert "respiratory team lead" in draft.transcript.turns[1].text
    assert "Okonjo" not in draft.transcript.turns[1].text
    assert not any("team lead" in each.text for each in draft.originals)


def test_a_name_that_becomes_known_within_a_cue_is_proposed_there(study: Study) -> None:
    number = study.interview("Who?", "My wife is at Brannock with them.")
    study.flag(number, [IndirectDetector()])
    assert [study.said(each) for each in study.mentions] == ["My wife is at Brannock with"]
    study.decide_all(Decision.REJECTED_HERE)
    study.flag(study.interview("And?", "I am Mrs Brannock."))
    assert study.mention("Brannock", number).decision is Decision.UNDECIDED


def test_beside_a_name_only_the_words_around_it_are_the_cue(study: Study) -> None:
    study.flag(study.interview("Who?", "My brother is at St Brannock's Hospital with them."))
    spans = sorted((each.start, each.end) for each in study.mentions if each.turn_id == 2)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
