"""Delete sound by hand and by the study's rule, and prove it."""

from __future__ import annotations

import datetime as dt
import io
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ui.made_study import SHORT_TALK, proposals_for, turns_of
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.events import Phase
from transcribe_desk.jobs.pipeline import Pipeline
from transcribe_desk.jobs.retention import Retention
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.privacy.gate import SignOff
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.errors import DiskError, InputError, RecordingError
from transcribe_desk.study.retention import RetentionRule, Until
from transcribe_desk.study.study import Interview, Recording, StudySettings
from transcribe_desk.study.transcript import SpeakerRole, Transcript
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

PASSPHRASE = "eleven moths around one lamp"
SOUND = b"what was said, as received" * 1000


@pytest.fixture
def vault(tmp_path: Path) -> Iterator[Vault]:
    """Give an open study with one organisation."""
    cost = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    with Vault.create(tmp_path / "Wards.tdstudy", PASSPHRASE, StudySettings("Wards"), cost=cost) as opened:
        opened.study.add_organisation("hospital")
        yield opened


@pytest.fixture
def retention(vault: Vault) -> Retention:
    """Give the keeping of sound of a study in which nothing is being worked on."""
    return Retention(vault, lambda _interview_id: False)


def _interview(vault: Vault, *, transcribed: bool = True) -> Interview:
    (organisation,) = vault.study.organisations()
    with vault.transaction():
        participant = vault.study.add_participant(organisation.id, None)
        stored = vault.recordings.store(io.BytesIO(SOUND))
        recording = Recording(stored.sha256, stored.size, "visit.mp3", "mp3", 1, 44_100, 60_000)
        interview = vault.interviews.add([participant.id], recording)
        vault.recordings.attach(interview.id, stored.file_id)
    with vault.recordings.sound_writer(interview.id) as sound:
        sound.write(SOUND)
    if transcribed:
        turns = turns_of(SHORT_TALK)
        roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
        vault.transcripts.save_transcript(interview.id, Transcript(turns, roles))
        reviewing.store_proposals(vault, interview.id, proposals_for(turns))
    return interview


def _files(vault: Vault) -> list[str]:
    return sorted(path.name for path in (vault.folder / "recordings").iterdir())


def test_deleting_takes_every_file_of_the_sound_and_leaves_the_text(vault: Vault, retention: Retention) -> None:
    other, interview = _interview(vault), _interview(vault)
    text = vault.transcripts.transcript(interview.id)
    retention.delete(interview.id, "AB", "Asked for by the participant")
    assert not vault.recordings.is_kept(interview.id)
    assert not vault.recordings.has_sound(interview.id)
    assert len(_files(vault)) == 2
    with vault.recordings.open(other.id) as kept:
        assert kept.read() == SOUND
    assert vault.transcripts.transcript(interview.id) == text
    entry = vault.audit.entries()[-1]
    assert (entry.action, entry.subject) == ("sound deleted", interview.study_id)
    assert entry.details == {
        "by": "AB",
        "reason": "Asked for by the participant",
        "sha256": interview.recording.sha256,
        "bytes": len(SOUND),
        "files": 2,
    }
    with pytest.raises(InputError, match="none any more"):
        retention.delete(interview.id, "AB")


def test_sound_that_is_being_worked_on_is_not_deleted(vault: Vault) -> None:
    interview = _interview(vault)
    retention = Retention(vault, lambda interview_id: interview_id == interview.id)
    with pytest.raises(InputError, match="being worked on"):
        retention.delete(interview.id, "AB")
    retention.set_rule(RetentionRule(Until.DAYS, 0), "AB")
    assert retention.apply("AB") == ()
    assert retention.sounds()[0].waits_for == "the end of its job"
    assert vault.recordings.is_kept(interview.id)


def test_the_rule_deletes_what_is_due_and_no_more(vault: Vault, retention: Retention) -> None:
    due, raw = _interview(vault), _interview(vault, transcribed=False)
    retention.set_rule(RetentionRule(Until.DAYS, 30), "AB")
    now = dt.datetime.now(dt.UTC)
    assert retention.apply("AB", now + dt.timedelta(days=29)) == ()
    (deleted,) = retention.apply("AB", now + dt.timedelta(days=31))
    assert (deleted.interview_id, deleted.reason, deleted.proven) == (due.id, "The study's rule.", True)
    assert vault.recordings.is_kept(raw.id)
    assert [(each.waits_for, each.deletion) for each in retention.sounds()] == [
        ("", deleted),
        ("its transcription", None),
    ]


def test_a_rule_that_waits_for_the_sign_off(vault: Vault, retention: Retention) -> None:
    interview = _interview(vault)
    retention.set_rule(RetentionRule(Until.SIGNED_OFF, 0), "AB")
    assert retention.apply("AB") == ()
    vault.review.save_sign_off(interview.id, SignOff("CD", dt.datetime.now(dt.UTC), "0" * 64))
    assert [each.interview_id for each in retention.apply("AB")] == [interview.id]


def test_the_trail_says_nothing_until_the_files_are_gone(
    vault: Vault, retention: Retention, monkeypatch: pytest.MonkeyPatch
) -> None:
    interview = _interview(vault)

    def refuse(path: Path, **_: object) -> None:
        raise PermissionError(13, "refused")

    with monkeypatch.context() as stubborn:
        stubborn.setattr(Path, "unlink", refuse)
        with pytest.raises(DiskError):
            retention.delete(interview.id, "AB")
    assert not vault.recordings.is_kept(interview.id)
    assert len(_files(vault)) == 2
    assert "sound deleted" not in [entry.action for entry in vault.audit.entries()]
    (finished,) = retention.apply("CD")
    assert (finished.by, finished.proven) == ("AB", True)
    assert _files(vault) == []
    assert vault.audit.entries()[-1].action == "sound deleted"


def test_transcribing_deleted_sound_says_what_became_of_it(vault: Vault, retention: Retention) -> None:
    interview = _interview(vault, transcribed=False)
    retention.delete(interview.id, "AB")
    with pytest.raises(RecordingError, match="It was deleted, as the log says"):
        Pipeline(vault, ModelStore(), interview, TranscriptionSettings(), lambda *_: None, threading.Event()).do(
            Phase.DECODE
        )


def test_a_chosen_rule_stays_and_is_in_the_trail(vault: Vault, retention: Retention) -> None:
    rule = RetentionRule(Until.SIGNED_OFF, 14)
    retention.set_rule(rule, "AB")
    retention.set_rule(rule, "AB")
    assert retention.rule() == rule
    assert [(each.action, each.details) for each in vault.audit.entries() if "retention" in each.action] == [
        ("retention rule chosen", {"by": "AB", "rule": "Sound is deleted 14 days after the sign-off."})
    ]
    with pytest.raises(InputError):
        retention.set_rule(RetentionRule(Until.DAYS, -3), "AB")
