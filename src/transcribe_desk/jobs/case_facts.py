"""Gather what an export may say of the people interviewed: attributes as they are published, never a role."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from transcribe_desk.export.writers import CaseFacts
from transcribe_desk.privacy.disclosure.attributes import PublicAttributes, SmallAttribute, public_attributes
from transcribe_desk.privacy.disclosure.merges import Publisher
from transcribe_desk.privacy.disclosure.table import ORGANISATION, ROLE, Row, attributes_of, table_rows
from transcribe_desk.study.errors import InputError
from transcribe_desk.vault.store import Vault

_REMEDY = "Merge its values, pool the labels of small organisations, or confirm it."


@dataclass(frozen=True, slots=True)
class AttributeChoice:
    """Which attributes leave beside those that single nobody out: ``confirmed`` do, ``left_out`` do not."""

    confirmed: frozenset[str] = frozenset()
    left_out: frozenset[str] = frozenset()


AUTOMATIC = AttributeChoice()


@dataclass(frozen=True, slots=True)
class StudyCases:
    """The facts of each interview by study ID, the names of the attributes in them, and what is small.

    ``confirmed`` are the small ones that stand in them because a person said so.
    """

    facts: Mapping[str, CaseFacts] = field(default_factory=dict)
    names: tuple[str, ...] = ()
    small: tuple[SmallAttribute, ...] = ()
    confirmed: tuple[str, ...] = ()

    @property
    def warnings(self) -> tuple[str, ...]:
        """Say in sentences which attributes are small, and whether they leave."""
        return tuple(
            f"{each}. It leaves because you confirmed it."
            if each.name in self.confirmed
            else f"{each}. It is left out. {_REMEDY}"
            for each in self.small
        )


def attributes(vault: Vault, left_out: Collection[str] = ()) -> PublicAttributes:
    """Say which attributes of the people interviewed may leave, and which would single too few out."""
    return _public(vault, interviewed(vault), left_out)


def study_cases(vault: Vault, choice: AttributeChoice = AUTOMATIC) -> StudyCases:
    """Give what exports say of each interview's participants; raise InputError for an attribute that nobody has.

    An interview with several participants has a value only where all of them share it.
    """
    rows = interviewed(vault)
    confirmed, left_out = (_known(rows, names) for names in (choice.confirmed, choice.left_out))
    public = _public(vault, rows, left_out)
    agreed = tuple(each.name for each in public.small if each.name in confirmed)
    names = (*public.safe, *agreed)
    publisher = Publisher(vault.study.merges())
    values = {
        row.participant_id: {name: publisher.value(name, row.values.get(name, "")) for name in names} for row in rows
    }
    facts = {}
    for interview in vault.interviews.all():
        first, *others = (values[person] for person in interview.participant_ids)
        told = tuple(
            (_title(name), value)
            for name, value in first.items()
            if value and all(each[name] == value for each in others)
        )
        if told:
            facts[interview.study_id] = CaseFacts(told)
    return StudyCases(facts, names, public.small, agreed)


def interviewed(vault: Vault) -> tuple[Row, ...]:
    """Give the rows of the participant table of those who were interviewed: nobody else stands in a published file."""
    people = {person for interview in vault.interviews.all() for person in interview.participant_ids}
    participants = (each for each in vault.study.participants() if each.id in people)
    return table_rows(participants, vault.study.organisations())


def _public(vault: Vault, rows: tuple[Row, ...], left_out: Collection[str]) -> PublicAttributes:
    return public_attributes(rows, vault.study.settings().small_cell_threshold, vault.study.merges(), left_out)


def _known(rows: tuple[Row, ...], names: Collection[str]) -> frozenset[str]:
    known = [name for name in attributes_of(rows) if name not in (ORGANISATION, ROLE)]
    chosen = frozenset(" ".join(name.replace("_", " ").split()).lower() for name in names)
    unknown = sorted(chosen - set(known))
    if unknown:
        raise InputError(
            f"Participant attribute “{unknown[0]}”",
            "No participant has it, or it never leaves.",
            f"Attributes here: {', '.join(known) or 'none yet'}.",
        )
    return chosen


def _title(name: str) -> str:
    return name[:1].upper() + name[1:]
