"""Talk to the encrypted database: one connection, one lock, transactions that nest."""

from __future__ import annotations

import contextlib
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import sqlcipher3

from transcribe_desk.study.errors import DeskError, DiskError, StudyDamagedError, StudyLockedError
from transcribe_desk.vault.files import disk_full

Row = tuple[Any, ...]

_PRIMARY_CODE = 0xFF
_WRITE = re.compile(r"\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM)\s+(\w+)", re.IGNORECASE)
_DAMAGE = {sqlcipher3.SQLITE_CORRUPT, sqlcipher3.SQLITE_NOTADB}
_DISK = {
    sqlcipher3.SQLITE_IOERR,
    sqlcipher3.SQLITE_READONLY,
    sqlcipher3.SQLITE_CANTOPEN,
    sqlcipher3.SQLITE_PERM,
}


class Database:
    """The study's SQLCipher database; every method may be called from any thread.

    Its errors come out as StudyDamagedError, StudyLockedError and DiskError; a broken constraint stays
    ``sqlcipher3.IntegrityError``.
    """

    def __init__(self, path: Path, key: bytes, salt: bytes) -> None:
        """Open or make the database at ``path`` with a raw 32-byte key and a 16-byte salt."""
        self._thing = f"Study {path.parent.name}"
        self._lock = threading.RLock()
        self._depth = 0
        self._after_commit: list[Callable[[], None]] = []
        self._writes: Counter[str] = Counter()
        self._rolled_back = 0
        with self._clear_errors():
            self._connection = sqlcipher3.connect(str(path), timeout=0, isolation_level=None, check_same_thread=False)
        try:
            self._set_up(key, salt)
        except BaseException:
            self._connection.close()
            raise

    def _set_up(self, key: bytes, salt: bytes) -> None:
        for pragma in (
            "cipher_log_level = NONE",
            f"key = \"x'{key.hex()}{salt.hex()}'\"",
            "cipher_memory_security = ON",
            "temp_store = MEMORY",  # SQLite's own temporary files would not be encrypted
            "locking_mode = EXCLUSIVE",  # and no -shm file beside the database
            "journal_mode = WAL",
            "synchronous = FULL",
            "foreign_keys = ON",
        ):
            self.query(f"PRAGMA {pragma}")

    def check(self) -> None:
        """Read every page and raise StudyDamagedError unless the whole database is as it was written."""
        self.query("PRAGMA wal_checkpoint(TRUNCATE)")
        sealed_wrong = self.query("PRAGMA cipher_integrity_check")
        if sealed_wrong or self.query("PRAGMA quick_check") != [("ok",)]:
            raise self._damaged()

    def close(self) -> None:
        """Write everything into the one database file and let go of it."""
        with self._lock, self._clear_errors():
            # What closing would do by itself while no other thread of Python has a turn; where this fails, it does.
            with contextlib.suppress(DeskError, sqlcipher3.Error):
                self.query("PRAGMA wal_checkpoint(TRUNCATE)")
                self.query("PRAGMA shrink_memory")
            self._connection.close()

    def query(self, sql: str, values: Iterable[Any] = ()) -> list[Row]:
        """Run one statement and give all its rows."""
        with self._lock, self._clear_errors():
            self._note_write(sql)
            rows: list[Row] = self._connection.execute(sql, tuple(values)).fetchall()
            return rows

    def row(self, sql: str, values: Iterable[Any] = ()) -> Row | None:
        """Run one statement and give its first row, or None."""
        rows = self.query(sql, values)
        return rows[0] if rows else None

    def insert(self, sql: str, values: Iterable[Any] = ()) -> int:
        """Run one INSERT and give the id of the new row."""
        with self._lock, self._clear_errors():
            self._note_write(sql)
            return int(self._connection.execute(sql, tuple(values)).lastrowid)

    def many(self, sql: str, rows: Iterable[Iterable[Any]]) -> None:
        """Run one statement for each of ``rows``."""
        with self._lock, self._clear_errors():
            self._note_write(sql)
            self._connection.executemany(sql, [tuple(row) for row in rows])

    def revision(self, *tables: str) -> int:
        """Give a number that changes whenever one of these tables may have changed, so that a copy can be trusted."""
        with self._lock:
            return self._rolled_back + sum(self._writes[table] for table in tables)

    def _note_write(self, sql: str) -> None:
        if (match := _WRITE.match(sql)) is not None:
            self._writes[match.group(1)] += 1

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """Keep everything written inside the block, or nothing when an exception leaves it.

        A transaction inside another is kept or lost with it; its own exception takes back its own part.
        """
        with self._lock:
            mark = f"level_{self._depth}"
            outermost = self._depth == 0
            waiting = len(self._after_commit)
            self.query("BEGIN IMMEDIATE" if outermost else f"SAVEPOINT {mark}")
            self._depth += 1
            try:
                yield
                self.query("COMMIT" if outermost else f"RELEASE {mark}")
            except BaseException:
                del self._after_commit[waiting:]
                self._roll_back(None if outermost else mark)
                raise
            finally:
                self._depth -= 1
            if outermost:
                self._run_after_commit()

    def after_commit(self, action: Callable[[], None]) -> None:
        """Run ``action`` when the outermost transaction is kept; forget it when the transaction is lost."""
        with self._lock:
            self._after_commit.append(action)
            if self._depth == 0:
                self._run_after_commit()

    def _run_after_commit(self) -> None:
        actions, self._after_commit = self._after_commit, []
        for action in actions:
            action()

    def _roll_back(self, mark: str | None) -> None:
        self._rolled_back += 1
        # SQLite has already rolled back by itself after some errors, a full disk among them.
        if not self._connection.in_transaction:
            return
        if mark is None:
            self.query("ROLLBACK")
        else:
            self.query(f"ROLLBACK TO {mark}")
            self.query(f"RELEASE {mark}")

    @contextlib.contextmanager
    def _clear_errors(self) -> Iterator[None]:
        # Once SQLite has rolled back by itself, a caller that goes on would write outside any transaction.
        if self._depth and not self._connection.in_transaction:
            raise disk_full(self._thing)
        try:
            yield
        except sqlcipher3.DatabaseError as error:
            clear = self._clear_error(error)
            if clear is None:
                raise
            # The library's own message may quote a value; it is not carried along.
            raise clear from None

    def _clear_error(self, error: sqlcipher3.DatabaseError) -> DeskError | None:
        code = getattr(error, "sqlite_errorcode", 0) & _PRIMARY_CODE
        if code in _DAMAGE:
            return self._damaged()
        if code == sqlcipher3.SQLITE_FULL:
            return disk_full(self._thing)
        if code == sqlcipher3.SQLITE_BUSY:
            return StudyLockedError(
                self._thing, "Another program is reading its database.", "Close that program, then try again."
            )
        if code in _DISK:
            return DiskError(
                self._thing,
                "Its folder cannot be written; nothing was changed.",
                "Check that the disk is connected, has room and may be written to, then try again.",
            )
        return None

    def _damaged(self) -> StudyDamagedError:
        return StudyDamagedError(
            self._thing,
            "A part of its database is not what was written.",
            "Close Transcribe Desk and restore the study folder from a backup; nothing was changed.",
        )
