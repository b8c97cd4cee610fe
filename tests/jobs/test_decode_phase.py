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


def recording(seconds: int, loudest: int = 8000) -> tuple[bytes, bytes]:
    """Give a WAV of loud noise with half a second of quiet every two seconds, and its samples."""
    samples = np.random.default_rng(1).integers(-loudest, loudest, seconds * RATE, dtype=np.int16)
    for second in range(1, seconds, 2):
        samples[second * RATE : second * RATE + RATE // 2] //= 1000
    return wav(samples[:, np.newaxis]), samples.tobytes()


def wav(samples: np.ndarray[tuple[int, int], np.dtype[np.int16]]) -> bytes:
    """Give a WAV of samples of shape (samples, channels)."""
    file = io.BytesIO()
    with wave.open(file, "wb") as output:
        output.setnchannels(samples.shape[1])
        output.setsampwidth(2)
        output.setframerate(RATE)
        output.writeframes(samples.tobytes())
    return file.getvalue()


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
        "gain_db": 0.0,
        "channel_voices": None,
    }
    cuts = [end for _, end in messages[-1]["slices"]][:-1]
    assert cuts
    assert all(1_200 <= cut % 2_000 <= 1_300 for cut in cuts)
    reports = [message for message in messages if message["type"] == "progress"]
    assert reports[-1]["done_ms"] == reports[-1]["total_ms"] == 62_000
    assert {message["type"] for message in messages} == {"sound", "progress", "decoded"}


def test_a_very_quiet_recording_says_how_much_to_raise_it_and_stays_as_it_is() -> None:
    times = np.arange(60 * RATE) / RATE
    noise = np.random.default_rng(1).standard_normal(60 * RATE)
    samples = np.rint(noise * 60 * 10 ** (np.sin(2 * np.pi * 0.7 * times) - 0.5)).astype(np.int16)  # about -60 dBFS
    messages, sound = run_decode(wav(samples[:, np.newaxis]))
    assert sound == samples.tobytes()
    assert 20 < messages[-1]["gain_db"] <= 30


def test_a_voice_per_channel_is_told_in_milliseconds() -> None:
    noise = np.random.default_rng(1).integers(-4000, 4000, (40 * RATE, 2), dtype=np.int16)
    first = np.arange(40 * RATE) // RATE % 8 < 5
    samples = np.where(np.stack([first, ~first], axis=1), noise, noise // 40)
    messages, _ = run_decode(wav(samples))
    expected = [
        [start, end, channel]
        for turn in range(0, 40_000, 8_000)
        for start, end, channel in ((turn, turn + 5_000, 0), (turn + 5_000, turn + 8_000, 1))
    ]
    voices = messages[-1]["channel_voices"]
    assert [channel for _, _, channel in voices] == [channel for _, _, channel in expected]
    for (start, end, _), (true_start, true_end, _) in zip(voices, expected, strict=True):
        assert abs(start - true_start) <= 100
        assert abs(end - true_end) <= 100


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
