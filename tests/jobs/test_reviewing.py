"""One real thing gets one replacement in the whole study, and what one person decides holds everywhere at once."""

from __future__ import annotations

import pytest

from tests.jobs.conftest import NAMES, StudyBuilder, proposals
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.gate import RefusalCode
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.speakers import Scope, swap_roles
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import SpeakerRole


def texts(desk: Desk, interview: Interview) -> list[str]:
    return [turn.text for turn in desk.rendered(interview.id).turns]


def codes(desk: Desk, interview: Interview) -> set[RefusalCode]:
    return {refusal.code for refusal in desk.refusals(interview.id)}


def test_one_name_has_one_replacement_in_all_interviews(desk: Desk, builder: StudyBuilder) -> None:
    first = builder.transcribed(["Hello Margaret.", "Hello."])
    second = builder.transcribed(["Do you know Margaret?", "Margaret sent me to Leeds."])
    (margaret,) = [entity for entity in desk.entities() if entity.name == "Margaret"]

    changed = desk.decide_entity(margaret.id, Decision.ACCEPTED, "GE")

    assert len(changed) == 3
    assert texts(desk, first) == ["Hello [NAME 1].", "Hello."]
    assert texts(desk, second) == ["Do you know [NAME 1]?", "[NAME 1] sent me to Leeds."]


def test_a_name_found_later_is_proposed_in_the_interviews_before(desk: Desk, builder: StudyBuilder) -> None:
    first = builder.transcribed(["Were you in Leeds?", "Yes, Margaret was."], names={"Leeds": NAMES["Leeds"]})
    assert len(desk.mentions(first.id)) == 1

    builder.transcribed(["Hello Margaret.", "Hello."])

    found = [mention for mention in desk.mentions(first.id) if mention.turn_id == 2]
    assert [mention.reason for mention in found] == ["named elsewhere in the study"]


def test_a_participants_own_name_is_proposed_wherever_it_is_said(desk: Desk, builder: StudyBuilder) -> None:
    from transcribe_desk.jobs.importing import Details

    before = builder.transcribed(["And then?", "Then Oluwaseun rang me."], names={})
    assert desk.mentions(before.id) == ()
    desk.import_files([builder.recording()], "hospital", Details(name="Oluwaseun Adeyemi"))
    (mention,) = desk.mentions(before.id)
    assert mention.reason == "name of a participant"


def test_undo_takes_decisions_back_one_by_one(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["Hello Margaret.", "I live in Leeds."])
    before = desk.mentions()
    for mention in before:
        desk.decide([mention.id], Decision.ACCEPTED, "GE")
    assert all(mention.decision is Decision.ACCEPTED for mention in desk.mentions())

    while desk.can_undo():
        desk.undo()

    assert desk.mentions() == before
    assert codes(desk, interview) == {RefusalCode.UNDECIDED, RefusalCode.NOT_SIGNED_OFF}
    assert desk.undo() == ()


def test_rejected_everywhere_stays_as_said_in_interviews_to_come(desk: Desk, builder: StudyBuilder) -> None:
    first = builder.transcribed(["I was in Leeds.", "Good."])
    (leeds,) = desk.mentions(first.id)
    desk.decide([leeds.id], Decision.REJECTED_EVERYWHERE, "GE")
    second = builder.transcribed(["Leeds again?", "Yes."])
    assert [mention.decision for mention in desk.mentions(second.id)] == [Decision.REJECTED_EVERYWHERE]
    assert texts(desk, second) == ["Leeds again?", "Yes."]


def test_flagging_again_keeps_what_was_decided(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["Hello Margaret.", "I live in Leeds."])
    mention = desk.mentions(interview.id)[0]
    desk.decide([mention.id], Decision.REJECTED_HERE, "GE")
    before = desk.mentions(interview.id)
    transcript = desk.transcript(interview.id)
    assert transcript is not None

    reviewing.store_proposals(desk.vault, interview.id, proposals(transcript.turns, NAMES))

    assert desk.mentions(interview.id) == before


def test_a_sign_off_needs_everything_decided_and_a_name(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["Hello Margaret.", "Hello."])
    with pytest.raises(GateRefusedError, match="undecided"):
        desk.sign_off(interview.id, "GE")
    desk.decide([mention.id for mention in desk.mentions()], Decision.ACCEPTED, "GE")
    with pytest.raises(InputError, match="Say who read"):
        desk.sign_off(interview.id, " ")
    desk.sign_off(interview.id, "GE")
    assert desk.refusals(interview.id) == ()


def test_a_sign_off_ends_with_the_next_change(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["Hello Margaret.", "Hello."])
    desk.decide([mention.id for mention in desk.mentions()], Decision.ACCEPTED, "GE")
    desk.sign_off(interview.id, "GE")

    desk.swap_roles(interview.id)  # the labels of the turns change with it

    assert codes(desk, interview) == {RefusalCode.CHANGED_AFTER_SIGN_OFF}


