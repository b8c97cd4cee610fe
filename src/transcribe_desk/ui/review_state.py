"""Hold what is under review as one value, so that a decision shows at once and is written meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace

from transcribe_desk.privacy import decisions
from transcribe_desk.privacy.decisions import Change
from transcribe_desk.privacy.mention import Decision, Entity, Mention
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui.models.entities import EntityItem, Heading, items_of


@dataclass(frozen=True, slots=True)
class ReviewState:
    """An interview's text with all mentions and entities of the study, as last read or decided."""

    interview_id: int
    study_id: str
    transcript: Transcript
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]

    @property
    def own(self) -> list[Mention]:
        """Give the mentions of this interview in reading order."""
        mine = [mention for mention in self.mentions if mention.interview_id == self.interview_id]
        return sorted(mine, key=lambda mention: (mention.turn_id, mention.start, mention.end))

    @property
    def decided(self) -> int:
        """Count the decided mentions of this interview."""
        return sum(mention.decision is not Decision.UNDECIDED for mention in self.own)

    def items(self) -> list[Heading | EntityItem]:
        """Give the review list."""
        return items_of(self.entities, self.mentions, self.interview_id)

    def entity(self, entity_id: int) -> Entity | None:
        """Give an entity."""
        return next((entity for entity in self.entities if entity.id == entity_id), None)

    def mention(self, mention_id: int) -> Mention | None:
        """Give a mention."""
        return next((mention for mention in self.mentions if mention.id == mention_id), None)

    def everywhere(self, entity_id: int) -> list[Mention]:
        """Give an entity's mentions in the study, those of this interview first."""
        found = [mention for mention in self.mentions if mention.entity_id == entity_id]
        mine = self.interview_id
        return sorted(found, key=lambda each: (each.interview_id != mine, each.interview_id, each.turn_id, each.start))

    def first_open(self, entity_id: int, after: int = 0) -> Mention | None:
        """Give the entity's first undecided mention here, beginning behind the mention ``after``, or None."""
        here = [mention for mention in self.own if mention.entity_id == entity_id]
        places = [place for place, mention in enumerate(here) if mention.id == after]
        ordered = here[places[0] + 1 :] + here[: places[0] + 1] if places else here
        return next((mention for mention in ordered if mention.decision is Decision.UNDECIDED), None)

    def deciding(self, mention_ids: Collection[int], decision: Decision) -> ReviewState:
        """Give the state after deciding single mentions."""
        return self.merged(decisions.decide(self.mentions, mention_ids, decision, "", _now()).after)

    def deciding_entity(self, entity_id: int, decision: Decision) -> ReviewState:
        """Give the state after deciding an entity in the whole study."""
        change: Change = decisions.decide_entity(self.mentions, entity_id, decision, "", _now())
        return self.merged(change.after)

    def merged(self, changed: Iterable[Mention]) -> ReviewState:
        """Give the state with these mentions as they now are."""
        new = {mention.id: mention for mention in changed}
        return replace(self, mentions=tuple(new.get(mention.id, mention) for mention in self.mentions))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
