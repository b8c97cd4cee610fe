"""Hold the whole study's review in memory, indexed so that one step reads only what it is about."""

from __future__ import annotations

import bisect
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from transcribe_desk.privacy.deciding.decisions import Change, Pair
from transcribe_desk.privacy.finding.study_index import Place, StudyIndex
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.naming.entities import Assignment
from transcribe_desk.privacy.naming.grouping import last_numbers, number_of
from transcribe_desk.study.errors import InputError

Numbers = Mapping[tuple[Category, int], int]  # a placeholder's category and number, and the entity it was given to


class Review:
    """Entities, mentions, pairs kept apart, and the texts they stand in; only ``apply`` changes any of it."""

    def __init__(
        self,
        entities: Iterable[Entity] = (),
        mentions: Iterable[Mention] = (),
        apart: Iterable[Pair] = (),
        *,
        index: StudyIndex | None = None,
        numbers: Numbers | None = None,
        next_entity_id: int = 1,
        next_mention_id: int = 1,
    ) -> None:
        """Take what is kept; ``numbers`` are all placeholders ever given, ids are never given twice."""
        self.entities: dict[int, Entity] = {}
        self.mentions: dict[int, Mention] = {}
        self.apart: set[Pair] = set()
        self.index = index or StudyIndex()
        self.next_entity_id = next_entity_id
        self.next_mention_id = next_mention_id
        self._numbers = dict(numbers or {})
        self._by_entity: dict[int, set[int]] = {}
        self._by_place: dict[Place, set[int]] = {}
        self.apply(Change(after=tuple(mentions), entities_after=tuple(entities), apart_after=tuple(apart)))

    def entity(self, entity_id: int) -> Entity:
        """Give an entity, or raise InputError."""
        if entity_id not in self.entities:
            raise InputError(f"Entity {entity_id}", "There is none with this number.", "List the entities again.")
        return self.entities[entity_id]

    def mention(self, mention_id: int) -> Mention:
        """Give a mention, or raise InputError."""
        if mention_id not in self.mentions:
            raise InputError(f"Mention {mention_id}", "There is none with this number.", "List the mentions again.")
        return self.mentions[mention_id]

    def mentions_of(self, entity_id: int) -> list[Mention]:
        """Give the mentions of an entity in the order of the text."""
        return in_order(self.mentions[each] for each in self._by_entity.get(entity_id, ()))

    def mentions_at(self, place: Place) -> list[Mention]:
        """Give the mentions in a turn in the order of the text."""
        return in_order(self.mentions[each] for each in self._by_place.get(place, ()))

    def entities_in(self, interview_id: int) -> set[int]:
        """Give the ids of the entities that an interview names."""
        turns = self.index.texts(interview_id)
        return {
            self.mentions[each].entity_id
            for turn_id in turns
            for each in self._by_place.get((interview_id, turn_id), ())
        }

    def said(self, mention: Mention) -> str:
        """Give the words of a mention, empty where its turn is not there."""
        return (self.index.text((mention.interview_id, mention.turn_id)) or "")[mention.start : mention.end]

    def numbers(self) -> dict[Category, int]:
        """Give the highest placeholder number each category ever had."""
        highest = last_numbers(self.entities.values())
        for category, number in self._numbers:
            highest[category] = max(highest[category], number)
        return highest

    def holder(self, replacement: str) -> int | None:
        """Give the entity that a typed placeholder was given to, whether or not it is still there, or None."""
        found = number_of(replacement)
        return self._numbers.get(found) if found else None

    def change_of(self, assignment: Assignment) -> Change:
        """Give the change that takes an interview's proposals in, with the ids they get here."""
        ids = {entity.id: self.next_entity_id - entity.id - 1 for entity in assignment.new_entities}
        return Change(
            before=tuple(self.mentions[each] for each in assignment.removed_mention_ids),
            after=tuple(
                replace(mention, id=self.next_mention_id + number)
                for number, mention in enumerate(assignment.with_ids(ids))
            ),
            entities_before=tuple(self.entities[entity.id] for entity in assignment.changed_entities),
            entities_after=(
                *assignment.changed_entities,
                *(replace(entity, id=ids[entity.id]) for entity in assignment.new_entities),
            ),
        )

    def apply(self, change: Change) -> None:
        """Take a change in."""
        for old in change.before:
            self.mentions.pop(old.id)
            self._by_entity[old.entity_id].discard(old.id)
            self._by_place[old.interview_id, old.turn_id].discard(old.id)
        for new in change.after:
            self.mentions[new.id] = new
            self._by_entity.setdefault(new.entity_id, set()).add(new.id)
            self._by_place.setdefault((new.interview_id, new.turn_id), set()).add(new.id)
            self.next_mention_id = max(self.next_mention_id, new.id + 1)
        kept = {entity.id for entity in change.entities_after}
        for gone in change.entities_before:
            if gone.id not in kept:
                del self.entities[gone.id]
        for entity in change.entities_after:
            if entity.id not in self.entities and self.entities and entity.id < next(reversed(self.entities)):
                self._insert(entity)
            self.entities[entity.id] = entity
            self.next_entity_id = max(self.next_entity_id, entity.id + 1)
            if (number := number_of(entity.replacement)) is not None:
                self._numbers.setdefault(number, entity.id)
        self.apart.difference_update(change.apart_before)
        self.apart.update(change.apart_after)

    def _insert(self, entity: Entity) -> None:
        """Put an entity that comes back where it stood, so that everything goes through them in one order."""
        place = bisect.bisect(list(self.entities), entity.id)
        items = list(self.entities.items())
        self.entities = dict([*items[:place], (entity.id, entity), *items[place:]])


