"""Give the study table to a view: one interview a row, with what its job is doing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
)
from PySide6.QtGui import QFontMetrics

from transcribe_desk.study.study import Status
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.translation import mark, say
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets.basics import Tone

if TYPE_CHECKING:
    from transcribe_desk.jobs.events import JobEvent
    from transcribe_desk.jobs.study_table import InterviewRow

Index = QModelIndex | QPersistentModelIndex
CHIP_ROLE = Qt.ItemDataRole.UserRole + 1  # the tone of a chip, where the cell is one
INTERVIEW_ROLE = Qt.ItemDataRole.UserRole + 2  # the interview's id
SORT_ROLE = Qt.ItemDataRole.UserRole + 3  # what a column is sorted by
NOWHERE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, the text of its cell, whether it holds numbers or is set in the font that aligns."""

    heading: str
    text: Callable[[InterviewRow], str]
    numeric: bool = False
    aligned: bool = False
    order: Callable[[InterviewRow], str | int] | None = None  # what it is sorted by, if not its text


COLUMNS = (
    Column(mark("Study", "Study ID"), lambda row: row.interview.study_id, aligned=True),
    Column(mark("Study", "Organisation"), lambda row: wording.organisation(row.interview.organisation_label)),
    Column(mark("Study", "Mode"), lambda row: wording.mode(row.interview.mode)),
    Column(mark("Study", "Month"), lambda row: wording.month(row.interview.date), order=lambda row: _ordinal(row)),
    Column(
        mark("Study", "Length"),
        lambda row: short_clock(row.interview.recording.duration_ms),
        numeric=True,
        aligned=True,
        order=lambda row: row.interview.recording.duration_ms,
    ),
    Column(
        mark("Study", "Status"), lambda row: below(row.status.value), order=lambda row: list(Status).index(row.status)
    ),
    Column(
        mark("Study", "Doubtful"),
        lambda row: _count(row, row.doubtful),
        numeric=True,
        aligned=True,
        order=lambda row: row.doubtful,
    ),
    Column(
        mark("Study", "Undecided"),
        lambda row: _undecided(row),
        numeric=True,
        aligned=True,
        order=lambda row: row.undecided,
    ),
)
STATUS_COLUMN = 5


class InterviewModel(QAbstractTableModel):
    """The interviews of the study in the order of their study IDs."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[InterviewRow, ...] = ()
        self._jobs: dict[int, JobEvent] = {}

    def rows(self) -> tuple[InterviewRow, ...]:
        """Give the rows shown."""
        return self._rows

    def words_width(self, place: int) -> int:
        """Give the width in pixels of the longest words in a column."""
        column = COLUMNS[place]
        metrics = QFontMetrics(looks.mono(13) if column.aligned else looks.sans(14))
        return max((metrics.horizontalAdvance(column.text(row)) for row in self._rows), default=0)

    def set_rows(self, rows: Sequence[InterviewRow], jobs: Mapping[int, JobEvent]) -> None:
        """Show these rows; a table of the same interviews keeps its selection."""
        same = [row.interview.id for row in rows] == [row.interview.id for row in self._rows]
        if not same:
            self.beginResetModel()
        self._rows, self._jobs = tuple(rows), dict(jobs)
        if not same:
            self.endResetModel()
        elif rows:
            self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, len(COLUMNS) - 1))

    def set_job(self, event: JobEvent) -> None:
        """Show what a job does now."""
        self._jobs[event.interview_id] = event
        for number, row in enumerate(self._rows):
            if row.interview.id == event.interview_id:
                place = self.index(number, STATUS_COLUMN)
                self.dataChanged.emit(place, place)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the interviews."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the headings."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return say("Study", COLUMNS[section].heading)
        return _alignment(COLUMNS[section]) if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell's text, font, side, chip tone or interview."""
        if not index.isValid():
            return None
        row, column = self._rows[index.row()], COLUMNS[index.column()]
        is_status = index.column() == STATUS_COLUMN
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._status(row)[0] if is_status else column.text(row)
        if role == Qt.ItemDataRole.ToolTipRole and is_status:
            return "\n".join(part for part in (wording.found(row), wording.missing_sound(row)) if part)
        if role == CHIP_ROLE:
            return self._status(row)[1] if is_status else None
        if role == SORT_ROLE:
            return column.text(row) if column.order is None else column.order(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == Qt.ItemDataRole.FontRole and column.aligned:
            return looks.mono(13)
        return row.interview.id if role == INTERVIEW_ROLE else None

    def _status(self, row: InterviewRow) -> tuple[str, Tone]:
        return wording.status(row, self._jobs.get(row.interview.id))


class SortedInterviews(QSortFilterProxyModel):
    """The interviews sorted by one column, whose heading says so with an arrow."""

    def __init__(self, source: InterviewModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.setSourceModel(source)
        self.setSortRole(SORT_ROLE)
        self.sort(0, Qt.SortOrder.AscendingOrder)

    def sort_by(self, column: int) -> None:
        """Sort by a column, and the other way round when it is sorted by it already."""
        ascending = self.sortColumn() != column or self.sortOrder() is Qt.SortOrder.DescendingOrder
        self.sort(column, Qt.SortOrder.AscendingOrder if ascending else Qt.SortOrder.DescendingOrder)
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, self.columnCount() - 1)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the headings, with an arrow at the one that is sorted by; none while the order is the usual one."""
        found = super().headerData(section, orientation, role)
        usual = self.sortColumn() == 0 and self.sortOrder() is Qt.SortOrder.AscendingOrder
        if role != Qt.ItemDataRole.DisplayRole or section != self.sortColumn() or usual:
            return found
        return f"{found} {'↑' if self.sortOrder() is Qt.SortOrder.AscendingOrder else '↓'}"


def _ordinal(row: InterviewRow) -> int:
    return row.interview.date.toordinal() if row.interview.date else 0


def _count(row: InterviewRow, number: int) -> str:
    return "" if row.status in (Status.IMPORTED, Status.TRANSCRIBING) else str(number)


def _undecided(row: InterviewRow) -> str:
    """Count what is undecided; a dash where nobody has looked for anything yet."""
    return "–" if row.status is Status.TRANSCRIBED else _count(row, row.undecided)


def _alignment(column: Column) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.numeric else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
