"""Give the mentions of one entity, each with a few words around it, to a list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt

from transcribe_desk.privacy.mention import Mention
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.ui.models.entities import MENTIONS_DRAG
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below

Index = QModelIndex | QPersistentModelIndex
ITEM_ROLE = Qt.ItemDataRole.UserRole + 1
NOWHERE = QModelIndex()
_AROUND = 26
_LOT = 100  # rows told to a view at once


class Occurrence(NamedTuple):
    """A mention in its turn, of which ``text`` is what was said; some lists have thousands, of which few are seen."""

    mention: Mention
    text: str
    start_ms: int
    study_id: str

    @property
    def words(self) -> str:
        """Give the words of the mention."""
        return self.text[self.mention.start : self.mention.end]

    @property
    def before(self) -> str:
        """Give some words before it."""
        said = self.text[: self.mention.start]
        return said if len(said) <= _AROUND else "… " + said[-_AROUND:].partition(" ")[2]

    @property
    def after(self) -> str:
        """Give some words after it."""
        said = self.text[self.mention.end :]
        return said if len(said) <= _AROUND else said[:_AROUND].rpartition(" ")[0] + " …"

    @property
    def spoken(self) -> str:
        """Say it in one line."""
        place = tr("Review", "{study_id} at {time}").format(study_id=self.study_id, time=short_clock(self.start_ms))
        note = tr("Review", ", note: {note}").format(note=self.mention.note) if self.mention.note else ""
        return f"{place}: {self.before}{self.words}{self.after}, {below(self.mention.decision.value)}{note}"


class MentionModel(QAbstractListModel):
    """The mentions of the entity on the card; some have thousands, so a view is told of more as it comes to them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._items: list[Occurrence] = []
        self._told = 0  # how many of them the view knows of
        self._busy = False

    def set_items(self, items: Sequence[Occurrence]) -> None:
        """Show these mentions."""
        if [item.mention.id for item in items] == [item.mention.id for item in self._items]:
            before, self._items = self._items, list(items)
            known = zip(before[: self._told], self._items[: self._told], strict=True)
            changed = [row for row, (old, new) in enumerate(known) if old != new]
            if changed:
                self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))
            return
        with self._telling():
            self.beginResetModel()
            self._items = list(items)
            self._told = min(_LOT, len(items))
            self.endResetModel()

    def canFetchMore(self, parent: Index) -> bool:
        """Tell whether there are mentions that the view does not know of."""
        return not parent.isValid() and self._told < len(self._items) and not self._busy

    def fetchMore(self, parent: Index) -> None:
        """Tell the view of some more."""
        if self.canFetchMore(parent):
            self._tell(self._told + _LOT)

    def _tell(self, rows: int) -> None:
        rows = min(rows, len(self._items))
        if rows > self._told and not self._busy:
            with self._telling():
                self.beginInsertRows(NOWHERE, self._told, rows - 1)
                self._told = rows
                self.endInsertRows()

    @contextmanager
    def _telling(self) -> Iterator[None]:
        """Tell of a change; whoever hears of it may ask for more at once, which must wait."""
        self._busy = True
        yield
        self._busy = False

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let mentions be chosen and dragged to another entity."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled

    def mimeTypes(self) -> list[str]:
        """Say what is dragged from here."""
        return [MENTIONS_DRAG]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        """Give the numbers of the mentions that are dragged; no words ever leave the window."""
        made = QMimeData()
        ids = [str(self._items[each.row()].mention.id) for each in indexes]
        made.setData(MENTIONS_DRAG, " ".join(ids).encode())
        return made

    def item(self, row: int) -> Occurrence | None:
        """Give the mention in a row."""
        return self._items[row] if 0 <= row < len(self._items) else None

    def row_of(self, mention_id: int) -> int:
        """Give the row of a mention, of which the view knows from now on; -1 when it is not listed."""
        found = next((row for row, item in enumerate(self._items) if item.mention.id == mention_id), -1)
        self._tell(found + 1)
        return found

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the mentions that the view knows of."""
        return 0 if parent.isValid() else self._told

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a row's text or item."""
        if not index.isValid():
            return None
        item = self._items[index.row()]
        if role == ITEM_ROLE:
            return item
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return item.spoken
        if role == Qt.ItemDataRole.ToolTipRole:
            return item.mention.note or item.spoken
        return None
