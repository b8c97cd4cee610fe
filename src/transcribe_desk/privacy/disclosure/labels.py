"""Warn where a study ID says too much: a label few participants share, or one that holds initials or a name."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.privacy.lexicons.words import frequency, word_set
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.naming.names import Matcher, searchable_parts
from transcribe_desk.study.study import Organisation, Participant

# Short forms that say a type of organisation and nobody's name.
_TYPES = word_set(
    "gp nhs icb ccg mdt pcn ed ae icu itu hmp hq hr it uk ngo cic eu tv lab pub spa gym vet law bar fe he sen pru"
)

_SMALL_WORDS = word_set("of the and for in at on upon de la")
_INITIALS_LENGTH = 4


class LabelProblem(StrEnum):
    """What is wrong with a label."""

    SMALL = "held by few"
    INITIALS = "initials"
    NAME = "a real name"


@dataclass(frozen=True, slots=True)
class LabelWarning:
    """One problem of a label as study IDs show it, what to do, and how many participants have the label."""

    problem: LabelProblem
    label: str
    participants: int
    message: str
    remedy: str


@dataclass(frozen=True, slots=True)
class PoolOffer:
    """Small organisations that could share a label; ``enough`` says that it then has participants enough."""

    labels: tuple[str, ...]
    pooled_label: str
    participants: int
    enough: bool


def warnings(
    organisations: Sequence[Organisation], participants: Sequence[Participant], threshold: int, pattern: str = ""
) -> tuple[LabelWarning, ...]:
    """Give every warning about the labels in use, and about the words of the study-ID pattern, sorted by label."""
    held = _held(organisations, participants)
    found = [_small(label, count, threshold) for label, count in held.items() if 0 < count < threshold]
    for label in dict.fromkeys(each.shown_label for each in organisations):
        found += _telling(label, held[label], organisations, participants)
    fixed = re.sub(r"\{[^}]*\}", "-", pattern).strip("-")
    if fixed:
        found += _telling(fixed, len(participants), organisations, participants)
    return tuple(sorted(found, key=lambda each: (each.label, each.problem)))


def check_new_label(
    label: str, organisations: Sequence[Organisation], participants: Sequence[Participant]
) -> tuple[LabelWarning, ...]:
    """Give the warnings about a label that nobody has yet: initials and names, not size."""
    return tuple(_telling(label, 0, organisations, participants))


def offer_pool(
    organisations: Sequence[Organisation], participants: Sequence[Participant], threshold: int
) -> PoolOffer | None:
    """Offer one label for all organisations whose label few participants share, or None when there are none.

    Where they are too few even together, the next smallest organisations join. One small organisation alone has
    nobody to pool with: then there is no offer.
    """
    held = {label: count for label, count in _held(organisations, participants).items() if count}
    small = [label for label, count in held.items() if count < threshold]
    if not small:
        return None
    chosen = list(small)
    for label in sorted((each for each in held if each not in small), key=lambda each: (held[each], each)):
        if len(chosen) > 1 and sum(held[each] for each in chosen) >= threshold:
            break
        chosen.append(label)
    if len(chosen) < 2:
        return None
    total = sum(held[label] for label in chosen)
    return PoolOffer(tuple(sorted(chosen)), _pooled_label(chosen, set(held) - set(chosen)), total, total >= threshold)


def _held(organisations: Sequence[Organisation], participants: Sequence[Participant]) -> Counter[str]:
    labels = {organisation.id: organisation.shown_label for organisation in organisations}
    return Counter(labels[participant.organisation_id] for participant in participants)


def _small(label: str, count: int, threshold: int) -> LabelWarning:
    people = "One participant has" if count == 1 else f"{count} participants have"
    return LabelWarning(
        LabelProblem.SMALL,
        label,
        count,
        f"{people} the label “{label}”, fewer than {threshold}: who knows the study may trace a quote.",
        "Pool it with other small organisations under one label.",
    )


def _telling(
    label: str, count: int, organisations: Sequence[Organisation], participants: Sequence[Participant]
) -> Iterable[LabelWarning]:
    """Give what a label tells that a type of organisation would not."""
    tokens = [token for token in label.split("-") if token]
    names = [name for each in participants for name in (each.name, *each.aliases) if name.strip()]
    places = [name for each in organisations for name in (each.name, *each.aliases) if name.strip()]
    remedy = "Choose a label that says the type of organisation only, such as “hospital”."
    forms = [
        *(part for name in names for part in searchable_parts(Category.PERSON, name)),
        *(part for name in places for part in searchable_parts(Category.ORGANISATION, name)),
    ]
    # In title case, as a name that is also an ordinary word counts only with a capital; a label has none.
    if forms and Matcher(forms).find(label.replace("-", " ").title()):
        yield LabelWarning(
            LabelProblem.NAME, label, count, "A label holds a real name of this study, or a part of it.", remedy
        )
    known = {initials for name in (*names, *places) for initials in _initials(name)}
    telling = [token for token in tokens if token in known or _looks_like_initials(token)]
    if telling:
        yield LabelWarning(
            LabelProblem.INITIALS,
            label,
            count,
            f"“{telling[0]}” in the label “{label}” reads as somebody's initials or a short form of a real name.",
            remedy,
        )


def _initials(name: str) -> set[str]:
    words = re.findall(r"[^\W\d_]+", name.casefold())
    long = "".join(word[0] for word in words)
    short = "".join(word[0] for word in words if word not in _SMALL_WORDS)
    return {each for each in (long, short) if len(each) > 1} - _TYPES


def _looks_like_initials(token: str) -> bool:
    return (
        token.isalpha()
        and 1 < len(token) <= _INITIALS_LENGTH
        and token not in _TYPES
        and token not in _SMALL_WORDS
        and not frequency(token)
    )


def _pooled_label(labels: Sequence[str], others: set[str]) -> str:
    """Give what the labels have in common, or a label that says only that they are organisations."""
    parts: list[list[str]] = [re.sub(r"-(?:\d+|[a-z])$", "", label).split("-") for label in sorted(labels)]
    common = {"-".join(part) for part in parts}
    last = {part[-1] for part in parts}
    candidates: list[str] = [*(common if len(common) == 1 else ()), *(last if len(last) == 1 else ())]
    numbered = (f"other-organisation-{number}" for number in itertools.count(2))
    return next(each for each in itertools.chain(candidates, ("other-organisation",), numbered) if each not in others)
