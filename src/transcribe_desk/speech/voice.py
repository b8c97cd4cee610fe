"""Find where somebody speaks in a recording of any length, reading it a few minutes at a time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from transcribe_desk.speech.pcm import SAMPLE_RATE, Samples, Sound, read_samples

Report = Callable[[float], None]

_STEP = 512
_STEP_MS = _STEP * 1000 // SAMPLE_RATE
_BLOCK_STEPS = 6_250  # 200 s
_WARM_UP_STEPS = 63  # 2 s: what Silero needs to hear before its answers settle
_THRESHOLD = 0.4
_RELEASE = _THRESHOLD - 0.15
_SHORTEST_SILENCE_MS = 200
_SHORTEST_VOICE_MS = 100
_MARGIN_MS = 32


@dataclass(frozen=True, slots=True)
class VoiceSpan:
    """A stretch in which somebody speaks, in milliseconds."""

    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Voices:
    """Where somebody speaks, in order and apart, and how loud: root mean square of the spoken samples, 0 to 1."""

    spans: tuple[VoiceSpan, ...]
    loudness: float


def find_voices(source: Sound, total_ms: int, report: Report) -> Voices:
    """Give the stretches of speech in ``source``; ``report`` hears the share that is done, 0 to 1."""
    heard: list[Samples] = []
    energy, spoken = 0.0, 0
    for samples, likely in _blocks(source, total_ms, report):
        heard.append(likely)
        voiced = samples[: len(samples) // _STEP * _STEP].reshape(-1, _STEP)
        voiced = voiced[likely[: len(voiced)] >= _THRESHOLD]
        energy += float(np.square(voiced, dtype=np.float64).sum())
        spoken += voiced.size
    likely = np.concatenate(heard) if heard else np.zeros(0, np.float32)
    return Voices(tuple(_spans(likely, total_ms)), float(np.sqrt(energy / spoken)) if spoken else 0.0)


def _blocks(source: Sound, total_ms: int, report: Report) -> Iterator[tuple[Samples, Samples]]:
    """Give the samples of each block and how likely each of its 32 ms steps is speech."""
    from faster_whisper.vad import get_vad_model

    model = get_vad_model()
    steps = -(-total_ms // _STEP_MS)
    for first in range(0, steps, _BLOCK_STEPS):
        warm_up = min(first, _WARM_UP_STEPS)
        last = min(first + _BLOCK_STEPS, steps)
        samples = read_samples(source, (first - warm_up) * _STEP_MS, min(last * _STEP_MS, total_ms))
        likely = np.asarray(model(np.pad(samples, (0, -len(samples) % _STEP))), np.float32).reshape(-1)
        yield samples[warm_up * _STEP :], likely[warm_up:]
        report(last / steps)


def _spans(likely: Samples, total_ms: int) -> Iterator[VoiceSpan]:
    """Join steps to stretches: begun above the threshold, ended by 200 ms below a lower one."""
    start: int | None = None
    end = 0
    for step, probability in enumerate([*likely.tolist(), *[0.0] * (_SHORTEST_SILENCE_MS // _STEP_MS + 1)]):
        now_ms = step * _STEP_MS
        if probability >= _THRESHOLD and start is None:
            start = now_ms
        if probability >= _RELEASE:
            end = now_ms + _STEP_MS
        elif start is not None and now_ms + _STEP_MS - end >= _SHORTEST_SILENCE_MS:
            if end - start >= _SHORTEST_VOICE_MS:
                yield VoiceSpan(max(0, start - _MARGIN_MS), min(end + _MARGIN_MS, total_ms))
            start = None
