"""Show a transcript for reading: the text, who speaks, which words to listen to."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.transcript import SpeakerRole, Transcript
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.document.lines import lines_of, speakers_of
from transcribe_desk.ui.document.marks import doubtful_marks
from transcribe_desk.ui.document.view import TranscriptView
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.chooser import InterviewChooser
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page
from transcribe_desk.ui.widgets.reading import key_card, speaker_card

_GROWTH_MS = 2000  # how often a growing text is read again
EMPTY = "No transcript yet. It appears here while a recording is being transcribed."


class TranscriptScreen(Page):
    """One interview's text with a gutter; ``review_asked`` leads on to the review."""

    review_asked = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__("Transcript")
        self._theme = theme
        self._session = session
        self._dispatcher = Dispatcher(self, ordered=True)
        self._growing = QTimer(self, singleShot=True, interval=_GROWTH_MS)
        self._growing.timeout.connect(self.reload)
        self._transcript: Transcript | None = None
        self._shown_id: int | None = None
        self.chooser = InterviewChooser(session)
        self.chip = basics.chip()
        self.view = TranscriptView(theme)
        self.speakers_notice = Notice(theme)
        self.running = Notice(theme)
        self.error = Notice(theme, closable=True)
        self.keep_button = basics.button("Keep", self._confirm, name="Keep the proposed speakers")
        self.swap_button = basics.button("Swap", self._swap, name="Swap interviewer and participant")
        self.speakers_notice.add_actions(self.keep_button, self.swap_button)
        self.review_button = basics.button("Review", self.review_asked.emit, kind="primary")
        self.header.add_fact(self.chooser)
        self.header.add_fact(self.chip)
        self.header.add_action(self.review_button)
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._content = QStackedWidget()
        self._lay_out()
        for keys, direction in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda way=direction: self.view.step_doubtful(way))
        session.selected.connect(lambda _interview_id: self.reload())
        session.overview_changed.connect(self.reload)
        session.job_changed.connect(self._job_changed)
        theme.changed.connect(self._show_sides)
        self._show_empty()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the transcript when the screen comes to the front."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read the transcript again in the background, if anybody is looking."""
        interview_id = self.chooser.shown_id()
        if not self.isVisible():
            return
        if interview_id is None:
            self._show_empty()
            return
        desk = self._session.desk
        self._dispatcher.start_latest(
            lambda: desk.transcript(interview_id), lambda found: self._show(interview_id, found), self.error.say_error
        )

    def _lay_out(self) -> None:
        self._panel, side = basics.side_panel("right", 304)
        side.addWidget(basics.section("Speakers"))
        side.addWidget(self.speakers_notice)
        side.addLayout(self._cards)
        side.addSpacing(12)
        side.addWidget(basics.section("Keys"))
        keys = ((("F8",), "next doubtful word"), (("Shift", "F8"), "previous doubtful word"))
        side.addWidget(key_card(keys))
        side.addStretch(1)
        notices = QVBoxLayout()
        notices.setContentsMargins(24, 12, 24, 0)
        notices.addWidget(self.running)
        notices.addWidget(self.error)
        text = QVBoxLayout()
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(0)
        text.addLayout(notices)
        text.addWidget(self.view, 1)
        reading = basics.row(basics.surface("paper", text), self._panel, spacing=0)
        self._content.addWidget(basics.surface("paper", basics.row(EmptyState(self._theme, "empty", EMPTY))))
        self._content.addWidget(basics.surface("paper", reading))
        self.body.addWidget(self._content)

    def _show_empty(self) -> None:
        self._content.setCurrentIndex(0)
        self._show_header()
        for part in (self.chooser, self.chip, self.review_button):
            part.hide()

    def _show(self, interview_id: int, transcript: Transcript | None) -> None:
        row = self._session.row(interview_id)
        if self.chooser.currentData() != interview_id:
            return  # the one asked for since is being read
        if transcript is None or row is None:
            self._show_empty()
            return
        if interview_id != self._shown_id:
            self.error.clear()
            self.view.show_lines([])
        self._shown_id, self._transcript = interview_id, transcript
        self._content.setCurrentIndex(1)
        self.chooser.show()
        self.view.show_lines(lines_of(transcript, row.interview.study_id))
        self.view.set_marks(doubtful_marks(transcript))
        self._show_header()
        self._show_sides()

    def _show_header(self) -> None:
        row = self._session.row(self._shown_id)
        if row is None or self._content.currentIndex() == 0:
            self.header.facts.setText("")
            return
        job = self._session.jobs.get(row.interview.id)
        text, tone = wording.status(row, job)
        basics.set_chip(self.chip, text, tone)
        self.chip.show()
        self.header.facts.setText(wording.interview_facts(row))
        self.review_button.setVisible(row.status.value in ("In review", "Reviewed", "Exported"))
        if job is not None and job.state.value == "running":
            self.running.say("accent", wording.doing(job), "This text grows while the recording is worked through.")
        else:
            self.running.clear()

    def _show_sides(self) -> None:
        transcript, row = self._transcript, self._session.row(self._shown_id)
        if transcript is None or row is None:
            return
        basics.clear(self._cards)
        for speaker in speakers_of(transcript) if transcript.roles else ():
            self._cards.addWidget(speaker_card(self._theme, transcript, row.interview.study_id, speaker))
        if not transcript.roles:
            self._cards.addWidget(basics.label("Speakers are told apart when all is transcribed.", "muted", wrap=True))
        self._propose_roles(transcript)

    def _propose_roles(self, transcript: Transcript) -> None:
        roles = list(transcript.roles.values())
        if transcript.roles_confirmed or SpeakerRole.INTERVIEWER not in roles or SpeakerRole.PARTICIPANT not in roles:
            self.speakers_notice.clear()
            return
        text = "Proposed: the badge I asks, the badge P answers. Read a turn of each, then keep or swap them."
        self.speakers_notice.say("accent", "Who is the interviewer?", text)

    def _swap(self) -> None:
        self._change_roles(self._session.desk.swap_roles)

    def _confirm(self) -> None:
        self._change_roles(self._session.desk.confirm_roles)

    def _change_roles(self, change: object) -> None:
        interview_id = self._shown_id
        if interview_id is None or not callable(change):
            return

        def done(transcript: Transcript) -> None:
            self._session.mark_saved()
            self._session.refresh()
            self._show(interview_id, transcript)

        self._dispatcher.start(lambda: change(interview_id), done, self._failed)

    def _failed(self, error: DeskError) -> None:
        self.error.say_error(error)

    def _job_changed(self, event: object) -> None:
        if getattr(event, "interview_id", None) == self.chooser.currentData():
            self._show_header()
            if not self._growing.isActive():
                self._growing.start()
