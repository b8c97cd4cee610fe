"""Hold what all screens share while a study is open: its rows, its jobs, and the interview that is looked at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from transcribe_desk import paths
from transcribe_desk.jobs.person import current_person
from transcribe_desk.jobs.settings import ACCURATE, TranscriptionSettings
from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study import Organisation, Participant, Status, StudySettings
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.bridge import Bridge
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.window_state import StudyMemory

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk
    from transcribe_desk.jobs.events import JobEvent
    from transcribe_desk.jobs.study_table import InterviewRow
    from transcribe_desk.privacy.disclosure.labels import LabelWarning
    from transcribe_desk.vault.kept_labels import KeptLabel
    from transcribe_desk.vault.retention import SoundDeletion


@dataclass(frozen=True, slots=True)
class Overview:
    """The study as the screens show it, read at one moment."""

    settings: StudySettings
    organisations: tuple[Organisation, ...]
    rows: tuple[InterviewRow, ...]
    language: str | None = "en"  # usual in the study, None to find it out
    participants: tuple[Participant, ...] = ()
    warnings: tuple[LabelWarning, ...] = ()  # labels that tell too much, less those that a person keeps
    kept_labels: tuple[KeptLabel, ...] = ()
    to_undo: str | None = None  # the last change of people and interviews, in words
    to_redo: str | None = None


class Session(QObject):
    """An open study in the window's thread; every reading of the vault happens in the background."""

    overview_changed = Signal()
    job_changed = Signal(object)
    queue_changed = Signal()  # paused, resumed, or in another order
    choices_changed = Signal()
    selected = Signal(int)
    saved = Signal(object)
    sound_deleted = Signal(int)  # interviews whose sound was due, told also when there were none
    unknown_found = Signal(int)  # encrypted files that the study's database knows nothing of, where there are any
    failed = Signal(object)
    closing = Signal()  # about to be locked: nothing may be begun, and no sound stay in memory

    def __init__(self, desk: Desk, folder: Path, overview: Overview, parent: QObject, *, shortcuts: Shortcuts) -> None:
        super().__init__(parent)
        self.desk = desk
        self.shortcuts = shortcuts
        self.preferences = shortcuts.preferences
        self.folder = folder
        self.memory = StudyMemory(folder)
        self.overview = overview
        self.selected_id: int | None = None
        self.jobs: dict[int, JobEvent] = {event.interview_id: event for event in desk.queue.events()}
        self.choices = replace(ACCURATE, language=overview.language)
        self._leaving = False
        self._bridge = Bridge(desk, self)
        self._bridge.job_changed.connect(self.take_event)
        self._readers = Dispatcher(self, ordered=True)
        self._hands = Dispatcher(self, ordered=True)
        self._readers.start(desk.review.prepare, lambda _none: None, self.failed.emit)

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

    def delete_due_sound(self) -> None:
        """Delete in the background the sound that is due by the study's rule; `sound_deleted` tells how many."""
        desk = self.desk

        def done(deleted: tuple[SoundDeletion, ...]) -> None:
            if deleted:
                self.mark_saved()
                self.refresh()
            self.sound_deleted.emit(len(deleted))

        self._hands.start(lambda: desk.retention.apply(current_person()), done, self.failed.emit)

    def look_for_unknown(self) -> None:
        """Look in the background for recordings that the database does not know; `unknown_found` tells how many."""

        def done(found: tuple[str, ...]) -> None:
            if found:
                self.unknown_found.emit(len(found))

        self._hands.start(self.desk.retention.unknown_files, done, self.failed.emit)

    def select(self, interview_id: int) -> None:
        """Make an interview the one that Transcript and Review show."""
        if interview_id != self.selected_id:
            self.selected_id = interview_id
            self.selected.emit(interview_id)

    def refresh(self) -> None:
        """Read the study again in the background; calls that come meanwhile are answered by one more reading."""
        if self._leaving:  # what ends while the study is locked may still ask
            return
        self._readers.start_latest(lambda: read_overview(self.desk), self._refreshed, self.failed.emit)

    def mark_saved(self) -> None:
        """Note that something was just written."""
        self.saved.emit(dt.datetime.now())

    def choose(self, settings: TranscriptionSettings) -> None:
        """Make these the settings of recordings put in the queue from now on; the study keeps the language."""
        if settings == self.choices:
            return
        language, before = settings.language, self.choices.language
        self.choices = settings
        self.choices_changed.emit()
        if language != before:
            self._hands.start(lambda: self.desk.set_language(language), lambda _none: None, self.failed.emit)

    # The queue

    def enqueue(self, interview_ids: Iterable[int]) -> None:
        """Put interviews into the queue, to be transcribed as is now chosen."""
        if self._leaving:
            return
        for interview_id in interview_ids:
            self.desk.queue.add(interview_id, self.choices)

    @property
    def paused(self) -> bool:
        """Tell whether the queue is paused."""
        return self.desk.queue.paused

    def jobs_in_order(self) -> list[JobEvent]:
        """Give every job in the order of the queue."""
        place = {event.interview_id: number for number, event in enumerate(self.desk.queue.events())}
        return sorted(self.jobs.values(), key=lambda event: place.get(event.interview_id, len(place)))

    def pause(self, *, paused: bool) -> None:
        """Stop all work at once and keep what is finished, or go on with it."""
        queue = self.desk.queue
        self._change_queue(queue.pause if paused else queue.resume)

    def move(self, interview_id: int, step: int) -> None:
        """Put a job before (-1) or after (1) its neighbour among those that are not over; without one nothing moves."""
        queue = self.desk.queue

        def work() -> None:
            events = queue.events()
            order = [event.interview_id for event in events]
            open_ids = [event.interview_id for event in events if not event.state.over]
            place = open_ids.index(interview_id) + step if interview_id in open_ids else -1
            if 0 <= place < len(open_ids):
                queue.move(interview_id, order.index(open_ids[place]))

        self._change_queue(work)

    def cancel(self, interview_id: int, failed: Callable[[DeskError], None]) -> None:
        """Stop a job; what it has finished stays."""
        self._change_queue(lambda: self.desk.queue.cancel(interview_id), failed)

    def retry(self, interview_id: int, failed: Callable[[DeskError], None]) -> None:
        """Run a failed or cancelled job again from its last finished step, at the place in the queue that it had."""
        queue = self.desk.queue

        def work() -> None:
            before = [event.interview_id for event in queue.events()]
            queue.retry(interview_id)
            queue.move(interview_id, before.index(interview_id))

        self._change_queue(work, failed)

    def model_in_use(self) -> str:
        """Give the model that is recognising speech, or else the one that the next recording gets."""
        running = [event for event in self.jobs.values() if event.state.value == "running"]
        running.sort(key=lambda event: event.phase.value != "transcribe")
        row = self.row(running[0].interview_id) if running else None
        return self.desk.model_name(row.model if row is not None and row.model else self.choices.model)

    def _change_queue(self, work: Callable[[], None], failed: Callable[[DeskError], None] | None = None) -> None:
        self._hands.start(work, lambda _none: self.queue_changed.emit(), failed or self.failed.emit)

    def stop_listening(self) -> None:
        """Hear no more of the queue, and begin nothing: the study is about to be locked."""
        self._leaving = True
        self.closing.emit()
        self._bridge.shut()

    def _has_partial_text(self, interview_id: int) -> bool:
        job = self.jobs.get(interview_id)
        return job is not None and job.phase.value != "decode"

    def _refreshed(self, overview: Overview) -> None:
        gone = {row.interview.id for row in self.overview.rows} - {row.interview.id for row in overview.rows}
        self.overview = overview
        for interview_id in gone:
            self.jobs.pop(interview_id, None)
        if self.selected_id in gone:
            self.selected_id = None
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
    return Overview(
        desk.settings(),
        desk.organisations(),
        desk.rows(),
        desk.language(),
        desk.vault.study.participants(),
        desk.people.warnings(),
        desk.people.kept_labels(),
        desk.people.to_undo(),
        desk.people.to_redo(),
    )


def open_study(folder: Path, passphrase: str) -> tuple[Desk, Overview]:
    """Unlock a study and read it (slow); raise StudyError."""
    from transcribe_desk.jobs.desk import Desk

    return _read_or_close(Desk.open(folder, passphrase))


def open_sample_study() -> tuple[Path, Desk, Overview]:
    """Open the study of the sample interview, made first where there is none, and read it (slow); raise DeskError."""
    from transcribe_desk.jobs.sample import open_sample

    folder = paths.sample_study()
    return folder, *_read_or_close(open_sample(folder))


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
