"""Correct a transcript while listening: the text, its sound, who speaks, what was doubted, and the study's words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout

from transcribe_desk.study.edits import TurnsChange
from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.document.editor import TranscriptEditor
from transcribe_desk.ui.document.notes import notes_of
from transcribe_desk.ui.document.reading import read
from transcribe_desk.ui.document.sheet import Sheet
from transcribe_desk.ui.in_turns import InTurns, draw_in_turns
from transcribe_desk.ui.player.bar import PlayerBar
from transcribe_desk.ui.screens.transcript.again import AgainPanel
from transcribe_desk.ui.screens.transcript.commands import TranscriptCommands
from transcribe_desk.ui.screens.transcript.editing import TranscriptEditing
from transcribe_desk.ui.screens.transcript.find import FindBar
from transcribe_desk.ui.screens.transcript.header import TranscriptHeader
from transcribe_desk.ui.screens.transcript.hint import Hint
from transcribe_desk.ui.screens.transcript.noting import Noting
from transcribe_desk.ui.screens.transcript.original import Texts
from transcribe_desk.ui.screens.transcript.saving import SavingNotice
from transcribe_desk.ui.screens.transcript.side import Side
from transcribe_desk.ui.screens.transcript.sound import Listening
from transcribe_desk.ui.screens.transcript.spelling import Spelling
from transcribe_desk.ui.screens.transcript.suggesting import Suggesting
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page

if TYPE_CHECKING:
    from transcribe_desk.jobs.study_table import InterviewRow
    from transcribe_desk.study.finding import Found
    from transcribe_desk.study.style import Style
    from transcribe_desk.study.transcript import Segment
    from transcribe_desk.ui.document.ledger import Changed

_GROWTH_MS = 2000  # how often a growing text is read again


class TranscriptScreen(Page):
    """One interview's text with a gutter, and its sound; ``review_asked`` leads on to the review."""

    header: TranscriptHeader
    review_asked = Signal()
    recordings_asked = Signal()

    def __init__(self, theme: Theme, session: Session, bar: PlayerBar | None = None, side: Side | None = None) -> None:
        """Put a transcript screen together, of the parts that are made already."""
        super().__init__(TranscriptHeader(theme, session))
        self._theme = theme
        self._session = session
        self._dispatcher = Dispatcher(self, ordered=True)
        self._growing = QTimer(self, singleShot=True, interval=_GROWTH_MS)
        self._growing.timeout.connect(lambda: self.reload(anew=True))
        self._beside = InTurns(self)
        self._shown_id: int | None = None
        self._shown_style: Style | None = None
        self._doubtful = 0
        self._edited = False
        self._error_seen = ""
        self._wanted_place: Found | None = None
        self.view = TranscriptEditor(theme)
        self.bar = bar or PlayerBar(theme, session)
        self.editing = TranscriptEditing(session, self.view, self)
        self.listening = Listening(session, self.bar, self.view, self)
        self.commands = TranscriptCommands(session, self.view, self.editing, self.listening, self)
        self.spelling = Spelling(session, self.view, self)
        self.texts = Texts(theme, session, self.view, self.editing, self.header.text_switch)
        self.find_bar = FindBar(theme, session, self.view, self.editing)
        self.again = AgainPanel(session, self.view, self.editing)
        self.side = side or Side(theme, session)
        self.speakers, self.words, self.notes = self.side.speakers, self.side.words, self.side.notes
        self.noting = Noting(session, self.notes, self)
        self.suggesting = Suggesting(session, self.editing, self.words, self)
        self.mark_key, self.style_switch = self.side.mark_key, self.side.style_switch
        self.running = Notice(theme)
        self.error = Notice(theme, closable=True)
        self.saving = SavingNotice(theme)
        self.keyboard = self.view
        self._content = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_empty()

    def showEvent(self, event: QShowEvent) -> None:
        """Read the transcript when the screen comes to the front."""
        super().showEvent(event)
        if not event.spontaneous():  # the window itself may have been put away and come back
            self.reload(anew=True)

    def hideEvent(self, event: QHideEvent) -> None:
        """Send on what was typed, be silent, and let the other screens read what changed."""
        super().hideEvent(event)
        self.view.settle()
        if event.spontaneous():
            return
        self.listening.stop()
        self._error_seen = self.error.text()
        if self._edited:
            self._edited = False
            self._session.refresh()

    def may_leave(self, leave: Callable[[], object]) -> bool:
        """Tell whether nothing would be lost by going away; otherwise ask the person, who may go later by ``leave``."""
        self.view.settle()
        ledger = self.editing.ledger
        if ledger.wait() or not ledger.unsaved:  # what a person gave up may fail once more meanwhile
            return True
        self.saving.hold(leave, ledger.unsaved)
        ledger.retry()
        return False

    # Reading

    def reload(self, *, anew: bool = False) -> None:
        """Read the transcript in the background, if anybody is looking and it is another one than is shown.

        With ``anew`` also the one that is shown, unless something in it is not in the study yet.
        """
        interview_id, style = self.header.chooser.shown_id(), self.style_switch.style_chosen()
        if not self.isVisible():
            return
        row = self._session.row(interview_id)
        if interview_id != self._shown_id and not self._may_change():
            return
        if interview_id is None or row is None:
            self._show_empty()
            return
        if interview_id == self._shown_id and self.editing.busy:
            return
        if interview_id == self._shown_id and style == self._shown_style and not anew:
            self._show_row(row)
            return
        desk, known = self._session.desk, self.editing.transcript

        def work() -> Sheet | None:
            reading = read(desk, interview_id, style)
            notes = notes_of(row) if reading is not None and reading.transcript.roles else []
            return None if reading is None else Sheet(reading, row.interview.study_id, notes)

        def show(sheet: Sheet | None) -> None:
            if interview_id == self._shown_id and self.editing.transcript is not known:
                self.reload(anew=True)  # it was read before what was done since
            else:
                self._show(interview_id, sheet)

        def done(sheet: Sheet | None) -> None:
            self.editing.ledger.when_settled(lambda: show(sheet))

        self._dispatcher.start_latest(work, done, self.error.say_error)

    def _selected(self, _interview_id: int) -> None:
        # What failed in the last interview was seen; what fails when it is left is yet to be.
        if self.isVisible() or self.error.text() == self._error_seen:
            self.error.clear()
        self.reload()

    def _may_change(self) -> bool:
        """Send on what was written in the interview that is shown; tell whether another can take its place."""
        self.notes.keep()
        return self.may_leave(self.reload)

    def _show(self, interview_id: int, sheet: Sheet | None) -> None:
        row = self._session.row(interview_id)
        if self.header.chooser.currentData() != interview_id:
            return  # the one asked for since is being read
        if interview_id == self._shown_id and self.editing.busy:
            return  # somebody typed meanwhile, and the study will have that in a moment
        if interview_id != self._shown_id and not self._may_change():
            return
        if sheet is None or row is None:
            self._show_empty()
            return
        if self._show_text():
            self._beside.start(lambda: self._show_sheet(row, sheet))
        else:
            self._show_sheet(row, sheet)

    def _show_sheet(self, row: InterviewRow, sheet: Sheet) -> None:
        interview_id = row.interview.id
        if interview_id != self._shown_id:
            draw_in_turns(self.view)
            self._let_go()
        self._shown_id, self._shown_style = interview_id, sheet.reading.style
        self._doubtful = sheet.doubtful_words
        self.editing.open(interview_id, sheet)
        self.noting.open(interview_id)
        self.view.show_lines(sheet.lines, sheet.notes)
        self.view.set_marks(sheet.marks)
        finished = bool(sheet.transcript.roles)
        self.view.set_editable(editable=sheet.verbatim and finished)
        self.view.why_not = (
            tr("Transcript", "Clean and pause marks are for reading. Read as Verbatim to correct the text.")
            if finished
            else tr("Transcript", "The text can be corrected when all of it is transcribed.")
            if sheet.transcript.turns  # a text that grows has some from its first words on
            else tr("Transcript", "No words were heard in this recording.")
        )
        wanted, self._wanted_place = self._wanted_place, None
        if wanted is not None and wanted.interview_id == interview_id:
            self.view.choose_kept_span(wanted.turn_id, wanted.start, wanted.end)
        self._beside.start(lambda: self._show_sound(row), *self._ways_to_show(row), lambda: self._read_more(row, sheet))

    def _show_sound(self, row: InterviewRow) -> None:
        transcript = self.editing.transcript  # as it is by now: somebody may have typed
        self.bar.show_interview(None if transcript is None else row, transcript)
        self.listening.follow(transcript)

    def _read_more(self, row: InterviewRow, sheet: Sheet) -> None:
        """Look up what else there is to a text that is shown."""
        interview_id = row.interview.id
        self.spelling.show_interview(row)
        if (turn_id := self.view.current_turn()) is not None and sheet.transcript.roles:
            self._turn_chosen(turn_id)
        if sheet.transcript.roles:
            self._read_flagged(interview_id, sheet)
            self.commands.show_mentions()
            self.noting.read()
            self.suggesting.look()
        if self.texts.switch.value():  # a text that grows has no original, and takes the place of another's
            self.texts.update_text()
        self.find_bar.search_later()

    def _read_flagged(self, interview_id: int, sheet: Sheet) -> None:
        """Mark what is to be listened to as a whole; the text is there already."""
        desk = self._session.desk

        def done(found: tuple[Segment, ...]) -> None:
            if self.editing.sheet is sheet:
                sheet.show_flagged(found)
                self.view.set_marks(sheet.marks)
                self.mark_key.show_marks(sheet.marks)

        self._dispatcher.start(lambda: desk.flagged_segments(interview_id), done, self.error.say_error)

    def _show_text(self) -> bool:
        """Show the place of the text; tell whether it was not shown before, which takes a moment."""
        if self._content.currentIndex() == 1:
            return False
        self._content.setCurrentIndex(1)
        if self.isVisible():
            self.take_keyboard()
        return True

    def _show_empty(self) -> None:
        self._beside.stop()
        self._let_go()
        self._content.setCurrentIndex(0)
        self.bar.show_interview(None)
        self._show_header()

    def _let_go(self) -> None:
        """Show nothing any more of the interview that was shown, and let no key change it."""
        self.again.close_panel()
        self._shown_id = None
        self.editing.close()
        self.noting.open(None)
        self.view.show_nothing()
        self.speakers.show_turn(None)
        self.suggesting.clear()

    def _show_row(self, row: InterviewRow) -> None:
        """Show what is known of the interview beside its text."""
        for show in self._ways_to_show(row):
            show()

    def _ways_to_show(self, row: InterviewRow) -> tuple[Callable[[], None], ...]:
        """Give what shows one thing or another beside the text, each of which takes a moment."""

        def words() -> None:
            self._show_header()
            self.words.offer_word(self.view.textCursor().selectedText())
            self.words.show_words(self._vocabulary())

        def marks() -> None:
            if (sheet := self.editing.sheet) is not None:
                self.mark_key.show_marks(sheet.marks)

        def speakers() -> None:
            if (sheet := self.editing.sheet) is not None:
                self.speakers.show_speakers(sheet.transcript, row)

        def guess() -> None:
            if (sheet := self.editing.sheet) is not None:
                self.speakers.show_guess(sheet.transcript, row)

        return words, marks, speakers, guess

    def _show_header(self) -> None:
        row = self._session.row(self._shown_id)
        if row is None or self._content.currentIndex() == 0:
            self.header.show_nothing()
            return
        job = self._session.jobs.get(row.interview.id)
        sheet = self.editing.sheet
        finished = sheet is not None and bool(sheet.transcript.roles)
        self.header.show_row(replace(row, doubtful=self._doubtful), job, finished=finished)
        self.side.show_finished(finished=finished)
        if job is not None and job.state.value == "running":
            words = tr("Transcript", "This text grows while the recording is worked through.")
            self.running.say("accent", wording.doing(job), words)
        elif sheet is not None and not sheet.transcript.turns:
            words = tr("Transcript", "If somebody speaks in it, remove the interview and import the recording again.")
            self.running.say("accent", tr("Transcript", "No words were heard in this recording."), words)
        else:
            self.running.clear()

    # Changing

    def _changed(self, change: Changed) -> None:
        """Follow an edit that the text shows already."""
        row = self._session.row(self._shown_id)
        self._edited = True
        step = change.step
        if isinstance(step, TurnsChange):
            for splice in step.splices:
                self._doubtful += sum(word.doubtful for turn in splice.after for word in turn.words)
                self._doubtful -= sum(word.doubtful for turn in splice.before for word in turn.words)
        self.listening.follow(change.after)
        self._show_header()
        if row is not None and not (isinstance(step, TurnsChange) and step.kind == "typed"):
            self.speakers.show_speakers(change.after, row)
            self.speakers.show_guess(change.after, row)
        self.suggesting.look_later()

    def _saved(self) -> None:
        self.saving.settle()
        self.commands.follow_mentions()
        sheet = self.editing.sheet
        if sheet is not None and not sheet.verbatim:
            self.reload(anew=True)

    def _not_saved(self, error: DeskError) -> None:
        self.saving.tell(error, self.editing.ledger.unsaved)

    def _given_up(self) -> None:
        """Show the text as the study has it."""
        self.editing.ledger.drop_unsaved()
        self._shown_id = None
        self.reload(anew=True)

    # The study's words

    def _change_words(self, words: tuple[str, ...]) -> None:
        desk = self._session.desk

        def done(_none: None) -> None:
            self._session.mark_saved()
            self._session.refresh()

        self._dispatcher.start(lambda: desk.set_vocabulary(words), done, self.error.say_error)

    def _vocabulary(self) -> tuple[str, ...]:
        return self._session.overview.settings.vocabulary

    # Moving

    def _go_to_words(self, turn_id: int, first: int, last: int) -> None:
        sheet = self.editing.sheet
        turn = next((each for each in sheet.transcript.turns if each.id == turn_id), None) if sheet else None
        if sheet is None or turn is None:
            return
        spans = list(turn.word_spans())[first:last]
        if spans:
            self.view.choose_kept_span(turn_id, spans[0][0], spans[-1][1])

    def _open_search(self, *, replacing: bool) -> None:
        self.texts.show_edited()
        self.find_bar.open(replacing=replacing)

    def _hear_again(self) -> None:
        self.texts.show_edited()
        self.again.ask()

    def _go_to_place(self, found: Found) -> None:
        """Show a place in another interview."""
        self._wanted_place = found
        self._session.select(found.interview_id)

    def _turn_chosen(self, turn_id: int) -> None:
        self.view.show_current(turn_id, scroll=False)
        self.speakers.show_turn(turn_id)
        transcript = self.editing.transcript
        self.notes.show_turn(
            next((each for each in transcript.turns if each.id == turn_id), None) if transcript else None
        )

    def _hear_sample(self, speaker: str) -> None:
        if (transcript := self.editing.transcript) is not None:
            self.listening.play_sample(transcript, speaker)

    def _job_changed(self, event: object) -> None:
        if getattr(event, "interview_id", None) == self.header.chooser.currentData():
            self._show_header()
            if not self._growing.isActive():
                self._growing.start()

    def _show_steps(self) -> None:
        ledger = self.editing.ledger
        self.header.show_steps(can_undo=ledger.can_undo, can_redo=ledger.can_redo)

    # Parts

    def _lay_out(self) -> None:
        notices = QVBoxLayout()
        notices.setContentsMargins(24, 12, 24, 0)
        for notice in (self.running, self.error, self.saving):
            notices.addWidget(notice)
        text = QVBoxLayout()
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(0)
        text.addWidget(self.find_bar)
        text.addWidget(self.again)
        text.addLayout(notices)
        text.addWidget(self.texts, 1)
        reading = QVBoxLayout()
        reading.setContentsMargins(0, 0, 0, 0)
        reading.setSpacing(0)
        reading.addWidget(self.bar)
        paper = basics.surface("paper", text)
        self.hint = Hint(paper)
        below = basics.row(paper, self.side, spacing=0)
        below.setStretch(0, 1)
        reading.addLayout(below, 1)
        choose = basics.button(tr("Transcript", "Choose recordings…"), self.recordings_asked.emit)
        words = tr("Transcript", "No transcript yet. It appears here while a recording is being transcribed.")
        self._content.addWidget(basics.surface("paper", basics.row(EmptyState(self._theme, "empty", words, choose))))
        self._content.addWidget(basics.surface("paper", reading))
        self.body.addWidget(self._content)

    def _connect(self) -> None:
        self.commands.bind(self)
        self.bar.bind_keys(self)
        bind = self._session.shortcuts.bind
        bind(self, "toggle_original", self.texts.toggle)
        bind(self, "restore_turn", lambda: self.commands.restore(self.texts.turn_shown()))
        bind(self, "note", self.notes.start)
        bind(self, "find", lambda: self._open_search(replacing=False))
        bind(self, "replace", lambda: self._open_search(replacing=True))
        bind(self, "hear_again", self._hear_again)
        for part in (self.find_bar, self.again):
            part.told.connect(self.hint.say)
            part.failed.connect(self.error.say_error)
        self.find_bar.place_chosen.connect(self._go_to_place)
        self.texts.original.restore_asked.connect(self.commands.restore)
        self.texts.original.view.time_chosen.connect(self.listening.play_turn)
        self.listening.there_changed.connect(lambda there: self.texts.original.view.show_sound(there=there))
        self.noting.failed.connect(self.error.say_error)
        self.notes.place_chosen.connect(lambda turn_id: self.view.choose_span(turn_id, 0, 0))
        self.view.offer_words = self.spelling.fill_menu
        self.spelling.word_added.connect(lambda word: self._change_words((*self._vocabulary(), word)))
        self.spelling.failed.connect(self.error.say_error)
        self.view.extend_menu = self.speakers.fill_menu
        self.view.turn_chosen.connect(self._turn_chosen)
        self.view.selectionChanged.connect(lambda: self.words.offer_word(self.view.textCursor().selectedText()))
        self.speakers.corrected.connect(self.editing.do)
        self.speakers.sample_asked.connect(self._hear_sample)
        self.listening.there_changed.connect(lambda there: self.speakers.give_sound(there=there))
        self.listening.mode_changed.connect(self.header.mode_switch.choose)
        self.header.mode_switch.chosen.connect(self.listening.set_mode)
        self.editing.changed.connect(self._changed)
        self.editing.saved.connect(self._saved)
        self.editing.failed.connect(self._not_saved)
        self.editing.refused.connect(self.hint.say)
        self.editing.changed_elsewhere.connect(lambda: self.reload(anew=True))
        self.editing.ledger.refused.connect(self.error.say_error)
        self.editing.ledger.steps_changed.connect(self._show_steps)
        self.commands.told.connect(self.hint.say)
        self.saving.retry_asked.connect(self.editing.ledger.retry)
        self.saving.given_up.connect(self._given_up)
        self.suggesting.failed.connect(self.error.say_error)
        self.words.words_changed.connect(self._change_words)
        self.words.place_chosen.connect(self._go_to_words)
        self.style_switch.changed.connect(self.reload)
        self.header.chooser.taken.connect(self.view.setFocus)
        self.header.undo_asked.connect(self.editing.undo)
        self.header.redo_asked.connect(self.editing.redo)
        self.header.review_asked.connect(self.review_asked)
        session = self._session
        session.selected.connect(self._selected)
        session.overview_changed.connect(self.reload)
        session.job_changed.connect(self._job_changed)
        for each in (self._growing, self._beside):
            session.closing.connect(each.stop)
