"""An interview that is taken out leaves nothing behind, and comes back exactly as it was."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from transcribe_desk.privacy.gate import SignOff
from transcribe_desk.privacy.mention import Category, Entity, Mention
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Interview, Mode
from transcribe_desk.study.transcript import Transcript, Turn, Word
from transcribe_desk.vault.store import Vault
from transcribe_desk.vault.transcripts import Plan

AddInterview = Callable[..., Interview]


@pytest.fixture
def full(vault: Vault, interview: Interview) -> Interview:
    """Give an interview with something in every table that may hold anything of one."""
    turns = (Turn(1, "S1", (Word("Osei", 0, 10, 0.2), Word("said", 10, 20)), 0, 20),)
    vault.transcripts.save_plan(interview.id, Plan("whisper-base", "faster-whisper", 5, "en", 2))
    vault.transcripts.save_transcript(interview.id, Transcript(turns))
    vault.review.mark_flagged(interview.id, "md 1", {1: "Osei said"})
    entity = vault.review.add_entity(Entity(0, Category.PERSON, "Osei", ("Osei",), "[NAME 1]"))
    vault.review.add_mentions([Mention(0, interview.id, 1, 0, 4, "P", Category.PERSON, ("a",), 1.0, "", entity.id)])
    vault.review.save_sign_off(interview.id, SignOff("AB", dt.datetime(2026, 1, 2, tzinfo=dt.UTC), "f" * 64))
    return vault.interviews.update(replace(interview, mode=Mode.VIDEO, notes="quiet room", interviewers=("GE",)))


def kept(vault: Vault, interview_id: int) -> object:
    with vault.recordings.open(interview_id) as sound:
        content = sound.read()
    transcripts, review = vault.transcripts, vault.review
    return (
        vault.interviews.all(), vault.study.participants(), transcripts.plan(interview_id), content,
        transcripts.transcript(interview_id), review.mentions(), review.sign_off(interview_id),
        review.detectors(interview_id), vault.overview.counts(),
    )  # fmt: skip


def test_what_is_taken_out_comes_back_as_it_was(vault: Vault, full: Interview) -> None:
    before = kept(vault, full.id)
    taken = vault.removal.take(full.id, full.study_id)
    assert vault.interviews.all() == ()
    assert vault.study.participants() == ()
    assert vault.review.mentions() == ()
    assert vault.overview.counts() == {}
    assert vault.study.numbers_ever_used() == {1}  # and is never given again
    vault.removal.put_back(taken)
    assert kept(vault, full.id) == before


def test_its_files_go_when_the_study_is_opened_next(
    vault: Vault, full: Interview, closed_study: Path, passphrase: str
) -> None:
    files = {path.name for path in (closed_study / "recordings").iterdir()}
    taken = vault.removal.take(full.id, full.study_id)
    assert set(taken.file_ids) == files == {path.name for path in (closed_study / "recordings").iterdir()}
    vault.close()
    with Vault.open(closed_study, passphrase):
        assert list((closed_study / "recordings").iterdir()) == []


def test_other_interviews_and_a_participant_of_two_stay(vault: Vault, add_interview: AddInterview) -> None:
    first, second = add_interview(content=b"one"), add_interview(content=b"two")
    recording = replace(first.recording, sha256="0" * 64)
    both = vault.interviews.add([vault.study.add_participant(1, None).id, first.participant_ids[0]], recording)
    vault.removal.take(first.id, first.study_id)
    assert [each.id for each in vault.interviews.all()] == [second.id, both.id]
    assert len(vault.study.participants()) == 3


def test_a_study_that_changed_since_is_not_forced(vault: Vault, full: Interview) -> None:
    taken = vault.removal.take(full.id, full.study_id)
    vault.study.remove_organisation(1)
    with pytest.raises(InputError, match="01-hospital"):
        vault.removal.put_back(taken)
    with pytest.raises(InputError, match="01-hospital"), vault.transaction():
        vault.removal.put_back(taken)
    assert vault.interviews.all() == ()
    with pytest.raises(KeyError):
        vault.removal.take(full.id, full.study_id)
