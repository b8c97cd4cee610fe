"""Show the study: its interviews in a table, recordings coming in, organisations at the side, participants behind."""

from __future__ import annotations

import threading
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent, QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QStackedWidget, QVBoxLayout, QWidget

from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study import Status
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.in_turns import draw_in_turns
from transcribe_desk.ui.models.interviews import InterviewModel
from transcribe_desk.ui.screens.study.import_panel import ImportPanel
from transcribe_desk.ui.screens.study.import_report import ImportReportBox
from transcribe_desk.ui.screens.study.interview_edit import EditPanel, RemovePanel
from transcribe_desk.ui.screens.study.organisations import OrganisationsPanel
from transcribe_desk.ui.screens.study.participants import ParticipantsPage
from transcribe_desk.ui.screens.study.start_panel import StartPanel
from transcribe_desk.ui.screens.study.steps import StudySteps
from transcribe_desk.ui.screens.study.table import InterviewTable, SelectionBar
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page, put_behind

Panel = TypeVar("Panel", bound=QWidget)

if TYPE_CHECKING:
    from transcribe_desk.jobs.dropped import Dropped
    from transcribe_desk.jobs.importing import ImportReport
    from transcribe_desk.jobs.people_history import Done
    from transcribe_desk.jobs.study_table import InterviewRow


def _empty() -> str:
    return tr("Study", "Drop recordings here. They are copied into the encrypted study; the originals are not changed.")


_SOUND = "*.wav *.mp3 *.m4a *.aac *.ogg *.opus *.oga *.flac *.wma *.amr *.mp4 *.mov *.mkv *.webm"


