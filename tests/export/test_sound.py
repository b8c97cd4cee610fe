"""A recording leaves only for a reviewed interview, whole, without a tag, and without being in memory."""

from __future__ import annotations

import contextlib
import hashlib
import io
import json
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import av
import numpy as np
import pytest
from av.audio.stream import AudioStream

from transcribe_desk.export.batch import write_export
from transcribe_desk.export.leak_scan import LeakScan
from transcribe_desk.export.passages import Unreadable
from transcribe_desk.export.sound import Sounds
from transcribe_desk.export.sound_parts import SOUND_SUFFIXES, sound_parts
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.study.errors import GateRefusedError

KINDS = {
    ".flac": ("flac", "flac"),
    ".wav": ("wav", "pcm_s16le"),
    ".mp3": ("mp3", "libmp3lame"),
    ".m4a": ("ipod", "aac"),
}
BARE = {"fflags": "+bitexact", "id3v2_version": "0", "write_id3v1": "0"}


def file(suffix: str, tags: dict[str, str] | None = None) -> bytes:
    """Encode a second of a tone, with tags or bare."""
    container, codec = KINDS[suffix]
    options = {name: value for name, value in BARE.items() if suffix == ".mp3" or name == "fflags"} if not tags else {}
    sink = io.BytesIO()
    with av.open(sink, "w", format=container, options=options) as target:
        target.metadata.update(tags or {})
        stream = target.add_stream(codec, rate=16_000, layout="mono", options={} if tags else {"flags": "+bitexact"})
        assert isinstance(stream, AudioStream)
        samples = (np.sin(np.arange(16_000) / 7) * 9_000).astype(np.int16)
        frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = 16_000
        target.mux(stream.encode(frame))
        target.mux(stream.encode(None))
    return sink.getvalue()


def problems(suffix: str, data: bytes) -> list[str]:
    return [each.reason for each in sound_parts(suffix, io.BytesIO(data)) if isinstance(each, Unreadable)]


def sounds(data: bytes, suffix: str = ".flac") -> Sounds:
    @contextlib.contextmanager
    def opened(_released: ReleasedTranscript) -> Iterator[IO[bytes]]:
        yield io.BytesIO(data)

    return Sounds(suffix, "the recording, a tone in place of replaced words", opened)


@pytest.mark.parametrize("suffix", sorted(SOUND_SUFFIXES))
def test_a_bare_file_has_nothing_but_sound(suffix: str) -> None:
    assert problems(suffix, file(suffix)) == []


@pytest.mark.parametrize("suffix", sorted(SOUND_SUFFIXES))
def test_a_tag_is_refused_whatever_it_says(suffix: str, interview: ReleasedTranscript) -> None:
    tagged = file(suffix, {"title": "Interview with Sarah Patel"})
    assert problems(suffix, tagged)
    with pytest.raises(GateRefusedError):
        LeakScan(interview).check(f"audio/02-hospital{suffix}", tagged)


@pytest.mark.parametrize("suffix", sorted(SOUND_SUFFIXES))
@pytest.mark.parametrize("behind", [b"TAG" + b"Sarah Patel".ljust(125, b"\0"), b"Sarah Patel", b"APETAGEX" + bytes(24)])
def test_nothing_hides_behind_the_end(suffix: str, behind: bytes) -> None:
    if suffix == ".flac" and behind == b"Sarah Patel":
        pytest.skip("the end of the last frame of a FLAC file is known to its decoder only")
    assert problems(suffix, file(suffix) + behind)


@pytest.mark.parametrize("suffix", sorted(SOUND_SUFFIXES))
def test_a_file_cut_short_or_of_another_kind_is_refused(suffix: str) -> None:
    assert problems(suffix, file(suffix)[:40])
    assert problems(suffix, b"Sarah Patel was here, and nobody else.")
    assert problems(suffix, b"")


def test_parts_that_are_not_needed_are_refused() -> None:
    flac, wav, m4a = file(".flac"), file(".wav"), file(".m4a")
    padding = b"\x01\x00\x00\x0bSarah Patel"
    assert problems(".flac", flac[:42] + padding + flac[42:])
    application = b"\x02\x00\x00\x04note"
    assert problems(".flac", flac[:42] + application + flac[42:])
    assert problems(".wav", wav[:12] + b"JUNK" + struct.pack("<I", 12) + b"Sarah Patel\0" + wav[12:])
    assert problems(".wav", wav[:12] + b"bext" + struct.pack("<I", 4) + b"note" + wav[12:])
    assert problems(".m4a", m4a + struct.pack(">I", 19) + b"free" + b"Sarah Patel")
    assert problems(".m4a", m4a + struct.pack(">I", 12) + b"uuid" + b"note")
    place = m4a.index(b"mvhd") + 8
    assert problems(".m4a", m4a[:place] + b"\xe0\x00\x00\x01" + m4a[place + 4 :]) == ["it says when it was made"]


def test_a_recording_is_written_with_its_line_in_the_manifest(interview: ReleasedTranscript, tmp_path: Path) -> None:
    data = file(".flac")
    manifest = write_export([interview], tmp_path, ["text"], sounds=sounds(data))
    assert (tmp_path / "audio" / "02-hospital.flac").read_bytes() == data
    line = next(
        each for each in json.loads((tmp_path / "manifest.json").read_bytes())["files"] if "audio" in each["path"]
    )
    assert (line["sha256"], line["size"]) == (hashlib.sha256(data).hexdigest(), len(data))
    assert manifest.refused == ()
    again = write_export([interview], tmp_path, ["text"], sounds=sounds(data))
    assert again.to_bytes() == manifest.to_bytes()


def test_a_tagged_recording_is_refused_by_itself(interview: ReleasedTranscript, tmp_path: Path) -> None:
    manifest = write_export([interview], tmp_path, ["text"], sounds=sounds(file(".flac", {"artist": "Sarah Patel"})))
    assert [each.path for each in manifest.refused] == ["audio/02-hospital.flac"]
    assert [each.path for each in manifest.written] == ["text/02-hospital.txt"]
    assert not (tmp_path / "audio").exists()


def test_a_draft_never_has_a_recording(draft: ReleasedTranscript, tmp_path: Path) -> None:
    manifest = write_export([draft], tmp_path, ["text"], sounds=sounds(file(".flac")))
    assert "draft" in manifest.refused[0].error.cause
    assert not (tmp_path / "audio").exists()


def test_a_dry_run_searches_the_recording_and_writes_nothing(interview: ReleasedTranscript, tmp_path: Path) -> None:
    manifest = write_export([interview], tmp_path / "out", ["text"], sounds=sounds(file(".flac")), dry_run=True)
    assert [each.path for each in manifest.written] == ["text/02-hospital.txt", "audio/02-hospital.flac"]
    assert not (tmp_path / "out").exists()
