"""Delete the sound of interviews when the study's rule or a person says so, and prove in the trail that it is gone."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace

from transcribe_desk.study.errors import DiskError, InputError
from transcribe_desk.study.retention import RetentionRule
from transcribe_desk.study.study import Interview, Status
from transcribe_desk.vault.retention import SoundDeletion
from transcribe_desk.vault.store import Vault

_BY_RULE = "The study's rule."
_UNKNOWN = "unknown recordings found"


@dataclass(frozen=True, slots=True)
class KeptSound:
    """What is known of the sound of one interview.

    ``due_at`` is when the rule deletes it, None where it does not yet; ``waits_for`` says what must happen before, and
    is empty where nothing must. ``deletion`` is there once the sound is deleted.
    """

    interview: Interview
    received_at: dt.datetime | None
    due_at: dt.datetime | None
    waits_for: str = ""
    deletion: SoundDeletion | None = None


class Retention:
    """The keeping of sound in one open study; ``busy`` tells whether an interview is being worked on."""

    def __init__(self, vault: Vault, busy: Callable[[int], bool]) -> None:
        self._vault = vault
        self._busy = busy

    def rule(self) -> RetentionRule:
        """Give the study's rule."""
        return self._vault.retention.rule()

    def set_rule(self, rule: RetentionRule, by: str) -> None:
        """Choose the study's rule; nothing is deleted before `apply`. Raises InputError."""
        rule.check()
        with self._vault.transaction():
            if rule != self.rule():
                self._vault.retention.save_rule(rule)
                self._vault.audit.append("retention rule chosen", "", {"by": by, "rule": str(rule)})

    def sounds(self) -> tuple[KeptSound, ...]:
        """Tell of every interview until when its sound is kept, ordered by study ID."""
        rule = self.rule()
        return tuple(self._kept(interview, rule) for interview in self._vault.interviews.all())

    def delete(self, interview_id: int, by: str, reason: str = "") -> SoundDeletion:
        """Delete the sound of an interview: the recording as received and all that was made of it. Text stays.

        Raises InputError when it is being worked on or deleted already, DiskError when the files cannot be deleted
        now; the interview has no sound then all the same, and `apply` tries again.
        """
        interview = self._vault.interviews.get(interview_id)
        if self._busy(interview_id):
            raise InputError(
                f"Sound of {interview.study_id}", "It is being worked on.", "Wait until it is done, or cancel the job."
            )
        if not self._vault.recordings.is_kept(interview_id):
            raise InputError(f"Sound of {interview.study_id}", "There is none any more.", "Nothing is left to delete.")
        with self._vault.transaction():
            files = self._vault.recordings.forget(interview_id)
            deletion = SoundDeletion(interview_id, dt.datetime.now(dt.UTC), by, reason.strip(), files)
            self._vault.retention.save_deletion(deletion)
        return self._prove(deletion)

    def apply(self, by: str, now: dt.datetime | None = None) -> tuple[SoundDeletion, ...]:
        """Delete the sound that is due by the study's rule, and finish deletions that were cut off; give all of them.

        Sound that is not transcribed yet, or is being worked on, stays. What the disk refuses is tried next time.
        """
        now = now or dt.datetime.now(dt.UTC)
        done = []
        for deletion in self._vault.retention.unproven():
            with suppress(DiskError):
                done.append(self._prove(deletion))
        for sound in self.sounds():
            if sound.due_at is not None and sound.due_at <= now and not sound.waits_for:
                with suppress(DiskError):
                    done.append(self.delete(sound.interview.id, by, _BY_RULE))
        return tuple(done)

    def unknown_files(self) -> tuple[str, ...]:
        """Give the encrypted files that the database knows nothing of, and note in the trail those that are new.

        A database that is older than the folder leaves them; they may be the only copy of a recording and stay.
        """
        found = self._vault.recordings.unknown()
        if found:
            entries = self._vault.audit.trail().entries
            noted = {name for entry in entries if entry.action == _UNKNOWN for name in entry.details["files"]}
            if not noted.issuperset(found):
                self._vault.audit.append(_UNKNOWN, "", {"files": list(found)})
        return found

    def _kept(self, interview: Interview, rule: RetentionRule) -> KeptSound:
        vault = self._vault
        received_at = vault.retention.received_at(interview.id)
        if (deletion := vault.retention.deletion(interview.id)) is not None:
            return KeptSound(interview, received_at, None, deletion=deletion)
        sign_off = vault.review.sign_off(interview.id)
        due_at = rule.due(received_at, sign_off.at if sign_off else None)
        waits_for = ""
        if vault.interviews.status(interview.id) in (Status.IMPORTED, Status.TRANSCRIBING):
            waits_for = "its transcription"
        elif self._busy(interview.id):
            waits_for = "the end of its job"
        return KeptSound(interview, received_at, due_at, waits_for)

    def _prove(self, deletion: SoundDeletion) -> SoundDeletion:
        """Delete the files and say so in the trail, which says nothing while one of them is still on the disk."""
        self._vault.recordings.erase(deletion.files)
        interview = self._vault.interviews.get(deletion.interview_id)
        proven = replace(deletion, proven=True)
        details = {
            "by": deletion.by,
            "reason": deletion.reason,
            "sha256": interview.recording.sha256,
            "bytes": interview.recording.size,
            "files": len(deletion.files),
        }
        with self._vault.transaction():
            self._vault.retention.save_deletion(proven)
            self._vault.audit.append("sound deleted", interview.study_id, details)
        return proven
