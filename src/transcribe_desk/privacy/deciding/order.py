"""Say in which order a person best decides: what discloses most and what the detectors disagree about comes first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from transcribe_desk.privacy.deciding.review import Review
from transcribe_desk.privacy.finding.flagging import UNSURE
from transcribe_desk.privacy.finding.propagation import PROPAGATION
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.naming.names import key

# How far each tells by itself who somebody is, 0 to 1: a name or a number does, a date or a cue needs something else.
RISKS: Mapping[Category, float] = {
    Category.PERSON: 1.0,
    Category.CONTACT: 1.0,
    Category.OTHER: 0.8,
    Category.PLACE: 0.6,
    Category.ORGANISATION: 0.6,
    Category.INDIRECT: 0.5,
    Category.ROLE: 0.4,
    Category.DATE: 0.4,
}
_LABEL_RISKS = {"ADDRESS": 1.0, "POSTCODE": 1.0, "AGE": 0.4}
_AGREED = 0.2  # what an entity weighs, of its risk, where nobody doubts it
_ONE_MODEL = 0.5  # the disagreement where one model sees what the other does not
_TWO_KINDS = 0.25  # more, where it is taken for two kinds of thing
_INCONSISTENT = 0.5  # more, of the risk: replaced here, left standing there
_UNHEARD = 0.2  # more, of the risk: the recogniser was unsure
_MODELS = {"spacy-md", "spacy-sm"}
_GUESS = 0.6  # a score below it is called a guess
_KINDS = {
    Category.PERSON: "a person",
    Category.PLACE: "a place",
    Category.ORGANISATION: "an organisation",
    Category.ROLE: "a role",
    Category.DATE: "a date",
    Category.CONTACT: "a contact",
    Category.OTHER: "a number or the like",
    Category.INDIRECT: "an indirect cue",
}


@dataclass(frozen=True, slots=True)
class EntityToReview:
    """One line of the review: an entity with all its places, why it stands here, and where it is first open.

    ``mentions``, ``undecided``, ``interviews`` and ``first`` count what was asked for, the whole study or one
    interview; ``first`` is the first undecided mention, or the first of all. ``weight`` orders the lines.
    """

    entity: Entity
    mentions: int
    undecided: int
    interviews: tuple[int, ...]
    first: Mention
    weight: float
    reasons: tuple[str, ...]

    @property
    def decided(self) -> int:
        """Count the mentions that somebody decided."""
        return self.mentions - self.undecided


def in_review_order(review: Review, interview_id: int | None = None) -> tuple[EntityToReview, ...]:
    """Give a line for each entity that the study, or one interview, names: the open ones first, weightiest on top.

    The weight is the category's risk times how far the detectors disagree; it grows where the same words are replaced
    in one place and stand in another, and where the recogniser was unsure of words with a capital. Entities of one
    weight follow the text.
    """
    inconsistent = _inconsistent(review)
    lines = []
    for entity in review.entities.values():
        everywhere = review.mentions_of(entity.id)
        here = [each for each in everywhere if interview_id in (None, each.interview_id)]
        if here:
            mixed = any(_words(review, each) in inconsistent for each in everywhere)
            lines.append(_line(entity, here, everywhere, mixed=mixed))
    return tuple(sorted(lines, key=_place))


def in_text_order(lines: Iterable[EntityToReview]) -> tuple[EntityToReview, ...]:
    """Give the lines as the text first has them open, what is wholly decided last."""
    return tuple(sorted(lines, key=lambda each: (each.undecided == 0, *_place(each)[2:])))


def _place(line: EntityToReview) -> tuple[bool, float, int, int, int, int]:
    first = line.first
    return line.undecided == 0, -line.weight, first.interview_id, first.turn_id, first.start, line.entity.id


def _words(review: Review, mention: Mention) -> tuple[str, ...]:
    return key(review.said(mention))


def _inconsistent(review: Review) -> set[tuple[str, ...]]:
    """Give the words that are replaced in one place and, on somebody's word, stand in another.

    An exception is meant to differ, and cues tell nothing outside their own place.
    """
    replaced: set[tuple[str, ...]] = set()
    standing: set[tuple[str, ...]] = set()
    for mention in review.mentions.values():
        if mention.category is Category.INDIRECT:
            continue
        if mention.decision is Decision.ACCEPTED:
            replaced.add(_words(review, mention))
        elif mention.decision.rejected and mention.decision is not Decision.EXCEPTION:
            standing.add(_words(review, mention))
    return (replaced & standing) - {()}


def _line(entity: Entity, here: Sequence[Mention], everywhere: Sequence[Mention], *, mixed: bool) -> EntityToReview:
    risk = max(_risk(mention) for mention in everywhere)
    disagreement, reasons = _disagreement(everywhere)
    weight = risk * (_AGREED + disagreement)
    if mixed:
        weight += risk * _INCONSISTENT
        reasons.insert(0, "the same words are replaced in one place and stand in another")
    unheard = sum(UNSURE in mention.reason for mention in everywhere)
    if unheard:
        weight += risk * _UNHEARD
        reasons.append(f"the recogniser was unsure of the words in {_of(unheard, len(everywhere))}")
    undecided = [each for each in here if each.decision is Decision.UNDECIDED]
    return EntityToReview(
        entity,
        len(here),
        len(undecided),
        tuple(sorted({each.interview_id for each in here})),
        (undecided or here)[0],
        round(weight, 3),
        (*reasons, *_riskiness(entity, risk)),
    )


def _risk(mention: Mention) -> float:
    return _LABEL_RISKS.get(mention.label, RISKS[mention.category])


def _riskiness(entity: Entity, risk: float) -> tuple[str, ...]:
    how = "identifies directly" if risk >= 0.8 else "tells where or for whom" if risk >= 0.6 else "tells with more"
    return (f"{_KINDS[entity.category]}: {how}",)


def _disagreement(mentions: Sequence[Mention]) -> tuple[float, list[str]]:
    """Say how far the detectors disagree, 0 to 1, and in words; where a name was only carried to, nobody judged."""
    judged = [each for each in mentions if each.detectors != (PROPAGATION,)]
    if not judged:
        return 0.0, []
    single = sum(_one_model_alone(each) for each in judged)
    doubts = [max(_ONE_MODEL if _one_model_alone(each) else 0.0, 1 - each.score) for each in judged]
    disagreement = sum(doubts) / len(doubts)
    reasons = []
    if single:
        reasons.append(f"only one of two models saw it in {_of(single, len(judged))}")
    elif min(each.score for each in judged) < _GUESS:
        reasons.append("a guess by a list or by the words around it")
    labels = sorted({each.label.lower() for each in judged})
    if len(labels) > 1:
        disagreement += _TWO_KINDS
        reasons.append(f"taken for more than one thing ({', '.join(labels)})")
    return min(disagreement, 1.0), reasons


def _one_model_alone(mention: Mention) -> bool:
    judges = {name for name in mention.detectors if name != PROPAGATION}
    return len(judges) == 1 and judges <= _MODELS


def _of(some: int, places: int) -> str:
    return f"{some} of {places} places" if places > 1 else "its place"
