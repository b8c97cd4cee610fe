"""Describe what may identify somebody: findings of detectors, mentions in turns, entities of the study."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum


class Category(StrEnum):
    """The kind of thing that identifies; the value is the word in its placeholder."""

    PERSON = "NAME"
    PLACE = "PLACE"
    ORGANISATION = "ORGANISATION"
    ROLE = "ROLE"
    DATE = "DATE"
    CONTACT = "CONTACT"
    OTHER = "OTHER"


class Decision(StrEnum):
    """What a person decided about a mention."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    REJECTED_HERE = "rejected here"
    REJECTED_EVERYWHERE = "rejected everywhere"

    @property
    def rejected(self) -> bool:
        """Tell whether the text stays as it was said."""
        return self in (Decision.REJECTED_HERE, Decision.REJECTED_EVERYWHERE)


@dataclass(frozen=True, slots=True)
class Watched:
    """A real name that the study knows beforehand and looks for everywhere.

    A participant's is a PERSON and is searched for with its parts, an organisation's an ORGANISATION; what else stands
    on the watch-list is OTHER until a detector says what it is.
    """

    text: str
    category: Category = Category.OTHER


@dataclass(frozen=True, slots=True)
class Finding:
    """What one detector saw in one text: code points ``start`` to ``end`` (exclusive), score 0 to 1.

    ``label`` is fine-grained (PERSON, LOCATION, ORG, DATE, PHONE, POSTCODE …); ``reason`` is a short phrase a
    reviewer reads under “why flagged”.
    """

    start: int
    end: int
    label: str
    detector: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """A span in a turn that detectors propose, overlapping findings merged, not yet stored."""

    turn_id: int
    start: int
    end: int
    label: str
    category: Category
    detectors: tuple[str, ...]
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A proposed or hand-marked span in a turn, the entity it names, and the decision on it."""

    id: int
    interview_id: int
    turn_id: int
    start: int
    end: int
    label: str
    category: Category
    detectors: tuple[str, ...]
    score: float
    reason: str
    entity_id: int
    decision: Decision = Decision.UNDECIDED
    decided_by: str = ""
    decided_at: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One real-world thing across the study, the forms it was named by, and its one replacement."""

    id: int
    category: Category
    name: str
    forms: tuple[str, ...]
    replacement: str
