"""Mark what the sweep found at all its places at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

from transcribe_desk.privacy.deciding import review_commands
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.finding.sweep import Place, Remaining, form_of
from transcribe_desk.privacy.mention import Category, Entity
from transcribe_desk.privacy.naming.fitting import entities_changed, with_form
from transcribe_desk.study.errors import InputError


def mark_everywhere(
    review: Review, found: Remaining, category: Category, by: str, at: dt.datetime, *, entity_id: int | None = None
) -> Change:
    """Mark by hand every place of something that remains, as mentions of one entity, old or new.

    Places that changed since are passed over. Raises InputError where none is left.
    """
    places = [each for each in found.places if _still_open(review, found, each)]
    if not places:
        raise InputError("This word", "It no longer remains anywhere.", "Run the sweep again.")
    head, *rest = places
    change = review_commands.mark(
        review, head.interview_id, head.turn_id, head.start, head.end, category, by, at, entity_id=entity_id
    )
    (made,) = change.after
    others = tuple(
        replace(
            made,
            id=made.id + number,
            interview_id=place.interview_id,
            turn_id=place.turn_id,
            start=place.start,
            end=place.end,
        )
        for number, place in enumerate(rest, start=1)
    )
    marked = replace(change, after=(made, *others))
    return _with_forms(review, marked, made.entity_id, [_said(review, place) for place in rest])


def _with_forms(review: Review, change: Change, entity_id: int, forms: Iterable[str]) -> Change:
    """Give the change in which the entity, old, grown or new, has these forms as well."""

    def grown(entity: Entity) -> Entity:
        for form in forms:
            entity = with_form(entity, form)
        return entity

    if any(each.id == entity_id for each in change.entities_after):
        after = tuple(grown(each) if each.id == entity_id else each for each in change.entities_after)
        return replace(change, entities_after=after)
    entity = review.entity(entity_id)
    return entities_changed(change, [(entity, grown(entity))])


def _still_open(review: Review, found: Remaining, place: Place) -> bool:
    mentions = review.mentions_at((place.interview_id, place.turn_id))
    covered = any(each.start < place.end and place.start < each.end for each in mentions)
    return not covered and form_of(found.kind, _said(review, place)) == found.key


def _said(review: Review, place: Place) -> str:
    return (review.index.text((place.interview_id, place.turn_id)) or "")[place.start : place.end]
