"""Names that mean one person join in the whole study; what is not sure stays apart and is asked."""

from __future__ import annotations

import pytest

from tests.privacy.made_study import FOUND, do, entity_named, flag, made_review, said, texts
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.deciding.review_commands import keep_apart, merge, move, split
from transcribe_desk.privacy.deciding.settling import settle
from transcribe_desk.privacy.mention import Category, Entity
from transcribe_desk.privacy.naming.alike import Tie, marks, tie
from transcribe_desk.privacy.naming.grouping import Grouping, name_key
from transcribe_desk.privacy.naming.questions import ALIKE, PART, SAME_NAME, Question, questions


@pytest.fixture
def review() -> Review:
    """Give the made study, flagged."""
    return made_review()


def asked(review: Review) -> dict[str, tuple[list[str], str]]:
    names = {each.id: each.name for each in review.entities.values()}
    found = questions(review.entities.values(), review.mentions.values(), review.apart)
    return {names[each.entity_id]: ([names[one] for one in each.candidates], each.reason) for each in found}


def words(review: Review, name: str) -> set[str]:
    return {review.said(each) for each in review.mentions_of(entity_named(review, name).id)}


def test_parts_honorifics_possessives_spellings_and_short_forms_join(review: Review) -> None:
    assert words(review, "Sarah Patel") == {"Dr Sarah Patel", "Dr Patel", "Patel"}
    assert words(review, "Margaret Whitfield") == {
        *("Margaret Whitfield", "Margaret", "MARGARET"),
        "Maggie",  # a short form said in the same interview
        "Whitfeild",  # a word nobody knows, one spelling away from a surname said in the same interview
    }
    assert words(review, "Mark") == {"Mark", "M A R K"}
    assert words(review, "Kwame Osei") == {"Kwame Osei", "Osei"}


def test_what_is_not_sure_is_asked_and_not_guessed(review: Review) -> None:
    assert asked(review) == {
        "Sarah": (["Sarah Osborne", "Sarah Patel"], PART),
        "Okafor": (["Okafor", "Okafor"], SAME_NAME),
        "Patel": (["Sarah Patel"], SAME_NAME),  # Mrs Patel, where there is a Dr Patel
        "Ann": (["Anna"], ALIKE),
        "Shavon": (["Siobhan Carey"], ALIKE),
        "Peggy": (["Margaret Whitfield"], ALIKE),
    }


def test_an_answer_ends_its_question(review: Review) -> None:
    patel, osborne = entity_named(review, "Sarah Patel"), entity_named(review, "Sarah Osborne")
    one, other = entity_named(review, "Anna"), entity_named(review, "Ann")
    do(review, settle(review, keep_apart(review, [one.id, other.id])))
    do(
        review,
        settle(review, merge(review, entity_named(review, "Siobhan Carey").id, [entity_named(review, "Shavon").id])),
    )
    do(review, settle(review, move(review, [said(review, "Sarah", 2).id], osborne.id)))
    alone = said(review, "Sarah", 7).entity_id
    do(review, settle(review, keep_apart(review, [alone, patel.id, osborne.id])))
    assert set(asked(review)) == {"Okafor", "Patel", "Peggy"}
    for each in review.index.interviews():
        flag(review, each)
    assert set(asked(review)) == {"Okafor", "Patel", "Peggy"}, "nobody is asked again when the study is flagged again"


def test_a_title_tells_married_people_apart_and_a_bare_surname_asks(review: Review) -> None:
    husband, wife = said(review, "Mr Okafor").entity_id, said(review, "Mrs Okafor").entity_id
    alone = said(review, "Okafor").entity_id
    assert len({husband, wife, alone}) == 3
    (question,) = [
        each
        for each in questions(review.entities.values(), review.mentions.values(), review.apart)
        if each.entity_id == alone
    ]
    assert question == Question(alone, (husband, wife), SAME_NAME)


def test_dr_and_mrs_before_one_surname_are_asked(review: Review) -> None:
    assert said(review, "Mrs Patel").entity_id != said(review, "Dr Patel").entity_id
    assert "Sarah Patel" in asked(review)["Patel"][0]


