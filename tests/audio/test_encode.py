"""Every format opens again, is as long as the sound, holds no tags, and comes out the same each time."""

from __future__ import annotations

import io

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from transcribe_desk.audio.choice import AudioFormat
from transcribe_desk.audio.decode import Decoder
from transcribe_desk.audio.encode import Encoder, usual_layout

SHAPES = [(8_000, 1), (16_000, 1), (22_050, 1), (37_800, 1), (44_100, 2), (96_000, 2), (48_000, 3), (48_000, 6)]


def sound(rate: int, channels: int) -> NDArray[np.int16]:
    times = np.arange(2 * rate + 17)[:, np.newaxis] / rate
    return (9_000 * np.sin(2 * np.pi * 300 * times * np.arange(1, channels + 1))).astype(np.int16)


def encoded(samples: NDArray[np.int16], kind: AudioFormat, rate: int, block: int = 4_000) -> bytes:
    sink = io.BytesIO()
    encoder = Encoder(sink, kind, rate, usual_layout(samples.shape[1]))
    for start in range(0, len(samples), block):
        encoder.write(samples[start : start + block])
    encoder.finish()
    return sink.getvalue()


@pytest.mark.parametrize(("rate", "channels"), SHAPES)
@pytest.mark.parametrize("kind", AudioFormat)
def test_every_format_opens_again_as_long_as_it_was(kind: AudioFormat, rate: int, channels: int) -> None:
    samples = sound(rate, channels)
    file = encoded(samples, kind, rate)
    with av.open(io.BytesIO(file), "r") as container:
        stream = container.streams.audio[0]
        frames = [frame.to_ndarray() for frame in container.decode(stream)]
        seconds = sum(frame.shape[1] for frame in frames) / stream.rate
        if kind.lossless:
            seconds = sum(frame.shape[1] // channels for frame in frames) / stream.rate
            again = np.concatenate([frame.reshape(-1, channels) for frame in frames])
            assert np.array_equal(again, samples)
    longest = 0 if kind.lossless else 1152 / min(rate, 48_000)
    assert 0 <= seconds - len(samples) / rate <= longest


@pytest.mark.parametrize("kind", AudioFormat)
def test_a_file_holds_no_tags_no_times_and_no_version(kind: AudioFormat) -> None:
    file = encoded(sound(16_000, 1), kind, 16_000)
    with av.open(io.BytesIO(file)) as container:
        container_only = {"major_brand", "minor_version", "compatible_brands"}  # what kind of MP4 it is
        assert set(container.metadata) <= container_only
        told = container.streams.audio[0].metadata
        assert told in ({}, {"language": "und", "handler_name": "SoundHandler"}, {"encoder": "Lavf"})
    for mark in (b"Lavf6", b"Lavc", b"LIST", b"ID3", b"TAG", b"creation"):
        assert mark not in file


@pytest.mark.parametrize("kind", AudioFormat)
def test_the_same_sound_always_gives_the_same_bytes(kind: AudioFormat) -> None:
    samples = sound(44_100, 2)
    assert encoded(samples, kind, 44_100) == encoded(samples, kind, 44_100, block=1_234)


@pytest.mark.parametrize(("rate", "channels"), SHAPES)
def test_a_recording_keeps_its_rate_its_channels_and_every_sample(rate: int, channels: int) -> None:
    samples = sound(rate, channels)
    decoder = Decoder(io.BytesIO(encoded(samples, AudioFormat.WAV, rate)), "x")
    assert decoder.facts.sample_rate == rate
    assert np.array_equal(np.concatenate(list(decoder.own_sound())), samples)


def test_a_moment_has_the_same_time_at_every_rate() -> None:
    """A click at 1.5 s lies there in the sound that words are timed in, and in the sound that is bleeped."""
    samples = np.zeros((3 * 44_100, 1), dtype=np.int16)
    samples[66_150:66_250] = 20_000
    file = encoded(samples, AudioFormat.MP3, 44_100)
    own = np.concatenate(list(Decoder(io.BytesIO(file), "x").own_sound()))[:, 0]
    heard = np.frombuffer(b"".join(Decoder(io.BytesIO(file), "x").blocks()), dtype=np.int16)
    assert abs(int(np.argmax(abs(own))) / 44_100 - int(np.argmax(abs(heard))) / 16_000) < 0.003
