"""Keep a transcription slice by slice, so that a run can go on, and the transcript at its end."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transcribe_desk.privacy.mention import Category, Entity, Mention
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.speakers import rename, swap_roles
from transcribe_desk.study.study import Interview, Status
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript, Turn, Word
from transcribe_desk.vault.store import Vault
from transcribe_desk.vault.transcripts import Plan, Removed

PLAN = Plan(
    "whisper-base", "faster-whisper", 5, None, 2, slices=((0, 30_000), (30_000, 61_000)), missing=((5_000, 5_500),)
)
TRANSCRIPT = Transcript(
    (
        Turn(1, "S1", (Word("How", 0, 200, 0.99), Word("long?", 200, 450, 0.4)), 0, 450),
        Turn(2, "S2", (Word("Años,", 900, 1200, 0.875),), 900, 1200),
    ),
    {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT},
)


def _segment(text: str) -> Segment:
    return Segment((Word(text, 0, 100, 0.5),), 0, 100, -0.25, 1.5)


def test_a_plan_is_kept_and_replaced(vault: Vault, interview: Interview) -> None:
    assert vault.transcripts.plan(interview.id) is None
    vault.transcripts.save_plan(interview.id, PLAN)
    assert vault.transcripts.plan(interview.id) == PLAN
    finished = replace(PLAN, language="en", finished_slices=2, finished=True)
    vault.transcripts.save_plan(interview.id, finished)
    assert vault.transcripts.plan(interview.id) == finished


def test_a_plan_keeps_what_was_chosen_and_what_was_found(vault: Vault, interview: Interview) -> None:
    plan = replace(
        PLAN,
        speakers=None,
        quiet_speaker=True,
        hotwords=("Años", "spirometry"),
        gain_db=12.5,
        channel_voices=((0, 900, 0), (900, 1_800, 1)),
        device="cuda",
        speakers_found=3,
        speakers_confidence=0.75,
        by_channel=True,
        roles_reason="asks 5 of 6 questions",
    )
    vault.transcripts.save_plan(interview.id, plan)
    vault.transcripts.set_language(interview.id, "es", 0.93)
    assert vault.transcripts.plan(interview.id) == replace(plan, language_found="es", language_probability=0.93)


def test_marks_of_removed_stretches_go_with_their_slice(vault: Vault, interview: Interview) -> None:
    store = vault.transcripts
    first, second = Removed(0, 1_000, 2_000, "no voice"), Removed(1, 31_000, 32_000, "repetition")
    store.add_removed(interview.id, [first])  # there is no plan to keep it in
    store.save_plan(interview.id, PLAN)
    store.add_removed(interview.id, [first])
    store.finish_slice(interview.id, 0, ())
    store.add_removed(interview.id, [second])
    assert _removed(vault, interview) == (first, second)
    store.forget_slices_from(interview.id, 1)
    assert _removed(vault, interview) == (first,)
    store.forget_slices_from(interview.id, 0)
    assert _removed(vault, interview) == ()


def _removed(vault: Vault, interview: Interview) -> tuple[Removed, ...]:
    plan = vault.transcripts.plan(interview.id)
    assert plan is not None
    return plan.removed


def test_a_correction_of_speakers_keeps_the_review_and_is_refused_where_they_are_others(
    vault: Vault, interview: Interview
) -> None:
    store = vault.transcripts
    store.save_transcript(interview.id, TRANSCRIPT)
    vault.review.mark_flagged(interview.id)
    change = rename(TRANSCRIPT, "S2", "S9")
    store.carry_out(interview.id, change)
    renamed = change.apply(TRANSCRIPT)
    assert store.transcript(interview.id) == renamed
    assert vault.review.flagged(interview.id)
    for other in (change, rename(renamed, "S1", "S3").inverse, swap_roles(TRANSCRIPT)):
        with pytest.raises(InputError, match="changed in the meantime"):
            store.carry_out(interview.id, other)
    assert store.transcript(interview.id) == renamed


def test_a_run_goes_on_after_its_last_finished_slice(vault: Vault, interview: Interview) -> None:
    store = vault.transcripts
    store.save_plan(interview.id, PLAN)
    store.add_segment(interview.id, 0, _segment("one"))
    store.add_segment(interview.id, 0, _segment("two two"))
    assert [segment.words[0].text for segment in store.segments(interview.id)] == ["one", "two two"]
    store.finish_slice(interview.id, 0, [_segment("one"), _segment("two")])
    store.add_segment(interview.id, 1, _segment("three, cut off"))

    plan = store.plan(interview.id)
    assert plan is not None
    assert plan.finished_slices == 1
    store.forget_slices_from(interview.id, plan.finished_slices)
    assert store.segments(interview.id) == (_segment("one"), _segment("two"))
    store.add_segment(interview.id, 1, _segment("three"))
    assert store.segments(interview.id, 1) == (_segment("three"),)
    assert store.segments(interview.id, 2) == ()

    store.forget_slices_from(interview.id, 0)
    assert store.segments(interview.id) == ()
    assert store.plan(interview.id) == PLAN


def test_a_transcript_is_kept_with_its_roles(vault: Vault, interview: Interview) -> None:
    assert vault.transcripts.transcript(interview.id) is None
    vault.transcripts.save_transcript(interview.id, TRANSCRIPT)
    assert vault.transcripts.transcript(interview.id) == TRANSCRIPT
    swapped = swap_roles(TRANSCRIPT)
    vault.transcripts.carry_out(interview.id, swapped)
    assert vault.transcripts.transcript(interview.id) == swapped.apply(TRANSCRIPT)


def test_other_turns_end_the_review_of_the_old_ones_and_the_same_turns_do_not(
    vault: Vault, interview: Interview
) -> None:
    vault.transcripts.save_transcript(interview.id, TRANSCRIPT)
    entity = vault.review.add_entity(Entity(0, Category.DATE, "Años", ("Años",), "[DATE 1]"))
    vault.review.add_mentions(
        [Mention(0, interview.id, 2, 0, 4, "DATE", Category.DATE, ("dates",), 0.5, "a date", entity.id)]
    )
    vault.review.mark_flagged(interview.id)

    vault.transcripts.save_transcript(interview.id, replace(TRANSCRIPT, roles_confirmed=True))
    assert vault.interviews.status(interview.id) is Status.FLAGGED
    assert len(vault.review.mentions(interview.id)) == 1

    vault.transcripts.save_transcript(interview.id, replace(TRANSCRIPT, turns=TRANSCRIPT.turns[:1]))
    assert vault.interviews.status(interview.id) is Status.TRANSCRIBED
    assert vault.review.mentions(interview.id) == ()


def test_unknown_interviews_take_nothing(vault: Vault) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"):
        vault.transcripts.save_transcript(99, TRANSCRIPT)
    with pytest.raises(Exception, match="FOREIGN KEY"):
        vault.transcripts.add_segment(99, 0, _segment("one"))


_words = st.builds(
    Word,
    st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12),
    st.integers(0, 10**8),
    st.integers(0, 10**8),
    st.integers(0, 1000).map(lambda thousandths: thousandths / 1000),
)
_turns = st.builds(
    Turn,
    st.integers(1, 1000),
    st.sampled_from(["S1", "S2"]),
    st.lists(_words, max_size=5).map(tuple),
    st.integers(0, 10**8),
    st.integers(0, 10**8),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(turns=st.lists(_turns, max_size=5).map(tuple), confirmed=st.booleans())
def test_any_text_of_any_script_comes_back_as_it_was(vault: Vault, turns: tuple[Turn, ...], confirmed: bool) -> None:
    existing = vault.interviews.all()
    interview_id = existing[0].id if existing else _add(vault)
    transcript = Transcript(turns, {"S1": SpeakerRole.INTERVIEWER}, confirmed)
    vault.transcripts.save_transcript(interview_id, transcript)
    assert vault.transcripts.transcript(interview_id) == transcript


def _add(vault: Vault) -> int:
    from transcribe_desk.study.study import Recording

    organisation = vault.study.add_organisation("hospital")
    participant = vault.study.add_participant(organisation.id, None)
    return vault.interviews.add([participant.id], Recording("0" * 64, 0, "", "", 1, 16_000, 0)).id
