"""Do the long work: transcribe and flag."""

from __future__ import annotations

import argparse
import sys
import threading
from dataclasses import replace

from transcribe_desk.cli.opening import chosen_interviews, open_desk
from transcribe_desk.cli.progress import ProgressPrinter
from transcribe_desk.jobs import pipeline
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.events import JobState
from transcribe_desk.jobs.lacking import Lack, lacking
from transcribe_desk.jobs.settings import PRESETS, TranscriptionSettings
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Interview, Status
from transcribe_desk.study.timecode import clock

# The exit code of a transcription that is done but for stretches of damaged sound.
SOUND_MISSING = 8
_TO_TRANSCRIBE = (Status.IMPORTED, Status.TRANSCRIBING)


def transcribe(options: argparse.Namespace) -> int:
    """Run every phase that is still to do for the chosen interviews."""
    with open_desk(options) as desk:
        return work_through(desk, chosen_interviews(desk, options.study_ids), chosen_settings(options, desk.language()))


def chosen_settings(options: argparse.Namespace, usual: str | None) -> TranscriptionSettings:
    """Give the preset named on the command line, changed as its options say; ``usual`` is the study's language."""
    preset = PRESETS[options.preset]
    return replace(
        preset,
        model=options.model or preset.model,
        beam=options.beam or preset.beam,
        engine=options.engine or preset.engine,
        language={"auto": None, None: usual}.get(options.language, options.language),
        speakers=None if options.speakers == "auto" else int(options.speakers),
        quiet_speaker=options.quiet_speaker,
        device=options.device,
    )


def work_through(desk: Desk, interviews: list[Interview], settings: TranscriptionSettings) -> int:
    """Queue the interviews, show progress, wait; give the exit code of the first failure, or 0."""
    chosen = {interview.id for interview in interviews}
    if any(row.interview.id in chosen and row.status in _TO_TRANSCRIBE for row in desk.rows()):
        desk.outlook(0, settings)  # what cannot be is told before anything starts
    desk.queue.listen(ProgressPrinter({interview.id: interview.study_id for interview in interviews}))
    for interview in interviews:
        desk.queue.add(interview.id, settings)
    while not desk.queue.wait(timeout=0.5):
        pass  # wakes up so that Ctrl+C is heard
    errors = [event.error for event in desk.queue.events() if event.state is JobState.FAILED and event.error]
    for interview in interviews:
        _tell_found(desk, interview, settings)
        _tell_marks(desk, interview)
    incomplete = [_tell_missing(desk, interview) for interview in interviews]
    return errors[0].exit_code if errors else SOUND_MISSING if any(incomplete) else 0


def _tell_found(desk: Desk, interview: Interview, settings: TranscriptionSettings) -> None:
    """Say what the machine found out by itself, for a person to confirm."""
    row = desk.row(interview)
    if row.language_probability is not None:
        sure = f"{row.language_probability:.0%} sure"
        print(f"{interview.study_id}: The language is taken to be “{row.language}” ({sure}).", file=sys.stderr)
    if settings.speakers is None and row.speakers is not None and row.speakers_confidence is not None:
        sure = f"{row.speakers_confidence:.0%} sure" + (", each on a channel of its own" if row.by_channel else "")
        print(f"{interview.study_id}: Speakers told apart: {row.speakers} ({sure}).", file=sys.stderr)


def _tell_marks(desk: Desk, interview: Interview) -> None:
    """Say how many stretches lack words and how to see them; damage is told apart from them."""
    if number := sum(each.lack not in (Lack.SILENT, Lack.DAMAGED) for each in lacking(desk.row(interview))):
        print(
            f"{interview.study_id}: Stretches without words: {number}, taken out or not understood. "
            "See where, and why, with “transcribe-desk show --marks”.",
            file=sys.stderr,
        )


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
