"""Count how many participants share each combination of attributes, and say which combinations are too small."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.privacy.disclosure.merges import Merge, Publisher
from transcribe_desk.privacy.disclosure.table import Row
from transcribe_desk.study.errors import InputError

HIGHEST_THRESHOLD = 100


class Colour(StrEnum):
    """How safe it is to publish a combination."""

    RED = "red"
    AMBER = "amber"
    GREEN = "green"


@dataclass(frozen=True, slots=True)
class Thresholds:
    """A combination held by fewer than ``red`` participants is red, by fewer than ``amber`` amber."""

    red: int = 3
    amber: int = 5

    def __post_init__(self) -> None:
        """Refuse thresholds that say nothing, with an InputError."""
        if not 2 <= self.red <= self.amber <= HIGHEST_THRESHOLD:
            raise InputError(
                "Thresholds of small cells",
                f"Red must be at least 2, and amber between red and {HIGHEST_THRESHOLD}.",
                "Use 3 and 5 unless your ethics board asks for others.",
            )

    def colour(self, size: int) -> Colour:
        """Give the colour of a combination that ``size`` participants share."""
        if size < self.red:
            return Colour.RED
        return Colour.AMBER if size < self.amber else Colour.GREEN


@dataclass(frozen=True, slots=True)
class Cell:
    """One combination of published values, in the order of the table's attributes, and who shares it."""

    values: tuple[str, ...]
    participant_ids: tuple[int, ...]
    colour: Colour

    @property
    def size(self) -> int:
        """Count the participants."""
        return len(self.participant_ids)


@dataclass(frozen=True, slots=True)
class CellTable:
    """All combinations of the chosen attributes, smallest first.

    ``incomplete`` are participants of whom one of the values is not known. They are in no cell: counted as somebody
    with any value they would make a small cell look larger than it is.
    """

    attributes: tuple[str, ...]
    cells: tuple[Cell, ...]
    incomplete: tuple[int, ...]
    thresholds: Thresholds

    def of(self, colour: Colour) -> tuple[Cell, ...]:
        """Give the cells of one colour."""
        return tuple(cell for cell in self.cells if cell.colour is colour)

    @property
    def publishable(self) -> bool:
        """Tell whether no combination is red and every participant's values are known."""
        return not self.of(Colour.RED) and not self.incomplete

    def cell_of(self, participant_id: int) -> Cell | None:
        """Give the cell a participant is in, or None where a value is not known."""
        return next((cell for cell in self.cells if participant_id in cell.participant_ids), None)


def count_cells(
    rows: Iterable[Row],
    attributes: Sequence[str],
    thresholds: Thresholds | None = None,
    merges: Iterable[Merge] = (),
) -> CellTable:
    """Count the combinations of ``attributes`` (at least one) as they are published with ``merges``.

    Counting again after a change is the live counter: 1,000 participants take a few milliseconds.
    """
    limits = thresholds or Thresholds()
    publisher = Publisher(merges)
    together: dict[tuple[str, ...], list[int]] = {}
    incomplete: list[int] = []
    for row in rows:
        values = tuple(publisher.value(name, row.values.get(name, "")) for name in attributes)
        if all(values):
            together.setdefault(values, []).append(row.participant_id)
        else:
            incomplete.append(row.participant_id)
    cells = [Cell(values, tuple(ids), limits.colour(len(ids))) for values, ids in together.items()]
    return CellTable(
        tuple(attributes), tuple(sorted(cells, key=lambda cell: (cell.size, cell.values))), tuple(incomplete), limits
    )
