"""Decide what identifies people: entities at the left, the text in the middle, the card at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QStackedWidget, QVBoxLayout

from transcribe_desk.privacy.gate import Refusal, SignOff
from transcribe_desk.privacy.mention import Decision, Mention
from transcribe_desk.privacy.render import AnonymisedTranscript
from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study import Status
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.document.lines import lines_of, rendered_lines
from transcribe_desk.ui.document.marks import mention_mark, replacement_marks
from transcribe_desk.ui.document.view import TranscriptView
from transcribe_desk.ui.models.entities import EntityModel
from transcribe_desk.ui.models.mentions import occurrence
from transcribe_desk.ui.review_delegates import EntityDelegate
from transcribe_desk.ui.review_state import ReviewState
from transcribe_desk.ui.screens.review_card import ReviewCard
from transcribe_desk.ui.screens.sign_off import SignOffPanel
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.chooser import InterviewChooser
from transcribe_desk.ui.widgets.decision_list import DecisionList
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page
from transcribe_desk.ui.widgets.progress import ThinBar

NOTHING_YET = (
    "Nothing to review yet. When the queue has finished an interview, what may identify people is proposed here."
)
NO_PROPOSALS = "No proposals does not mean no identifiers: read the text once with that in mind."
_FLAGGED = (Status.FLAGGED, Status.REVIEWED, Status.EXPORTED)
_DECISIONS = {
    "accept": Decision.ACCEPTED,
    "accept all": Decision.ACCEPTED,
    "reject": Decision.REJECTED_HERE,
    "reject all": Decision.REJECTED_EVERYWHERE,
}


class ReviewScreen(Page):
    """The review of one interview; a decision shows at once and is written in the background, in order."""

    export_asked = Signal()
    recordings_asked = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__("Review")
        self._theme = theme
        self._session = session
        # One thread, so that a reading never overtakes a decision that was made before it.
        self._calls = Dispatcher(self, ordered=True)
        self._contexts = Dispatcher(self, ordered=True)
        self.state: ReviewState | None = None
        self._mention_id = 0
        self._transcripts: dict[int, Transcript] = {}
        self.chooser = InterviewChooser(session)
        self.bar = ThinBar("Decided mentions")
        self.bar.setFixedWidth(190)
        self.progress = basics.label("", "strong")
        self.undo_button = basics.button("Undo", self.undo, tip="Take the last decision back (Ctrl+Z)")
        self.marks_button = basics.button("With marks")
        self.read_button = basics.button("As exported")
        self.model = EntityModel(self)
        self.list = DecisionList("Entities to decide on")
        self.view = TranscriptView(theme)
        self.card = ReviewCard(theme)
        self.sign_off = SignOffPanel(theme)
        self.error = Notice(theme, closable=True)
        self.none = Notice(theme)
        self._content = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_empty()

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        """Read the review when the screen comes to the front."""
        super().showEvent(event)
        self.reload()

    def reload(self) -> None:
        """Read the interview, its mentions and the study's entities again, if anybody is looking."""
        interview_id, desk = self.chooser.shown_id(), self._session.desk
        row = self._session.row(interview_id)
        if not self.isVisible():
            return
        if interview_id is None or row is None:
            self._show_empty()
            return
        study_id = row.interview.study_id

        def read() -> ReviewState | None:
            transcript = desk.transcript(interview_id)
            if transcript is None or desk.row(desk.interview(study_id)).status not in _FLAGGED:
                return None  # no proposals here would only mean that nobody has looked
            return ReviewState(interview_id, study_id, transcript, desk.mentions(), desk.entities())

        self._calls.start_latest(read, lambda state: self._show(interview_id, state), self.error.say_error)

    def _show(self, interview_id: int, state: ReviewState | None) -> None:
        if self.chooser.currentData() != interview_id:
            return  # the one asked for since is being read
        if self._calls.busy and self.state is not None and self.state.interview_id == interview_id:
            self.reload()  # decisions made meanwhile are not in what was read
            return
        if state is None:
            self._show_empty(keep_chooser=True)
            return
        fresh = self.state is None or self.state.interview_id != interview_id
        self.state = state
        self._transcripts[interview_id] = state.transcript
        self._content.setCurrentIndex(1)
        for part in (self.chooser, self.bar, self.progress, self.undo_button, self.marks_button, self.read_button):
            part.show()
        if fresh:
            self.error.clear()
            self.sign_off.reset()
            self.marks_button.setChecked(True)
            self._mention_id = 0
        self._refresh()
        if fresh:
            self._go_to_row(max(self.model.next_undecided(-1), min(1, self.model.rowCount() - 1)))
        self._read_gate()

    def _show_empty(self, *, keep_chooser: bool = False) -> None:
        self.state = None
        self._content.setCurrentIndex(0)
        self.chooser.setVisible(keep_chooser)
        for part in (self.bar, self.progress, self.undo_button, self.marks_button, self.read_button):
            part.hide()

    # Deciding

    def ask(self, what: str) -> None:
        """Do what a key or a button asks: accept, accept all, reject, reject all, or go on (next)."""
        item, state = self.model.item(self.list.currentIndex().row()), self.state
        if state is None:
            return
        if what == "next" or item is None:
            self._go_to_row(self.model.next_undecided(self.list.currentIndex().row()))
            return
        decision, desk, entity_id = _DECISIONS[what], self._session.desk, item.entity.id
        if what.endswith("all"):
            self.state = state.deciding_entity(entity_id, decision)
            self._write(lambda: desk.decide_entity(entity_id, decision))
        elif mention_id := self._mention_id:
            self.state = state.deciding([mention_id], decision)
            self._write(lambda: desk.decide([mention_id], decision))
        self._refresh()
        self._go_on(entity_id)

    def undo(self) -> None:
        """Take the last decision back and show what it was about."""
        desk = self._session.desk

        def done(changed: tuple[Mention, ...]) -> None:
            self._written(changed)
            here = [mention for mention in changed if self.state and mention.interview_id == self.state.interview_id]
            if here:
                self._go_to_mention(here[0])

        self._calls.start(desk.undo, done, self._failed)

    def _write(self, work: Callable[[], tuple[Mention, ...]]) -> None:
        self.sign_off.show_state(None, None)
        self._calls.start(work, self._written, self._failed)

    def _written(self, changed: tuple[Mention, ...]) -> None:
        # While more decisions wait to be written, what is shown is ahead of what this one knows.
        if self.state is not None and not self._calls.busy:
            self.state = self.state.merged(changed)
            self._refresh()
        self._session.mark_saved()
        if not self._calls.busy:
            self._session.refresh()
            self._read_gate()

    def _failed(self, error: DeskError) -> None:
        self.error.say_error(error)
        self.reload()

    # Moving

    def _go_on(self, entity_id: int) -> None:
        """Move to what is to be decided next: the same entity's next mention, then the next entity."""
        if self.state is None:
            return
        following = self.state.first_open(entity_id, self._mention_id)
        if following is not None:
            self._go_to_mention(following)
            return
        row = self.model.next_undecided(self.list.currentIndex().row())
        self._go_to_row(row if row >= 0 else self.list.currentIndex().row())

    def _go_to_row(self, row: int) -> None:
        item = self.model.item(row)
        if item is None or self.state is None:
            self._show_card()
            return
        self.list.choose(row)
        first = self.state.first_open(item.entity.id) or item.mentions[0]
        self._look_at(first.id)

    def _go_to_mention(self, mention: Mention) -> None:
        self.list.choose(self.model.row_of(mention.entity_id))
        self._look_at(mention.id)

    def _look_at(self, mention_id: int) -> None:
        self._mention_id = mention_id
        mention = self.state.mention(mention_id) if self.state else None
        if mention is not None and self.state is not None and mention.interview_id == self.state.interview_id:
            self.view.show_current(mention.turn_id, mention.id)
        self._show_card()

    def _mark_clicked(self, key: int) -> None:
        mention = self.state.mention(key) if self.state else None
        if mention is not None:
            self._go_to_mention(mention)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    # Showing

    def _refresh(self) -> None:
        state = self.state
        if state is None:
            return
        self.model.set_items(state.items())
        total = len(state.own)
        self.bar.set_fraction(state.decided / total if total else 1.0)
        left = total - state.decided
        self.progress.setText(f"{state.decided} of {total} decided" + (f" · {left} left" if left else ""))
        self.undo_button.setEnabled(self._session.desk.can_undo() or self._calls.busy)
        self.none.say("warning", "Nothing was proposed", NO_PROPOSALS) if not total else self.none.clear()
        if self.marks_button.isChecked():
            self.view.show_lines(lines_of(state.transcript, state.study_id))
            self.view.set_marks(mention_mark(mention) for mention in state.own)
        else:
            self._show_rendered()
        self._show_card()

    def _show_card(self) -> None:
        state = self.state
        item = self.model.item(self.list.currentIndex().row())
        mention = state.mention(self._mention_id) if state else None
        self.card.show_item(item, mention)
        if state is None or item is None:
            return
        everywhere = state.everywhere(item.entity.id)
        unread = {each.interview_id for each in everywhere} - set(self._transcripts)
        if unread:
            self._read_transcripts(sorted(unread))
        shown = [
            occurrence(each, self._transcripts[each.interview_id], self._study_id(each.interview_id))
            for each in everywhere
            if each.interview_id in self._transcripts
        ]
        self.card.show_mentions(shown, self._mention_id)

    def _show_rendered(self) -> None:
        state, desk = self.state, self._session.desk
        if state is None:
            return

        def done(rendered: AnonymisedTranscript) -> None:
            if self.state is None or self.state.interview_id != state.interview_id or self.marks_button.isChecked():
                return
            self.view.show_lines(rendered_lines(rendered, state.transcript))
            self.view.set_marks(replacement_marks(rendered, state.entities, state.own))

        self._calls.start(lambda: desk.rendered(state.interview_id), done, self._failed)

    def _read_transcripts(self, interview_ids: list[int]) -> None:
        desk = self._session.desk

        def done(found: dict[int, Transcript | None]) -> None:
            self._transcripts.update({each: transcript for each, transcript in found.items() if transcript})
            self._show_card()

        self._contexts.start_latest(lambda: {each: desk.transcript(each) for each in interview_ids}, done, self._failed)

    def _study_id(self, interview_id: int) -> str:
        row = self._session.row(interview_id)
        return row.interview.study_id if row else ""

    # Signing off

    def _read_gate(self) -> None:
        state, desk = self.state, self._session.desk
        if state is None:
            return
        interview_id = state.interview_id

        def done(found: tuple[SignOff | None, tuple[Refusal, ...]]) -> None:
            if self.state is not None and self.state.interview_id == interview_id and not self._calls.busy:
                self.sign_off.show_state(*found)

        self._calls.start(lambda: (desk.signed_off(interview_id), desk.refusals(interview_id)), done, self._failed)

    def _sign(self, name: str) -> None:
        state, desk = self.state, self._session.desk
        if state is not None:
            self._calls.start(lambda: desk.sign_off(state.interview_id, name), self._signed, self._failed)

    def _signed(self, _sign_off: SignOff) -> None:
        self._session.mark_saved()
        self._session.refresh()
        self._read_gate()

    # Parts

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(EntityDelegate(self._theme, self.list))
        self.header.add_fact(self.chooser)
        self.header.add_fact(self.bar)
        self.header.add_fact(self.progress)
        self.header.add_action(self._switch())
        self.header.add_action(self.undo_button)
        left = QFrame()
        left.setProperty("side", "left")
        left.setFixedWidth(292)
        entities = QVBoxLayout(left)
        entities.setContentsMargins(12, 8, 9, 8)
        entities.addWidget(self.list)
        right = QFrame()
        right.setProperty("side", "right")
        right.setFixedWidth(344)
        side = QVBoxLayout(right)
        side.setContentsMargins(17, 16, 16, 16)
        side.setSpacing(12)
        side.addWidget(self.none)
        side.addWidget(self.card, 1)
        side.addStretch(0)
        side.addWidget(self.sign_off)
        text = QVBoxLayout()
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(0)
        text.addWidget(self.error)
        text.addWidget(self.view, 1)
        full = basics.row(left, basics.surface("paper", text), right, spacing=0)
        full.setStretch(1, 1)
        choose = basics.button("Choose recordings…", self.recordings_asked.emit)
        empty = EmptyState(self._theme, "review", NOTHING_YET, choose)
        self._content.addWidget(basics.surface("paper", basics.row(empty)))
        self._content.addWidget(basics.surface("paper", full))
        self.body.addWidget(self._content)

    def _switch(self) -> QFrame:
        """Make the switch between the text with marks and the text as it will be exported."""
        frame = QFrame()
        group = QButtonGroup(frame)
        box = basics.row(spacing=0)
        for made in (self.marks_button, self.read_button):
            made.setCheckable(True)
            made.setProperty("segment", "first" if made is self.marks_button else "last")
            group.addButton(made)
            box.addWidget(made)
        frame.setLayout(box)
        self.marks_button.setChecked(True)
        self.marks_button.toggled.connect(self._refresh)
        return frame

    def _connect(self) -> None:
        self.list.asked.connect(self.ask)
        self.card.asked.connect(self.ask)
        self.list.row_chosen.connect(self._go_to_row)
        self.card.mention_chosen.connect(self._look_at)
        self.view.mark_chosen.connect(self._mark_clicked)
        self.sign_off.signed.connect(self._sign)
        self.sign_off.export_asked.connect(self.export_asked)
        undo = QShortcut(QKeySequence(QKeySequence.StandardKey.Undo), self)
        undo.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        undo.activated.connect(self.undo)
        self._session.selected.connect(lambda _id: self.reload())
        self._session.overview_changed.connect(self._overview_changed)
        self._theme.changed.connect(self.list.viewport().update)

    def _overview_changed(self) -> None:
        """Read again only when the review may have changed elsewhere: a finished job, or another interview."""
        row = self._session.row(self.chooser.currentData())
        if self.state is None or (row is not None and row.mentions != len(self.state.own)):
            self.reload()
