"""List things to decide on; letters are left to the keys of the screen."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPersistentModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy


class DecisionList(QListView):
    """A plain list that tells which row a person chose; typing never searches in it."""

    row_chosen = Signal(int)

    def __init__(self, name: str) -> None:
        super().__init__()
        self._silent = False
        self._asked = 0
        self.setAccessibleName(name)
        self.setProperty("plain", "true")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)

    def ask_for(self, height: int) -> None:
        """Ask for no more than this height, in pixels, and take what is left over."""
        self._asked = height
        self.setMinimumHeight(height)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """Ask for the height that was agreed, or as every list does."""
        hint = super().sizeHint()
        return QSize(hint.width(), self._asked) if self._asked else hint

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

    def selectAll(self) -> None:
        """Select all there are, those too that the model has not told of yet."""
        self._fetch_all()
        super().selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go to the very end with End, as far as that may be."""
        if event.key() == Qt.Key.Key_End:
            self._fetch_all()
        super().keyPressEvent(event)

    def _fetch_all(self) -> None:
        root = QModelIndex()
        while self.model().canFetchMore(root):
            self.model().fetchMore(root)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard, and leave no row chosen where none was: Qt would choose the first."""
        chosen = self.currentIndex().isValid()
        self._silent = True
        super().focusInEvent(event)
        if not chosen:
            self.selectionModel().clearCurrentIndex()
        self._silent = False

    def keyboardSearch(self, search: str) -> None:
        """Search for nothing: letters are decisions here."""
