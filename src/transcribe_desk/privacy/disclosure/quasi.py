"""Gather what has been said about whom: the quasi-identifiers of each participant, and how many share them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.privacy.disclosure.cells import CellTable
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.study.study import Interview, Participant


class Kind(StrEnum):
    """A kind of thing that helps to tell who somebody is."""

    PLACE = "place"
    ORGANISATION = "organisation"
    ROLE = "role"
    DATE = "date"
    AGE = "age"
    INDIRECT = "indirect cue"
    DIRECT = "name, contact or other"


_KINDS = {
    Category.PLACE: Kind.PLACE,
    Category.ORGANISATION: Kind.ORGANISATION,
    Category.ROLE: Kind.ROLE,
    Category.DATE: Kind.DATE,
    Category.INDIRECT: Kind.INDIRECT,
}


@dataclass(frozen=True, slots=True)
class Said:
    """One thing said in somebody's interviews: how often, how often undecided, and in how many people's interviews.

    ``name`` is the entity's real name and secret.
    """

    kind: Kind
    entity_id: int
    name: str
    times: int
    undecided: int
    participants: int


@dataclass(frozen=True, slots=True)
class Panel:
    """What is known and said of one participant.

    ``sharing`` counts the participants with the same published attributes, them included; None where a value is
    missing. ``sharing_said`` counts those in whose interviews all the same quasi-identifiers are said.
    """

    participant_id: int
    number: int
    published: tuple[str, ...]
    sharing: int | None
    sharing_said: int
    said: tuple[Said, ...]

    def counts(self) -> tuple[tuple[Kind, int, int], ...]:
        """Give for every kind how often something of it is said, and how much of that is undecided."""
        return tuple(
            (
                kind,
                sum(each.times for each in self.said if each.kind is kind),
                sum(each.undecided for each in self.said if each.kind is kind),
            )
            for kind in Kind
        )


def panels(
    participants: Iterable[Participant],
    interviews: Iterable[Interview],
    mentions: Iterable[Mention],
    entities: Iterable[Entity],
    table: CellTable,
) -> tuple[Panel, ...]:
    """Give a panel for every participant, by number, from the accepted and undecided mentions of their interviews.

    An interview with several participants counts for each of them: who says what of whom is for a person to judge.
    """
    names = {entity.id: entity.name for entity in entities}
    with_whom = {interview.id: interview.participant_ids for interview in interviews}
    said: dict[int, Counter[tuple[Kind, int]]] = {}
    undecided: Counter[tuple[int, Kind, int]] = Counter()
    for mention in mentions:
        if mention.decision.rejected:
            continue
        thing = (kind_of(mention), mention.entity_id)
        for participant_id in with_whom.get(mention.interview_id, ()):
            said.setdefault(participant_id, Counter())[thing] += 1
            undecided[participant_id, *thing] += mention.decision is Decision.UNDECIDED
    spread = Counter(thing for things in said.values() for thing in things)
    cells = {participant_id: cell for cell in table.cells for participant_id in cell.participant_ids}
    everybody = sorted(participants, key=lambda each: each.number)
    found = []
    for participant in everybody:
        mine = said.get(participant.id, Counter())
        cell = cells.get(participant.id)
        shown = tuple(
            Said(*thing, names[thing[1]], times, undecided[participant.id, *thing], spread[thing])
            for thing, times in sorted(mine.items(), key=_reading_order)
        )
        values, sharing = (cell.values, cell.size) if cell else ((), None)
        all_said = _sharing(mine, [said.get(each.id, Counter()) for each in everybody])
        found.append(Panel(participant.id, participant.number, values, sharing, all_said, shown))
    return tuple(found)


def _reading_order(item: tuple[tuple[Kind, int], int]) -> tuple[int, int, int]:
    (kind, entity_id), times = item
    return list(Kind).index(kind), -times, entity_id


def kind_of(mention: Mention) -> Kind:
    """Give the kind of a mention; an age is one whatever its category."""
    return Kind.AGE if mention.label == "AGE" else _KINDS.get(mention.category, Kind.DIRECT)


def _sharing(mine: Iterable[tuple[Kind, int]], everybody: Iterable[Mapping[tuple[Kind, int], int]]) -> int:
    """Count the participants of whom all these quasi-identifiers are said; names are left out."""
    mixed = {thing for thing in mine if thing[0] is not Kind.DIRECT}
    return sum(mixed <= things.keys() for things in everybody)
