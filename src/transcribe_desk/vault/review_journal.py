"""Keep each step of the review with what it changed, so that it can be taken back and done again, also after a restart.

A body holds names: it is sealed with the pseudonym key.
"""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.vault.database import Database, Row
from transcribe_desk.vault.sealing import NameSeal

_BODY = "review_changes.body"
_COLUMNS = "SELECT id, at, person, action, state"


class StepState(StrEnum):
    """Whether a step holds, was taken back, or was taken back and can no longer be done again."""

    DONE = "done"
    UNDONE = "undone"
    ABANDONED = "abandoned"


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the review: when, who, what was done, and whether it holds; never a name."""

    id: int
    at: dt.datetime
    person: str
    action: str
    state: StepState


class ReviewJournal:
    """Adds steps, and gives the one to take back or to do again."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def append(self, action: str, person: str, at: dt.datetime, change: Change) -> Step:
        """Keep a step; steps taken back before it can no longer be done again."""
        body = self._seal.seal_one(_BODY, json.dumps(change_to_json(change), separators=(",", ":")))
        with self._database.transaction():
            self._database.query(
                "UPDATE review_changes SET state = ? WHERE state = ?", (StepState.ABANDONED, StepState.UNDONE)
            )
            number = self._database.insert(
                "INSERT INTO review_changes (at, person, action, body) VALUES (?, ?, ?, ?)",
                (at.isoformat(), person, action, body),
            )
        return Step(number, at, person, action, StepState.DONE)

    def last_done(self) -> Step | None:
        """Give the step to take back next, or None."""
        row = self._database.row(f"{_COLUMNS} FROM review_changes WHERE state = 'done' ORDER BY id DESC LIMIT 1")
        return _step(row) if row else None

    def first_undone(self) -> Step | None:
        """Give the step to do again next, or None."""
        row = self._database.row(f"{_COLUMNS} FROM review_changes WHERE state = 'undone' ORDER BY id LIMIT 1")
        return _step(row) if row else None

    def steps(self) -> tuple[Step, ...]:
        """Give every step in order."""
        return tuple(_step(row) for row in self._database.query(f"{_COLUMNS} FROM review_changes ORDER BY id"))

    def change(self, step_id: int) -> Change:
        """Give what a step changed, or raise KeyError."""
        row = self._database.row("SELECT body FROM review_changes WHERE id = ?", (step_id,))
        if row is None:
            raise KeyError(step_id)
        return change_from_json(json.loads(self._seal.open_one(_BODY, row[0])))

    def set_state(self, step: Step, state: StepState) -> Step:
        """Note whether a step holds, and give it as it is now."""
        with self._database.transaction():
            self._database.query("UPDATE review_changes SET state = ? WHERE id = ?", (state, step.id))
        return replace(step, state=state)


def _step(row: Row) -> Step:
    return Step(row[0], dt.datetime.fromisoformat(row[1]), row[2], row[3], StepState(row[4]))


def change_to_json(change: Change) -> Any:
    """Give a change as plain JSON values."""
    return {
        "mentions": [[_mention_to_json(each) for each in part] for part in (change.before, change.after)],
        "entities": [
            [_entity_to_json(each) for each in part] for part in (change.entities_before, change.entities_after)
        ],
        "apart": [change.apart_before, change.apart_after],
    }


def change_from_json(value: Any) -> Change:
    """Give back the change that ``change_to_json`` wrote."""
    before, after = (tuple(_mention_from_json(each) for each in part) for part in value["mentions"])
    entities_before, entities_after = (tuple(_entity_from_json(each) for each in part) for part in value["entities"])
    apart_before, apart_after = (tuple((first, second) for first, second in part) for part in value["apart"])
    return Change(before, after, entities_before, entities_after, apart_before, apart_after)


def _mention_to_json(mention: Mention) -> Any:
    return [
        *(mention.id, mention.interview_id, mention.turn_id, mention.start, mention.end),
        *(mention.label, mention.category, mention.detectors, mention.score, mention.reason),
        *(mention.entity_id, mention.decision, mention.decided_by),
        mention.decided_at.isoformat() if mention.decided_at else None,
        mention.note,
    ]


def _mention_from_json(value: Any) -> Mention:
    number, interview_id, turn_id, start, end, label, category, detectors, score, reason = value[:10]
    entity_id, decision, decided_by, decided_at, note = value[10:]
    return Mention(
        id=number,
        interview_id=interview_id,
        turn_id=turn_id,
        start=start,
        end=end,
        label=label,
        category=Category(category),
        detectors=tuple(detectors),
        score=score,
        reason=reason,
        entity_id=entity_id,
        decision=Decision(decision),
        decided_by=decided_by,
        decided_at=dt.datetime.fromisoformat(decided_at) if decided_at else None,
        note=note,
    )


def _entity_to_json(entity: Entity) -> Any:
    return [
        *(entity.id, entity.category, entity.name, entity.forms, entity.replacement),
        *(entity.pseudonym, entity.descriptor, entity.sex, entity.origin, entity.styles),
    ]


def _entity_from_json(value: Any) -> Entity:
    number, category, name, forms, replacement, pseudonym, descriptor, sex, origin, styles = value
    return Entity(
        number,
        Category(category),
        name,
        tuple(forms),
        replacement,
        pseudonym,
        descriptor,
        sex,
        origin,
        tuple((profile, style) for profile, style in styles),
    )
