"""Give the entities of an interview to the review list, grouped by category, with their state and counts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.ui import wording
from transcribe_desk.ui.document.marks import Shape
from transcribe_desk.ui.translation import tr

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
ENTITY_DRAG, MENTIONS_DRAG = "application/x-transcribe-desk-entity", "application/x-transcribe-desk-mentions"
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Heading:
    """The name of a group and how many entities it holds."""

    title: str
    count: int


@dataclass(frozen=True, slots=True)
class EntityItem:
    """An entity with its mentions in what is under review, and how often the whole study has it.

    ``maybe`` is the name of another entity that a person is asked to compare it with.
    """

    entity: Entity
    mentions: tuple[Mention, ...]
    in_study: int
    interviews: int
    maybe: str = ""

    @property
    def shape(self) -> Shape:
        """Give its state: open while one mention is undecided, else accepted, or staying when all are rejected."""
        if any(mention.decision is Decision.UNDECIDED for mention in self.mentions):
            return Shape.PROPOSED
        return Shape.REJECTED if all(mention.decision.rejected for mention in self.mentions) else Shape.ACCEPTED

    @property
    def spoken(self) -> str:
        """Say it in one line, as a screen reader reads it."""
        state = {
            Shape.PROPOSED: tr("Review", "undecided"),
            Shape.ACCEPTED: tr("Review", "accepted"),
            Shape.REJECTED: tr("Review", "stays as said"),
        }
        number = wording.counted(len(self.mentions), "mention")
        return f"{self.entity.name}, {wording.singular(self.entity.category)}, {number}, {state[self.shape]}"


Wanted = Callable[[Entity, Collection[Mention]], bool]


def items_of(
    entities: Iterable[Entity],
    mentions: Sequence[Mention],
    interview_id: int | None,
    *,
    weights: Mapping[int, float] | None = None,
    asked: Mapping[int, str] | None = None,
    wanted: Wanted | None = None,
) -> list[Heading | EntityItem]:
    """Group the entities that an interview, or with None the study, mentions, as far as they are ``wanted``.

    In each group the weightiest come first, then the most mentioned, so that one decision settles most.
    """
    by_entity: dict[int, list[Mention]] = defaultdict(list)
    for mention in mentions:
        by_entity[mention.entity_id].append(mention)
    groups: dict[Category, list[EntityItem]] = defaultdict(list)
    for entity in entities:
        everywhere = by_entity.get(entity.id, [])
        here = tuple(mention for mention in everywhere if interview_id in (None, mention.interview_id))
        if here and (wanted is None or wanted(entity, here)):
            spread = len({mention.interview_id for mention in everywhere})
            maybe = (asked or {}).get(entity.id, "")
            groups[entity.category].append(EntityItem(entity, here, len(everywhere), spread, maybe))
    heavy = weights or {}
    made: list[Heading | EntityItem] = []
    for category, title in wording.categories().items():
        if group := groups.get(category):
            group.sort(key=lambda item: (-heavy.get(item.entity.id, 0.0), -len(item.mentions), _by_name(item)))
            made += [Heading(title, len(group)), *group]
    return made


def _by_name(item: EntityItem) -> tuple[str, int]:
    return item.entity.name.casefold(), item.entity.id


class EntityModel(QAbstractListModel):
    """Headings and entities in one list; headings cannot be chosen.

    An entity dragged onto another asks to be merged into it, mentions dragged onto an entity to be moved there, and
    mentions dragged onto a heading to be split off.
    """

    merge_dropped = Signal(int, int)  # into, what
    mentions_dropped = Signal(object, int)  # ids, the entity they go to, or 0 for a new one

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Heading | EntityItem] = []

    def set_items(self, items: Sequence[Heading | EntityItem]) -> None:
        """Show these items; the same entities in the same order keep the selection."""
        same = [_identity(item) for item in items] == [_identity(item) for item in self._items]
        if same:
            before, self._items = self._items, list(items)
            for row, (old, new) in enumerate(zip(before, self._items, strict=True)):
                if old != new:  # only these are painted again
                    self.dataChanged.emit(self.index(row), self.index(row))
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

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count headings and entities."""
        return 0 if parent.isValid() else len(self._items)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let entities be chosen and dragged, and headings only take mentions that are split off."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.item(index.row()) is None:
            return Qt.ItemFlag.ItemIsDropEnabled
        dragged = Qt.ItemFlag.ItemIsDragEnabled | Qt.ItemFlag.ItemIsDropEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | dragged

    def supportedDropActions(self) -> Qt.DropAction:
        """Say that dropping moves."""
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        """Say what can be dropped here: an entity, or mentions."""
        return [ENTITY_DRAG, MENTIONS_DRAG]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Give the number of the entity that is dragged; no words ever leave the window."""
        made = QMimeData()
        item = self.item(indexes[0].row()) if indexes else None
        made.setData(ENTITY_DRAG, str(item.entity.id if item else 0).encode())
        return made

    def canDropMimeData(  # Qt gives a place between rows as well, which means nothing here
        self, data: QMimeData, _action: Qt.DropAction, _row: int, _column: int, parent: Index
    ) -> bool:
        """Tell whether something may be dropped: an entity on another, mentions on an entity or a heading."""
        if not parent.isValid():
            return False
        item = self.item(parent.row())
        if data.hasFormat(ENTITY_DRAG):
            return item is not None and item.entity.id != _number(data, ENTITY_DRAG)
        return data.hasFormat(MENTIONS_DRAG)

    def dropMimeData(self, data: QMimeData, action: Qt.DropAction, row: int, column: int, parent: Index) -> bool:
        """Ask for what was dropped; the list itself changes when it is done."""
        if not self.canDropMimeData(data, action, row, column, parent):
            return False
        item = self.item(parent.row())
        if data.hasFormat(ENTITY_DRAG) and item is not None:
            self.merge_dropped.emit(item.entity.id, _number(data, ENTITY_DRAG))
        elif data.hasFormat(MENTIONS_DRAG):
            ids = [int(each) for each in bytes(data.data(MENTIONS_DRAG).data()).split()]
            self.mentions_dropped.emit(ids, item.entity.id if item else 0)
        return False  # nothing is taken out of the list that it was dragged from

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


def _number(data: QMimeData, kind: str) -> int:
    return int(data.data(kind).data() or b"0")
