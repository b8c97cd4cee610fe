"""Keep interviews under study IDs of their own, and derive how far each has come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace

import pytest

from transcribe_desk.privacy.gate import SignOff
from transcribe_desk.study.errors import StudyIdError
from transcribe_desk.study.study import Interview, Mode, Recording, Status
from transcribe_desk.study.transcript import Transcript, Turn, Word
from transcribe_desk.vault.store import Vault
from transcribe_desk.vault.transcripts import Plan

NOW = dt.datetime(2026, 3, 4, 10, 30, tzinfo=dt.UTC)
RECORDING = Recording("ab" * 32, 1234, "Sarah Patel 录音.m4a", "aac", 2, 48_000, 61_500)


def test_an_interview_carries_all_it_was_given(vault: Vault) -> None:
    hospital = vault.study.add_organisation("hospital")
    school = vault.study.add_organisation("school")
    second = vault.study.add_participant(hospital.id, 2)
    third = vault.study.add_participant(school.id, 3)
    interview = vault.interviews.add(
        [second.id, third.id],
        RECORDING,
        interviewers=("AB", "CD"),
        date=dt.date(2026, 3, 1),
        mode=Mode.TELEPHONE,
        notes="The line was poor.",
    )
    assert interview == Interview(
        interview.id,
        (second.id, third.id),
        "02-hospital",
        "hospital",
        RECORDING,
        ("AB", "CD"),
        dt.date(2026, 3, 1),
        Mode.TELEPHONE,
        "The line was poor.",
    )
    assert vault.interviews.get(interview.id) == interview
    assert vault.interviews.by_study_id("02-hospital") == interview
    assert vault.interviews.by_study_id("03-school") is None
    assert vault.interviews.by_sha256("ab" * 32) == interview
    assert vault.interviews.by_sha256("cd" * 32) is None
    with pytest.raises(KeyError):
        vault.interviews.get(99)


def test_interviews_come_in_the_order_of_their_study_ids_by_the_pattern(
    vault: Vault, add_interview: Callable[..., Interview]
) -> None:
    for label in ("school", "hospital", "charity"):
        add_interview(label)
    assert [interview.study_id for interview in vault.interviews.all()] == ["01-school", "02-hospital", "03-charity"]
    vault.study.save_settings(replace(vault.study.settings(), id_pattern="{number:03d}-{organisation}"))
    assert [interview.study_id for interview in vault.interviews.all()] == ["001-school", "002-hospital", "003-charity"]


def test_a_second_interview_under_the_same_study_id_is_refused(vault: Vault, interview: Interview) -> None:
    with pytest.raises(StudyIdError, match=r"01-hospital.*number of its own"):
        vault.interviews.add(interview.participant_ids, RECORDING)
    with pytest.raises(ValueError, match="participant"):
        vault.interviews.add([], RECORDING)
    assert vault.interviews.all() == (interview,)


def test_decoding_fills_in_the_facts_of_the_recording(vault: Vault, interview: Interview) -> None:
    vault.interviews.set_recording_facts(interview.id, "opus", 2, 48_000, 3_600_000)
    wanted = replace(interview.recording, codec="opus", channels=2, sample_rate=48_000, duration_ms=3_600_000)
    assert vault.interviews.get(interview.id).recording == wanted


def test_the_status_follows_what_was_done(vault: Vault, interview: Interview) -> None:
    def status() -> Status:
        return vault.interviews.status(interview.id)

    transcript = Transcript((Turn(1, "S1", (Word("Hello.", 0, 300, 0.9),), 0, 300),))
    assert status() is Status.IMPORTED
    vault.transcripts.save_plan(interview.id, Plan("whisper-base", "faster-whisper", 5, "en", 2))
    assert status() is Status.TRANSCRIBING
    vault.transcripts.save_transcript(interview.id, transcript)
    assert status() is Status.TRANSCRIBED
    vault.review.mark_flagged(interview.id)
    assert status() is Status.FLAGGED
    vault.review.save_sign_off(interview.id, SignOff("AB", NOW, "f" * 64))
    assert status() is Status.REVIEWED
    vault.interviews.mark_exported(interview.id, NOW)
    assert status() is Status.EXPORTED
    vault.review.clear_sign_off(interview.id)
    assert status() is Status.FLAGGED
    with pytest.raises(KeyError):
        vault.interviews.status(99)
