"""Describe what may identify somebody: findings of detectors, mentions in turns, entities of the study."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

# What a person's deeds leave behind: the detector of a mark made by hand, and why an edit opened a decision again.
BY_HAND = "by hand"
CUT = "its words were cut in two"
EDITED = "its words were edited"


class Category(StrEnum):
    """The kind of thing that identifies; the value is the word in its placeholder.

    INDIRECT is an amber cue: words that tell who is meant only together with something else.
    """

    PERSON = "NAME"
    PLACE = "PLACE"
    ORGANISATION = "ORGANISATION"
    ROLE = "ROLE"
    DATE = "DATE"
    CONTACT = "CONTACT"
    OTHER = "OTHER"
    INDIRECT = "INDIRECT"


class Decision(StrEnum):
    """What a person decided about a mention."""

    UNDECIDED = "undecided"
    ACCEPTED = "accepted"
    REJECTED_HERE = "rejected here"
    REJECTED_INTERVIEW = "rejected in this interview"
    REJECTED_EVERYWHERE = "rejected everywhere"
    EXCEPTION = "left standing on request"

    @property
    def rejected(self) -> bool:
        """Tell whether the text stays as it was said; an exception is such a decision with its reason."""
        return self not in (Decision.UNDECIDED, Decision.ACCEPTED)


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
    """A proposed or hand-marked span in a turn, the entity it names, and the decision on it.

    ``note`` is what a person wrote down with the decision: the reason of an exception, a comment.
    """

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
    note: str = ""

    @property
    def indirect(self) -> bool:
        """Tell whether this is an indirect cue, which is looked for nowhere else."""
        return self.category is Category.INDIRECT

    @property
    def of_a_person(self) -> bool:
        """Tell whether somebody marked or edited these words, so that no detector need know of them."""
        return BY_HAND in self.detectors or self.reason in (CUT, EDITED)

    def covers(self, start: int, end: int) -> bool:
        """Tell whether words of the same turn need no mention of their own; within a cue a name needs one."""
        if self.indirect:
            return (self.start, self.end) == (start, end)
        return self.start <= start and end <= self.end


@dataclass(frozen=True, slots=True)
class Entity:
    """One real-world thing across the study, the forms it was named by, and its one replacement.

    ``replacement`` is the typed placeholder or what a person wrote in its place. ``pseudonym``, ``descriptor`` and
    ``styles`` (pairs of a profile and a style) say how a profile may replace it instead; ``sex`` (``f``, ``m`` or
    empty) and ``origin`` choose the list a pseudonym comes from.
    """

    id: int
    category: Category
    name: str
    forms: tuple[str, ...]
    replacement: str
    pseudonym: str = ""
    descriptor: str = ""
    sex: str = ""
    origin: str = ""
    styles: tuple[tuple[str, str], ...] = ()
