"""Propose what may identify somebody in an interview: ask the detectors, merge what they say, carry names through."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.detectors.indirect import INDIRECT
from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.detectors.watch_list import WATCHED
from transcribe_desk.privacy.finding.cues import beside
from transcribe_desk.privacy.finding.labels import retype
from transcribe_desk.privacy.finding.propagation import PROPAGATION, propagate
from transcribe_desk.privacy.lexicons.veto import has_capitals, is_vetoed
from transcribe_desk.privacy.lexicons.words import is_ordinary
from transcribe_desk.privacy.mention import Category, Finding, Proposal

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
    INDIRECT: Category.INDIRECT,
}
UNSURE = "the recogniser was unsure of the words here"
_AGREEMENT = 0.08  # what each further detector adds to the score
_DOUBT = 0.05  # what a doubtful word beside a capital adds
_MERE_WORD = 0.4  # what is left of the score of a name that may be the word that opens a sentence
_MERE = "here it may be the word, at the start of a sentence"
_SENTENCE_START = re.compile(r"(?:^|[.?!…:]|--|[\"“])\s*$")
_REACH = 10  # characters looked at before a proposal


def propose(turns: Sequence[TurnText], detectors: Iterable[Detector]) -> list[Proposal]:
    """Give what the detectors propose for one interview, in order of place.

    Overlapping findings become one proposal that covers them all, labelled as the best of them. Found names are then
    carried to every other place that says them, so that nothing the gate would refuse goes unproposed. Indirect cues
    stay where they are said. A finding that lies outside its turn, as a plug-in's may, is left out.
    """
    texts = {turn.id: turn.text for turn in turns}
    cased = has_capitals(texts.values())
    findings: dict[int, list[Finding]] = {turn.id: [] for turn in turns}
    for detector in detectors:
        for turn_id, finding in detector.find(turns):
            if 0 <= finding.start < finding.end <= len(texts.get(turn_id, "")):
                findings[turn_id].append(finding)
    cues = [cue for turn_id, each in findings.items() for cue in _merge(turn_id, each, cues=True)]
    proposals = [
        proposal
        for turn_id, each in findings.items()
        for proposal in _merge(turn_id, each)
        if not is_vetoed(proposal, texts[turn_id], cased=cased)
    ]
    found = retype(_carry_through(turns, retype(proposals, texts)), texts)
    found = sorted((*found, *beside(cues, found, texts)), key=lambda each: (each.turn_id, each.start))
    doubtful = {turn.id: turn.doubtful_spans() for turn in turns}
    return [_weighed(each, texts[each.turn_id], doubtful[each.turn_id]) for each in found]


def _weighed(proposal: Proposal, text: str, doubtful: Sequence[tuple[int, int]]) -> Proposal:
    """Give the proposal with the score that the place deserves: more beside a doubtful word, less for a mere word.

    Names are what recognisers are unsure of. A carried name that is an ordinary word (Mark, Will) and opens a sentence
    has its capital for another reason.
    """
    said = text[proposal.start : proposal.end]
    if any(start <= proposal.end + 1 and proposal.start <= end + 1 for start, end in doubtful) and said[0].isupper():
        score = min(1.0, round(proposal.score + _DOUBT, 3))
        return replace(proposal, score=score, reason=f"{proposal.reason}; {UNSURE}")
    opens = _SENTENCE_START.search(text[max(0, proposal.start - _REACH) : proposal.start])
    if proposal.detectors == (PROPAGATION,) and opens and is_ordinary(fold(said)):
        score = round(proposal.score * _MERE_WORD, 3)
        return replace(proposal, score=score, reason=f"{proposal.reason}; {_MERE}")
    return proposal


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


def _merge(turn_id: int, findings: Sequence[Finding], *, cues: bool = False) -> Iterator[Proposal]:
    singles = [
        Proposal(
            turn_id,
            finding.start,
            finding.end,
            finding.label,
            CATEGORIES.get(finding.label, Category.OTHER),
            (finding.detector,),
            finding.score,
            finding.reason,
        )
        for finding in findings
        if (finding.label == INDIRECT) is cues
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
