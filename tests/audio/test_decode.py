"""Decoding recordings of every kind, whole and damaged, to 16 kHz mono."""

from __future__ import annotations

import io
import struct
import subprocess
import sys
import tempfile
import wave
from collections.abc import Callable
from typing import Any

import av
import numpy as np
import pytest

from transcribe_desk.audio.decode import Decoder, probe
from transcribe_desk.study.errors import RecordingError

Encode = Callable[..., bytes]
Samples = np.ndarray[tuple[int], np.dtype[np.int16]]

KINDS: dict[str, tuple[str, str, dict[str, Any]]] = {
    "m4a": ("ipod", "aac", {"rate": 44_100, "layout": "stereo"}),
    "m4a-alac": ("ipod", "alac", {"rate": 44_100}),
    "mp3": ("mp3", "libmp3lame", {"rate": 44_100}),
    "mp3-22": ("mp3", "libmp3lame", {"rate": 22_050, "layout": "stereo"}),
    "ogg": ("ogg", "libopus", {"rate": 48_000}),
    "webm": ("webm", "libopus", {"rate": 48_000}),
    "flac": ("flac", "flac", {"rate": 32_000}),
    "wma": ("asf", "wmav2", {"rate": 44_100, "bit_rate": 64_000}),
    "wav16": ("wav", "pcm_s16le", {"rate": 44_100, "layout": "stereo"}),
    "wav24": ("wav", "pcm_s24le", {"rate": 48_000}),
    "wav-float": ("wav", "pcm_f32le", {"rate": 8_000}),
    "wav-ima": ("wav", "adpcm_ima_wav", {"rate": 8_000}),
    "amr": ("amr", "libopencore_amrnb", {"rate": 8_000}),
    "3gp": ("3gp", "libopencore_amrnb", {"rate": 8_000}),
    "aac": ("adts", "aac", {"rate": 16_000}),
}


def decode(content: bytes, name: str = "tape") -> tuple[Samples, tuple[tuple[int, int], ...]]:
    decoder = Decoder(io.BytesIO(content), name)
    sound = b"".join(decoder.blocks())
    assert len(sound) % 32 == 0
    return np.frombuffer(sound, dtype="<i2"), decoder.missing


def moment(samples: Samples, second: float) -> float:
    """Tell from its pitch which second of the sweep is heard at ``second``."""
    part = samples[round((second - 0.25) * 16_000) : round((second + 0.25) * 16_000)]
    spectrum = np.abs(np.fft.rfft(part * np.hanning(len(part)), 65_536))
    return (float(np.fft.rfftfreq(65_536, 1 / 16_000)[spectrum.argmax()]) - 300) / 20


def damage(content: bytes, start: float, end: float, *, rubbish: bool) -> bytes:
    first, last = round(len(content) * start), round(len(content) * end)
    filling = np.random.default_rng(7).bytes(last - first) if rubbish else bytes(last - first)
    return content[:first] + filling + content[last:]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_comes_out_whole_and_at_its_true_times(kind: str, encode: Encode) -> None:
    container, codec, options = KINDS[kind]
    samples, missing = decode(encode(container, codec, **options))
    assert missing == ()
    assert len(samples) / 16 == pytest.approx(20_000, abs=250)
    for second in (1.0, 10.0, 19.0):
        assert moment(samples, second) == pytest.approx(second, abs=0.12)
    loudness = float(np.sqrt(np.mean(samples[16_000:-16_000].astype(float) ** 2)))
    assert loudness == pytest.approx(0.3 * 32_767 / 2**0.5, rel=0.2)


