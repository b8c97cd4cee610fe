"""A second person decides without seeing the first one's decisions; both are compared, and differences settled."""

from __future__ import annotations

import pytest

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.deciding.blind_review import Verdict
from transcribe_desk.privacy.mention import Category, Decision, Mention
from transcribe_desk.study.edits import merge
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Interview

SAID = (
    "Who runs it?",
    "Dr Patel does, and Margaret helps. Margaret came from Leeds, and Dr Quill too.",
    "And now?",
    "Leeds is far away. Ask Sister Bone about it.",
)


@pytest.fixture
def interview(builder: StudyBuilder) -> Interview:
    return builder.transcribed(SAID)


def words(desk: Desk, mention: Mention) -> str:
    return desk.vault.review.turn_texts(mention.interview_id)[mention.turn_id][mention.start : mention.end]


def place(desk: Desk, interview: Interview, turn: int, said: str) -> tuple[int, int, int]:
    start = desk.vault.review.turn_texts(interview.id)[turn].index(said)
    return turn, start, start + len(said)


def test_the_second_sees_the_proposals_and_nothing_of_the_first(desk: Desk, interview: Interview) -> None:
    desk.review.mark(interview.id, *place(desk, interview, 2, "Quill"), Category.PERSON, "AB")
    desk.decide([each.id for each in desk.mentions(interview.id)], Decision.ACCEPTED, "AB")
    seen = desk.second_review.mentions(interview.id, "CD")
    assert [words(desk, each) for each in seen] == ["Dr Patel", "Margaret", "Margaret", "Leeds", "Leeds"]
    assert {(each.decision, each.decided_by) for each in seen} == {(Decision.UNDECIDED, "")}


def test_what_the_second_decides_changes_nothing_in_the_study(desk: Desk, interview: Interview) -> None:
    before = desk.review.snapshot()
    seen = desk.second_review.mentions(interview.id, "CD")
    after = desk.second_review.decide(interview.id, [seen[0].id], Verdict.STAYS, "CD")
    assert after[0].decision is Decision.REJECTED_HERE
    marked = desk.second_review.mark(interview.id, *place(desk, interview, 4, "Sister Bone"), Category.PERSON, "CD")
    assert [words(desk, each) for each in marked if each.id < 0] == ["Sister Bone"]
    assert desk.review.snapshot() == before
    again = desk.second_review.decide(interview.id, [seen[0].id, -1], None, "CD")
    assert {each.decision for each in again} == {Decision.UNDECIDED}
    assert desk.second_review.reviewers(interview.id) == ()


def test_comparing_waits_for_both(desk: Desk, interview: Interview) -> None:
    with pytest.raises(InputError, match="not decided by both"):
        desk.second_review.compare(interview.id, "CD")
    desk.decide([each.id for each in desk.mentions(interview.id)], Decision.ACCEPTED, "AB")
    assert desk.second_review.waiting(interview.id, "CD") == 5
    with pytest.raises(InputError, match="5 proposals"):
        desk.second_review.compare(interview.id, "CD")


def test_agreement_and_differences_stay_as_they_were_found(desk: Desk, interview: Interview) -> None:
    comparison = compared(desk, interview)
    found = comparison.agreement
    # Four of five proposals alike; Quill only the first marked, Sister Bone only the second.
    assert (found.units, found.agreed) == (7, 4)
    assert [(unit.words, unit.first, unit.second) for unit in comparison.differences] == [
        ("Leeds", Verdict.STAYS, Verdict.REPLACED),
        ("Quill", Verdict.REPLACED, Verdict.STAYS),
        ("Sister Bone", Verdict.STAYS, Verdict.REPLACED),
    ]
    assert found.kappa is not None
    desk.decide([comparison.differences[0].mention_id or 0], Decision.ACCEPTED, "AB")
    assert desk.second_review.comparison(comparison.id).agreement == found


def test_settling_a_difference_makes_it_the_study_s_decision(desk: Desk, interview: Interview) -> None:
    comparison = compared(desk, interview)
    settled = desk.second_review.settle(comparison.id, 1, Verdict.REPLACED, "AB and CD")
    settled = desk.second_review.settle(comparison.id, 3, Verdict.REPLACED, "AB and CD")
    assert settled.open == 1
    assert settled.agreement == comparison.agreement
    decisions = {words(desk, each): each.decision for each in desk.mentions(interview.id)}
    assert (decisions["Leeds"], decisions["Sister Bone"]) == (Decision.ACCEPTED, Decision.ACCEPTED)
    with pytest.raises(InputError, match="has 3"):
        desk.second_review.settle(comparison.id, 4, Verdict.STAYS, "AB")


