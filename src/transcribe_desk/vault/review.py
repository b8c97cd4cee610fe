"""Keep entities, mentions, the decisions on them, and sign-offs."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from transcribe_desk.privacy.deciding.decisions import Change, Pair
from transcribe_desk.privacy.gate import SignOff
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.naming.grouping import number_of
from transcribe_desk.vault.database import Database, Row
from transcribe_desk.vault.sealing import NameSeal


class ReviewRepository:
    """Reads and writes what may identify somebody and what a person decided on it."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def entities(self) -> tuple[Entity, ...]:
        """Give every entity of the study, in the order they were added."""
        return tuple(self._entity(row) for row in self._database.query(_ENTITIES))

    def add_entity(self, entity: Entity) -> Entity:
        """Add an entity, whatever id it has so far, and give it with its id."""
        with self._database.transaction():
            entity_id = self._database.insert(_ADD_ENTITY, (None, *self._entity_values(entity)))
            self._note_placeholder(entity.replacement, entity_id)
        return replace(entity, id=entity_id)

    def update_entity(self, entity: Entity) -> None:
        """Replace what is kept of an entity, or raise KeyError."""
        with self._database.transaction():
            if not self._database.query(_UPDATE_ENTITY, (*self._entity_values(entity), entity.id)):
                raise KeyError(entity.id)
            self._note_placeholder(entity.replacement, entity.id)

    def keep(self, change: Change) -> None:
        """Keep what a change makes, changes and removes, under the ids it gives, or nothing of it.

        Raises KeyError for a change of what is not there.
        """
        entities_before = {entity.id for entity in change.entities_before}
        mentions_before = {mention.id for mention in change.before}
        with self._database.transaction():
            for entity in change.entities_after:
                if entity.id in entities_before:
                    self.update_entity(entity)
                else:
                    self._database.insert(_ADD_ENTITY, (entity.id, *self._entity_values(entity)))
                    self._note_placeholder(entity.replacement, entity.id)
            self.update_mentions(each for each in change.after if each.id in mentions_before)
            self._database.many(
                _ADD_MENTION,
                ((each.id, *_mention_values(each)) for each in change.after if each.id not in mentions_before),
            )
            self.remove_mentions(sorted(mentions_before - {mention.id for mention in change.after}))
            gone = sorted(entities_before - {entity.id for entity in change.entities_after})
            self._database.many("DELETE FROM entities WHERE id = ?", [(each,) for each in gone])
            self._database.many("DELETE FROM entities_apart WHERE first_id = ? AND second_id = ?", change.apart_before)
            self._database.many("INSERT OR IGNORE INTO entities_apart VALUES (?, ?)", change.apart_after)

    def apart(self) -> tuple[Pair, ...]:
        """Give the pairs of entities that a person keeps apart."""
        rows = self._database.query("SELECT first_id, second_id FROM entities_apart ORDER BY first_id, second_id")
        return tuple((first, second) for first, second in rows)

    def placeholders(self) -> dict[tuple[Category, int], int]:
        """Give every placeholder ever given, by category and number, with the id of the entity it was given to."""
        rows = self._database.query("SELECT category, number, entity_id FROM placeholders")
        return {(Category(category), number): entity_id for category, number, entity_id in rows}

    def next_ids(self) -> tuple[int, int]:
        """Give the ids that the next entity and the next mention get; none is ever given twice."""
        last: dict[str, int] = dict(self._database.query("SELECT name, seq FROM sqlite_sequence"))
        return last.get("entities", 0) + 1, last.get("mentions", 0) + 1

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
                replace(mention, id=self._database.insert(_ADD_MENTION, (None, *_mention_values(mention))))
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
        return interview_id in self.flagged_once() and not self.unread_turns(interview_id)

    def flagged_once(self) -> tuple[int, ...]:
        """Give the ids of the interviews whose transcripts detectors have read, as they are now or before an edit."""
        return tuple(row[0] for row in self._database.query(_FLAGGED_ONCE))

    def unread_turns(self, interview_id: int) -> frozenset[int]:
        """Give the turns that no detector has read as they are now; none where an older flagging noted nothing."""
        noted: dict[int, str] = dict(self._database.query(_READ_TURNS, (interview_id,)))
        if not noted:
            return frozenset()
        texts = self.turn_texts(interview_id)
        return frozenset(turn_id for turn_id, text in texts.items() if noted.get(turn_id) != _digest(text))

    def turn_texts(self, interview_id: int) -> dict[int, str]:
        """Give what each turn of an interview says, in order, by its id."""
        rows = self._database.query("SELECT body FROM turns WHERE interview_id = ? ORDER BY position", (interview_id,))
        turns = [json.loads(row[0]) for row in rows]
        return {turn["id"]: " ".join(word[0] for word in turn["words"]) for turn in turns}

    def turn_starts(self, interview_id: int) -> dict[int, int]:
        """Give when each turn of an interview begins, in milliseconds, by its id."""
        return dict(self._database.query(_TURN_STARTS, (interview_id,)))

    def detectors(self, interview_id: int) -> str | None:
        """Give which detectors, of which versions, read an interview last, or None where that is not noted."""
        row = self._database.row("SELECT detectors FROM flag_runs WHERE interview_id = ?", (interview_id,))
        return row[0] if row else None

    def mark_flagged(
        self, interview_id: int, detectors: str | None = None, texts: Mapping[int, str] | None = None
    ) -> None:
        """Note that these detectors have read an interview's transcript, and what each turn said then."""
        now = dt.datetime.now(dt.UTC).isoformat()
        read = self.turn_texts(interview_id) if texts is None else texts
        with self._database.transaction():
            self._database.query("UPDATE interviews SET flagged_at = ? WHERE id = ?", (now, interview_id))
            self._database.query("DELETE FROM flag_runs WHERE interview_id = ?", (interview_id,))
            if detectors is not None:
                self._database.query("INSERT INTO flag_runs VALUES (?, ?, ?)", (interview_id, now, detectors))
            self._database.query("DELETE FROM flagged_turns WHERE interview_id = ?", (interview_id,))
            self._database.many(
                "INSERT INTO flagged_turns VALUES (?, ?, ?)",
                [(interview_id, turn_id, _digest(text)) for turn_id, text in read.items()],
            )

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

    def _note_placeholder(self, replacement: str, entity_id: int) -> None:
        if (found := number_of(replacement)) is not None:
            category, number = found
            self._database.query(
                "INSERT OR IGNORE INTO placeholders VALUES (?, ?, ?)", (category.value, number, entity_id)
            )

    def _entity_values(self, entity: Entity) -> tuple[object, ...]:
        return (
            entity.category.value,
            self._seal.seal_one("entities.name", entity.name),
            self._seal.seal("entities.forms", entity.forms),
            entity.replacement,
            entity.pseudonym,
            entity.descriptor,
            entity.sex,
            entity.origin,
            json.dumps(entity.styles),
        )

    def _entity(self, row: Row) -> Entity:
        entity_id, category, name, forms, replacement, pseudonym, descriptor, sex, origin, styles = row
        return Entity(
            entity_id,
            Category(category),
            self._seal.open_one("entities.name", name),
            self._seal.open("entities.forms", forms),
            replacement,
            pseudonym,
            descriptor,
            sex,
            origin,
            tuple((profile, style) for profile, style in json.loads(styles)),
        )