@pytest.mark.parametrize("rubbish", [False, True], ids=["zeroed", "garbled"])
@pytest.mark.parametrize("kind", ["mp3", "mp3-22", "m4a", "m4a-alac", "ogg", "webm", "flac", "wma", "aac"])
def test_a_damaged_middle_is_silence_of_its_length_and_listed(kind: str, rubbish: bool, encode: Encode) -> None:
    container, codec, options = KINDS[kind]
    whole, _ = decode(encode(container, codec, seconds=60, **options))
    samples, missing = decode(damage(encode(container, codec, seconds=60, **options), 0.5, 0.6, rubbish=rubbish))
    # A raw AAC file does not say how long it is: its loss is known by bytes only. WebM loses whole clusters.
    assert len(samples) / 16 == pytest.approx(len(whole) / 16, abs=250 if kind == "aac" else 100)
    ((start, end),) = missing
    assert start == pytest.approx(30_500, abs=1_400)
    assert end == pytest.approx(36_500, abs=3_600 if kind == "webm" else 1_200)
    assert np.array_equal(samples[: (start - 60) * 16], whole[: (start - 60) * 16])
    middle = samples[(start + 1_500) * 16 : (end - 300) * 16]
    assert len(middle) > 0
    assert np.all(middle == 0)
    for second in (10.0, 25.0, 45.0, 58.0):
        assert moment(samples, second) == pytest.approx(second, abs=0.25 if kind == "aac" else 0.12)


def test_two_damaged_places_of_an_mp3_share_what_is_lost(encode: Encode) -> None:
    content = encode("mp3", "libmp3lame", seconds=60)
    content = damage(damage(content, 0.25, 0.30, rubbish=True), 0.70, 0.80, rubbish=False)
    samples, missing = decode(content)
    assert len(samples) / 16 == pytest.approx(60_000, abs=100)
    assert [end - start for start, end in missing] == pytest.approx([3_000, 6_000], abs=300)
    for second in (10.0, 35.0, 55.0):
        assert moment(samples, second) == pytest.approx(second, abs=0.12)


def _joined(encode: Encode) -> bytes:
    """Give 40 s of a low and 20 s of a high bit rate, one after the other, under the index of the first."""
    return encode("mp3", "libmp3lame", seconds=40, bit_rate=32_000) + encode(
        "mp3", "libmp3lame", seconds=20, bit_rate=128_000
    )


