"""Say what came in, and for each file that did not, why and what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from transcribe_desk.jobs.importing import ImportReport

_HIGHEST = 168  # pixels; longer lists scroll


class ImportReportBox(QWidget):
    """A message on what came in, and under it a list of what did not; closing the message closes both."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.notice = Notice(theme, closable=True)
        self.lines = basics.column(spacing=2)
        inner = basics.surface("paper", self.lines)
        self._list = basics.scrolling(inner)
        self._list.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # a long list is scrolled with the keys
        self._list.setAccessibleName(tr("Study", "Files that did not come in"))
        self._frame = QFrame()
        self._frame.setProperty("card", "true")
        framed = QVBoxLayout(self._frame)
        framed.setContentsMargins(12, 8, 12, 8)
        framed.addWidget(self._list)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.notice)
        box.addWidget(self._frame)
        self.notice.closed.connect(self.clear)
        self.clear()

    def show_report(self, report: ImportReport) -> None:
        """Show what an import came to."""
        taken = wording.counted(len(report.imported), "recording")
        ids = ", ".join(interview.study_id for interview in report.imported)
        stays = tr("Study", "The originals are where they were.")
        refused = wording.counted(len(report.problems), "file")
        if report.cancelled:
            stopped = tr("Study", "Stopped; {recordings} came in before that.")
            if ids:
                stopped = tr("Study", "Stopped; {recordings} came in before that: {study_ids}.")
            self.notice.say("accent", stopped.format(recordings=taken, study_ids=ids), stays)
        elif not report.problems:
            words = tr("Study", "{recordings} taken in, encrypted: {study_ids}.")
            self.notice.say("success", words.format(recordings=taken, study_ids=ids), stays)
        elif report.imported:
            words = tr("Study", "{recordings} taken in, encrypted: {study_ids}. {files} did not come in:")
            self.notice.say("warning", words.format(recordings=taken, study_ids=ids, files=refused))
        else:
            self.notice.say("danger", tr("Study", "Nothing came in. {files}:").format(files=refused))
        basics.clear(self.lines)
        for problem in report.problems:
            self.lines.addWidget(basics.label(f"{problem.thing}: {problem.cause} {problem.remedy}", wrap=True))
        self.lines.addStretch(1)
        self._frame.setVisible(bool(report.problems))
        self._frame.setFixedHeight(min(looks.scaled(_HIGHEST), looks.scaled(24 + 24 * len(report.problems))))
        self.setVisible(True)

    def text(self) -> str:
        """Give everything the report says, nothing while there is none."""
        if self.isHidden():
            return ""
        items = (self.lines.itemAt(place) for place in range(self.lines.count()))
        lines = [part.text() for item in items if item is not None and isinstance(part := item.widget(), QLabel)]
        return "\n".join([self.notice.text(), *lines])

    def clear(self) -> None:
        """Take the report away."""
        self.notice.clear()
        self._frame.hide()
        self.hide()
