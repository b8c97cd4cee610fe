"""Encrypt streams of any length, read them back from anywhere, and notice every change of the file."""

from __future__ import annotations

import io
import os
from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from transcribe_desk.study.errors import DiskError, StudyDamagedError
from transcribe_desk.vault.chunks import CHUNK_BYTES, MAGIC, ChunkReader, ChunkWriter

KEY = bytes(range(32))
FILE_ID = "0123456789abcdef" * 2
SEALED = CHUNK_BYTES + 28
EDGES = [0, 1, CHUNK_BYTES - 1, CHUNK_BYTES, CHUNK_BYTES + 1, 2 * CHUNK_BYTES, 3 * CHUNK_BYTES + 17]


def _write(path: Path, data: bytes, *, file_id: str = FILE_ID, block: int = 100_000) -> bytes:
    path.unlink(missing_ok=True)
    with ChunkWriter(path, file_id, KEY) as writer:
        for start in range(0, len(data), block):
            writer.write(data[start : start + block])
    return path.read_bytes()


def _noise(size: int) -> bytes:
    return Random(size).randbytes(size)


@pytest.mark.parametrize("size", EDGES)
@pytest.mark.parametrize("block", [1000, CHUNK_BYTES, 10**6])
def test_a_stream_comes_back_as_it_was(tmp_path: Path, size: int, block: int) -> None:
    data = _noise(size)
    sealed = _write(tmp_path / "file", data, block=block)
    with ChunkReader(tmp_path / "file", FILE_ID, KEY) as reader:
        assert reader.size == size
        assert reader.read() == data
    assert len(sealed) == len(MAGIC) + size + 28 * max(1, -(-size // CHUNK_BYTES))
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    size=st.sampled_from(EDGES) | st.integers(0, 4 * CHUNK_BYTES),
    moves=st.lists(
        st.tuples(
            st.sampled_from([os.SEEK_SET, os.SEEK_CUR, os.SEEK_END]),
            st.integers(-5 * CHUNK_BYTES, 5 * CHUNK_BYTES),
            st.integers(-1, 2 * CHUNK_BYTES),
        ),
        max_size=20,
    ),
    buffered=st.booleans(),
)
def test_any_seeks_and_reads_give_what_a_plain_file_gives(
    tmp_path: Path, size: int, moves: list[tuple[int, int, int]], buffered: bool
) -> None:
    data = _noise(size)
    plain = io.BytesIO(data)
    path = tmp_path / "file"
    _write(path, data)
    raw = ChunkReader(path, FILE_ID, KEY)
    with io.BufferedReader(raw, 5000) if buffered else raw as reader:
        for whence, offset, count in moves:
            base = {os.SEEK_SET: 0, os.SEEK_CUR: plain.tell(), os.SEEK_END: size}[whence]
            offset = max(offset, -base)
            assert reader.seek(offset, whence) == plain.seek(base + offset)
            got = reader.read(count) or b""
            # An unbuffered read may give less, never something else.
            wanted = plain.read(len(got) if not buffered and count >= 0 else count)
            assert got == wanted
            assert bool(got) or count == 0 or plain.tell() >= size
            assert reader.tell() == plain.tell()


def _broken(sealed: bytes) -> dict[str, bytes]:
    head, body = sealed[: len(MAGIC)], sealed[len(MAGIC) :]
    chunks = [body[start : start + SEALED] for start in range(0, len(body), SEALED)]
    flipped = bytearray(sealed)
    flipped[len(MAGIC) + SEALED + 500] ^= 1
    return {
        "last byte gone": sealed[:-1],
        "last chunk gone": head + b"".join(chunks[:-1]),
        "half of a chunk gone": sealed[: len(MAGIC) + SEALED + SEALED // 2],
        "all but the head gone": head,
        "everything gone": b"",
        "a chunk in the middle gone": head + b"".join([chunks[0], *chunks[2:]]),
        "two chunks swapped": head + b"".join([chunks[1], chunks[0], *chunks[2:]]),
        "last chunk twice": sealed + chunks[-1],
        "a chunk twice": head + b"".join([chunks[0], *chunks]),
        "bytes added": sealed + b"\0" * 40,
        "one bit flipped": bytes(flipped),
        "another head": b"XXCHUNK1" + body,
    }


@pytest.mark.parametrize("last", [CHUNK_BYTES, 500])
@pytest.mark.parametrize("what", _broken(bytes(4 * SEALED)))
def test_every_change_of_the_file_is_noticed(tmp_path: Path, what: str, last: int) -> None:
    path = tmp_path / "file"
    sealed = _write(path, _noise(3 * CHUNK_BYTES + last))
    path.write_bytes(_broken(sealed)[what])
    with pytest.raises(StudyDamagedError), ChunkReader(path, FILE_ID, KEY) as reader:
        reader.read()


def test_a_chunk_or_file_of_another_recording_does_not_pass(tmp_path: Path) -> None:
    one = _write(tmp_path / "one", _noise(3 * CHUNK_BYTES))
    other = _write(tmp_path / "other", _noise(3 * CHUNK_BYTES), file_id="f" * 32)
    (tmp_path / "one").write_bytes(one[: len(MAGIC)] + other[len(MAGIC) :][:SEALED] + one[len(MAGIC) + SEALED :])
    with ChunkReader(tmp_path / "one", FILE_ID, KEY) as reader:
        reader.seek(CHUNK_BYTES)
        assert reader.read(10) == _noise(3 * CHUNK_BYTES)[CHUNK_BYTES : CHUNK_BYTES + 10]
        reader.seek(0)
        with pytest.raises(StudyDamagedError):
            reader.read(10)
    with pytest.raises(StudyDamagedError):
        ChunkReader(tmp_path / "other", FILE_ID, KEY)


def test_damage_is_found_where_it_is_and_the_rest_stays_readable(tmp_path: Path) -> None:
    path = tmp_path / "file"
    data = _noise(3 * CHUNK_BYTES)
    path.write_bytes(_broken(_write(path, data))["one bit flipped"])
    with ChunkReader(path, FILE_ID, KEY) as reader:
        assert reader.read(CHUNK_BYTES) == data[:CHUNK_BYTES]
        with pytest.raises(StudyDamagedError):
            reader.read(1)
        reader.seek(2 * CHUNK_BYTES)
        assert reader.read(CHUNK_BYTES) == data[2 * CHUNK_BYTES :]


def test_nothing_appears_when_writing_is_broken_off(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError), ChunkWriter(tmp_path / "file", FILE_ID, KEY) as writer:  # noqa: PT012
        writer.write(_noise(3 * CHUNK_BYTES))
        raise RuntimeError
    assert not list(tmp_path.iterdir())


def test_a_file_that_is_gone_or_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(StudyDamagedError, match="missing"):
        ChunkReader(tmp_path / "file", FILE_ID, KEY)
    with pytest.raises(DiskError):
        ChunkWriter(tmp_path / "gone" / "file", FILE_ID, KEY)


def test_a_closed_reader_reads_no_more(tmp_path: Path) -> None:
    _write(tmp_path / "file", b"sound")
    reader = ChunkReader(tmp_path / "file", FILE_ID, KEY)
    reader.close()
    reader.close()
    with pytest.raises(ValueError, match="closed"):
        reader.read(1)