# The last 20 s hold two thirds of the bytes.
@pytest.mark.parametrize(
    ("first", "last", "start", "end"),
    [(0.7, 0.9, 51_000, 57_000), (0.05, 0.15, 6_000, 18_000), (0.25, 0.45, 30_000, 43_500)],
)
def test_an_mp3_of_changing_bit_rate_keeps_its_times(
    first: float, last: float, start: int, end: int, encode: Encode
) -> None:
    content = bytearray(_joined(encode))
    index = content.index(b"Info")
    content[index + 8 : index + 12] = (60 * 44_100 // 1_152 + 4).to_bytes(4, "big")
    content[index + 12 : index + 16] = len(content).to_bytes(4, "big")
    samples, missing = decode(damage(bytes(content), first, last, rubbish=True))
    assert len(missing) == 1
    assert list(missing[0]) == pytest.approx([start, end], abs=300)
    assert len(samples) / 16 == pytest.approx(60_083, abs=100)
    assert moment(samples, 59.0) == pytest.approx(19.0, abs=0.2)


def test_what_follows_the_sound_takes_no_share_of_what_is_lost(encode: Encode) -> None:
    content = damage(encode("mp3", "libmp3lame", seconds=60), 0.5, 0.6, rubbish=False) + bytes(100_000)
    samples, missing = decode(content)
    assert len(samples) / 16 == pytest.approx(60_000, abs=100)
    assert len(missing) == 1


def test_joined_mp3s_miss_nothing_though_their_index_does(encode: Encode) -> None:
    samples, missing = decode(_joined(encode))
    assert missing == ()
    assert len(samples) / 16 == pytest.approx(60_083, abs=100)


def test_an_mp3_without_a_stated_length_goes_by_its_bytes(encode: Encode) -> None:
    content = encode("mp3", "libmp3lame", seconds=60)
    without = content.replace(b"Xing", bytes(4)).replace(b"Info", bytes(4))
    assert without != content
    samples, missing = decode(damage(without, 0.5, 0.6, rubbish=True))
    assert len(samples) / 16 == pytest.approx(60_000, abs=100)
    assert len(missing) == 1


def test_tags_and_cover_art_are_not_taken_for_damage(encode: Encode) -> None:
    picture = b"\0image/jpeg\0\3\0" + np.random.default_rng(1).bytes(3_000_000)
    frame = b"APIC" + len(picture).to_bytes(4, "big") + b"\0\0" + picture
    size = bytes((len(frame) >> shift) & 127 for shift in (21, 14, 7, 0))
    mp3 = encode("mp3", "libmp3lame")
    samples, missing = decode(b"ID3\x03\0\0" + size + frame + mp3 + b"TAG" + b"Margaret \xe9".ljust(125, b"\0"))
    assert missing == ()
    assert len(samples) / 16 == 20_000


@pytest.mark.parametrize("kind", ["mp3", "flac", "webm"])
def test_a_file_cut_short_keeps_its_beginning_and_lists_the_rest(kind: str, encode: Encode) -> None:
    container, codec, options = KINDS[kind]
    content = encode(container, codec, **options)
    samples, missing = decode(content[: len(content) // 2])
    kept = len(samples) / 16
    assert 8_000 < kept < 12_000
    ((start, end),) = missing
    assert start == pytest.approx(kept, abs=2)
    assert end == pytest.approx(20_000, abs=20)


def _shifted(content: bytes, after: float, shift: float, before: float = 1e9) -> bytes:
    """Give the sound as Matroska, the packets from ``after`` on later by ``shift``, those until ``before`` left out."""
    file = io.BytesIO()
    with av.open(io.BytesIO(content), "r") as sound, av.open(file, "w", format="matroska") as output:
        stream = output.add_stream_from_template(sound.streams.audio[0])
        for packet in sound.demux(sound.streams.audio[0]):
            if packet.pts is None or packet.dts is None:
                continue
            time = float(packet.pts * packet.time_base)
            if time >= after:
                if time < before and before < 1e9:
                    continue
                packet.pts += round(shift / packet.time_base)
                packet.dts = packet.pts
            packet.stream = stream
            output.mux(packet)
    return file.getvalue()


def test_a_gap_between_times_is_filled(encode: Encode) -> None:
    samples, missing = decode(_shifted(encode("ogg", "libopus", rate=48_000), after=5, shift=0, before=8))
    ((start, end),) = missing
    assert start == pytest.approx(5_000, abs=30)
    assert end == pytest.approx(8_000, abs=30)
    assert moment(samples, 15.0) == pytest.approx(15.0, abs=0.05)


@pytest.mark.parametrize("shift", [1_000, 100_000])
def test_times_that_cannot_be_are_not_believed(shift: int, encode: Encode) -> None:
    content = _shifted(encode("ogg", "libopus", rate=48_000), after=10, shift=shift)
    duration = content.index(b"\x44\x89\x88") + 3
    if shift < 3_600:  # the container states its true length; otherwise the length is as wrong as the times
        content = content[:duration] + struct.pack(">d", 20_000.0) + content[duration + 8 :]
    samples, missing = decode(content)
    assert len(samples) / 16 == pytest.approx(20_000, abs=100)
    assert moment(samples, 19.0) == pytest.approx(19.0, abs=0.05)
    assert missing == () or shift > 3_600


def _wav(frames: bytes) -> bytes:
    file = io.BytesIO()
    with wave.open(file, "wb") as output:
        output.setnchannels(1)
        output.setsampwidth(2)
        output.setframerate(16_000)
        output.writeframes(frames)
    return file.getvalue()


def test_tags_in_an_old_encoding_do_no_harm() -> None:
    content = _wav(bytes(32_000))
    tags = b"INFOINAM" + (8).to_bytes(4, "little") + "M\xfcller\xdf\xe9".encode("latin-1")
    content = content[:12] + b"LIST" + len(tags).to_bytes(4, "little") + tags + content[12:]
    samples, _ = decode(content)
    assert len(samples) == 16_000


def _picture() -> bytes:
    file = io.BytesIO()
    with av.open(file, "w", format="mp4") as output:
        stream = output.add_stream("mpeg4", rate=25)
        stream.width = stream.height = 64
        stream.pix_fmt = "yuv420p"
        frame = av.VideoFrame.from_ndarray(np.zeros((64, 64, 3), dtype=np.uint8), format="rgb24")
        output.mux(stream.encode(frame))
        output.mux(stream.encode(None))
    return file.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"INTERVIEW 3\nHow long have you worked here?\n" * 200, "text"),
        ("Könnten Sie das wiederholen? 你好 ".encode() * 200, "text"),
        ("How long have you worked here?\n".encode("utf-16"), "text"),
        (_wav(b""), "No sound"),
        (_picture(), "pictures"),
        (b"PK\x03\x04" + bytes(5_000), "ZIP"),
        (b"\x03ds2" + bytes(5_000), "DS2"),
        (b"\x03enc" + bytes(5_000), "encrypted"),
        (np.random.default_rng(1).bytes(200_000), "no kind of sound|No sound"),
        (bytes(200_000), "no kind of sound|No sound"),
    ],
    ids=["empty", "text", "utf-8", "utf-16", "wav", "video", "zip", "ds2", "encrypted", "random", "zeros"],
)
@pytest.mark.parametrize(
    "read", [lambda source, name: probe(source, name), lambda source, name: decode(source.read(), name)]
)
def test_what_holds_no_sound_is_refused_by_name_with_cause_and_remedy(
    content: bytes, words: str, read: Callable[[io.BytesIO, str], object]
) -> None:
    with pytest.raises(RecordingError, match=words) as caught:
        read(io.BytesIO(content), "tape.mp3")
    assert caught.value.thing == "tape.mp3"
    assert caught.value.remedy


