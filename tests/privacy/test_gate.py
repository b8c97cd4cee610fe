"""Nothing leaves unless a person has decided and read it again: each way round the gate is tried."""

from __future__ import annotations

import copy
import pickle
from dataclasses import replace
from random import Random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.privacy.conftest import AT, Study, turn, watched
from transcribe_desk.privacy.deciding.decisions import decide
from transcribe_desk.privacy.detectors.watch_list import WatchListDetector
from transcribe_desk.privacy.gate import RefusalCode, ReleasedTranscript, refusals, release, release_draft
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.privacy.naming.names import occurrences
from transcribe_desk.study.errors import GateRefusedError

SECRETS = ("Derek Whitfield", "Fatima", "Harrogate")


def reviewed(study: Study) -> int:
    """Make an interview that may leave."""
    number = study.interview("Who was there?", "Derek Whitfield’s car, and Fatima, near Harrogate.", "Derek left.")
    study.flag(number, [WatchListDetector(watched(["Derek Whitfield", "Fatima"], ["Harrogate"]))])
    study.decide_all()
    study.sign_off(number)
    return number


def codes(study: Study, number: int) -> list[RefusalCode]:
    return [refusal.code for refusal in refusals(study.dossier(number))]


def test_a_reviewed_interview_leaves_without_any_original(study: Study) -> None:
    released = release(study.dossier(reviewed(study)))
    assert [each.text for each in released.transcript.turns] == [
        "Who was there?",
        "[NAME 1]’s car, and [NAME 2], near [OTHER 1].",
        "[NAME 1] left.",
    ]
    assert not released.draft
    assert {original.text: original.allowed for original in released.originals} == {
        "Derek Whitfield": 0,
        "Derek": 0,
        "Whitfield": 0,
        "Fatima": 0,
        "Harrogate": 0,
    }


def test_not_transcribed_or_not_flagged_is_refused_in_a_draft_too(study: Study) -> None:
    number = study.interview("Hello.", "Hello.")
    assert codes(study, number) == [RefusalCode.NOT_FLAGGED]
    with pytest.raises(GateRefusedError, match="01-hospital"):
        release_draft(study.dossier(number))
    del study.transcripts[number]
    assert codes(study, number) == [RefusalCode.NOT_TRANSCRIBED]
    with pytest.raises(GateRefusedError):
        release_draft(study.dossier(number))


def test_one_undecided_mention_is_refused_with_its_place(study: Study) -> None:
    number = reviewed(study)
    mention = study.mention("Fatima")
    study.apply(decide(study.mentions, {mention.id}, Decision.UNDECIDED, "GE", AT))
    study.sign_off(number)
    (refusal,) = refusals(study.dossier(number))
    assert (refusal.code, refusal.turn_id, refusal.start_ms, refusal.mention_id) == (
        RefusalCode.UNDECIDED,
        2,
        2000,
        mention.id,
    )
    assert refusal.message == "1 mention is still undecided."


def test_no_second_read_is_refused(study: Study) -> None:
    number = reviewed(study)
    study.sign_offs.clear()
    assert codes(study, number) == [RefusalCode.NOT_SIGNED_OFF]


def test_a_decision_after_sign_off_needs_another_read(study: Study) -> None:
    number = reviewed(study)
    study.apply(decide(study.mentions, {study.mention("Fatima").id}, Decision.REJECTED_HERE, "GE", AT))
    assert codes(study, number) == [RefusalCode.CHANGED_AFTER_SIGN_OFF]


def test_changed_words_after_sign_off_need_another_read(study: Study) -> None:
    number = reviewed(study)
    turns = study.transcripts[number].turns
    study.transcripts[number] = replace(study.transcripts[number], turns=(turn(1, "Who else?", "S1"), *turns[1:]))
    assert codes(study, number) == [RefusalCode.CHANGED_AFTER_SIGN_OFF]


@pytest.mark.parametrize("said", ["Derek", "whitfield", "W-H-I-T-F-I-E-L-D", "DEREK’S", "Fa\u200btima", "Dérek"])
def test_an_original_that_still_stands_is_refused_with_its_place_and_never_told(study: Study, said: str) -> None:
    number = reviewed(study)
    transcript = study.transcripts[number]
    study.transcripts[number] = replace(transcript, turns=(*transcript.turns, turn(4, f"I saw {said} there.")))
    study.sign_off(number)
    (refusal,) = refusals(study.dossier(number))
    assert refusal.code is RefusalCode.ORIGINAL_STANDS
    assert refusal.turn_id == 4
    with pytest.raises(GateRefusedError) as caught:
        release(study.dossier(number))
    told = f"{refusal.message} {refusal.remedy} {caught.value}"
    assert not any(occurrences(told, name) for secret in SECRETS for name in (secret, *secret.split()))


def test_an_original_accepted_in_another_interview_is_refused_until_decided_here(study: Study) -> None:
    first = reviewed(study)
    second = study.interview("Hello.", "Whitfield was there.")
    study.flagged.add(second)
    study.sign_off(second)
    assert codes(study, second) == [RefusalCode.ORIGINAL_STANDS]

    study.spread()
    assert codes(study, second) == [RefusalCode.UNDECIDED]
    study.apply(decide(study.mentions, {study.mention("Whitfield", second).id}, Decision.REJECTED_HERE, "GE", AT))
    assert codes(study, second) == []
    assert codes(study, first) == []
    allowed = {original.text: original.allowed for original in release(study.dossier(second)).originals}
    assert allowed["Whitfield"] == 1
    assert allowed["Derek"] == 0