def test_people_of_one_name_told_apart_are_not_guessed_at_later(review: Review) -> None:
    derek = said(review, "Derek", 1).entity_id
    driver = [each.id for each in review.mentions_of(derek) if each.interview_id == 1]
    do(review, settle(review, split(review, derek, mention_ids=driver)))
    review.index.put(11, texts(["Derek?", "Derek rang."]))
    flag(review, 11)
    new = said(review, "Derek", 11).entity_id
    assert new not in {derek, said(review, "Derek", 1).entity_id}
    assert "Derek" in asked(review)
    review.index.put(12, texts(["Who?", "Derek."]))
    flag(review, 12)
    assert said(review, "Derek", 12).entity_id == new, "what nobody has told apart yet stays together"


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Margaret", "Maggie", Tie.LIKELY),
        ("Peggy", "Maggie", Tie.LIKELY),
        ("Sandra", "Alexandra", Tie.DOUBTFUL),  # a short form, and a name by itself
        ("Ann", "Anna", Tie.DOUBTFUL),
        ("Jon", "Joan", Tie.DOUBTFUL),
        ("Morris", "Norris", Tie.DOUBTFUL),  # both are real surnames
        ("Amina", "Amira", Tie.DOUBTFUL),
        ("Siobhan", "Shavon", Tie.DOUBTFUL),
        ("Nguyen", "Newyen", Tie.LIKELY),
        ("Margaret Whitfield", "Margaret Whitfeild", Tie.SURE),
        ("Maggie Whitfield", "Margaret Whitfield", Tie.SURE),
        ("Sarah Morris", "Sarah Norris", Tie.DOUBTFUL),
        ("Whitfeild", "Margaret Whitfield", Tie.LIKELY),
        ("Margaret Hall", "Margaret Osei", None),
        ("Derek", "Fatima", None),
        ("Grace", "Trace", None),  # ordinary words
        ("Mary", "Moira", None),
    ],
)
def test_how_sure_two_names_are_one(one: str, other: str, expected: Tie | None) -> None:
    keys = name_key(Category.PERSON, one), name_key(Category.PERSON, other)
    assert tie(Category.PERSON, *keys) is expected
    assert tie(Category.PERSON, *reversed(keys)) is expected
    ours, theirs = (frozenset[str]().union(*(marks(Category.PERSON, word) for word in key)) for key in keys)
    assert expected is None or ours & theirs, "only names with a mark in common are ever compared"


def test_a_short_form_in_another_interview_is_asked() -> None:
    found = (("Margaret Hall", Category.PERSON), ("Maggie", Category.PERSON))
    review = made_review({1: ("Who?", "Margaret Hall."), 2: ("Who?", "Maggie.")}, found)
    assert said(review, "Maggie").entity_id != said(review, "Margaret Hall").entity_id
    assert asked(review) == {"Maggie": (["Margaret Hall"], ALIKE)}


def test_indirect_cues_are_each_by_themselves_and_looked_for_nowhere_else() -> None:
    talk = {1: ("Who?", "I am the only other physio."), 2: ("You?", "I am the only other physio too.")}
    review = made_review(talk, [each for each in FOUND if each[1] is Category.INDIRECT])
    first, second = review.mentions.values()
    assert first.entity_id != second.entity_id
    review.index.put(3, texts(["So the only other physio?", "Yes."]))
    flag(review, 3, ())
    assert len(review.mentions) == 2


def test_a_number_is_never_given_again_once_its_entity_is_gone() -> None:
    grouping = Grouping([Entity(1, Category.PERSON, "Ada", ("Ada",), "[NAME 1]")], numbers={Category.PERSON: 7})
    grouping.group([(Category.PERSON, "Bea")])
    assert [each.replacement for each in grouping.new_entities()] == ["[NAME 8]"]


def test_the_study_comes_out_the_same_every_time() -> None:
    one, other = made_review(), made_review()
    assert (one.entities, one.mentions) == (other.entities, other.mentions)
