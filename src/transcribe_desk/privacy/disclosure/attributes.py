"""Say which attributes of participants may stand beside their study IDs: none that singles too few people out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from transcribe_desk.privacy.disclosure.merges import Merge, Publisher
from transcribe_desk.privacy.disclosure.table import ORGANISATION, ROLE, Row, attributes_of

_Values = tuple[str, ...]  # published values in the order of the attributes looked at, empty where one is not known


@dataclass(frozen=True, slots=True)
class SmallAttribute:
    """An attribute with which ``beside`` it gives combinations that fewer than ``threshold`` participants share.

    ``cells`` counts those combinations, ``fewest`` the participants of the smallest.
    """

    name: str
    beside: tuple[str, ...]
    cells: int
    fewest: int
    threshold: int

    def __str__(self) -> str:
        """Give the attribute and what is small, without a value."""
        combinations = f"{self.cells} combination{' is' if self.cells == 1 else 's are'}"
        return (
            f"“{self.name}”, with {' and '.join(self.beside)}: {combinations} held by fewer than {self.threshold}"
            f" participants (the smallest by {self.fewest})"
        )


@dataclass(frozen=True, slots=True)
class PublicAttributes:
    """The attributes that nobody is singled out by, together and beside the organisation, and those that would."""

    safe: tuple[str, ...]
    small: tuple[SmallAttribute, ...]


def public_attributes(
    rows: Sequence[Row], threshold: int, merges: Iterable[Merge] = (), left_out: Iterable[str] = ()
) -> PublicAttributes:
    """Take one attribute after the other, by name, as long as every combination is held by ``threshold`` participants.

    A study ID tells the organisation, so it is always part of the combination, whatever the table calls it; the role is
    never published. Other values count as they are published with ``merges``. Where a value of somebody is not known,
    others with any value of it are no company to them: only who is known to share all that is told of a person is
    counted.
    """
    publisher = Publisher(each for each in merges if each.attribute != ORGANISATION)
    safe: list[str] = []
    small: list[SmallAttribute] = []
    for name in attributes_of(rows):
        if name in (ORGANISATION, ROLE, *left_out):
            continue
        together = (ORGANISATION, *safe, name)
        sizes = _small_sizes(_published(rows, publisher, together), threshold)
        if sizes:
            small.append(SmallAttribute(name, together[:-1], len(sizes), min(sizes), threshold))
        else:
            safe.append(name)
    return PublicAttributes(tuple(safe), tuple(small))


def _published(rows: Sequence[Row], publisher: Publisher, names: Sequence[str]) -> Counter[_Values]:
    return Counter(tuple(publisher.value(name, row.values.get(name, "")) for name in names) for row in rows)


def _small_sizes(held: Counter[_Values], threshold: int) -> list[int]:
    """Give how many share each combination that is too small; who lacks the last value is not touched by it."""
    sizes = (
        sum(size for other, size in held.items() if all(a in ("", b) for a, b in zip(values, other, strict=True)))
        for values in held
        if values[-1]
    )
    return [size for size in sizes if size < threshold]
