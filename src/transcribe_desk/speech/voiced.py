"""Pack the voice in a stretch of sound together, and put the times found in it back where they were."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from transcribe_desk.speech.pcm import SAMPLE_RATE, Samples
from transcribe_desk.speech.words import Piece

# Where a voice starts and ends, in samples, as Silero's wrapper in faster-whisper writes it.
Chunk: TypeAlias = dict[str, int]

# How likely a sound must be speech: Silero's own measure, and one for voices that are hard to hear.
_THRESHOLD = 0.5
_QUIET_THRESHOLD = 0.35


@dataclass(frozen=True, slots=True)
class VoicedPart:
    """Chunks of voice from a stretch of sound, one straight after the other."""

    samples: Samples
    chunks: tuple[Chunk, ...]

    def put_back(self, pieces: Iterable[Piece]) -> Iterator[Piece]:
        """Move the times of ``pieces`` from this part to the whole stretch; each piece stays within one chunk."""
        from faster_whisper.vad import SpeechTimestampsMap

        times = SpeechTimestampsMap(list(self.chunks), SAMPLE_RATE)
        for piece in pieces:
            chunk = times.get_chunk_index((piece.start + piece.end) / 2)
            start, end = (times.get_original_time(time, chunk) for time in (piece.start, piece.end))
            yield replace(piece, start=start, end=end)


def voice_threshold(*, quiet_speaker: bool) -> float:
    """Give how likely a sound must be speech to be listened to, 0 to 1."""
    return _QUIET_THRESHOLD if quiet_speaker else _THRESHOLD


def voiced_parts(samples: Samples, enough_seconds: float, *, quiet_speaker: bool = False) -> Iterator[VoicedPart]:
    """Give the voice in ``samples`` in parts that end at the first pause after ``enough_seconds`` of voice.

    What counts as voice is what counts inside faster-whisper, so that every engine hears the same.
    """
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    options = VadOptions(threshold=voice_threshold(quiet_speaker=quiet_speaker))
    chunks: list[Chunk] = []
    for chunk in get_speech_timestamps(samples, options) if len(samples) else []:
        chunks.append(chunk)
        if sum(each["end"] - each["start"] for each in chunks) >= enough_seconds * SAMPLE_RATE:
            yield _packed(samples, chunks)
            chunks = []
    if chunks:
        yield _packed(samples, chunks)


def _packed(samples: Samples, chunks: list[Chunk]) -> VoicedPart:
    packed: Samples = np.concatenate([samples[chunk["start"] : chunk["end"]] for chunk in chunks])
    return VoicedPart(packed, tuple(chunks))
