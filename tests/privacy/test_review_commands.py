"""Each step of a review does what it says in the whole study, and says why it cannot."""

from __future__ import annotations

import pytest

from tests.privacy.made_study import AT, do, entity_named, flag, made_review, said, texts
from transcribe_desk.privacy.deciding import review_commands as commands
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.deciding.review_commands import NEW_ENTITY
from transcribe_desk.privacy.deciding.settling import settle
from transcribe_desk.privacy.mention import Category, Decision, Entity
from transcribe_desk.privacy.naming.questions import questions
from transcribe_desk.study.errors import InputError


@pytest.fixture
def review() -> Review:
    """Give the made study, flagged."""
    return made_review()


def step(review: Review, change: Change) -> Change:
    return do(review, settle(review, change))


def decisions(review: Review, entity: Entity) -> dict[int, set[Decision]]:
    found: dict[int, set[Decision]] = {}
    for mention in review.mentions_of(entity.id):
        found.setdefault(mention.interview_id, set()).add(mention.decision)
    return found


def words_of(review: Review, entity_id: int) -> list[str]:
    return [review.said(each) for each in review.mentions_of(entity_id)]


def test_a_rejection_holds_within_its_scope_for_what_is_found_later(review: Review) -> None:
    fernhill, patel = entity_named(review, "Fernhill"), entity_named(review, "Sarah Patel")
    step(review, commands.decide(review, [said(review, "Fernhill", 1).id], Decision.REJECTED_INTERVIEW, "GE", AT))
    step(review, commands.decide_entity(review, patel.id, Decision.REJECTED_EVERYWHERE, "GE", AT))
    assert decisions(review, fernhill) == {1: {Decision.REJECTED_INTERVIEW}, 2: {Decision.UNDECIDED}}
    review.index.put(1, {**review.index.texts(1), 5: "Fernhill again, and Dr Patel."})
    review.index.put(11, texts(["Fernhill?", "With Dr Patel."]))
    flag(review, 1)
    flag(review, 11)
    assert decisions(review, fernhill) == {
        1: {Decision.REJECTED_INTERVIEW},
        2: {Decision.UNDECIDED},
        11: {Decision.UNDECIDED},
    }
    assert decisions(review, patel)[11] == {Decision.REJECTED_EVERYWHERE}


def test_an_exception_needs_its_reason_and_holds_only_where_it_was_made(review: Review) -> None:
    osei = entity_named(review, "Kwame Osei")
    with pytest.raises(InputError, match="no reason"):
        commands.decide_entity(review, osei.id, Decision.EXCEPTION, "GE", AT, note=" ")
    step(review, commands.decide_entity(review, osei.id, Decision.EXCEPTION, "GE", AT, note="asked in writing"))
    assert {each.note for each in review.mentions_of(osei.id)} == {"asked in writing"}
    review.index.put(11, texts(["Osei?", "Kwame Osei."]))
    flag(review, 11)
    assert decisions(review, osei)[11] == {Decision.UNDECIDED}
    with pytest.raises(InputError, match="needs its reason"):
        commands.comment(review, review.mentions_of(osei.id)[0].id, "")
    step(review, commands.decide_entity(review, osei.id, Decision.ACCEPTED, "GE", AT))
    assert {each.note for each in review.mentions_of(osei.id)} == {""}, "the reason goes with the exception"


def test_a_mark_by_hand_is_accepted_and_its_other_places_come_up_for_review(review: Review) -> None:
    text = review.index.texts(1)[4]
    start = text.index("van")
    change = step(review, commands.mark(review, 1, 4, start, start + 3, Category.OTHER, "GE", AT))
    (made,) = change.after
    assert (made.decision, made.detectors, review.said(made)) == (Decision.ACCEPTED, ("by hand",), "van")

    text = review.index.texts(4)[2]
    start = text.index("porter")
    review.index.put(2, {**review.index.texts(2), 5: "The porter’s chair. A porter!"})
    change = step(review, commands.mark(review, 4, 2, start, start + 6, Category.ROLE, "GE", AT))
    others = [each for each in change.after if each.interview_id == 2]
    assert [review.said(each) for each in others] == ["porter", "porter"]
    assert {each.decision for each in others} == {Decision.UNDECIDED}
    step(review, commands.decide_entity(review, others[0].entity_id, Decision.ACCEPTED, "GE", AT))
    assert {each.decision for each in review.mentions_of(others[0].entity_id)} == {Decision.ACCEPTED}

    mark = next(each for each in review.mentions.values() if each.category is Category.ROLE and each.interview_id == 4)
    step(review, commands.decide_entity(review, mark.entity_id, Decision.UNDECIDED, "GE", AT))
    step(review, commands.unmark(review, mark.id))
    assert mark.entity_id not in review.entities, "what only the mark made known goes with it"
    assert not [each for each in review.mentions.values() if review.said(each) == "porter"]


