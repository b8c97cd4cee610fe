"""Give any lines to a list, each with what a screen reader says and what a filter shows."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
NOWHERE = QModelIndex()
Item = TypeVar("Item")


class LineModel(QAbstractListModel, Generic[Item]):
    """A list of values; ``spoken`` says a value in one line, ``key`` tells which value is which when they change."""

    def __init__(
        self, spoken: Callable[[Item], str], key: Callable[[Item], object], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._spoken = spoken
        self._key = key
        self._items: list[Item] = []

    def set_items(self, items: Sequence[Item]) -> None:
        """Show these values; the same ones in the same order keep the selection."""
        if [self._key(item) for item in items] == [self._key(item) for item in self._items]:
            before, self._items = self._items, list(items)
            for row, (old, new) in enumerate(zip(before, self._items, strict=True)):
                if old != new:  # only these are painted again
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self._items = list(items)
        self.endResetModel()

    def items(self) -> list[Item]:
        """Give everything listed."""
        return list(self._items)

    def item(self, row: int) -> Item | None:
        """Give the value in a row, None where there is none."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, key: object) -> int:
        """Give the row of a value by its key, -1 when it is not listed."""
        return next((row for row, item in enumerate(self._items) if self._key(item) == key), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the values."""
        return 0 if parent.isValid() else len(self._items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row's text or value."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._spoken(item)
        return None
