"""Keep entities, mentions, the decisions on them, and sign-offs."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Sequence
from dataclasses import replace

from transcribe_desk.privacy.gate import SignOff
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.vault.database import Database, Row
from transcribe_desk.vault.sealing import NameSeal


class ReviewRepository:
    """Reads and writes what may identify somebody and what a person decided on it."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def entities(self) -> tuple[Entity, ...]:
        """Give every entity of the study, in the order they were added."""
        rows = self._database.query("SELECT id, category, name, forms, replacement FROM entities ORDER BY id")
        return tuple(self._entity(row) for row in rows)

    def add_entity(self, category: Category, name: str, forms: Sequence[str], replacement: str) -> Entity:
        """Add an entity and give it with its id."""
        with self._database.transaction():
            entity_id = self._database.insert(
                "INSERT INTO entities (category, name, forms, replacement) VALUES (?, ?, ?, ?)",
                (category.value, *self._sealed(name, forms), replacement),
            )
        return Entity(entity_id, category, name, tuple(forms), replacement)

    def update_entity(self, entity: Entity) -> None:
        """Replace what is kept of an entity, or raise KeyError."""
        with self._database.transaction():
            changed = self._database.query(
                "UPDATE entities SET category = ?, name = ?, forms = ?, replacement = ? WHERE id = ? RETURNING id",
                (entity.category.value, *self._sealed(entity.name, entity.forms), entity.replacement, entity.id),
            )
            if not changed:
                raise KeyError(entity.id)

    def mentions(self, interview_id: int | None = None) -> tuple[Mention, ...]:
        """Give the mentions of one interview or of all, in the order of the text."""
        rows = self._database.query(
            f"{_MENTIONS} WHERE (?1 IS NULL OR interview_id = ?1) ORDER BY interview_id, turn_id, start, id",
            (interview_id,),
        )
        return tuple(_mention(row) for row in rows)

    def add_mentions(self, mentions: Sequence[Mention]) -> tuple[Mention, ...]:
        """Add mentions whose id is still 0 and give them with their ids, in the same order."""
        with self._database.transaction():
            return tuple(
                replace(mention, id=self._database.insert(_ADD_MENTION, _mention_values(mention)))
                for mention in mentions
            )

    def update_mentions(self, mentions: Iterable[Mention]) -> None:
        """Replace what is kept of these mentions, all or none; raises KeyError for an unknown one."""
        with self._database.transaction():
            for mention in mentions:
                if not self._database.query(_UPDATE_MENTION, (*_mention_values(mention), mention.id)):
                    raise KeyError(mention.id)

    def remove_mentions(self, mention_ids: Iterable[int]) -> None:
        """Delete these mentions."""
        with self._database.transaction():
            self._database.many("DELETE FROM mentions WHERE id = ?", [(mention_id,) for mention_id in mention_ids])

    def flagged(self, interview_id: int) -> bool:
        """Tell whether the detectors have read the whole of an interview's transcript as it is now."""
        row = self._database.row("SELECT flagged_at FROM interviews WHERE id = ?", (interview_id,))
        return row is not None and row[0] is not None

    def mark_flagged(self, interview_id: int) -> None:
        """Note that the detectors have read the whole of an interview's transcript."""
        now = dt.datetime.now(dt.UTC).isoformat()
        with self._database.transaction():
            self._database.query("UPDATE interviews SET flagged_at = ? WHERE id = ?", (now, interview_id))

    def sign_off(self, interview_id: int) -> SignOff | None:
        """Give the sign-off of an interview, or None."""
        row = self._database.row(
            "SELECT signed_by, signed_at, fingerprint FROM sign_offs WHERE interview_id = ?", (interview_id,)
        )
        return SignOff(by=row[0], at=dt.datetime.fromisoformat(row[1]), fingerprint=row[2]) if row else None

    def save_sign_off(self, interview_id: int, sign_off: SignOff) -> None:
        """Keep a sign-off in place of any before it; an earlier export no longer counts as of this state."""
        with self._database.transaction():
            self.clear_sign_off(interview_id)
            self._database.query(
                "INSERT INTO sign_offs VALUES (?, ?, ?, ?)",
                (interview_id, sign_off.by, sign_off.at.isoformat(), sign_off.fingerprint),
            )

    def clear_sign_off(self, interview_id: int) -> None:
        """Delete the sign-off of an interview because something in it changed."""
        with self._database.transaction():
            self._database.query("DELETE FROM sign_offs WHERE interview_id = ?", (interview_id,))
            self._database.query("UPDATE interviews SET exported_at = NULL WHERE id = ?", (interview_id,))

    def _sealed(self, name: str, forms: Sequence[str]) -> tuple[bytes, bytes]:
        return self._seal.seal_one("entities.name", name), self._seal.seal("entities.forms", forms)

    def _entity(self, row: Row) -> Entity:
        entity_id, category, name, forms, replacement = row
        return Entity(
            entity_id,
            Category(category),
            self._seal.open_one("entities.name", name),
            self._seal.open("entities.forms", forms),
            replacement,
        )


_MENTIONS = (
    "SELECT id, interview_id, turn_id, start, end, label, category, detectors, score, reason, entity_id, decision,"
    " decided_by, decided_at FROM mentions"
)
_ADD_MENTION = (
    "INSERT INTO mentions (interview_id, turn_id, start, end, label, category, detectors, score, reason, entity_id,"
    " decision, decided_by, decided_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE_MENTION = (
    "UPDATE mentions SET interview_id = ?, turn_id = ?, start = ?, end = ?, label = ?, category = ?, detectors = ?,"
    " score = ?, reason = ?, entity_id = ?, decision = ?, decided_by = ?, decided_at = ? WHERE id = ? RETURNING id"
)


def _mention_values(mention: Mention) -> tuple[object, ...]:
    return (
        mention.interview_id,
        mention.turn_id,
        mention.start,
        mention.end,
        mention.label,
        mention.category.value,
        json.dumps(mention.detectors),
        mention.score,
        mention.reason,
        mention.entity_id,
        mention.decision.value,
        mention.decided_by,
        mention.decided_at.isoformat() if mention.decided_at else None,
    )


def _mention(row: Row) -> Mention:
    (mention_id, interview_id, turn_id, start, end, label, category, detectors, score, reason) = row[:10]
    entity_id, decision, decided_by, decided_at = row[10:]
    return Mention(
        id=mention_id,
        interview_id=interview_id,
        turn_id=turn_id,
        start=start,
        end=end,
        label=label,
        category=Category(category),
        detectors=tuple(json.loads(detectors)),
        score=score,
        reason=reason,
        entity_id=entity_id,
        decision=Decision(decision),
        decided_by=decided_by,
        decided_at=dt.datetime.fromisoformat(decided_at) if decided_at else None,
    )
