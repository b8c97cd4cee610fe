"""Hold what a person may choose about a transcription."""

from __future__ import annotations

from dataclasses import dataclass

ENGINES = ("faster-whisper", "openai-whisper")
DEVICES = ("cpu", "cuda")
# Not to be chosen: what finds names in every interview, by what its detectors call it.
NAME_MODELS = {"md": "en_core_web_md", "sm": "en_core_web_sm"}


@dataclass(frozen=True, slots=True)
class TranscriptionSettings:
    """How to transcribe: catalogue name of the model, engine, beam width, and what is known of the conversation.

    ``language`` is an ISO 639-1 code, or None to detect it from the first minutes. ``speakers`` is how many people
    talk, or None to guess. ``quiet_speaker`` listens for fainter voices, at the price of more false words. ``device``
    is the processor, or a graphics card for which the processor stands in where it fails.
    """

    model: str = "whisper-base"
    engine: str = ENGINES[0]
    beam: int = 5
    language: str | None = "en"
    speakers: int | None = 2
    quiet_speaker: bool = False
    device: str = DEVICES[0]


ACCURATE = TranscriptionSettings()
FAST = TranscriptionSettings(beam=1)
DRAFT = TranscriptionSettings(model="whisper-tiny.en", beam=1)
PRESETS = {"accurate": ACCURATE, "fast": FAST, "draft": DRAFT}
