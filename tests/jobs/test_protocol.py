"""Frames, errors and the remote file, without a process."""

from __future__ import annotations

import io
from queue import SimpleQueue
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from transcribe_desk.jobs.protocol import (
    READ_AHEAD,
    Channel,
    RemoteFile,
    error_from_message,
    error_to_message,
    read_frame,
    write_frame,
)
from transcribe_desk.study.errors import ModelError, RecordingError, WorkerError

_TEXT = st.text(st.characters(codec="utf-8"))
_MESSAGES = st.dictionaries(_TEXT.filter(lambda key: key != "bytes"), _TEXT | st.integers() | st.booleans())


@given(st.lists(st.tuples(_MESSAGES, st.binary(max_size=100))))
def test_frames_come_back_as_they_were_written(frames: list[tuple[dict[str, Any], bytes]]) -> None:
    stream = io.BytesIO()
    for message, payload in frames:
        write_frame(stream, message, payload)
    stream.seek(0)
    for message, payload in frames:
        frame = read_frame(stream)
        assert frame is not None
        got, blob = frame
        got.pop("bytes", None)
        assert (got, blob) == (message, payload)
    assert read_frame(stream) is None


@pytest.mark.parametrize("kept", [0, 5, -1, -4])
def test_a_frame_cut_short_is_the_end(kept: int) -> None:
    stream = io.BytesIO()
    write_frame(stream, {"type": "sound"}, b"four")
    assert read_frame(io.BytesIO(stream.getvalue()[:kept])) is None


@pytest.mark.parametrize("line", [b"not json\n", b"[1]\n"])
def test_a_line_that_is_no_message_is_an_error(line: bytes) -> None:
    with pytest.raises(ValueError):
        read_frame(io.BytesIO(line))


def test_an_error_keeps_its_kind_and_its_three_parts() -> None:
    error = error_from_message(error_to_message(ModelError("whisper-base", "is damaged.", "Install it again.")))
    assert type(error) is ModelError
    assert (error.thing, error.cause, error.remedy) == ("whisper-base", "is damaged.", "Install it again.")


@pytest.mark.parametrize("kind", ["StrEnum", "annotations", "Exception", "nothing"])
def test_an_error_of_an_unknown_kind_is_a_worker_error(kind: str) -> None:
    message = error_to_message(RecordingError("a", "b", "c"))
    assert type(error_from_message({**message, "error": kind})) is WorkerError


@given(st.data())
def test_a_remote_file_reads_like_the_file_itself(data: st.DataObject) -> None:
    content = bytes(range(251)) * 40
    here = io.BytesIO(content)
    there = RemoteFile(len(content), lambda offset, size: content[offset : offset + min(size, 1000)])
    for _ in range(data.draw(st.integers(1, 8))):
        offset = data.draw(st.integers(0, len(content) + 10))
        size = data.draw(st.integers(0, len(content)))
        assert there.seek(offset) == here.seek(offset)
        assert there.read(size) == here.read(size)
        assert there.tell() == here.tell() or offset > len(content)
    assert there.seek(-7, io.SEEK_END) == len(content) - 7
    assert there.read() == content[-7:]


def test_small_reads_ask_once_a_mebibyte() -> None:
    asked: list[tuple[int, int]] = []

    def fetch(offset: int, size: int) -> bytes:
        asked.append((offset, size))
        return bytes(size)

    file = RemoteFile(3 * READ_AHEAD, fetch)
    while file.read(32_768):
        pass
    assert asked == [(0, READ_AHEAD), (READ_AHEAD, READ_AHEAD), (2 * READ_AHEAD, READ_AHEAD)]


def test_a_source_that_ends_early_is_an_error() -> None:
    with pytest.raises(OSError, match="stated size"):
        RemoteFile(10, lambda *_: b"").read(1)


def test_progress_is_thinned_but_its_end_always_told() -> None:
    out = io.BytesIO()
    channel = Channel(out, 0, SimpleQueue())
    for done in range(1001):
        channel.progress(done, 1000)
    lines = out.getvalue().splitlines()
    assert len(lines) <= 3
    assert lines[-1] == b'{"type":"progress","done_ms":1000,"total_ms":1000}'
