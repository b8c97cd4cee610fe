"""Carry known names to every other place they are said, by the matcher the gate and the scan of files use."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.watch_list import ON_THE_LIST, REASONS, WatchListDetector
from transcribe_desk.privacy.mention import CUT, EDITED, Category, Decision, Entity, Mention, Proposal, Watched
from transcribe_desk.privacy.naming.names import Matcher, searchable_parts

PROPAGATION = "propagation"
NAMED_ELSEWHERE = "named elsewhere in the study"
MODELS = ("spacy-", "uncased")  # what the names of the language models' detectors begin with
_SCORE_KEPT = 0.9
_LISTED = frozenset({*REASONS.values(), ON_THE_LIST})
_LIKE_A_LISTED_NAME = "like a name of the study"
LABELS = {
    Category.PERSON: "PERSON",
    Category.PLACE: "LOCATION",
    Category.ORGANISATION: "ORG",
    Category.ROLE: "ROLE",
    Category.DATE: "DATE",
    Category.CONTACT: "CONTACT",
    Category.OTHER: "ID",
    Category.INDIRECT: "INDIRECT",
}


@dataclass(frozen=True, slots=True)
class KnownName:
    """A form that must not stand unseen, what it is, and why we know it."""

    text: str
    category: Category
    label: str
    score: float
    reason: str


def known_names(
    entities: Iterable[Entity],
    mentions: Iterable[Mention],
    *,
    watched: Iterable[Watched] = (),
    undecided: bool = True,
    unsure: bool = False,
) -> tuple[KnownName, ...]:
    """Give each form to look for across the study.

    These are the names and forms of entities with an accepted mention (or, with ``undecided``, one not yet decided on),
    the parts of persons' names, and what the study watches for. With ``unsure`` they are also organisations that only
    the models saw and nobody decided on. Indirect cues are looked for nowhere else: the same words tell nothing in
    another place.
    """
    entities = tuple(entities)
    named = {entity.id: entity.name for entity in entities}
    live = {
        mention.entity_id
        for mention in mentions
        if mention.decision is Decision.ACCEPTED
        or (
            undecided
            and mention.decision is Decision.UNDECIDED
            and (unsure or is_carried(mention.category, mention.detectors, named.get(mention.entity_id, "")))
        )
    }
    found: dict[str, KnownName] = {}

    def note(category: Category, name: str, reason: str) -> None:
        for part in searchable_parts(category, name):
            found.setdefault(part, KnownName(part, category, LABELS[category], _SCORE_KEPT, reason))

    watched = tuple(watched)
    for each in watched:
        if each.category is Category.PERSON:
            note(each.category, each.text, REASONS[each.category])
    for entity in entities:
        if entity.id in live and entity.category is not Category.INDIRECT:
            for form in (entity.name, *entity.forms):
                note(entity.category, form, NAMED_ELSEWHERE)
    for each in watched:
        note(each.category, each.text, REASONS.get(each.category, ON_THE_LIST))
    return tuple(found.values())


def knowledge_behind(each: Mention | Proposal) -> frozenset[str]:
    """Give what the study knew that made somebody look for the words; nothing where a detector saw them by itself.

    What is like a name of the study is known by less than the name itself: a participant called Maria tells that Marie
    may be a name, not that there is a participant called Marie.
    """
    watched = WatchListDetector.name in each.detectors
    # Of words that were edited since, nobody knows how much it was.
    listed = _LISTED if watched and each.reason in (CUT, EDITED) else _LISTED & {*each.reason.split("; ")}
    if listed or watched:
        return listed | {_LIKE_A_LISTED_NAME}
    return frozenset({NAMED_ELSEWHERE}) if each.reason == NAMED_ELSEWHERE else frozenset()


def is_carried(category: Category, detectors: Iterable[str], name: str) -> bool:
    """Tell whether a name nobody has decided on yet is looked for elsewhere.

    An organisation that the models alone saw is not: of the places it would be carried to, four in five are false
    (development sets). It is carried once it is accepted. Without capitals the models take people for organisations,
    so such a name is carried.
    """
    if category is not Category.ORGANISATION or name == name.lower():
        return True
    return any(not detector.startswith(MODELS) and detector != PROPAGATION for detector in detectors)


def spread(
    turns: Sequence[TurnText],
    names: Iterable[KnownName],
    covered: Mapping[int, Sequence[tuple[int, int]]],
    cues: Collection[tuple[int, int, int]] = frozenset(),
) -> list[Proposal]:
    """Propose each place that says a known name and is not wholly inside spans already ``covered`` in its turn.

    Nor is it one of the ``cues`` (turn, start, end): a cue covers its own words, but not a name within them. Longer
    places go first, so that a name's part inside a place already proposed is not proposed again.
    """
    by_text = {known.text: known for known in names}
    matcher = Matcher(by_text)
    found: list[Proposal] = []
    for turn in turns:
        taken = _Cover(covered.get(turn.id, ()))
        for hit in sorted(matcher.find(turn.text), key=lambda each: (each.start - each.end, each.start)):
            if not taken.holds(hit.start, hit.end) and (turn.id, hit.start, hit.end) not in cues:
                taken.add(hit.start, hit.end)
                found.append(_proposal(turn.id, hit.start, hit.end, by_text[hit.name]))
    return sorted(found, key=lambda each: (each.turn_id, each.start, each.end))


def missing_from(
    interview_id: int,
    turns: Sequence[TurnText],
    entities: Sequence[Entity],
    mentions: Sequence[Mention],
    *,
    watched: Iterable[Watched] = (),
) -> list[Proposal]:
    """Propose what the study's names, as known now, say in an interview at places that have no mention yet.

    ``mentions`` are all mentions of the study. Give the result to ``entities.assign(…, complete=False)``: after that
    every place the gate would refuse is a mention somebody can decide on.
    """
    here = [mention for mention in mentions if mention.interview_id == interview_id]
    return spread(turns, known_names(entities, mentions, watched=watched), *spans_of(here))


def spans_of(
    mentions: Iterable[Mention],
) -> tuple[dict[int, list[tuple[int, int]]], frozenset[tuple[int, int, int]]]:
    """Give what mentions of one interview cover, by turn, and where its cues are, as ``spread`` wants them."""
    covered: dict[int, list[tuple[int, int]]] = {}
    cues = set()
    for mention in mentions:
        if mention.indirect:
            cues.add((mention.turn_id, mention.start, mention.end))
        else:
            covered.setdefault(mention.turn_id, []).append((mention.start, mention.end))
    return covered, frozenset(cues)


class _Cover:
    """Spans of one text, joined where they touch, so that asking stays quick in a turn of a million words."""

    def __init__(self, spans: Iterable[tuple[int, int]]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            self.add(start, end)

    def holds(self, start: int, end: int) -> bool:
        """Tell what ``inside`` tells."""
        at = bisect_right(self._starts, start) - 1
        return end <= start or (at >= 0 and self._ends[at] >= end)

    def add(self, start: int, end: int) -> None:
        if end <= start:
            return
        first, last = bisect_left(self._ends, start), bisect_right(self._starts, end)
        if first < last:
            start, end = min(start, self._starts[first]), max(end, self._ends[last - 1])
        self._starts[first:last] = [start]
        self._ends[first:last] = [end]


def inside(start: int, end: int, spans: Iterable[tuple[int, int]]) -> bool:
    """Tell whether every character from ``start`` to ``end`` lies in one of ``spans``."""
    position = start
    for first, last in sorted(spans):
        if first <= position < last:
            position = last
    return position >= end


def _proposal(turn_id: int, start: int, end: int, known: KnownName) -> Proposal:
    return Proposal(turn_id, start, end, known.label, known.category, (PROPAGATION,), known.score, known.reason)


def propagate(turns: Sequence[TurnText], proposals: Sequence[Proposal]) -> list[Proposal]:
    """Give a proposal for each other place in the interview that says what ``proposals`` found, or a part of it."""
    texts = {turn.id: turn.text for turn in turns}
    covered: dict[int, list[tuple[int, int]]] = {}
    names: dict[str, KnownName] = {}
    for each in sorted(proposals, key=lambda each: -each.score):
        if each.category is Category.INDIRECT:
            continue
        said = texts[each.turn_id][each.start : each.end]
        covered.setdefault(each.turn_id, []).append((each.start, each.end))
        if not is_carried(each.category, each.detectors, said):
            continue
        for part in searchable_parts(each.category, said):
            reason = "the same name is found elsewhere in this interview"
            names.setdefault(part, KnownName(part, each.category, each.label, each.score * _SCORE_KEPT, reason))
    return spread(turns, names.values(), covered)
