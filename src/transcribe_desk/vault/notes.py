"""Keep what people write down beside a transcript, of the interview or of a turn; no export has any of it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from transcribe_desk.vault.database import Database
from transcribe_desk.vault.sealing import NameSeal

_BODY = "notes.body"


@dataclass(frozen=True, slots=True)
class Note:
    """One note; ``turn_id`` is None for one of the interview, ``start_ms`` is when the turn began as it was written."""

    turn_id: int | None
    text: str
    by: str
    at: dt.datetime
    start_ms: int = 0


class NoteRepository:
    """One note for each turn and one for the interview, sealed with the pseudonym key as it may hold names."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def save(self, interview_id: int, note: Note) -> None:
        """Keep a note in place of the one that was there; without words it goes."""
        with self._database.transaction():
            self._database.query(
                "DELETE FROM notes WHERE interview_id = ? AND turn_id IS ?", (interview_id, note.turn_id)
            )
            if note.text:
                self._database.query(
                    "INSERT INTO notes (interview_id, turn_id, at, person, start_ms, body) VALUES (?, ?, ?, ?, ?, ?)",
                    (
                        *(interview_id, note.turn_id, note.at.isoformat(), note.by, note.start_ms),
                        self._seal.seal_one(_BODY, note.text),
                    ),
                )

    def all(self, interview_id: int) -> tuple[Note, ...]:
        """Give the notes of an interview: that of the whole first, then by when their turns began."""
        rows = self._database.query(
            "SELECT turn_id, body, person, at, start_ms FROM notes WHERE interview_id = ?"
            " ORDER BY turn_id IS NOT NULL, start_ms, id",
            (interview_id,),
        )
        return tuple(
            Note(turn_id, self._seal.open_one(_BODY, body), by, dt.datetime.fromisoformat(at), start_ms)
            for turn_id, body, by, at, start_ms in rows
        )