def test_a_name_that_comes_up_later_closes_the_gate_of_earlier_interviews(desk: Desk, builder: StudyBuilder) -> None:
    early = builder.transcribed(["Did Dr Patel help?", "No, Christine did."], names={"Dr Patel": NAMES["Dr Patel"]})
    desk.decide([mention.id for mention in desk.mentions()], Decision.ACCEPTED, "GE")
    desk.sign_off(early.id, "GE")
    assert desk.refusals(early.id) == ()

    builder.transcribed(["Hello Christine.", "Hello."], names={"Christine": ("PERSON", "NAME")})

    assert RefusalCode.UNDECIDED in codes(desk, early)


def test_speakers_are_the_machines_proposal_until_a_person_says_so(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["How are you?", "Well."])
    proposed = desk.transcript(interview.id)
    assert proposed is not None
    assert not proposed.roles_confirmed
    assert desk.confirm_roles(interview.id).roles_confirmed
    assert desk.swap_roles(interview.id).label("S1", "01-hospital") == "01-hospital"
    both = desk.give_role(interview.id, "S1", SpeakerRole.INTERVIEWER)
    assert set(both.roles.values()) == {SpeakerRole.INTERVIEWER}

    for _ in range(3):
        assert desk.editing.can_undo(interview.id)
        desk.editing.undo(interview.id)
    assert not desk.editing.can_undo(interview.id)
    assert desk.transcript(interview.id) == proposed


def test_correcting_speakers_keeps_what_was_decided_and_can_be_taken_back(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["How are you?", "I met Margaret.", "In Leeds?", "Yes."])
    desk.decide([mention.id for mention in desk.mentions()], Decision.ACCEPTED, "GE")
    desk.sign_off(interview.id, "GE")
    before, decided = desk.transcript(interview.id), desk.mentions()

    renamed = desk.rename_speaker(interview.id, "S2", "S3")
    assert [turn.speaker for turn in renamed.turns] == ["S1", "S3", "S1", "S3"]
    assert desk.refusals(interview.id) == (), "the labels are the same, so the sign-off holds"
    moved = desk.reassign_turn(interview.id, 3, "S3")
    assert [turn.speaker for turn in moved.turns] == ["S1", "S3", "S3", "S3"]
    assert codes(desk, interview) == {RefusalCode.CHANGED_AFTER_SIGN_OFF}
    assert desk.merge_speakers(interview.id, "S1", "S3").roles == {"S3": SpeakerRole.PARTICIPANT}
    assert desk.mentions() == decided

    for _ in range(3):
        assert desk.editing.undo(interview.id) is not None
    assert desk.editing.undo(interview.id) is None
    assert desk.transcript(interview.id) == before
    assert desk.mentions() == decided
    assert desk.refusals(interview.id) == ()


def test_a_turn_goes_to_somebody_new_from_here_on(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["One?", "Two.", "Three?", "Four.", "Five?"])
    told = desk.reassign_turn(interview.id, 3, "S3", Scope.FROM_HERE)
    assert [turn.speaker for turn in told.turns] == ["S1", "S2", "S3", "S2", "S3"]
    assert not told.roles_confirmed


def test_a_correction_that_cannot_be_made_changes_nothing(desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.transcribed(["How are you?", "Well."])
    before = desk.transcript(interview.id)
    with pytest.raises(InputError):
        desk.rename_speaker(interview.id, "S9", "S3")
    with pytest.raises(InputError):
        desk.reassign_turn(interview.id, 99, "S1")
    desk.rename_speaker(interview.id, "S1", "S4")
    renamed = desk.transcript(interview.id)
    assert before is not None
    assert renamed is not None
    desk.vault.transcripts.carry_out(interview.id, swap_roles(renamed))  # behind the desk's back
    with pytest.raises(InputError, match="changed in the meantime"):
        desk.editing.undo(interview.id)
    assert desk.transcript(interview.id) != before
    assert "S9" not in str(desk.vault.audit.entries())


def test_numbers_that_do_not_exist_are_told(desk: Desk, builder: StudyBuilder) -> None:
    builder.transcribed(["Hello Margaret.", "Hello."])
    with pytest.raises(InputError, match="Mention 999"):
        desk.decide([999], Decision.ACCEPTED)
    with pytest.raises(InputError, match="Entity 999"):
        desk.decide_entity(999, Decision.ACCEPTED)


def test_the_trail_says_who_decided_and_never_what_was_said(desk: Desk, builder: StudyBuilder) -> None:
    builder.transcribed(["Hello Margaret.", "Hello."])
    desk.decide([desk.mentions()[0].id], Decision.ACCEPTED, "GE")
    last = desk.vault.audit.entries()[-1]
    assert (last.action, last.details["by"]) == ("accepted", "GE")
    assert "Margaret" not in str(desk.vault.audit.entries())
