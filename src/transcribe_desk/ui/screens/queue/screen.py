"""Show every job in its order; pause them all, move one, open what is written so far."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QStackedWidget, QVBoxLayout, QWidget

from transcribe_desk.jobs.asleep import SleepWatch
from transcribe_desk.ui import wording
from transcribe_desk.ui.screens.queue.row import QueueRow
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page

if TYPE_CHECKING:
    from transcribe_desk.jobs.events import JobEvent


_LOOK_EVERY_MS = 5000


class QueueScreen(Page):
    """All jobs of this sitting; ``opened`` asks for a transcript, ``recordings_asked`` for the study's recordings."""

    opened = Signal(int)
    recordings_asked = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(tr("Queue", "Queue"))
        self._theme = theme
        self._session = session
        self._rows: dict[int, QueueRow] = {}
        self._order: list[int] = []
        self.pause_button = basics.button(tr("Queue", "Pause"), self._pause_or_resume)
        self.header.add_action(self.pause_button)
        self.paused = Notice(theme)
        self.asleep = Notice(theme, closable=True)
        self._watch = SleepWatch()
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.look_for_sleep)
        self._clock.start(_LOOK_EVERY_MS)
        self._content = QStackedWidget()
        self._lay_out()
        session.job_changed.connect(self._show)
        session.queue_changed.connect(self._show_all)
        session.overview_changed.connect(self._show_all)
        theme.changed.connect(self._show_all)
        for event in session.jobs.values():
            self._show(event)
        self._sum_up()

    def look_for_sleep(self) -> None:
        """Say that the computer slept while there was work to do, and how to keep it awake."""
        seconds = self._watch.slept()
        if seconds and any(not job.state.over for job in self._session.jobs.values()):
            until = dt.datetime.now()
            since = until - dt.timedelta(seconds=seconds)
            slept = tr("Queue", "This computer was asleep from {since} to {until}.")
            self.asleep.say(
                "warning",
                slept.format(since=f"{since:%H:%M}", until=f"{until:%H:%M}"),
                tr("Queue", "Nothing is lost: the work waited and goes on now. Times left do not count the sleep."),
                tr("Queue", "For long queues leave the lid open and the charger in."),
            )

    def row(self, interview_id: int) -> QueueRow:
        """Give the row of an interview's job."""
        return self._rows[interview_id]

    def shown_order(self) -> list[int]:
        """Give the interviews in the order in which their jobs are shown."""
        return list(self._order)

    def _lay_out(self) -> None:
        self._list = QVBoxLayout()
        self._list.setContentsMargins(24, 20, 24, 20)
        self._list.setSpacing(10)
        self._list.addWidget(self.asleep)
        self._list.addWidget(self.paused)
        self._list.addStretch(1)
        rows = basics.surface("background", self._list)
        self._session.shortcuts.bind(rows, "queue.earlier", lambda: self._move_focused(-1))
        self._session.shortcuts.bind(rows, "queue.later", lambda: self._move_focused(1))
        self._area = basics.scrolling(rows)
        choose = basics.button(tr("Queue", "Choose recordings…"), self.recordings_asked.emit)
        words = tr("Queue", "Nothing to do. Recordings that you put in the queue are transcribed here, in their order.")
        empty = EmptyState(self._theme, "queue", words, choose)
        self._content.addWidget(basics.surface("background", basics.row(empty)))
        self._content.addWidget(self._area)
        self.body.addWidget(self._content)

    def _show(self, event: JobEvent) -> None:
        made = self._rows.get(event.interview_id)
        if made is None:
            made = self._rows[event.interview_id] = QueueRow(self._theme, self._session, event)
            made.opened.connect(self.opened)
            made.stepped.connect(self._step)
            self._list.insertWidget(self._list.count() - 1, made)
        made.show_event(event)
        self._sort()
        self._sum_up()

    def _show_all(self) -> None:
        for interview_id in [each for each in self._rows if each not in self._session.jobs]:
            self._let_go(interview_id)
        for interview_id, row in self._rows.items():
            row.show_event(self._session.jobs[interview_id])
        self._sort()
        self._sum_up()

    def _let_go(self, interview_id: int) -> None:
        """Take the row of an interview away that was removed from the study."""
        row = self._rows.pop(interview_id)
        self._order = [each for each in self._order if each != interview_id]
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _sort(self) -> None:
        """Bring the rows into the order of the queue, and let Tab follow."""
        jobs = self._session.jobs_in_order()
        order = [event.interview_id for event in jobs if event.interview_id in self._rows]
        if order != self._order:
            self._order = order
            for place, interview_id in enumerate(order, start=self._list.indexOf(self.paused) + 1):
                self._list.removeWidget(self._rows[interview_id])
                self._list.insertWidget(place, self._rows[interview_id])
            for before, after in pairwise(part for each in order for part in self._rows[each].controls()):
                QWidget.setTabOrder(before, after)
        open_ids = [event.interview_id for event in jobs if not event.state.over]
        for interview_id, row in self._rows.items():
            inside = interview_id in open_ids
            row.set_neighbours(
                above=inside and interview_id != open_ids[0], below=inside and interview_id != open_ids[-1]
            )

    def _sum_up(self) -> None:
        jobs, paused = list(self._session.jobs.values()), self._session.paused
        self._content.setCurrentIndex(1 if jobs else 0)
        counts = Counter(job.state.value for job in jobs)
        parts = [f"{counts[word]} {below(word)}" for word in ("running", "waiting", "done", "failed", "cancelled")
                 if counts[word]]  # fmt: skip
        left = wording.time_left(wording.seconds_for_all(jobs))
        if left:
            parts.append(tr("Queue", "{left} for all").format(left=left))
        self.header.facts.setText(" · ".join(parts))
        self.pause_button.setVisible(paused or bool(counts["running"] + counts["waiting"]))
        self.pause_button.setEnabled(True)
        self.pause_button.setText(tr("Queue", "Go on") if paused else tr("Queue", "Pause"))
        self.pause_button.setAccessibleName(
            tr("Queue", "Go on with the queue") if paused else tr("Queue", "Pause the queue")
        )
        if paused and jobs and not self.paused.text():
            self.paused.say(
                "warning",
                tr("Queue", "The queue is paused."),
                tr("Queue", "What is finished is kept. Each interview goes on from its last finished step."),
            )
        elif not paused:
            self.paused.clear()

    def _pause_or_resume(self) -> None:
        self.pause_button.setEnabled(False)
        self._session.pause(paused=not self._session.paused)

    def _focused(self) -> int | None:
        focused = QApplication.focusWidget()
        return next(
            (
                each
                for each, row in self._rows.items()
                if focused is not None and (row is focused or row.isAncestorOf(focused))
            ),
            None,
        )

    def _move_focused(self, step: int) -> None:
        interview_id = self._focused()
        if interview_id is not None:
            self._session.move(interview_id, step)

    def _step(self, interview_id: int, step: int) -> None:
        place = self._order.index(interview_id) + step
        if 0 <= place < len(self._order):
            row = self._rows[self._order[place]]
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self._area.ensureWidgetVisible(row)
