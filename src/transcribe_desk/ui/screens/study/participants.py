"""Fill in, in place, who the participants are and what is known of them, with a warning where few are alike."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QLineEdit,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from transcribe_desk.study.errors import DeskError, InputError
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.delegates import TableDelegate
from transcribe_desk.ui.models.participants import ALIASES, LIKENESS, NAME, STUDY_ID, Likeness, ParticipantModel
from transcribe_desk.ui.screens.study.small_cells import SmallCellsPanel
from transcribe_desk.ui.screens.study.steps import StudySteps
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.escape import EscapeLeaves
from transcribe_desk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from transcribe_desk.jobs.people import People
    from transcribe_desk.jobs.people_history import Done

_WIDTHS = (136, 126, 118, 165, 196, 240)
_ATTRIBUTE_WIDTH = 120


class ParticipantTable(QTableView):
    """The table; Enter or F2 begins to edit a cell, and so does typing."""

    def __init__(self, theme: Theme, model: ParticipantModel) -> None:
        super().__init__()
        self.setAccessibleName(tr("Participants", "Participants of this study"))
        self.setModel(model)
        self.setItemDelegate(_InPlace(theme, self, chips=[LIKENESS]))
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.verticalHeader().hide()
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionsClickable(False)
        model.modelReset.connect(self._set_widths)
        theme.changed.connect(self._fit_text)
        self._fit_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Begin to edit on Enter, where the cell can be edited."""
        index = self.currentIndex()
        starts = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if starts and index.isValid() and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.edit(index)
        else:
            super().keyPressEvent(event)

    def _set_widths(self) -> None:
        for column in range(self.model().columnCount()):
            self.setColumnWidth(column, looks.scaled(_WIDTHS[column] if column < len(_WIDTHS) else _ATTRIBUTE_WIDTH))
        self.setColumnWidth(STUDY_ID, max(self.columnWidth(STUDY_ID), self.sizeHintForColumn(STUDY_ID)))

    def _fit_text(self) -> None:
        self.verticalHeader().setDefaultSectionSize(looks.scaled(40))
        self.horizontalHeader().setFixedHeight(looks.scaled(40))
        self._set_widths()


class _InPlace(TableDelegate):
    """Cells as everywhere, with a line to type in over the whole cell."""

    def createEditor(
        self, parent: QWidget, _option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Make the line, named as its column for screen readers."""
        made = QLineEdit(parent)
        made.setAccessibleName(str(index.model().headerData(index.column(), Qt.Orientation.Horizontal)))
        return made

    def updateEditorGeometry(
        self, editor: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Cover the cell."""
        QStyledItemDelegate.updateEditorGeometry(self, editor, option, index)
        editor.setGeometry(option.rect.adjusted(2, 2, -2, -2))


class ParticipantsPage(QWidget):
    """The table at the left, small cells at the right; ``left`` asks for the interviews, ``table_asked`` for a file."""

    left = Signal()
    table_asked = Signal()

    def __init__(self, theme: Theme, session: Session, steps: StudySteps) -> None:
        super().__init__()
        self._session = session
        self._steps = steps
        self._stale = True
        self.model = ParticipantModel(self)
        self.model.edited.connect(self._keep)
        self.table = ParticipantTable(theme, self.model)
        self.cells = SmallCellsPanel(theme, session)
        self.cells.counted.connect(self._show_likeness)
        self.notice = Notice(theme, closable=True)
        self.back_button = basics.button(tr("Participants", "← Interviews"), self.left.emit, kind="quiet",
                                         name=tr("Participants", "Back to the interviews"))  # fmt: skip
        self.facts = basics.label("", "muted")
        self.column_button = basics.button(tr("Participants", "Add a column…"), self._ask_column)
        self.table_button = basics.button(tr("Participants", "Read a table…"), self.table_asked.emit)
        self.table_button.setToolTip(tr("Participants", "Take in all recordings that a CSV or Excel table names"))
        self.column = QLineEdit()
        self.column.setAccessibleName(tr("Participants", "Name of the new column"))
        self.column.setPlaceholderText(tr("Participants", "age band, years of service …"))
        self.column.returnPressed.connect(self._add_column)
        EscapeLeaves(self.column, self._close_column)
        self._lay_out()
        session.overview_changed.connect(self._overview_changed)

    def enter(self) -> None:
        """Show the participants as they now are, with the keyboard in the first name."""
        if self._stale:
            self.reload()
        if not self.table.currentIndex().isValid() and self.model.rowCount():
            self.table.setCurrentIndex(self.model.index(0, NAME))
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        """Show the participants as they now are and count them."""
        overview = self._session.overview
        self._stale = False
        self.model.set_people(overview.participants, overview.organisations, overview.settings.id_pattern)
        self.facts.setText(wording.counted(len(overview.participants), "participant"))
        self.cells.show_attributes(self.model.attributes())

    def _overview_changed(self) -> None:
        self._stale = True
        if self.isVisible() and self.table.state() is not QAbstractItemView.State.EditingState:
            self.reload()

    def _keep(self, participant_id: int, column: int, attribute: str, text: str) -> None:
        """Keep what was typed in a cell."""
        self.notice.clear()

        def step(people: People) -> Done:
            from transcribe_desk.jobs.participants_table import split_list

            if column == NAME:
                return people.change_participant(participant_id, name=text)
            if column == ALIASES:
                return people.change_participant(participant_id, aliases=split_list(text))
            return people.change_participant(participant_id, attributes={attribute: text})

        self._steps.take(step, None, self._failed)

    def _failed(self, error: DeskError) -> None:
        self.model.forget_typed()
        self.notice.say_error(error)

    def _show_likeness(self, likeness: Mapping[int, Likeness]) -> None:
        self.model.set_likeness(likeness)

    def _ask_column(self) -> None:
        self.column_button.hide()
        self._column_row.show()
        self.column.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_column(self) -> None:
        from transcribe_desk.privacy.disclosure.table import attribute_name

        try:
            name = attribute_name(self.column.text())
        except InputError as error:
            self.notice.say_error(error)
            return
        self.notice.clear()
        if name != "role" and name not in self.model.attributes():
            self.model.add_attribute(name)
            self.cells.show_attributes(self.model.attributes())
        self._close_column()
        if name in self.model.attributes() and self.model.rowCount():
            place = self.model.columnCount() - len(self.model.attributes()) + self.model.attributes().index(name)
            self.table.setCurrentIndex(self.model.index(0, place))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_column(self) -> None:
        self.column.clear()
        self._column_row.hide()
        self.column_button.show()

    def _lay_out(self) -> None:
        add = basics.button(tr("Participants", "Add"), self._add_column)
        self._column_row = basics.surface("", basics.row(self.column, add))
        self.column.setFixedWidth(220)
        self._column_row.hide()
        above = basics.row(self.back_button, self.facts, None, self._column_row, self.column_button, self.table_button)
        above.setContentsMargins(12, 8, 16, 8)
        inside = QVBoxLayout()
        inside.setContentsMargins(8, 0, 8, 8)
        inside.addWidget(self.notice)
        inside.addWidget(self.table, 1)
        left = basics.column(above, spacing=0)
        left.addLayout(inside, 1)
        across = basics.row(spacing=0)
        across.addWidget(basics.surface("paper", left), 1)
        across.addWidget(self.cells)
        self.setLayout(across)
