"""Hold the participant table that disclosure control works on: one row a person, each value in one spelling."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import Organisation, Participant

ORGANISATION = "organisation"
ROLE = "role"
LONGEST_NAME = 40
LONGEST_VALUE = 100
# These have a place of their own in the study and are no attributes.
_TAKEN = frozenset({ORGANISATION, "number", "study id", "name", "participant", "participant name", "aliases", "label"})


@dataclass(frozen=True, slots=True)
class Row:
    """What the table says of one participant; an attribute that is not known is not in ``values``."""

    participant_id: int
    number: int
    values: Mapping[str, str]


def attribute_name(text: str) -> str:
    """Give the name of an attribute as it is kept: lower case, single spaces; raise InputError for an unfit one."""
    name = " ".join(text.replace("_", " ").split()).lower()
    if not name or len(name) > LONGEST_NAME or not name.isprintable() or not any(map(str.isalpha, name)):
        raise InputError(
            "Participant attribute",
            f"Its name must hold a letter and at most {LONGEST_NAME} characters.",
            "Call it something like “sex”, “age band” or “years of service”.",
        )
    if name in _TAKEN:
        raise InputError(
            f"Participant attribute “{name}”",
            "This is no attribute: the study keeps it in a place of its own.",
            "Choose another name for the attribute.",
        )
    return name


def attribute_value(name: str, text: str) -> str:
    """Give a value as it is kept, with single spaces, or raise InputError; empty means that it is not known."""
    value = " ".join(text.split())
    if len(value) > LONGEST_VALUE or not value.isprintable():
        raise InputError(
            f"Participant attribute “{name}”",
            f"A value has at most {LONGEST_VALUE} characters, all of them visible.",
            "Use a short word or a band, such as “nurse” or “30–39”.",
        )
    return value


def with_attributes(participant: Participant, changes: Mapping[str, str]) -> Participant:
    """Give the participant with these attributes set, or taken away where the value is empty; raise InputError."""
    kept = dict(participant.attributes)
    role = participant.role
    for text, raw in changes.items():
        name = attribute_name(text)
        value = attribute_value(name, raw)
        if name == ROLE:
            role = value
        elif value:
            kept[name] = value
        else:
            kept.pop(name, None)
    return replace(participant, role=role, attributes=tuple(sorted(kept.items())))


def read_assignments(texts: Iterable[str]) -> dict[str, str]:
    """Read “sex=female”, “age band=30–39”; nothing after the sign takes the attribute away. Raises InputError."""
    found: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        if not sign:
            raise InputError("Participant attribute", "It has no value.", "Write it as NAME=VALUE, such as sex=female.")
        kept = attribute_name(name)
        found[kept] = attribute_value(kept, value)
    return found


def table_rows(participants: Iterable[Participant], organisations: Iterable[Organisation]) -> tuple[Row, ...]:
    """Give the table in the order of the numbers; an organisation stands there by the label it is shown with.

    “Nurse” and “nurse ” are one value, spelt as most participants have it.
    """
    labels = {organisation.id: organisation.shown_label for organisation in organisations}
    raw = [
        (each, {ORGANISATION: labels[each.organisation_id], ROLE: each.role, **dict(each.attributes)})
        for each in sorted(participants, key=lambda each: each.number)
    ]
    spelling = _spellings(values for _, values in raw)
    return tuple(
        Row(
            each.id,
            each.number,
            {name: spelling[name, _folded(value)] for name, value in values.items() if _folded(value)},
        )
        for each, values in raw
    )


def attributes_of(rows: Sequence[Row]) -> tuple[str, ...]:
    """Give every attribute that at least one row has: organisation and role first, then the others by name."""
    found = {name for row in rows for name in row.values}
    first = [name for name in (ORGANISATION, ROLE) if name in found]
    return (*first, *sorted(found - {ORGANISATION, ROLE}))


def check_attributes(rows: Sequence[Row], chosen: Sequence[str]) -> tuple[str, ...]:
    """Give the chosen attributes as they are kept, each once; raise InputError for none or one that nobody has."""
    known = attributes_of(rows)
    names = tuple(dict.fromkeys(" ".join(name.replace("_", " ").split()).lower() for name in chosen))
    unknown = [name for name in names if name not in known]
    if unknown or not names:
        raise InputError(
            f"Participant attribute “{unknown[0]}”" if unknown else "Participant table",
            "No participant has it." if unknown else "No attribute is chosen.",
            f"Attributes here: {', '.join(known) or 'none yet'}.",
        )
    return names


def _spellings(tables: Iterable[Mapping[str, str]]) -> dict[tuple[str, str], str]:
    counted = Counter((name, " ".join(value.split())) for values in tables for name, value in values.items())
    chosen: dict[tuple[str, str], str] = {}
    for (name, value), _ in sorted(counted.items(), key=lambda item: (-item[1], item[0])):
        chosen.setdefault((name, _folded(value)), value)
    return chosen


def _folded(value: str) -> str:
    return " ".join(value.split()).casefold()
