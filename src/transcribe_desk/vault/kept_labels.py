"""Remember which labels of few participants a person keeps, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from transcribe_desk.vault.database import Database
from transcribe_desk.vault.sealing import NameSeal

_SEALED_REASON = "kept_labels.reason"


@dataclass(frozen=True, slots=True)
class KeptLabel:
    """A label that stays although only so many participants have it; the reason is secret."""

    label: str
    participants: int
    reason: str
    by: str
    at: dt.datetime


class KeptLabelRepository:
    """Reads and writes kept labels; reasons may hold names and are sealed."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def all(self) -> tuple[KeptLabel, ...]:
        """Give every kept label, in the order of the labels."""
        rows = self._database.query("SELECT label, participants, reason, person, at FROM kept_labels ORDER BY label")
        return tuple(
            KeptLabel(label, count, self._seal.open_one(_SEALED_REASON, reason), by, dt.datetime.fromisoformat(at))
            for label, count, reason, by, at in rows
        )

    def save(self, kept: KeptLabel) -> None:
        """Keep a label, in place of what was kept of it before."""
        with self._database.transaction():
            self._database.query(
                "INSERT OR REPLACE INTO kept_labels VALUES (?, ?, ?, ?, ?)",
                (
                    kept.label,
                    kept.participants,
                    self._seal.seal_one(_SEALED_REASON, kept.reason),
                    kept.by,
                    kept.at.isoformat(),
                ),
            )

    def remove(self, label: str) -> None:
        """Forget that a label is kept."""
        with self._database.transaction():
            self._database.query("DELETE FROM kept_labels WHERE label = ?", (label,))
