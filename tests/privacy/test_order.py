"""What discloses most and is doubted most is decided first, one line for each entity."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from tests.privacy.made_study import AT, copied, do, entity_named, made_review, said
from transcribe_desk.privacy.deciding import review_commands as commands
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.deciding.order import EntityToReview, in_review_order, in_text_order
from transcribe_desk.privacy.deciding.review import Review, in_order
from transcribe_desk.privacy.finding.flagging import UNSURE
from transcribe_desk.privacy.mention import Decision, Mention

_LATER = AT + dt.timedelta(hours=1)


def change_mentions(review: Review, name: str, **changes: object) -> None:
    """Let the detectors have said something else about an entity."""
    before = review.mentions_of(entity_named(review, name).id)
    do(review, Change(tuple(before), tuple(replace(each, **changes) for each in before)))  # type: ignore[arg-type]


def line(review: Review, name: str) -> EntityToReview:
    (found,) = [each for each in in_review_order(review) if each.entity.name == name]
    return found


def names(review: Review) -> list[str]:
    return [each.entity.name for each in in_review_order(review)]


def test_one_line_an_entity_counts_its_mentions_and_says_where_it_is_first_open() -> None:
    review = made_review()
    found = line(review, "Margaret Whitfield")
    assert (found.mentions, found.undecided, found.decided, found.interviews) == (6, 6, 0, (1, 3, 6))
    assert review.said(found.first) == "Margaret Whitfield"

    do(review, commands.decide(review, [found.first.id], Decision.ACCEPTED, "GE", AT))

    assert (line(review, "Margaret Whitfield").undecided, line(review, "Margaret Whitfield").decided) == (5, 1)
    assert line(review, "Margaret Whitfield").first != found.first


def test_every_mention_of_the_study_is_in_exactly_one_line() -> None:
    review = made_review()
    lines = in_review_order(review)
    assert sum(each.mentions for each in lines) == len(review.mentions)
    assert len({each.entity.id for each in lines}) == len(lines)


def test_names_come_before_places_and_places_before_dates() -> None:
    order = names(made_review())
    assert order.index("Kwame Osei") < order.index("Fernhill") < order.index("the third of May")


def test_what_only_one_model_saw_comes_before_what_both_saw() -> None:
    review = made_review()
    change_mentions(review, "Siobhan Carey", detectors=("spacy-sm",), score=0.7)
    change_mentions(review, "Kwame Osei", detectors=("spacy-md", "spacy-sm"), score=0.88)

    assert names(review)[0] == "Siobhan Carey"
    assert line(review, "Siobhan Carey").reasons[0] == "only one of two models saw it in 2 of 2 places"
    assert line(review, "Kwame Osei").reasons == ("a person: identifies directly",)


def test_the_same_words_replaced_here_and_standing_there_come_up() -> None:
    review = made_review()
    places = review.mentions_of(entity_named(review, "Fernhill").id)
    do(review, commands.decide(review, [places[0].id], Decision.ACCEPTED, "GE", AT))
    before = line(review, "Fernhill")
    do(review, commands.decide(review, [places[1].id], Decision.REJECTED_HERE, "GE", _LATER))
    after = line(review, "Fernhill")

    assert after.reasons[0] == "the same words are replaced in one place and stand in another"
    assert after.weight > before.weight
    decided = [each.entity.name for each in in_review_order(review) if not each.undecided]
    assert decided == ["Fernhill"], "and among what is decided, it alone"


def test_an_exception_is_meant_to_differ() -> None:
    review = made_review()
    places = review.mentions_of(entity_named(review, "Fernhill").id)
    do(review, commands.decide(review, [places[0].id], Decision.ACCEPTED, "GE", AT))
    do(review, commands.decide(review, [places[1].id], Decision.EXCEPTION, "GE", AT, note="asked to be named"))
    assert "the same words" not in line(review, "Fernhill").reasons[0]


def test_a_capital_the_recogniser_was_unsure_of_weighs_more() -> None:
    review = made_review()
    change_mentions(review, "Kwame Osei", reason=f"in the test's list; {UNSURE}")
    assert names(review)[0] == "Kwame Osei"
    assert "the recogniser was unsure of the words in 2 of 2 places" in line(review, "Kwame Osei").reasons


def test_what_is_decided_goes_to_the_end() -> None:
    review = made_review()
    first = in_review_order(review)[0].entity
    do(review, commands.decide_entity(review, first.id, Decision.ACCEPTED, "GE", AT))
    assert names(review)[-1] == first.name


def test_one_interview_counts_only_itself_but_weighs_the_whole_study() -> None:
    review = made_review()
    change_mentions(review, "Margaret Whitfield", detectors=("spacy-md",))
    (here,) = [each for each in in_review_order(review, 6) if each.entity.name == "Margaret Whitfield"]
    assert (here.mentions, here.interviews) == (1, (6,))
    assert here.weight == line(review, "Margaret Whitfield").weight
    assert {each.first.interview_id for each in in_review_order(review, 6)} == {6}


def test_the_order_of_the_text_is_there_too() -> None:
    review = made_review()
    do(review, commands.decide_entity(review, said(review, "Derek").entity_id, Decision.ACCEPTED, "GE", AT))
    lines = in_text_order(in_review_order(review))
    firsts: list[Mention] = [each.first for each in lines if each.undecided]
    assert firsts == in_order(firsts)
    assert not lines[-1].undecided


def test_two_runs_give_the_same() -> None:
    review = made_review()
    assert in_review_order(review) == in_review_order(copied(review)) == in_review_order(made_review())
