"""Choose which interview a screen shows."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets.choice import Choice


class InterviewChooser(Choice):
    """The study IDs of the interviews that have words to read; follows the session's choice and makes it.

    Letters are the screen's: they act on the interview that was chosen here.
    """

    keeps_letters = False

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self.setAccessibleName(tr("Transcript", "Interview shown"))
        self.setFont(looks.mono(13))
        self.setMinimumWidth(150)
        self.reload()
        self.activated.connect(self._chosen)
        session.overview_changed.connect(self.reload)
        session.job_changed.connect(self.reload)
        session.selected.connect(self._follow)

    def reload(self) -> None:
        """List the interviews that can be read now."""
        rows = [(row.interview.study_id, row.interview.id) for row in self._session.readable_rows()]
        if rows == [(self.itemText(place), self.itemData(place)) for place in range(self.count())]:
            return
        with QSignalBlocker(self):
            self.clear()
            for study_id, interview_id in rows:
                self.addItem(study_id, interview_id)
            self.setCurrentIndex(self.findData(self._session.selected_id))

    def shown_id(self) -> int | None:
        """Give the interview to show: the selected one, or the first when that one has no words yet."""
        if self.count() and self.currentIndex() < 0:
            self.setCurrentIndex(0)
        found = self.currentData()
        return int(found) if found is not None else None

    def _chosen(self, place: int) -> None:
        self._session.select(int(self.itemData(place)))

    def _follow(self, interview_id: int) -> None:
        self.setCurrentIndex(self.findData(interview_id))
