"""Keep what a second person decided without seeing the first one's decisions, and the comparisons of the two."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection
from dataclasses import replace
from typing import Any

from transcribe_desk.privacy.deciding.blind_review import BlindDecision, Comparison, Unit, Verdict
from transcribe_desk.privacy.mention import Category
from transcribe_desk.vault.database import Database, Row
from transcribe_desk.vault.sealing import NameSeal

_WORDS = "blind_decisions.words"
_COMPARED_WORDS = "blind_comparisons.words"


class BlindReviewRepository:
    """Keeps blind decisions by interview and reviewer, and comparisons; the words that either is about are sealed."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def reviewers(self, interview_id: int) -> tuple[str, ...]:
        """Give who decided something blind in an interview, in the order they began."""
        rows = self._database.query(
            "SELECT reviewer FROM blind_decisions WHERE interview_id = ? GROUP BY reviewer ORDER BY min(id)",
            (interview_id,),
        )
        return tuple(row[0] for row in rows)

    def decisions(self, interview_id: int, reviewer: str) -> tuple[BlindDecision, ...]:
        """Give what a reviewer decided, in the order they first did."""
        rows = self._database.query(
            "SELECT turn_id, start, end, verdict, at, mention_id, category, words FROM blind_decisions"
            " WHERE interview_id = ? AND reviewer = ? ORDER BY id",
            (interview_id, reviewer),
        )
        return tuple(self._decision(row) for row in rows)

    def put(self, interview_id: int, reviewer: str, decisions: Collection[BlindDecision]) -> None:
        """Keep decisions, each in place of an earlier one on the same mention or the same words."""
        self.take_away(interview_id, reviewer, decisions)
        self._database.many(
            "INSERT INTO blind_decisions (interview_id, reviewer, turn_id, start, end, verdict, at, mention_id,"
            " category, words) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            [
                (
                    *(interview_id, reviewer, each.turn_id, each.start, each.end, each.verdict.value),
                    *(each.at.isoformat(), each.mention_id, each.category.value),
                    self._seal.seal_one(_WORDS, each.words),
                )
                for each in decisions
            ],
        )

    def take_away(self, interview_id: int, reviewer: str, decisions: Collection[BlindDecision]) -> None:
        """Forget what was decided on these mentions or words."""
        self._database.many(
            "DELETE FROM blind_decisions WHERE interview_id = ? AND reviewer = ? AND mention_id IS ?"
            " AND (mention_id IS NOT NULL OR (turn_id = ? AND start = ? AND end = ?))",
            [(interview_id, reviewer, each.mention_id, each.turn_id, each.start, each.end) for each in decisions],
        )

    def add_comparison(self, comparison: Comparison) -> Comparison:
        """Keep a comparison, whatever id it has so far, and give it with its id."""
        number = self._database.insert(
            "INSERT INTO blind_comparisons (interview_id, first, second, at, body, words) VALUES (?, ?, ?, ?, ?, ?)",
            (
                *(comparison.interview_id, comparison.first, comparison.second, comparison.at.isoformat()),
                *self._units(comparison),
            ),
        )
        return replace(comparison, id=number)

    def update_comparison(self, comparison: Comparison) -> None:
        """Keep what was settled of a comparison."""
        self._database.query(
            "UPDATE blind_comparisons SET body = ?, words = ? WHERE id = ?", (*self._units(comparison), comparison.id)
        )

    def comparisons(self, interview_id: int | None = None) -> tuple[Comparison, ...]:
        """Give the comparisons of an interview, or of all, oldest first."""
        rows = self._database.query(
            "SELECT id, interview_id, first, second, at, body, words FROM blind_comparisons"
            " WHERE ?1 IS NULL OR interview_id = ?1 ORDER BY id",
            (interview_id,),
        )
        return tuple(self._comparison(row) for row in rows)

    def _comparison(self, row: Row) -> Comparison:
        number, of, first, second, at, body, sealed = row
        units = tuple(_unit_from_json(each) for each in json.loads(body))
        if sealed is not None:
            words = self._seal.open(_COMPARED_WORDS, sealed)
            units = tuple(replace(unit, words=said) for unit, said in zip(units, words, strict=True))
        return Comparison(number, of, first, second, dt.datetime.fromisoformat(at), units)

    def _units(self, comparison: Comparison) -> tuple[str, bytes]:
        return (
            json.dumps([_unit_to_json(each) for each in comparison.units]),
            self._seal.seal(_COMPARED_WORDS, [each.words for each in comparison.units]),
        )

    def _decision(self, row: Row) -> BlindDecision:
        turn_id, start, end, verdict, at, mention_id, category, words = row
        return BlindDecision(
            *(turn_id, start, end, Verdict(verdict), dt.datetime.fromisoformat(at)),
            *(mention_id, Category(category), self._seal.open_one(_WORDS, words)),
        )


def _unit_to_json(unit: Unit) -> Any:
    return [
        *(unit.turn_id, unit.start, unit.end, unit.first.value, unit.second.value),
        *(unit.mention_id, unit.category.value, unit.settled.value if unit.settled else None),
    ]


def _unit_from_json(value: Any) -> Unit:
    turn_id, start, end, first, second, mention_id, category, settled = value
    return Unit(
        *(turn_id, start, end, Verdict(first), Verdict(second)),
        *(mention_id, Category(category), Verdict(settled) if settled else None),
    )
