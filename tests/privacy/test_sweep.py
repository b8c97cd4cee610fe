"""What no mention covers comes up once for all its places, the oddest first, and can be marked at all of them."""

from __future__ import annotations

import random
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.privacy.made_study import AT, copied, do, made_review, state, texts
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.deciding.settling import settle
from transcribe_desk.privacy.finding.study_index import StudyIndex
from transcribe_desk.privacy.finding.sweep import Kind, Remaining, form_of, remaining
from transcribe_desk.privacy.finding.sweep_marks import mark_everywhere
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.study.errors import InputError


def unread(*talk: Iterable[str]) -> Review:
    """Give a study in which nothing is found: one interview for each of ``talk``."""
    return Review(index=StudyIndex({number: texts(turns) for number, turns in enumerate(talk, start=1)}))


def words(review: Review) -> list[str]:
    return [each.text for each in remaining(review)]


def named(review: Review, text: str) -> Remaining:
    (found,) = [each for each in remaining(review) if each.text == text]
    return found


def test_the_made_study_leaves_what_nothing_found_once_a_type() -> None:
    found = {each.text: each for each in remaining(made_review())}
    assert set(found) == {"Shivawn", "4857 3391", "D-R-A-B-I-K", "Drabik", "Oyelaran", "May"}
    oyelaran = found["Oyelaran"]
    assert len(oyelaran.places) == 3, "“Oyelaran’s” is the same"
    assert oyelaran.interviews == (9, 10)
    assert oyelaran.reason == "in no dictionary"
    assert (found["4857 3391"].kind, found["D-R-A-B-I-K"].kind) == (Kind.NUMBER, Kind.SPELT)


def test_a_misheard_name_says_whom_it_may_mean_and_comes_first() -> None:
    review = made_review()
    first = remaining(review)[0]
    assert first.text == "Shivawn"
    assert first.reason == "nearly a name of the study: sounds the same"
    assert {review.entity(each).name for each in first.near} == {"Siobhan Carey", "Shavon"}


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Then we went home. Nobody came. But you did.", []),
        ("I think I'm fine, and he doesn't. Doesn't he? Haven't you?", []),
        ("On Monday, in November, at Christmas, with the GP and the NHS.", []),
        ("Mark my words. I told Mark so.", ["Mark"]),
        ("Hope is what we have. Grace helps.", []),
        ("Hope is what we have, and I met Hope there.", ["Hope"]),
        ("Grzegorz said so. Zbigniew’s car.", ["Grzegorz", "Zbigniew"]),
        ("I like the Ystradgynlais one.", ["Ystradgynlais"]),
        ("My number is 0117 496 0317, room 4.", ["0117 496 0317"]),
        ("It was nineteen eighty four, and two or three people came.", ["nineteen eighty four"]),
        ("Call oh one one seven, four nine six.", ["oh one one seven, four nine six"]),
        ("I, I, I think a, a, a lot.", []),
        ("It's S M I T H, I think.", ["S M I T H"]),
        ("مرحبا said Łukasz, é.", ["مرحبا", "Łukasz"]),
        ("", []),
    ],
)
def test_ordinary_words_numbers_and_hesitations_are_left_out(text: str, left: list[str]) -> None:
    assert sorted(words(unread([text]))) == sorted(left)


def test_a_word_that_is_a_name_inside_a_sentence_is_not_marked_where_it_opens_one() -> None:
    (place,) = named(unread(["Mark my words. I told Mark so."]), "Mark").places
    assert place.start == 22


def test_without_capitals_every_word_no_dictionary_has_is_listed() -> None:
    review = unread(["so then grzegorz came and we went to the shop", "yes we did and it was fine for me"])
    assert words(review) == ["grzegorz"]


def test_a_decision_of_any_kind_takes_a_word_out_of_the_sweep() -> None:
    review = unread(["Grzegorz came.", "Grzegorz went."])
    found = named(review, "Grzegorz")
    do(review, mark_everywhere(review, found, Category.PERSON, "GE", AT))
    assert words(review) == []
    assert [each.decision for each in review.mentions.values()] == [Decision.ACCEPTED, Decision.ACCEPTED]


