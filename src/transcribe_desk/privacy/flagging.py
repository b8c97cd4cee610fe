"""Propose what may identify somebody in an interview: ask the detectors, merge what they say, carry names through."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.detectors.watch_list import WATCHED
from transcribe_desk.privacy.mention import Category, Finding, Proposal
from transcribe_desk.privacy.propagation import PROPAGATION, propagate
from transcribe_desk.privacy.veto import has_capitals, is_harmless

CATEGORIES = {
    "PERSON": Category.PERSON,
    "LOCATION": Category.PLACE,
    "ADDRESS": Category.PLACE,
    "POSTCODE": Category.PLACE,
    "ORG": Category.ORGANISATION,
    "ROLE": Category.ROLE,
    "DATE": Category.DATE,
    "PHONE": Category.CONTACT,
    "EMAIL": Category.CONTACT,
    "CONTACT": Category.CONTACT,
    "AGE": Category.OTHER,
    "ID": Category.OTHER,
    WATCHED: Category.OTHER,
}
_AGREEMENT = 0.08  # what each further detector adds to the score
_VETOED = "spacy-"  # only the models' own findings are; rules and the watch-list have their reasons


def propose(turns: Sequence[TurnText], detectors: Iterable[Detector]) -> list[Proposal]:
    """Give what the detectors propose for one interview, in order of place.

    Overlapping findings become one proposal that covers them all, labelled as the best of them. Found names are then
    carried to every other place that says them, so that nothing the gate would refuse goes unproposed.
    """
    texts = {turn.id: turn.text for turn in turns}
    cased = has_capitals(texts.values())
    findings: dict[int, list[Finding]] = {turn.id: [] for turn in turns}
    for detector in detectors:
        for turn_id, finding in detector.find(turns):
            findings[turn_id].append(finding)
    proposals = [
        proposal
        for turn_id, found in findings.items()
        for proposal in _merge(turn_id, found)
        if not _vetoed(proposal, texts[turn_id], cased=cased)
    ]
    return _carry_through(turns, proposals)


def _carry_through(turns: Sequence[TurnText], proposals: list[Proposal]) -> list[Proposal]:
    """Propagate until nothing new is found; a carried name that overlaps a proposal grows it, and gives new words."""
    while True:
        carried = propagate(turns, proposals)
        if not carried:
            return sorted(proposals, key=lambda each: (each.turn_id, each.start))
        by_turn: dict[int, list[Proposal]] = {}
        for each in (*proposals, *carried):
            by_turn.setdefault(each.turn_id, []).append(each)
        proposals = [merged for together in by_turn.values() for merged in _join(together)]


def _vetoed(proposal: Proposal, text: str, *, cased: bool) -> bool:
    only_models = all(name.startswith(_VETOED) for name in proposal.detectors)
    return (
        only_models
        and proposal.category is not Category.DATE
        and is_harmless(text[proposal.start : proposal.end], cased=cased)
    )


def _merge(turn_id: int, findings: Sequence[Finding]) -> Iterator[Proposal]:
    singles = [
        Proposal(
            turn_id,
            finding.start,
            finding.end,
            finding.label,
            CATEGORIES[finding.label],
            (finding.detector,),
            finding.score,
            finding.reason,
        )
        for finding in findings
        if finding.start < finding.end
    ]
    return _join(singles)


def _join(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield one proposal for each group of overlapping ones of a turn."""
    group: list[Proposal] = []
    end = -1
    for each in sorted(proposals, key=lambda each: (each.start, -each.end)):
        if group and each.start >= end:
            yield _one_of(group)
            group = []
        end = max(end, each.end) if group else each.end
        group.append(each)
    if group:
        yield _one_of(group)


def _one_of(group: Sequence[Proposal]) -> Proposal:
    if len(group) == 1:
        return group[0]
    best = max(
        group,
        key=lambda each: (each.label != WATCHED, each.detectors != (PROPAGATION,), each.score, each.end - each.start),
    )
    detectors = tuple(sorted({name for each in group for name in each.detectors}))
    score = max(each.score for each in group) + _AGREEMENT * (len(detectors) - 1)
    reasons = dict.fromkeys(each.reason for each in sorted(group, key=lambda each: -each.score))
    return Proposal(
        best.turn_id,
        min(each.start for each in group),
        max(each.end for each in group),
        best.label,
        best.category,
        detectors,
        round(min(score, 1.0), 3),
        "; ".join(reasons),
    )
