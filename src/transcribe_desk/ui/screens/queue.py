"""Show every job: its phases, how far it is, how fast, how long still; cancel it or try again."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QStackedWidget, QVBoxLayout

from transcribe_desk.ui import icons, wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page
from transcribe_desk.ui.widgets.progress import ThinBar

if TYPE_CHECKING:
    from transcribe_desk.jobs.events import JobEvent

_STATES: dict[str, tuple[str, basics.Tone]] = {
    "waiting": ("Waiting", "neutral"),
    "running": ("Running", "accent"),
    "done": ("Done", "success"),
    "failed": ("Failed", "danger"),
    "cancelled": ("Cancelled", "neutral"),
}


class PhaseSteps(QFrame):
    """The four phases in a row: done ones ticked, the running one in the accent, the rest quiet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icons = [QLabel() for _ in wording.PHASES]
        self._words = [basics.label(word, "small") for word in wording.PHASES.values()]
        box = basics.row(spacing=4)
        for place, (mark, word) in enumerate(zip(self._icons, self._words, strict=True)):
            box.addWidget(mark)
            box.addWidget(word)
            if place < len(self._words) - 1:
                box.addSpacing(14)
        box.addStretch(1)
        self.setLayout(box)

    def show_event(self, event: JobEvent) -> None:
        """Show how far a job has come."""
        names = list(wording.PHASES)
        here = names.index(event.phase.value)
        state, tokens = event.state.value, self._theme.tokens
        for place, (mark, word) in enumerate(zip(self._icons, self._words, strict=True)):
            name, colour = "wait", "muted"
            if place < here or state == "done":
                name, colour = "success", "success"
            elif place == here and state in ("running", "failed"):
                name, colour = ("run", "accent") if state == "running" else ("error", "danger")
            mark.setPixmap(icons.icon(name, tokens, colour).pixmap(QSize(16, 16)))
            word.setStyleSheet(
                f"color: {getattr(tokens, colour)};" + ("font-weight: 600;" if name in ("run", "error") else "")
            )
        self.setAccessibleName(f"Phase {wording.PHASES[event.phase.value]}, {state}")


class QueueRow(QFrame):
    """One interview's job."""

    def __init__(self, theme: Theme, session: Session, event: JobEvent) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._session = session
        self._interview_id = event.interview_id
        row = session.row(event.interview_id)
        self._study_id = row.interview.study_id if row else str(event.interview_id)
        self._dispatcher = Dispatcher(self)
        study_id = basics.mono_label(self._study_id, "strong", 14)
        study_id.setMinimumWidth(150)
        self.chip = basics.chip()
        self.steps = PhaseSteps(theme)
        self.bar = ThinBar(f"Progress of {self._study_id}")
        self.facts = basics.mono_label("", "muted", 12)
        self.facts.setMinimumWidth(230)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.open_button = basics.button("Open", name=f"Open the transcript of {self._study_id}")
        self.cancel_button = basics.button("Cancel", self._cancel, name=f"Cancel {self._study_id}")
        self.retry_button = basics.button("Try again", self._retry, name=f"Try {self._study_id} again")
        self.notice = Notice(theme)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(10)
        buttons = (self.open_button, self.cancel_button, self.retry_button)
        box.addLayout(basics.row(study_id, self.chip, None, self.facts, 4, *buttons))
        box.addLayout(basics.row(self.steps, self.bar, spacing=24))
        box.addWidget(self.notice)
        self.show_event(event)

    def show_event(self, event: JobEvent) -> None:
        """Show what the job does now."""
        state = event.state.value
        words, tone = _STATES[state]
        basics.set_chip(self.chip, words, tone)
        self.steps.show_event(event)
        self.bar.set_fraction(1.0 if state == "done" else event.fraction)
        self.bar.setVisible(state == "running")
        running = (wording.percent(event.fraction), wording.speed(event.speed), wording.time_left(event.seconds_left))
        self.facts.setText("  ".join(part for part in running if part) if state == "running" else "")
        self.cancel_button.setVisible(state in ("waiting", "running"))
        self.retry_button.setVisible(state in ("failed", "cancelled"))
        self.open_button.setVisible(state == "done" or event.phase.value != "decode")
        self.retry_button.setEnabled(True)
        self.cancel_button.setEnabled(True)
        if event.error is not None and state == "failed":
            self.notice.say_error(event.error)
        else:
            self.notice.clear()

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        queue, interview_id = self._session.desk.queue, self._interview_id
        self._dispatcher.start(lambda: queue.cancel(interview_id), lambda _none: None, self.notice.say_error)

    def _retry(self) -> None:
        self.retry_button.setEnabled(False)
        queue, interview_id = self._session.desk.queue, self._interview_id
        self._dispatcher.start(lambda: queue.retry(interview_id), lambda _none: None, self.notice.say_error)


class QueueScreen(Page):
    """All jobs of this sitting, in their order."""

    opened = Signal(int)

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__("Queue")
        self._theme = theme
        self._session = session
        self._rows: dict[int, QueueRow] = {}
        self._list = QVBoxLayout()
        self._list.setContentsMargins(24, 20, 24, 20)
        self._list.setSpacing(10)
        self._list.addStretch(1)
        words = "Nothing to do. Recordings you add on the study screen are transcribed here, one at a time."
        self._content = QStackedWidget()
        self._content.addWidget(basics.surface("background", basics.row(EmptyState(theme, "queue", words))))
        self._content.addWidget(basics.scrolling(basics.surface("background", self._list)))
        self.body.addWidget(self._content)
        session.job_changed.connect(self._show)
        theme.changed.connect(self._repaint)
        for event in session.jobs.values():
            self._show(event)
        self._sum_up()

    def row(self, interview_id: int) -> QueueRow:
        """Give the row of an interview's job."""
        return self._rows[interview_id]

    def _show(self, event: JobEvent) -> None:
        if event.interview_id not in self._rows:
            made = QueueRow(self._theme, self._session, event)
            made.open_button.clicked.connect(lambda _checked=False, chosen=event.interview_id: self.opened.emit(chosen))
            self._rows[event.interview_id] = made
            self._list.insertWidget(self._list.count() - 1, made)
        self._rows[event.interview_id].show_event(event)
        self._sum_up()

    def _repaint(self) -> None:
        for interview_id, row in self._rows.items():
            row.show_event(self._session.jobs[interview_id])

    def _sum_up(self) -> None:
        jobs = list(self._session.jobs.values())
        self._content.setCurrentIndex(1 if jobs else 0)
        counts = Counter(job.state.value for job in jobs)
        words = (("running", "running"), ("waiting", "waiting"), ("done", "done"), ("failed", "failed"),
                 ("cancelled", "cancelled"))  # fmt: skip
        self.header.facts.setText(" · ".join(f"{counts[key]} {word}" for key, word in words if counts[key]))
