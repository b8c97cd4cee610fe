"""Transcribe one recording through a throw-away study and write one JSON object: the benchmark door for speech.

    python tests/benchmarks/transcribe_json.py AUDIO [--model base] [--engine faster-whisper|openai-whisper]
        [--speakers 2] [--beam 5] [--language en|auto] [--flags]
        [--vocabulary WORD,WORD]

``wall_seconds`` and ``cpu_seconds`` cover decoding, transcription and speakers, with ``--flags`` the flagging too, with
starting the worker processes and checking the model's files, without making the study. ``peak_memory_mb`` is the
largest worker process. ``phases`` tells when each began, in seconds since 1970, and how many seconds it took.
"""

from __future__ import annotations

import argparse
import json
import resource
import secrets
import sys
import tempfile
import threading
import time
from pathlib import Path

from transcribe_desk.cli.progress import ProgressPrinter
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.events import Phase
from transcribe_desk.jobs.pipeline import Pipeline
from transcribe_desk.jobs.settings import ENGINES, TranscriptionSettings
from transcribe_desk.security import no_network
from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study import StudySettings
from transcribe_desk.study.transcript import Transcript, Turn


def main() -> int:
    """Transcribe the recording named on the command line; give the exit code."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("audio", type=Path)
    parser.add_argument("--model", default="base", help="base, tiny.en, or a name in the catalogue")
    parser.add_argument("--engine", default="faster-whisper", choices=ENGINES)
    parser.add_argument("--speakers", type=int, default=2)
    parser.add_argument("--beam", type=int, default=5)
    parser.add_argument("--language", default="en", help="a code such as de, or auto to have it detected")
    parser.add_argument("--flags", action="store_true", help="flag what identifies somebody too, as the product does")
    parser.add_argument("--vocabulary", default="", help="the study's words, with commas between them")
    options = parser.parse_args()
    model = options.model if options.model.startswith("whisper-") else f"whisper-{options.model}"
    language = None if options.language == "auto" else options.language
    settings = TranscriptionSettings(model, options.engine, options.beam, language, options.speakers)
    no_network.arm()
    try:
        study = StudySettings("Benchmark", vocabulary=tuple(filter(None, options.vocabulary.split(","))))
        print(json.dumps(measure(options.audio, settings, study, flags=options.flags), ensure_ascii=False))
    except DeskError as error:
        print(f"transcribe_json: {error}", file=sys.stderr)
        return error.exit_code
    return 0


def measure(audio: Path, settings: TranscriptionSettings, study: StudySettings, *, flags: bool) -> dict[str, object]:
    """Run the product's own phases on ``audio`` and give the transcript with what it cost."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Desk.create(Path(folder) / "benchmark.tdstudy", secrets.token_hex(), study) as desk,
    ):
        desk.add_organisation("benchmark")
        report = desk.import_files([audio], "benchmark")
        for problem in report.problems:
            raise problem
        (interview,) = report.imported
        printer = ProgressPrinter({interview.id: audio.name})
        wall, cpu = time.perf_counter(), _cpu_seconds()
        work = Pipeline(desk.vault, desk.models, interview, settings, printer, threading.Event())
        phases = _phases(work, flags)
        work.end()
        wall, cpu = time.perf_counter() - wall, _cpu_seconds() - cpu
        transcript = desk.transcript(interview.id)
        duration_ms = desk.vault.interviews.get(interview.id).recording.duration_ms
        assert transcript is not None
    return {
        "turns": [_turn(transcript, turn) for turn in transcript.turns],
        "phases": phases,
        "audio_seconds": duration_ms / 1000,
        "wall_seconds": round(wall, 3),
        "cpu_seconds": round(cpu, 3),
        # Linux counts in KiB, macOS in bytes.
        "peak_memory_mb": round(
            resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / (1e6 if sys.platform == "darwin" else 1024), 1
        ),
    }


def _phases(work: Pipeline, flags: bool) -> list[dict[str, object]]:
    """Do the phases, without flagging unless ``flags``, and tell of each when it began and how long it took."""
    done: list[dict[str, object]] = []
    while (phase := work.next_phase()) not in (None, *([] if flags else [Phase.FLAG])):
        assert phase is not None
        began, wall = time.time(), time.perf_counter()
        work.do(phase)
        done.append({"phase": phase.value, "began": began, "seconds": round(time.perf_counter() - wall, 3)})
    return done


def _cpu_seconds() -> float:
    usages = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(usage.ru_utime + usage.ru_stime for usage in usages)


def _turn(transcript: Transcript, turn: Turn) -> dict[str, object]:
    role = transcript.roles.get(turn.speaker)
    return {
        "speaker": turn.speaker,
        "role": role.value if role else None,
        "start_ms": turn.start_ms,
        "end_ms": turn.end_ms,
        "text": turn.text,
        "words": [
            {"text": word.text, "start_ms": word.start_ms, "end_ms": word.end_ms, "probability": word.probability}
            for word in turn.words
        ],
    }


if __name__ == "__main__":
    sys.exit(main())