def test_an_m4a_cut_short_is_refused_as_that(encode: Encode) -> None:
    content = encode("ipod", "aac")
    with pytest.raises(RecordingError, match="cut short"):
        probe(io.BytesIO(content[: len(content) // 2]), "tape.m4a")


def test_an_m4a_whose_every_sound_is_damaged_is_refused(encode: Encode) -> None:
    content = encode("ipod", "aac")
    start = content.index(b"mdat") + 4
    end = content.index(b"moov") - 4
    hollow = content[:start] + b"\xff" * (end - start) + content[end:]
    with pytest.raises(RecordingError, match="No sound"):
        probe(io.BytesIO(hollow), "tape.m4a")
    with pytest.raises(RecordingError, match="No sound"):
        decode(hollow)


def test_probe_reads_only_the_beginning_of_a_good_recording(encode: Encode) -> None:
    class Counting(io.BytesIO):
        taken = 0

        def read(self, size: int | None = -1, /) -> bytes:
            block = super().read(size)
            self.taken += len(block)
            return block

    file = Counting(encode("wav", "pcm_s16le", rate=44_100, layout="stereo", seconds=120))
    facts = probe(file, "tape.wav")
    assert (facts.codec, facts.channels, facts.sample_rate, facts.duration_ms) == ("pcm_s16le", 2, 44_100, 120_000)
    assert file.taken < 1_000_000


def test_nothing_is_printed_and_no_tag_is_told(encode: Encode, capfd: pytest.CaptureFixture[str]) -> None:
    content = damage(encode("mp3", "libmp3lame"), 0.3, 0.5, rubbish=True)
    decode(content, "Margaret – 你好.mp3")
    with pytest.raises(RecordingError):
        decode(content[:10], "02-hospital")
    assert capfd.readouterr() == ("", "")


def _peak_kib(content: bytes) -> int:
    """Decode in a process of its own and give the most memory it held, in KiB."""
    code = """
import pathlib, re, sys
from transcribe_desk.audio.decode import Decoder
with open(sys.argv[1], "rb") as file:
    decoder = Decoder(file, "tape")
    length = sum(len(block) for block in decoder.blocks())
    decoder.channel_voices
print(length // 32, re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1])
"""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        done = subprocess.run([sys.executable, "-c", code, file.name], capture_output=True, check=True)
    length_ms, peak = map(int, done.stdout.split())
    assert length_ms > 100_000
    return peak


# What is kept of each packet and each 50 ms is some 2 MB an hour; the sound itself is 115 MB an hour.
@pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")
def test_memory_is_flat_whatever_the_length(encode: Encode) -> None:
    minute = encode("mp3", "libmp3lame", rate=16_000, layout="stereo", seconds=60)  # such files join end to end
    assert _peak_kib(minute * 22) - _peak_kib(minute * 2) < 2_500
