"""Hold what all screens share while a study is open: its rows, its jobs, and the interview that is looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study import Organisation, Status, StudySettings
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.bridge import Bridge

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk, InterviewRow
    from transcribe_desk.jobs.events import JobEvent


@dataclass(frozen=True, slots=True)
class Overview:
    """The study as the screens show it, read at one moment."""

    settings: StudySettings
    organisations: tuple[Organisation, ...]
    rows: tuple[InterviewRow, ...]


class Session(QObject):
    """An open study in the window's thread; every reading of the vault happens in the background."""

    overview_changed = Signal()
    job_changed = Signal(object)
    selected = Signal(int)
    saved = Signal(object)
    failed = Signal(object)

    def __init__(self, desk: Desk, folder: Path, overview: Overview, parent: QObject) -> None:
        super().__init__(parent)
        self.desk = desk
        self.folder = folder
        self.overview = overview
        self.selected_id: int | None = None
        self.jobs: dict[int, JobEvent] = {event.interview_id: event for event in desk.queue.events()}
        self._bridge = Bridge(desk, self)
        self._bridge.job_changed.connect(self.take_event)
        self._readers = Dispatcher(self, ordered=True)

    def row(self, interview_id: int | None) -> InterviewRow | None:
        """Give the row of an interview, None when there is none."""
        return next((row for row in self.overview.rows if row.interview.id == interview_id), None)

    def readable_rows(self) -> list[InterviewRow]:
        """Give the interviews that have words to read, those being transcribed included."""
        return [
            row
            for row in self.overview.rows
            if row.status is not Status.IMPORTED or self._has_partial_text(row.interview.id)
        ]

    def select(self, interview_id: int) -> None:
        """Make an interview the one that Transcript and Review show."""
        if interview_id != self.selected_id:
            self.selected_id = interview_id
            self.selected.emit(interview_id)

    def refresh(self) -> None:
        """Read the study again in the background; calls that come meanwhile are answered by one more reading."""
        self._readers.start_latest(lambda: read_overview(self.desk), self._refreshed, self.failed.emit)

    def mark_saved(self) -> None:
        """Note that something was just written."""
        self.saved.emit(dt.datetime.now())

    def enqueue(self, interview_ids: Iterable[int]) -> None:
        """Put interviews into the queue."""
        for interview_id in interview_ids:
            self.desk.queue.add(interview_id)

    def stop_listening(self) -> None:
        """Hear no more of the queue: the study is about to be locked."""
        self._bridge.shut()

    def _has_partial_text(self, interview_id: int) -> bool:
        job = self.jobs.get(interview_id)
        return job is not None and job.phase.value != "decode"

    def _refreshed(self, overview: Overview) -> None:
        self.overview = overview
        self.overview_changed.emit()

    def take_event(self, event: JobEvent) -> None:
        """Take in what a job does now, and tell the screens."""
        before = self.jobs.get(event.interview_id)
        self.jobs[event.interview_id] = event
        self.job_changed.emit(event)
        if before is None or (before.state, before.phase) != (event.state, event.phase):
            self.refresh()
        if event.state.over:
            self.mark_saved()


def read_overview(desk: Desk) -> Overview:
    """Read what the screens show (may take long in a large study)."""
    return Overview(desk.settings(), desk.organisations(), desk.rows())


def open_study(folder: Path, passphrase: str) -> tuple[Desk, Overview]:
    """Unlock a study and read it (slow); raise StudyError."""
    from transcribe_desk.jobs.desk import Desk

    return _read_or_close(Desk.open(folder, passphrase))


def create_study(folder: Path, passphrase: str, settings: StudySettings) -> tuple[Desk, Overview]:
    """Make a new encrypted study and read it (slow); raise StudyError."""
    from transcribe_desk.jobs.desk import Desk

    return _read_or_close(Desk.create(folder, passphrase, settings))


def _read_or_close(desk: Desk) -> tuple[Desk, Overview]:
    try:
        return desk, read_overview(desk)
    except DeskError:
        desk.close()
        raise