class StudyScreen(Page):
    """The table of interviews; ``opened`` asks the window to show one."""

    later = ("import_panel", "edit_panel", "start_panel", "participants", "remove_panel")
    opened = Signal(int)
    queued = Signal()

    def __init__(
        self,
        theme: Theme,
        session: Session,
        steps: StudySteps | None = None,
        organisations: OrganisationsPanel | None = None,
    ) -> None:
        """Put a study screen together, of the parts that are made already."""
        super().__init__(session.overview.settings.title)
        self._theme = theme
        self._session = session
        self._dispatcher = Dispatcher(self)
        self._behind = False  # something changed that is not shown yet
        self._closing = threading.Event()
        session.closing.connect(self._closing.set)
        self.steps = steps or StudySteps(session)
        self.steps.setParent(self)
        self.steps.taken.connect(self._step_taken)
        self.steps.failed.connect(self._failed)
        self.setAcceptDrops(True)
        self._make_header()
        self.model = InterviewModel(self)
        self.table = InterviewTable(theme, self.model)
        self.table.opened.connect(self._open)
        self.table.edit_asked.connect(self.ask_to_edit)
        self.table.removal_asked.connect(self.ask_to_remove)
        self.table.chosen_changed.connect(self._selection_changed)
        self.keyboard = self.table
        self.selection = SelectionBar()
        self.selection.edit_asked.connect(self.ask_to_edit)
        self.selection.removal_asked.connect(self.ask_to_remove)
        self.selection.undo_asked.connect(self.steps.undo)
        self._panels: list[QWidget] = []
        self._make_notices(theme)
        self.organisations = organisations or OrganisationsPanel(theme, session, self.steps)
        choose = basics.button(tr("Study", "Choose recordings…"), self._choose_files)
        empty = EmptyState(theme, "drop", _empty(), choose)
        self._content = QStackedWidget()
        self._content.addWidget(empty)
        self._content.addWidget(self.table)
        self._pages = QStackedWidget()
        self.drawn_apart = (self.table.viewport(), self.organisations)
        self._lay_out()
        session.shortcuts.bind(self, "undo", self.steps.undo)
        session.shortcuts.bind(self, "redo", self.steps.redo)
        for action, call in (
            ("study.edit", self.ask_to_edit),
            ("study.remove", self.ask_to_remove),
            ("study.sort", self.table.sort_by_current),
        ):
            session.shortcuts.bind(self.table, action, call)
        session.shortcuts.changed.connect(self._show_keys)
        self._show_keys()
        session.overview_changed.connect(self._overview_changed)
        session.job_changed.connect(self.model.set_job)
        session.selected.connect(self._follow)
        self.reload()

    def _overview_changed(self) -> None:
        """Show the study as it now is, or as it is when somebody looks again: each decision changes it."""
        if self.isVisible():
            self.reload()
        else:
            self._behind = True

    def showEvent(self, event: QShowEvent) -> None:
        """Show what changed while nobody looked."""
        if self._behind:
            self.reload()
        super().showEvent(event)

    def reload(self) -> None:
        """Show the study as it now is."""
        self._behind = False
        overview = self._session.overview
        chosen = self.table.chosen()
        with QSignalBlocker(self.table):  # nobody chooses here
            self.model.set_rows(overview.rows, self._session.jobs)
            if chosen != self.table.chosen():
                self.table.choose(chosen)
        self.header.title.setText(overview.settings.title)
        self.header.facts.setText(wording.study_facts(overview.rows))
        self._content.setCurrentIndex(1 if overview.rows else 0)
        self.selection.setVisible(bool(overview.rows) or overview.to_undo is not None)
        self.selection.show_undo(overview.to_undo)
        waiting = self._waiting()
        self.transcribe_button.setText(tr("Study", "Transcribe {count} waiting").format(count=len(waiting)))
        self.transcribe_button.setVisible(bool(waiting))
        self.selection.show_selection(self._chosen_rows())

    def take_files(self, dropped: list[Path]) -> None:
        """Sort what was dropped, folders too, then ask which organisation it comes from, or read the one table."""
        from transcribe_desk.jobs.dropped import sort_dropped

        if dropped and not self.import_panel.busy and not self._dispatcher.busy:
            self._put_panels_away()
            self._dispatcher.start(lambda: sort_dropped(dropped), self._sorted, self._failed)

    def ask_to_transcribe(self) -> None:
        """Ask how the waiting interviews are to be transcribed, all of them or those selected; nothing if none is."""
        waiting = self._waiting()
        if waiting and not self.import_panel.isVisible():
            self._put_panels_away()
            self.start_panel.ask(waiting, self.table.chosen())

    def ask_to_edit(self) -> None:
        """Show what can be changed of the selected interviews."""
        rows = self._chosen_rows()
        if rows and not self.import_panel.busy:
            draw_in_turns(self)
            self._put_panels_away()
            self.edit_panel.ask(rows)

    def ask_to_remove(self) -> None:
        """Ask whether the selected interviews are to go."""
        rows = self._chosen_rows()
        if rows and not self.import_panel.busy:
            self._put_panels_away()
            self.remove_panel.ask(rows)

    # The panels over the table, each made when it is first asked for.

    @cached_property
    def import_panel(self) -> ImportPanel:
        """Give what asks where new recordings come from."""
        made = ImportPanel(self._theme, self._session)
        made.finished.connect(self._imported)
        return self._over_the_table(made)

    @cached_property
    def start_panel(self) -> StartPanel:
        """Give what asks how interviews are to be transcribed."""
        made = StartPanel(self._session)
        made.started.connect(self._started)
        return self._over_the_table(made)

    @cached_property
    def edit_panel(self) -> EditPanel:
        """Give what changes interviews."""
        made = EditPanel(self._theme, self._session, self.steps)
        made.closed.connect(self._panel_closed)
        return self._over_the_table(made)

    @cached_property
    def remove_panel(self) -> RemovePanel:
        """Give what asks whether interviews are to go."""
        made = RemovePanel(self._theme, self.steps)
        made.closed.connect(self._panel_closed)
        return self._over_the_table(made)

    def _over_the_table(self, panel: Panel) -> Panel:
        panel.hide()
        self._above.insertWidget(1, panel)  # one at a time is seen, so their order does not matter
        self._panels.append(panel)
        return panel

    @cached_property
    def participants(self) -> ParticipantsPage:
        """Give the page behind the interviews, which most days nobody asks for."""
        made = ParticipantsPage(self._theme, self._session, self.steps)
        made.left.connect(self.show_interviews)
        made.table_asked.connect(self._choose_table)
        put_behind(self._pages, made)
        return made

    def show_participants(self) -> None:
        """Show the participants in the place of the interviews."""
        draw_in_turns(self._pages)
        self._pages.setCurrentWidget(self.participants)
        self.participants.enter()

    @Slot()
    def show_interviews(self) -> None:
        """Show the interviews again."""
        self._pages.setCurrentIndex(0)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def import_table(self, table: Path) -> None:
        """Take in every recording of a participants table, in the background."""
        if self._dispatcher.busy:
            return
        desk = self._session.desk
        self.show_interviews()
        reading = tr("Study", "Reading {table} and encrypting its recordings…")
        self.notice.say("accent", reading.format(table=table.name))
        self.participants_button.setEnabled(False)
        stop = self._closing
        self._dispatcher.start(lambda: desk.import_table(table, stop), self._table_imported, self._failed)

    # Drag and drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files from this computer."""
        if event.mimeData().hasUrls() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()
            self.show_interviews()
            self._drop_hint.show()

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """Take the hint away."""
        event.accept()
        self._drop_hint.hide()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take the dropped files, and those in a dropped folder."""
        self._drop_hint.hide()
        event.acceptProposedAction()
        self.take_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    # Parts

    def _make_header(self) -> None:
        self.transcribe_button = basics.button("", self.ask_to_transcribe)
        self.participants_button = basics.button(tr("Study", "Participants table…"), self.show_participants)
        self.add_button = basics.button(tr("Study", "Add recordings"), self._choose_files, kind="primary")
        for part in (self.transcribe_button, self.participants_button, self.add_button):
            self.header.add_action(part)

    def _make_notices(self, theme: Theme) -> None:
        self.notice = Notice(theme, closable=True)
        self.removed = Notice(theme, closable=True)
        self.forget_button = basics.button(tr("Study", "Delete for good now"), self._forget_removed)
        self.removed.add_actions(basics.button(tr("Study", "Undo"), self.steps.undo), self.forget_button)
        self.report = ImportReportBox(theme)
        self._drop_hint = _make_drop_hint()

    def _lay_out(self) -> None:
        self._above = QVBoxLayout()
        self._above.setContentsMargins(16, 8, 16, 0)
        self._above.setSpacing(8)
        for part in (self._drop_hint, self.report, self.removed, self.notice):
            self._above.addWidget(part)
        table = QVBoxLayout()
        table.setContentsMargins(8, 0, 8, 0)
        table.addWidget(self._content)
        left = basics.column(spacing=0)
        left.addLayout(self._above)
        left.addLayout(table, 1)
        left.addWidget(self.selection)
        interviews = QWidget()
        across = basics.row(spacing=0)
        across.addWidget(basics.surface("paper", left), 1)
        across.addWidget(self.organisations)
        interviews.setLayout(across)
        self._pages.addWidget(interviews)
        self.body.addWidget(self._pages)

    # Actions

    def _waiting(self) -> list[int]:
        """Give the interviews that nobody asked to transcribe yet, or that are unfinished and rest."""
        return [
            row.interview.id
            for row in self._session.overview.rows
            if row.status in (Status.IMPORTED, Status.TRANSCRIBING, Status.TRANSCRIBED)
            and ((job := self._session.jobs.get(row.interview.id)) is None or job.state.over)
        ]

    def _chosen_rows(self) -> list[InterviewRow]:
        rows = (self._session.row(interview_id) for interview_id in self.table.chosen())
        return [row for row in rows if row is not None]

    def _put_panels_away(self) -> None:
        self.notice.clear()
        self.report.clear()
        for panel in self._panels:
            panel.hide()

    @Slot()
    def _panel_closed(self) -> None:
        for panel in self._panels:
            panel.hide()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _started(self) -> None:
        self.reload()
        self.queued.emit()

    def _choose_files(self) -> None:
        kinds = tr("Study", "Recordings") + f" ({_SOUND});;" + tr("Study", "All files") + " (*)"
        chosen, _ = QFileDialog.getOpenFileNames(self, tr("Study", "Add recordings"), str(Path.home()), kinds)
        self.take_files([Path(name) for name in chosen])

    @Slot()
    def _choose_table(self) -> None:
        kinds = tr("Study", "Tables") + " (*.csv *.xlsx)"
        chosen, _ = QFileDialog.getOpenFileName(self, tr("Study", "Participants table"), str(Path.home()), kinds)
        if chosen:
            self.import_table(Path(chosen))

    def _sorted(self, dropped: Dropped) -> None:
        from transcribe_desk.jobs.importing import ImportReport
        from transcribe_desk.study.errors import InputError

        remedy = tr("Study", "Drop it by itself: then all recordings that it names come in.")
        tables = [InputError(table.name, tr("Study", "It is a table, no recording."), remedy)
                  for table in dropped.tables]  # fmt: skip
        if len(dropped.tables) == 1 and not dropped.recordings and not dropped.left_out:
            self.import_table(dropped.tables[0])
        elif dropped.recordings:
            self.import_panel.ask(dropped.recordings, (*dropped.left_out, *tables))
        else:
            self.report.show_report(ImportReport((), (*dropped.left_out, *tables)))

    @Slot(object, bool)
    def _imported(self, report: ImportReport, transcribe: bool = False) -> None:
        self.report.show_report(report)
        self._session.mark_saved()
        if transcribe:
            self._session.enqueue(interview.id for interview in report.imported)
        self._session.refresh()

    def _table_imported(self, report: ImportReport) -> None:
        self.participants_button.setEnabled(True)
        self.notice.clear()
        self._imported(report, False)  # noqa: FBT003

    def _failed(self, error: DeskError) -> None:
        self.participants_button.setEnabled(True)
        self.notice.say_error(error)
        self._session.refresh()

    def _step_taken(self, done: Done, turned: str) -> None:
        """Say what a change did to study IDs, or how a removal is taken back."""
        self.removed.clear()
        changes, follows = wording.step_outcome(done)
        if done.removed:
            named = ", ".join(done.removed)
            once = tr("Study", "Until the study is locked this can be undone. Numbers are never given again.")
            self.removed.say("accent", tr("Study", "{names} removed.").format(names=named), once)
        elif changes:
            self.notice.say("accent", f"{changes}.", follows)
        elif turned:
            back, forth = tr("Study", "Undone: {step}."), tr("Study", "Done again: {step}.")
            self.notice.say("accent", (back if turned == "undone" else forth).format(step=done.title))
        else:
            self.notice.clear()

    def _show_keys(self) -> None:
        self.selection.show_keys(self._session.shortcuts)

    def _forget_removed(self) -> None:
        self.removed.clear()
        self.steps.forget_removed()

    def _selection_changed(self) -> None:
        rows = self._chosen_rows()
        self.selection.show_selection(rows)
        if len(rows) == 1:
            self._session.select(rows[0].interview.id)

    def _follow(self, interview_id: int) -> None:
        """Have the one row that is selected be that of the interview which another screen shows now."""
        chosen = self.table.chosen()
        if len(chosen) == 1 and chosen != [interview_id]:
            self.table.choose([interview_id])

    def _open(self, interview_id: int) -> None:
        self._session.select(interview_id)
        self.opened.emit(interview_id)


def _make_drop_hint() -> QFrame:
    hint = QFrame()
    hint.setProperty("card", "drop")
    words = basics.label(_empty(), "strong", wrap=True)
    words.setAlignment(Qt.AlignmentFlag.AlignCenter)
    box = QVBoxLayout(hint)
    box.setContentsMargins(16, 20, 16, 20)
    box.addWidget(words)
    hint.hide()
    return hint
