"""Every kind of file that recorders, phones and meeting programs write, made here and read back."""

from __future__ import annotations

import io
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import av
import numpy as np
import pytest

from transcribe_desk.audio.decode import Decoder, probe

Encode = Callable[..., bytes]
Samples = np.ndarray[tuple[int], np.dtype[np.int16]]

SECONDS = 6.0
_VORBIS = {"layout": "stereo", "options": {"strict": "-2"}}
_VARIABLE = {"flags": "+qscale", "global_quality": str(4 * 118)}

KINDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "wav 8-bit": ("wav", "pcm_u8", {"rate": 8_000}),
    "wav 16-bit": ("wav", "pcm_s16le", {"rate": 11_025, "layout": "stereo"}),
    "wav 16-bit 5.1": ("wav", "pcm_s16le", {"rate": 48_000, "layout": "5.1"}),
    "wav 24-bit": ("wav", "pcm_s24le", {"rate": 48_000, "layout": "stereo"}),
    "wav 24-bit four tracks": ("wav", "pcm_s24le", {"rate": 48_000, "layout": "4.0"}),
    "wav 32-bit": ("wav", "pcm_s32le", {"rate": 96_000, "layout": "stereo"}),
    "wav 32-bit eight tracks": ("wav", "pcm_s32le", {"rate": 16_000, "layout": "7.1"}),
    "wav float": ("wav", "pcm_f32le", {"rate": 96_000}),
    "wav double": ("wav", "pcm_f64le", {"rate": 22_050}),
    "wav ima-adpcm": ("wav", "adpcm_ima_wav", {"rate": 22_050}),
    "wav ima-adpcm stereo": ("wav", "adpcm_ima_wav", {"rate": 44_100, "layout": "stereo"}),
    "wav µ-law": ("wav", "pcm_mulaw", {"rate": 8_000}),
    "wav a-law stereo": ("wav", "pcm_alaw", {"rate": 8_000, "layout": "stereo"}),
    "wav g722": ("wav", "g722", {"rate": 16_000}),
    "wav g726": ("wav", "g726", {"rate": 8_000, "bit_rate": 32_000}),
    "aiff": ("aiff", "pcm_s16be", {"rate": 44_100}),
    "mp3 constant": ("mp3", "libmp3lame", {"rate": 44_100, "bit_rate": 64_000}),
    "mp3 variable": ("mp3", "libmp3lame", {"rate": 44_100, "options": _VARIABLE}),
    "mp3 variable stereo": ("mp3", "libmp3lame", {"rate": 48_000, "layout": "stereo", "options": _VARIABLE}),
    "mp3 average": ("mp3", "libmp3lame", {"rate": 32_000, "bit_rate": 48_000, "options": {"abr": "1"}}),
    "mp3 8 kHz": ("mp3", "libmp3lame", {"rate": 8_000}),
    "m4a aac": ("ipod", "aac", {"rate": 44_100, "layout": "stereo"}),
    "m4a aac 8 kHz": ("ipod", "aac", {"rate": 8_000}),
    "m4a aac 96 kHz": ("ipod", "aac", {"rate": 96_000}),
    "m4a aac 5.1": ("ipod", "aac", {"rate": 48_000, "layout": "5.1"}),
    "m4a alac": ("ipod", "alac", {"rate": 48_000, "layout": "stereo"}),
    "caf alac": ("caf", "alac", {"rate": 44_100}),
    "flac": ("flac", "flac", {"rate": 96_000, "layout": "stereo"}),
    "flac 5.1": ("flac", "flac", {"rate": 48_000, "layout": "5.1"}),
    "ogg vorbis": ("ogg", "vorbis", {"rate": 44_100, **_VORBIS}),
    "ogg opus": ("ogg", "libopus", {"rate": 48_000, "layout": "stereo"}),
    "ogg opus 5.1": ("ogg", "libopus", {"rate": 48_000, "layout": "5.1"}),
    "amr": ("amr", "libopencore_amrnb", {"rate": 8_000}),
    "amr wide band": ("amr", "libvo_amrwbenc", {"rate": 16_000}),
    "3gp amr": ("3gp", "libopencore_amrnb", {"rate": 8_000}),
    "3gp aac": ("3gp", "aac", {"rate": 16_000}),
    "wma": ("asf", "wmav2", {"rate": 44_100, "layout": "stereo", "bit_rate": 64_000}),
    "wma 1": ("asf", "wmav1", {"rate": 16_000, "bit_rate": 32_000}),
    "webm opus": ("webm", "libopus", {"rate": 48_000}),
    "webm vorbis": ("webm", "vorbis", {"rate": 44_100, **_VORBIS}),
    "mov ac3 5.1": ("mov", "ac3", {"rate": 48_000, "layout": "5.1"}),
}


def decode(content: bytes) -> Samples:
    decoder = Decoder(io.BytesIO(content), "tape")
    samples = np.frombuffer(b"".join(decoder.blocks()), dtype="<i2")
    assert decoder.missing == ()
    return samples


