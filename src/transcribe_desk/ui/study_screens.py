"""Make the screens of an open study, each when its turn comes, and join them to one another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QStackedWidget

from transcribe_desk.ui.session import Session
from transcribe_desk.ui.shelf import Making, Shelf
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets.page import Page, put_behind

Show = Callable[[str], None]


class StudyScreens:
    """Makes screens for a window that shows them by name in its stack."""

    def __init__(self, theme: Theme, session: Session, stack: QStackedWidget, show: Show) -> None:
        self._theme = theme
        self._session = session
        self._stack = stack
        self._show = show

    def shelf(self) -> Shelf:
        """Give the shelf on which the screens are made in the order of the rail."""
        made = Shelf(
            {
                "study": self._study,
                "queue": self._queue,
                "transcript": self._transcript,
                "review": self._review,
                "export": self._export,
                "log": self._log,
            }
        )
        self._shelf = made
        return made

    def _study(self) -> Making:
        from transcribe_desk.ui.screens.study.organisations import OrganisationsPanel
        from transcribe_desk.ui.screens.study.screen import StudyScreen
        from transcribe_desk.ui.screens.study.steps import StudySteps

        yield
        steps = StudySteps(self._session)
        organisations = OrganisationsPanel(self._theme, self._session, steps)
        yield
        made = StudyScreen(self._theme, self._session, steps, organisations)
        made.opened.connect(lambda _id: self._show("transcript"))
        made.queued.connect(lambda: self._show("queue"))
        yield
        made.table.set_words()
        return (yield from self._added(made))

    def _queue(self) -> Making:
        from transcribe_desk.ui.screens.queue.screen import QueueScreen

        yield
        made = QueueScreen(self._theme, self._session)
        made.opened.connect(lambda interview_id: self._open(interview_id, "transcript"))
        made.recordings_asked.connect(self._choose_recordings)
        return (yield from self._added(made))

    def _transcript(self) -> Making:
        from transcribe_desk.ui.player.bar import PlayerBar
        from transcribe_desk.ui.screens.transcript.screen import TranscriptScreen
        from transcribe_desk.ui.screens.transcript.side import Side

        yield
        bar, side = PlayerBar(self._theme, self._session), Side(self._theme, self._session)
        yield
        made = TranscriptScreen(self._theme, self._session, bar, side)
        made.recordings_asked.connect(self._choose_recordings)
        made.review_asked.connect(lambda: self._show("review"))
        return (yield from self._added(made))

    def _review(self) -> Making:
        from transcribe_desk.ui.screens.review.deciding import DecidingPanel
        from transcribe_desk.ui.screens.review.desk import ReviewDesk
        from transcribe_desk.ui.screens.review.screen import ReviewScreen

        yield
        review = ReviewDesk(self._session)
        deciding = DecidingPanel(self._theme, review, self._session)
        yield
        made = ReviewScreen(self._theme, self._session, review, deciding)
        made.recordings_asked.connect(self._choose_recordings)
        made.export_asked.connect(lambda: self._show("export"))
        return (yield from self._added(made))

    def _export(self) -> Making:
        from transcribe_desk.ui.screens.export.screen import ExportScreen

        yield
        made = ExportScreen(self._theme, self._session)
        made.recordings_asked.connect(self._choose_recordings)
        made.review_asked.connect(lambda interview_id: self._open(interview_id, "review"))
        made.queue_asked.connect(lambda: self._show("queue"))
        return (yield from self._added(made))

    def _log(self) -> Making:
        from transcribe_desk.ui.screens.log.screen import LogScreen

        yield
        return (yield from self._added(LogScreen(self._theme, self._session)))

    def _added(self, screen: Page) -> Making:
        yield
        put_behind(self._stack, screen)
        yield
        return screen

    def _open(self, interview_id: int, name: str) -> None:
        self._session.select(interview_id)
        self._show(name)

    def _choose_recordings(self) -> None:
        from transcribe_desk.ui.screens.study.screen import StudyScreen

        self._show("study")
        study = self._shelf["study"]
        assert isinstance(study, StudyScreen)
        study.ask_to_transcribe()
