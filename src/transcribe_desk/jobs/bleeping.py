"""Make the bleeped recording of a released interview, and listen to it again, with no plaintext on disk."""

from __future__ import annotations

import contextlib
import io
import os
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import IO

from transcribe_desk.audio.choice import AudioChoice
from transcribe_desk.export.sound import Sounds
from transcribe_desk.jobs.departures import unchanged
from transcribe_desk.jobs.protocol import Message, RemoteFile
from transcribe_desk.jobs.reviewing import dossier
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.privacy.finding.propagation import known_names
from transcribe_desk.privacy.gate import Dossier, ReleasedTranscript
from transcribe_desk.privacy.mention import Mention
from transcribe_desk.privacy.naming.names import Matcher
from transcribe_desk.privacy.sound_gaps import (
    Place,
    Span,
    Standing,
    WordPlace,
    places_to_listen,
    spans_to_cover,
    standing,
)
from transcribe_desk.speech.guards import NO_VOICE
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.speech.vocabulary import propose
from transcribe_desk.study import serial
from transcribe_desk.study.errors import GateRefusedError, ModelError, RecordingError, StudyDamagedError, WorkerError
from transcribe_desk.study.timecode import clock
from transcribe_desk.study.transcript import Segment, Turn, Word
from transcribe_desk.vault.chunks import ChunkWriter
from transcribe_desk.vault.store import Vault

# A name that a person let stand may be heard again, a little earlier or later than it was timed.
_STANDING_REACH_MS = 1_500
# Only a new process gives all of a recogniser's memory back (as in the pipeline).
_SLICES_A_PROCESS = 4
_PLACES_TOLD = 5
_WORDS = {"tone": "a tone", "silence": "silence"}


def places(vault: Vault, interview_id: int) -> tuple[Place, ...]:
    """Give the places of an interview to listen to before its recording leaves, none before there is a transcript."""
    papers = dossier(vault, interview_id)
    if papers.transcript is None:
        return ()
    segments, not_written = _heard(vault, interview_id)
    original = vault.transcripts.original(interview_id)
    return places_to_listen(papers.transcript, _own(papers), segments, not_written, _alike(papers), original)


@dataclass(frozen=True, slots=True)
class Bleeping:
    """Makes the recordings of an export one after the other; ``interview_ids`` are by study ID."""

    vault: Vault
    models: ModelStore
    interview_ids: Mapping[str, int]
    choice: AudioChoice
    cancel: threading.Event | None = None

    def sounds(self) -> Sounds:
        """Give the recordings as the export takes them."""
        words = f"the recording, {_WORDS[self.choice.mode]} in place of replaced words"
        return Sounds(f".{self.choice.kind}", words, self._opened)

    @contextlib.contextmanager
    def _opened(self, released: ReleasedTranscript) -> Iterator[IO[bytes]]:
        """Give the finished file of a released interview, encrypted on disk, and forget it at the end of the block.

        Raises GateRefusedError for a draft, where the recording cannot be made, or where listening again finds a name.
        """
        study_id = released.transcript.study_id
        if released.draft:
            raise GateRefusedError(
                f"Interview {study_id}",
                "A recording never leaves as a draft.",
                "Review the interview and sign it off, then export its recording.",
            )
        papers = unchanged(self.vault, self.interview_ids[study_id], released)
        try:
            with self._bleeped(papers) as file:
                if self.choice.verify:
                    self._listen_again(released, papers, file)
                    file.seek(0)
                yield file
        except (ModelError, RecordingError, StudyDamagedError, WorkerError) as error:
            raise GateRefusedError(f"Interview {study_id}", error.cause, error.remedy) from error

    @contextlib.contextmanager
    def _bleeped(self, papers: Dossier) -> Iterator[IO[bytes]]:
        assert papers.transcript is not None, "the gate lets nothing else out"
        segments, not_written = _heard(self.vault, papers.interview.id)
        spans = spans_to_cover(
            papers.transcript,
            _own(papers),
            segments,
            not_written,
            _alike(papers),
            self.vault.transcripts.original(papers.interview.id),
            listened=self.choice.listened,
        )
        job: Message = {
            "name": papers.interview.study_id,
            "spans": spans,
            "mode": self.choice.mode.value,
            "format": self.choice.kind.value,
        }
        head = b""

        def fill(writer: ChunkWriter) -> None:
            def on_message(message: Message, payload: bytes) -> None:
                nonlocal head
                if message["type"] == "body":
                    writer.write(payload)
                elif message["type"] == "head":
                    head = payload

            try:
                recording = self.vault.recordings.open(papers.interview.id)
            except KeyError:
                raise GateRefusedError(
                    f"Interview {papers.interview.study_id}",
                    "Its recording is no longer in the study.",
                    "Leave the target audio out for it.",
                ) from None
            with recording as original:
                run_worker("bleep", job, on_message, source=original, cancel=self.cancel)

        with self.vault.recordings.scratch(fill) as body:
            yield io.BufferedReader(_whole(head, body))

    def _listen_again(self, released: ReleasedTranscript, papers: Dossier, file: IO[bytes]) -> None:
        """Transcribe the finished file and raise GateRefusedError where a name that is replaced is heard in it."""
        words = self._words(papers, file)
        assert papers.transcript is not None, "the gate lets nothing else out"
        names = [original.text for original in released.originals]
        times = names_heard(words, names, standing(released.transcript, papers.transcript, names))
        if times:
            told = ", ".join(clock(time) for time in times[:_PLACES_TOLD])
            more = f" and {len(times) - _PLACES_TOLD} more" if len(times) > _PLACES_TOLD else ""
            raise GateRefusedError(
                f"Interview {papers.interview.study_id}",
                f"What must be replaced is heard again in the bleeped recording (at {told}{more}).",
                "Listen there, mark what is said in the review, then export again.",
            )

    def _words(self, papers: Dossier, file: IO[bytes]) -> list[Word]:
        decoded: Message = {}

        def decode(writer: ChunkWriter) -> None:
            def on_message(message: Message, payload: bytes) -> None:
                if message["type"] == "sound":
                    writer.write(payload)
                elif message["type"] == "decoded":
                    decoded.update(message)

            run_worker("decode", {"name": papers.interview.study_id}, on_message, source=file, cancel=self.cancel)

        with self.vault.recordings.scratch(decode) as sound:
            return self._recognised(self._job(papers, decoded), sound)

    def _job(self, papers: Dossier, decoded: Message) -> Message:
        """Give the job of recognition as it was done first, but with nothing to expect."""
        plan = self.vault.transcripts.plan(papers.interview.id)
        if plan is None:
            study_id = papers.interview.study_id
            raise GateRefusedError(
                f"Interview {study_id}", "It was removed while it was being exported.", "Export again."
            )
        own_file = plan.model.endswith(".pt")
        return {
            "model_path": plan.model if own_file else str(self.models.verified_path(plan.model)),
            "engine": plan.engine,
            "device": plan.device,
            "beam": plan.beam,
            "language": plan.language or plan.language_found,
            "quiet_speaker": plan.quiet_speaker,
            "gain_db": decoded["gain_db"],
            "slices": decoded["slices"],
        }

    def _recognised(self, job: Message, sound: IO[bytes]) -> list[Word]:
        slices: Sequence[Span] = job["slices"]
        words: list[Word] = []

        def on_message(message: Message, _payload: bytes) -> None:
            if message["type"] == "segment":
                words.extend(serial.segment_from_json(message["segment"]).words)

        for first in range(0, len(slices), _SLICES_A_PROCESS):
            some = {"first_slice": first, "end_slice": min(first + _SLICES_A_PROCESS, len(slices))}
            run_worker("transcribe", {**job, **some}, on_message, source=sound, cancel=self.cancel)
        return words


