"""Find the smallest merge of values after which no combination of attributes is held by too few participants.

Small means: fewest values given up (three published as one gives up two); among those, values that belong together;
then fewest participants whose value becomes coarser; then the alphabet. The same table always gives the same merge.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, count

from transcribe_desk.privacy.disclosure.kinship import band, in_bands, joined, kin, merged_label
from transcribe_desk.privacy.disclosure.merges import Merge, Publisher
from transcribe_desk.privacy.disclosure.table import LONGEST_VALUE, ORGANISATION, Row

# Cells looked at before the search goes on step by step: about a second.
_WORK = 300_000

# One group of published values for each value, by attribute: which values are published together.
_Groups = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """Merges that together leave no red cell, and why these.

    ``given_up`` counts the values that can no longer be told apart, ``touched`` the participants whose value becomes
    coarser. ``smallest`` says that no other choice gives up fewer values; otherwise the search was cut short.
    """

    merges: tuple[Merge, ...]
    given_up: int
    touched: int
    smallest: bool
    reasons: tuple[str, ...]


def suggest(
    rows: Iterable[Row], attributes: Sequence[str], red: int, merges: Iterable[Merge] = ()
) -> tuple[Suggestion, ...]:
    """Suggest merges for the red cells of ``attributes``, beside those that are in force.

    The first suggestion is the smallest; a second merges only values that belong together, where that is another
    choice and possible. There is none when no cell is red, or when there are fewer than ``red`` participants in all.
    """
    problem = _Problem(tuple(rows), tuple(attributes), red, tuple(merges))
    if not problem.red_cells(problem.start) or problem.people < red:
        return ()
    found: list[Suggestion] = []
    for kin_only in (False, True):
        groups, proven = _search(problem, kin_only=kin_only)
        if groups is not None:
            suggestion = problem.describe(groups, proven=proven, kin_only=kin_only)
            if suggestion.merges not in [each.merges for each in found]:
                found.append(suggestion)
    return tuple(found)


class _Problem:
    """The table as numbers: published values of each attribute, and how many participants share each combination."""

    def __init__(self, rows: tuple[Row, ...], attributes: tuple[str, ...], red: int, merges: tuple[Merge, ...]) -> None:
        publisher = Publisher(merges)
        self._rows, self._attributes, self._red, self._publisher = rows, attributes, red, publisher
        published = [
            values
            for row in rows
            if all(values := tuple(publisher.value(name, row.values.get(name, "")) for name in attributes))
        ]
        self.people = len(published)
        self.values = [_in_order({values[place] for values in published}) for place in range(len(attributes))]
        self._number = [{value: number for number, value in enumerate(values)} for values in self.values]
        self._cells = Counter(
            tuple(self._number[place][value] for place, value in enumerate(values)) for values in published
        )
        self._held = [Counter(values[place] for values in published) for place in range(len(attributes))]
        self._banded = [in_bands(values) for values in self.values]
        self.start: _Groups = tuple(tuple(range(len(values))) for values in self.values)
        self.size = max(1, len(self._cells))

    def cells(self, groups: _Groups) -> dict[tuple[int, ...], int]:
        """Count the combinations as these groups publish them."""
        counted: dict[tuple[int, ...], int] = {}
        for values, size in self._cells.items():
            key = tuple(group[value] for group, value in zip(groups, values, strict=True))
            counted[key] = counted.get(key, 0) + size
        return counted

    def red_cells(self, groups: _Groups) -> list[tuple[int, tuple[int, ...]]]:
        """Give the cells that are too small, with their size first, smallest first."""
        return sorted((size, key) for key, size in self.cells(groups).items() if size < self._red)

    def steps(self, groups: _Groups, cell: tuple[int, ...], *, kin_only: bool) -> Iterator[_Groups]:
        """Give what becomes of the groups when one of the cell's is published with one other group.

        The final merge holds at least one of these pairs, as the cell cannot stay alone. Bands join only bands beside
        them.
        """
        for place, mine in enumerate(cell):
            group = groups[place]
            standing = sorted(set(group))
            for other in self._partners(place, standing, mine):
                low, high = min(mine, other), max(mine, other)
                merged = tuple(low if each == high else each for each in group)
                if kin_only and not self._related(place, self._members(place, merged, low)):
                    continue
                yield (*groups[:place], merged, *groups[place + 1 :])

    def _partners(self, place: int, standing: list[int], mine: int) -> list[int]:
        if not self._banded[place]:
            return [each for each in standing if each != mine]
        at = standing.index(mine)
        return [standing[near] for near in (at - 1, at + 1) if 0 <= near < len(standing)]

    def _related(self, place: int, members: tuple[str, ...]) -> bool:
        """Tell whether values belong together; organisations may always be pooled."""
        return self._attributes[place] == ORGANISATION or kin(members)

    def _members(self, place: int, group: tuple[int, ...], head: int) -> tuple[str, ...]:
        return tuple(value for value, mine in zip(self.values[place], group, strict=True) if mine == head)

    def merged(self, groups: _Groups) -> list[tuple[int, tuple[str, ...]]]:
        """Give each group of two published values or more, with the place of its attribute."""
        return [
            (place, members)
            for place, group in enumerate(groups)
            for head in sorted(set(group))
            if len(members := self._members(place, group, head)) > 1
        ]

    def cost(self, groups: _Groups) -> tuple[int, int, int, list[tuple[int, tuple[str, ...]]]]:
        """Give what is given up, groups that do not belong together, participants touched, and the groups by name."""
        merged = self.merged(groups)
        coarser = {(place, self._number[place][value]) for place, members in merged for value in members}
        touched = sum(size for cell, size in self._cells.items() if not coarser.isdisjoint(enumerate(cell)))
        strangers = sum(not self._related(place, members) for place, members in merged)
        return sum(len(members) - 1 for _, members in merged), strangers, touched, merged

    def describe(self, groups: _Groups, *, proven: bool, kin_only: bool) -> Suggestion:
        """Give the groups as merges of true values with the reasons a person reads."""
        given_up, _, touched, merged = self.cost(groups)
        merges: list[Merge] = []
        reasons: list[str] = []
        for place, members in merged:
            attribute = self._attributes[place]
            merge = Merge(attribute, self._true_values(attribute, members), self._label(place, members, merges))
            merges.append(merge)
            held = " + ".join(f"{value} ({self._held[place][value]})" for value in members)
            total = sum(self._held[place][value] for value in members)
            reasons.append(f"{attribute}: {held} → “{merge.label}” ({total}).")
            if len(members) == len(self.values[place]):
                reasons[-1] += " All its values are one now: the same as leaving it out."
        size = min(self.cells(groups).values())
        counted = f"{given_up} value{'' if given_up == 1 else 's'}"
        among = "Among values that belong together, no" if kin_only else "No"
        known = f"{among} other merge gives up fewer." if proven else "A smaller merge may exist."
        reasons.append(
            f"Gives up {counted} and touches {touched} participants; then no combination is held by fewer than"
            f" {size}. {known}"
        )
        return Suggestion(tuple(merges), given_up, touched, proven and not kin_only, tuple(reasons))

    def _true_values(self, attribute: str, published: tuple[str, ...]) -> tuple[str, ...]:
        inside = set(published)
        return tuple(
            sorted(
                {
                    value
                    for row in self._rows
                    if (value := row.values.get(attribute, "")) and self._publisher.value(attribute, value) in inside
                }
            )
        )

    def _label(self, place: int, members: tuple[str, ...], before: Sequence[Merge]) -> str:
        """Give a label that no other value and no other merge of the attribute is published with."""
        attribute = self._attributes[place]
        taken = {value.casefold() for value in self.values[place]} - {value.casefold() for value in members}
        taken |= {merge.label.casefold() for merge in before if merge.attribute == attribute}
        numbered = (f"other {attribute} {number}" for number in count(2))
        candidates = (merged_label(members), joined(members), f"other {attribute}")
        return next(
            label
            for label in chain(candidates, numbered)
            if label.casefold() not in taken and len(label) <= LONGEST_VALUE
        )


def _in_order(values: set[str]) -> tuple[str, ...]:
    return tuple(sorted(values, key=lambda value: (band(value), value)) if in_bands(tuple(values)) else sorted(values))


def _search(problem: _Problem, *, kin_only: bool) -> tuple[_Groups | None, bool]:
    """Give the best groups without a red cell, or None, and whether none smaller exists.

    Every level of the search gives up one value more, so the first level with an answer holds the smallest.
    """
    level = [problem.start]
    work = 0
    while level:
        answers, following = [], dict[_Groups, None]()
        for groups in level:
            work += problem.size
            if work > _WORK:
                return _step_by_step(problem, kin_only=kin_only), False
            red = problem.red_cells(groups)
            if not red:
                answers.append(groups)
            elif not answers:
                following.update(dict.fromkeys(problem.steps(groups, red[0][1], kin_only=kin_only)))
        if answers:
            return min(answers, key=problem.cost), True
        level = list(following)
    return None, False


def _step_by_step(problem: _Problem, *, kin_only: bool) -> _Groups | None:
    """Join, for the smallest red cell each time, the pair that leaves the fewest participants in red cells."""
    groups = problem.start
    while red := problem.red_cells(groups):
        steps = [
            ((sum(size for size, _ in problem.red_cells(step)), *problem.cost(step)), step)
            for step in problem.steps(groups, red[0][1], kin_only=kin_only)
        ]
        if not steps:
            return None
        groups = min(steps)[1]
    return groups
