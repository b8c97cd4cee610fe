"""List things to decide on, with one key for each decision."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView

KEYS = {
    (Qt.Key.Key_A, False): "accept",
    (Qt.Key.Key_A, True): "accept all",
    (Qt.Key.Key_R, False): "reject",
    (Qt.Key.Key_R, True): "reject all",
    (Qt.Key.Key_U, False): "next",
}


class DecisionList(QListView):
    """A list view that turns A, Shift+A, R, Shift+R and U into ``asked``; typing never searches in it."""

    asked = Signal(str)
    row_chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._silent = False
        self.setAccessibleName(name)
        self.setProperty("plain", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def choose(self, row: int) -> None:
        """Make a row the current one without telling anybody."""
        index = self.model().index(row, 0)
        if self.selectionModel().currentIndex() != index or not self.selectionModel().isSelected(index):
            self._silent = True
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self._silent = False
        if row >= 0:
            self.scrollTo(index)

    def currentChanged(
        self, current: QModelIndex | QPersistentModelIndex, previous: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Tell which row a person chose."""
        super().currentChanged(current, previous)
        if current.isValid() and not self._silent:
            self.row_chosen.emit(current.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Turn a key into a decision; all others move as in every list."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.NoModifier
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        asked = KEYS.get((Qt.Key(event.key()), shift)) if plain else None
        if asked is not None:
            self.asked.emit(asked)
            return
        super().keyPressEvent(event)

    def keyboardSearch(self, search: str) -> None:
        """Search for nothing: letters are decisions here."""
