"""Put the desk together: the rail, the screens, the status strip, and the study that is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.errors.panel import ErrorPanel
from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.rail import Rail
from transcribe_desk.ui.screens.home import HomeScreen
from transcribe_desk.ui.session import Overview, Session
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.status_strip import StatusStrip
from transcribe_desk.ui.theme import Appearance, Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import EmptyState

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk
    from transcribe_desk.security.no_network import ArmedGuard
    from transcribe_desk.ui.screens.study import StudyScreen


class MainWindow(QMainWindow):
    """The one window: the home screen until a study is open, then the rail and its screens."""

    def __init__(self, theme: Theme, guard: ArmedGuard, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.preferences = preferences or Preferences(self)
        self.shortcuts = Shortcuts(self.preferences, self)
        self.preferences.changed.connect(self._follow_preference)
        self.session: Session | None = None
        self.screens: dict[str, QWidget] = {}
        self.setWindowTitle("Transcribe Desk")
        self.resize(1440, 900)
        self.setMinimumSize(1100, 700)
        self.rail = Rail(theme, self.shortcuts)
        self.rail.chosen.connect(self.show_screen)
        self.rail.lock_asked.connect(self.lock)
        self.rail.appearance_chosen.connect(self._choose_appearance)
        self.home = HomeScreen(theme)
        self.home.opened.connect(self._opened)
        self.home.appearance_button.chosen.connect(self._choose_appearance)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.home)
        self.strip = StatusStrip(theme, guard)
        self.errors = ErrorPanel(theme)
        self._closer = Dispatcher(self, ordered=True)
        self._locking = EmptyState(theme, "lock", "Locking the study. What a running job has finished is kept.")
        self.stack.addWidget(self._locking)
        self._lay_out()
        self.show_home()

    def show_screen(self, name: str) -> None:
        """Bring a screen to the front by its name on the rail."""
        if name in self.screens:
            self.rail.mark(name)
            self.stack.setCurrentWidget(self.screens[name])
            self.setWindowTitle(f"{wording.organisation(name)} · {self._title()} · Transcribe Desk")

    def show_home(self) -> None:
        """Show the way in."""
        self.rail.hide()
        self.stack.setCurrentWidget(self.home)
        self.strip.show_study("")
        self.setWindowTitle("Transcribe Desk")

    def open_study(self, folder: Path, desk: Desk, overview: Overview) -> None:
        """Build the screens of a study that was just unlocked."""
        from transcribe_desk.ui.screens.export import ExportScreen
        from transcribe_desk.ui.screens.log import LogScreen
        from transcribe_desk.ui.screens.queue import QueueScreen
        from transcribe_desk.ui.screens.review import ReviewScreen
        from transcribe_desk.ui.screens.study import StudyScreen
        from transcribe_desk.ui.screens.transcript import TranscriptScreen

        self.session = session = Session(desk, folder, overview, self, shortcuts=self.shortcuts)
        study, queue = StudyScreen(self._theme, session), QueueScreen(self._theme, session)
        transcript, review = TranscriptScreen(self._theme, session), ReviewScreen(self._theme, session)
        export, log = ExportScreen(self._theme, session), LogScreen(self._theme, session)
        self.screens = {
            "study": study, "queue": queue, "transcript": transcript, "review": review, "export": export, "log": log,
        }  # fmt: skip
        for screen in self.screens.values():
            self.stack.addWidget(screen)
        study.opened.connect(lambda _id: self.show_screen("transcript"))
        study.queued.connect(lambda: self.show_screen("queue"))
        queue.opened.connect(self._open_transcript)
        for emptied in (queue, transcript, review, export):
            emptied.recordings_asked.connect(lambda: self._choose_recordings(study))
        transcript.review_asked.connect(lambda: self.show_screen("review"))
        review.export_asked.connect(lambda: self.show_screen("export"))
        export.review_asked.connect(self._open_review)
        export.queue_asked.connect(lambda: self.show_screen("queue"))
        session.failed.connect(self._failed)
        session.saved.connect(self._saved)
        session.job_changed.connect(lambda _event: self._show_queue(session))
        for changed in (session.queue_changed, session.choices_changed, session.overview_changed):
            changed.connect(lambda: self._show_queue(session))
        self.strip.show_study(overview.settings.title)
        self._show_queue(session)
        self.rail.show()
        self.show_screen("study")
        study.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def lock(self) -> None:
        """Close the study and go home; a running job stops and goes on from there next time."""
        if self.session is None or self._closer.busy:
            return
        session, work = self.session, self._closing(self.session)
        self.rail.hide()
        self.stack.setCurrentWidget(self._locking)

        def done(_none: object) -> None:
            self._forget(session)
            self.home.reload()
            self.show_home()

        def failed(error: DeskError) -> None:
            done(None)
            self.errors.say_error(error)

        self._closer.start(work, done, failed)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Lock the study before the window goes."""
        self.hide()
        self._closer.settle()
        if self.session is not None:
            session = self.session
            self._closing(session)()
            self._forget(session)
        for each in self.findChildren(Dispatcher):
            each.settle()
        super().closeEvent(event)

    def _lay_out(self) -> None:
        middle = QVBoxLayout()
        middle.setContentsMargins(0, 0, 0, 0)
        middle.setSpacing(0)
        middle.addWidget(self.errors)
        middle.addWidget(self.stack, 1)
        centre = basics.row(self.rail, spacing=0)
        centre.addLayout(middle, 1)
        desk = QWidget()
        desk.setObjectName("desk")
        box = QVBoxLayout(desk)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(centre, 1)
        box.addWidget(self.strip)
        self.setCentralWidget(desk)

    def _closing(self, session: Session) -> Callable[[], None]:
        """Give the work of locking: wait for what is being written, stop the running worker, lock the study."""
        session.stop_listening()
        others = [each for each in self.findChildren(Dispatcher) if each is not self._closer]

        def work() -> None:
            for each in others:
                each.settle()
            session.desk.close()

        return work

    def _forget(self, session: Session) -> None:
        """Destroy the screens and what they listened to, here and now.

        Left to ``deleteLater`` they crashed in ``~QObject`` when the window went soon after (PySide 6.11.3).
        """
        screens, self.screens, self.session = self.screens, {}, None
        shiboken6.delete(session)
        for screen in screens.values():
            shiboken6.delete(screen)

    def _opened(self, folder: Path, desk: Desk, overview: Overview) -> None:
        self.errors.clear()
        self.open_study(folder, desk, overview)

    def _choose_recordings(self, study: StudyScreen) -> None:
        self.show_screen("study")
        study.ask_to_transcribe()

    def _open_transcript(self, interview_id: int) -> None:
        if self.session is not None:
            self.session.select(interview_id)
            self.show_screen("transcript")

    def _open_review(self, interview_id: int) -> None:
        if self.session is not None:
            self.session.select(interview_id)
            self.show_screen("review")

    def _choose_appearance(self, appearance: Appearance) -> None:
        self.preferences.appearance = appearance.value

    def _follow_preference(self, name: str) -> None:
        if name == "appearance":
            self._theme.choose(Appearance(self.preferences.appearance))
        elif name == "text_size":
            self._theme.set_text_size(self.preferences.text_size)

    def _failed(self, error: DeskError) -> None:
        self.errors.say_error(error)

    def _saved(self, at: dt.datetime) -> None:
        self.strip.show_saved(at)

    def _show_queue(self, session: Session) -> None:
        self.strip.show_jobs(list(session.jobs.values()), paused=session.paused)
        self.strip.show_model(session.model_in_use())

    def _title(self) -> str:
        return self.session.overview.settings.title if self.session else ""
