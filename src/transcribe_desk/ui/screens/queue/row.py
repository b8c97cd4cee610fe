"""Show one interview's job: its phases, how far it is, what it found; cancel it, try it again, move it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import icons, wording
from transcribe_desk.ui.delegates import paint_focus
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice
from transcribe_desk.ui.widgets.progress import ThinBar

if TYPE_CHECKING:
    from transcribe_desk.jobs.events import JobEvent


def _states() -> dict[str, tuple[str, basics.Tone]]:
    return {
        "waiting": (tr("Queue", "Waiting"), "neutral"),
        "paused": (tr("Queue", "Paused"), "warning"),
        "running": (tr("Queue", "Running"), "accent"),
        "done": (tr("Queue", "Done"), "success"),
        "failed": (tr("Queue", "Failed"), "danger"),
        "cancelled": (tr("Queue", "Cancelled"), "neutral"),
    }


class PhaseSteps(QFrame):
    """The four phases in a row: done ones ticked, the running one in the accent, the rest quiet."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._icons = [QLabel() for _ in wording.phases()]
        self._words = [basics.label(word, "small") for word in wording.phases().values()]
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
        names = list(wording.phases())
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
        phase = wording.phases()[event.phase.value]
        self.setAccessibleName(tr("Queue", "Phase {phase}, {state}").format(phase=phase, state=below(state)))


class QueueRow(QFrame):
    """One interview's job; ``opened`` asks for its text, ``stepped`` for the row above (-1) or below (1)."""

    opened = Signal(int)
    stepped = Signal(int, int)

    def __init__(self, theme: Theme, session: Session, event: JobEvent) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._theme = theme
        self._session = session
        self._interview_id = event.interview_id
        self._shown: JobEvent | None = None
        row = session.row(event.interview_id)
        self._study_id = name = row.interview.study_id if row else str(event.interview_id)
        self.chip = basics.chip()
        self.steps = PhaseSteps(theme)
        self.bar = ThinBar(tr("Queue", "Progress of {name}").format(name=name))
        self.facts = basics.mono_label("", "muted", 12)
        self.found = basics.label("", "small", wrap=True)
        self.up_button = basics.button("↑", lambda: self._move(-1), kind="quiet",
                                       name=tr("Queue", "Move {name} up").format(name=name),
                                       tip=session.shortcuts.tip(tr("Queue", "Earlier"), "queue.earlier"))  # fmt: skip
        self.down_button = basics.button("↓", lambda: self._move(1), kind="quiet",
                                         name=tr("Queue", "Move {name} down").format(name=name),
                                         tip=session.shortcuts.tip(tr("Queue", "Later"), "queue.later"))  # fmt: skip
        self.open_button = basics.button(
            tr("Queue", "Open"), self._open, name=tr("Queue", "Open the transcript of {name}").format(name=name)
        )
        self.cancel_button = basics.button(
            tr("Queue", "Cancel"),
            self._cancel,
            name=tr("Queue", "Cancel {name}").format(name=name),
            tip=tr("Queue", "What is finished is kept (Delete)"),
        )
        self.retry_button = basics.button(tr("Queue", "Try again"), self._retry)
        self.notice = Notice(theme)
        self._lay_out()
        self.show_event(event)

    def show_event(self, event: JobEvent) -> None:
        """Show what the job does now."""
        state = event.state.value
        shown = "paused" if state == "waiting" and self._session.paused else state
        words, tone = _states()[shown]
        basics.set_chip(self.chip, words, tone)
        self.setAccessibleName(f"{self._study_id}, {words}")
        self.steps.show_event(event)
        self.bar.set_fraction(1.0 if state == "done" else event.fraction)
        self.bar.setVisible(state == "running")
        self.facts.setText(_facts(event))
        row = self._session.row(self._interview_id)
        found = wording.found(row) if row is not None else ""
        self.found.setText("\n".join(part for part in (found, event.notice) if part))
        self.found.setVisible(bool(self.found.text()))
        self._show_buttons(event)
        if event is not self._shown:  # shown anew, it leaves an answer just given where it is
            self._shown = event
            self._take_answers(event)

    def set_neighbours(self, *, above: bool, below: bool) -> None:
        """Say whether there is another job before and after this one that is not over."""
        for made, there in ((self.up_button, above), (self.down_button, below)):
            made.setVisible(above or below)
            made.setEnabled(there)

    def controls(self) -> list[QWidget]:
        """Give the row and its buttons in the order of Tab."""
        return [self, *self._buttons()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from row to row, open one with Enter, cancel one with Delete."""
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.stepped.emit(self._interview_id, -1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.open_button.isVisible():
            self._open()
        elif key == Qt.Key.Key_Delete and self.cancel_button.isVisible() and self.cancel_button.isEnabled():
            self._cancel()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card, ringed where the keyboard is."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_focus(painter, QRectF(self.rect()), self._theme.tokens)
            painter.end()

    def _lay_out(self) -> None:
        study_id = basics.mono_label(self._study_id, "strong", 14)
        study_id.setMinimumWidth(150)
        self.facts.setMinimumWidth(272)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 12, 16, 12)
        box.setSpacing(10)
        box.addLayout(basics.row(study_id, self.chip, None, self.facts, 4, *self._buttons()))
        box.addLayout(basics.row(self.steps, self.bar, spacing=24))
        box.addWidget(self.found)
        box.addWidget(self.notice)

    def _buttons(self) -> list[QPushButton]:
        return [self.open_button, self.cancel_button, self.retry_button, self.up_button, self.down_button]

    def _show_buttons(self, event: JobEvent) -> None:
        state = event.state.value
        again = tr("Queue", "Go on") if state == "cancelled" else tr("Queue", "Try again")
        self.retry_button.setText(again)
        self.retry_button.setAccessibleName(f"{again}: {self._study_id}")
        self.cancel_button.setVisible(not event.state.over)
        self.retry_button.setVisible(state in ("failed", "cancelled"))
        self.open_button.setText(tr("Queue", "Open") if state == "done" else tr("Queue", "Read so far"))
        self.open_button.setVisible(state == "done" or event.phase.value != "decode")

    def _take_answers(self, event: JobEvent) -> None:
        self.retry_button.setEnabled(True)
        self.cancel_button.setEnabled(True)
        if event.error is not None and event.state.value == "failed":
            self.notice.say_error(event.error)
        else:
            self.notice.clear()

    def _open(self) -> None:
        self.opened.emit(self._interview_id)

    def _move(self, step: int) -> None:
        self._session.move(self._interview_id, step)

    def _cancel(self) -> None:
        self.cancel_button.setEnabled(False)
        self._session.cancel(self._interview_id, self._failed)

    def _retry(self) -> None:
        self.retry_button.setEnabled(False)
        self._session.retry(self._interview_id, self._failed)

    def _failed(self, error: DeskError) -> None:
        self.cancel_button.setEnabled(True)
        self.retry_button.setEnabled(True)
        self.notice.say_error(error)


def _facts(event: JobEvent) -> str:
    """Give share, speed and time left of a running job, or the time that a waiting one will take."""
    if event.state.value == "running":
        parts = (wording.percent(event.fraction), wording.speed(event.speed), wording.time_left(event.seconds_left))
        return "  ".join(part for part in parts if part)
    if event.state.value == "waiting" and event.seconds_left:
        return wording.about(event.seconds_left)
    return ""
