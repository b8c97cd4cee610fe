"""Give the recordings that speech is measured on, each with what is said in it, by whom and when."""

from __future__ import annotations

import json
import wave
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path

import av

from transcribe_desk import paths

SHARED = Path(__file__).parents[3] / "shared" / "data" / "audio"
NAMES = ("sample", "flac", "room")
_SHARED_FILES = {"flac": "sample_interview.flac", "room": "sample_interview_room.flac"}
_BYTES_A_MS = 32


@dataclass(frozen=True, slots=True)
class Spoken:
    """One turn of the truth; times are in milliseconds."""

    speaker: str
    start_ms: int
    end_ms: int
    text: str


@dataclass(frozen=True, slots=True)
class Recording:
    """A sound file and what is said in it."""

    name: str
    path: Path
    seconds: float
    turns: tuple[Spoken, ...]


def recording(name: str) -> Recording | None:
    """Give one of ``NAMES``, all of them the bundled sample's conversation; None where the shared data is absent."""
    path = SHARED / _SHARED_FILES[name] if name in _SHARED_FILES else paths.resource("sample", "interview.opus")
    if not path.exists():
        return None
    with av.open(str(path)) as container:
        assert container.duration is not None
        return Recording(name, path, container.duration / av.time_base, _sample_turns())


def looped(folder: Path, minutes: int) -> Recording:
    """Write the sample over and over as 16 kHz mono wav, to the last turn that ends before ``minutes`` are over."""
    once = sample_sound()
    limit_ms = minutes * 60_000
    coming = _endless_turns(len(once) // _BYTES_A_MS)
    turns = []
    while (turn := next(coming)).end_ms <= limit_ms:
        turns.append(turn)
    # Between two turns, so that the truth is whole.
    end_ms = min((turns[-1].end_ms + max(turn.start_ms, turns[-1].end_ms)) // 2, limit_ms)
    path = folder / f"sample_looped_{minutes}_min.wav"
    left = end_ms * _BYTES_A_MS
    with wave.open(str(path), "wb") as target:
        target.setparams((1, 2, 16_000, 0, "NONE", "not compressed"))
        while left:
            target.writeframes(once[:left])
            left -= min(left, len(once))
    return Recording(f"sample looped, {minutes} min", path, end_ms / 1000, tuple(turns))


def sample_sound() -> bytes:
    """Give the sample as 16 kHz mono 16-bit samples."""
    resampler = av.AudioResampler("s16", "mono", 16_000)
    with av.open(str(paths.resource("sample", "interview.opus"))) as container:
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    return b"".join(frame.to_ndarray().tobytes() for frame in [*frames, *resampler.resample(None)])


def _sample_turns() -> tuple[Spoken, ...]:
    turns = json.loads(paths.resource("sample", "truth.json").read_text(encoding="utf-8"))["turns"]
    return tuple(
        Spoken(turn["speaker"], round(turn["start"] * 1000), round(turn["end"] * 1000), turn["text"]) for turn in turns
    )


def _endless_turns(length_ms: int) -> Iterator[Spoken]:
    for number in count():
        for turn in _sample_turns():
            shift = number * length_ms
            yield replace(turn, start_ms=turn.start_ms + shift, end_ms=turn.end_ms + shift)