def test_marked_words_join_whom_they_can_only_mean_or_whom_a_person_chooses(review: Review) -> None:
    review.index.put(4, {**review.index.texts(4), 5: "Ask Brannock. Or the big house."})
    brannock = entity_named(review, "St Brannock")
    assert commands.candidates(review, 4, Category.ORGANISATION, "Brannock")[0] == brannock.id
    step(review, commands.mark(review, 4, 5, 21, 30, Category.PLACE, "GE", AT, entity_id=brannock.id))
    made = said(review, "big house")
    assert (made.entity_id, made.category) == (brannock.id, Category.ORGANISATION)
    assert "big house" in review.entities[brannock.id].forms


def test_marked_words_can_name_somebody_new_who_stays_apart_from_those_alike(review: Review) -> None:
    review.index.put(4, {**review.index.texts(4), 5: "Ask Brannock. Then Brannock again."})
    before = entity_named(review, "St Brannock")
    change = step(review, commands.mark(review, 4, 5, 4, 12, Category.ORGANISATION, "GE", AT, entity_id=NEW_ENTITY))
    new = entity_named(review, "Brannock")
    assert new.replacement not in {each.replacement for each in review.entities.values() if each is not new}
    assert (before.id, new.id) in review.apart
    asked = questions(review.entities.values(), review.mentions.values(), review.apart)
    assert not [each for each in asked if {before.id, new.id} <= {each.entity_id, *each.candidates}]
    assert words_of(review, new.id) == ["Brannock", "Brannock"], "where else it is said it is proposed"
    assert entity_named(review, "St Brannock") == before
    do(review, change.inverse)
    assert new.id not in review.entities
    assert (before.id, new.id) not in review.apart


@pytest.mark.parametrize(
    ("turn", "start", "end", "match"),
    [(99, 0, 2, "no such turn"), (1, 5, 500, "characters"), (1, 3, 3, "characters"), (1, 3, 4, "no words")],
)
def test_a_mark_must_say_something(review: Review, turn: int, start: int, end: int, match: str) -> None:
    with pytest.raises(InputError, match=match):
        commands.mark(review, 1, turn, start, end, Category.OTHER, "GE", AT)


def test_what_is_marked_already_or_found_by_a_detector_is_told(review: Review) -> None:
    there = said(review, "Fernhill", 1)
    with pytest.raises(InputError, match="marked already"):
        commands.mark(review, 1, there.turn_id, there.start, there.end, Category.PLACE, "GE", AT)
    with pytest.raises(InputError, match="A detector proposed it"):
        commands.unmark(review, there.id)


def test_a_resized_mention_teaches_its_entity_the_words(review: Review) -> None:
    derek = said(review, "Derek", 1)
    there = next(each for each in review.mentions_of(derek.entity_id) if each.interview_id == 1 and each.turn_id == 4)
    step(review, commands.resize(review, there.id, there.start, there.end + len(" drove"), "GE", AT))
    assert review.said(review.mentions[there.id]) == "Derek drove"
    assert "Derek drove" in review.entities[derek.entity_id].forms
    step(review, commands.resize(review, there.id, there.start, there.end, "GE", AT))
    assert "Derek drove" not in review.entities[derek.entity_id].forms


def test_another_category_gets_another_number_and_the_old_one_is_never_given_again(review: Review) -> None:
    fernhill = entity_named(review, "Fernhill")
    assert fernhill.replacement == "[PLACE 1]"
    step(review, commands.relabel(review, fernhill.id, Category.ORGANISATION))
    assert review.entities[fernhill.id].replacement == "[ORGANISATION 3]"
    assert {each.category for each in review.mentions_of(fernhill.id)} == {Category.ORGANISATION}
    with pytest.raises(InputError, match="given to another"):
        commands.describe(review, entity_named(review, "Long Melford").id, replacement="[PLACE 1]")
    step(review, commands.describe(review, fernhill.id, replacement="the village"))
    step(review, commands.describe(review, fernhill.id, replacement="[PLACE 1]"))
    assert review.entities[fernhill.id].replacement == "[PLACE 1]", "its own it may have back"


