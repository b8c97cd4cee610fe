"""Lay out the participants by organisation and role, with totals, as the first table of a paper."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from transcribe_desk.export.study.paper import Block, Heading, Paper, Paragraph, Table
from transcribe_desk.privacy.disclosure.suppression import (
    Count,
    GroupedCounts,
    Shown,
    SmallCells,
    count_groups,
    protect,
)

NAME = "participant-table"
TITLE = "Participants by organisation and role"
_WITHHELD = "–"
_RECOGNISED = (
    "Who knows the study may recognise the people in its small cells: mask or pool them, or ask your ethics board."
)
_BY_STUDY_ID = (
    "The table hides how many took part from an organisation, but study IDs name it: whoever has the transcripts can"
    " count them."
)


@dataclass(frozen=True, slots=True)
class ParticipantTable:
    """The table as it is published, and in sentences what is small in it as it truly is."""

    counts: GroupedCounts
    warnings: tuple[str, ...]
    choice: SmallCells

    def paper(self) -> Paper:
        """Give the table with its note; warnings stand below it only where small numbers are still shown."""
        note = _note(self)
        blocks: list[Block] = [_table(self.counts), *([Paragraph(note)] if note else [])]
        if self.warnings and self.choice is SmallCells.WARN:
            blocks += [Heading("Before you publish it"), Paragraph(_RECOGNISED), *map(Paragraph, self.warnings)]
        return Paper(TITLE, tuple(blocks), frozenset([_RECOGNISED, *([note] if note else [])]))


def participant_table(
    pairs: Iterable[tuple[str, str]], threshold: int, choice: SmallCells = SmallCells.WARN
) -> ParticipantTable:
    """Count participants, each an organisation's public label and a role, and handle small counts as chosen.

    A masked count cannot be computed from the totals. Raises InputError where the threshold and the choice exclude
    each other.
    """
    counts = count_groups(pairs, threshold)
    warnings = tuple(_warning(group, part, size, threshold) for group, part, size in counts.small())
    published = protect(counts, choice)
    if any(group.total.shown is not Shown.EXACT for group in published.groups):
        warnings += (_BY_STUDY_ID,)
    return ParticipantTable(published, warnings, choice)


def _warning(group: str, part: str, size: int, threshold: int) -> str:
    who = f"{group}, {part}" if part else f"{group}, all roles"
    people = "1 participant" if size == 1 else f"{size} participants"
    return f"Small cell – {who}: {people}, fewer than {threshold}."


def _table(counts: GroupedCounts) -> Table:
    rows: list[tuple[str, str, str]] = []
    strong = []
    for group in counts.groups:
        strong.append(len(rows))
        rows.append((_capital(group.total.name), "", _number(group.total, counts.threshold)))
        rows += [("", part.name, _number(part, counts.threshold)) for part in group.parts]
    strong.append(len(rows))
    rows.append((counts.total.name, "", _number(counts.total, counts.threshold)))
    return Table(("Organisation", "Role", "Participants"), tuple(rows), (3, 4, 2), frozenset(strong))


def _number(count: Count, threshold: int) -> str:
    if count.shown is Shown.EXACT:
        return str(count.size)
    return f"<{threshold}" if count.shown is Shown.SMALL else _WITHHELD


def _note(table: ParticipantTable) -> str:
    counts = table.counts
    shown = {count.shown for group in counts.groups for count in (group.total, *group.parts)} | {counts.total.shown}
    notes = []
    if Shown.SMALL in shown:
        notes.append(f"<{counts.threshold} stands for fewer than {counts.threshold} participants.")
    if Shown.WITHHELD in shown:
        notes.append(f"{_WITHHELD} stands for a number that would let a reader work out a smaller one.")
    if table.choice is SmallCells.POOL and table.warnings:
        notes.append(f"Roles and organisations with fewer than {counts.threshold} participants are counted together.")
    return " ".join(notes)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
