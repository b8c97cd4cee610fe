"""Keep how long sound stays, when each recording came in, and which were deleted."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass

from transcribe_desk.study.retention import RetentionRule, Until
from transcribe_desk.vault.database import Database, Row


@dataclass(frozen=True, slots=True)
class SoundDeletion:
    """Who had the sound of an interview deleted, when and why.

    ``files`` are the encrypted files that held it; ``proven`` once none of them was on the disk any more.
    """

    interview_id: int
    at: dt.datetime
    by: str
    reason: str
    files: tuple[str, ...]
    proven: bool = False


class RetentionRepository:
    """Reads and writes the study's rule and what became of each interview's sound."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def rule(self) -> RetentionRule:
        """Give the study's rule; until one is chosen sound stays."""
        row = self._database.row("SELECT until, days FROM retention_rule")
        return RetentionRule(Until(row[0]), row[1]) if row else RetentionRule()

    def save_rule(self, rule: RetentionRule) -> None:
        """Replace the study's rule."""
        with self._database.transaction():
            self._database.query(
                "INSERT OR REPLACE INTO retention_rule VALUES (1, ?, ?)", (rule.until.value, rule.days)
            )

    def received_at(self, interview_id: int) -> dt.datetime | None:
        """Give when the recording came in; for studies of older versions when this version first opened them."""
        row = self._database.row("SELECT at FROM recordings_received WHERE interview_id = ?", (interview_id,))
        return dt.datetime.fromisoformat(row[0]).replace(tzinfo=dt.UTC) if row else None

    def deletion(self, interview_id: int) -> SoundDeletion | None:
        """Give the deletion of an interview's sound, or None while it is kept."""
        row = self._database.row(f"{_DELETIONS} WHERE interview_id = ?", (interview_id,))
        return _deletion(row) if row else None

    def unproven(self) -> tuple[SoundDeletion, ...]:
        """Give the deletions after which nobody has looked yet whether the files are gone."""
        return tuple(map(_deletion, self._database.query(f"{_DELETIONS} WHERE proven = 0 ORDER BY interview_id")))

    def save_deletion(self, deletion: SoundDeletion) -> None:
        """Keep a deletion, or what is known of it since."""
        values = (
            deletion.interview_id,
            deletion.at.isoformat(),
            deletion.by,
            deletion.reason,
            json.dumps(deletion.files),
            int(deletion.proven),
        )
        with self._database.transaction():
            self._database.query("INSERT OR REPLACE INTO sound_deletions VALUES (?, ?, ?, ?, ?, ?)", values)


_DELETIONS = "SELECT interview_id, at, person, reason, files, proven FROM sound_deletions"


def _deletion(row: Row) -> SoundDeletion:
    interview_id, at, by, reason, files, proven = row
    return SoundDeletion(
        interview_id, dt.datetime.fromisoformat(at), by, reason, tuple(json.loads(files)), bool(proven)
    )