def test_a_merge_keeps_one_replacement_and_no_number_is_lost(review: Review) -> None:
    siobhan, shavon = entity_named(review, "Siobhan Carey"), entity_named(review, "Shavon")
    anna = entity_named(review, "Anna")
    step(review, commands.keep_apart(review, [shavon.id, anna.id]))
    step(review, commands.decide_entity(review, siobhan.id, Decision.ACCEPTED, "GE", AT))
    step(review, commands.merge(review, siobhan.id, [shavon.id]))
    assert shavon.id not in review.entities
    assert words_of(review, siobhan.id) == ["Siobhan Carey", "Shavon", "Siobhan Carey"]
    assert said(review, "Shavon").decision is Decision.UNDECIDED, "nobody has looked at it yet"
    assert review.apart == {(anna.id, siobhan.id)}
    review.index.put(11, texts(["Who?", "Zelda Quorn."]))
    flag(review, 11, [("Zelda Quorn", Category.PERSON)])
    given = entity_named(review, "Zelda Quorn").replacement
    assert given not in {each.replacement for each in made_review().entities.values()}
    with pytest.raises(InputError, match="nothing to merge"):
        commands.merge(review, siobhan.id, [siobhan.id])
    with pytest.raises(InputError, match=f"Entity {shavon.id}"):
        commands.merge(review, siobhan.id, [shavon.id])


def test_a_merged_name_is_looked_for_when_its_new_entity_is_live(review: Review) -> None:
    anna, ann = entity_named(review, "Anna"), entity_named(review, "Ann")
    step(review, commands.decide_entity(review, ann.id, Decision.REJECTED_EVERYWHERE, "GE", AT))
    review.index.put(1, {**review.index.texts(1), 5: "And Ann."})
    change = step(review, commands.merge(review, anna.id, [ann.id]))
    assert [review.said(each) for each in change.after if each.interview_id == 1] == ["Ann"]


def test_an_entity_is_split_by_mentions_or_by_a_form(review: Review) -> None:
    derek = said(review, "Derek", 1).entity_id
    change = step(review, commands.split(review, derek, forms=["Derek Hall"]))
    (new,) = [each for each in change.entities_after if each.id != derek]
    assert (new.name, words_of(review, new.id)) == ("Derek Hall", ["Derek Hall"])
    assert review.entities[derek].name == "Derek"
    assert new.replacement != review.entities[derek].replacement
    assert (derek, new.id) in review.apart
    for bad in ([], [said(review, "Anna").id], [each.id for each in review.mentions_of(derek)]):
        with pytest.raises(InputError, match="takes some of its mentions"):
            commands.split(review, derek, mention_ids=bad)


def test_a_moved_mention_takes_its_form_along_and_an_empty_entity_goes(review: Review) -> None:
    peggy, margaret = entity_named(review, "Peggy"), entity_named(review, "Margaret Whitfield")
    step(review, commands.move(review, [said(review, "Peggy").id], margaret.id))
    assert peggy.id not in review.entities
    assert "Peggy" in review.entities[margaret.id].forms


def test_an_entity_is_described_and_an_empty_name_is_refused(review: Review) -> None:
    osei = entity_named(review, "Kwame Osei")
    step(
        review,
        commands.describe(
            review, osei.id, replacement="the physio", pseudonym="Ben Tull", descriptor="(a physio)", sex="m",
            styles=(("publication", "pseudonym"),),
        ),
    )  # fmt: skip
    now = review.entities[osei.id]
    assert (now.replacement, now.pseudonym, now.sex) == ("[the physio]", "Ben Tull", "m")
    odd = "the\x0bsenior\n physio\x02"
    step(
        review, commands.describe(review, osei.id, replacement=odd, pseudonym="Ben\x0bTull", descriptor="a\nphysio\x02")
    )
    now = review.entities[osei.id]
    lines = (now.replacement, now.pseudonym, now.descriptor)
    assert lines == ("[the senior physio]", "Ben Tull", "a physio"), "lines that any document can hold"
    with pytest.raises(InputError, match="cannot be empty"):
        commands.describe(review, osei.id, name=" \x0b")


def test_one_inverse_takes_a_step_and_all_it_brought_about_back(review: Review) -> None:
    before = dict(review.mentions), dict(review.entities)
    text = review.index.texts(6)[2]
    start = text.index("move")
    change = step(review, commands.mark(review, 6, 2, start, start + 4, Category.OTHER, "GE", AT))
    review.apply(change.inverse)
    assert (review.mentions, review.entities) == before
