"""Decide what identifies people: entities at the left, the text with its marks in the middle, the card at the right."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QSignalBlocker, Qt
from PySide6.QtWidgets import QAbstractItemView, QWidget

from transcribe_desk.privacy.mention import Category
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.document.lines import lines_of
from transcribe_desk.ui.in_turns import draw_in_turns
from transcribe_desk.ui.models.mentions import MentionModel, Occurrence
from transcribe_desk.ui.player.interview_sound import InterviewSound, SoundState
from transcribe_desk.ui.screens.review.card import CATEGORY_KEYS, ReviewCard
from transcribe_desk.ui.screens.review.delegates import MentionDelegate
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.screens.review.edit_form import EditForm
from transcribe_desk.ui.screens.review.entity_list import EntityPanel
from transcribe_desk.ui.screens.review.forms import Form, MergeForm, NoteForm, SplitForm
from transcribe_desk.ui.screens.review.mark_form import MarkForm
from transcribe_desk.ui.screens.review.marked_text import MarkedText
from transcribe_desk.ui.screens.review.questions import Questions
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.decision_list import DecisionList
from transcribe_desk.ui.widgets.notice import Notice
from transcribe_desk.ui.widgets.side_panel import SidePanel


def _no_proposals() -> str:
    return tr("Review", "No proposals does not mean no identifiers: read the text once with that in mind, and sweep.")


_AROUND_MS = 1000


class DecidingPanel(QWidget):
    """The mode in which entities are decided on."""

    def __init__(self, theme: Theme, review: ReviewDesk, session: Session) -> None:
        super().__init__()
        self._review = review
        self._session = session
        shortcuts = session.shortcuts
        self.sound = InterviewSound(session, self)
        self.entities = EntityPanel(theme, review, shortcuts)
        self.view = MarkedText(theme)
        self.card = ReviewCard(theme, review, shortcuts)
        self.mentions = MentionModel(self)
        self.list = DecisionList(tr("Review", "All mentions"))
        self.list.setModel(self.mentions)
        self.list.setItemDelegate(MentionDelegate(theme, self.list))
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.list.setDragEnabled(True)
        self.list.setUniformItemSizes(True)  # some have thousands
        self.questions = Questions(theme, review, session)
        self.edit = EditForm(review, session)
        self.note = NoteForm(review)
        self.merge = MergeForm(review)
        self.split = SplitForm(review)
        self.mark = MarkForm(review, session)
        self.forms: tuple[Form, ...] = (self.edit, self.note, self.merge, self.split, self.mark)
        review.form_open = lambda: not all(each.isHidden() for each in self.forms)
        self.none = Notice(theme)
        self.blind = Notice(theme)
        self.since = Notice(theme, closable=True)
        self.sound_notice = Notice(theme, closable=True)
        self._told_since: object = None
        self._play_asked = False
        self._formed_for = 0  # the entity that the open form is about
        self._heading = basics.section(tr("Review", "All mentions"))
        self._lay_out()
        self._connect()

    # Keys

    def play(self) -> None:
        """Play the mention that is looked at, with a second around it."""
        state, mention = self._review.state, self._review.mention
        if state is None or mention is None:
            return
        turn = state.transcript.turn(mention.turn_id)
        words = turn.words_between(mention.start, mention.end)
        if not words:
            return
        if self.sound.interview_id != state.interview_id:
            self.sound.open(state.interview_id)
        self._play_asked = True
        self.sound.play_span(max(0, words[0].start_ms - _AROUND_MS), words[-1].end_ms + _AROUND_MS)
        self._say_sound()

    def step(self, direction: int) -> None:
        """Go on in the list that has the keyboard: among the entity's mentions, or among the entities."""
        if self.list.hasFocus():
            self._review.step_mention(direction)
        else:
            self._review.step(direction)

    def category(self, number: int) -> None:
        """Give the entity, or the words about to be marked, the category of a key from 1."""
        category = CATEGORY_KEYS[number - 1]
        if self.mark.isVisible():
            self.mark.choose(category)
        else:
            self.relabel(category)

    def relabel(self, category: Category) -> None:
        """Give the entity that is looked at another category."""
        if self._review.entity_id and not self._blind():
            self._review.changes.relabel(category)

    def mark_selected(self) -> None:
        """Ask as what the selected words are to be marked."""
        selected = self.view.selected()
        if selected is None:
            self.none.say(
                "accent", tr("Review", "Nothing is selected"), tr("Review", "Select the words in the text first.")
            )
            return
        self._open(self.mark)
        self.mark.open(selected)

    def resize_mark(self, *, at_end: bool, words: int) -> None:
        """Make the mark that is looked at longer or shorter at one end."""
        span = self.view.longer(at_end=at_end, words=words)
        if span is not None and not self._blind():
            self._review.changes.resize(self._review.mention_id, *span)

    def ask(self, form: str) -> None:
        """Open an inline form: edit, merge, split, note or keep."""
        if not self._review.entity_id or self._blind():
            return
        opened = {"edit": self.edit, "merge": self.merge, "split": self.split}.get(form, self.note)
        self._open(opened)
        {
            "edit": self.edit.open,
            "merge": self.merge.open,
            "split": self.split.open,
            "note": self.note.open_for_comment,
            "keep": self.note.open_for_reason,
        }[form]()

    def take_focus(self) -> None:
        """Give the keyboard to the list of entities."""
        self.entities.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_text(self) -> None:
        """Show the interview's text."""
        state = self._review.state
        if state is not None:
            draw_in_turns(self, self.entities, self.view)
            self._put_away(self.mark)  # what is selected in it are words of the text before
            self.view.show_lines(lines_of(state.transcript, state.study_id))
            self.sound_notice.clear()
            self._play_asked = False

    def refresh(self) -> None:
        """Mark the mentions as they now are."""
        state = self._review.state
        if state is None:
            return
        self.view.resizable = not state.blind
        self.view.show_mentions(state.own, state.entities)
        if state.own:
            self.none.clear()
        else:
            self.none.say("warning", tr("Review", "Nothing was proposed"), _no_proposals())
        if state.blind:
            text = tr("Review", "You see the proposals and your own decisions, nothing of the first review.")
            self.blind.say("accent", tr("Review", "Second review by {blind}").format(blind=state.blind), text)
        else:
            self.blind.clear()
        self._say_since()

    def _blind(self) -> bool:
        return bool(self._review.state and self._review.state.blind)

    def _open(self, form: Form) -> None:
        for each in self.forms:
            if each is not form:
                each.hide()

    def _follow(self) -> None:
        mention = self._review.mention
        state = self._review.state
        if mention is not None and state is not None and mention.interview_id == state.interview_id:
            self.view.show_current(mention.turn_id, mention.id)
        if self._formed_for != self._review.entity_id:
            draw_in_turns(self.card, self.list)
        self._choose_mention()
        for each in self.forms:
            # Hidden it may be with this panel alone, and come back over another entity.
            if not each.isHidden() and each is not self.mark and self._formed_for != self._review.entity_id:
                self._put_away(each)
        self._formed_for = self._review.entity_id

    def _put_away(self, form: Form) -> None:
        """Close a form; out of sight it has no keyboard to give back."""
        if self.isVisible():
            form.close_form()
        else:
            form.hide()

    def _show_said(self) -> None:
        state = self._review.state
        study_ids = {row.interview.id: row.interview.study_id for row in self._session.overview.rows}
        as_decided = state.by_id if state else {}
        shown = []
        for each in self._review.said:
            study_id = study_ids.get(each.mention.interview_id)
            now = as_decided.get(each.mention.id)
            if study_id is not None and now is not None:
                shown.append(Occurrence(now, each.text, each.start_ms, study_id))
        mine = state.interview_id if state else 0
        shown.sort(key=lambda each: each.mention.interview_id != mine)
        draw_in_turns(self.list)
        self.mentions.set_items(shown)
        self._heading.setText(tr("Review", "ALL MENTIONS · {number}").format(number=len(shown)))
        self._heading.setVisible(bool(shown))
        self._review.turns.add(self._choose_mention)

    def _choose_mention(self) -> None:
        row = self.mentions.row_of(self._review.mention_id)
        if len(self.list.selectionModel().selectedRows()) > 1:
            with QSignalBlocker(self.list):
                index = self.mentions.index(row, 0)
                self.list.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
            return
        self.list.choose(row)

    def _mark_clicked(self, mention_id: int) -> None:
        if self.view.selected() is None:
            self._review.look_at(mention_id, single=True)

    def _mention_chosen(self, row: int) -> None:
        item = self.mentions.item(row)
        if item is not None and item.mention.entity_id == self._review.entity_id:  # else others are on the way
            self._review.look_at(item.mention.id, single=True)

    def _say_since(self) -> None:
        state = self._review.state
        found = state.since if state else None
        if found is None or found.empty or found.mark == self._told_since:
            if found is None or found.empty:
                self.since.clear()
            return
        self._told_since = found.mark
        parts = [
            wording.counted(len(each), noun)
            for each, noun in (
                (found.new_mentions, "new mention"),
                (found.decided_anew, "mention decided anew"),
                (found.edited_turns, "edited turn"),
            )
            if each
        ]
        named = tr("Review", "Changed since the review of {date:%d %b} by {name}")
        words = named if found.mark.by else tr("Review", "Changed since the review of {date:%d %b}")
        self.since.say("accent", words.format(date=found.mark.at, name=found.mark.by), ", ".join(parts) + ".")

    def _say_sound(self) -> None:
        if self.sound.state is SoundState.PREPARING:
            self.sound_notice.say(
                "accent", tr("Review", "The sound is being prepared"), tr("Review", "It plays as soon as it is ready.")
            )
        elif self.sound.state is SoundState.GONE:
            self.sound_notice.say(
                "warning",
                tr("Review", "The sound of this interview was deleted"),
                tr("Review", "The text stays as it is."),
            )
        elif self.sound.state is SoundState.FAILED and self.sound.error is not None:
            self.sound_notice.say_error(self.sound.error)
        elif self.sound.state is SoundState.READY and (problem := self.sound.player.problem()) is not None:
            self.sound_notice.say_error(problem)
        else:
            self.sound_notice.clear()

    def _lay_out(self) -> None:
        right = SidePanel("right", 344)
        side = right.content
        side.setSpacing(10)
        for part in (self.blind, self.none, self.since, self.card, self.sound_notice, *self.forms):
            side.addWidget(part)
        side.addWidget(self._heading)
        side.addWidget(self.list, 1)
        side.addWidget(self.questions)
        self.list.ask_for(looks.scaled(96))  # its own wish would push the question below it out of sight
        full = basics.row(self.entities, basics.surface("paper", basics.column(self.view)), right, spacing=0)
        full.setStretch(1, 1)
        self.setLayout(full)

    def _connect(self) -> None:
        review = self._review
        review.text_changed.connect(self.show_text)
        review.changed.connect(self.refresh)
        review.current_changed.connect(self._follow)
        review.said_changed.connect(self._show_said)
        self.view.mark_chosen.connect(self._mark_clicked)
        self.view.resized.connect(review.changes.resize)
        self.list.row_chosen.connect(self._mention_chosen)
        self.card.form_asked.connect(self.ask)
        self.card.play_asked.connect(self.play)
        self.sound.state_changed.connect(self._sound_changed)
        for each in self.forms:
            each.closed.connect(self.take_focus)

    def _sound_changed(self) -> None:
        if self._play_asked:
            self._say_sound()
