"""A mention follows its words through an edit, or asks about them again; it goes only when they are really gone."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy.made_study import AT
from transcribe_desk.privacy.deciding import review_commands as commands
from transcribe_desk.privacy.deciding.realigning import Run, follow
from transcribe_desk.privacy.deciding.review import Review, in_order
from transcribe_desk.privacy.deciding.settling import known_at
from transcribe_desk.privacy.finding.study_index import StudyIndex
from transcribe_desk.privacy.mention import Category, Decision

Texts = Mapping[int, str]
PERSON, PLACE, ROLE, CUE = Category.PERSON, Category.PLACE, Category.ROLE, Category.INDIRECT


def marked(texts: Texts, *names: tuple[int, str], category: Category = PERSON) -> Review:
    """Give the review of an interview in which somebody marked the first of these words in these turns."""
    review = Review(index=StudyIndex({1: texts}))
    for turn_id, name in names:
        start = texts[turn_id].index(name)
        review.apply(commands.mark(review, 1, turn_id, start, start + len(name), category, "GE", AT))
    return review


def edit(review: Review, *runs: tuple[Texts, Texts]) -> None:
    """Let runs of turns say something else, as an edit does it."""
    review.apply(follow(review, 1, [Run(*run) for run in runs]))
    for before, after in runs:
        review.index.splice(1, before.keys(), after)
    review.apply(known_at(review, [(1, turn_id) for _, after in runs for turn_id in after]))


def mentions(review: Review) -> list[tuple[int, str, str]]:
    return [(each.turn_id, review.said(each), each.decision.value) for each in in_order(review.mentions.values())]


@pytest.mark.parametrize(
    ("before", "name", "category", "after", "left"),
    [
        ("At the Red Lion.", "Red Lion", PLACE, "At the Red-Lion.", [("Red-Lion", "accepted")]),
        ("Dr Pattel came.", "Dr Pattel", PERSON, "Dr. Pattel came.", [("Dr. Pattel", "accepted")]),
        ("Zed Quill came.", "Zed Quill", PERSON, "Zed, um, Quill came.", [("Zed, um, Quill", "undecided")]),
        ("Zed Quill came.", "Zed Quill", PERSON, "Zed Amy Quill came.", [("Zed Amy Quill", "undecided")]),
        ("Zed Quill came.", "Zed Quill", PERSON, "Zed rang Quill.", [("Zed", "undecided"), ("Quill", "undecided")]),
        ("He leads the trust.", "leads the trust", ROLE, "He leads the whole trust.",
         [("leads the whole trust", "undecided")]),
        ("He leads the trust.", "leads the trust", ROLE, "He leads, as far as anybody here can tell, the trust.",
         [("leads", "undecided"), ("the trust", "undecided")]),
        ("We told zeddy that day it rained.", "zeddy", PERSON, "That day it rained we told zeddy.",
         [("zeddy", "undecided")]),
        ("We told zeddy that day it rained.", "zeddy", CUE, "That day it rained we told zeddy.",
         [("zeddy", "undecided")]),
        ("We told zeddy that day it rained.", "zeddy", PERSON, "That day it rained.", []),
    ],
)  # fmt: skip
def test_a_name_in_which_something_is_typed_or_that_is_moved_stays_or_is_asked_about_again(
    before: str, name: str, category: Category, after: str, left: list[tuple[str, str]]
) -> None:
    review = marked({1: before}, (1, name), category=category)
    edit(review, ({1: before}, {1: after}))
    assert [(said, decision) for _, said, decision in mentions(review)] == left


def test_a_name_whose_hyphen_is_cut_between_two_turns_is_asked_about_in_both() -> None:
    review = marked(before := {1: "Mary-Jane came."}, (1, "Mary-Jane"))
    edit(review, (before, {1: "Mary-", 2: "Jane came."}))
    assert mentions(review) == [(1, "Mary-", "undecided"), (2, "Jane", "undecided")]


def test_a_sentence_put_into_a_turn_further_on_takes_its_names_along() -> None:
    review = marked({1: "Well. I told zeddy so.", 2: "And?", 3: "No."}, (1, "zeddy"))
    edit(review, ({1: "Well. I told zeddy so."}, {1: "Well."}), ({3: "No."}, {3: "No. I told zeddy so."}))
    assert mentions(review) == [(3, "zeddy", "undecided")]


def test_moved_names_go_to_places_of_their_own_and_what_was_rejected_is_not_asked_about_again() -> None:
    before = {1: "We told zeddy and zeddy that cold day when it rained."}
    after = {1: "That cold day when it rained we told zeddy and zeddy."}
    review = marked(before, (1, "zeddy"))
    review.apply(known_at(review, [(1, 1)]))
    ids = set(review.mentions)
    edit(review, (before, after))
    assert mentions(review) == [(1, "zeddy", "undecided")] * 2
    assert set(review.mentions) == ids
    review = marked(before, (1, "zeddy"))
    review.apply(known_at(review, [(1, 1)]))
    review.apply(commands.decide(review, list(review.mentions), Decision.REJECTED_HERE, "GE", AT))
    edit(review, (before, after))
    assert mentions(review) == []


def test_a_rejected_name_with_a_word_put_in_between_is_not_asked_about_again() -> None:
    before = {1: "So Zed Quill came."}
    review = marked(before, (1, "Zed Quill"))
    review.apply(commands.decide(review, list(review.mentions), Decision.REJECTED_HERE, "GE", AT))
    edit(review, (before, {1: "So Zed rang Quill."}))
    assert mentions(review) == []


def test_a_name_put_right_to_another_persons_becomes_that_persons() -> None:
    before = {1: "Anna came.", 2: "Ann sang."}
    review = marked(before, (1, "Anna"), (2, "Ann"))
    anna, ann = review.entities.values()
    edit(review, ({1: "Anna came."}, {1: "Ann came."}))
    assert mentions(review) == [(1, "Ann", "undecided"), (2, "Ann", "accepted")]
    assert {each.entity_id for each in review.mentions.values()} == {ann.id}
    assert review.entities[anna.id] == anna


@pytest.mark.parametrize("scope", [Decision.REJECTED_EVERYWHERE, Decision.REJECTED_INTERVIEW])
def test_a_name_put_right_to_one_that_was_rejected_as_another_s_stays_with_its_own(scope: Decision) -> None:
    before = {1: "Anna came.", 2: "Ann sang."}
    review = marked(before, (1, "Anna"), (2, "Ann"))
    anna, _ = review.entities.values()
    review.index.put(2, {1: "Ann rang."})
    review.apply(known_at(review, [(2, 1)]))  # undecided there, where the rejection in the first says nothing
    rejected = [each.id for each in review.mentions.values() if (each.interview_id, each.turn_id) == (1, 2)]
    review.apply(commands.decide(review, rejected, scope, "GE", AT))
    edit(review, ({1: "Anna came."}, {1: "Ann came."}))
    (there,) = review.mentions_at((1, 1))
    assert (there.entity_id, there.decision) == (anna.id, Decision.UNDECIDED)


def test_two_names_that_become_one_are_asked_about_once() -> None:
    before = {1: "Newyen, Newyen came."}
    review = marked(before, (1, "Newyen"))
    review.apply(known_at(review, [(1, 1)]))
    review.apply(commands.decide(review, list(review.mentions), Decision.ACCEPTED, "GE", AT))
    edit(review, (before, {1: "Nguyen came."}))
    assert mentions(review) == [(1, "Nguyen", "undecided")]


_texts = st.lists(
    st.sampled_from(("Zed", "Quill", "Zed Quill", "zeddy", "Amy", "came", "rang", "um", "the", ",", "-", ".")),
    min_size=1,
    max_size=8,
).map(" ".join)
_NAMES = ("Zed Quill", "zeddy", "Zed", "Quill")


@given(
    st.lists(_texts, max_size=2), _texts, _texts, st.sampled_from(_NAMES), st.lists(_texts, min_size=1, max_size=3),
    st.sampled_from((PERSON, PLACE, ROLE, CUE)), st.booleans(),
)  # fmt: skip
def test_whatever_is_edited_a_name_goes_only_with_its_words(
    others: list[str], front: str, back: str, name: str, after: list[str], category: Category, undecided: bool
) -> None:
    before = dict(enumerate((f"{front} {name} {back}", *others), start=1))
    review = marked(before, (1, name), category=category)
    (mention,) = review.mentions.values()
    if undecided:
        review.apply(commands.decide(review, [mention.id], Decision.UNDECIDED, "GE", AT))
    turns = dict(enumerate(after, start=1))
    edit(review, (before, turns))
    phrase = re.compile(r"(?<!\w)" + r"\W+".join(name.split()) + r"(?!\w)")
    left = list(review.mentions.values())
    for turn_id, text in turns.items():
        for found in phrase.finditer(text):
            assert left, "it is asked about somewhere"
            assert category is CUE or _covered(review, turn_id, text, *found.span())
    for turn_id in turns:
        spans = [(each.entity_id, each.start, each.end) for each in review.mentions_at((1, turn_id))]
        assert len(spans) == len(set(spans))


def _covered(review: Review, turn_id: int, text: str, start: int, end: int) -> bool:
    covered = {place for each in review.mentions_at((1, turn_id)) for place in range(each.start, each.end)}
    return all(place in covered for place in range(start, end) if text[place].isalnum())
