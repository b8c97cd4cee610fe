"""Decide about mentions, one or all of an entity at once, each time with the change that takes it back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from transcribe_desk.privacy.mention import Decision, Mention


@dataclass(frozen=True, slots=True)
class Change:
    """Mentions as they were and as they become, in the same order; nothing else is touched."""

    before: tuple[Mention, ...]
    after: tuple[Mention, ...]

    @property
    def inverse(self) -> Change:
        """Give the change that takes this one back."""
        return Change(self.after, self.before)


def decide(
    mentions: Iterable[Mention], mention_ids: Collection[int], decision: Decision, by: str, at: dt.datetime
) -> Change:
    """Decide on the chosen mentions of ``mentions``, which are all mentions of the study.

    *Rejected everywhere* spreads to every mention of the same entities, in all interviews.
    """
    everything = tuple(mentions)
    chosen = [mention for mention in everything if mention.id in mention_ids]
    if decision is Decision.REJECTED_EVERYWHERE:
        entities = {mention.entity_id for mention in chosen}
        chosen = [mention for mention in everything if mention.entity_id in entities]
    return _change(chosen, decision, by, at)


def decide_entity(
    mentions: Iterable[Mention],
    entity_id: int,
    decision: Decision,
    by: str,
    at: dt.datetime,
    *,
    interview_id: int | None = None,
) -> Change:
    """Decide on all mentions of one entity, in the whole study or, if given, in one interview.

    *Rejected everywhere* always holds for the whole study.
    """
    everywhere = interview_id is None or decision is Decision.REJECTED_EVERYWHERE
    chosen = [
        mention
        for mention in mentions
        if mention.entity_id == entity_id and (everywhere or mention.interview_id == interview_id)
    ]
    return _change(chosen, decision, by, at)


def _change(chosen: list[Mention], decision: Decision, by: str, at: dt.datetime) -> Change:
    undecided = decision is Decision.UNDECIDED
    after = [
        replace(mention, decision=decision, decided_by="" if undecided else by, decided_at=None if undecided else at)
        for mention in chosen
    ]
    kept = [(old, new) for old, new in zip(chosen, after, strict=True) if old.decision is not decision]
    return Change(tuple(old for old, _ in kept), tuple(new for _, new in kept))
