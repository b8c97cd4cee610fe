"""Give the entities of an interview to the review list, grouped by category, with their state and counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.ui import wording
from transcribe_desk.ui.document.marks import Shape

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group and how many entities it holds."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class EntityItem:
    """An entity with its mentions in the interview under review, and how often the whole study has it."""

    entity: Entity
    mentions: tuple[Mention, ...]
    in_study: int
    interviews: int

    @property
    def shape(self) -> Shape:
        """Give its state: open while one mention is undecided, else accepted, or staying when all are rejected."""
        if any(mention.decision is Decision.UNDECIDED for mention in self.mentions):
            return Shape.PROPOSED
        return Shape.REJECTED if all(mention.decision.rejected for mention in self.mentions) else Shape.ACCEPTED

    @property
    def spoken(self) -> str:
        """Say it in one line, as a screen reader reads it."""
        state = {Shape.PROPOSED: "undecided", Shape.ACCEPTED: "accepted", Shape.REJECTED: "stays as said"}
        number = wording.counted(len(self.mentions), "mention")
        return f"{self.entity.name}, {wording.SINGULAR[self.entity.category]}, {number}, {state[self.shape]}"


def items_of(entities: Iterable[Entity], mentions: Sequence[Mention], interview_id: int) -> list[Heading | EntityItem]:
    """Group the entities that an interview mentions; most-mentioned first, so one decision settles most."""
    by_entity: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_entity[mention.entity_id].append(mention)
    groups: dict[Category, list[EntityItem]] = defaultdict(list)
    for entity in entities:
        everywhere = by_entity.get(entity.id, [])
        here = tuple(mention for mention in everywhere if mention.interview_id == interview_id)
        if here:
            spread = len({mention.interview_id for mention in everywhere})
            groups[entity.category].append(EntityItem(entity, here, len(everywhere), spread))
    made: list[Heading | EntityItem] = []
    for category, title in wording.CATEGORIES.items():
        if group := groups.get(category):
            group.sort(key=lambda item: (-len(item.mentions), item.entity.name.casefold(), item.entity.id))
            made += [Heading(title, len(group)), *group]
    return made


class EntityModel(QAbstractListModel):
    """Headings and entities in one list; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Heading | EntityItem] = []

    def set_items(self, items: Sequence[Heading | EntityItem]) -> None:
        """Show these items; the same entities in the same order keep the selection."""
        same = [_identity(item) for item in items] == [_identity(item) for item in self._items]
        if same:
            self._items = list(items)
            if items:
                self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def items(self) -> list[Heading | EntityItem]:
        """Give everything listed."""
        return list(self._items)

    def item(self, row: int) -> EntityItem | None:
        """Give the entity in a row, None for a heading or no row."""
        found = self._items[row] if 0 <= row < len(self._items) else None
        return found if isinstance(found, EntityItem) else None

    def row_of(self, entity_id: int) -> int:
        """Give the row of an entity, -1 when it is not listed."""
        rows = (r for r, item in enumerate(self._items) if isinstance(item, EntityItem) and item.entity.id == entity_id)
        return next(rows, -1)

    def next_undecided(self, after: int) -> int:
        """Give the next row with something to decide after ``after``, from the top again at the end, or -1."""
        order = [*range(after + 1, len(self._items)), *range(min(after + 1, len(self._items)))]
        found = (row for row in order if (item := self.item(row)) is not None and item.shape is Shape.PROPOSED)
        return next(found, -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count headings and entities."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let entities be chosen and headings not."""
        if not index.isValid() or self.item(index.row()) is None:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row's text or item."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.spoken if isinstance(item, EntityItem) else item.title
        if role == Qt.ItemDataRole.DisplayRole:
            return item.entity.name if isinstance(item, EntityItem) else f"{item.title} · {item.count}"
        return None


def _identity(item: Heading | EntityItem) -> object:
    return item.entity.id if isinstance(item, EntityItem) else item.title
