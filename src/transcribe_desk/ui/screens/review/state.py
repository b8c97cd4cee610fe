"""Hold what is under review as one value, so that a decision shows at once and is written meanwhile."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property

from transcribe_desk.privacy.deciding import decisions
from transcribe_desk.privacy.deciding.since_review import SinceReview
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.naming.questions import Question
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui.models.entities import EntityItem, Heading, items_of


class Scope(StrEnum):
    """Whose entities are listed and counted."""

    INTERVIEW = "This interview"
    STUDY = "Whole study"


@dataclass(frozen=True, slots=True)
class Filter:
    """Which entities are listed; all of them as long as nothing is chosen, else those to which everything applies."""

    undecided: bool = False
    doubtful: bool = False
    indirect: bool = False
    changed: bool = False
    detector: str = ""

    @property
    def on(self) -> bool:
        """Tell whether it leaves anything out."""
        return self != Filter()


@dataclass(frozen=True, slots=True)
class Judged:
    """How an entity is to be looked at: its weight in the order, the reasons, and whether somebody doubts it."""

    weight: float
    reasons: tuple[str, ...]
    doubtful: bool


@dataclass(frozen=True)
class ReviewState:
    """An interview's text with all mentions and entities of the study, as last read or decided.

    ``blind`` is the name of a second reviewer who sees nothing of the first one's decisions; then the mentions are
    those of this interview alone. What is asked of a state is found out once, as every part of the screen asks.
    """

    interview_id: int
    study_id: str
    transcript: Transcript
    mentions: tuple[Mention, ...]
    entities: tuple[Entity, ...]
    scope: Scope = Scope.INTERVIEW
    filter: Filter = Filter()
    judged: Mapping[int, Judged] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()
    since: SinceReview | None = None
    blind: str = ""

    @cached_property
    def own(self) -> tuple[Mention, ...]:
        """Give the mentions of this interview in reading order."""
        mine = [mention for mention in self.mentions if mention.interview_id == self.interview_id]
        return tuple(sorted(mine, key=lambda mention: (mention.turn_id, mention.start, mention.end)))

    @cached_property
    def counted(self) -> tuple[int, int]:
        """Count the decided mentions, and all, of the interview or of the study as the scope says."""
        found = self.own if self.scope is Scope.INTERVIEW else self.mentions
        return sum(mention.decision is not Decision.UNDECIDED for mention in found), len(found)

    @property
    def undecided_here(self) -> int:
        """Count what is undecided in this interview."""
        return sum(mention.decision is Decision.UNDECIDED for mention in self.own)

    def items(self) -> list[Heading | EntityItem]:
        """Give the review list as scope and filter leave it, the weightiest of each group first."""
        only = self.interview_id if self.scope is Scope.INTERVIEW else None
        asked = {each.entity_id: each.candidates[0] for each in self.questions}
        names = {entity.id: entity.name for entity in self.entities}
        return items_of(
            self.entities,
            self.mentions,
            only,
            weights={entity_id: judged.weight for entity_id, judged in self.judged.items()},
            asked={entity_id: names.get(candidate, "") for entity_id, candidate in asked.items()},
            wanted=self._wanted(),
        )

    def open_entities(self) -> set[int]:
        """Give the ids of the entities with something undecided in scope."""
        here = self.own if self.scope is Scope.INTERVIEW else self.mentions
        return {each.entity_id for each in here if each.decision is Decision.UNDECIDED}

    def entity(self, entity_id: int) -> Entity | None:
        """Give an entity."""
        return next((entity for entity in self.entities if entity.id == entity_id), None)

    def mention(self, mention_id: int) -> Mention | None:
        """Give a mention."""
        return self.by_id.get(mention_id)

    @cached_property
    def by_id(self) -> Mapping[int, Mention]:
        """Give all mentions by their ids."""
        return {mention.id: mention for mention in self.mentions}

    def everywhere(self, entity_id: int) -> tuple[Mention, ...]:
        """Give an entity's mentions in the study, those of this interview first."""
        if entity_id not in self._of_entities:
            mine, found = self.interview_id, [each for each in self.mentions if each.entity_id == entity_id]
            found.sort(key=lambda each: (each.interview_id != mine, each.interview_id, each.turn_id, each.start))
            self._of_entities[entity_id] = tuple(found)
        return self._of_entities[entity_id]

    @cached_property
    def _of_entities(self) -> dict[int, tuple[Mention, ...]]:
        return {}

    def in_scope(self, entity_id: int) -> list[Mention]:
        """Give an entity's mentions that the scope takes in, those of this interview first."""
        found = self.everywhere(entity_id)
        return [each for each in found if self.scope is Scope.STUDY or each.interview_id == self.interview_id]

    def first_open(self, entity_id: int, after: int = 0) -> Mention | None:
        """Give the entity's first undecided mention in scope, beginning behind the mention ``after``, or None."""
        found = self.in_scope(entity_id)
        places = [place for place, mention in enumerate(found) if mention.id == after]
        ordered = found[places[0] + 1 :] + found[: places[0] + 1] if places else found
        return next((mention for mention in ordered if mention.decision is Decision.UNDECIDED), None)

    def questions_about(self, entity_id: int) -> list[Question]:
        """Give what is asked about an entity, or with it as a candidate."""
        return [each for each in self.questions if entity_id == each.entity_id or entity_id in each.candidates]

    def detectors(self) -> list[str]:
        """Give the names of the detectors that found something, in order."""
        return sorted({name for mention in self.mentions for name in mention.detectors})

    def deciding(self, mention_ids: Collection[int], decision: Decision, note: str = "") -> ReviewState:
        """Give the state after deciding single mentions."""
        return self.merged(decisions.decide(self.mentions, mention_ids, decision, "", _now(), note=note).after)

    def deciding_entity(self, entity_id: int, decision: Decision) -> ReviewState:
        """Give the state after deciding an entity in the whole study."""
        return self.merged(decisions.decide_entity(self.mentions, entity_id, decision, "", _now()).after)

    def merged(self, changed: Iterable[Mention]) -> ReviewState:
        """Give the state with these mentions as they now are."""
        new = {mention.id: mention for mention in changed}
        return replace(self, mentions=tuple(new.get(mention.id, mention) for mention in self.mentions))

    def _wanted(self) -> Callable[[Entity, Collection[Mention]], bool] | None:
        chosen, changed = self.filter, self.since.mentions if self.since else frozenset()
        edited = self.since.edited_turns if self.since else frozenset()

        def wanted(entity: Entity, mentions: Collection[Mention]) -> bool:
            judged = self.judged.get(entity.id)
            return (
                (not chosen.undecided or any(each.decision is Decision.UNDECIDED for each in mentions))
                and (not chosen.doubtful or (judged is not None and judged.doubtful))
                and (not chosen.indirect or entity.category is Category.INDIRECT)
                and (not chosen.changed or any(each.id in changed or each.turn_id in edited for each in mentions))
                and (not chosen.detector or any(chosen.detector in each.detectors for each in mentions))
            )

        return wanted if chosen.on else None


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)
