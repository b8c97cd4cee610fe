"""Show a transcript: the text, who speaks, what the machine left out or doubted, and the study's words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.document.mark_key import MarkKey
from transcribe_desk.ui.document.notes import notes_of
from transcribe_desk.ui.document.reading import Reading, read
from transcribe_desk.ui.document.view import TranscriptView
from transcribe_desk.ui.screens.transcript_speakers import Correction, SpeakersPanel
from transcribe_desk.ui.screens.transcript_words import WordsPanel
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.chooser import InterviewChooser
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page
from transcribe_desk.ui.widgets.reading import key_card
from transcribe_desk.ui.widgets.style_switch import StyleSwitch

if TYPE_CHECKING:
    from transcribe_desk.speech.vocabulary import Suggestion
    from transcribe_desk.study.transcript import Transcript

_GROWTH_MS = 2000  # how often a growing text is read again
EMPTY = "No transcript yet. It appears here while a recording is being transcribed."
_KEYS = (
    (("F8",), "next doubtful word"),
    (("Shift", "F8"), "previous doubtful word"),
    (("Alt", "↓"), "next turn"),
    (("Ctrl", "1…9"), "this turn to speaker 1…9"),
    (("Ctrl", "Z"), "undo speakers"),
)


class TranscriptScreen(Page):
    """One interview's text with a gutter; ``review_asked`` leads on to the review."""

    review_asked = Signal()
    recordings_asked = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__("Transcript")
        self._theme = theme
        self._session = session
        self._dispatcher = Dispatcher(self, ordered=True)
        self._hints = Dispatcher(self, ordered=True)
        self._growing = QTimer(self, singleShot=True, interval=_GROWTH_MS)
        self._growing.timeout.connect(self.reload)
        self._reading: Reading | None = None
        self._shown_id: int | None = None
        self._hinted: object = None
        self.chooser = InterviewChooser(session)
        self.chip = basics.chip()
        self.view = TranscriptView(theme)
        self.speakers = SpeakersPanel(theme)
        self.words = WordsPanel(theme)
        self.mark_key = MarkKey(theme)
        self.style_switch = StyleSwitch()
        self.running = Notice(theme)
        self.error = Notice(theme, closable=True)
        self.review_button = basics.button("Review", self.review_asked.emit, kind="primary")
        self._content = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_empty()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the transcript when the screen comes to the front."""
        super().showEvent(event)
        self.reload()

    # Reading

    def reload(self) -> None:
        """Read the transcript again in the background, if anybody is looking."""
        interview_id = self.chooser.shown_id()
        if not self.isVisible():
            return
        if interview_id is None:
            self._show_empty()
            return
        desk, style = self._session.desk, self.style_switch.style_chosen()
        self._dispatcher.start_latest(
            lambda: read(desk, interview_id, style), lambda found: self._show(interview_id, found), self.error.say_error
        )

    def _show(self, interview_id: int, reading: Reading | None) -> None:
        row = self._session.row(interview_id)
        if self.chooser.currentData() != interview_id:
            return  # the one asked for since is being read
        if reading is None or row is None:
            self._show_empty()
            return
        if interview_id != self._shown_id:
            self.error.clear()
            self.view.show_lines([])
            self.view.show_current(None)
            self.speakers.show_turn(None)
        self._shown_id, self._reading = interview_id, reading
        self._content.setCurrentIndex(1)
        self.chooser.show()
        notes = notes_of(row) if reading.transcript.roles else []
        marks = reading.marks(notes)
        self.view.show_lines(reading.lines(row.interview.study_id))
        self.view.set_marks(marks)
        self.view.set_notes(notes)
        self.mark_key.show_marks(marks)
        self._show_header()
        can_undo = self._session.desk.can_undo_speakers(interview_id)
        self.speakers.show_speakers(reading.transcript, row, can_undo=can_undo)
        self.words.offer_word(self.view.textCursor().selectedText())
        self.words.show_words(self._session.overview.settings.vocabulary)
        self._read_hints(interview_id, reading.transcript)

    def _show_empty(self) -> None:
        self._content.setCurrentIndex(0)
        self._show_header()
        for part in (self.chooser, self.chip, self.style_switch, self.review_button):
            part.hide()

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
        self.style_switch.setVisible(self._reading is not None and bool(self._reading.transcript.roles))
        if job is not None and job.state.value == "running":
            self.running.say("accent", wording.doing(job), "This text grows while the recording is worked through.")
        else:
            self.running.clear()

    def _read_hints(self, interview_id: int, transcript: Transcript) -> None:
        """Look for words that may have been meant, when the words of the text or of the study are others than before.

        It takes long in a long interview, so it does not hold up what else is read.
        """
        texts = tuple(turn.words for turn in transcript.turns)
        key = (interview_id, texts, self._session.overview.settings.vocabulary)
        if key == self._hinted or not transcript.roles:
            return
        self._hinted = key
        desk = self._session.desk

        def done(found: Sequence[Suggestion]) -> None:
            if self._hinted == key:
                self.words.show_suggestions(found, transcript)

        self._hints.start_latest(lambda: desk.suggestions(interview_id), done, self.error.say_error)

    # Changing

    def _correct(self, correction: Correction) -> None:
        """Change who speaks, in the background, and show how it reads then."""
        interview_id, desk, style = self._shown_id, self._session.desk, self.style_switch.style_chosen()
        if interview_id is None:
            return

        def work() -> Reading | None:
            return read(desk, interview_id, style) if correction(desk, interview_id) is not None else None

        def done(reading: Reading | None) -> None:
            if reading is not None:
                self._session.mark_saved()
                self._session.refresh()
                self._show(interview_id, reading)

        self._dispatcher.start(work, done, self._failed)

    def _change_words(self, words: tuple[str, ...]) -> None:
        desk = self._session.desk

        def done(_none: None) -> None:
            self._session.mark_saved()
            self._session.refresh()

        self._dispatcher.start(lambda: desk.set_vocabulary(words), done, self._failed)

    def _failed(self, error: DeskError) -> None:
        self.error.say_error(error)
        self.reload()

    # Moving

    def _go_to_words(self, turn_id: int, first: int, last: int) -> None:
        reading = self._reading
        turn = next((each for each in reading.transcript.turns if each.id == turn_id), None) if reading else None
        if reading is None or turn is None:
            return
        spans = list(turn.word_spans())[first:last]
        span = reading.span(turn_id, spans[0][0], spans[-1][1]) if spans else None
        if span is not None:
            self.view.choose_span(turn_id, *span)

    def _turn_chosen(self, turn_id: int) -> None:
        self.view.show_current(turn_id, scroll=False)
        self.speakers.show_turn(turn_id)

    def _job_changed(self, event: object) -> None:
        if getattr(event, "interview_id", None) == self.chooser.currentData():
            self._show_header()
            if not self._growing.isActive():
                self._growing.start()

    # Parts

    def _lay_out(self) -> None:
        self.header.add_fact(self.chooser)
        self.header.add_fact(self.chip)
        self.header.add_action(self.style_switch)
        self.header.add_action(self.review_button)
        panel, side = basics.side_panel("right", 312)
        for part in (self.speakers, self.words, self.mark_key):
            side.addWidget(part)
            side.addSpacing(8)
        side.addWidget(basics.section("Keys"))
        side.addWidget(key_card(_KEYS))
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
        reading = basics.row(basics.surface("paper", text), panel, spacing=0)
        choose = basics.button("Choose recordings…", self.recordings_asked.emit)
        self._content.addWidget(basics.surface("paper", basics.row(EmptyState(self._theme, "empty", EMPTY, choose))))
        self._content.addWidget(basics.surface("paper", reading))
        self.body.addWidget(self._content)

    def _connect(self) -> None:
        for keys, direction in (("F8", 1), ("Shift+F8", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda way=direction: self.view.step_doubtful(way))
        for keys, direction in (("Alt+Down", 1), ("Alt+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda way=direction: self.view.step_turn(way))
        for number in range(1, 10):
            shortcut = QShortcut(QKeySequence(f"Ctrl+{number}"), self)
            shortcut.activated.connect(lambda speaker=number: self.speakers.give_to_number(speaker))
        QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self).activated.connect(self.speakers.undo)
        self.view.extend_menu = self.speakers.fill_menu
        self.view.turn_chosen.connect(self._turn_chosen)
        self.view.selectionChanged.connect(lambda: self.words.offer_word(self.view.textCursor().selectedText()))
        self.speakers.corrected.connect(self._correct)
        self.words.words_changed.connect(self._change_words)
        self.words.place_chosen.connect(self._go_to_words)
        self.style_switch.changed.connect(self.reload)
        session = self._session
        session.selected.connect(lambda _interview_id: self.reload())
        session.overview_changed.connect(self.reload)
        session.job_changed.connect(self._job_changed)