class After:
    """A review as it will be after a change, without changing it."""

    def __init__(self, review: Review, change: Change) -> None:
        self._review = review
        self._touched = {mention.id for mention in (*change.before, *change.after)}
        self._made = change.after
        self._by_entity: dict[int, list[Mention]] = {}
        self._by_place: dict[Place, list[Mention]] = {}
        for each in change.after:
            self._by_entity.setdefault(each.entity_id, []).append(each)
            self._by_place.setdefault((each.interview_id, each.turn_id), []).append(each)
        gone = {entity.id for entity in change.entities_before}
        kept = {each: entity for each, entity in review.entities.items() if each not in gone}
        kept.update((entity.id, entity) for entity in change.entities_after)
        self.entities = {each: kept[each] for each in sorted(kept)}
        self.apart = (review.apart - set(change.apart_before)) | set(change.apart_after)
        self.next_mention_id = max([review.next_mention_id, *(each.id + 1 for each in change.after)])
        self.next_entity_id = max([review.next_entity_id, *(each.id + 1 for each in change.entities_after)])

    def mentions(self) -> Iterator[Mention]:
        """Yield every mention, in no order."""
        yield from (each for each in self._review.mentions.values() if each.id not in self._touched)
        yield from self._made

    def mentions_of(self, entity_id: int) -> list[Mention]:
        """Give the mentions of an entity in the order of the text."""
        kept = (each for each in self._review.mentions_of(entity_id) if each.id not in self._touched)
        return in_order([*kept, *self._by_entity.get(entity_id, ())])

    def mentions_at(self, place: Place) -> list[Mention]:
        """Give the mentions in a turn in the order of the text."""
        kept = (each for each in self._review.mentions_at(place) if each.id not in self._touched)
        return in_order([*kept, *self._by_place.get(place, ())])

    def numbers(self) -> dict[Category, int]:
        """Give the highest placeholder number each category ever had."""
        after = last_numbers(self.entities.values())
        return {category: max(number, after[category]) for category, number in self._review.numbers().items()}


def in_order(mentions: Iterable[Mention]) -> list[Mention]:
    """Give mentions in the order of the text."""
    return sorted(mentions, key=lambda each: (each.interview_id, each.turn_id, each.start, each.end, each.id))


def is_live(mentions: Collection[Mention]) -> bool:
    """Tell whether an entity with these mentions is looked for elsewhere: one is accepted or not yet decided."""
    return any(mention.decision in (Decision.ACCEPTED, Decision.UNDECIDED) for mention in mentions)
