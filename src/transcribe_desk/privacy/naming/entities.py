"""Group what an interview names into the entities of the study, each with its one replacement."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from transcribe_desk.privacy.deciding.decisions import Pair, rejected_with_scope, standing_rejection
from transcribe_desk.privacy.lexicons.words import TITLES
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention, Proposal
from transcribe_desk.privacy.naming.grouping import Grouping, name_key
from transcribe_desk.privacy.naming.names import bare

# Only a short form may have a full stop: after “matron.” another sentence begins.
_SHORT_TITLES = sorted(title for title in TITLES if len(title) <= 4)
_TITLE_BEFORE = re.compile(rf"(?<!\w)(?:({'|'.join(sorted(TITLES))})|({'|'.join(_SHORT_TITLES)})\.)\s+$", re.IGNORECASE)


_Span = tuple[int, int, int, bool]


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
    entities: Collection[Entity],
    mentions: Sequence[Mention],
    *,
    complete: bool = True,
    only_turns: Collection[int] | None = None,
    numbers: Mapping[Category, int] | None = None,
    apart: Collection[Pair] = frozenset(),
) -> Assignment:
    """Give each proposal of an interview an entity of the study, old or new, and say what changes.

    ``texts`` maps turn ids to texts; ``mentions`` are all mentions of the study. With ``complete`` the proposals are
    all there is to propose, and undecided mentions nobody proposes any more go; without it they are only added.
    With ``only_turns`` nothing is proposed or taken away in other turns. Mentions of unchanged spans stay as they
    are, so that flagging again loses no decision, and what a person marked stays whoever proposes it. A mention of an
    entity that was rejected with a scope is rejected from the start. ``numbers`` and ``apart`` are as in ``Grouping``.
    """
    if only_turns is not None:
        proposals = [each for each in proposals if each.turn_id in only_turns]
    here = [mention for mention in mentions if mention.interview_id == interview_id]
    known = {entity.id: entity for entity in entities}
    spans = {_span(each) for each in proposals}
    kept: dict[_Span, Mention] = {}
    removed: list[int] = []
    for mention in here:
        span = _span(mention)
        open_yet = mention.decision is Decision.UNDECIDED and not mention.of_a_person
        unproposed = complete and open_yet and span not in spans
        read_again = only_turns is None or mention.turn_id in only_turns
        if (unproposed and read_again) or not still_there(mention, texts, known.get(mention.entity_id)):
            removed.append(mention.id)
        else:
            kept[span] = mention
    decided: dict[int, list[Mention]] = {}
    for mention in kept.values():
        if mention.decision is not Decision.UNDECIDED:
            decided.setdefault(mention.turn_id, []).append(mention)
    fresh = [
        each
        for each in sorted(proposals, key=lambda each: (each.turn_id, each.start, each.end))
        if _span(each) not in kept and not any(_covers(mention, each) for mention in decided.get(each.turn_id, ()))
    ]
    by_entity: dict[int, list[Mention]] = {}
    for mention in mentions:
        by_entity.setdefault(mention.entity_id, []).append(mention)
    grouping = Grouping(
        entities,
        numbers=numbers,
        apart=apart,
        here={mention.entity_id for mention in here},
        rejected=lambda entity_id: rejected_with_scope(by_entity.get(entity_id, ())),
    )
    names = [(each.category, titled(texts[each.turn_id], each)) for each in fresh]
    owners = grouping.group(names)

    def rejection(proposal: Proposal, owner: int, name: tuple[Category, str]) -> Mention | None:
        found = standing_rejection(by_entity.get(owner, ()), interview_id, proposal)
        return found if found and grouping.nobody_else(owner, *name) else None

    return Assignment(
        new_entities=grouping.new_entities(),
        changed_entities=grouping.changed_entities(),
        new_mentions=tuple(
            new_mention(interview_id, each, owner, rejection(each, owner, name))
            for each, owner, name in zip(fresh, owners, names, strict=True)
        ),
        removed_mention_ids=tuple(removed),
    )


def still_there(mention: Mention, texts: Mapping[int, str], entity: Entity | None) -> bool:
    """Tell whether the turn still says a form of the mention's entity at its place, which a new transcript may not."""
    text = texts.get(mention.turn_id, "")
    if entity is None or not 0 <= mention.start < mention.end <= len(text):
        return False
    return says_form(text[mention.start : mention.end], entity)


def says_form(words: str, entity: Entity) -> bool:
    """Tell whether words are the entity's name or one of its forms, as names are compared."""
    said = name_key(entity.category, words)
    return any(said == name_key(entity.category, form) for form in (entity.name, *entity.forms))


def _span(each: Mention | Proposal) -> _Span:
    """Give a place; the same words may be an indirect cue and a name at once."""
    return each.turn_id, each.start, each.end, each.category is Category.INDIRECT


def _covers(mention: Mention, proposal: Proposal) -> bool:
    inside = mention.turn_id == proposal.turn_id and mention.start <= proposal.start and proposal.end <= mention.end
    return inside and (not mention.indirect or proposal.category is Category.INDIRECT)


def titled(text: str, proposal: Proposal) -> str:
    """Give the words of a proposal, with the title said just before them, which tells Mr from Mrs Patel."""
    said = text[proposal.start : proposal.end]
    before = _TITLE_BEFORE.search(text[: proposal.start])
    if proposal.category is not Category.PERSON or before is None:
        return said
    title = before.group(1) or before.group(2)
    named = f"{title} {said}"
    return named if len(bare(named)) > len(title) else said  # a name of pictures alone is no form of “Dr”


def new_mention(interview_id: int, proposal: Proposal, entity_id: int, rejection: Mention | None) -> Mention:
    """Make the mention of a proposal, without an id yet; undecided unless a rejection holds for it."""
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