def test_marking_takes_all_places_into_one_entity_and_is_one_step_that_can_be_taken_back() -> None:
    review = made_review()
    before = state(review)
    change = settle(review, mark_everywhere(review, named(review, "Oyelaran"), Category.PERSON, "GE", AT))
    do(review, change)

    marked = [each for each in review.mentions.values() if each.detectors == ("by hand",)]
    assert [(each.interview_id, review.said(each)) for each in marked] == [
        (9, "Oyelaran"),
        (10, "Oyelaran"),
        (10, "Oyelaran"),
    ]
    assert {review.entity(each.entity_id).name for each in marked} == {"Oyelaran"}
    assert "Oyelaran" not in words(review)
    do(review, change.inverse)
    assert state(review) == before


def test_what_is_marked_can_be_given_to_an_entity_of_the_study() -> None:
    review = made_review()
    found = named(review, "Shivawn")
    siobhan = next(each for each in found.near if review.entity(each).name == "Siobhan Carey")
    do(review, mark_everywhere(review, found, Category.PERSON, "GE", AT, entity_id=siobhan))
    assert "Shivawn" in review.entity(siobhan).forms


def test_numbers_grouped_in_two_ways_are_one_type_and_one_entity() -> None:
    review = unread(["Ring 0117 496 0317.", "That is 01174960317."])
    (found,) = remaining(review)
    do(review, mark_everywhere(review, found, Category.CONTACT, "GE", AT))
    (entity,) = review.entities.values()
    assert len(review.mentions_of(entity.id)) == 2


def test_a_place_that_changed_since_is_passed_over() -> None:
    review = unread(["Grzegorz came.", "Grzegorz went."])
    found = named(review, "Grzegorz")
    review.index.put(1, {1: "Somebody came.", 2: "Grzegorz went."})
    change = mark_everywhere(review, found, Category.PERSON, "GE", AT)
    assert [each.turn_id for each in change.after] == [2]
    do(review, change)
    with pytest.raises(InputError, match="no longer remains"):
        mark_everywhere(review, found, Category.PERSON, "GE", AT)


def test_what_was_dismissed_stays_away_in_interviews_to_come() -> None:
    review = unread(["Grzegorz came."], ["GRZEGORZ went to Ystradgynlais."])
    assert [each.text for each in remaining(review, [("word", "grzegorz")])] == ["Ystradgynlais"]


def test_one_interview_can_be_swept_alone() -> None:
    found = remaining(made_review(), interview_id=10)
    assert {place.interview_id for each in found for place in each.places} == {10}


def test_two_runs_give_the_same() -> None:
    review = made_review()
    assert remaining(review) == remaining(copied(review)) == remaining(made_review())


_TALK = st.lists(st.text(st.sampled_from("AÉłЖa é'’-.,1 0 א🙂\u0301"), max_size=40), min_size=1, max_size=4)


@given(_TALK)
def test_every_place_says_its_type_inside_its_turn_and_none_overlap(talk: list[str]) -> None:
    review = unread(talk)
    taken: set[tuple[int, int]] = set()
    for found in remaining(review):
        for place in found.places:
            text = review.index.texts(place.interview_id)[place.turn_id]
            assert 0 <= place.start < place.end <= len(text)
            assert form_of(found.kind, text[place.start : place.end]) == found.key
            span = {(place.turn_id, at) for at in range(place.start, place.end)}
            assert not span & taken
            taken |= span


@given(_TALK)
def test_marking_everything_leaves_nothing_to_sweep(talk: list[str]) -> None:
    review = unread(talk)
    while found := remaining(review):
        change: Change = mark_everywhere(review, found[0], Category.OTHER, "GE", AT)
        do(review, change)
        assert found[0].key not in {each.key for each in remaining(review) if each.kind is found[0].kind}


def test_forty_interviews_are_swept_together() -> None:
    chance = random.Random(7)
    vocabulary = ["and", "then", "we", "Sarah", "went", "home.", "The", "ward", "was", "full,", "I", "said", "so."]
    vocabulary += ["Oyelaran", "0117", "Leeds", "because", "it", "is", "what", "they", "do", "here", "every", "day"]
    talk = [[" ".join(chance.choices(vocabulary, k=65)) for _ in range(200)] for _ in range(40)]
    review = unread(*talk)
    found = {each.text: each for each in remaining(review)}
    assert {"Oyelaran", "Leeds"} <= set(found)
    assert len({place.interview_id for place in found["Oyelaran"].places}) == 40
