"""Take a step back, or do it again, also where texts or flags have changed since: restore whatever is still true."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace

from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.deciding.review import After, Review
from transcribe_desk.privacy.mention import Entity, Mention
from transcribe_desk.privacy.naming.entities import says_form

# What a step sets together, and so restores together.
_TOGETHER = (
    ("interview_id", "turn_id", "start", "end"),
    ("label", "category"),
    ("detectors", "score", "reason"),
    ("entity_id",),
    ("decision", "decided_by", "decided_at"),
    ("note",),
)


@dataclass(frozen=True, slots=True)
class TakenBack:
    """The change that takes a step back as things stand now, and the mentions whose words are not there any more."""

    change: Change
    lost: tuple[Mention, ...] = ()


def take_back(review: Review, step: Change) -> TakenBack:
    """Give what takes ``step`` back in a review; of ``step.inverse``, what does it again.

    Where nothing but the step itself happened the review becomes exactly what it was before. What happened since and
    cannot be taken back, a text edit or another flagging, stays: a mention keeps the place its words moved to, and one
    whose words are gone is not restored but told.
    """
    entities_before, entities_after = _entities(review, step)
    gone = {each.id for each in entities_before} - {each.id for each in entities_after}
    known = {**review.entities, **{each.id: each for each in entities_after}}
    made = {each.id for each in step.after} - {each.id for each in step.before}
    restored = _Restoring(review, step, known)
    for old in step.before:
        restored.put_back(old)
    change = Change(
        (*(review.mentions[each] for each in sorted(made) if each in review.mentions), *restored.before),
        tuple(restored.after),
        entities_before,
        entities_after,
        tuple(each for each in step.apart_after if each in review.apart),
        tuple(each for each in step.apart_before if each not in review.apart),
    )
    return TakenBack(_housed(review, change, gone), tuple(restored.lost))


class _Restoring:
    """The mentions of a step as they become again, one after the other."""

    def __init__(self, review: Review, step: Change, known: dict[int, Entity]) -> None:
        self.before: list[Mention] = []
        self.after: list[Mention] = []
        self.lost: list[Mention] = []
        self._review = review
        self._known = known
        self._set_by_step = {each.id: each for each in step.after}
        self._last = max((each.id for each in (*step.before, *step.after)), default=0)

    def put_back(self, old: Mention) -> None:
        """Restore a mention as it was, or as much of it as its words allow."""
        now = self._review.mentions.get(old.id)
        if now is None:
            removed_by_step = old.id not in self._set_by_step
            (self.after if removed_by_step and self._fits(old) else self.lost).append(old)
            return
        back = _restored(now, old, self._set_by_step.get(old.id, now))
        if back.entity_id not in self._known:
            back = replace(back, entity_id=now.entity_id)
        if not self._fits(back):
            back = replace(back, start=now.start, end=now.end)
            self.lost.append(old)
        self.before.append(now)
        self.after.append(back)

    def _fits(self, mention: Mention) -> bool:
        """Tell whether the mention's words stand in its place and nobody has proposed them since the step."""
        place = (mention.interview_id, mention.turn_id)
        since = (each for each in self._review.mentions_at(place) if each.id > self._last)
        taken = any((each.start, each.end) == (mention.start, mention.end) for each in since)
        return not taken and _says(self._review, mention, self._known)


def _entities(review: Review, step: Change) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    """Give the entities as they are and as they become again, field by field where they changed since."""
    set_by_step = {each.id: each for each in step.entities_after}
    were = {each.id for each in step.entities_before}
    made = [each.id for each in step.entities_after if each.id not in were]
    before = [review.entities[each] for each in made if each in review.entities]
    after: list[Entity] = []
    for old in step.entities_before:
        now = review.entities.get(old.id)
        if now is not None:
            before.append(now)
        after.append(old if now is None else _entity_restored(now, old, set_by_step.get(old.id, now)))
    return tuple(before), tuple(after)


def _entity_restored(now: Entity, old: Entity, set_by_step: Entity) -> Entity:
    if now == set_by_step:
        return old
    values = {
        field.name: getattr(old, field.name)
        for field in fields(Entity)
        if field.name != "forms" and getattr(now, field.name) == getattr(set_by_step, field.name)
    }
    since = [form for form in now.forms if form not in set_by_step.forms and form not in old.forms]
    return replace(now, **values, forms=(*old.forms, *since))


def _restored(now: Mention, old: Mention, set_by_step: Mention) -> Mention:
    values = {
        name: getattr(old, name)
        for group in _TOGETHER
        if all(getattr(now, name) == getattr(set_by_step, name) for name in group)
        for name in group
    }
    return replace(now, **values)  # words that moved with an edit stay where they are now


def _says(review: Review, mention: Mention, known: dict[int, Entity]) -> bool:
    entity = known.get(mention.entity_id)
    text = review.index.text((mention.interview_id, mention.turn_id))
    if entity is None or text is None or not 0 <= mention.start < mention.end <= len(text):
        return False
    return says_form(text[mention.start : mention.end], entity)


def _housed(review: Review, change: Change, gone: set[int]) -> Change:
    """Keep every mention at an entity that is there and has its words among its forms.

    Only what came since the step can be without one: it goes to the restored entity that has the form, or stays and
    brings its form along; an entity that would go but has such mentions stays.
    """
    after = After(review, change)
    touched = {each.id for each in change.entities_after} | gone
    restored = {each.id: each for each in change.entities_after}
    moved: list[tuple[Mention, Mention]] = []
    staying: set[int] = set()
    for entity_id in sorted(touched):
        for mention in after.mentions_of(entity_id):
            words = review.said(mention)
            home = restored.get(entity_id)
            if home is not None and says_form(words, home):
                continue
            other = next((each for each in restored.values() if says_form(words, each)), None)
            if other is not None:
                moved.append((mention, replace(mention, entity_id=other.id)))
            elif home is not None:
                restored[entity_id] = replace(home, forms=(*home.forms, words))
            else:
                staying.add(entity_id)
    if not (moved or staying or tuple(restored.values()) != change.entities_after):
        return change
    return _with_moves(change, moved, tuple(restored.values()), staying)


def _with_moves(
    change: Change, moved: Sequence[tuple[Mention, Mention]], restored: tuple[Entity, ...], staying: set[int]
) -> Change:
    new = {old.id: mention for old, mention in moved}
    known = {each.id for each in change.after}
    return replace(
        change,
        before=(*change.before, *(old for old, _ in moved if old.id not in known)),
        after=(
            *(new.get(each.id, each) for each in change.after),
            *(mention for old, mention in moved if old.id not in known),
        ),
        entities_before=tuple(each for each in change.entities_before if each.id not in staying),
        entities_after=restored,
    )
