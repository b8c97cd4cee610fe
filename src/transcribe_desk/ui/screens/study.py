"""Show the study: its interviews in a table, recordings coming in, organisations at the side."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QFrame,
    QHeaderView,
    QStackedWidget,
    QTableView,
    QVBoxLayout,
)

from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study import Status
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.delegates import TableDelegate
from transcribe_desk.ui.models.interviews import COLUMNS, INTERVIEW_ROLE, STATUS_COLUMN, InterviewModel
from transcribe_desk.ui.screens.import_panel import ImportPanel, describe_report
from transcribe_desk.ui.screens.organisations import OrganisationsPanel
from transcribe_desk.ui.screens.start_panel import StartPanel
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page

if TYPE_CHECKING:
    from transcribe_desk.jobs.importing import ImportReport

EMPTY = "Drop recordings here. They are copied into the encrypted study; the originals are not changed."
_SOUND = "Recordings (*.wav *.mp3 *.m4a *.aac *.ogg *.opus *.oga *.flac *.wma *.amr *.mp4 *.mov *.mkv *.webm)"
_WIDTHS = (150, 140, 116, 96, 76, 250, 92, 104)


class InterviewTable(QTableView):
    """The table; Enter opens a row as a double click does."""

    opened = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the current row on Enter."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(int(self.currentIndex().data(INTERVIEW_ROLE)))
        else:
            super().keyPressEvent(event)


class StudyScreen(Page):
    """The table of interviews; ``opened`` asks the window to show one."""

    opened = Signal(int)
    queued = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(session.overview.settings.title)
        self._session = session
        self._dispatcher = Dispatcher(self)
        self.setAcceptDrops(True)
        self.model = InterviewModel(self)
        self.table = self._make_table(theme)
        self.transcribe_button = basics.button("", self.ask_to_transcribe)
        self.participants_button = basics.button("Participants table…", self._choose_table)
        self.add_button = basics.button("Add recordings", self._choose_files, kind="primary")
        for part in (self.transcribe_button, self.participants_button, self.add_button):
            self.header.add_action(part)
        self.import_panel = ImportPanel(theme, session)
        self.import_panel.finished.connect(self._imported)
        self.import_panel.hide()
        self.start_panel = StartPanel(session)
        self.start_panel.started.connect(self._started)
        self.start_panel.hide()
        self.notice = Notice(theme, closable=True)
        self.organisations = OrganisationsPanel(theme, session)
        empty = EmptyState(theme, "drop", EMPTY, basics.button("Choose recordings…", self._choose_files))
        self._content = QStackedWidget()
        self._content.addWidget(empty)
        self._content.addWidget(self.table)
        self._drop_hint = self._make_drop_hint()
        self._lay_out()
        session.overview_changed.connect(self.reload)
        session.job_changed.connect(self.model.set_job)
        self.reload()

    def reload(self) -> None:
        """Show the study as it now is."""
        overview = self._session.overview
        self.model.set_rows(overview.rows, self._session.jobs)
        self.header.facts.setText(wording.study_facts(overview.rows))
        self._content.setCurrentIndex(1 if overview.rows else 0)
        waiting = self._waiting()
        self.transcribe_button.setText(f"Transcribe {len(waiting)} waiting")
        self.transcribe_button.setVisible(bool(waiting))

    def take_files(self, files: list[Path]) -> None:
        """Ask which organisation these recordings come from, or read the one table among them."""
        if len(files) == 1 and files[0].suffix.lower() in (".csv", ".xlsx"):
            self.import_table(files[0])
        elif files:
            self.notice.clear()
            self.start_panel.hide()
            self.import_panel.ask(files)

    def ask_to_transcribe(self) -> None:
        """Ask how the waiting interviews are to be transcribed, all of them or those selected; nothing if none is."""
        waiting = self._waiting()
        if waiting and not self.import_panel.isVisible():
            selected = [int(index.data(INTERVIEW_ROLE)) for index in self.table.selectionModel().selectedRows()]
            self.start_panel.ask(waiting, selected)

    def import_table(self, table: Path) -> None:
        """Take in every recording of a participants table, in the background."""
        if self._dispatcher.busy:
            return
        desk = self._session.desk
        self.notice.say("accent", f"Reading {table.name} and encrypting its recordings…")
        self.participants_button.setEnabled(False)
        self._dispatcher.start(lambda: desk.import_table(table), self._table_imported, self._failed)

    # Drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from this computer."""
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self._drop_hint.show()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the hint away."""
        event.accept()
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped files, and those in a dropped folder."""
        self._drop_hint.hide()
        event.acceptProposedAction()
        dropped = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        self.take_files(files_in(dropped))

    # Parts

    def _make_table(self, theme: Theme) -> InterviewTable:
        table = InterviewTable()
        table.setAccessibleName("Interviews of this study")
        table.setModel(self.model)
        table.setItemDelegate(TableDelegate(theme, table))
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        table.setShowGrid(False)
        table.setTabKeyNavigation(False)
        table.setFrameShape(QFrame.Shape.NoFrame)
        table.verticalHeader().hide()
        table.verticalHeader().setDefaultSectionSize(40)
        header = table.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setFixedHeight(40)
        for place, width in enumerate(_WIDTHS[: len(COLUMNS)]):
            table.setColumnWidth(place, width)
        header.setSectionResizeMode(STATUS_COLUMN, QHeaderView.ResizeMode.Stretch)
        table.doubleClicked.connect(self._open_index)
        table.opened.connect(self._open)
        table.selectionModel().currentRowChanged.connect(self._row_changed)
        return table

    def _make_drop_hint(self) -> QFrame:
        hint = QFrame()
        hint.setProperty("card", "drop")
        words = basics.label(EMPTY, "strong", wrap=True)
        words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        box = QVBoxLayout(hint)
        box.setContentsMargins(16, 20, 16, 20)
        box.addWidget(words)
        hint.hide()
        return hint

    def _lay_out(self) -> None:
        above = QVBoxLayout()
        above.setContentsMargins(16, 8, 16, 0)
        above.setSpacing(8)
        for part in (self._drop_hint, self.import_panel, self.start_panel, self.notice):
            above.addWidget(part)
        table = QVBoxLayout()
        table.setContentsMargins(8, 0, 8, 8)
        table.addWidget(self._content)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        left.addLayout(above)
        left.addLayout(table, 1)
        self.body.addWidget(basics.surface("paper", left), 1)
        self.body.addWidget(self.organisations)

    # Actions

    def _waiting(self) -> list[int]:
        """Give the interviews that nobody asked to transcribe yet, or that are unfinished and rest."""
        return [
            row.interview.id
            for row in self._session.overview.rows
            if row.status in (Status.IMPORTED, Status.TRANSCRIBING, Status.TRANSCRIBED)
            and ((job := self._session.jobs.get(row.interview.id)) is None or job.state.over)
        ]

    def _started(self) -> None:
        self.reload()
        self.queued.emit()

    def _choose_files(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "Add recordings", str(Path.home()), f"{_SOUND};;All files (*)")
        self.take_files([Path(name) for name in chosen])

    def _choose_table(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(self, "Participants table", str(Path.home()), "Tables (*.csv *.xlsx)")
        if chosen:
            self.import_table(Path(chosen))

    def _imported(self, report: ImportReport, transcribe: bool = False) -> None:
        describe_report(self.notice, report)
        self._session.mark_saved()
        if transcribe:
            self._session.enqueue(interview.id for interview in report.imported)
        self._session.refresh()

    def _table_imported(self, report: ImportReport) -> None:
        self.participants_button.setEnabled(True)
        self._imported(report, False)  # noqa: FBT003

    def _failed(self, error: DeskError) -> None:
        self.participants_button.setEnabled(True)
        self.notice.say_error(error)
        self._session.refresh()

    def _row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid():
            self._session.select(int(current.data(INTERVIEW_ROLE)))

    def _open_index(self, index: QModelIndex) -> None:
        self._open(int(index.data(INTERVIEW_ROLE)))

    def _open(self, interview_id: int) -> None:
        self._session.select(interview_id)
        self.opened.emit(interview_id)


def files_in(dropped: list[Path]) -> list[Path]:
    """Give the dropped files, and the visible files directly inside dropped folders, in order."""
    files: list[Path] = []
    for path in dropped:
        if path.is_dir():
            files += sorted(inner for inner in path.iterdir() if inner.is_file() and not inner.name.startswith("."))
        else:
            files.append(path)
    return files
