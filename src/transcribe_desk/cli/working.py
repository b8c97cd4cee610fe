"""Do the long work: transcribe and flag."""

from __future__ import annotations

import argparse
import sys
import threading

from transcribe_desk.cli.opening import chosen_interviews, open_desk
from transcribe_desk.cli.progress import ProgressPrinter
from transcribe_desk.jobs import pipeline
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.events import JobState
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.timecode import clock

# The exit code of a transcription that is done but for stretches of damaged sound.
SOUND_MISSING = 8


def transcribe(options: argparse.Namespace) -> int:
    """Run every phase that is still to do for the chosen interviews."""
    settings = TranscriptionSettings(
        model=options.model, beam=options.beam, language=options.language, speakers=options.speakers
    )
    with open_desk(options) as desk:
        return work_through(desk, chosen_interviews(desk, options.study_ids), settings)


def work_through(desk: Desk, interviews: list[Interview], settings: TranscriptionSettings) -> int:
    """Queue the interviews, show progress, wait; give the exit code of the first failure, or 0."""
    desk.models.entry(settings.model)  # an unknown name is told before anything starts
    desk.queue.listen(ProgressPrinter({interview.id: interview.study_id for interview in interviews}))
    for interview in interviews:
        desk.queue.add(interview.id, settings)
    while not desk.queue.wait(timeout=0.5):
        pass  # wakes up so that Ctrl+C is heard
    errors = [event.error for event in desk.queue.events() if event.state is JobState.FAILED and event.error]
    incomplete = [_tell_missing(desk, interview) for interview in interviews]
    return errors[0].exit_code if errors else SOUND_MISSING if any(incomplete) else 0


def _tell_missing(desk: Desk, interview: Interview) -> bool:
    """Say which stretches of a recording could not be read; tell whether there are any."""
    missing = desk.row(interview).missing
    for start_ms, end_ms in missing:
        print(
            f"{interview.study_id}: The recording is damaged, no sound from {clock(start_ms)} to {clock(end_ms)}. "
            "Everything else is transcribed. If the recorder still has it, copy it again and import that.",
            file=sys.stderr,
        )
    return bool(missing)


def flag(options: argparse.Namespace) -> int:
    """Propose identifiers again in the chosen interviews."""
    with open_desk(options) as desk:
        for interview in chosen_interviews(desk, options.study_ids):
            if desk.vault.transcripts.transcript(interview.id) is None:
                raise InputError(
                    interview.study_id, "It has no transcript yet.", "Run “transcribe-desk transcribe” first."
                )
            printer = ProgressPrinter({interview.id: interview.study_id})
            pipeline.flag(desk.vault, desk.models, interview, printer, threading.Event())
    return 0
