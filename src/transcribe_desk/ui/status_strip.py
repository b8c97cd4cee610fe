"""Say at the foot of the window what always holds: offline, encrypted, what runs, what was saved."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QFrame, QLabel

from transcribe_desk.ui import icons, wording
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics

if TYPE_CHECKING:
    from transcribe_desk.jobs.events import JobEvent
    from transcribe_desk.security.no_network import ArmedGuard


class StatusStrip(QFrame):
    """One quiet line; each item also reads well alone."""

    def __init__(self, theme: Theme, guard: ArmedGuard) -> None:
        super().__init__()
        self.setObjectName("statusStrip")
        looks.keep_size(self, height=30)
        self._theme = theme
        self._tick = QLabel()
        self.offline = basics.label("Offline", "status")
        kernel = guard.enforcement.value == "kernel"
        self.offline.setText("Offline, enforced by the system" if kernel else "Offline, enforced by this program")
        self.offline.setToolTip(guard.summary)
        self.offline.setAccessibleDescription(guard.summary)
        self.study = basics.label("", "status")
        self.model = basics.label("", "status")
        self.jobs = basics.label("", "status")
        self.saved = basics.label("", "status")
        box = basics.row(self._tick, self.offline, 20, self.study, 20, self.model, 20, self.jobs, None, self.saved,
                         spacing=5)  # fmt: skip
        box.setContentsMargins(16, 0, 16, 0)
        self.setLayout(box)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()

    def show_study(self, title: str) -> None:
        """Name the open study, or say nothing while none is open."""
        self.study.setText(f"Encrypted: {title}" if title else "")
        if not title:
            self.model.setText("")
            self.jobs.setText("")
            self.saved.setText("")

    def show_model(self, name: str) -> None:
        """Name the speech model in use."""
        self.model.setText(name)

    def show_jobs(self, events: Sequence[JobEvent], *, paused: bool = False) -> None:
        """Say which job of how many runs and how long all still take, or that the queue is paused."""
        waiting = sum(event.state.value == "waiting" for event in events)
        if paused:
            self.jobs.setText("Queue paused" + (f": {waiting} waiting" if waiting else ""))
        elif any(event.state.value == "running" for event in events):
            done = sum(event.state.over for event in events)
            parts = (f"Queue {done + 1} of {len(events)}", wording.time_left(wording.seconds_for_all(events)))
            self.jobs.setText(" · ".join(part for part in parts if part))
        else:
            self.jobs.setText(f"Queue: {waiting} waiting" if waiting else "")

    def show_saved(self, at: dt.datetime) -> None:
        """Say when something was last written."""
        self.saved.setText(f"Saved {at:%H:%M:%S}")

    def _paint_icon(self) -> None:
        self._tick.setPixmap(icons.icon("success", self._theme.tokens, "success").pixmap(QSize(14, 14)))