def test_a_participants_name_nobody_found_is_refused_and_scanned_for(study: Study) -> None:
    number = reviewed(study)
    study.watched = watched(people=["Oluwaseun Adeyemi"])
    released = release(study.dossier(number))
    assert {"Oluwaseun Adeyemi", "Oluwaseun", "Adeyemi"} <= {original.text for original in released.originals}

    other = study.interview("Hello.", "This is Oluwaseun.")
    study.flagged.add(other)
    study.sign_off(other)
    assert codes(study, other) == [RefusalCode.ORIGINAL_STANDS]


def test_a_replacement_that_is_itself_an_original_is_refused(study: Study) -> None:
    number = reviewed(study)
    study.entities = tuple(
        replace(entity, replacement="[Fatima]") if entity.name == "Derek Whitfield" else entity
        for entity in study.entities
    )
    study.sign_off(number)
    assert set(codes(study, number)) == {RefusalCode.ORIGINAL_STANDS}
    with pytest.raises(GateRefusedError, match="replacement"):
        release_draft(study.dossier(number))


def test_an_organisation_label_that_is_a_replaced_name_is_refused(study: Study) -> None:
    number = study.interview("Hello.", "In Harrogate.", label="harrogate")
    study.flag(number, [WatchListDetector(watched(others=["Harrogate"]))])
    study.decide_all()
    study.sign_off(number)
    assert codes(study, number) == [RefusalCode.ORIGINAL_IN_LABEL]


def test_only_the_gate_makes_a_released_transcript(study: Study) -> None:
    released = release(study.dossier(reviewed(study)))
    with pytest.raises(TypeError):
        ReleasedTranscript(released.transcript, released.originals, draft=False)
    with pytest.raises(TypeError):
        copy.copy(released)
    with pytest.raises(TypeError):
        pickle.dumps(released)
    with pytest.raises(AttributeError):
        released.draft = True


def test_a_draft_accepts_proposals_unseen_and_keeps_rejections(study: Study) -> None:
    number = study.interview("Who?", "Derek met Fatima in Harrogate.", "Derek left.")
    study.flag(number, [WatchListDetector(watched(["Derek", "Fatima"], ["Harrogate"]))])
    study.apply(decide(study.mentions, {study.mention("Harrogate").id}, Decision.REJECTED_HERE, "GE", AT))
    released = release_draft(study.dossier(number))
    assert released.draft
    assert released.transcript.turns[1].text == "[NAME 1] met [NAME 2] in Harrogate."


def test_a_draft_replaces_what_nobody_proposed(study: Study) -> None:
    number = reviewed(study)
    second = study.interview("Hello.", "Whitfield met Oluwaseun and Oluwaseun.")
    study.flagged.add(second)
    study.watched = watched(people=["Oluwaseun"])
    assert release_draft(study.dossier(second)).transcript.turns[1].text == "[NAME 1] met [NAME 3] and [NAME 3]."
    assert number not in {mention.interview_id for mention in study.mentions if mention.interview_id == second}


WORDS = [
    *("Derek", "derek", "Mark", "mark", "Will", "will", "Fatima’s", "Fatima", "Van", "Grace", "O’Neil", "ONeil", "of"),
    *("Derek-Mark", "M", "A", "R", "K", "Leeds.", "Leeds", "the", "Dr", "Mrs", "Sa\u0301ra", "Sara", "(Sara)", "07700"),
    *("900", "123", "[Leeds]", "😀", "Leeds😀", "Grace\u200b", "\x07", "Fatima\u2028Grace"),
]


@settings(max_examples=150)
@given(
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=5),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join), min_size=1, max_size=3),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join), max_size=4),
    st.lists(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2).map(" ".join), max_size=2),
    st.randoms(use_true_random=False),
)
@example(["Dr 😀 😀"], ["Derek"], ["😀"], [], Random(0))
def test_whatever_the_gate_would_block_on_is_a_mention_somebody_can_decide(
    first: list[str], second: list[str], people: list[str], others: list[str], random: Random
) -> None:
    study = Study()
    numbers = [study.interview(*first), study.interview(*second)]
    for number in numbers:
        study.flag(number, [WatchListDetector(watched(people, others))])
    study.watched = watched(people, others)
    study.spread()
    for number in numbers:
        assert RefusalCode.ORIGINAL_STANDS not in codes(study, number)
        assert release_draft(study.dossier(number)).draft
    choices = [Decision.ACCEPTED, Decision.ACCEPTED, Decision.REJECTED_HERE]
    study.mentions = tuple(replace(each, decision=random.choice(choices)) for each in study.mentions)
    for number in numbers:
        study.sign_off(number)
        assert codes(study, number) == []
        released = release(study.dossier(number))
        for original in released.originals:
            stands = sum(len(occurrences(each.text, original.text)) for each in released.transcript.turns)
            assert stands == original.allowed
