"""Count, for all interviews at once, what the study's table shows, without reading any transcript again."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass

from transcribe_desk.study.study import Status
from transcribe_desk.study.transcript import DOUBTFUL_PROBABILITY
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.interviews import status_of


@dataclass(frozen=True, slots=True)
class Counts:
    """Where one interview stands, its doubtful words, its mentions, and those of them that nobody has decided."""

    status: Status
    doubtful: int = 0
    mentions: int = 0
    undecided: int = 0


class OverviewRepository:
    """Reads counts; those of doubtful words are remembered until a turn of their interview is written (``schema``)."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def counts(self) -> dict[int, Counts]:
        """Give the counts of every interview by its id."""
        with self._database.transaction():
            self._count_doubtful()
            rows = self._database.query(_COUNTS)
        return {row[0]: Counts(status_of(row[1:6]), *row[6:]) for row in rows}

    def _count_doubtful(self) -> None:
        """Count the doubtful words of interviews whose turns were written since they were counted.

        Not by SQLite's JSON: with SQLCipher's guarded memory that takes a second for a long interview, here 0.03 s.
        """
        for (interview_id,) in self._database.query(_UNCOUNTED):
            bodies = self._database.query("SELECT body FROM turns WHERE interview_id = ?", (interview_id,))
            number = sum(
                probability < DOUBTFUL_PROBABILITY for (body,) in bodies for probability in _probabilities(body)
            )
            self._database.query("INSERT INTO doubtful_words VALUES (?, ?)", (interview_id, number))


def _probabilities(body: str) -> Iterator[float]:
    """Give how sure each word of a turn is; a word is kept as [text, start, end, probability] (``study/serial.py``)."""
    return (word[3] for word in json.loads(body)["words"])


_UNCOUNTED = "SELECT interview_id FROM transcripts EXCEPT SELECT interview_id FROM doubtful_words"
_COUNTS = (
    "SELECT i.id, i.exported_at, s.signed_at, i.flagged_at, t.interview_id, p.interview_id, coalesce(d.number, 0),"
    " coalesce(m.mentions, 0), coalesce(m.undecided, 0) FROM interviews i"
    " LEFT JOIN sign_offs s ON s.interview_id = i.id LEFT JOIN transcripts t ON t.interview_id = i.id"
    " LEFT JOIN plans p ON p.interview_id = i.id LEFT JOIN doubtful_words d ON d.interview_id = i.id"
    " LEFT JOIN (SELECT interview_id, count(*) AS mentions, sum(decision = 'undecided') AS undecided FROM mentions"
    " GROUP BY interview_id) m ON m.interview_id = i.id"
)
