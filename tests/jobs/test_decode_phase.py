"""The decode phase as the program runs it: a worker process over a recording that only the program can open."""

from __future__ import annotations

import io
import threading
import time
import wave
from typing import Any

import numpy as np
import pytest

from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.study.errors import CancelledError, RecordingError

RATE = 16_000


def recording(seconds: int) -> tuple[bytes, bytes]:
    """Give a WAV of loud noise with half a second of quiet every two seconds, and its samples."""
    samples = np.random.default_rng(1).integers(-8000, 8000, seconds * RATE, dtype=np.int16)
    for second in range(1, seconds, 2):
        samples[second * RATE : second * RATE + RATE // 2] = 0
    file = io.BytesIO()
    with wave.open(file, "wb") as output:
        output.setnchannels(1)
        output.setsampwidth(2)
        output.setframerate(RATE)
        output.writeframes(samples.tobytes())
    return file.getvalue(), samples.tobytes()


def run_decode(source: bytes, **job: Any) -> tuple[list[dict[str, Any]], bytes]:
    messages: list[dict[str, Any]] = []
    sound = bytearray()

    def keep(message: dict[str, Any], payload: bytes) -> None:
        messages.append(message)
        sound.extend(payload)

    run_worker("decode", {"name": "tape.wav", **job}, keep, io.BytesIO(source))
    return messages, bytes(sound)


def test_sound_comes_out_with_its_facts_and_slices_cut_in_the_quiet() -> None:
    content, samples = recording(62)
    messages, sound = run_decode(content, slice_ms=20_000)
    assert sound == samples
    assert messages[-1] == {
        "type": "decoded",
        "codec": "pcm_s16le",
        "channels": 1,
        "sample_rate": RATE,
        "duration_ms": 62_000,
        "container_ms": 62_000,
        "missing": [],
        "slices": messages[-1]["slices"],
    }
    cuts = [end for _, end in messages[-1]["slices"]][:-1]
    assert cuts
    assert all(1_200 <= cut % 2_000 <= 1_300 for cut in cuts)
    reports = [message for message in messages if message["type"] == "progress"]
    assert reports[-1]["done_ms"] == reports[-1]["total_ms"] == 62_000
    assert {message["type"] for message in messages} == {"sound", "progress", "decoded"}


def test_probing_sends_the_facts_and_no_sound() -> None:
    messages, sound = run_decode(recording(30)[0], probe_only=True)
    assert sound == b""
    assert messages == [
        {"type": "probed", "codec": "pcm_s16le", "channels": 1, "sample_rate": RATE, "duration_ms": 30_000}
    ]


@pytest.mark.parametrize("probe_only", [True, False])
def test_what_is_no_recording_is_refused_by_its_name(probe_only: bool) -> None:
    with pytest.raises(RecordingError, match="text") as caught:
        run_decode(b"How long have you worked here?\n" * 100, probe_only=probe_only)
    assert caught.value.thing == "tape.wav"


def test_cancel_in_the_middle_returns_within_a_second() -> None:
    cancel = threading.Event()
    cancelled_at = 0.0

    def cancel_at_first_sound(message: dict[str, Any], payload: bytes) -> None:
        nonlocal cancelled_at
        if not cancel.is_set():
            cancelled_at = time.monotonic()
            cancel.set()

    with pytest.raises(CancelledError):
        run_worker("decode", {}, cancel_at_first_sound, io.BytesIO(recording(600)[0]), cancel)
    assert time.monotonic() - cancelled_at < 1
