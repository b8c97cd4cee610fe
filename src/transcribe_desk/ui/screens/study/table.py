"""Show the interviews in a table, sorted, selected from and opened by mouse and keys; say below what is selected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QItemSelection, QItemSelectionModel, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QHeaderView, QMenu, QTableView, QWidget

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.delegates import CELL_MARGINS, TableDelegate
from transcribe_desk.ui.models.interviews import (
    COLUMNS,
    INTERVIEW_ROLE,
    STATUS_COLUMN,
    InterviewModel,
    SortedInterviews,
)
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.page import Facts

if TYPE_CHECKING:
    from transcribe_desk.jobs.study_table import InterviewRow

_WIDTHS = (150, 140, 116, 100, 88, 250, 96, 110)
_LISTED = 3
_SEEN_FIRST = 24  # rows


class InterviewTable(QTableView):
    """The table: Enter opens a row, a click on a heading sorts, and typing digits goes to a study ID."""

    opened = Signal(int)
    edit_asked = Signal()
    removal_asked = Signal()
    chosen_changed = Signal()

    def __init__(self, theme: Theme, model: InterviewModel) -> None:
        super().__init__()
        self._model = model
        self.sorted = SortedInterviews(model, self)
        self._typed, self._since_typed = "", QElapsedTimer()
        self._since_typed.start()
        self.setAccessibleName(tr("Study", "Interviews of this study"))
        self.setModel(self.sorted)
        self.setItemDelegate(TableDelegate(theme, self, chips=[STATUS_COLUMN]))
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._offer)
        self.verticalHeader().hide()
        self._set_up_header()
        self.doubleClicked.connect(lambda index: self.opened.emit(int(index.data(INTERVIEW_ROLE))))
        self.selectionModel().selectionChanged.connect(lambda _new, _old: self.chosen_changed.emit())
        theme.changed.connect(self._fit_text)
        self._fit_text()

    def set_words(self) -> None:
        """Set the words of the rows that are seen first, which takes longer than to draw them."""
        delegate = self.itemDelegate()
        assert isinstance(delegate, TableDelegate)
        for row in range(min(_SEEN_FIRST, self.sorted.rowCount())):
            for column in range(self.sorted.columnCount()):
                delegate.set_words(self.sorted.index(row, column))

    def chosen(self) -> list[int]:
        """Give the selected interviews in the order they are shown."""
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        return [int(self.sorted.index(row, 0).data(INTERVIEW_ROLE)) for row in rows]

    def choose(self, interview_ids: Iterable[int]) -> None:
        """Select interviews; those that are not there any more are passed over."""
        wanted = set(interview_ids)
        selection, first = QItemSelection(), None
        for row in range(self.sorted.rowCount()):
            index = self.sorted.index(row, 0)
            if int(index.data(INTERVIEW_ROLE)) in wanted:
                selection.select(index, self.sorted.index(row, self.sorted.columnCount() - 1))
                first = first or index
        self.selectionModel().select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        if first is not None:
            self.selectionModel().setCurrentIndex(first, QItemSelectionModel.SelectionFlag.NoUpdate)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a row on Enter; the shortcuts of the screen and the table's own keys do the rest."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(int(self.currentIndex().data(INTERVIEW_ROLE)))
        else:
            super().keyPressEvent(event)

    def sort_by_current(self) -> None:
        """Sort by the column one is in, and the other way round the next time."""
        if self.currentIndex().isValid():
            self.sorted.sort_by(self.currentIndex().column())

    def keyboardSearch(self, search: str) -> None:
        """Go to the study ID that begins with what is typed, whatever column one is in."""
        pause = self._since_typed.restart() > QApplication.keyboardInputInterval()
        self._typed = search if pause else self._typed + search
        column, row = self.currentIndex().column(), self.currentIndex().row()
        start = self.sorted.index(max(row, 0), 0)
        found: list[QModelIndex] = self.sorted.match(start, Qt.ItemDataRole.DisplayRole, self._typed, 1)
        if found:
            self.setCurrentIndex(self.sorted.index(found[0].row(), max(column, 0)))

    def _set_up_header(self) -> None:
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.sectionClicked.connect(self.sorted.sort_by)
        header.setToolTip(tr("Study", "Click to sort by this column"))
        header.setSectionResizeMode(STATUS_COLUMN, QHeaderView.ResizeMode.Stretch)
        for changed in (self.sorted.modelReset, self.sorted.headerDataChanged):
            changed.connect(self._fit_columns)

    def _fit_columns(self) -> None:
        """Give each column the room that its words and its heading need, and no less than the usual one."""
        for place, least in enumerate(_WIDTHS[: len(COLUMNS)]):
            words = self._model.words_width(place) + CELL_MARGINS
            needed = max(words, self.horizontalHeader().sectionSizeHint(place))
            self.setColumnWidth(place, max(least, needed))

    def _fit_text(self) -> None:
        self._fit_columns()
        self.verticalHeader().setDefaultSectionSize(looks.scaled(40))
        self.horizontalHeader().setFixedHeight(looks.scaled(40))

    def _offer(self, place: QPoint) -> None:
        """Offer in a menu what can be done with the selection."""
        index = self.indexAt(place)
        if not index.isValid():
            return
        menu = QMenu(self)
        menu.addAction(tr("Study", "Open"), lambda: self.opened.emit(int(index.data(INTERVIEW_ROLE))))
        menu.addAction(tr("Study", "Edit…"), self.edit_asked.emit)
        menu.addAction(tr("Study", "Remove…"), self.removal_asked.emit)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))


class SelectionBar(QWidget):
    """The line below the table: what is selected and what can be done with it; the last step that can be undone."""

    edit_asked = Signal()
    removal_asked = Signal()
    undo_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.words = Facts()
        self.edit_button = basics.button(tr("Study", "Edit…"), self.edit_asked.emit)
        self.remove_button = basics.button(tr("Study", "Remove…"), self.removal_asked.emit)
        self.undo_button = basics.button("", self.undo_asked.emit, kind="link")
        box = basics.row()
        box.addWidget(self.edit_button)
        box.addWidget(self.remove_button)
        box.addWidget(self.words, 1)
        box.addWidget(self.undo_button)
        box.setContentsMargins(12, 8, 12, 8)
        self.setLayout(box)

    def show_selection(self, rows: Sequence[InterviewRow]) -> None:
        """Say what is selected."""
        names = ", ".join(row.interview.study_id for row in rows[:_LISTED])
        more = tr("Study", " and {number} more").format(number=len(rows) - _LISTED) if len(rows) > _LISTED else ""
        if not rows:
            self.words.setText(tr("Study", "Nothing selected"))
        elif len(rows) == 1:
            self.words.setText(names)
        else:
            self.words.setText(f"{wording.counted(len(rows), 'interview')}: {names}{more}")
        for made in (self.edit_button, self.remove_button):
            made.setVisible(bool(rows))

    def show_keys(self, shortcuts: Shortcuts) -> None:
        """Say the keys in the tool tips."""
        self.edit_button.setToolTip(shortcuts.text("study.edit"))
        self.remove_button.setToolTip(shortcuts.text("study.remove"))
        self.undo_button.setToolTip(shortcuts.text("undo"))

    def show_undo(self, title: str | None) -> None:
        """Say what undo would take back."""
        self.undo_button.setVisible(title is not None)
        words = tr("Study", "Undo {what}").format(what=title)
        self.undo_button.setText(words)
