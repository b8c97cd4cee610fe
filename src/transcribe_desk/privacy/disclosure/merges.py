"""Publish several values of an attribute as one, while the study keeps what is true of each participant."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transcribe_desk.privacy.disclosure.table import Row, attribute_value
from transcribe_desk.study.errors import InputError


@dataclass(frozen=True, slots=True)
class Merge:
    """Values of one attribute, at least two in sorted order, that the published table gives as ``label``."""

    attribute: str
    values: tuple[str, ...]
    label: str


class Publisher:
    """Turns true values into published ones; letter case of a value makes no difference."""

    def __init__(self, merges: Iterable[Merge]) -> None:
        self._labels = {(merge.attribute, value.casefold()): merge.label for merge in merges for value in merge.values}

    def value(self, attribute: str, value: str) -> str:
        """Give what is published for a value; what no merge names stays as it is."""
        return self._labels.get((attribute, value.casefold()), value)


def make_merge(rows: Sequence[Row], attribute: str, values: Iterable[str], label: str) -> Merge:
    """Give the merge of these values of the table, or raise InputError for fewer than two, unknown ones, no label."""
    known = {value.casefold(): value for row in rows if (value := row.values.get(attribute, ""))}
    asked = [" ".join(value.split()) for value in values]
    unknown = [value for value in asked if value.casefold() not in known]
    if unknown:
        raise InputError(
            f"Value “{unknown[0]}”",
            f"No participant has it as {attribute}.",
            f"Values here: {', '.join(sorted(known.values())) or 'none'}.",
        )
    kept = tuple(sorted({known[value.casefold()] for value in asked}))
    if len(kept) < 2:
        raise InputError(f"Merge of {attribute}", "It needs two values or more.", "Name the values to publish as one.")
    published = attribute_value(attribute, label)
    if not published:
        raise InputError(f"Merge of {attribute}", "It has no label.", "Say what is published in place of the values.")
    return Merge(attribute, kept, published)


def add_merge(merges: Sequence[Merge], new: Merge, rows: Sequence[Row]) -> tuple[Merge, ...]:
    """Give the merges with a new one; one that shares a value with it becomes part of it.

    Raises InputError where the label is what is published for other values: those would silently join it.
    """
    values = set(new.values)
    touching = [each for each in merges if each.attribute == new.attribute and values & set(each.values)]
    whole = Merge(new.attribute, tuple(sorted(values.union(*(each.values for each in touching)))), new.label)
    others = tuple(each for each in merges if each not in touching)
    inside = {value.casefold() for value in whole.values}
    publisher = Publisher(others)
    elsewhere = {
        publisher.value(new.attribute, value).casefold()
        for row in rows
        if (value := row.values.get(new.attribute, "")) and value.casefold() not in inside
    }
    if whole.label.casefold() in elsewhere:
        raise InputError(
            f"Label “{whole.label}”",
            f"Other participants are published with it as {new.attribute}.",
            "Name their value in the merge as well, or choose another label.",
        )
    return tuple(sorted((*others, whole), key=lambda each: (each.attribute, each.values)))


def remove_merge(merges: Sequence[Merge], attribute: str, label: str) -> tuple[Merge, ...]:
    """Give the merges without the one of this label, or raise InputError; its true values are published again."""
    left = tuple(
        each for each in merges if (each.attribute, each.label.casefold()) != (attribute, label.strip().casefold())
    )
    if len(left) == len(merges):
        known = ", ".join(f"{each.attribute}: {each.label}" for each in merges) or "none"
        raise InputError(f"Merge “{label}”", f"There is none of {attribute}.", f"Merges here: {known}.")
    return left
