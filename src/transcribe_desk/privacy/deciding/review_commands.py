"""Change what names whom: each command gives, for a review as it is, the change that carries it out and takes it back.

A command looks only at the review it is given and changes nothing itself. Ids of what it makes come from the review,
so that the same command on the same review gives the same change. ``settle`` carries a change through the study.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection
from dataclasses import replace
from itertools import combinations

from transcribe_desk.privacy.deciding import decisions
from transcribe_desk.privacy.deciding.decisions import Change, pair, rejected_with_scope
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.finding.propagation import LABELS, PROPAGATION
from transcribe_desk.privacy.mention import BY_HAND, Category, Decision, Entity, Mention, Proposal
from transcribe_desk.privacy.naming.alike import tie
from transcribe_desk.privacy.naming.entities import titled
from transcribe_desk.privacy.naming.fitting import (
    entities_changed,
    fullest,
    moved,
    pairs_of,
    refitted,
    said_forms,
    taking_in,
    with_form,
)
from transcribe_desk.privacy.naming.grouping import Grouping, name_key, number_of, placeholder
from transcribe_desk.privacy.naming.names import trim
from transcribe_desk.study.errors import InputError

# What comes along when words are pasted from elsewhere; documents cannot hold them.
_CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]")
NEW_ENTITY = 0  # an id that no entity has: somebody or something that the study does not know yet


def decide(
    review: Review, mention_ids: Collection[int], decision: Decision, by: str, at: dt.datetime, *, note: str = ""
) -> Change:
    """Decide single mentions; a rejection with a scope takes the others within it along. Raises InputError."""
    chosen = {each: review.mention(each) for each in mention_ids}
    together = {mention.id: mention for each in chosen.values() for mention in review.mentions_of(each.entity_id)}
    return decisions.decide(together.values(), chosen.keys(), decision, by, at, note=note)


def decide_entity(
    review: Review,
    entity_id: int,
    decision: Decision,
    by: str,
    at: dt.datetime,
    *,
    interview_id: int | None = None,
    note: str = "",
) -> Change:
    """Decide all mentions of an entity, in the whole study or in one interview; raise InputError for an unknown one."""
    mentions = review.mentions_of(review.entity(entity_id).id)
    return decisions.decide_entity(mentions, entity_id, decision, by, at, interview_id=interview_id, note=note)


def mark(
    review: Review,
    interview_id: int,
    turn_id: int,
    start: int,
    end: int,
    category: Category,
    by: str,
    at: dt.datetime,
    *,
    entity_id: int | None = None,
) -> Change:
    """Mark words of a turn by hand, accepted from the start, as a mention of the entity given or of the one it means.

    Where the words can mean none or more than one, they are a new entity. With ``NEW_ENTITY`` they always are, and it
    is kept apart from those that they might have meant. Raises InputError for a span that is not in the turn, says
    nothing or is marked already.
    """
    start, end = _span(review, interview_id, turn_id, start, end, indirect=category is Category.INDIRECT)
    words = (review.index.text((interview_id, turn_id)) or "")[start:end]
    made = Mention(
        id=review.next_mention_id,
        interview_id=interview_id,
        turn_id=turn_id,
        start=start,
        end=end,
        label=LABELS[category],
        category=category,
        detectors=(BY_HAND,),
        score=1.0,
        reason="marked by hand",
        entity_id=0,
        decision=Decision.ACCEPTED,
        decided_by=by,
        decided_at=at,
    )
    if entity_id is not None and entity_id != NEW_ENTITY:
        entity = review.entity(entity_id)
        grown_entity = with_form(entity, words)
        mention = replace(made, entity_id=entity.id, category=entity.category, label=LABELS[entity.category])
        return entities_changed(Change(after=(mention,)), [(entity, grown_entity)])
    apart_from = () if entity_id is None else candidates(review, interview_id, category, words)
    grouping = _grouping(review, interview_id) if entity_id is None else Grouping((), numbers=review.numbers())
    (owner,) = grouping.group([(category, _titled_words(review, made))])
    new = [replace(each, id=review.next_entity_id) for each in grouping.new_entities()]
    grown = grouping.changed_entities()
    return Change(
        after=(replace(made, entity_id=new[0].id if new else owner),),
        entities_before=tuple(review.entities[each.id] for each in grown),
        entities_after=(*grown, *new),
        apart_after=tuple(sorted(pair(each.id, other) for each in new for other in apart_from)),
    )


def unmark(review: Review, mention_id: int) -> Change:
    """Take a mark made by hand away, with what it alone made the study look for.

    Raises InputError for what a detector found: that is rejected, so that the decision is kept.
    """
    mention = review.mention(mention_id)
    if mention.detectors != (BY_HAND,):
        raise InputError(f"Mention {mention_id}", "A detector proposed it.", "Reject it, so that the decision is kept.")
    rest = [each for each in review.mentions_of(mention.entity_id) if each.id != mention.id]
    if all(each.detectors == (PROPAGATION,) and each.decision is Decision.UNDECIDED for each in rest):
        entity = review.entity(mention.entity_id)
        return Change((mention, *rest), (), (entity,), (), pairs_of(review, [entity.id]), ())
    return refitted(review, Change((mention,)), [mention.entity_id])


def resize(review: Review, mention_id: int, start: int, end: int, by: str, at: dt.datetime) -> Change:
    """Make a mention longer or shorter within its turn; its decision stays, its entity gets the words as a form."""
    mention = review.mention(mention_id)
    start, end = _span(review, mention.interview_id, mention.turn_id, start, end, indirect=mention.indirect)
    detectors = tuple(dict.fromkeys((*mention.detectors, BY_HAND)))
    changed = replace(mention, start=start, end=end, detectors=detectors, reason="resized by hand")
    if mention.decision is not Decision.UNDECIDED:
        changed = replace(changed, decided_by=by, decided_at=at)
    return refitted(review, Change((mention,), (changed,)), [mention.entity_id])


def relabel(review: Review, entity_id: int, category: Category) -> Change:
    """Say that an entity is of another category; a numbered placeholder gives way to one of that category."""
    entity = review.entity(entity_id)
    if entity.category is category:
        return Change()
    changed = replace(entity, category=category)
    if number_of(entity.replacement) is not None:
        changed = replace(changed, replacement=placeholder(category, review.numbers()[category] + 1))
    return entities_changed(moved(review.mentions_of(entity_id), changed), [(entity, changed)])


def merge(review: Review, into_id: int, entity_ids: Collection[int]) -> Change:
    """Make entities one: ``into_id`` keeps its id, its replacement and what was chosen for it.

    The placeholders of the others are never given to anybody else. Decisions stay as they are. Raises InputError for
    unknown entities or none to merge.
    """
    into = review.entity(into_id)
    others = [review.entity(each) for each in sorted(set(entity_ids) - {into_id})]
    if not others:
        raise InputError(f"Entity {into_id}", "There is nothing to merge it with.", "Name another entity.")
    merged = into
    for other in others:
        merged = taking_in(merged, other)
    mentions = [mention for other in others for mention in review.mentions_of(other.id)]
    ids = [other.id for other in others]
    kept_apart = pairs_of(review, ids)
    rewritten = {pair(*(into_id if each in ids else each for each in both)) for both in kept_apart}
    return replace(
        moved(mentions, merged),
        entities_before=(into, *others),
        entities_after=(merged,),
        apart_before=kept_apart,
        apart_after=tuple(sorted(each for each in rewritten if each[0] != each[1] and each not in review.apart)),
    )


def split(review: Review, entity_id: int, *, mention_ids: Collection[int] = (), forms: Collection[str] = ()) -> Change:
    """Make some mentions of an entity, those chosen and those that say one of ``forms``, a new entity.

    The two are kept apart from then on. Raises InputError unless some mentions are chosen and some stay.
    """
    entity = review.entity(entity_id)
    keys, wanted = {name_key(entity.category, form) for form in forms}, frozenset(mention_ids)
    mentions = review.mentions_of(entity_id)
    chosen = [each for each in mentions if each.id in wanted or name_key(entity.category, review.said(each)) in keys]
    unknown = wanted - {each.id for each in mentions}
    if unknown or not chosen or len(chosen) == len(mentions):
        raise InputError(
            f"Entity {entity_id}",
            "Splitting it takes some of its mentions, and leaves some.",
            "List the entity's mentions and choose among them.",
        )
    said = said_forms(review, chosen)
    new = Entity(
        review.next_entity_id,
        entity.category,
        fullest(entity.category, said),
        said,
        placeholder(entity.category, review.numbers()[entity.category] + 1),
    )
    change = replace(moved(chosen, new), entities_after=(new,), apart_after=(pair(entity_id, new.id),))
    return refitted(review, change, [entity_id])


def move(review: Review, mention_ids: Collection[int], to_entity_id: int) -> Change:
    """Say that mentions name another entity of the study; an entity none of whose mentions are left goes."""
    to = review.entity(to_entity_id)
    chosen = [each for each in map(review.mention, sorted(set(mention_ids))) if each.entity_id != to.id]
    grown = to
    for each in chosen:
        grown = with_form(grown, review.said(each))
    change = entities_changed(moved(chosen, grown), [(to, grown)])
    return refitted(review, change, sorted({each.entity_id for each in chosen}))


def describe(
    review: Review,
    entity_id: int,
    *,
    name: str | None = None,
    replacement: str | None = None,
    pseudonym: str | None = None,
    descriptor: str | None = None,
    sex: str | None = None,
    origin: str | None = None,
    styles: tuple[tuple[str, str], ...] | None = None,
) -> Change:
    """Change what an entity is called and how it may be replaced; what is None stays.

    Raises InputError for an empty name or replacement, and for a numbered placeholder that was ever another's.
    """
    entity = review.entity(entity_id)
    changed = replace(
        entity,
        name=entity.name if name is None else _needed(entity_id, name, "name"),
        pseudonym=entity.pseudonym if pseudonym is None else _line(pseudonym),
        descriptor=entity.descriptor if descriptor is None else _line(descriptor),
        sex=entity.sex if sex is None else sex,
        origin=entity.origin if origin is None else origin.strip(),
        styles=entity.styles if styles is None else styles,
    )
    if replacement is not None:
        changed = replace(changed, replacement=_free(review, entity, _needed(entity_id, replacement, "replacement")))
    return entities_changed(Change(), [(entity, changed)])


def accept_as(
    review: Review,
    entity_id: int,
    replacement: str,
    by: str,
    at: dt.datetime,
    *,
    styles: tuple[tuple[str, str], ...] | None = None,
) -> Change:
    """Accept every mention of an entity and say what stands for it, in one step; raise InputError as ``describe``."""
    decided = decide_entity(review, entity_id, Decision.ACCEPTED, by, at)
    described = describe(review, entity_id, replacement=replacement, styles=styles)
    return replace(decided, entities_before=described.entities_before, entities_after=described.entities_after)


def keep_apart(review: Review, entity_ids: Collection[int]) -> Change:
    """Say that entities are not the same, so that nobody is asked about them again; raise InputError."""
    ids = sorted(review.entity(each).id for each in set(entity_ids))
    if len(ids) < 2:
        raise InputError("Keeping apart", "It takes two entities.", "Name another entity.")
    return Change(apart_after=tuple(both for both in combinations(ids, 2) if both not in review.apart))


def comment(review: Review, mention_id: int, note: str) -> Change:
    """Write a note beside a mention, or take it away with an empty one; the reason of an exception may not go."""
    mention = review.mention(mention_id)
    if mention.decision is Decision.EXCEPTION and not note.strip():
        raise InputError(f"Mention {mention_id}", "An exception needs its reason.", "Write the reason.")
    changed = replace(mention, note=note.strip())
    return Change() if changed == mention else Change((mention,), (changed,))


def candidates(review: Review, interview_id: int, category: Category, words: str) -> tuple[int, ...]:
    """Give the entities that marked words may belong to, the likeliest first, for a person to choose from."""
    owner = _grouping(review, interview_id).owner(category, words)
    wanted = name_key(category, words)
    here = review.entities_in(interview_id)
    near = [
        entity.id
        for entity in review.entities.values()
        if entity.id != owner and entity.category is category and _may_be(entity, wanted)
    ]
    near.sort(key=lambda each: (each not in here, -len(review.mentions_of(each)), each))
    return (*((owner,) if owner is not None else ()), *near)


def _may_be(entity: Entity, wanted: tuple[str, ...]) -> bool:
    keys = [name_key(entity.category, form) for form in (entity.name, *entity.forms)]
    return any(set(wanted) & set(form) or tie(entity.category, wanted, form) for form in keys)


# Parts


def _span(review: Review, interview_id: int, turn_id: int, start: int, end: int, *, indirect: bool) -> tuple[int, int]:
    text = review.index.text((interview_id, turn_id))
    if text is None:
        raise InputError(f"Turn {turn_id}", "There is no such turn in a flagged interview.", "Choose another turn.")
    if not 0 <= start < end <= len(text):
        raise InputError(f"Turn {turn_id}", f"It has {len(text)} characters.", "Choose words inside the turn.")
    start, end = trim(text, start, end)
    if not any(character.isalnum() for character in text[start:end]):
        raise InputError(f"Turn {turn_id}", "There are no words at this place.", "Choose words of the turn.")
    there = [each for each in review.mentions_at((interview_id, turn_id)) if each.indirect is indirect]
    if any((each.start, each.end) == (start, end) for each in there):
        raise InputError(f"Turn {turn_id}", "These words are marked already.", "Decide on the mark that is there.")
    return start, end


def _grouping(review: Review, interview_id: int) -> Grouping:
    return Grouping(
        tuple(review.entities.values()),
        numbers=review.numbers(),
        apart=review.apart,
        here=review.entities_in(interview_id),
        rejected=lambda entity_id: rejected_with_scope(review.mentions_of(entity_id)),
    )


def _titled_words(review: Review, mention: Mention) -> str:
    proposal = Proposal(
        mention.turn_id, mention.start, mention.end, mention.label, mention.category, (), mention.score, ""
    )
    return titled(review.index.text((mention.interview_id, mention.turn_id)) or "", proposal)


def _line(value: str) -> str:
    """Give a text as one line without control characters, which no document takes."""
    return " ".join(_CONTROLS.sub(" ", value).split())


def _needed(entity_id: int, value: str, what: str) -> str:
    line = _line(value)
    if not line:
        raise InputError(f"Entity {entity_id}", f"Its {what} cannot be empty.", f"Give it a {what}.")
    return line


def _free(review: Review, entity: Entity, replacement: str) -> str:
    """Give the replacement, in brackets where it has none, or raise InputError where it is another entity's number."""
    marked = replacement if replacement[0] in "[(" else f"[{replacement}]"
    holder = review.holder(marked)
    taken = any(each.replacement == marked for each in review.entities.values() if each.id != entity.id)
    if number_of(marked) is not None and (taken or holder not in (None, entity.id)):
        raise InputError(
            f"Entity {entity.id}",
            f"{marked} was given to another entity, and a number is never given twice.",
            "Choose another replacement.",
        )
    return marked
