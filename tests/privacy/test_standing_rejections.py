"""A rejection with a scope holds for what is found later, but not where somebody else may be meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.privacy.made_study import AT, do, entity_named, flag, made_review, said, texts
from transcribe_desk.privacy.deciding import review_commands as commands
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.deciding.settling import known_everywhere, settle
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.watch_list import WatchListDetector
from transcribe_desk.privacy.finding.flagging import propose
from transcribe_desk.privacy.mention import EDITED, Category, Decision, Watched
from transcribe_desk.privacy.naming import entities

PERSON, PLACE, ORGANISATION, DATE = Category.PERSON, Category.PLACE, Category.ORGANISATION, Category.DATE
MARIA, MARIE = Watched("Maria Lopez", PERSON), Watched("Marie Dupont", PERSON)


def step(review: Review, change: Change) -> Change:
    return do(review, settle(review, change))


def reject_everywhere(review: Review, words: str) -> None:
    step(review, commands.decide(review, [said(review, words).id], Decision.REJECTED_EVERYWHERE, "GE", AT))


def watched(review: Review, interview_id: int, text: str, names: Sequence[Watched]) -> None:
    """Let a new interview say a text, and the names of the study be looked for in it."""
    review.index.put(interview_id, texts([text]))
    found = propose([TurnText(1, text)], [WatchListDetector(names)])
    held = tuple(review.entities.values()), tuple(review.mentions.values())
    review.apply(review.change_of(entities.assign(interview_id, review.index.texts(interview_id), found, *held)))


@pytest.mark.parametrize(
    ("word", "category", "later", "name"),
    [
        ("Jordan", PLACE, "That was Jordan Smith. I gave it to Jordan.", "Jordan Smith"),
        ("Will", PERSON, "William Henderson came. I asked Will.", "William Henderson"),
        ("May", DATE, "Ask May Henderson. So May did.", "May Henderson"),
    ],
)
def test_a_rejected_word_stands_open_where_it_may_be_part_of_a_persons_name(
    word: str, category: Category, later: str, name: str
) -> None:
    review = made_review({1: (f"We like {word}.",)}, [(word, category)])
    reject_everywhere(review, word)
    *_, first, last = later.split(". ")
    review.index.put(2, texts([first, last]))
    flag(review, 2, [(name, PERSON), (word, category)])
    assert said(review, name, 2).decision is Decision.UNDECIDED
    assert said(review, word, 2).decision is Decision.UNDECIDED


@pytest.mark.parametrize(
    ("word", "longer", "category"),
    [("NHS", "NHS England", ORGANISATION), ("Monday", "Monday 3 May", DATE), ("Trust", "Somerset Trust", ORGANISATION)],
)
def test_a_rejected_word_stays_rejected_beside_a_longer_name_of_no_person(
    word: str, longer: str, category: Category
) -> None:
    found = [(longer, category), (word, category)]
    review = made_review({1: (f"It was {longer}.", f"The {word}, you know.")}, found)
    step(review, commands.decide(review, [said(review, longer).id], Decision.ACCEPTED, "GE", AT))
    reject_everywhere(review, word)
    review.index.put(2, texts([f"The {word} again."]))
    flag(review, 2, found)
    assert said(review, word, 2).decision is Decision.REJECTED_EVERYWHERE


def test_what_is_only_like_a_participants_name_hides_no_participant_of_that_name() -> None:
    review = made_review({})
    watched(review, 1, "Marie Curie, they said.", [MARIA])
    reject_everywhere(review, "Marie")
    watched(review, 2, "It was Marie Curie.", [MARIA])
    assert said(review, "Marie", 2).decision is Decision.REJECTED_EVERYWHERE
    watched(review, 3, "My name is Marie.", [MARIA, MARIE])
    assert said(review, "Marie", 3).decision is Decision.UNDECIDED


def test_a_participants_name_that_was_edited_and_then_rejected_is_not_asked_about_again() -> None:
    review = made_review({})
    watched(review, 1, "Maria, they said.", [MARIA])
    found = said(review, "Maria")
    do(review, Change((found,), (replace(found, reason=EDITED),)))
    reject_everywhere(review, "Maria")
    watched(review, 2, "Maria again.", [MARIA])
    assert said(review, "Maria", 2).decision is Decision.REJECTED_EVERYWHERE


def test_a_rejected_word_rejects_no_name_that_has_it_and_no_longer_stands_for_it_alone() -> None:
    found = [("Will Henderson", Category.PERSON), ("Will", Category.PERSON)]
    review = made_review({1: ("Will you have tea?",), 2: ("I will.",)}, found)
    step(review, commands.decide(review, [said(review, "Will").id], Decision.REJECTED_EVERYWHERE, "GE", AT))
    review.index.put(2, texts(["Will it rain?"]))
    flag(review, 2, found)
    assert said(review, "Will", 2).decision is Decision.REJECTED_EVERYWHERE
    review.index.put(3, texts(["That was Will Henderson.", "Will again."]))
    flag(review, 3, found)
    henderson, will = said(review, "Will Henderson", 3), said(review, "Will", 3)
    assert henderson.decision is will.decision is Decision.UNDECIDED
    assert henderson.entity_id != said(review, "Will", 1).entity_id
    assert entity_named(review, "Will").forms == ("Will",)


def test_a_word_rejected_before_it_was_a_name_of_the_study_comes_up_where_it_is_found_since() -> None:
    found = [("Rose", Category.PERSON)]
    review = made_review({1: ("Rose wine, please.",)}, found)
    step(review, commands.decide(review, [said(review, "Rose").id], Decision.REJECTED_EVERYWHERE, "GE", AT))
    rose = [Watched("Rose Tyler", Category.PERSON)]
    review.index.put(2, texts(["Rose rang."]))
    do(review, known_everywhere(review, lambda: rose))
    assert said(review, "Rose", 2).decision is Decision.UNDECIDED
    step(review, commands.decide(review, [said(review, "Rose", 2).id], Decision.REJECTED_EVERYWHERE, "GE", AT))
    review.index.put(3, texts(["Rose wine again."]))
    do(review, known_everywhere(review, lambda: rose))
    assert said(review, "Rose", 3).decision is Decision.REJECTED_EVERYWHERE, "now it was known"