@pytest.mark.parametrize("before", ["Well, ", "Well, well, well. ", "Sister Bone: "])
def test_settling_after_an_edit_replaces_the_words_where_they_stand_now(
    desk: Desk, interview: Interview, before: str
) -> None:
    comparison = compared(desk, interview)
    desk.edit_turn(interview.id, 4, before + SAID[3])
    desk.second_review.settle(comparison.id, 3, Verdict.REPLACED, "AB and CD")
    _, start, end = place(desk, interview, 4, "Sister Bone about")
    accepted = [each for each in desk.mentions(interview.id) if each.decision is Decision.ACCEPTED]
    (marked,) = [each for each in accepted if each.turn_id == 4 and words(desk, each) == "Sister Bone"]
    assert (marked.start, marked.end) == (start, end - len(" about"))


def test_a_difference_whose_words_are_gone_is_not_replaced(desk: Desk, interview: Interview) -> None:
    comparison = compared(desk, interview)
    desk.edit_turn(interview.id, 4, "Leeds is far away. Ask Sister Stone about it.")
    before = desk.mentions(interview.id)
    with pytest.raises(InputError, match="there no more"):
        desk.second_review.settle(comparison.id, 3, Verdict.REPLACED, "AB and CD")
    assert desk.mentions(interview.id) == before
    assert desk.second_review.comparison(comparison.id).open == 3
    assert desk.second_review.settle(comparison.id, 3, Verdict.STAYS, "AB and CD").open == 2


def test_an_older_comparison_takes_its_words_from_what_was_marked(desk: Desk, interview: Interview) -> None:
    comparison = compared(desk, interview)
    desk.vault._database.query("UPDATE blind_comparisons SET words = NULL")
    desk.edit_turn(interview.id, 4, "Well, " + SAID[3])
    assert desk.second_review.comparison(comparison.id) == comparison
    taken_back = [each.id for each in desk.second_review.mentions(interview.id, "CD") if each.id < 0]
    desk.second_review.decide(interview.id, taken_back, None, "CD")
    with pytest.raises(InputError, match="there no more"):
        desk.second_review.settle(comparison.id, 3, Verdict.REPLACED, "AB and CD")


def test_marked_words_are_found_again_after_an_edit(desk: Desk, interview: Interview) -> None:
    desk.second_review.mark(interview.id, *place(desk, interview, 4, "Sister Bone"), Category.PERSON, "CD")
    desk.edit_turn(interview.id, 4, "Well, Leeds is far away. Ask Sister Bone about it.")
    assert [words(desk, each) for each in desk.second_review.mentions(interview.id, "CD") if each.id < 0] == [
        "Sister Bone"
    ]


def test_marked_words_go_into_another_turn_with_it_and_are_settled_there(desk: Desk, interview: Interview) -> None:
    comparison = compared(desk, interview)
    desk.editing.make(interview.id, lambda now: merge(now, 3))
    marked = [each for each in desk.second_review.mentions(interview.id, "CD") if each.id < 0]
    assert [(each.turn_id, words(desk, each)) for each in marked] == [(3, "Sister Bone")]
    desk.second_review.settle(comparison.id, 3, Verdict.REPLACED, "AB and CD")
    accepted = [each for each in desk.mentions(interview.id) if each.decision is Decision.ACCEPTED]
    assert (3, "Sister Bone") in [(each.turn_id, words(desk, each)) for each in accepted]
    desk.second_review.decide(interview.id, [marked[0].id], None, "CD")
    assert [each for each in desk.second_review.mentions(interview.id, "CD") if each.id < 0] == []


def test_marked_words_that_an_edit_took_away_are_a_difference(desk: Desk, interview: Interview) -> None:
    compared(desk, interview)
    desk.edit_turn(interview.id, 4, "Leeds is far away. Ask Sister Stone about it.")
    comparison = desk.second_review.compare(interview.id, "CD")
    (gone,) = [unit for unit in comparison.differences if unit.words == "Sister Bone"]
    assert (gone.first, gone.second) == (Verdict.STAYS, Verdict.REPLACED)
    number = comparison.differences.index(gone) + 1
    with pytest.raises(InputError, match="there no more"):
        desk.second_review.settle(comparison.id, number, Verdict.REPLACED, "AB and CD")
    assert desk.second_review.settle(comparison.id, number, Verdict.STAYS, "AB and CD").open == comparison.open - 1


def compared(desk: Desk, interview: Interview):  # type: ignore[no-untyped-def]
    desk.decide([each.id for each in desk.mentions(interview.id)], Decision.ACCEPTED, "AB")
    last = desk.mentions(interview.id)[3]
    desk.decide([last.id], Decision.REJECTED_HERE, "AB")
    desk.review.mark(interview.id, *place(desk, interview, 2, "Quill"), Category.PERSON, "AB")
    seen = desk.second_review.mentions(interview.id, "CD")
    desk.second_review.decide(interview.id, [each.id for each in seen], Verdict.REPLACED, "CD")
    desk.second_review.mark(interview.id, *place(desk, interview, 4, "Sister Bone"), Category.PERSON, "CD")
    return desk.second_review.compare(interview.id, "CD")
