"""Keep the quotes that a study collects, with where each stands."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace

from transcribe_desk.privacy.quoted import Quote, Span
from transcribe_desk.vault.database import Database, Row
from transcribe_desk.vault.sealing import NameSeal

_BODY = "quotes.body"


class QuoteRepository:
    """Keeps quotes in the order they were taken; the words behind a quote and its note may name people: sealed."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def add(self, quote: Quote) -> Quote:
        """Keep a quote, whatever id it has so far, and give it with its id."""
        number = self._database.insert(
            "INSERT INTO quotes (interview_id, places, body, person, at) VALUES (?, ?, ?, ?, ?)", self._values(quote)
        )
        return replace(quote, id=number)

    def update(self, quote: Quote) -> None:
        """Keep a quote as it is now."""
        self._database.query(
            "UPDATE quotes SET interview_id = ?, places = ?, body = ?, person = ?, at = ? WHERE id = ?",
            (*self._values(quote), quote.id),
        )

    def remove(self, quote_id: int) -> None:
        """Forget a quote."""
        self._database.query("DELETE FROM quotes WHERE id = ?", (quote_id,))

    def all(self) -> tuple[Quote, ...]:
        """Give every quote, oldest first."""
        rows = self._database.query("SELECT id, interview_id, places, body, person, at FROM quotes ORDER BY id")
        return tuple(self._quote(row) for row in rows)

    def _values(self, quote: Quote) -> tuple[object, ...]:
        places = json.dumps([[each.turn_id, each.start, each.end] for each in quote.spans])
        body = self._seal.seal(_BODY, (quote.text, quote.note, *(each.words for each in quote.spans)))
        return quote.interview_id, places, body, quote.by, quote.at.isoformat()

    def _quote(self, row: Row) -> Quote:
        number, interview_id, places, body, by, at = row
        text, note, *words = self._seal.open(_BODY, body)
        spans = tuple(
            Span(turn_id, start, end, said)
            for (turn_id, start, end), said in zip(json.loads(places), words, strict=True)
        )
        return Quote(number, interview_id, spans, text, note, by, dt.datetime.fromisoformat(at))
