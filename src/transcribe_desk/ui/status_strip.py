"""Say at the foot of the window what always holds: offline, encrypted, what runs, what was saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame

from transcribe_desk.ui import icons, wording
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.giving import GivingLabel

if TYPE_CHECKING:
    from transcribe_desk.jobs.events import JobEvent
    from transcribe_desk.security.no_network import ArmedGuard
    from transcribe_desk.security.self_test import IsolationReport


class StatusStrip(QFrame):
    """One quiet line; each item also reads well alone, and two of them lead to more."""

    isolation_asked = Signal()
    queue_asked = Signal()

    def __init__(self, theme: Theme, guard: ArmedGuard) -> None:
        super().__init__()
        self.setObjectName("statusStrip")
        looks.keep_size(self, height=30)
        self._theme = theme
        self._guard = guard
        self._sign = ("success", "success")
        self.offline = basics.button("", self.isolation_asked.emit, kind="status")
        self.study = GivingLabel(role="status")
        self.model = GivingLabel(role="status")
        self.jobs = basics.button("", self.queue_asked.emit, kind="status")
        self.jobs.setToolTip(tr("Status", "Go to Queue"))
        self.saved = basics.label("", "status")
        box = basics.row(self.offline, 14, self.study, 20, self.model, 14, self.jobs, None, self.saved, spacing=0)
        box.setContentsMargins(10, 0, 16, 0)
        self.setLayout(box)
        kernel = guard.enforcement.value == "kernel"
        self._say_offline(
            tr("Status", "Offline, enforced by the system") if kernel
            else tr("Status", "Offline, enforced by this program")
        )  # fmt: skip
        self.show_study("")
        theme.changed.connect(self._paint_icon)

    def show_report(self, report: IsolationReport) -> None:
        """Say what the self-test found."""
        kernel = report.guard.enforcement.value == "kernel"
        if not report.passed:
            self._sign = ("error", "danger")
            self._say_offline(tr("Status", "Not offline: the self-test failed"))
        elif kernel:
            self._say_offline(tr("Status", "Offline, verified"))
        else:
            self._say_offline(tr("Status", "Offline, verified for this program"))

    def show_study(self, title: str) -> None:
        """Name the open study, or say nothing while none is open."""
        self.study.setText(tr("Status", "Encrypted: {study}").format(study=title) if title else "")
        if not title:
            for part in (self.model, self.jobs, self.saved):
                part.setText("")
            self.jobs.hide()

    def show_model(self, name: str) -> None:
        """Name the speech model in use."""
        self.model.setText(name)

    def show_jobs(self, events: Sequence[JobEvent], *, paused: bool = False) -> None:
        """Say which job of how many runs and how long all still take, or that the queue is paused."""
        waiting = sum(event.state.value == "waiting" for event in events)
        if paused:
            words = tr("Status", "Queue paused")
            words += tr("Status", ": {number} waiting").format(number=waiting) if waiting else ""
        elif any(event.state.value == "running" for event in events):
            done = sum(event.state.over for event in events)
            place = tr("Status", "Queue {place} of {number}").format(place=done + 1, number=len(events))
            words = " · ".join(part for part in (place, wording.time_left(wording.seconds_for_all(events))) if part)
        else:
            words = tr("Status", "Queue: {number} waiting").format(number=waiting) if waiting else ""
        self.jobs.setText(words)
        self.jobs.setVisible(bool(words))

    def show_saved(self, at: dt.datetime) -> None:
        """Say when something was last written."""
        self.saved.setText(tr("Status", "Saved {time}").format(time=f"{at:%H:%M:%S}"))

    def _say_offline(self, words: str) -> None:
        self.offline.setText(words)
        self.offline.setToolTip(below(self._guard.summary))
        self.offline.setAccessibleDescription(below(self._guard.summary))
        self._paint_icon()

    def _paint_icon(self) -> None:
        self.offline.setIconSize(QSize(looks.scaled(14), looks.scaled(14)))
        self.offline.setIcon(icons.icon(self._sign[0], self._theme.tokens, self._sign[1]))
