"""Keep recordings, and what is made of them, as encrypted files beside the database."""

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
_PLAYBACK = "playback"
_PEAKS = "peaks"
_BLOCK_BYTES = 1024 * 1024
_OURS = re.compile(rf"([0-9a-f]{{32}})({re.escape(PART_SUFFIX)})?")


@dataclass(frozen=True, slots=True)
class StoredFile:
    """An encrypted file not yet part of an interview; hash and size are of the plain bytes."""

    file_id: str
    sha256: str
    size: int


class RecordingRepository:
    """Writes and reads the encrypted files of interviews; file names on disk are random and say nothing.

    A file has its name only once an interview has it for good; before, it ends in ``.part``. So a file under its own
    name that the database does not know may be all that is left of a recording, and is never deleted.
    """

    def __init__(self, database: Database, folder: Path, audio_key: bytes) -> None:
        self._database = database
        self._folder = folder
        self._key = audio_key
        self._unattached: dict[str, int] = {}

    def sweep(self) -> None:
        """Delete what an import or a decoding that was cut off left, and what interviews let go of.

        What the disk refuses now is tried when the study is opened next.
        """
        known, let_go = self._ids("files"), self._ids("files_let_go")
        refused = set()
        for path, file_id, unfinished in self._on_disk():
            if unfinished and file_id in known:
                self._settle(file_id)
            elif unfinished or file_id in let_go:
                try:
                    path.unlink()
                except OSError:
                    refused.add(file_id)
        if gone := let_go - refused:
            with self._database.transaction():
                self._database.many("DELETE FROM files_let_go WHERE file_id = ?", ((file_id,) for file_id in gone))

    def unknown(self) -> tuple[str, ...]:
        """Give the names of files that the database knows nothing of, as where it is older than they are."""
        settled = {file_id for _, file_id, unfinished in self._on_disk() if not unfinished}
        return tuple(sorted(settled - self._ids("files") - self._ids("files_let_go")))

    def store(self, source: BinaryIO) -> StoredFile:
        """Encrypt ``source`` to its end, hashing as it goes; raises DiskError and leaves nothing behind then."""
        file_id = secrets.token_hex(16)
        digest = hashlib.sha256()
        with ChunkWriter(self._unfinished(file_id), file_id, self._key) as writer:
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
        self._unfinished(file_id).unlink(missing_ok=True)

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
            with disk_errors("Encrypted recording"):
                self._delete(file_id)
        flush_folder(self._folder)

    @contextlib.contextmanager
    def sound_writer(self, interview_id: int) -> Iterator[ChunkWriter]:
        """Give a writer for the decoded sound of an interview, kept only when the block ends well."""
        with self._writers(interview_id, _SOUND) as (writer,):
            yield writer

    def has_sound(self, interview_id: int) -> bool:
        """Tell whether the decoded sound of an interview is kept."""
        return self._find(interview_id, _SOUND) is not None

    def open_sound(self, interview_id: int) -> BinaryIO:
        """Give the decoded sound of an interview, seekable; raises KeyError, StudyDamagedError."""
        return self._open(interview_id, _SOUND)

    def drop_sound(self, interview_id: int) -> None:
        """Delete the decoded sound of an interview, if it is kept."""
        self._drop(interview_id, _SOUND)

    @contextlib.contextmanager
    def playback_writer(self, interview_id: int) -> Iterator[tuple[ChunkWriter, ChunkWriter]]:
        """Give writers for the copy of a recording that is listened to and for its peaks, kept together or not at all.

        Raises KeyError, and keeps neither, when the recording itself was deleted meanwhile.
        """
        with self._writers(interview_id, _PLAYBACK, _PEAKS) as (copy, peaks):
            yield copy, peaks

    def open_playback(self, interview_id: int) -> BinaryIO:
        """Give the copy that is listened to, seekable; raises KeyError, StudyDamagedError."""
        return self._open(interview_id, _PLAYBACK)

    def peaks(self, interview_id: int) -> bytes:
        """Give the stored peaks of an interview's sound; raises KeyError, StudyDamagedError."""
        with self._open(interview_id, _PEAKS) as stream:
            return stream.read()

    def drop_playback(self, interview_id: int) -> None:
        """Delete the copy that is listened to and its peaks, if they are kept."""
        with self._database.transaction():
            self._drop(interview_id, _PLAYBACK)
            self._drop(interview_id, _PEAKS)

    @contextlib.contextmanager
    def scratch(self, fill: Callable[[ChunkWriter], None]) -> Iterator[BinaryIO]:
        """Let ``fill`` write an encrypted file, give it to read, seekable, and delete it at the end of the block.

        What a killed program leaves of it is swept when the study is opened next. Raises DiskError.
        """
        file_id = secrets.token_hex(16)
        path = self._unfinished(file_id)  # it never gets a name of its own
        try:
            with ChunkWriter(path, file_id, self._key) as writer:
                fill(writer)
            with io.BufferedReader(ChunkReader(path, file_id, self._key), CHUNK_BYTES) as reader:
                yield reader
        finally:
            self._let_go(file_id)

    @contextlib.contextmanager
    def _writers(self, interview_id: int, *kinds: str) -> Iterator[tuple[ChunkWriter, ...]]:
        """Give a writer for each kind of file that is made of a recording; all take their place when the block ends."""
        file_ids = [secrets.token_hex(16) for _ in kinds]
        try:
            with contextlib.ExitStack() as open_files:
                made = (ChunkWriter(self._unfinished(file_id), file_id, self._key) for file_id in file_ids)
                writers = tuple(open_files.enter_context(writer) for writer in made)
                yield writers
            with self._database.transaction():
                if not self.is_kept(interview_id):
                    raise KeyError(interview_id)
                for kind, file_id, writer in zip(kinds, file_ids, writers, strict=True):
                    self._drop(interview_id, kind)
                    self._attach(interview_id, kind, file_id, writer.size)
        except BaseException:
            for file_id in file_ids:
                self._unfinished(file_id).unlink(missing_ok=True)
            raise

    def _drop(self, interview_id: int, kind: str) -> None:
        found = self._find(interview_id, kind)
        if found is None:
            return
        with self._database.transaction():
            self._database.query("DELETE FROM files WHERE file_id = ?", (found[0],))
            # Whatever cannot be deleted now is swept when the study is opened next.
            self._database.after_commit(lambda: self._let_go(found[0]))

    def _attach(self, interview_id: int, kind: str, file_id: str, size: int) -> None:
        with self._database.transaction():
            self._database.query("INSERT INTO files VALUES (?, ?, ?, ?)", (file_id, interview_id, kind, size))
            self._database.after_commit(lambda: self._settle(file_id))

    def _settle(self, file_id: str) -> None:
        """Give a file that an interview has its name; where that is refused now, it is done when opened next."""
        with contextlib.suppress(OSError):
            self._unfinished(file_id).rename(self._path(file_id))

    def _let_go(self, file_id: str) -> None:
        with contextlib.suppress(OSError):
            self._delete(file_id)

    def _delete(self, file_id: str) -> None:
        for path in (self._path(file_id), self._unfinished(file_id)):
            path.unlink(missing_ok=True)

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
        settled, unsettled = self._path(file_id), self._unfinished(file_id)
        path = unsettled if unsettled.exists() else settled
        reader = ChunkReader(path, file_id, self._key)
        if reader.size != size:
            reader.close()
            raise StudyDamagedError(
                "Encrypted recording",
                "It is not as long as what was written.",
                "Restore the study folder from a backup; the other interviews are not touched.",
            )
        return io.BufferedReader(reader, CHUNK_BYTES)

    def _ids(self, table: str) -> set[str]:
        return {row[0] for row in self._database.query(f"SELECT file_id FROM {table}")}  # noqa: S608

    def _on_disk(self) -> Iterator[tuple[Path, str, bool]]:
        """Give each of our files with its id, and whether it is still without a name of its own."""
        for path in self._folder.iterdir():
            if ours := _OURS.fullmatch(path.name):
                yield path, ours[1], bool(ours[2])

    def _path(self, file_id: str) -> Path:
        return self._folder / file_id

    def _unfinished(self, file_id: str) -> Path:
        return self._folder / f"{file_id}{PART_SUFFIX}"
