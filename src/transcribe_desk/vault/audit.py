"""Keep the audit trail: who did what when, each entry bound to the one before it."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from transcribe_desk.study.errors import StudyDamagedError
from transcribe_desk.vault.database import Database

_BEFORE_THE_FIRST = "0" * 64


@dataclass(frozen=True, slots=True)
class AuditEntry:
    """One thing that was done; ``hash`` covers the entry and the hash of the entry before."""

    id: int
    at: dt.datetime
    action: str
    subject: str
    details: dict[str, Any]
    previous_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Trail:
    """The whole trail; ``broken_at`` is the number of the first entry that was changed or removed, None if none was."""

    entries: tuple[AuditEntry, ...]
    broken_at: int | None = None


class AuditRepository:
    """Appends to the audit trail and reads it; the database refuses to change or delete an entry."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def append(self, action: str, subject: str, details: Mapping[str, Any]) -> None:
        """Add an entry, in the transaction of what it tells about; ``details`` must be plain JSON values."""
        with self._database.transaction():
            last = self._database.row("SELECT id, hash FROM audit ORDER BY id DESC LIMIT 1")
            number, previous = (last[0] + 1, last[1]) if last else (1, _BEFORE_THE_FIRST)
            now = dt.datetime.now(dt.UTC).isoformat()
            row = (number, now, action, subject, json.dumps(dict(details), sort_keys=True), previous)
            self._database.query("INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?)", (*row, _hash(row)))

    def entries(self) -> tuple[AuditEntry, ...]:
        """Give every entry in order, or raise StudyDamagedError when the chain is broken."""
        trail = self.trail()
        if trail.broken_at is not None:
            raise StudyDamagedError(
                f"Audit entry {trail.broken_at}",
                "It was changed or removed after it was written.",
                "Compare the study with a backup before relying on its audit trail.",
            )
        return trail.entries

    def trail(self) -> Trail:
        """Give what stands in the trail, and from where on it is not what was written."""
        entries: list[AuditEntry] = []
        previous, broken_at = _BEFORE_THE_FIRST, None
        rows = self._database.query(
            "SELECT id, at, action, subject, details, previous_hash, hash FROM audit ORDER BY id"
        )
        for number, row in enumerate(rows, start=1):
            if broken_at is None and (row[0] != number or row[5] != previous or row[6] != _hash(row[:6])):
                broken_at = number
            entries.append(
                AuditEntry(row[0], dt.datetime.fromisoformat(row[1]), row[2], row[3], json.loads(row[4]), *row[5:])
            )
            previous = row[6]
        # The chain alone does not show that its last entries are missing.
        if broken_at is None and self._database.query("SELECT entries FROM audit_length") != [(len(entries),)]:
            broken_at = len(entries) + 1
        return Trail(tuple(entries), broken_at)


def _hash(row: tuple[Any, ...]) -> str:
    return hashlib.sha256(json.dumps(row).encode()).hexdigest()
