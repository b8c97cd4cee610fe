"""Let finished interviews out: which, as what, where to; why others stay; what was written."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFileDialog, QFrame, QScrollArea, QStackedWidget

from transcribe_desk.privacy.gate import Refusal
from transcribe_desk.privacy.render import AnonymisedTranscript
from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.screens.export_parts import DraftBox, InterviewRows, TargetList
from transcribe_desk.ui.screens.export_result import PreviewPage, ResultPage
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page
from transcribe_desk.ui.widgets.progress import ProgressLine
from transcribe_desk.ui.widgets.style_switch import StyleSwitch

if TYPE_CHECKING:
    from transcribe_desk.jobs.exporting import ExportReport

EMPTY = "Nothing to export yet. Transcribed and reviewed interviews are listed here."


class ExportScreen(Page):
    """Interviews, targets and folder at the left; the text as it will leave, or the result, at the right."""

    review_asked = Signal(int)
    queue_asked = Signal()
    recordings_asked = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__("Export")
        self._theme = theme
        self._session = session
        self._readers = Dispatcher(self, ordered=True)
        self._writer = Dispatcher(self)
        self._stop = threading.Event()
        self._out = session.folder.parent / f"{session.folder.name.removesuffix('.tdstudy')} export"
        self._previewed: int | None = None
        self._arriving = False
        self.rows = InterviewRows(theme)
        self.rows.changed.connect(self._update)
        self.rows.reason_asked.connect(self.review_asked)
        self.rows.work_asked.connect(self.queue_asked)
        self.rows.preview_asked.connect(self.preview)
        self.targets = TargetList()
        self.targets.changed.connect(self._update)
        self.style_choice = StyleSwitch()
        self.style_choice.changed.connect(self._restyled)
        self.folder = basics.label("", "secondary")
        self.draft = DraftBox()
        self.draft.asked.connect(self.write_draft)
        self.write_button = basics.button("", self.write, kind="primary")
        self.cancel_button = basics.button("Cancel", self._cancel)
        self.progress = ProgressLine("Export")
        self.error = Notice(theme, closable=True)
        self.page = PreviewPage(theme)
        self.result = ResultPage(theme)
        self.result.closed.connect(self._show_preview)
        self._right = QStackedWidget()
        self._content = QStackedWidget()
        self._lay_out()
        session.overview_changed.connect(self.reload)
        self._finished_writing()

    def showEvent(self, event: QShowEvent) -> None:
        """Ask the gate anew when the screen comes to the front."""
        super().showEvent(event)
        self._arriving = True
        self.reload()

    def reload(self) -> None:
        """Read in the background why each interview may or may not leave."""
        if not self.isVisible():
            return
        desk, rows = self._session.desk, self._session.readable_rows()
        self._content.setCurrentIndex(1 if rows else 0)
        self.write_button.setVisible(bool(rows))
        if not rows:
            return
        if not self.rows.counts()[1]:
            self.header.facts.setText("Asking the gate what may leave…")

        def read() -> list[tuple[int, str, tuple[Refusal, ...]]]:
            return [(row.interview.id, row.interview.study_id, desk.refusals(row.interview.id)) for row in rows]

        self._readers.start_latest(read, self._show, self.error.say_error)

    def preview(self, interview_id: int) -> None:
        """Show an interview exactly as it would be written now, in the style chosen."""
        row, desk, style = self._session.row(interview_id), self._session.desk, self.style_choice.style_chosen()
        if row is None:
            return
        self._previewed = interview_id
        self._right.setCurrentIndex(0)

        def done(rendered: AnonymisedTranscript) -> None:
            if (self._previewed, self.style_choice.style_chosen()) == (interview_id, style):
                self.page.show_rendered(rendered, ready=self.rows.is_ready(interview_id))

        self._readers.start(lambda: desk.rendered(interview_id, style), done, lambda _error: self.page.show_nothing())

    def set_folder(self, folder: Path) -> None:
        """Choose where to write."""
        self._out = folder
        self._update()

    def write(self) -> None:
        """Write the chosen interviews that may leave."""
        self._write(self._out, self.rows.chosen(), draft=False)

    def write_draft(self) -> None:
        """Write machine drafts of all transcribed interviews, into a folder of their own."""
        self._write(self._out.with_name(f"{self._out.name} draft"), self.rows.draftable(), draft=True)

    def _write(self, out: Path, interview_ids: list[int], *, draft: bool) -> None:
        targets = self.targets.chosen()
        if self._writer.busy or not targets or not interview_ids:
            return
        desk, stop, style = self._session.desk, self._stop, self.style_choice.style_chosen()
        stop.clear()
        self.error.clear()
        self.progress.set_fraction(0.0, "Writing and searching every byte for originals…")
        for part in (self.progress, self.cancel_button):
            part.show()
        self.write_button.setEnabled(False)
        self.draft.set_busy(busy=True)
        self._writer.start_reporting(
            lambda report: desk.export(
                out,
                interview_ids=interview_ids,
                targets=targets,
                draft=draft,
                style=style,
                cancel=stop,
                on_progress=report,
            ),
            lambda report: self._written(out, report, draft=draft),
            self._failed,
            self._progressed,
        )

    def _show(self, found: list[tuple[int, str, tuple[Refusal, ...]]]) -> None:
        self.rows.show_rows(found)
        if self._arriving:
            self._arriving = False
            self.rows.focus_first()
            # Once the rows are laid out: the focus made the panel scroll to where they were not yet.
            QTimer.singleShot(0, self, lambda: self._panel_bar.setValue(0))
        self._update()
        if self._previewed is None and found:
            ready = [interview_id for interview_id, _, refusals in found if not refusals]
            self.preview(ready[0] if ready else found[0][0])
        elif self._previewed is not None and self._right.currentIndex() == 0:
            self.preview(self._previewed)

    def _update(self) -> None:
        chosen, targets = len(self.rows.chosen()), self.targets.chosen()
        ready, everything = self.rows.counts()
        able = "can be written" if ready else "can be written yet"
        self.header.facts.setText(f"{ready} of {everything} interviews {able}" if everything else "")
        self.write_button.setText(
            f"Write {wording.counted(chosen, 'interview')}" if chosen and targets else "Write files"
        )
        self.write_button.setEnabled(bool(chosen and targets) and not self._writer.busy)
        self.draft.set_able(f"{self._out.name} draft", able=bool(self.rows.draftable()) and bool(targets))
        basics.elide_middle(self.folder, str(self._out), 250)

    def _progressed(self, done: int, total: int) -> None:
        words = f"{done} of {wording.counted(total, 'interview')} written and searched for originals"
        self.progress.set_fraction(done / max(1, total), words)

    def _cancel(self) -> None:
        self._stop.set()
        self.cancel_button.setEnabled(False)

    def _written(self, out: Path, report: ExportReport, *, draft: bool) -> None:
        self._finished_writing()
        self.result.show_report(out, report, draft=draft)
        self._right.setCurrentIndex(1)
        self._session.mark_saved()
        self._session.refresh()

    def _failed(self, error: DeskError) -> None:
        self._finished_writing()
        if self._stop.is_set():
            self.error.say("warning", "Cancelled", "Nothing was written; what was there before is as it was.")
        else:
            self.error.say_error(error)

    def _finished_writing(self) -> None:
        self.progress.hide()
        self.cancel_button.hide()
        self.cancel_button.setEnabled(True)
        self.draft.set_busy(busy=False)
        self._update()

    def _restyled(self) -> None:
        if self._previewed is not None:
            self.preview(self._previewed)

    def _show_preview(self) -> None:
        self._right.setCurrentIndex(0)
        self.reload()

    def _browse(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, "Folder for the export", str(self._out.parent))
        if chosen:
            self.set_folder(Path(chosen))

    def _lay_out(self) -> None:
        self.header.add_action(self.cancel_button)
        self.header.add_action(self.write_button)
        panel, box = basics.side_panel("left", 392)
        area = panel.findChild(QScrollArea)
        assert area is not None
        self._panel_bar = area.verticalScrollBar()
        box.addWidget(self.error)
        box.addWidget(self.progress)
        box.addWidget(basics.section("Interviews"))
        box.addWidget(self.rows)
        box.addSpacing(12)
        box.addWidget(basics.section("Targets"))
        box.addWidget(self.targets)
        box.addSpacing(12)
        box.addWidget(basics.section("Style"))
        box.addLayout(basics.row(self.style_choice, None))
        told = "Clean leaves out “um” and words begun anew. The sign-off, given for every word, holds for it."
        box.addWidget(basics.label(told, "small", wrap=True))
        box.addSpacing(12)
        box.addWidget(basics.section("Folder"))
        choose = basics.button("Choose…", self._browse, name="Choose the folder for the export")
        box.addLayout(basics.row(self.folder, None, choose))
        box.addSpacing(12)
        box.addWidget(basics.section("Check of the finished files"))
        check, inside = basics.card()
        words = (
            "Every finished file is searched, byte by byte, for every original of the study, before any is put in "
            "place. One hit, and that interview is not written. manifest.json lists each file with its SHA-256."
        )
        inside.addWidget(basics.label(words, "small", wrap=True))
        box.addWidget(check)
        box.addSpacing(12)
        box.addWidget(self._rule())
        box.addSpacing(4)
        box.addWidget(self.draft)
        box.addStretch(1)
        self._right.addWidget(self.page)
        self._right.addWidget(self.result)
        full = basics.row(panel, self._right, spacing=0)
        full.setStretch(1, 1)
        choose = basics.button("Choose recordings…", self.recordings_asked.emit)
        self._content.addWidget(basics.surface("paper", basics.row(EmptyState(self._theme, "export", EMPTY, choose))))
        self._content.addWidget(basics.surface("background", full))
        self.body.addWidget(self._content)

    def _rule(self) -> QFrame:
        line = QFrame()
        line.setFixedHeight(1)
        line.setFrameShape(QFrame.Shape.NoFrame)
        line.setProperty("rule", "true")
        return line
