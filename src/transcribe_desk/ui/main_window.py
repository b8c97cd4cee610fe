"""Put the desk together: the rail, the screens, the status strip, and the study that is open."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import garbage, in_turns, window_state, wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.errors import watch
from transcribe_desk.ui.errors.panel import ErrorPanel
from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.rail import Rail
from transcribe_desk.ui.screens.home.screen import HomeScreen
from transcribe_desk.ui.session import Overview, Session, open_sample_study
from transcribe_desk.ui.shelf import Shelf
from transcribe_desk.ui.shortcuts.card import CardOfKeys
from transcribe_desk.ui.shortcuts.registry import Shortcuts
from transcribe_desk.ui.status_strip import StatusStrip
from transcribe_desk.ui.theme import Appearance, Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import EmptyState
from transcribe_desk.ui.widgets.page import Page

if TYPE_CHECKING:
    from transcribe_desk.jobs.desk import Desk
    from transcribe_desk.security.no_network import ArmedGuard
    from transcribe_desk.security.self_test import IsolationReport
    from transcribe_desk.ui.help.manual import ManualScreen
    from transcribe_desk.ui.help.tour import Tour
    from transcribe_desk.ui.screens.home.first_run import FirstRunScreen
    from transcribe_desk.ui.settings.screen import SettingsScreen

_WINDOW = Qt.ShortcutContext.WindowShortcut
REST_MS = in_turns.REST_MS  # between two steps of making screens that nobody asks for


class MainWindow(QMainWindow):
    """The one window: the home screen until a study is open, then the rail and its screens.

    ``screen_shown`` names the screen of a study that has come to the front.
    """

    screen_shown = Signal(str)

    def __init__(self, theme: Theme, guard: ArmedGuard, preferences: Preferences | None = None) -> None:
        super().__init__()
        self._theme = theme
        self.preferences = preferences or Preferences(self)
        self.shortcuts = Shortcuts(self.preferences, self)
        self.preferences.changed.connect(self._follow_preference)
        self.session: Session | None = None
        self.screens = Shelf()
        self._wanted = ""  # the screen that was asked for and is being made
        self._next_step = QTimer(self, singleShot=True)
        self._next_step.timeout.connect(self._take_step)
        self._destroying = in_turns.InTurns(self)
        self.setWindowTitle("Transcribe Desk")
        self.resize(1440, 900)
        self.setMinimumSize(1100, 700)
        self.rail = Rail(theme, self.shortcuts)
        self.rail.chosen.connect(self.show_screen)
        self.rail.lock_asked.connect(self.lock)
        self.home = HomeScreen(theme)
        self.home.opened.connect(self._opened)
        self.home.settings_asked.connect(self.show_settings)
        self.home.first_run_asked.connect(self.show_first_run)
        self.home.help_asked.connect(self.show_help)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.home)
        self.strip = StatusStrip(theme, guard)
        self.strip.isolation_asked.connect(lambda: self.show_settings("isolation"))
        self.strip.queue_asked.connect(lambda: self.show_screen("queue"))
        self.errors = ErrorPanel(theme)
        self._guard = guard
        self._report: IsolationReport | None = None
        self._settings: SettingsScreen | None = None
        self._first_run: FirstRunScreen | None = None
        self._manual: ManualScreen | None = None
        self._tour: Tour | None = None
        self._closer = Dispatcher(self, ordered=True)
        self._tester = Dispatcher(self)
        locking = tr("Window", "Locking the study. What a running job has finished is kept.")
        self._locking = EmptyState(theme, "lock", locking)
        self.stack.addWidget(self._locking)
        self._lay_out()
        theme.dress(self)
        self.shortcuts.bind(self, "card_of_keys", self.card.toggle, context=_WINDOW)
        self.shortcuts.bind(self.home, "go_settings", self.show_settings, context=_WINDOW)
        self.shortcuts.bind(self.home, "go_help", self.show_help, context=_WINDOW)
        self.shortcuts.bind(self, "quit", self.close, context=_WINDOW)
        window_state.restore(self)
        self.show_home()

    def show_screen(self, name: str) -> None:
        """Bring a screen to the front by its name on the rail, at once or as soon as it is made."""
        if name == "settings":
            self.show_settings()
        elif name == "help":
            self.show_help()
        elif self._may_go(name):
            self.rail.mark(name)
            self._wanted = name
            self._take_step()

    def _may_go(self, name: str) -> bool:
        """Tell whether there is such a screen, the study is not being locked, and nothing would be lost by going."""
        there = name in self.screens and not self._closer.busy
        return there and not self._held_back(self.stack.currentWidget(), lambda: self.show_screen(name))

    def _take_step(self) -> None:
        """Take a step of making the screen that is wanted, or show it; when none is, of making the others.

        Between two the window answers.
        """
        if not self._wanted:
            # What is shown is drawn first; then come screens, then their parts.
            parts = (page.make_a_part() for page in self.screens.made.values())
            if in_turns.drawing() or self.screens.make_next() or any(parts):
                self._next_step.start(REST_MS)
        elif self._wanted not in self.screens.made:
            self.screens.make_on(self._wanted)
            self._next_step.start(in_turns.REST_MS)
        else:
            name = self._wanted
            self._front(self.screens[name], f"{wording.organisation(name)} · {self._title()} · Transcribe Desk")
            self._remember(name)
            self._next_step.start(REST_MS)
            self.screen_shown.emit(name)

    def _front(self, widget: QWidget, title: str) -> None:
        """Show one thing in the middle, with the rail beside it while a study is open."""
        self._wanted = ""
        self.rail.setVisible(self.session is not None)
        apart = widget.drawn_apart if isinstance(widget, Page) else ()
        in_turns.draw_in_turns(self.stack, *apart)
        self.stack.setCurrentWidget(widget)
        self.setWindowTitle(title)

    def show_settings(self, section: str = "") -> None:
        """Show the settings, at one of their sections; a study that is open stays open."""
        from transcribe_desk.ui.settings.screen import SettingsScreen

        if self._settings is None:
            self._settings = SettingsScreen(self._theme, self.shortcuts, self._guard)
            self._settings.left.connect(self.show_home)
            self._settings.isolation.tested.connect(self._tested)
            self.stack.addWidget(self._settings)
            if self._report is not None:
                self._settings.isolation.show_report(self._report)
        if section:
            self._settings.show_section(section)
        self._settings.back_button.setVisible(self.session is None)
        self.rail.mark("settings")
        self._front(self._settings, tr("Window", "Settings · Transcribe Desk"))

    def show_help(self) -> None:
        """Show the manual; a study that is open stays open."""
        from transcribe_desk.ui.help.manual import ManualScreen

        if self._manual is None:
            self._manual = ManualScreen(self._theme)
            self._manual.left.connect(self.show_home)
            self._manual.keys_asked.connect(self.card.toggle)
            self._manual.tour_asked.connect(self.start_tour)
            self.stack.addWidget(self._manual)
        self._manual.back_button.setVisible(self.session is None)
        self.rail.mark("help")
        self._front(self._manual, tr("Window", "Help · Transcribe Desk"))

    def start_tour(self) -> None:
        """Lead through the study that is open, or through one of the sample interview, which is made first."""
        from transcribe_desk.ui.help.tour import Tour

        if self.session is not None:
            self._tour = Tour(self._theme, self)
            self._tour.start()
        elif not self._closer.busy:
            self._closer.start(open_sample_study, self._sample_opened, self.errors.say_error)

    def _sample_opened(self, opened: tuple[Path, Desk, Overview]) -> None:
        self._opened(*opened)
        if self.session is not None:
            self.session.enqueue(
                row.interview.id for row in self.session.overview.rows if row.status.value == "Imported"
            )
            self.start_tour()

    def show_first_run(self) -> None:
        """Show what a computer needs before its first transcription; a study that is open stays open."""
        from transcribe_desk.ui.screens.home.first_run import FirstRunScreen

        if self._first_run is None:
            self._first_run = FirstRunScreen(self._theme)
            self._first_run.left.connect(self._leave_first_run)
            self._first_run.isolation_asked.connect(lambda: self.show_settings("isolation"))
            self.stack.addWidget(self._first_run)
        self._front(self._first_run, tr("Window", "Getting ready · Transcribe Desk"))

    def verify_offline(self) -> None:
        """Run the isolation self-test in the background, for the strip to say what it found."""
        from transcribe_desk.security import self_test

        self._tester.start(self_test.run, self._tested, self.errors.say_error)

    def show_home(self) -> None:
        """Show the way in."""
        self.strip.show_study("")
        self._front(self.home, "Transcribe Desk")

    def open_study(self, folder: Path, desk: Desk, overview: Overview) -> None:
        """Show a study that was just unlocked; its other screens are made one by one once the first is there."""
        from transcribe_desk.ui.study_screens import StudyScreens

        self.session = session = Session(desk, folder, overview, self, shortcuts=self.shortcuts)
        left_open = session.memory.was_left_open
        self.screens = StudyScreens(self._theme, session, self.stack, self.show_screen).shelf()
        session.failed.connect(self._failed)
        session.saved.connect(self._saved)
        session.sound_deleted.connect(self._say_deleted)
        session.unknown_found.connect(self._say_unknown)
        session.job_changed.connect(lambda _event: self._show_queue(session))
        for changed in (session.queue_changed, session.choices_changed, session.overview_changed):
            changed.connect(lambda: self._show_queue(session))
        self.strip.show_study(overview.settings.title)
        self._show_queue(session)
        self.rail.show_entries([*self.screens, "help", "settings"])
        if left_open:
            self._say_recovered()
        session.delete_due_sound()
        session.look_for_unknown()
        self._go_where_left(session)

    def lock(self) -> None:
        """Close the study and go home; a running job stops and goes on from there next time."""
        if self.session is None or self._closer.busy or self._held_back(None, self.lock):
            return
        session, work = self.session, self._closing(self.session)
        window_state.save(self)
        self._front(self._locking, self.windowTitle())
        self.rail.hide()

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
        if self._held_back(None, self.close):
            event.ignore()
            return
        window_state.save(self)
        self.hide()
        if self._first_run is not None:
            self._first_run.stop()
        self._closer.settle()
        if self.session is not None:
            session = self.session
            self._closing(session)()
            self._forget(session)
        self._destroying.finish()
        for each in self.findChildren(Dispatcher):
            each.settle()
        super().closeEvent(event)

    def _held_back(self, left: QWidget | None, leave: Callable[[], object]) -> bool:
        """Tell whether the screen that is left, or any, has something that would be lost; it is shown, and asks."""
        for name, screen in self.screens.made.items():
            if left in (None, screen) and not screen.may_leave(leave):
                self.rail.mark(name)
                self.stack.setCurrentWidget(screen)
                return True
        return False

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
        self.card = CardOfKeys(self._theme, self.shortcuts, desk)

    def _closing(self, session: Session) -> Callable[[], None]:
        """Give the work of locking: wait for what is being written, stop the running worker, lock the study."""
        self._next_step.stop()
        if (written_in := self.focusWidget()) is not None:
            written_in.clearFocus()  # a field sends on what was typed when it is left: in a moment nobody would take it
        try:
            self.screens.finish()
        except Exception as error:  # no screen that fails may keep a study from being locked
            watch.take(error)
        session.stop_listening()
        owners = (session, *self.screens.made.values())  # what else the window does, as a download, needs no study
        calls = [each for owner in owners for each in owner.findChildren(Dispatcher)]
        for each in calls:
            each.stop()

        def work() -> None:
            for each in calls:
                each.settle()
            session.desk.close()
            session.memory.save(is_open=False)

        return work

    def _forget(self, session: Session) -> None:
        """Let go of the screens and of what they listened to; they are destroyed one by one.

        Left to ``deleteLater`` they crashed in ``~QObject`` when the window went soon after (PySide 6.11.3), and
        all at once they keep the window from answering for a tenth of a second.
        """
        for each in [*self.screens.made.values(), session]:
            for step in _destruction(each):
                self._destroying.add(step)
        self._destroying.add(garbage.collect_all)
        self.screens, self.session = Shelf(), None

    def _opened(self, folder: Path, desk: Desk, overview: Overview) -> None:
        self.errors.clear()
        self.open_study(folder, desk, overview)

    def _leave_first_run(self) -> None:
        if self.session is None:
            self.show_home()
        else:
            self.show_screen("study")

    def _remember(self, screen: str) -> None:
        """Note where somebody is, so that they find themselves there again, also after a crash."""
        if self.session is not None:
            memory = self.session.memory
            memory.screen, memory.interview_id = screen, self.session.selected_id
            memory.save(is_open=True)

    def _go_where_left(self, session: Session) -> None:
        memory = session.memory
        screen, interview_id = memory.screen, memory.interview_id
        if interview_id is not None and session.row(interview_id) is not None:
            session.select(interview_id)
        self.show_screen(screen if screen in self.screens else "study")

    def _say_recovered(self) -> None:
        self.errors.say(
            "accent",
            tr("Window", "Transcribe Desk ended last time without locking this study."),
            tr("Window", "Nothing that was saved is lost: everything up to the last second before is here."),
            tr("Window", "A recording that was being transcribed goes on from where it was, on the Queue screen."),
        )

    def _say_deleted(self, count: int) -> None:
        if count:
            words = tr("Window", "The sound of {interviews} was deleted by the study's rule.")
            self.errors.say("accent", words.format(interviews=wording.counted(count, "interview")),
                            tr("Window", "Text and decisions stay. The log says when it was gone."))  # fmt: skip

    def _say_unknown(self, count: int) -> None:
        words = tr("Window", "The study folder holds {files} that its database does not know.")
        self.errors.say(
            "warning",
            words.format(files=wording.counted(count, "recording")),
            tr("Window", "The database seems to be older than the folder. Nothing was deleted."),
            tr("Window", "If interviews are missing, bring back the newest copy of the whole folder."),
        )

    def _tested(self, report: IsolationReport) -> None:
        self._report = report
        self.strip.show_report(report)
        if self._settings is not None:
            self._settings.isolation.show_report(report)

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


def _destruction(going: QObject) -> tuple[Callable[[], None], ...]:
    """Give the steps of destroying an object and letting go of what it held."""
    parts: list[QObject] = []

    def find() -> None:
        parts.extend([going, *going.findChildren(QObject)])

    def destroy() -> None:
        shiboken6.delete(going)

    def let_go() -> None:  # they refer to one another, and to find that out of all of them at once takes long
        for part in parts:
            vars(part).clear()

    return find, destroy, let_go