_FLAGGED_ONCE = "SELECT id FROM interviews WHERE flagged_at IS NOT NULL ORDER BY id"
_READ_TURNS = "SELECT turn_id, text_sha256 FROM flagged_turns WHERE interview_id = ?"
_TURN_STARTS = "SELECT json_extract(body, '$.id'), json_extract(body, '$.start_ms') FROM turns WHERE interview_id = ?"
_ENTITIES = (
    "SELECT id, category, name, forms, replacement, pseudonym, descriptor, sex, origin, styles FROM entities"
    " ORDER BY id"
)
_ADD_ENTITY = (
    "INSERT INTO entities (id, category, name, forms, replacement, pseudonym, descriptor, sex, origin, styles)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE_ENTITY = (
    "UPDATE entities SET category = ?, name = ?, forms = ?, replacement = ?, pseudonym = ?, descriptor = ?, sex = ?,"
    " origin = ?, styles = ? WHERE id = ? RETURNING id"
)
_MENTIONS = (
    "SELECT id, interview_id, turn_id, start, end, label, category, detectors, score, reason, entity_id, decision,"
    " decided_by, decided_at, note FROM mentions"
)
_ADD_MENTION = (
    "INSERT INTO mentions (id, interview_id, turn_id, start, end, label, category, detectors, score, reason,"
    " entity_id, decision, decided_by, decided_at, note) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_UPDATE_MENTION = (
    "UPDATE mentions SET interview_id = ?, turn_id = ?, start = ?, end = ?, label = ?, category = ?, detectors = ?,"
    " score = ?, reason = ?, entity_id = ?, decision = ?, decided_by = ?, decided_at = ?, note = ?"
    " WHERE id = ? RETURNING id"
)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


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
        mention.note,
    )


def _mention(row: Row) -> Mention:
    (mention_id, interview_id, turn_id, start, end, label, category, detectors, score, reason) = row[:10]
    entity_id, decision, decided_by, decided_at, note = row[10:]
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
        note=note,
    )
