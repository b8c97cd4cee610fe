"""Let a second person decide without seeing the first one's decisions, and lay the two side by side."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from transcribe_desk.privacy.deciding.agreement import Agreement, agreement
from transcribe_desk.privacy.finding.propagation import LABELS, PROPAGATION
from transcribe_desk.privacy.mention import BY_HAND, Category, Decision, Mention

# Cutting turns and moving words between them takes marked words so far; farther away the same words were not marked.
_TURNS_AROUND = 3


class Verdict(StrEnum):
    """What somebody says about words: they are replaced, or they stay as said."""

    REPLACED = "replaced"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class BlindDecision:
    """What the second person says about a proposal, or ``words`` of a turn that they marked themselves (no mention)."""

    turn_id: int
    start: int
    end: int
    verdict: Verdict
    at: dt.datetime
    mention_id: int | None = None
    category: Category = Category.OTHER
    words: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """Words of a turn with what each of the two says; ``settled`` is what they made of a difference together.

    ``words`` are what the turn said there when the two were compared, empty where that is not known.
    """

    turn_id: int
    start: int
    end: int
    first: Verdict
    second: Verdict
    mention_id: int | None = None
    category: Category = Category.OTHER
    settled: Verdict | None = None
    words: str = ""

    @property
    def differs(self) -> bool:
        """Tell whether the two do not agree."""
        return self.first is not self.second


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two people's decisions on one interview as they stood at one moment; nothing decided later changes it."""

    id: int
    interview_id: int
    first: str
    second: str
    at: dt.datetime
    units: tuple[Unit, ...]

    @property
    def agreement(self) -> Agreement:
        """Give how far they agreed by themselves, whatever was settled since."""
        return agreement((unit.first, unit.second) for unit in self.units)

    @property
    def differences(self) -> tuple[Unit, ...]:
        """Give what they did not agree on, in the order of the text."""
        return tuple(unit for unit in self.units if unit.differs)

    @property
    def open(self) -> int:
        """Count the differences nobody has settled."""
        return sum(unit.settled is None for unit in self.differences)

    def settling(self, unit: Unit, verdict: Verdict) -> Comparison:
        """Give the comparison with one difference settled."""
        return replace(
            self, units=tuple(replace(each, settled=verdict) if each == unit else each for each in self.units)
        )


def verdict_of(mention: Mention) -> Verdict | None:
    """Give what a decision comes to, None while there is none."""
    if mention.decision is Decision.UNDECIDED:
        return None
    return Verdict.REPLACED if mention.decision is Decision.ACCEPTED else Verdict.STAYS


def blind(
    mentions: Iterable[Mention], interview_id: int, decisions: Collection[BlindDecision], reviewer: str
) -> tuple[Mention, ...]:
    """Give an interview's mentions as the second person sees them: proposals without decision, but for their own.

    Nothing of what the first one marked by hand is there, nor what the program proposed only because of that. What the
    second one marked has ids below zero.
    """
    shown = _shown(mentions)
    said = {each.mention_id: each for each in decisions if each.mention_id is not None}
    seen = [_masked(each, said.get(each.id), reviewer) for each in shown if each.interview_id == interview_id]
    marked = [each for each in decisions if each.mention_id is None]
    own = [_marked(number, interview_id, each, reviewer) for number, each in enumerate(marked, start=1)]
    return tuple(sorted((*seen, *own), key=lambda each: (each.turn_id, each.start, each.end, each.id)))


def compared(
    mentions: Iterable[Mention], interview_id: int, decisions: Iterable[BlindDecision], texts: Mapping[int, str]
) -> tuple[tuple[Unit, ...], int]:
    """Give what both have decided on, in the order of the text, and how much one of the two has still open.

    A place that only one of them marked counts as left standing by the other, and so do marked words that an edit took
    away: what became of them is for both to say. ``texts`` are the interview's turns.
    """
    everything, made = tuple(mentions), tuple(decisions)
    followed = following(made, texts)
    gone = [each for each, now in zip(made, followed, strict=True) if now is None]
    decisions = [each for each in followed if each is not None]
    own = [each for each in everything if each.interview_id == interview_id]
    shown = {each.id for each in _shown(everything)}
    said = {each.mention_id: each.verdict for each in decisions if each.mention_id is not None}
    units, waiting = [], 0
    for each in own:
        if each.id not in shown:
            continue
        first, second = verdict_of(each), said.get(each.id)
        if first is None or second is None:
            waiting += 1
        else:
            units.append(Unit(each.turn_id, each.start, each.end, first, second, each.id, each.category))
    accepted = [each for each in own if each.decision is Decision.ACCEPTED]
    by_first = [each for each in accepted if each.id not in shown]
    by_second = [each for each in decisions if each.mention_id is None and each.verdict is Verdict.REPLACED]
    taken_up = [each for each in own if said.get(each.id) is Verdict.REPLACED]
    units += _marked_by_first(by_first, (*by_second, *taken_up))
    units += _marked_by_second(by_second, accepted)
    units += _marked_by_second(gone, ())
    in_order = sorted(units, key=lambda each: (each.turn_id, each.start, each.end))
    spoken = [each.words or texts.get(each.turn_id, "")[each.start : each.end] for each in in_order]
    return tuple(replace(each, words=words) for each, words in zip(in_order, spoken, strict=True)), waiting


