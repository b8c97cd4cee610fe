"""Bring what the queue tells from its own thread into the window's thread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk
    from transcribe_desk.jobs.events import JobEvent


class Bridge(QObject):
    """One for each open study; its signals are queued to the window's thread by Qt."""

    job_changed = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        desk.queue.listen(self._tell)
        self._open = True

    def shut(self) -> None:
        """Tell nothing more: the window is about to let this study go."""
        self._open = False

    def _tell(self, event: JobEvent) -> None:
        if self._open:
            self.job_changed.emit(event)
