"""Ask, over the table and not in a dialog, which recordings to transcribe and how, then put them in the queue."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from transcribe_desk.ui import wording
from transcribe_desk.ui.screens.study.transcription_fields import TranscriptionFields
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice

_LISTED = 4


class StartPanel(QFrame):
    """All waiting recordings, or those selected in the table; ``started`` tells that they are in the queue."""

    started = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._session = session
        self.heading = basics.label("", "strong")
        self.which = Choice()
        self.which.setAccessibleName(tr("Queue", "Which recordings"))
        self.names = basics.label("", "small", wrap=True)
        self.fields = TranscriptionFields(session)
        self.start_button = basics.button(tr("Queue", "Put in the queue"), self.start, kind="primary")
        self.cancel_button = basics.button(tr("Queue", "Cancel"), self.hide)
        self.which.currentIndexChanged.connect(self._which_changed)
        self.fields.judged.connect(self.start_button.setEnabled)
        box = QVBoxLayout(self)
        box.setContentsMargins(16, 14, 16, 14)
        box.setSpacing(8)
        box.addLayout(basics.row(self.heading, self.which, None, spacing=12))
        box.addWidget(self.names)
        box.addWidget(self.fields)
        box.addSpacing(4)
        box.addLayout(basics.row(self.start_button, self.cancel_button, None))

    def ask(self, waiting: Sequence[int], selected: Sequence[int] = ()) -> None:
        """Show the panel for the waiting interviews, and those of them that are selected, if that is a choice."""
        chosen = [interview_id for interview_id in waiting if interview_id in selected]
        self.which.clear()
        self.which.addItem(tr("Queue", "all {number} waiting").format(number=len(waiting)), list(waiting))
        if chosen and len(chosen) < len(waiting):
            words = tr("Queue", "the selected one") if len(chosen) == 1 else tr("Queue", "the {number} selected")
            self.which.addItem(words.format(number=len(chosen)), chosen)
        self.which.setVisible(self.which.count() > 1)
        self._which_changed()
        self.show()
        self.fields.quality.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Put the recordings in the queue."""
        if self.start_button.isEnabled():
            self.hide()
            self._session.enqueue(self._ids())
            self.started.emit()

    def _ids(self) -> list[int]:
        return list(self.which.currentData() or ())

    def _which_changed(self) -> None:
        rows = [row for interview_id in self._ids() if (row := self._session.row(interview_id)) is not None]
        recordings = wording.counted(len(rows), "recording")
        self.heading.setText(tr("Queue", "Transcribe {recordings}").format(recordings=recordings))
        names = ", ".join(row.interview.study_id for row in rows[:_LISTED])
        if len(rows) > _LISTED:
            names = tr("Queue", "{names} and {left} more").format(names=names, left=len(rows) - _LISTED)
        self.names.setText(names)
        self.fields.judge(sum(row.interview.recording.duration_ms for row in rows))
