"""Encode a copy to listen to: every moment stays at its time, it is small, and it says nothing but sound."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest

from tests.audio.conftest import sweep
from transcribe_desk.audio.loudness import SAMPLE_RATE
from transcribe_desk.audio.playback_copy import PlaybackCopy

Samples = np.ndarray[tuple[int], np.dtype[np.int16]]


def _copied(sound: Samples, block: int = 8 * SAMPLE_RATE) -> bytes:
    file = io.BytesIO()
    copy = PlaybackCopy(file)
    for start in range(0, len(sound), block):
        copy.write(sound[start : start + block])
    copy.finish()
    return file.getvalue()


def _decoded(copy: bytes) -> Samples:
    resampler = av.AudioResampler("s16", "mono", SAMPLE_RATE)
    with av.open(io.BytesIO(copy), "r") as container:
        frames = [part for frame in container.decode(audio=0) for part in resampler.resample(frame)]
    sound: Samples = np.concatenate([frame.to_ndarray()[0] for frame in [*frames, *resampler.resample(None)]])
    return sound


def _pitch(sound: Samples, second: float) -> float:
    """Give the strongest frequency of the tenth of a second that begins at ``second``."""
    start = round(second * SAMPLE_RATE)
    piece = sound[start : start + SAMPLE_RATE // 10]
    return float(np.argmax(np.abs(np.fft.rfft(piece * np.hanning(len(piece)), 1 << 15))) * SAMPLE_RATE / (1 << 15))


@pytest.mark.parametrize("seconds", [0.3, 60.0, 61.2345])
def test_it_is_as_long_as_the_sound_and_every_moment_stands_where_it_stood(seconds: float) -> None:
    sound = sweep(seconds, SAMPLE_RATE)
    heard = _decoded(_copied(sound))
    assert abs(len(heard) - len(sound)) <= SAMPLE_RATE // 100  # 10 ms
    for second in (0.1, seconds / 2, seconds - 0.2):
        assert abs(_pitch(heard, second) - _pitch(sound, second)) < 1  # a moment later it is 20 Hz a second higher


def test_a_click_stands_at_its_millisecond() -> None:
    sound = np.zeros(30 * SAMPLE_RATE, dtype=np.int16)
    for second in (1, 15, 29):
        sound[second * SAMPLE_RATE : second * SAMPLE_RATE + 40] = 20_000
    heard = np.abs(_decoded(_copied(sound)).astype(np.int32))
    for second in (1, 15, 29):
        near = heard[(second * SAMPLE_RATE - 1600) : (second * SAMPLE_RATE + 1600)]
        assert abs(int(np.argmax(near)) - 1600) < 5 * SAMPLE_RATE // 1000


def test_an_hour_takes_no_more_than_16_megabytes() -> None:
    noise = np.random.default_rng(1).integers(-9000, 9000, 60 * SAMPLE_RATE).astype(np.int16)
    assert 10e6 < len(_copied(noise)) * 60 < 16e6


def test_it_says_nothing_of_who_made_it_and_is_the_same_each_time() -> None:
    sound = sweep(3, SAMPLE_RATE)
    copy = _copied(sound)
    assert copy == _copied(sound)
    assert copy == _copied(sound, block=999)
    with av.open(io.BytesIO(copy), "r") as container:
        assert (container.format.name, container.streams.audio[0].codec_context.name) == ("ogg", "opus")
        assert not container.metadata
        assert {*container.streams.audio[0].metadata} <= {"encoder"}
