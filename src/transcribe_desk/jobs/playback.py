"""Keep a small copy of each interview's sound to listen to, and its outline; both are made anew when they are gone."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable
from enum import StrEnum

from transcribe_desk.audio.peaks import Peaks
from transcribe_desk.jobs.protocol import Message
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.study.errors import InputError, StudyDamagedError
from transcribe_desk.vault.store import Vault

Progress = Callable[[int, int], None]
_PHASE = "playback"


class PlaybackState(StrEnum):
    """Whether an interview can be listened to."""

    READY = "ready"
    TO_MAKE = "to make"
    GONE = "gone"  # the recording was deleted; the text stays


class Playback:
    """What is listened to in one open study; safe from any thread."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def state(self, interview_id: int) -> PlaybackState:
        """Tell whether the copy is there, is to be made, or cannot be made any more; a damaged one counts as not there.

        Raises KeyError for an interview that is not in the study.
        """
        recordings = self._vault.recordings
        self._vault.interviews.get(interview_id)
        if not recordings.is_kept(interview_id):
            return PlaybackState.GONE
        try:
            recordings.open_playback(interview_id).close()
            recordings.peaks(interview_id)
        except (KeyError, StudyDamagedError):
            return PlaybackState.TO_MAKE
        return PlaybackState.READY

    def deleted_at(self, interview_id: int) -> dt.datetime | None:
        """Give when the sound of an interview was deleted, None where it was not or nobody knows."""
        deletion = self._vault.retention.deletion(interview_id)
        return deletion.at if deletion else None

    def prepare(
        self,
        interview_id: int,
        on_progress: Progress | None = None,
        cancel: threading.Event | None = None,
        *,
        patient: bool = False,
    ) -> None:
        """Make the copy and its outline (slow) and store both encrypted, in place of what was there.

        ``on_progress`` gets milliseconds done and in all. A ``patient`` one, which nobody waits for, lets everything
        else on this computer go first: beside a recogniser it takes ten times as long. Raises InputError when the
        recording is gone, RecordingError or StudyDamagedError when it cannot be read, CancelledError, WorkerError,
        DiskError; nothing has changed then.
        """
        interview = self._vault.interviews.get(interview_id)
        plan = self._vault.transcripts.plan(interview_id)
        job: Message = {"name": interview.study_id, "gain_db": plan.gain_db if plan else 0.0, "patient": patient}

        def on_message(message: Message, payload: bytes) -> None:
            if message["type"] == "copy":
                copy.write(payload)
            elif message["type"] == "peaks":
                peaks.write(payload)
            elif message["type"] == "progress" and on_progress is not None:
                on_progress(message["done_ms"], message["total_ms"])

        recordings = self._vault.recordings
        try:
            with recordings.open(interview_id) as original, recordings.playback_writer(interview_id) as (copy, peaks):
                run_worker(_PHASE, job, on_message, source=original, cancel=cancel)
        except KeyError:  # deleted before, or while the copy was being made
            raise InputError(
                f"Sound of {interview.study_id}",
                "Its recording is no longer in the study.",
                "Work with the text; it stays editable.",
            ) from None

    def sound(self, interview_id: int) -> bytes:
        """Give the Ogg/Opus copy, decrypted in memory only.

        Raises KeyError before it is made, and StudyDamagedError where it was damaged and is to be made anew.
        """
        try:
            with self._vault.recordings.open_playback(interview_id) as stream:
                return stream.read()
        except StudyDamagedError:
            self.forget(interview_id)
            raise

    def peaks(self, interview_id: int) -> Peaks:
        """Give the outline; raise KeyError before it is made, StudyDamagedError."""
        return Peaks.from_bytes(self._vault.recordings.peaks(interview_id))

    def forget(self, interview_id: int) -> None:
        """Delete the copy and its outline, so that they are made anew."""
        self._vault.recordings.drop_playback(interview_id)
