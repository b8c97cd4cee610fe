"""Keep recordings and their decoded sound as encrypted files beside the database."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
import secrets
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from transcribe_desk.study.errors import StudyDamagedError
from transcribe_desk.vault.chunks import CHUNK_BYTES, ChunkReader, ChunkWriter
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.files import PART_SUFFIX, disk_errors, flush_folder

_ORIGINAL = "original"
_SOUND = "sound"
_BLOCK_BYTES = 1024 * 1024
_OURS = re.compile(rf"[0-9a-f]{{32}}({re.escape(PART_SUFFIX)})?")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An encrypted file not yet part of an interview; hash and size are of the plain bytes."""

    file_id: str
    sha256: str
    size: int


class RecordingRepository:
    """Writes and reads the encrypted files of interviews; file names on disk are random and say nothing."""

    def __init__(self, database: Database, folder: Path, audio_key: bytes) -> None:
        self._database = database
        self._folder = folder
        self._key = audio_key
        self._unattached: dict[str, int] = {}

    def sweep(self) -> None:
        """Delete what no interview refers to: files left by an import or a decoding that was cut off."""
        known = {row[0] for row in self._database.query("SELECT file_id FROM files")}
        for path in self._folder.iterdir():
            if _OURS.fullmatch(path.name) and path.name not in known:
                path.unlink()

    def store(self, source: BinaryIO) -> StoredFile:
        """Encrypt ``source`` to its end, hashing as it goes; raises DiskError and leaves nothing behind then."""
        file_id = secrets.token_hex(16)
        digest = hashlib.sha256()
        with ChunkWriter(self._path(file_id), file_id, self._key) as writer:
            while block := source.read(_BLOCK_BYTES):
                digest.update(block)
                writer.write(block)
        self._unattached[file_id] = writer.size
        return StoredFile(file_id, digest.hexdigest(), writer.size)

    def attach(self, interview_id: int, file_id: str) -> None:
        """Make a stored file the recording of an interview; raises KeyError for a file not stored just now."""
        self._attach(interview_id, _ORIGINAL, file_id, self._unattached[file_id])
        self._database.after_commit(lambda: self._forget_unattached(file_id))

    def discard(self, file_id: str) -> None:
        """Delete a stored file that no interview took; raises KeyError when there is none such."""
        del self._unattached[file_id]
        self._path(file_id).unlink(missing_ok=True)

    def open(self, interview_id: int) -> BinaryIO:
        """Give the recording of an interview as received, seekable; raises KeyError, StudyDamagedError."""
        return self._open(interview_id, _ORIGINAL)

    def is_kept(self, interview_id: int) -> bool:
        """Tell whether the recording of an interview, as received, is kept still."""
        return self._find(interview_id, _ORIGINAL) is not None

    def forget(self, interview_id: int) -> tuple[str, ...]:
        """Let go of everything that holds an interview's sound and give the names of the files, for `erase`."""
        with self._database.transaction():
            rows = self._database.query("DELETE FROM files WHERE interview_id = ? RETURNING file_id", (interview_id,))
        return tuple(sorted(row[0] for row in rows))

    def erase(self, file_ids: Iterable[str]) -> None:
        """Delete files that no interview has any more; raises DiskError when one of them is still there then."""
        for file_id in file_ids:
            path = self._path(file_id)
            with disk_errors("Encrypted recording"):
                path.unlink(missing_ok=True)
        flush_folder(self._folder)

    @contextlib.contextmanager
    def sound_writer(self, interview_id: int) -> Iterator[ChunkWriter]:
        """Give a writer for the decoded sound of an interview, kept only when the block ends well."""
        file_id = secrets.token_hex(16)
        with ChunkWriter(self._path(file_id), file_id, self._key) as writer:
            yield writer
        try:
            with self._database.transaction():
                self.drop_sound(interview_id)
                self._attach(interview_id, _SOUND, file_id, writer.size)
        except BaseException:
            self._path(file_id).unlink(missing_ok=True)
            raise

    def has_sound(self, interview_id: int) -> bool:
        """Tell whether the decoded sound of an interview is kept."""
        return self._find(interview_id, _SOUND) is not None

    def open_sound(self, interview_id: int) -> BinaryIO:
        """Give the decoded sound of an interview, seekable; raises KeyError, StudyDamagedError."""
        return self._open(interview_id, _SOUND)

    def drop_sound(self, interview_id: int) -> None:
        """Delete the decoded sound of an interview, if it is kept."""
        found = self._find(interview_id, _SOUND)
        if found is None:
            return
        path = self._path(found[0])
        with self._database.transaction():
            self._database.query("DELETE FROM files WHERE file_id = ?", (found[0],))
            # Whatever cannot be deleted now is swept when the study is opened next.
            self._database.after_commit(lambda: _unlink(path))

    @contextlib.contextmanager
    def scratch(self, fill: Callable[[ChunkWriter], None]) -> Iterator[BinaryIO]:
        """Let ``fill`` write an encrypted file, give it to read, seekable, and delete it at the end of the block.

        What a killed program leaves of it is swept when the study is opened next. Raises DiskError.
        """
        file_id = secrets.token_hex(16)
        try:
            with ChunkWriter(self._path(file_id), file_id, self._key) as writer:
                fill(writer)
            with io.BufferedReader(ChunkReader(self._path(file_id), file_id, self._key), CHUNK_BYTES) as reader:
                yield reader
        finally:
            _unlink(self._path(file_id))

    def _attach(self, interview_id: int, kind: str, file_id: str, size: int) -> None:
        with self._database.transaction():
            self._database.query("INSERT INTO files VALUES (?, ?, ?, ?)", (file_id, interview_id, kind, size))

    def _forget_unattached(self, file_id: str) -> None:
        self._unattached.pop(file_id, None)

    def _find(self, interview_id: int, kind: str) -> tuple[str, int] | None:
        row = self._database.row(
            "SELECT file_id, size FROM files WHERE interview_id = ? AND kind = ?", (interview_id, kind)
        )
        return (row[0], row[1]) if row else None

    def _open(self, interview_id: int, kind: str) -> BinaryIO:
        found = self._find(interview_id, kind)
        if found is None:
            raise KeyError(interview_id)
        file_id, size = found
        reader = ChunkReader(self._path(file_id), file_id, self._key)
        if reader.size != size:
            reader.close()
            raise StudyDamagedError(
                "Encrypted recording",
                "It is not as long as what was written.",
                "Restore the study folder from a backup; the other interviews are not touched.",
            )
        return io.BufferedReader(reader, CHUNK_BYTES)

    def _path(self, file_id: str) -> Path:
        return self._folder / file_id


def _unlink(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink(missing_ok=True)