def _marked_by_first(marked: Sequence[Mention], theirs: Sequence[BlindDecision | Mention]) -> Iterator[Unit]:
    for each in marked:
        found = any(_touch(each, other) for other in theirs)
        second = Verdict.REPLACED if found else Verdict.STAYS
        yield Unit(each.turn_id, each.start, each.end, Verdict.REPLACED, second, each.id, each.category)


def _marked_by_second(marked: Sequence[BlindDecision], accepted: Sequence[Mention]) -> Iterator[Unit]:
    """Give the places that only the second one marked; where the first replaced them too, that is counted already."""
    verdicts = (Verdict.STAYS, Verdict.REPLACED)
    for each in marked:
        if not any(_touch(other, each) for other in accepted):
            yield Unit(each.turn_id, each.start, each.end, *verdicts, category=each.category, words=each.words)


def _touch(mention: Mention, other: BlindDecision | Mention) -> bool:
    return mention.turn_id == other.turn_id and mention.start < other.end and other.start < mention.end


def _shown(mentions: Iterable[Mention]) -> list[Mention]:
    """Give the mentions that the machine proposed, and not only because somebody had marked the words elsewhere."""
    by_entity: dict[int, list[Mention]] = {}
    for each in mentions:
        by_entity.setdefault(each.entity_id, []).append(each)
    found = {entity_id for entity_id, own in by_entity.items() if any(set(each.detectors) - _NO_SIGHT for each in own)}
    return [
        each for own in by_entity.values() for each in own if each.entity_id in found and each.detectors != (BY_HAND,)
    ]


_NO_SIGHT = frozenset({BY_HAND, PROPAGATION})


def _masked(mention: Mention, said: BlindDecision | None, reviewer: str) -> Mention:
    decision = Decision.UNDECIDED
    if said is not None:
        decision = Decision.ACCEPTED if said.verdict is Verdict.REPLACED else Decision.REJECTED_HERE
    return replace(
        mention,
        decision=decision,
        decided_by=reviewer if said else "",
        decided_at=said.at if said else None,
        note="",
    )


def _marked(number: int, interview_id: int, said: BlindDecision, reviewer: str) -> Mention:
    return Mention(
        id=-number,
        interview_id=interview_id,
        turn_id=said.turn_id,
        start=said.start,
        end=said.end,
        label=LABELS[said.category],
        category=said.category,
        detectors=(BY_HAND,),
        score=1.0,
        reason="marked by hand",
        entity_id=-number,
        decision=Decision.ACCEPTED,
        decided_by=reviewer,
        decided_at=said.at,
    )


def following(decisions: Iterable[BlindDecision], texts: Mapping[int, str]) -> tuple[BlindDecision | None, ...]:
    """Give each decision, marked words where the turns now say them, and None for marked words that are gone.

    ``texts`` are all turns of the interview, in order. No two marks of the same words come to one place.
    """
    decisions = tuple(decisions)
    marks = [each for each in decisions if each.mention_id is None]
    standing = [each for each in marks if each.start in _said(texts.get(each.turn_id, ""), each.words)]
    taken = {(each.turn_id, each.start) for each in standing}
    found: list[BlindDecision | None] = []
    for each in decisions:
        if each.mention_id is not None or each in standing:
            found.append(each)
            continue
        now = _found(each, texts, taken)
        taken.update([(now.turn_id, now.start)] if now else [])
        found.append(now)
    return tuple(found)


def _found(mark: BlindDecision, texts: Mapping[int, str], taken: Collection[tuple[int, int]]) -> BlindDecision | None:
    place = place_of(mark.words, texts, mark.turn_id, mark.start, taken)
    if place is not None:
        turn_id, start = place
        return replace(mark, turn_id=turn_id, start=start, end=start + len(mark.words))
    # Somebody may have marked a part of a word, which is looked for nowhere else.
    untouched = texts.get(mark.turn_id, "")[mark.start : mark.end] == mark.words != ""
    return mark if untouched else None


def place_of(
    words: str, texts: Mapping[int, str], turn_id: int, start: int, taken: Collection[tuple[int, int]] = ()
) -> tuple[int, int] | None:
    """Give the turn and the place in it where words stand that stood at ``start`` of a turn, or None.

    It is the nearest in that turn, or else in one near it; where the turn is no more, as it was merged into another,
    any turn may say them. ``taken`` are turns and places that are others'.
    """
    turns = list(texts)
    if not turns:
        return None
    here = turns.index(
        turn_id if turn_id in texts else max((each for each in turns if each < turn_id), default=turns[0])
    )
    near = sorted(enumerate(turns), key=lambda each: abs(each[0] - here))
    for number, each in near:
        if turn_id in texts and abs(number - here) > _TURNS_AROUND:
            break
        places = [place for place in _said(texts[each], words) if (each, place) not in taken]
        if places:
            return each, min(places, key=lambda place: abs(place - start))
    return None


def _said(text: str, words: str) -> list[int]:
    """Give where a text says words, not where another word begins or ends with them: “Although” does not say “Al”."""
    if not words:
        return []
    first, last = (r"(?<!\w)" if words[0].isalnum() else ""), (r"(?!\w)" if words[-1].isalnum() else "")
    return [match.start() for match in re.finditer(f"(?={first}{re.escape(words)}{last})", text)]
