"""One real thing gets one replacement in the whole study, and what is not sure stays apart."""

from __future__ import annotations

import pytest

from tests.privacy.conftest import AT, Study, watched
from transcribe_desk.privacy.deciding.decisions import decide, decide_entity
from transcribe_desk.privacy.detectors.watch_list import WatchListDetector
from transcribe_desk.privacy.mention import Decision


def flag_people(study: Study, interview_id: int, *names: str) -> None:
    """Flag these names as persons, as a detector would: the whole, and propagation finds the parts."""
    study.flag(interview_id, [WatchListDetector(watched(names))])


def test_a_full_name_its_parts_and_its_possessive_are_one_person(study: Study) -> None:
    number = study.interview("Who?", "Margaret’s late. Margaret Whitfield, I mean. Mrs Whitfield said so to MARGARET.")
    flag_people(study, number, "Margaret Whitfield")
    assert {study.entity_of(said).name for said in ("Margaret", "Margaret Whitfield", "Whitfield", "MARGARET")} == {
        "Margaret Whitfield"
    }
    study.decide_all()
    assert (
        study.rendered(number).turns[1].text == "[NAME 1]’s late. [NAME 1], I mean. Mrs [NAME 1] said so to [NAME 1]."
    )


def test_the_same_name_in_another_interview_is_the_same_entity(study: Study) -> None:
    first = study.interview("Who?", "Derek rang.")
    second = study.interview("Who?", "Not Brian but derek.")
    flag_people(study, first, "Derek")
    flag_people(study, second, "Derek", "Brian")
    assert study.entity_of("Derek", first).id == study.entity_of("derek", second).id
    assert study.entity_of("Brian").replacement == "[NAME 2]"


def test_a_part_of_two_names_is_kept_apart_rather_than_guessed(study: Study) -> None:
    number = study.interview("Who?", "Sarah Patel and Sarah Osborne came. Then Sarah left.")
    flag_people(study, number, "Sarah Patel", "Sarah Osborne")
    alone = next(m for m in study.mentions if study.said(m) == "Sarah")
    assert len({study.entity_of("Sarah Patel").id, study.entity_of("Sarah Osborne").id, alone.entity_id}) == 3


def test_a_title_tells_two_people_of_one_surname_apart(study: Study) -> None:
    number = study.interview("Who?", "Mr Okafor and Mrs Okafor were there.")
    study.flag(number)
    assert len({mention.entity_id for mention in study.mentions}) == 2


def test_replacements_are_numbered_by_first_appearance_and_never_reused(study: Study) -> None:
    first = study.interview("Who?", "Brian met Derek.")
    flag_people(study, first, "Derek", "Brian")
    assert study.entity_of("Brian").replacement == "[NAME 1]"
    assert study.entity_of("Derek").replacement == "[NAME 2]"
    study.mentions = ()
    second = study.interview("Who?", "Fatima came.")
    flag_people(study, second, "Fatima")
    assert study.entity_of("Fatima").replacement == "[NAME 3]"


def test_flagging_again_keeps_entities_and_decisions_of_unchanged_spans(study: Study) -> None:
    number = study.interview("Who?", "Derek met Fatima. Fatima left.")
    flag_people(study, number, "Derek", "Fatima")
    study.apply(decide(study.mentions, {study.mention("Derek").id}, Decision.REJECTED_HERE, "GE", AT))
    before = study.mentions, study.entities

    flag_people(study, number, "Derek", "Fatima")
    assert (study.mentions, study.entities) == before

    study.flag(number, [])
    assert [study.said(mention) for mention in study.mentions] == ["Derek"], "what a person decided stays"


def test_a_mention_whose_words_are_gone_goes_even_if_decided(study: Study) -> None:
    number = study.interview("Who?", "Derek came.")
    flag_people(study, number, "Derek")
    study.decide_all()
    other = study.interview("Who?", "Nobody came at all.")
    study.transcripts[number] = study.transcripts[other]
    flag_people(study, number, "Derek")
    assert study.mentions == ()


def test_rejected_everywhere_holds_in_all_interviews_and_for_what_is_flagged_later(study: Study) -> None:
    first = study.interview("Who?", "Derek came. Derek left.")
    second = study.interview("Who?", "Derek again.")
    flag_people(study, first, "Derek")
    flag_people(study, second, "Derek")
    change = decide(study.mentions, {study.mention("Derek", second).id}, Decision.REJECTED_EVERYWHERE, "GE", AT)
    study.apply(change)
    assert {mention.decision for mention in study.mentions} == {Decision.REJECTED_EVERYWHERE}

    third = study.interview("Who?", "And Derek once more.")
    flag_people(study, third, "Derek")
    assert study.mention("Derek", third).decision is Decision.REJECTED_EVERYWHERE
    assert study.mention("Derek", third).decided_by == "GE"

    study.apply(change.inverse)
    assert study.mention("Derek", first).decision is Decision.UNDECIDED


@pytest.mark.parametrize("decision", list(Decision))
def test_every_decision_on_an_entity_can_be_taken_back(study: Study, decision: Decision) -> None:
    first = study.interview("Who?", "Derek came with Fatima.")
    second = study.interview("Who?", "Derek again.")
    flag_people(study, first, "Derek", "Fatima")
    flag_people(study, second, "Derek")
    study.apply(decide(study.mentions, {study.mention("Derek", second).id}, Decision.ACCEPTED, "GE", AT))
    before = study.mentions

    change = decide_entity(study.mentions, study.entity_of("Derek").id, decision, "MK", AT, note="asked to")
    study.apply(change)
    assert {m.decision for m in study.mentions if m.entity_id == study.entity_of("Derek").id} == {decision}
    assert study.mention("Fatima").decision is Decision.UNDECIDED
    study.apply(change.inverse)
    assert study.mentions == before


def test_an_entity_can_be_decided_in_one_interview_only(study: Study) -> None:
    first = study.interview("Who?", "Derek came.")
    second = study.interview("Who?", "Derek again.")
    flag_people(study, first, "Derek")
    flag_people(study, second, "Derek")
    entity_id = study.entity_of("Derek").id
    study.apply(decide_entity(study.mentions, entity_id, Decision.ACCEPTED, "GE", AT, interview_id=second))
    assert study.mention("Derek", first).decision is Decision.UNDECIDED
    assert study.mention("Derek", second).decision is Decision.ACCEPTED
