"""Ask a person what names alone cannot tell: who an ambiguous alias is, and whether two alike names are one."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations

from transcribe_desk.privacy.deciding.decisions import Pair, pair
from transcribe_desk.privacy.deciding.review import is_live
from transcribe_desk.privacy.mention import Category, Entity, Mention
from transcribe_desk.privacy.naming.alike import Words, marks, tie
from transcribe_desk.privacy.naming.grouping import name_key, sex_of

_ASKED_ABOUT = (Category.PERSON, Category.ORGANISATION, Category.PLACE)
SAME_NAME = "the same name"
PART = "a part of the name"
ALIKE = "written or sounding nearly the same, or a short form"


@dataclass(frozen=True, slots=True)
class Question:
    """Whether an entity is one of the candidates, the likeliest first; ``reason`` says what they have in common.

    Three answers end it: merge the entity into a candidate, move its mentions to candidates one by one, or keep it
    apart from all of them.
    """

    entity_id: int
    candidates: tuple[int, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class _Asked:
    entity: Entity
    keys: frozenset[Words]
    words: frozenset[str]
    sexes: frozenset[str]
    mentions: int
    interviews: frozenset[int]


def questions(entities: Iterable[Entity], mentions: Iterable[Mention], apart: Collection[Pair]) -> tuple[Question, ...]:
    """Give what is to be asked about the study's entities, in the order of the entities.

    Asked about is the entity with the fewer words, then the fewer mentions. Entities nobody names or that are rejected
    are not asked about, nor are pairs kept ``apart``, which is how an answer is remembered.
    """
    by_entity: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_entity.setdefault(mention.entity_id, []).append(mention)
    asked = {
        entity.id: _asked(entity, by_entity[entity.id])
        for entity in entities
        if entity.category in _ASKED_ABOUT and is_live(by_entity.get(entity.id, ()))
    }
    found: dict[int, list[tuple[_Asked, str]]] = {}
    for one, other in _comparable(asked.values()):
        reason = None if pair(one.entity.id, other.entity.id) in apart else _reason(one, other)
        if reason is not None:
            small, large = sorted((one, other), key=_smaller)
            found.setdefault(small.entity.id, []).append((large, reason))
    return tuple(_question(asked[each], found[each]) for each in sorted(found))


def _asked(entity: Entity, mentions: Sequence[Mention]) -> _Asked:
    forms = (entity.name, *entity.forms)
    keys = frozenset(name_key(entity.category, form) for form in forms)
    sexes = {entity.sex, *(sex_of(form) for form in forms if entity.category is Category.PERSON)} - {""}
    return _Asked(
        entity,
        keys,
        frozenset(word for form in keys for word in form),
        frozenset(sexes),
        len(mentions),
        frozenset(mention.interview_id for mention in mentions),
    )


def _smaller(each: _Asked) -> tuple[int, int, int]:
    return len(each.words), each.mentions, -each.entity.id


def _comparable(asked: Iterable[_Asked]) -> list[tuple[_Asked, _Asked]]:
    """Give the pairs of one category that have a word, a spelling or a sound in common."""
    alike: dict[tuple[Category, str], dict[int, _Asked]] = {}
    for each in asked:
        for word in each.words:
            for mark in marks(each.entity.category, word):
                alike.setdefault((each.entity.category, mark), {})[each.entity.id] = each
    pairs = {
        pair(one, other): (group[one], group[other])
        for group in alike.values()
        for one, other in combinations(sorted(group), 2)
    }
    return [pairs[each] for each in sorted(pairs)]


def _reason(one: _Asked, other: _Asked) -> str | None:
    if one.sexes and other.sexes and not one.sexes & other.sexes:
        return None
    if one.keys & other.keys and (one.words <= other.words or other.words <= one.words):
        return SAME_NAME
    category = one.entity.category
    telling = any(len(word) > 1 for word in one.words & other.words)
    if category is Category.PERSON and telling and (one.words <= other.words or other.words <= one.words):
        return PART
    if any(tie(category, mine, theirs) for mine, theirs in _compared(one, other)):
        return ALIKE
    return None


def _compared(one: _Asked, other: _Asked) -> list[tuple[Words, Words]]:
    """Give the names to compare: of two people with first name and surname both, not the first names alone."""
    whole, theirs = (name_key(each.entity.category, each.entity.name) for each in (one, other))
    if len(whole) > 1 and len(theirs) > 1:
        return [(whole, theirs)]
    return [(mine, their) for mine in one.keys for their in other.keys]


def _question(asked: _Asked, candidates: Sequence[tuple[_Asked, str]]) -> Question:
    ordered = sorted(
        candidates,
        key=lambda each: (-len(asked.interviews & each[0].interviews), -each[0].mentions, each[0].entity.id),
    )
    reasons = tuple(dict.fromkeys(reason for _, reason in ordered))
    return Question(asked.entity.id, tuple(each.entity.id for each, _ in ordered), "; ".join(reasons))
