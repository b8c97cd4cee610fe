"""Sound and models for tests that listen: the sample interview as samples, and what this computer has installed."""

from __future__ import annotations

import json
import re
from functools import cache
from itertools import permutations
from pathlib import Path

import av
import jiwer
import pytest

from transcribe_desk import paths
from transcribe_desk.speech.model_store import ModelState, ModelStore
from transcribe_desk.study.transcript import Turn


def installed(name: str) -> Path:
    """Give the checked path of a model, or skip where it is not installed."""
    store = ModelStore()
    if store.state(name) is not ModelState.INSTALLED:
        pytest.skip(f"the model {name} is not installed on this computer")
    return store.verified_path(name)


@cache
def samples_of(recording: Path) -> bytes:
    """Give a recording as raw 16 kHz mono 16-bit samples."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=16_000)
    with av.open(str(recording)) as container:
        frames = [converted for frame in container.decode(audio=0) for converted in resampler.resample(frame)]
    return b"".join(frame.to_ndarray().tobytes() for frame in [*frames, *resampler.resample(None)])


def sample(seconds: int) -> bytes:
    """Give the beginning of the sample interview."""
    return samples_of(paths.resource("sample", "interview.opus"))[: seconds * 32_000]


def truth(until_seconds: float = 1e9) -> list[tuple[str, str]]:
    """Give the words truly spoken in the sample interview's turns that end in time, each with its speaker."""
    turns = json.loads(paths.resource("sample", "truth.json").read_text())["turns"]
    return [(word, turn["speaker"]) for turn in turns if turn["end"] <= until_seconds for word in plain(turn["text"])]


def plain(text: str) -> list[str]:
    """Give the words of a text in small letters without punctuation."""
    return re.findall(r"[a-z0-9']+", text.lower())


def wrong_speakers(turns: list[Turn], spoken: list[tuple[str, str]]) -> tuple[int, int]:
    """Count the recognised words given to the wrong speaker, and all words that can be compared.

    Words are aligned with the truth by the fewest edits; speakers are matched as suits the transcript best.
    """
    heard = [(word, turn.speaker) for turn in turns for word in plain(turn.text)]
    aligned = jiwer.process_words([" ".join(w for w, _ in spoken)], [" ".join(w for w, _ in heard)]).alignments[0]
    pairs = [
        (spoken[chunk.ref_start_idx + place][1], heard[chunk.hyp_start_idx + place][1])
        for chunk in aligned
        if chunk.type in {"equal", "substitute"}
        for place in range(chunk.ref_end_idx - chunk.ref_start_idx)
    ]
    people = sorted({speaker for _, speaker in spoken})
    keys = sorted({turn.speaker for turn in turns})
    matchings = [dict(zip(order, people, strict=False)) for order in permutations(keys)]
    return min(sum(who.get(key) != speaker for speaker, key in pairs) for who in matchings), len(pairs)
