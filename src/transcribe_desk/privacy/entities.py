"""Group what an interview names into the entities of the study, each with its one replacement."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transcribe_desk.privacy.grouping import Grouping, name_key
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention, Proposal
from transcribe_desk.privacy.names import bare
from transcribe_desk.privacy.words import TITLES

_TITLE_BEFORE = re.compile(rf"(?<!\w)({'|'.join(sorted(TITLES))})\.?\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Assignment:
    """What storing an interview's proposals changes: nothing decided is ever among what goes.

    New entities carry negative ids until the vault gives them real ones; ``with_ids`` puts those into the mentions.
    """

    new_entities: tuple[Entity, ...]
    changed_entities: tuple[Entity, ...]
    new_mentions: tuple[Mention, ...]
    removed_mention_ids: tuple[int, ...]

    def with_ids(self, ids: Mapping[int, int]) -> tuple[Mention, ...]:
        """Give the new mentions with each temporary entity id replaced by the real one."""
        return tuple(
            replace(mention, entity_id=ids.get(mention.entity_id, mention.entity_id)) for mention in self.new_mentions
        )


def assign(
    interview_id: int,
    texts: Mapping[int, str],
    proposals: Sequence[Proposal],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    *,
    complete: bool = True,
) -> Assignment:
    """Give each proposal of an interview an entity of the study, old or new, and say what changes.

    ``texts`` maps turn ids to texts; ``mentions`` are all mentions of the study. With ``complete`` the proposals are
    all there is to propose, and undecided mentions nobody proposes any more go; without it they are only added.
    Mentions of unchanged spans stay as they are, so that flagging again loses no decision. A mention of an entity
    that was rejected everywhere is rejected from the start.
    """
    here = [mention for mention in mentions if mention.interview_id == interview_id]
    known = {entity.id: entity for entity in entities}
    spans = {(each.turn_id, each.start, each.end) for each in proposals}
    kept: dict[tuple[int, int, int], Mention] = {}
    removed: list[int] = []
    for mention in here:
        span = (mention.turn_id, mention.start, mention.end)
        dropped = complete and mention.decision is Decision.UNDECIDED and span not in spans
        if dropped or not _still_there(mention, texts, known.get(mention.entity_id)):
            removed.append(mention.id)
        else:
            kept[span] = mention
    decided = [mention for mention in kept.values() if mention.decision is not Decision.UNDECIDED]
    fresh = [
        each
        for each in sorted(proposals, key=lambda each: (each.turn_id, each.start, each.end))
        if (each.turn_id, each.start, each.end) not in kept and not any(_covers(mention, each) for mention in decided)
    ]
    grouping = Grouping(entities)
    owners = grouping.group([(each.category, _titled(texts[each.turn_id], each)) for each in fresh])
    rejections = _rejections(mentions)
    return Assignment(
        new_entities=grouping.new_entities(),
        changed_entities=grouping.changed_entities(),
        new_mentions=tuple(
            _mention(interview_id, each, owner, rejections) for each, owner in zip(fresh, owners, strict=True)
        ),
        removed_mention_ids=tuple(removed),
    )


def _still_there(mention: Mention, texts: Mapping[int, str], entity: Entity | None) -> bool:
    """Tell whether the turn still says a form of the mention's entity at its place, which a new transcript may not."""
    text = texts.get(mention.turn_id, "")
    if entity is None or not 0 <= mention.start < mention.end <= len(text):
        return False
    said = name_key(entity.category, text[mention.start : mention.end])
    return said in {name_key(entity.category, form) for form in (entity.name, *entity.forms)}


def _covers(mention: Mention, proposal: Proposal) -> bool:
    return mention.turn_id == proposal.turn_id and mention.start <= proposal.start and proposal.end <= mention.end


def _titled(text: str, proposal: Proposal) -> str:
    """Give the words of a proposal, with the title said just before them, which tells Mr from Mrs Patel."""
    said = text[proposal.start : proposal.end]
    before = _TITLE_BEFORE.search(text[: proposal.start])
    if proposal.category is not Category.PERSON or before is None:
        return said
    titled = f"{before.group(1)} {said}"
    return titled if len(bare(titled)) > len(before.group(1)) else said  # a name of pictures alone is no form of “Dr”


def _rejections(mentions: Iterable[Mention]) -> dict[int, Mention]:
    """Give, for each entity a person rejected everywhere and accepted nowhere, a mention that says who and when."""
    found: dict[int, Mention] = {}
    accepted = set()
    for mention in mentions:
        if mention.decision is Decision.REJECTED_EVERYWHERE:
            found.setdefault(mention.entity_id, mention)
        elif mention.decision is Decision.ACCEPTED:
            accepted.add(mention.entity_id)
    return {entity_id: mention for entity_id, mention in found.items() if entity_id not in accepted}


def _mention(interview_id: int, proposal: Proposal, entity_id: int, rejections: Mapping[int, Mention]) -> Mention:
    rejection = rejections.get(entity_id)
    return Mention(
        id=0,
        interview_id=interview_id,
        turn_id=proposal.turn_id,
        start=proposal.start,
        end=proposal.end,
        label=proposal.label,
        category=proposal.category,
        detectors=proposal.detectors,
        score=proposal.score,
        reason=proposal.reason,
        entity_id=entity_id,
        decision=rejection.decision if rejection else Decision.UNDECIDED,
        decided_by=rejection.decided_by if rejection else "",
        decided_at=rejection.decided_at if rejection else None,
    )
