"""Take one interview from its recording to flagged turns, going on from whatever an earlier run finished.

Every step that is finished is in the vault before the next begins, so a worker or the whole program may be killed at
any moment and the next run ends with the same transcript.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study import serial
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import SpeakerRole, Transcript
from transcribe_desk.vault.store import Vault
from transcribe_desk.vault.transcripts import Plan

# Seconds of work for a second of sound before this run has measured its own: 2 cores, whisper-base, beam 5
# (docs/benchmarks.md). They only shape the first estimate of the time left.
_TYPICAL_COST = {Phase.DECODE: 0.004, Phase.TRANSCRIBE: 0.09, Phase.SPEAKERS: 0.015, Phase.FLAG: 0.005}
# A speed told from less than this is noise: models are still loading.
_SETTLED_SECONDS = 2.0

Report = Callable[[JobEvent], None]


class Pipeline:
    """The phases of one interview; ``run`` does those that are still to do."""

    def __init__(
        self,
        vault: Vault,
        models: ModelStore,
        interview: Interview,
        settings: TranscriptionSettings,
        report: Report,
        cancel: threading.Event,
    ) -> None:
        self._vault = vault
        self._models = models
        self._interview = interview
        self._settings = settings
        self._report = report
        self._cancel = cancel

    def run(self) -> None:
        """Transcribe and flag; raise DeskError with everything finished kept."""
        self.transcribe()
        if not self._vault.review.flagged(self._interview.id):
            flag(self._vault, self._models, self._interview, self._report, self._cancel)

    def transcribe(self) -> None:
        """Decode, recognise the words and tell speakers apart, as far as that is still to do."""
        if self._vault.transcripts.transcript(self._interview.id) is None:
            self._decode()
            self._recognise()
            self._tell_speakers_apart()
        self._vault.recordings.drop_sound(self._interview.id)

    def _decode(self) -> None:
        interview_id = self._interview.id
        plan = self._vault.transcripts.plan(interview_id)
        if plan is not None and not _made_with(plan, self._settings):
            self._vault.transcripts.forget_slices_from(interview_id, 0)
            plan = replace(plan, finished_slices=0)
        if plan is not None and self._vault.recordings.has_sound(interview_id):
            self._vault.transcripts.save_plan(interview_id, _with_settings(plan, self._settings))
            return
        progress = _Progress(self._interview, Phase.DECODE, self._report)
        facts: dict[str, Any] = {}

        def on_message(message: dict[str, Any], payload: bytes) -> None:
            if message["type"] == "sound":
                sound.write(payload)
            elif message["type"] == "decoded":
                facts.update(message)
            else:
                progress.update(message)

        with (
            self._vault.recordings.open(interview_id) as original,
            self._vault.recordings.sound_writer(interview_id) as sound,
        ):
            job = {"name": self._interview.study_id}
            run_worker(Phase.DECODE.value, job, on_message, source=original, cancel=self._cancel)
        slices = tuple((start, end) for start, end in facts["slices"])
        fresh = plan is None or plan.slices != slices
        with self._vault.transaction():
            if fresh:
                self._vault.transcripts.forget_slices_from(interview_id, 0)
            self._vault.interviews.set_recording_facts(
                interview_id, facts["codec"], facts["channels"], facts["sample_rate"], facts["duration_ms"]
            )
            self._vault.transcripts.save_plan(
                interview_id,
                Plan(
                    model=self._settings.model,
                    engine=self._settings.engine,
                    beam=self._settings.beam,
                    language=self._settings.language,
                    speakers=self._settings.speakers,
                    slices=slices,
                    finished_slices=0 if fresh or plan is None else plan.finished_slices,
                    missing=tuple((start, end) for start, end in facts["missing"]),
                    finished=False,
                ),
            )

    def _recognise(self) -> None:
        interview_id = self._interview.id
        transcripts = self._vault.transcripts
        plan = self._plan()
        first = plan.finished_slices
        transcripts.forget_slices_from(interview_id, first)
        if first == len(plan.slices):
            return
        progress = _Progress(self._interview, Phase.TRANSCRIBE, self._report, already_ms=plan.slices[first][0])

        def on_message(message: dict[str, Any], _payload: bytes) -> None:
            if message["type"] == "segment":
                transcripts.add_segment(interview_id, message["slice"], serial.segment_from_json(message["segment"]))
            elif message["type"] == "slice_done":
                transcripts.finish_slice(interview_id, message["slice"])
            else:
                progress.update(message)

        earlier = transcripts.segments(interview_id, first - 1) if first else ()
        job = {
            "model_path": str(self._models.verified_path(plan.model)),
            "engine": plan.engine,
            "beam": plan.beam,
            "language": plan.language,
            "slices": plan.slices,
            "first_slice": first,
            "previous_segments": [serial.segment_to_json(segment) for segment in earlier],
        }
        with self._vault.recordings.open_sound(interview_id) as sound:
            run_worker(Phase.TRANSCRIBE.value, job, on_message, source=sound, cancel=self._cancel)

    def _tell_speakers_apart(self) -> None:
        interview_id = self._interview.id
        plan = self._plan()
        progress = _Progress(self._interview, Phase.SPEAKERS, self._report)
        found: dict[str, Any] = {}

        def on_message(message: dict[str, Any], _payload: bytes) -> None:
            if message["type"] == "turns":
                found.update(message)
            else:
                progress.update(message)

        job = {
            "segments": [serial.segment_to_json(segment) for segment in self._vault.transcripts.segments(interview_id)],
            "speakers": plan.speakers,
            "encoder_path": str(self._models.verified_path("dvector")),
        }
        with self._vault.recordings.open_sound(interview_id) as sound:
            run_worker(Phase.SPEAKERS.value, job, on_message, source=sound, cancel=self._cancel)
        transcript = Transcript(
            turns=tuple(serial.turn_from_json(turn) for turn in found["turns"]),
            roles={speaker: SpeakerRole(role) for speaker, role in found["roles"].items()},
        )
        with self._vault.transaction():
            self._vault.transcripts.save_transcript(interview_id, transcript)
            self._vault.transcripts.save_plan(interview_id, replace(plan, finished=True))

    def _plan(self) -> Plan:
        plan = self._vault.transcripts.plan(self._interview.id)
        assert plan is not None, "decoding always leaves a plan"
        return plan


def flag(vault: Vault, models: ModelStore, interview: Interview, report: Report, cancel: threading.Event) -> None:
    """Propose what identifies somebody in a transcribed interview, and keep every decision already made."""
    transcript = vault.transcripts.transcript(interview.id)
    assert transcript is not None, "only a transcribed interview is flagged"
    progress = _Progress(interview, Phase.FLAG, report)
    proposals: list[dict[str, Any]] = []

    def on_message(message: dict[str, Any], _payload: bytes) -> None:
        if message["type"] == "proposals":
            proposals.extend(message["proposals"])
        else:
            progress.update(message)

    job = {
        "turns": [{"id": turn.id, "text": turn.text} for turn in transcript.turns],
        "models": {
            "md": str(models.verified_path("en_core_web_md")),
            "sm": str(models.verified_path("en_core_web_sm")),
        },
        "watched": [[each.text, each.category.value] for each in vault.study.watched()],
    }
    run_worker(Phase.FLAG.value, job, on_message, cancel=cancel)
    reviewing.store_proposals(vault, interview.id, proposals)


class _Progress:
    """Turn a phase's own progress into events with speed and time left."""

    def __init__(self, interview: Interview, phase: Phase, report: Report, already_ms: int = 0) -> None:
        self._interview = interview
        self._phase = phase
        self._report = report
        self._already_ms = already_ms
        self._started = time.monotonic()
        self._tell(already_ms, interview.recording.duration_ms, speed=None)

    def update(self, message: dict[str, Any]) -> None:
        if message["type"] != "progress":
            return
        seconds = time.monotonic() - self._started
        done_ms = message["done_ms"]
        worked_ms = done_ms - self._already_ms
        settled = seconds >= _SETTLED_SECONDS and worked_ms > 0
        self._tell(done_ms, message["total_ms"], speed=worked_ms / 1000 / seconds if settled else None)

    def _tell(self, done_ms: int, total_ms: int, speed: float | None) -> None:
        phases = list(Phase)
        later = phases[phases.index(self._phase) + 1 :]
        cost = 1 / speed if speed else _TYPICAL_COST[self._phase]
        seconds_left = (total_ms - done_ms) / 1000 * cost
        seconds_left += sum(total_ms / 1000 * _TYPICAL_COST[phase] for phase in later)
        self._report(
            JobEvent(
                self._interview.id, JobState.RUNNING, self._phase, done_ms, total_ms, speed, max(0.0, seconds_left)
            )
        )


def _made_with(plan: Plan, settings: TranscriptionSettings) -> bool:
    chosen = (settings.model, settings.engine, settings.beam, settings.language)
    return (plan.model, plan.engine, plan.beam, plan.language) == chosen


def _with_settings(plan: Plan, settings: TranscriptionSettings) -> Plan:
    return replace(
        plan,
        model=settings.model,
        engine=settings.engine,
        beam=settings.beam,
        language=settings.language,
        speakers=settings.speakers,
    )
