"""Encrypt a stream of any length in chunks, and read it back from any place.

A file is the magic bytes, then chunks of nonce, AES-256-GCM cipher text and tag. Each chunk is bound to its file, its
index and the count of chunks. The count is known only at the end of a stream, so it is bound into the last chunk
and stands as 0 in the others: a file cut short, or one whose chunks were moved or swapped, does not open.
"""

from __future__ import annotations

import contextlib
import io
import os
import secrets
import struct
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Self

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from transcribe_desk.study.errors import StudyDamagedError
from transcribe_desk.vault.files import disk_error, disk_errors, flush_folder

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

CHUNK_BYTES = 64 * 1024
MAGIC = b"TDCHUNK1"
_NONCE_BYTES = 12
_OVERHEAD = _NONCE_BYTES + 16
_SEALED_BYTES = CHUNK_BYTES + _OVERHEAD
_NOT_LAST = 0


def _bound(file_id: str, index: int, count: int) -> bytes:
    return MAGIC + bytes.fromhex(file_id) + struct.pack(">QQ", index, count)


class ChunkWriter:
    """Writes an encrypted file, which is taken away again when the block ends with an exception."""

    def __init__(self, path: Path, file_id: str, key: bytes) -> None:
        """Start the file ``path``; ``file_id`` is hexadecimal, ``key`` has 32 bytes. Raises DiskError."""
        self._path = path
        self._file_id = file_id
        self._cipher = AESGCM(key)
        self._waiting = bytearray()
        self._index = 0
        self.size = 0
        with disk_errors("Encrypted recording"):
            self._stream = self._path.open("xb")
            self._stream.write(MAGIC)

    def __enter__(self) -> Self:
        return self

    def write(self, data: bytes) -> int:
        """Add ``data`` to the file and give its length; raises DiskError."""
        self._waiting += data
        self.size += len(data)
        # A full chunk waits until more comes, as it may be the last.
        whole = max(0, (len(self._waiting) - 1) // CHUNK_BYTES) * CHUNK_BYTES
        for start in range(0, whole, CHUNK_BYTES):
            self._put(bytes(self._waiting[start : start + CHUNK_BYTES]), _NOT_LAST)
        del self._waiting[:whole]
        return len(data)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        whole = False
        try:
            if kind is None:
                self._finish()
                whole = True
        finally:
            # On a full disk closing fails again; the first error is the one to tell.
            with contextlib.suppress(OSError):
                self._stream.close()
            if not whole:
                self._path.unlink(missing_ok=True)

    def _finish(self) -> None:
        self._put(bytes(self._waiting), self._index + 1)
        with disk_errors("Encrypted recording"):
            self._stream.flush()
            os.fsync(self._stream.fileno())
            self._stream.close()
            flush_folder(self._path.parent)

    def _put(self, chunk: bytes, count: int) -> None:
        nonce = secrets.token_bytes(_NONCE_BYTES)
        sealed = self._cipher.encrypt(nonce, chunk, _bound(self._file_id, self._index, count))
        with disk_errors("Encrypted recording"):
            self._stream.write(nonce + sealed)
        self._index += 1


class ChunkReader(io.RawIOBase):
    """Reads an encrypted file from any place, holding one decrypted chunk at a time.

    Raises StudyDamagedError when the file, or the chunk a read touches, is not what was written.
    """

    def __init__(self, path: Path, file_id: str, key: bytes) -> None:
        """Open the file ``path`` and check that its end is there."""
        super().__init__()
        self._cipher = AESGCM(key)
        self._file_id = file_id
        self._position = 0
        self._held: tuple[int, bytes] = (-1, b"")
        try:
            self._stream: BinaryIO = path.open("rb")
        except FileNotFoundError as error:
            raise _damaged("It is missing from the study folder.") from error
        except OSError as error:
            raise disk_error("Encrypted recording", error) from error
        try:
            self._measure()
        except BaseException:
            self._stream.close()
            raise

    def _measure(self) -> None:
        body = self._stream.seek(0, os.SEEK_END) - len(MAGIC)
        self._stream.seek(0)
        self._count = -(-body // _SEALED_BYTES)
        self._last_bytes = body - (self._count - 1) * _SEALED_BYTES - _OVERHEAD
        if self._stream.read(len(MAGIC)) != MAGIC or self._count < 1 or self._last_bytes < 0:
            raise _damaged("It is cut short or not an encrypted recording.")
        self._size = (self._count - 1) * CHUNK_BYTES + self._last_bytes
        self._chunk(self._count - 1)

    @property
    def size(self) -> int:
        """Give the length of the plain stream in bytes."""
        return self._size

    def readable(self) -> bool:
        """Tell that the stream can be read."""
        return True

    def seekable(self) -> bool:
        """Tell that the stream can be read from any place."""
        return True

    def tell(self) -> int:
        """Give the position in the plain stream."""
        self._check_open()
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move to a position in the plain stream and give it; past the end is allowed, as in any file."""
        self._check_open()
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("negative seek position")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: WriteableBuffer) -> int:
        """Fill ``buffer`` from the position on, up to the end of one chunk, and give the count of bytes."""
        self._check_open()
        if self._position >= self._size:
            return 0
        index, start = divmod(self._position, CHUNK_BYTES)
        view = memoryview(buffer).cast("B")
        piece = self._chunk(index)[start : start + len(view)]
        view[: len(piece)] = piece
        self._position += len(piece)
        return len(piece)

    def close(self) -> None:
        """Let go of the file."""
        if not self.closed:
            self._held = (-1, b"")
            self._stream.close()
        super().close()

    def _check_open(self) -> None:
        if self.closed:
            raise ValueError("I/O operation on closed file")

    def _chunk(self, index: int) -> bytes:
        if self._held[0] != index:
            last = index == self._count - 1
            length = (self._last_bytes if last else CHUNK_BYTES) + _OVERHEAD
            with disk_errors("Encrypted recording"):
                self._stream.seek(len(MAGIC) + index * _SEALED_BYTES)
                sealed = self._stream.read(length)
            bound = _bound(self._file_id, index, self._count if last else _NOT_LAST)
            try:
                plain = self._cipher.decrypt(sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], bound)
            except (InvalidTag, ValueError) as error:
                raise _damaged("A part of it is not what was written.") from error
            self._held = (index, plain)
        return self._held[1]


def _damaged(cause: str) -> StudyDamagedError:
    return StudyDamagedError(
        "Encrypted recording", cause, "Restore the study folder from a backup; the other interviews are not touched."
    )
