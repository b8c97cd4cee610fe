"""Ask, over the table and not in a dialog, what recordings belong to, then take them in."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDateEdit,
    QFrame,
    QGridLayout,
    QLineEdit,
    QVBoxLayout,
)

from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study import Mode
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.screens.study.transcription_fields import TranscriptionFields
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.notice import Notice
from transcribe_desk.ui.widgets.progress import ProgressLine

if TYPE_CHECKING:
    from transcribe_desk.jobs.importing import ImportReport


def _new() -> str:
    return tr("Study", "New organisation…")


class ImportPanel(QFrame):
    """Organisation, mode and date for a set of recordings; ``finished`` gives the report and whether to transcribe."""

    finished = Signal(object, bool)

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._session = session
        self._files: list[Path] = []
        self._left_out: tuple[DeskError, ...] = ()
        self._stop = threading.Event()
        self._dispatcher = Dispatcher(self)
        self.heading = basics.label("", "strong", wrap=True)
        self.names = basics.label("", "small", wrap=True)
        self.organisation = Choice()
        self.organisation.setAccessibleName(tr("Study", "Organisation of these recordings"))
        self.new_label = QLineEdit()
        self.new_label.setAccessibleName(tr("Study", "Label of the new organisation"))
        self.new_label.setPlaceholderText(tr("Study", "hospital"))
        self.mode = Choice()
        self.mode.setAccessibleName(tr("Study", "How the interviews were held"))
        self.mode.addItem(tr("Study", "Not said"), None)
        for each in Mode:
            self.mode.addItem(wording.mode(each), each)
        self.dated = QCheckBox(tr("Study", "Held on"))
        self.date = QDateEdit(QDate.currentDate())
        basics.spin_field(self.date)
        self.date.setAccessibleName(tr("Study", "Date of the interviews"))
        self.date.setDisplayFormat("d MMM yyyy")
        self.date.setMaximumDate(QDate.currentDate())
        self.transcribe = QCheckBox(tr("Study", "Transcribe straight away"))
        self.transcribe.setChecked(True)
        self.fields = TranscriptionFields(session)
        self.transcribe.toggled.connect(self.fields.setVisible)
        self.interviewers = QLineEdit()
        self.interviewers.setAccessibleName(tr("Study", "Interviewers, divided by commas"))
        self.interviewers.setPlaceholderText(tr("Study", "GE, AB"))
        self.import_button = basics.button(tr("Study", "Import"), self.start, kind="primary")
        self.cancel_button = basics.button(tr("Study", "Cancel"), self.cancel)
        self.progress = ProgressLine(tr("Study", "Import"))
        self.notice = Notice(theme)
        self.organisation.currentIndexChanged.connect(self._organisation_changed)
        self.new_label.textChanged.connect(self._organisation_changed)
        self.dated.toggled.connect(self.date.setEnabled)
        self.date.setEnabled(False)
        session.closing.connect(self.cancel)
        self._lay_out()

    @property
    def busy(self) -> bool:
        """Tell whether recordings are coming in."""
        return self._dispatcher.busy

    def ask(self, files: Sequence[Path], left_out: Sequence[DeskError] = ()) -> None:
        """Show the panel for these recordings; ``left_out`` are files beside them that are not taken in."""
        if self._dispatcher.busy:
            return
        self._files, self._left_out = list(files), tuple(left_out)
        count = wording.counted(len(files), "recording")
        words = tr("Study", "{recordings}: which organisation is it from?")
        if len(files) != 1:
            words = tr("Study", "{recordings}: which organisation are they from?")
        self.heading.setText(words.format(recordings=count))
        shown = ", ".join(file.name for file in files[:4])
        if len(files) > 4:
            shown = tr("Study", "{shown} and {left} more").format(shown=shown, left=len(files) - 4)
        others = tr("Study", ". {other_files} left out.") if left_out else ""
        others = others.format(other_files=wording.counted(len(left_out), "other file"))
        self.names.setText(shown + others)
        self._fill_organisations()
        self.notice.clear()
        self.progress.hide()
        self._allow(allowed=True)
        self.import_button.setText(tr("Study", "Import {recordings}").format(recordings=count))
        self.show()
        self.organisation.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Take the recordings in, in the background."""
        from transcribe_desk.jobs.importing import Details
        from transcribe_desk.jobs.participants_table import split_list

        if self._dispatcher.busy or not self.import_button.isEnabled():
            return
        date: dt.date | None = self.date.date().toPython() if self.dated.isChecked() else None  # type: ignore[assignment]
        details = Details(mode=self.mode.currentData(), date=date, interviewers=split_list(self.interviewers.text()))
        self._stop = stop = threading.Event()
        chosen, desk, files = self.organisation.currentData(), self._session.desk, tuple(self._files)
        new_label = self.new_label.text().strip().lower() if chosen is None else ""

        def work(report: object) -> ImportReport:
            label = desk.add_organisation(new_label).label if chosen is None else str(chosen)
            return desk.import_files(files, label, details, report, stop)  # type: ignore[arg-type]

        self._allow(allowed=False)
        self.notice.clear()
        words = tr("Study", "Checking and encrypting {number} of {total}").format(number=1, total=len(files))
        self.progress.set_fraction(0.0, words)
        self.progress.show()
        self._dispatcher.start_reporting(work, self._done, self._failed, self._progressed)

    def cancel(self) -> None:
        """Stop taking recordings in, or put the panel away; what is in by then stays."""
        if self._dispatcher.busy:
            self._stop.set()
            self.cancel_button.setEnabled(False)
            self.progress.words.setText(tr("Study", "Stopping; what is in stays."))
        else:
            self.hide()

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(4)
        prompts = (
            tr("Study", "Organisation"),
            tr("Study", "Label, as in 02-hospital"),
            tr("Study", "Mode"),
            "",
            tr("Study", "Interviewers"),
        )
        fields = (self.organisation, self.new_label, self.mode, self.date, self.interviewers)
        self._prompts = [basics.label(words, "field") for words in prompts]
        for place, (prompt, field) in enumerate(zip(self._prompts, fields, strict=True)):
            prompt.setBuddy(field)
            grid.addWidget(self.dated if field is self.date else prompt, 0, place)
            grid.addWidget(field, 1, place)
        grid.setColumnStretch(5, 1)
        self.organisation.setMinimumWidth(200)
        self.mode.setMinimumWidth(140)
        self.date.setMinimumWidth(130)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(8)
        for part in (self.heading, self.names):
            box.addWidget(part)
        box.addLayout(grid)
        box.addSpacing(4)
        box.addWidget(self.transcribe)
        box.addWidget(self.fields)
        box.addSpacing(4)
        box.addLayout(basics.row(self.import_button, self.cancel_button, None))
        box.addWidget(self.progress)
        box.addWidget(self.notice)

    def _fill_organisations(self) -> None:
        self.organisation.clear()
        for organisation in self._session.overview.organisations:
            self.organisation.addItem(wording.organisation(organisation.label), organisation.label)
        self.organisation.addItem(_new(), None)
        self.organisation.setPlaceholderText(tr("Study", "Choose…"))
        # Never a guess: a recording under the wrong organisation would carry its label for good.
        self.organisation.setCurrentIndex(0 if self.organisation.count() == 1 else -1)
        self._organisation_changed()

    def _organisation_changed(self) -> None:
        new = self.organisation.currentText() == _new()
        self.new_label.setVisible(new)
        self._prompts[1].setVisible(new)
        self._allow(allowed=not self._dispatcher.busy)

    def _allow(self, *, allowed: bool) -> None:
        for part in (self.organisation, self.new_label, self.mode, self.dated, self.interviewers, self.transcribe,
                     self.fields, self.import_button):  # fmt: skip
            part.setEnabled(allowed)
        self.cancel_button.setEnabled(True)
        named = bool(self.new_label.text().strip()) or self.organisation.currentText() != _new()
        self.import_button.setEnabled(allowed and self.organisation.currentIndex() >= 0 and named)
        self.date.setEnabled(allowed and self.dated.isChecked())

    def _progressed(self, done: int, total: int) -> None:
        if not self._stop.is_set():
            words = tr("Study", "Checking and encrypting {number} of {total}").format(number=done + 1, total=total)
            self.progress.set_fraction(done / max(total, 1), words)

    def _done(self, report: ImportReport) -> None:
        self.hide()
        self.new_label.clear()
        report = replace(report, problems=(*report.problems, *self._left_out))
        self.finished.emit(report, self.transcribe.isChecked())

    def _failed(self, error: DeskError) -> None:
        self.progress.hide()
        self._allow(allowed=True)
        self.notice.say_error(error)