def names_heard(words: Sequence[Word], names: Sequence[str], let_stand: Sequence[Standing] = ()) -> tuple[int, ...]:
    """Give when, in milliseconds, one of the names is heard where nobody let it stand, in order."""
    if not words:
        return ()
    turn = Turn(0, "", tuple(words), words[0].start_ms, words[-1].end_ms)
    times = set()
    for hit in Matcher(names).find(turn.text):
        said = turn.words_between(hit.start, hit.end)
        start_ms, end_ms = said[0].start_ms - _STANDING_REACH_MS, said[-1].end_ms + _STANDING_REACH_MS
        if not any(each.name == hit.name and each.start_ms < end_ms and start_ms < each.end_ms for each in let_stand):
            times.add(said[0].start_ms)
    return tuple(sorted(times))


def _heard(vault: Vault, interview_id: int) -> tuple[tuple[Segment, ...], tuple[Span, ...]]:
    """Give the segments of an interview, and where a voice has no words or its words were taken out."""
    plan = vault.transcripts.plan(interview_id)
    removed = plan.removed if plan else ()
    spans = tuple((each.start_ms, each.end_ms) for each in removed if each.reason != NO_VOICE)
    return tuple(vault.transcripts.segments(interview_id)), spans


def _own(papers: Dossier) -> list[Mention]:
    return [mention for mention in papers.mentions if mention.interview_id == papers.interview.id]


def _alike(papers: Dossier) -> list[WordPlace]:
    """Give words the machine was unsure of that sound like a name: the text says “leads”, the sound says Leeds."""
    assert papers.transcript is not None, "only a transcribed interview has words"
    names = known_names(papers.entities, papers.mentions, watched=papers.watched)
    found = propose(papers.transcript.turns, (name.text for name in names))
    return [(each.turn_id, each.first, each.last) for each in found]


def _whole(head: bytes, body: IO[bytes]) -> RemoteFile:
    """Give a file whose head is in memory and whose body is another file."""

    def fetch(start: int, size: int) -> bytes:
        beginning = head[start : start + size]
        body.seek(max(0, start - len(head)))
        return beginning + body.read(size - len(beginning))

    return RemoteFile(len(head) + body.seek(0, os.SEEK_END), fetch)
