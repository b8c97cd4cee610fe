"""Take one interview from its recording to flagged turns, going on from whatever an earlier run finished.

Every step that is finished is in the vault before the next begins, so a worker or the whole program may be killed at
any moment and the next run ends with the same transcript.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.ahead import WorkerAhead
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import Phase
from transcribe_desk.jobs.memory import room_for_another
from transcribe_desk.jobs.progress import PhaseProgress, Report
from transcribe_desk.jobs.protocol import Message
from transcribe_desk.jobs.runner import OnMessage, run_worker
from transcribe_desk.jobs.settings import NAME_MODELS, TranscriptionSettings
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.speech.threads import MOST_LANES
from transcribe_desk.study import serial
from transcribe_desk.study.errors import InputError, RecordingError, WorkerError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript
from transcribe_desk.vault.store import Vault
from transcribe_desk.vault.transcripts import Plan, Removed

# A recogniser's memory grows by up to 90 MB in ten minutes of sound, as its pieces are freed in other places than they
# are needed again; a new process every four slices, some quarter of an hour, costs two seconds (docs/benchmarks.md).
_SLICES_A_PROCESS = 4
_WATCHED_NAMES = "watched names"  # stands among the detectors, whose names have no blank

MayStart = Callable[[Phase], bool]


class Pipeline:
    """The phases of one interview; ``run`` does those that are still to do.

    Workers of coming phases start ahead, where there is memory: the recogniser loads while sound is decoded, voices
    are told apart while words are recognised, and the models that find names load with the last slices. What each
    works on, and so what it gives, is the same as when the phases run one after the other.
    """

    def __init__(
        self,
        vault: Vault,
        models: ModelStore,
        interview: Interview,
        settings: TranscriptionSettings,
        report: Report,
        cancel: threading.Event,
        *,
        estimates: Estimates | None = None,
        slice_ms: int | None = None,
        may_start_ahead: MayStart = lambda _phase: room_for_another(),
    ) -> None:
        """Prepare to work on an interview; ``slice_ms`` is the longest slice, in place of the decoder's own rule.

        ``may_start_ahead`` is asked each time before the worker of a coming phase starts.
        """
        self._vault = vault
        self._models = models
        self._interview = interview
        self._settings = settings
        self._report = report
        self._cancel = cancel
        self._estimates = estimates or Estimates()
        self._slice_ms = slice_ms
        self._may_start_ahead = may_start_ahead
        self._ahead: dict[Phase, WorkerAhead] = {}
        self._known: dict[Phase, Callable[[], Message]] = {
            Phase.TRANSCRIBE: self._recogniser_job,
            Phase.SPEAKERS: self._listening_job,
            Phase.FLAG: lambda: _flagging_job(vault, models),
        }
        self._settled = False

    def run(self) -> None:
        """Transcribe and flag; raise DeskError with everything finished kept."""
        try:
            while (phase := self.next_phase()) is not None:
                self.do(phase)
        finally:
            self.end()

    def transcribe(self) -> None:
        """Decode, recognise the words and tell speakers apart, as far as that is still to do."""
        try:
            while (phase := self.next_phase()) not in (None, Phase.FLAG):
                assert phase is not None
                self.do(phase)
        finally:
            self.end()

    def end(self) -> None:
        """End the workers that were started ahead, where the phases they wait for are not to follow."""
        while self._ahead:
            self._ahead.popitem()[1].end()

    def next_phase(self) -> Phase | None:
        """Give the first phase that is still to do, or None when the interview is flagged."""
        interview_id = self._interview.id
        if self._vault.transcripts.transcript(interview_id) is not None:
            return None if self._vault.review.flagged(interview_id) else Phase.FLAG
        if not self._settled:
            self._settle()
            self._settled = True
        plan = self._vault.transcripts.plan(interview_id)
        if plan is None or not self._vault.recordings.has_sound(interview_id):
            return Phase.DECODE
        return Phase.TRANSCRIBE if plan.finished_slices < len(plan.slices) else Phase.SPEAKERS

    def do(self, phase: Phase) -> None:
        """Do one phase in a worker process and keep what it gives; learn how fast this computer does it.

        Where it fails, no worker is left.
        """
        steps = {
            Phase.DECODE: self._decode,
            Phase.TRANSCRIBE: self._recognise,
            Phase.SPEAKERS: self._tell_speakers_apart,
            Phase.FLAG: self._flag,
        }
        started = time.monotonic()
        try:
            worked_ms = steps[phase]()
        except BaseException:
            self.end()
            raise
        self._estimates.learn(phase, self._settings, worked_ms, time.monotonic() - started)

    def _settle(self) -> None:
        """Bring what an earlier run left in line with the settings: other words make a new beginning."""
        interview_id = self._interview.id
        plan = self._vault.transcripts.plan(interview_id)
        check_settings(self._models, self._settings)
        if plan is None:
            return
        same = _made_with(plan, self._settings)
        if plan.finished_slices and not same:
            told = "What was recognised with other settings is let go, and all of it recognised anew."
            self._progress(Phase.TRANSCRIBE).update({"type": "notice", "text": told})
        with self._vault.transaction():
            if not same:
                self._vault.transcripts.forget_slices_from(interview_id, 0)
                plan = replace(plan, finished_slices=0, removed=(), language_found=None, language_probability=None)
            self._vault.transcripts.save_plan(interview_id, self._with_settings(plan))

    def _with_settings(self, plan: Plan) -> Plan:
        """Give the plan as the settings want it; words of the study added in the middle of a run wait for the next."""
        settings = self._settings
        vocabulary = self._vault.study.settings().vocabulary
        return replace(
            plan,
            model=settings.model,
            engine=settings.engine,
            beam=settings.beam,
            language=settings.language,
            speakers=settings.speakers,
            quiet_speaker=settings.quiet_speaker,
            device=settings.device,
            hotwords=plan.hotwords if plan.finished_slices else vocabulary,
        )

    def _decode(self) -> int:
        interview_id = self._interview.id
        if not self._vault.recordings.is_kept(interview_id):
            raise RecordingError(
                f"Sound of {self._interview.study_id}",
                "It was deleted, as the log says.",
                "Import the recording again if you still have it.",
            )
        progress = self._progress(Phase.DECODE)
        facts: Message = {}

        def on_message(message: Message, payload: bytes) -> None:
            if message["type"] == "sound":
                sound.write(payload)
            elif message["type"] == "decoded":
                facts.update(message)
            else:
                progress.update(message)

        self._start(Phase.TRANSCRIBE)
        job: Message = {"name": self._interview.study_id}
        if self._slice_ms is not None:
            job["slice_ms"] = self._slice_ms
        with (
            self._vault.recordings.open(interview_id) as original,
            self._vault.recordings.sound_writer(interview_id) as sound,
        ):
            run_worker(Phase.DECODE.value, job, on_message, source=original, cancel=self._cancel)
        with self._vault.transaction():
            self._vault.interviews.set_recording_facts(
                interview_id, facts["codec"], facts["channels"], facts["sample_rate"], facts["duration_ms"]
            )
            self._vault.transcripts.save_plan(interview_id, self._decoded_plan(facts))
        self._interview = self._vault.interviews.get(interview_id)
        return int(facts["duration_ms"])

    def _decoded_plan(self, facts: Mapping[str, Any]) -> Plan:
        """Give the plan for the sound just decoded; slices finished earlier count when they are the same slices."""
        interview_id = self._interview.id
        slices = _spans(facts["slices"])
        plan = self._vault.transcripts.plan(interview_id)
        if plan is None or plan.slices != slices:
            self._vault.transcripts.forget_slices_from(interview_id, 0)
            chosen = self._settings
            fresh = Plan(chosen.model, chosen.engine, chosen.beam, chosen.language, chosen.speakers, slices)
            plan = self._with_settings(fresh)
        voices = facts.get("channel_voices")
        return replace(
            plan,
            missing=_spans(facts["missing"]),
            finished=False,
            gain_db=float(facts.get("gain_db", 0.0)),
            channel_voices=None if voices is None else tuple((start, end, channel) for start, end, channel in voices),
        )

    def _recognise(self) -> int:
        """Recognise slice by slice, in a new process every few slices: only that gives all its memory back."""
        plan = self._plan()
        self._vault.transcripts.forget_slices_from(self._interview.id, plan.finished_slices)
        self._start(Phase.SPEAKERS)
        self._tell_words(self._vault.transcripts.segments(self._interview.id))
        already_ms = plan.slices[plan.finished_slices][0]
        progress = self._progress(Phase.TRANSCRIBE, already_ms)
        while plan.finished_slices < len(plan.slices):
            self._recognise_some(plan, progress)
            plan = self._plan()
        return plan.slices[-1][1] - already_ms

    def _recognise_some(self, plan: Plan, progress: PhaseProgress) -> None:
        interview_id = self._interview.id
        transcripts = self._vault.transcripts
        first, last = plan.finished_slices, len(plan.slices) - 1
        if first + MOST_LANES > last:
            self._start(Phase.FLAG)

        checked: list[Segment] = []

        def on_message(message: Message, _payload: bytes) -> None:
            kind = message["type"]
            if kind == "heard":
                transcripts.add_segment(interview_id, message["slice"], serial.segment_from_json(message["segment"]))
            elif kind == "segment":
                checked.append(serial.segment_from_json(message["segment"]))
            elif kind == "slice_done":
                transcripts.finish_slice(interview_id, message["slice"], checked)
                self._tell_words(checked)
                checked.clear()
                if message["slice"] + MOST_LANES == last:
                    self._start(Phase.FLAG)
            elif kind == "removed":
                number = message["slice"]
                transcripts.add_removed(interview_id, [Removed(number, *span) for span in message["spans"]])
            elif kind == "language":
                transcripts.set_language(interview_id, message["code"], message["probability"])
            else:
                progress.update(message)

        self._work(Phase.TRANSCRIBE, self._slices_job(plan), on_message)

    def _recogniser_job(self) -> Message:
        model = self._settings.model
        return {
            "model_path": model if _is_own_file(model) else str(self._models.verified_path(model)),
            "engine": self._settings.engine,
            "device": self._settings.device,
        }

    def _slices_job(self, plan: Plan) -> Message:
        first = plan.finished_slices
        earlier = self._vault.transcripts.segments(self._interview.id, first - 1) if first else ()
        return {
            "beam": plan.beam,
            "language": plan.language or plan.language_found,
            "quiet_speaker": plan.quiet_speaker,
            "hotwords": plan.hotwords,
            "gain_db": plan.gain_db,
            "slices": plan.slices,
            "first_slice": first,
            "end_slice": min(first + _SLICES_A_PROCESS, len(plan.slices)),
            "previous_segments": [serial.segment_to_json(segment) for segment in earlier],
        }

    def _tell_speakers_apart(self) -> int:
        interview_id = self._interview.id
        plan = self._plan()
        progress = self._progress(Phase.SPEAKERS)
        found: Message = {}

        def on_message(message: Message, _payload: bytes) -> None:
            if message["type"] == "turns":
                found.update(message)
            else:
                progress.update(message)

        self._start(Phase.FLAG)
        every_word = _words_job(self._vault.transcripts.segments(interview_id), last=True)
        self._work(Phase.SPEAKERS, every_word, on_message, untold=_words_job((), last=True))
        transcript = Transcript(
            turns=tuple(serial.turn_from_json(turn) for turn in found["turns"]),
            roles={speaker: SpeakerRole(role) for speaker, role in found["roles"].items()},
        )
        with self._vault.transaction():
            self._vault.transcripts.save_transcript(interview_id, transcript)
            self._vault.transcripts.save_plan(
                interview_id,
                replace(
                    plan,
                    finished=True,
                    speakers_found=found.get("speakers"),
                    speakers_confidence=found.get("confidence"),
                    by_channel=bool(found.get("by_channel")),
                    roles_reason=str(found.get("reason", "")),
                ),
            )
            self._vault.recordings.drop_sound(interview_id)
        return self._interview.recording.duration_ms

    def _listening_job(self) -> Message:
        plan = self._plan()
        return {
            "speakers": plan.speakers,
            "channel_voices": plan.channel_voices,
            "encoder_path": str(self._models.verified_path("dvector")),
        }

    def _tell_words(self, segments: Sequence[Segment]) -> None:
        """Give the worker that tells speakers apart ahead the words of one more slice."""
        if Phase.SPEAKERS in self._ahead:
            self._ahead[Phase.SPEAKERS].give(_words_job(segments, last=False))

    def _flag(self) -> int:
        self._vault.recordings.drop_sound(self._interview.id)
        progress = self._progress(Phase.FLAG)
        _flag(self._vault, self._interview, progress, lambda job, keep: self._work(Phase.FLAG, job, keep))
        return self._interview.recording.duration_ms

    def _start(self, phase: Phase) -> None:
        """Start the worker of a coming phase, unless it runs already or may not."""
        if phase in self._ahead or not self._may_start_ahead(phase):
            return
        known = self._known[phase]
        # The recogniser will be waited for; the others take the time it leaves.
        patient = {} if phase is Phase.TRANSCRIBE else {"patient": True}
        source = self._vault.recordings.open_sound(self._interview.id) if phase is Phase.SPEAKERS else None
        self._ahead[phase] = WorkerAhead(phase.value, lambda: {**known(), **patient}, self._cancel, source)

    def _work(self, phase: Phase, rest: Message, on_message: OnMessage, untold: Message | None = None) -> None:
        """Have a phase done, by its worker started ahead or by a new one; ``rest`` is what is known only now.

        A worker started ahead is given what of that is ``untold`` to it, where it was told some already. Where it died,
        as one does for whose memory there is no more room, the others started ahead are ended and a new one begins from
        the beginning; but not once words are recognised, which the next run goes on with.
        """
        told = False

        def tell(message: Message, payload: bytes) -> None:
            nonlocal told
            told = True
            on_message(message, payload)

        with ExitStack() as files:
            source = None
            if phase in (Phase.TRANSCRIBE, Phase.SPEAKERS):
                source = files.enter_context(self._vault.recordings.open_sound(self._interview.id))
            if (ahead := self._ahead.pop(phase, None)) is not None:
                ahead.give(rest if untold is None else untold, source)
                try:
                    ahead.finish(tell)
                except WorkerError:
                    if told and phase is Phase.TRANSCRIBE:
                        raise
                    self.end()
                else:
                    return
            run_worker(phase.value, {**self._known[phase](), **rest}, on_message, source, self._cancel)

    def _progress(self, phase: Phase, already_ms: int = 0) -> PhaseProgress:
        return PhaseProgress(self._interview, phase, self._report, self._estimates, self._settings, already_ms)

    def _plan(self) -> Plan:
        plan = self._vault.transcripts.plan(self._interview.id)
        assert plan is not None, "decoding always leaves a plan"
        return plan


def flag(vault: Vault, models: ModelStore, interview: Interview, report: Report, cancel: threading.Event) -> None:
    """Propose what identifies somebody in a transcribed interview, and keep every decision already made."""
    progress = PhaseProgress(interview, Phase.FLAG, report, Estimates(), TranscriptionSettings())

    def work(job: Message, on_message: OnMessage) -> None:
        run_worker(Phase.FLAG.value, {**_flagging_job(vault, models), **job}, on_message, cancel=cancel)

    _flag(vault, interview, progress, work)


def _flag(
    vault: Vault, interview: Interview, progress: PhaseProgress, work: Callable[[Message, OnMessage], None]
) -> None:
    """Have the turns of an interview read by ``work`` and keep what it proposes."""
    transcript = vault.transcripts.transcript(interview.id)
    assert transcript is not None, "only a transcribed interview is flagged"
    proposals: list[Message] = []
    versions: dict[str, str] = {}

    def on_message(message: Message, _payload: bytes) -> None:
        if message["type"] == "proposals":
            proposals[:] = message["proposals"]  # not those of a worker that died behind them as well
            versions.update(message["versions"])
        else:
            progress.update(message)

    turns = [
        {"id": turn.id, "words": [[word.text, word.start_ms, word.end_ms, word.probability] for word in turn.words]}
        for turn in transcript.turns
    ]
    watched = _watched(vault)
    work({"turns": turns, "watched": watched}, on_message)
    reviewing.store_proposals(vault, interview.id, proposals, _read_by(versions, watched))


def _flagging_job(vault: Vault, models: ModelStore) -> Message:
    """Give what a worker needs to load the detectors."""
    return {
        "models": {name: str(models.verified_path(model)) for name, model in _name_models(models).items()},
        "watched": _watched(vault),
    }


def _watched(vault: Vault) -> list[list[str]]:
    return [[each.text, each.category.value] for each in vault.study.watched()]


def _words_job(segments: Sequence[Segment], *, last: bool) -> Message:
    return {"segments": [serial.segment_to_json(segment) for segment in segments], "last": last}


def _read_by(versions: dict[str, str], watched: list[list[str]]) -> str:
    """Give which detectors of which versions read an interview, and a digest of the names they were told to look for.

    Where it is the same as before, an edited interview needs to be read only where it was edited.
    """
    digest = hashlib.sha256(json.dumps(sorted(watched)).encode()).hexdigest()
    return json.dumps({**versions, _WATCHED_NAMES: digest}, sort_keys=True)


def _name_models(models: ModelStore) -> dict[str, str]:
    """Give the models that find names; the one for text without capitals helps where somebody installed it."""
    optional = {"uncased": "rampart"} if models.state("rampart") is ModelState.INSTALLED else {}
    return {**NAME_MODELS, **optional}


def _made_with(plan: Plan, settings: TranscriptionSettings) -> bool:
    """Tell whether the words of a plan are those that the settings would give."""
    chosen = (settings.model, settings.engine, settings.device, settings.beam)
    listening = (settings.language, settings.quiet_speaker)
    return (plan.model, plan.engine, plan.device, plan.beam, plan.language, plan.quiet_speaker) == (*chosen, *listening)


def check_settings(models: ModelStore, settings: TranscriptionSettings) -> None:
    """Raise ModelError for a model nobody knows, InputError when it does not know the language asked for.

    A person's own ``.pt`` file stands for a model of openai-whisper; its engine checks it.
    """
    if _is_own_file(settings.model):
        if settings.engine != "openai-whisper":
            raise InputError(
                f"Model {Path(settings.model).name}", "Only openai-whisper reads .pt files.", "Choose that engine."
            )
        return
    known = models.entry(settings.model).languages
    if settings.language is not None and "*" not in known and settings.language not in known:
        raise InputError(
            f"Model {settings.model}",
            f"It does not know the language “{settings.language}”.",
            "Choose whisper-base, which knows 99 languages, or leave the language to the model.",
        )


def _is_own_file(model: str) -> bool:
    return model.endswith(".pt")


def _spans(pairs: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((start, end) for start, end in pairs)
