"""Carry a step through the whole study: what it makes known is proposed wherever it is said, in the same change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from transcribe_desk.privacy.deciding.decisions import Change, rejected_with_scope, standing_rejection
from transcribe_desk.privacy.deciding.review import After, Review
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.finding.propagation import KnownName, known_names, spans_of, spread
from transcribe_desk.privacy.finding.study_index import Place, StudyIndex
from transcribe_desk.privacy.mention import Entity, Mention, Proposal, Watched
from transcribe_desk.privacy.naming.entities import new_mention, titled
from transcribe_desk.privacy.naming.grouping import Grouping
from transcribe_desk.privacy.naming.names import key

Watch = Callable[[], Iterable[Watched]]
_Kept = TypeVar("_Kept", Mention, Entity)
_Found = tuple[int, Proposal]  # an interview's id and what is proposed in it


def nothing_watched() -> tuple[Watched, ...]:
    """Give no names, for a study that knows none beforehand."""
    return ()


def settle(review: Review, change: Change, watched: Watch = nothing_watched) -> Change:
    """Give a change together with the mentions it brings about elsewhere.

    A name that the change makes known is proposed at every other place that says it, and a place that a mention no
    longer covers is proposed again where it says any name of the study. What comes back is undecided, also where the
    entity is accepted: the same words may mean something else in a place nobody has read, and one decision on the
    entity covers them all. Afterwards the gate finds nothing that a person could not have decided on.
    """
    after = After(review, change)
    found = _of_new_names(review, change, after) + _of_bared_places(review, change, after, watched)
    return joined(change, _proposed(review, after, sorted(dict.fromkeys(found), key=_order))) if found else change


def known_at(review: Review, places: Sequence[Place], watched: Watch = nothing_watched) -> Change:
    """Propose, in these turns, every name of the study that no mention covers yet."""
    found = _known_at(review, After(review, Change()), places, watched)
    return _proposed(review, After(review, Change()), sorted(found, key=_order)) if found else Change()


def known_everywhere(review: Review, watched: Watch = nothing_watched) -> Change:
    """Propose, in all interviews, every name of the study that no mention covers yet."""
    after = After(review, Change())
    names = known_names(review.entities.values(), review.mentions.values(), watched=watched())
    found = _said(review, after, review.index.saying(name.text for name in names), names)
    return _proposed(review, after, sorted(found, key=_order)) if found else Change()


def joined(first: Change, second: Change) -> Change:
    """Give two changes, the second made after the first, as one."""
    mentions = _chain(first.before, first.after, second.before, second.after)
    entities = _chain(first.entities_before, first.entities_after, second.entities_before, second.entities_after)
    gone = set(first.apart_after) & set(second.apart_before)
    back = set(first.apart_before) & set(second.apart_after)
    return Change(
        *mentions,
        *entities,
        tuple(each for each in dict.fromkeys((*first.apart_before, *second.apart_before)) if each not in gone | back),
        tuple(each for each in dict.fromkeys((*first.apart_after, *second.apart_after)) if each not in gone | back),
    )


def _chain(
    before: tuple[_Kept, ...],
    after: tuple[_Kept, ...],
    before_again: tuple[_Kept, ...],
    after_again: tuple[_Kept, ...],
) -> tuple[tuple[_Kept, ...], tuple[_Kept, ...]]:
    made = {each.id for each in after} - {each.id for each in before}
    old = {each.id: each for each in before}
    for each in before_again:
        if each.id not in made:
            old.setdefault(each.id, each)
    touched = {each.id for each in before_again}
    new = {each.id: each for each in after if each.id not in touched}
    new.update((each.id, each) for each in after_again)
    return tuple(old.values()), tuple(new.values())


def _order(found: _Found) -> tuple[int, int, int, int]:
    interview_id, proposal = found
    return interview_id, proposal.turn_id, proposal.start, proposal.end


def _of_new_names(review: Review, change: Change, after: After) -> list[_Found]:
    touched = {entity.id for entity in (*change.entities_before, *change.entities_after)}
    touched |= {mention.entity_id for mention in (*change.before, *change.after)}
    before = _names(review.entities, review.mentions_of, touched)
    known = {key(name.text) for name in before}
    fresh = [name for name in _names(after.entities, after.mentions_of, touched) if key(name.text) not in known]
    return _said(review, after, review.index.saying(name.text for name in fresh), fresh) if fresh else []


def _names(
    entities: Mapping[int, Entity], mentions_of: Callable[[int], Sequence[Mention]], wanted: Collection[int]
) -> tuple[KnownName, ...]:
    """Give the names to look for of these entities alone."""
    chosen = [entities[each] for each in sorted(wanted) if each in entities]
    return known_names(chosen, [mention for entity in chosen for mention in mentions_of(entity.id)])


def _of_bared_places(review: Review, change: Change, after: After, watched: Watch) -> list[_Found]:
    spans = {mention.id: (mention.indirect, _span(mention)) for mention in change.after}
    changed = [each for each in change.before if spans.get(each.id) != (each.indirect, _span(each))]
    bared = {_span(mention)[:2] for mention in changed}
    places = [place for place in sorted(bared) if review.index.text(place) is not None]
    return _known_at(review, after, places, watched) if places else []


def _span(mention: Mention) -> tuple[int, int, int, int, bool]:
    return mention.interview_id, mention.turn_id, mention.start, mention.end, mention.indirect


def _known_at(review: Review, after: After, places: Sequence[Place], watched: Watch) -> list[_Found]:
    words = frozenset[str]().union(*(review.index.words_of(place) for place in places))
    names = known_names(after.entities.values(), after.mentions(), watched=watched())
    return _said(review, after, places, [name for name in names if StudyIndex.may_say(words, name.text)])


def _said(review: Review, after: After, places: Iterable[Place], names: Sequence[KnownName]) -> list[_Found]:
    by_interview: dict[int, list[TurnText]] = {}
    here: dict[int, list[Mention]] = {}
    for place in places:
        interview_id, turn_id = place
        by_interview.setdefault(interview_id, []).append(TurnText(turn_id, review.index.text(place) or ""))
        here.setdefault(interview_id, []).extend(after.mentions_at(place))
    return [
        (interview_id, proposal)
        for interview_id, turns in by_interview.items()
        for proposal in spread(turns, names, *spans_of(here[interview_id]))
    ]


def _proposed(review: Review, after: After, found: Sequence[_Found]) -> Change:
    """Make mentions of what was found, each with its entity, old or new."""
    grouping = Grouping(
        tuple(after.entities.values()),
        numbers=after.numbers(),
        apart=after.apart,
        rejected=lambda entity_id: rejected_with_scope(after.mentions_of(entity_id)),
    )
    names = [
        (proposal.category, titled(review.index.text((interview_id, proposal.turn_id)) or "", proposal))
        for interview_id, proposal in found
    ]
    owners = grouping.group(names)
    ids = {-place: after.next_entity_id + place - 1 for place in range(1, len(grouping.new_entities()) + 1)}
    made = []
    for number, ((interview_id, proposal), owner, name) in enumerate(zip(found, owners, names, strict=True)):
        rejection = standing_rejection(after.mentions_of(owner), interview_id, proposal)
        holds = rejection and grouping.nobody_else(owner, *name)
        mention = new_mention(interview_id, proposal, ids.get(owner, owner), rejection if holds else None)
        made.append(replace(mention, id=after.next_mention_id + number))
    grown = grouping.changed_entities()
    return Change(
        after=tuple(made),
        entities_before=tuple(after.entities[entity.id] for entity in grown),
        entities_after=(*grown, *(replace(each, id=ids[each.id]) for each in grouping.new_entities())),
    )
