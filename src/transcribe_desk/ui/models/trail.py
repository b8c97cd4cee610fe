"""Give the audit trail to a view: one entry a row, newest first, narrowed to what a person looks for."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.translation import mark, say, tr

if TYPE_CHECKING:
    from transcribe_desk.jobs.trail import Kind, TrailLine

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class _Column:
    heading: str
    text: Callable[[TrailLine], str]
    aligned: bool = False


COLUMNS = (
    _Column(mark("Log", "No."), lambda line: str(line.number), aligned=True),
    _Column(mark("Log", "When"), lambda line: _moment(line), aligned=True),
    _Column(mark("Log", "Who"), lambda line: line.who),
    _Column(mark("Log", "What"), lambda line: line.what),
    _Column(mark("Log", "About"), lambda line: line.study_id, aligned=True),
    _Column(mark("Log", "Details"), lambda line: line.facts),
)


class TrailModel(QAbstractTableModel):
    """The entries of the trail that fit what is looked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[TrailLine, ...] = ()
        self._shown: list[TrailLine] = []
        self._text = ""
        self._kind: Kind | None = None
        self._who: str | None = None

    def set_lines(self, lines: Sequence[TrailLine]) -> None:
        """Show these entries."""
        self._all = tuple(lines)
        self._narrow()

    def look_for(self, text: str, kind: Kind | None, who: str | None) -> None:
        """Show only entries that hold ``text``, are about ``kind`` and were caused by ``who``; None is any."""
        self._text, self._kind, self._who = text.strip(), kind, who
        self._narrow()

    def people(self) -> list[str]:
        """Give everybody in the trail."""
        return sorted({line.who for line in self._all})

    def line(self, row: int) -> TrailLine:
        """Give the entry of a row."""
        return self._shown[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the entries shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return say("Log", COLUMNS[section].heading) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell's text, font, side, or all of a text that may be cut short."""
        if not index.isValid():
            return None
        line, column = self._shown[index.row()], COLUMNS[index.column()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(line)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("Log", "The computer's clock had been set back.") if line.clock_went_back else column.text(line)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return looks.mono(13) if role == Qt.ItemDataRole.FontRole and column.aligned else None

    def _narrow(self) -> None:
        self.beginResetModel()
        self._shown = [
            line
            for line in self._all
            if (self._kind is None or line.kind is self._kind)
            and (self._who is None or line.who == self._who)
            and (not self._text or line.says(self._text))
        ]
        self.endResetModel()


def _moment(line: TrailLine) -> str:
    moment = f"{line.at.astimezone():%Y-%m-%d %H:%M:%S}"
    return f"{moment} ↩" if line.clock_went_back else moment
