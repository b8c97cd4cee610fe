"""Decide about mentions, one or all of an entity at once, each time with the change that takes it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from transcribe_desk.privacy.finding.propagation import knowledge_behind
from transcribe_desk.privacy.mention import Decision, Entity, Mention, Proposal
from transcribe_desk.study.errors import InputError

Pair = tuple[int, int]


def pair(one: int, other: int) -> Pair:
    """Give two entity ids as a pair, the lower first."""
    return (one, other) if one < other else (other, one)


@dataclass(frozen=True, slots=True)
class Change:
    """What one step does to mentions, entities and the pairs kept apart: each as it was and as it becomes.

    What stands only in ``before`` is removed, what stands only in ``after`` is made, what stands in both (by its id)
    is changed. Nothing else is touched, so that ``inverse`` takes all of it back.
    """

    before: tuple[Mention, ...] = ()
    after: tuple[Mention, ...] = ()
    entities_before: tuple[Entity, ...] = ()
    entities_after: tuple[Entity, ...] = ()
    apart_before: tuple[Pair, ...] = ()
    apart_after: tuple[Pair, ...] = ()

    @property
    def inverse(self) -> Change:
        """Give the change that takes this one back."""
        return Change(
            self.after,
            self.before,
            self.entities_after,
            self.entities_before,
            self.apart_after,
            self.apart_before,
        )

    @property
    def empty(self) -> bool:
        """Tell whether it changes nothing."""
        return self == Change()


def decide(
    mentions: Iterable[Mention],
    mention_ids: Collection[int],
    decision: Decision,
    by: str,
    at: dt.datetime,
    *,
    note: str = "",
) -> Change:
    """Decide on the chosen mentions of ``mentions``, which are all mentions of the study.

    *Rejected everywhere* spreads to every mention of the same entities in all interviews, *rejected in this interview*
    to those of the same interview. Raises InputError for an exception without its reason, ``note``.
    """
    everything, wanted = tuple(mentions), frozenset(mention_ids)
    chosen = [mention for mention in everything if mention.id in wanted]
    if decision is Decision.REJECTED_EVERYWHERE:
        entities = {mention.entity_id for mention in chosen}
        chosen = [mention for mention in everything if mention.entity_id in entities]
    elif decision is Decision.REJECTED_INTERVIEW:
        places = {(mention.entity_id, mention.interview_id) for mention in chosen}
        chosen = [mention for mention in everything if (mention.entity_id, mention.interview_id) in places]
    return _change(chosen, decision, by, at, note)


def decide_entity(
    mentions: Iterable[Mention],
    entity_id: int,
    decision: Decision,
    by: str,
    at: dt.datetime,
    *,
    interview_id: int | None = None,
    note: str = "",
) -> Change:
    """Decide on all mentions of one entity, in the whole study or, if given, in one interview.

    *Rejected everywhere* always holds for the whole study. Raises InputError for an exception without its reason.
    """
    everywhere = interview_id is None or decision is Decision.REJECTED_EVERYWHERE
    chosen = [
        mention
        for mention in mentions
        if mention.entity_id == entity_id and (everywhere or mention.interview_id == interview_id)
    ]
    return _change(chosen, decision, by, at, note)


def standing_rejection(mentions: Iterable[Mention], interview_id: int, proposal: Proposal) -> Mention | None:
    """Give the mention whose rejection holds for a proposal of its entity in an interview, or None.

    ``mentions`` are the entity's. A rejection with a scope holds for what is found later within it, unless the entity
    is accepted somewhere. One for the whole study does not hold for what the study came to know as a name since:
    whoever rejected “Rose” as a word knew of no participant Rose. An exception never does: text nobody has read yet
    stays closed until somebody looks.
    """
    found: Mention | None = None
    for mention in mentions:
        if mention.decision is Decision.ACCEPTED:
            return None
        holds = (mention.decision is Decision.REJECTED_EVERYWHERE and _knew(mention, proposal)) or (
            mention.decision is Decision.REJECTED_INTERVIEW and mention.interview_id == interview_id
        )
        if holds and found is None:
            found = mention
    return found


def rejected_with_scope(mentions: Iterable[Mention]) -> bool:
    """Tell whether an entity with these mentions was rejected for an interview or the whole study, accepted nowhere."""
    decisions = {mention.decision for mention in mentions}
    scopes = {Decision.REJECTED_INTERVIEW, Decision.REJECTED_EVERYWHERE}
    return Decision.ACCEPTED not in decisions and not decisions.isdisjoint(scopes)


def _knew(rejected: Mention, proposal: Proposal) -> bool:
    """Tell whether a proposal says no more than was known when a mention was rejected."""
    return knowledge_behind(proposal) <= knowledge_behind(rejected)


def _change(chosen: list[Mention], decision: Decision, by: str, at: dt.datetime, note: str) -> Change:
    if decision is Decision.EXCEPTION and not note.strip():
        raise InputError(
            "Exception", "It has no reason.", "Say why the words may stand, such as “asked to be named in writing”."
        )
    kept = [
        (old, new)
        for old in chosen
        if (new := _decided(old, decision, by, at, note.strip())).decision is not old.decision or new.note != old.note
    ]
    return Change(tuple(old for old, _ in kept), tuple(new for _, new in kept))


def _decided(mention: Mention, decision: Decision, by: str, at: dt.datetime, note: str) -> Mention:
    undecided = decision is Decision.UNDECIDED
    # A comment stays with its mention; the reason of an exception goes with the exception.
    kept = "" if mention.decision is Decision.EXCEPTION else mention.note
    # Not by ``dataclasses.replace``, which takes three times as long; an entity may have thousands.
    return Mention(
        mention.id,
        mention.interview_id,
        mention.turn_id,
        mention.start,
        mention.end,
        mention.label,
        mention.category,
        mention.detectors,
        mention.score,
        mention.reason,
        mention.entity_id,
        decision,
        "" if undecided else by,
        None if undecided else at,
        note or kept,
    )
