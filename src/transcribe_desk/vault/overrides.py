"""Keep which hits of the leak scan a person let stand, why, and which of these words were withdrawn."""

from __future__ import annotations

import datetime as dt
import hashlib
import hmac
import json
from dataclasses import replace

from transcribe_desk.privacy.overrides import Leak, Override
from transcribe_desk.vault.database import Database, Row
from transcribe_desk.vault.sealing import NameSeal

_SEALED_BODY = "export_overrides.body"
_CODE_DIGITS = 10  # of a keyed SHA-256: enough to tell the hits of a study apart


class OverrideRepository:
    """Appends overrides and marks them withdrawn; the words of the hit and the reason may be names and are sealed."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def all(self) -> tuple[Override, ...]:
        """Give every override, the withdrawn ones too, oldest first."""
        rows = self._database.query(
            "SELECT id, path, body, person, at, withdrawn_by, withdrawn_at FROM export_overrides ORDER BY id"
        )
        return tuple(self._override(row) for row in rows)

    def add(self, override: Override) -> Override:
        """Keep an override, whatever id it has so far, and give it with its id."""
        leak = override.leak
        body = self._seal.seal(_SEALED_BODY, (leak.kind, leak.string, leak.passage, str(leak.places), override.reason))
        with self._database.transaction():
            override_id = self._database.insert(
                "INSERT INTO export_overrides (path, body, person, at) VALUES (?, ?, ?, ?)",
                (leak.path, body, override.by, override.at.isoformat()),
            )
        return replace(override, id=override_id)

    def withdraw(self, override_id: int, by: str, at: dt.datetime) -> None:
        """Mark an override that stands as withdrawn; raise KeyError where there is none."""
        with self._database.transaction():
            changed = self._database.query(
                "UPDATE export_overrides SET withdrawn_by = ?, withdrawn_at = ?"
                " WHERE id = ? AND withdrawn_at IS NULL RETURNING id",
                (by, at.isoformat(), override_id),
            )
            if not changed:
                raise KeyError(override_id)

    def code(self, leak: Leak) -> str:
        """Give the short name of a hit that a person types: the same in this study, and nothing without its key."""
        said = json.dumps([leak.path, leak.kind, leak.string, leak.passage, leak.places]).encode()
        return hmac.new(self._seal.seed("hits of the leak scan"), said, hashlib.sha256).hexdigest()[:_CODE_DIGITS]

    def _override(self, row: Row) -> Override:
        override_id, path, body, person, at, withdrawn_by, withdrawn_at = row
        kind, string, passage, places, reason = self._seal.open(_SEALED_BODY, body)
        return Override(
            override_id,
            Leak(path, kind, string, passage, int(places)),
            reason,
            person,
            dt.datetime.fromisoformat(at),
            withdrawn_by,
            dt.datetime.fromisoformat(withdrawn_at) if withdrawn_at else None,
        )
