"""Steps of a review hold in the whole study, outlive the program, follow edited text, and all go through one door."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.jobs.conftest import StudyBuilder
from tests.privacy.made_study import FOUND, TALK, proposals
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.deciding.settling import known_everywhere
from transcribe_desk.privacy.gate import RefusalCode
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Interview


@pytest.fixture
def study(desk: Desk, builder: StudyBuilder) -> list[Interview]:
    """Fill the study with the made interviews and give them."""
    return [_add(desk, builder, talk) for talk in TALK.values()]


def _add(desk: Desk, builder: StudyBuilder, talk: Sequence[str]) -> Interview:
    interview = builder.transcribed(talk, names={})
    _flag(desk, interview)
    return interview


def _flag(desk: Desk, interview: Interview, found: Sequence[tuple[str, Category]] = FOUND, by: str = "test 1") -> None:
    transcript = desk.vault.transcripts.transcript(interview.id)
    assert transcript is not None
    found_there = proposals({turn.id: turn.text for turn in transcript.turns}, found)
    fields = ("turn_id", "start", "end", "label", "category", "detectors", "score", "reason")
    values = [{name: getattr(each, name) for name in fields} for each in found_there]
    reviewing.store_proposals(desk.vault, interview.id, values, detectors=by)


def named(desk: Desk, name: str) -> Entity:
    mentioned = {each.entity_id for each in desk.mentions()}
    (found,) = [each for each in desk.entities() if each.name == name and each.id in mentioned]
    return found


def words(desk: Desk, mention: Mention) -> str:
    transcript = desk.transcript(mention.interview_id)
    assert transcript is not None
    return transcript.turn(mention.turn_id).text[mention.start : mention.end]


def state(desk: Desk) -> object:
    return desk.entities(), desk.mentions(), desk.vault.review.apart()


def test_every_step_is_taken_back_and_done_again_in_another_session(
    desk: Desk, study: list[Interview], tmp_path: Path
) -> None:
    review, states = desk.review, [state(desk)]
    patel, sarah = named(desk, "Sarah Patel").id, named(desk, "Sarah").id
    turn = desk.vault.review.turn_texts(study[0].id)[4]
    steps: list[Callable[[], object]] = [
        lambda: review.decide_entity(patel, Decision.ACCEPTED, "GE"),
        lambda: review.decide([desk.mentions()[3].id], Decision.EXCEPTION, "GE", "asked to be named"),
        lambda: review.mark(study[0].id, 4, turn.index("drove"), turn.index("drove") + 5, Category.ROLE, "GE"),
        lambda: review.merge(patel, [sarah], "GE"),
        lambda: review.split(patel, "GE", forms=["Sarah"]),
        lambda: review.relabel(named(desk, "Fernhill").id, Category.ORGANISATION, "GE"),
        lambda: review.describe(patel, "GE", replacement="the consultant"),
        lambda: review.keep_apart([named(desk, "Anna").id, named(desk, "Ann").id], "GE"),
        lambda: review.move([desk.mentions()[0].id], named(desk, "Anna").id, "GE"),
        lambda: review.comment(desk.mentions()[1].id, "Check.", "GE"),
    ]
    for step in steps:
        step()
        states.append(state(desk))
    assert len({str(each) for each in states}) == len(steps) + 1, "each of them changes something"
    desk.close()

    with Desk.open(desk.vault.folder, "a passphrase") as again:
        for before in reversed(states[:-1]):
            taken = again.review.undo("MK")
            assert taken is not None
            assert taken.lost == ()
            assert state(again) == before
        assert not again.can_undo()
    with Desk.open(desk.vault.folder, "a passphrase") as again:
        for after in states[1:]:
            again.redo()
            assert state(again) == after
        assert not again.can_redo()
        trail = str(again.vault.audit.entries()) + str(again.review.steps())
        assert not [name for name, _ in FOUND if name in trail], "the trail never says who"


def test_edited_text_keeps_decisions_on_words_that_stand_and_brings_only_the_rest_back(
    desk: Desk, study: list[Interview]
) -> None:
    first = study[0]
    desk.decide([each.id for each in desk.mentions()], Decision.ACCEPTED, "GE")
    decided = desk.mentions(first.id)
    assert desk.vault.review.flagged(first.id)

    desk.edit_turn(first.id, 4, "Well, Derek, as I said, drove the van over from Fernhill with Osborne.", "GE")

    now = desk.mentions(first.id)
    open_ones = [words(desk, each) for each in now if each.decision is Decision.UNDECIDED]
    assert open_ones == ["Osborne"], "a name decided elsewhere comes up for review where it is new"
    assert {each.id for each in decided} == {each.id for each in now if each.decision is Decision.ACCEPTED}
    assert {words(desk, each) for each in now} >= {"Derek", "Fernhill"}
    assert not desk.vault.review.flagged(first.id), "no detector has read the new words"
    assert RefusalCode.NOT_FLAGGED in {each.code for each in desk.refusals(first.id)}
    assert desk.vault.review.unread_turns(first.id) == {4}

    desk.edit_turn(first.id, 4, "Zelda drove the van.", "GE")
    assert not [each for each in desk.mentions(first.id) if each.turn_id == 4]
    everything = [*FOUND, ("Zelda", Category.PERSON), ("the matron", Category.ROLE)]
    _flag(desk, first, everything)
    fresh = [words(desk, each) for each in desk.mentions(first.id) if each.decision is Decision.UNDECIDED]
    assert fresh == ["Zelda"], "turns nobody touched are not flagged anew by the same detectors"
    _flag(desk, first, everything, by="test 2")
    fresh = [words(desk, each) for each in desk.mentions(first.id) if each.decision is Decision.UNDECIDED]
    assert fresh == ["the matron", "Zelda"], "other detectors read everything"


def test_an_undo_that_meets_edited_text_restores_the_rest_and_says_what_it_could_not(
    desk: Desk, study: list[Interview]
) -> None:
    derek = named(desk, "Derek Hall")
    desk.decide_entity(derek.id, Decision.ACCEPTED, "GE")
    gone = [each for each in desk.mentions(study[0].id) if each.entity_id == derek.id and each.turn_id == 4]
    desk.edit_turn(study[0].id, 4, "Nobody drove the van from Fernhill.", "GE")
    desk.edit_turn(study[3].id, 2, "Oh, Derek Hall is the porter. Not the driver, Derek.", "GE")

    taken = desk.review.undo("GE")

    assert taken is not None
    assert [each.id for each in taken.lost] == [each.id for each in gone]
    left = [each for each in desk.mentions() if each.entity_id == derek.id]
    assert {each.decision for each in left} == {Decision.UNDECIDED}
    assert {words(desk, each) for each in left} == {"Derek", "Derek Hall"}
    with desk.vault.transaction():
        assert known_everywhere(desk.vault.review_memory.current()).empty


def test_what_was_flagged_since_a_merge_finds_its_entity_when_that_is_taken_back(
    desk: Desk, builder: StudyBuilder, study: list[Interview]
) -> None:
    anna, ann = named(desk, "Anna"), named(desk, "Ann")
    desk.review.merge(anna.id, [ann.id], "GE")
    later = _add(desk, builder, ["Who was it?", "Ann, again."])
    (found,) = desk.mentions(later.id)
    desk.undo()
    (now,) = desk.mentions(later.id)
    assert (now.id, now.entity_id) == (found.id, ann.id)


def test_questions_are_answered_once(desk: Desk, study: list[Interview]) -> None:
    known = {each.id: each.name for each in desk.entities()}
    asked = desk.review.questions()
    assert {known[each.entity_id] for each in asked} == {"Sarah", "Okafor", "Patel", "Ann", "Shavon"}
    for question in asked:
        desk.review.keep_apart([question.entity_id, *question.candidates], "GE")
    assert desk.review.questions() == ()
    desk.undo()
    assert desk.review.questions() == asked[-1:]


def test_a_step_that_cannot_be_taken_leaves_everything_as_it_was(desk: Desk, study: list[Interview]) -> None:
    before, entries = state(desk), len(desk.vault.audit.entries())
    for wrong in (
        lambda: desk.review.merge(1, [999], "GE"),
        lambda: desk.review.mark(study[0].id, 1, 0, 999, Category.PERSON, "GE"),
        lambda: desk.decide([1], Decision.EXCEPTION, "GE"),
        lambda: desk.edit_turn(study[0].id, 1, "  ", "GE"),
        lambda: desk.edit_turn(study[0].id, 99, "Hello.", "GE"),
        lambda: desk.review.describe(1, "GE", replacement="[NAME 2]"),
    ):
        with pytest.raises(InputError):
            wrong()
    assert state(desk) == before
    assert len(desk.vault.audit.entries()) == entries
    assert not desk.can_undo()


def test_an_edit_keeps_the_times_of_the_words_that_stay(desk: Desk, study: list[Interview]) -> None:
    before = desk.transcript(study[0].id)
    after = desk.edit_turn(study[0].id, 4, "Derek really drove the red van from Fernhill.", "GE")
    assert before is not None
    old = {word.text: word for word in before.turn(4).words}
    new = {word.text: word for word in after.turn(4).words}
    assert all(new[word] == old[word] for word in ("Derek", "drove", "the", "van", "from", "Fernhill."))
    times = [time for word in after.turn(4).words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
