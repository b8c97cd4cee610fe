"""Remember what a person looked at in the sweep and found harmless."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from transcribe_desk.vault.database import Database
from transcribe_desk.vault.sealing import NameSeal

_SEALED_KEY = "sweep_dismissals.key"

Dismissed = tuple[str, str]  # what kind of thing, and its folded form


class DismissalRepository:
    """Keeps kinds and keys of dismissed things; the keys may be names all the same and are sealed."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def all(self) -> tuple[Dismissed, ...]:
        """Give what is dismissed, oldest first."""
        return tuple(self._by_id().values())

    def add(self, dismissed: Collection[Dismissed], by: str, at: dt.datetime) -> None:
        """Remember things that are not remembered yet."""
        with self._database.transaction():
            known = set(self.all())
            for kind, key in dismissed:
                if (kind, key) not in known:
                    self._database.insert(
                        "INSERT INTO sweep_dismissals (kind, key, person, at) VALUES (?, ?, ?, ?)",
                        (kind, self._seal.seal_one(_SEALED_KEY, key), by, at.isoformat()),
                    )

    def remove(self, dismissed: Collection[Dismissed]) -> None:
        """Forget things, so that the sweep shows them again."""
        with self._database.transaction():
            for row_id, each in self._by_id().items():
                if each in dismissed:
                    self._database.query("DELETE FROM sweep_dismissals WHERE id = ?", (row_id,))

    def _by_id(self) -> dict[int, Dismissed]:
        rows = self._database.query("SELECT id, kind, key FROM sweep_dismissals ORDER BY id")
        return {row_id: (kind, self._seal.open_one(_SEALED_KEY, key)) for row_id, kind, key in rows}
