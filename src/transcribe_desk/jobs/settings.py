"""Hold what a person may choose about a transcription."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TranscriptionSettings:
    """How to transcribe: catalogue name of the model, engine, beam width, language code, number of speakers."""

    model: str = "whisper-base"
    engine: str = "faster-whisper"
    beam: int = 5
    language: str = "en"
    speakers: int = 2
