"""Fit entities to the mentions they are left with: forms come and go, an entity nobody names any more goes."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from transcribe_desk.privacy.deciding.decisions import Change, Pair
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.finding.propagation import LABELS
from transcribe_desk.privacy.mention import Category, Entity, Mention
from transcribe_desk.privacy.naming.entities import says_form
from transcribe_desk.privacy.naming.grouping import name_key
from transcribe_desk.privacy.naming.names import bare, without_title


def moved(mentions: Sequence[Mention], to: Entity) -> Change:
    """Give the change of mentions alone that makes them an entity's, of its category."""
    after = tuple(
        replace(
            each,
            entity_id=to.id,
            category=to.category,
            label=each.label if each.category is to.category else LABELS[to.category],
        )
        for each in mentions
    )
    return Change(tuple(mentions), after)


def entities_changed(change: Change, pairs: Iterable[tuple[Entity, Entity]]) -> Change:
    """Give a change that also changes those of these entities that become different."""
    changed = [(old, new) for old, new in pairs if old != new]
    return replace(
        change,
        entities_before=(*change.entities_before, *(old for old, _ in changed)),
        entities_after=(*change.entities_after, *(new for _, new in changed)),
    )


def refitted(review: Review, change: Change, entity_ids: Iterable[int]) -> Change:
    """Fit entities to the mentions the change leaves them: forms nobody says any more go, new ones come.

    An entity that loses its last mention goes, with the pairs it was kept apart in.
    """
    gone = {each.id for each in change.before}
    for entity_id in entity_ids:
        entity = review.entity(entity_id)
        before = review.mentions_of(entity_id)
        left = [each for each in before if each.id not in gone]
        left += [each for each in change.after if each.entity_id == entity_id]
        if not left:
            change = replace(
                change,
                entities_before=(*change.entities_before, entity),
                apart_before=(*change.apart_before, *pairs_of(review, [entity_id])),
            )
            continue
        change = entities_changed(change, [(entity, _fitted(review, entity, before, left))])
    return change


def _fitted(review: Review, entity: Entity, before: Sequence[Mention], left: Sequence[Mention]) -> Entity:
    said_before = {name_key(entity.category, review.said(each)) for each in before}
    said = said_forms(review, left)
    keys = {name_key(entity.category, form) for form in said}
    no_more = said_before - keys
    forms = [form for form in entity.forms if name_key(entity.category, form) not in no_more]
    forms += [form for form in said if not any(name_key(entity.category, form) == _key(entity, had) for had in forms)]
    name = entity.name if _key(entity, entity.name) not in no_more else fullest(entity.category, said)
    return replace(entity, name=name, forms=tuple(forms))


def _key(entity: Entity, form: str) -> tuple[str, ...]:
    return name_key(entity.category, form)


def said_forms(review: Review, mentions: Iterable[Mention]) -> tuple[str, ...]:
    """Give the different words that mentions say, in their order."""
    return tuple(dict.fromkeys(bare(review.said(each)) for each in mentions))


def fullest(category: Category, forms: Sequence[str]) -> str:
    """Give the form with the most words, a person's without its title, as the name of an entity."""
    longest = max(forms, key=lambda form: len(name_key(category, form)))
    return without_title(longest) if category is Category.PERSON else longest


def with_form(entity: Entity, words: str) -> Entity:
    """Give an entity that has these words among its forms."""
    return entity if says_form(words, entity) else replace(entity, forms=(*entity.forms, bare(words)))


def taking_in(entity: Entity, other: Entity) -> Entity:
    """Give an entity with the forms of another, what was chosen only for the other, and the fuller name of the two."""
    forms = tuple(dict.fromkeys((*entity.forms, *other.forms, other.name)))
    mine, theirs = set(name_key(entity.category, entity.name)), set(name_key(other.category, other.name))
    fuller = entity.category is Category.PERSON and mine < theirs
    return replace(
        entity,
        name=other.name if fuller else entity.name,
        forms=forms if not fuller else tuple(dict.fromkeys((*forms, entity.name))),
        pseudonym=entity.pseudonym or other.pseudonym,
        descriptor=entity.descriptor or other.descriptor,
        sex=entity.sex or other.sex,
        origin=entity.origin or other.origin,
        styles=entity.styles or other.styles,
    )


def pairs_of(review: Review, entity_ids: Sequence[int]) -> tuple[Pair, ...]:
    """Give the pairs kept apart in which one of these entities stands."""
    return tuple(sorted(both for both in review.apart if set(both) & set(entity_ids)))
