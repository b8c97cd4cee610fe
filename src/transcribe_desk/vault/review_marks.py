"""Keep, for each interview, how it stood when its review was last finished."""

from __future__ import annotations

import datetime as dt
import json

from transcribe_desk.privacy.deciding.since_review import ReviewMark
from transcribe_desk.vault.database import Database


class ReviewMarkRepository:
    """Keeps the last mark of each interview; it holds digests and no words."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def get(self, interview_id: int) -> ReviewMark | None:
        """Give the mark of an interview, or None before its review was ever finished."""
        row = self._database.row(
            "SELECT at, person, last_mention_id, turns FROM review_marks WHERE interview_id = ?", (interview_id,)
        )
        if row is None:
            return None
        turns = {int(turn_id): digest for turn_id, digest in json.loads(row[3]).items()}
        return ReviewMark(dt.datetime.fromisoformat(row[0]), row[1], row[2], turns)

    def save(self, interview_id: int, mark: ReviewMark) -> None:
        """Keep a mark in place of the one before."""
        self._database.query(
            "INSERT OR REPLACE INTO review_marks VALUES (?, ?, ?, ?, ?)",
            (interview_id, mark.at.isoformat(), mark.by, mark.last_mention_id, json.dumps(dict(mark.turns))),
        )
