"""Recognise the words of an interview slice by slice, sending each segment as soon as it is there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from transcribe_desk.jobs.protocol import Channel
from transcribe_desk.speech.engine import SpeechEngine
from transcribe_desk.speech.pcm import read_samples
from transcribe_desk.speech.threads import recogniser_threads
from transcribe_desk.speech.words import last_sentence, shifted
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.serial import segment_from_json, segment_to_json
from transcribe_desk.study.transcript import Segment


def run(job: dict[str, Any], channel: Channel) -> None:
    """Transcribe the slices of ``job`` from ``first_slice`` on; the channel's source is 16 kHz mono 16-bit sound.

    A slice depends on its own sound and on the last sentence of the slice before it (``previous_segments`` of the job
    for the first), on nothing else: a run that goes on at a slice gives the same words as an unbroken one.
    """
    engine = make_engine(job["engine"], Path(job["model_path"]), job.get("threads") or recogniser_threads())
    slices = job["slices"]
    total_ms = slices[-1][1] if slices else 0
    earlier = [segment_from_json(segment) for segment in job.get("previous_segments", ())]
    for number in range(job["first_slice"], len(slices)):
        start_ms, end_ms = slices[number]
        found: list[Segment] = []
        samples = read_samples(channel.source, start_ms, end_ms)
        prompt = last_sentence(earlier)
        earliest_ms = start_ms
        for heard in engine.transcribe(samples, prompt=prompt, language=job["language"], beam=job["beam"]):
            segment = shifted(heard, start_ms, earliest_ms, end_ms)
            earliest_ms = segment.end_ms
            found.append(segment)
            channel.send({"type": "segment", "slice": number, "segment": segment_to_json(segment)})
            channel.progress(segment.end_ms, total_ms)
        channel.send({"type": "slice_done", "slice": number})
        channel.progress(end_ms, total_ms)
        earlier = found


def make_engine(name: str, model_path: Path, threads: int) -> SpeechEngine:
    """Give the speech engine called ``name``; raise InputError for one the program does not have."""
    if name != "faster-whisper":
        raise InputError(f"Speech engine {name}", "There is no such engine.", "Use faster-whisper.")
    from transcribe_desk.speech.faster_whisper_engine import FasterWhisperEngine

    return FasterWhisperEngine(model_path, threads)