def assert_is_the_sweep(samples: Samples, seconds: float = SECONDS) -> None:
    """Compare with the sweep that was encoded: length, place, waveform and strength."""
    assert len(samples) / 16 == pytest.approx(seconds * 1000, abs=50)
    times = np.arange(round(seconds * 16_000)) / 16_000
    made = 0.3 * 32_767 * np.sin(2 * np.pi * (300 + 10 * times) * times)
    size = 1 << (len(made) + len(samples)).bit_length()
    heard = samples.astype(float)
    agreement = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(made, size)), size)
    lag = int(agreement.argmax())
    lag -= size if lag > size // 2 else 0
    assert abs(lag) / 16 < 50
    heard, made = heard[max(lag, 0) :], made[max(-lag, 0) :]
    length = min(len(heard), len(made))
    heard, made = heard[:length], made[:length]
    assert heard @ made / np.sqrt((heard @ heard) * (made @ made)) > 0.98
    middle = slice(1_600, length - 1_600)
    ratio = 10 * np.log10((heard[middle] @ heard[middle]) / (made[middle] @ made[middle]))
    assert abs(ratio) < 1.5


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_out_as_the_sound_that_went_in(kind: str, encode: Encode) -> None:
    container, codec, options = KINDS[kind]
    if codec not in av.codecs_available:
        pytest.skip(f"this build of FFmpeg has no encoder {codec}, so the file cannot be made here")
    content = encode(container, codec, seconds=SECONDS, **options)
    assert_is_the_sweep(decode(content))
    facts = probe(io.BytesIO(content), "tape")
    assert facts.sample_rate == options.get("rate", 44_100)
    assert facts.channels == av.AudioLayout(options.get("layout", "mono")).nb_channels


def test_a_variable_mp3_is_one(encode: Encode) -> None:
    container, codec, options = KINDS["mp3 variable"]
    assert b"Xing" in encode(container, codec, seconds=SECONDS, **options)[:1_000]
    assert b"Info" in encode("mp3", "libmp3lame", seconds=SECONDS)[:1_000]


def _picture(format_: str, size: int) -> av.VideoFrame:
    rubbish = np.random.default_rng(1).integers(0, 255, (size, size, 3), dtype=np.uint8)
    return av.VideoFrame.from_ndarray(rubbish, format="rgb24").reformat(format=format_)


def _with_pictures(content: bytes, container: str, codec: str, format_: str, *, cover: bool) -> bytes:
    """Put the sound of a file beside pictures: one as cover art, or 25 a second as a video."""
    file = io.BytesIO()
    with av.open(io.BytesIO(content), "r") as sound, av.open(file, "w", format=container) as output:
        copy = output.add_stream_from_template(sound.streams.audio[0])
        video = output.add_stream(codec, rate=25)
        assert isinstance(video, av.VideoStream)
        video.width = video.height = 64
        video.pix_fmt = format_
        if cover:
            video.disposition = av.stream.Disposition.attached_pic
        for number in range(1 if cover else round(SECONDS * 25)):
            frame = _picture(format_, 64)
            frame.pts, frame.time_base = number, Fraction(1, 25)
            output.mux(video.encode(frame))
        output.mux(video.encode(None))
        for packet in sound.demux(sound.streams.audio[0]):
            if packet.dts is not None:
                packet.stream = copy
                output.mux(packet)
    return file.getvalue()


@pytest.mark.parametrize(
    ("kind", "container"), [("mp3 constant", "mp3"), ("mp3 variable", "mp3"), ("m4a aac", "mp4"), ("m4a alac", "mp4")]
)
def test_cover_art_is_ignored(kind: str, container: str, encode: Encode) -> None:
    source, codec, options = KINDS[kind]
    content = encode(source, codec, seconds=SECONDS, **options)
    covered = _with_pictures(content, container, "mjpeg", "yuvj420p", cover=True)
    with av.open(io.BytesIO(covered)) as file:
        assert file.streams.video
    assert_is_the_sweep(decode(covered))


@pytest.mark.parametrize(
    ("container", "video", "sound"),
    [
        ("mp4", "mpeg4", "m4a aac"),
        ("mov", "mpeg4", "m4a alac"),
        ("mov", "mpeg4", "wav 16-bit"),
        ("webm", "libvpx", "webm opus"),
        ("matroska", "mpeg4", "mp3 constant"),
        ("avi", "mpeg4", "mp3 constant"),
    ],
)
def test_a_video_gives_its_sound(container: str, video: str, sound: str, encode: Encode) -> None:
    source, codec, options = KINDS[sound]
    content = encode(source, codec, seconds=SECONDS, **options)
    assert_is_the_sweep(decode(_with_pictures(content, container, video, "yuv420p", cover=False)))


@pytest.mark.parametrize("stated", [0, 0xFFFFFFFF], ids=["zero", "endless"])
def test_a_wav_that_the_recorder_never_closed_gives_all_its_sound(stated: int, encode: Encode) -> None:
    content = bytearray(encode("wav", "pcm_s16le", rate=16_000, seconds=SECONDS))
    place = content.index(b"data") + 4
    content[4:8] = content[place : place + 4] = stated.to_bytes(4, "little")
    assert_is_the_sweep(decode(bytes(content)))
