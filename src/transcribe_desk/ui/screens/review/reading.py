"""Read the text as it will leave, by itself or beside the original: for the second read, a preview, and quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property, partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from transcribe_desk.privacy.render import AnonymisedTranscript
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.ui import window_state, wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.document.lines import lines_of, rendered_lines
from transcribe_desk.ui.document.marks import Mark, Shape, replacement_marks
from transcribe_desk.ui.in_turns import draw_in_turns
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.screens.review.intruder_sheet import IntruderPanel
from transcribe_desk.ui.screens.review.marked_text import MarkedText, ReviewText
from transcribe_desk.ui.screens.review.quote_maker import QuoteMaker
from transcribe_desk.ui.screens.review.sign_off import SignOffPanel
from transcribe_desk.ui.screens.review.state import ReviewState
from transcribe_desk.ui.screens.review.wordings import Replaced, Wording, source_places, wordings_of
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.side_panel import SidePanel


def _signed_off() -> str:
    return tr("Review", "As signed off")


_DIFFERENT = "different"  # the layer of marks for what a profile words otherwise


class ReadingPanel(QWidget):
    """The reading mode; ``reopen_asked`` gives a mention to decide on again."""

    reopen_asked = Signal(int)

    def __init__(self, theme: Theme, review: ReviewDesk, session: Session) -> None:
        super().__init__()
        self._theme = theme
        self._review = review
        self._session = session
        self._calls = Dispatcher(self, ordered=True)
        self._wordings: dict[Profile | None, Wording] = {}
        self._made_of: ReviewState | None = None
        self._decided = self._decided_now()
        self._replaced: Sequence[Replaced] = ()
        self._place = -1
        self._following = False
        self._wanted_turn: int | None = None
        self.profile = Choice()
        self.profile.setAccessibleName(tr("Review", "Wording to read"))
        self.profile.addItem(_signed_off(), None)
        for profile in Profile:
            self.profile.addItem(wording.profile_name(profile), profile)
        self.original_button = basics.button(tr("Review", "Original"))
        self.rendered_button = basics.button(tr("Review", "As exported"))
        self.both_button = basics.button(tr("Review", "Side by side"))
        self.original = MarkedText(theme)
        self.original.resizable = False
        self.original.setAccessibleName(tr("Review", "Original text"))
        self.text = ReviewText(theme)
        self.text.resizable = False
        self.text.quoting = True
        self.text.setAccessibleName(tr("Review", "Text as exported"))
        self.facts = basics.label("", "small", wrap=True)
        self.behind = basics.label("", "", wrap=True)
        self.reopen_button = basics.button(tr("Review", "Open this place again"), self.reopen)
        self.quote = QuoteMaker(theme, review, session)
        self.sign_off = SignOffPanel(theme, session.preferences)
        self.intruder_button = basics.button(tr("Review", "Motivated-intruder test…"), kind="link")
        self.intruder_button.setCheckable(True)
        self._centre = QStackedWidget()
        self._lay_out()
        self._connect()
        self._show_behind()

    @cached_property
    def intruder(self) -> IntruderPanel:
        """Give the motivated-intruder test, made when somebody first asks for it."""
        made = IntruderPanel(self._theme, self._review, self._session)
        made.closed.connect(lambda: self.intruder_button.setChecked(False))
        self._centre.addWidget(made)
        return made

    def show_state(self) -> None:
        """Read the wordings of the interview again, if anything changed."""
        state, desk = self._review.state, self._session.desk
        if state is None or not self.isVisible() or state is self._made_of:
            return

        def work() -> dict[Profile | None, Wording]:
            wanted: list[Profile | None] = [None, *Profile]
            return wordings_of(state, {each: desk.rendered(state.interview_id, profile=each) for each in wanted})

        self._calls.start_latest(work, lambda found: self._take_in(state, found), self._review.failed.emit)

    def _begin_anew(self) -> None:
        """Forget what was read: the interview, or what is said in it, is another."""
        self._wordings = {}
        self.quote.note.clear()
        self._ask_again()

    def _follow_decisions(self) -> None:
        """Ask for the second read, and for the words of a quote, again as soon as something is decided otherwise."""
        decided = self._decided_now()
        if decided != self._decided:
            self._decided = decided
            self._ask_again()

    def _ask_again(self) -> None:
        self.sign_off.reset()
        self.text.clear_selection()

    def _decided_now(self) -> object:
        """Give what turns the words that were said into the text that is read, to tell whether it is still the same."""
        state = self._review.state
        if state is None:
            return None
        named = {each.entity_id for each in state.own}
        return (
            [(each.id, each.turn_id, each.start, each.end, each.decision, each.entity_id) for each in state.own],
            [each for each in state.entities if each.id in named],
        )

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) replacement."""
        if self._replaced:
            self._place = max(0, min(self._place + direction, len(self._replaced) - 1))
            each = self._replaced[self._place]
            self.text.show_current(each.turn_id, each.mention_id)
            self._show_behind()

    def reopen(self) -> None:
        """Open the decision on the replacement that is looked at, or at the caret, again."""
        current = self.current()
        if current is not None:
            self.reopen_asked.emit(current.mention_id)

    def current(self) -> Replaced | None:
        """Give the replacement that is looked at."""
        return self._replaced[self._place] if 0 <= self._place < len(self._replaced) else None

    def chosen(self) -> Profile | None:
        """Give the profile whose wording is read, None for the text that is signed off."""
        found = self.profile.currentData()
        return Profile(found) if found else None

    def rendered(self) -> AnonymisedTranscript | None:
        """Give the text that is read, once it is there."""
        chosen = self._wordings.get(self.chosen())
        return None if chosen is None else chosen.rendered

    def _take_in(self, state: ReviewState, found: dict[Profile | None, Wording]) -> None:
        if self._review.state is None or self._review.state.interview_id != state.interview_id:
            return
        self._wordings, self._made_of = found, state
        self._show_text()

    def _show_text(self) -> None:
        state, chosen = self._review.state, self._wordings.get(self.chosen())
        if state is None or chosen is None:
            return
        draw_in_turns(self.text)
        before, rendered = self.current(), chosen.rendered
        self._replaced = chosen.replaced
        kept = [place for place, each in enumerate(self._replaced) if before and each.mention_id == before.mention_id]
        self._place = kept[0] if kept else -1
        self.text.show_lines(rendered_lines(rendered, state.transcript))
        self._selected()
        for show in (self._show_marks, self._say_wording, self._show_original):
            self._review.turns.add(partial(show, state, rendered))

    def _show_marks(self, state: ReviewState, rendered: AnonymisedTranscript) -> None:
        if rendered is not self.rendered():
            return  # another wording is shown by now, and its marks are to come
        tips = {each.mention_id: self._tip(each) for each in self._replaced}
        self.text.set_marks(
            replace(mark, tip=tips.get(mark.key, "")) for mark in replacement_marks(rendered, state.entities, state.own)
        )
        other = [Mark(each.turn_id, each.start, each.end, Shape.FOUND) for each in self._otherwise()]
        self.text.set_marks(other, layer=_DIFFERENT)
        self._show_behind()
        self._go_to_wanted()

    def _show_original(self, state: ReviewState, _rendered: AnonymisedTranscript) -> None:
        draw_in_turns(self.original)
        self.original.show_lines(lines_of(state.transcript, state.study_id))
        self.original.show_mentions(state.own, state.entities)

    def _say_wording(self, _state: ReviewState, _rendered: AnonymisedTranscript) -> None:
        """Say what is read, and in how many places it is worded otherwise than signed off."""
        profile = self.chosen()
        words = tr("Review", "The text that is signed off. Point at a replacement to see what stands behind it.")
        if profile is not None:
            framed = tr("Review", "Framed: worded otherwise than signed off ({number}).")
            words = f"{wording.profile(profile)} {framed.format(number=len(self._otherwise()))}"
        self.facts.setText(words)

    def _otherwise(self) -> list[Replaced]:
        """Give the replacements that are worded otherwise than signed off."""
        return [each for each in self._replaced if each.words[self.chosen()] != each.words[None]]

    def _tip(self, each: Replaced) -> str:
        lines = [tr("Review", "Stands for: {original}").format(original=each.original)]
        lines += [f"{_name(profile)}: {words}" for profile, words in each.words.items()]
        return "\n".join(lines)

    def _show_behind(self) -> None:
        current = self.current()
        self.behind.setText(self._tip(current) if current else "")
        self._behind_card.setVisible(current is not None)

    def _mark_clicked(self, mention_id: int) -> None:
        places = [place for place, each in enumerate(self._replaced) if each.mention_id == mention_id]
        if places:
            self._place = places[0]
            each = self._replaced[self._place]
            self.text.show_current(each.turn_id, mention_id, scroll=False)
            self._show_behind()

    def selected_places(self) -> Sequence[tuple[int, int, int]]:
        """Give where the selected words stand in what was said."""
        rendered, found = self.rendered(), self.text.selected()
        return source_places(rendered, found.turn_id, found.start, found.end) if rendered and found else ()

    def show_turn(self, turn_id: int) -> None:
        """Bring a turn into sight, at once or as soon as its interview is there."""
        self._wanted_turn = turn_id
        self._go_to_wanted()

    def _go_to_wanted(self) -> None:
        if self._wanted_turn in self.text.blocks and self._made_of is self._review.state:
            self.text.show_current(self._wanted_turn)
            self._wanted_turn = None

    def _selected(self) -> None:
        self.quote.offer(self.selected_places(), self.chosen())

    def _show_layout(self) -> None:
        draw_in_turns(self.text, self.original)
        self.original.setVisible(not self.rendered_button.isChecked())
        self.text.setVisible(not self.original_button.isChecked())
        if self.intruder_button.isChecked():
            self._centre.setCurrentWidget(self.intruder)
            self.intruder.show_sheets()
        else:
            self._centre.setCurrentIndex(0)

    def _follow_scrolling(self) -> None:
        """Keep the turn at the top of the one text at the top of the other."""
        if self._following or not self.both_button.isChecked() or not self.text.lines:
            return
        self._following = True
        place = self.text.blocks.place_of(self.text.cursorForPosition(QPoint(4, 4)).block())
        line = self.text.lines[place]
        if line.turn_id in self.original.blocks:
            top = self.text.painting.box(self.text.blocks.first(place)).top()
            there = self.original.painting.box(self.original.blocks.first(self.original.blocks.place(line.turn_id)))
            bar = self.original.verticalScrollBar()
            bar.setValue(int(bar.value() + there.top() - top))
        self._following = False

    def _lay_out(self) -> None:
        texts = QSplitter(Qt.Orientation.Horizontal)
        texts.setObjectName("review texts")
        texts.setHandleWidth(1)
        texts.setChildrenCollapsible(False)
        texts.addWidget(self.original)
        texts.addWidget(self.text)
        self._centre.addWidget(basics.surface("paper", basics.column(texts)))
        switch = basics.row(spacing=0)
        group = QButtonGroup(self)
        for made, place in (
            (self.original_button, "first"), (self.rendered_button, "middle"), (self.both_button, "last"),
        ):  # fmt: skip
            made.setCheckable(True)
            made.setProperty("segment", place)
            group.addButton(made)
            switch.addWidget(made)
        self.rendered_button.setChecked(True)
        panel = SidePanel("right", 344)
        side = panel.content
        side.addWidget(basics.section(tr("Review", "Read")))
        side.addLayout(switch)
        side.addLayout(basics.row(basics.label(tr("Review", "Wording"), "field"), self.profile, None))
        side.addWidget(self.facts)
        card, inside = basics.card()
        inside.addWidget(basics.section(tr("Review", "What stands here")))
        inside.addWidget(self.behind)
        inside.addLayout(basics.row(self.reopen_button, None))
        self._behind_card = card
        side.addWidget(card)
        side.addWidget(self.quote)
        side.addStretch(1)
        side.addWidget(self.sign_off)
        side.addLayout(basics.row(self.intruder_button, None))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        full = basics.row(self._centre, panel, spacing=0)
        full.setStretch(0, 1)
        box.addLayout(full)
        window_state.restore_splitters(self)
        self._show_layout()

    def _connect(self) -> None:
        self.profile.currentIndexChanged.connect(lambda _place: self._show_text())
        self.profile.taken.connect(self.text.setFocus)
        for made in (self.original_button, self.rendered_button, self.both_button, self.intruder_button):
            made.toggled.connect(lambda _on: self._show_layout())
        self.text.mark_chosen.connect(self._mark_clicked)
        self.text.words_selected.connect(self._selected)
        self.text.copy_asked.connect(self.quote.copy)
        self.text.verticalScrollBar().valueChanged.connect(lambda _value: self._follow_scrolling())
        self.sign_off.signed.connect(self._review.changes.sign_off)
        self._review.text_changed.connect(self._begin_anew)
        self._review.changed.connect(self._follow_decisions)
        self._review.changed.connect(self.show_state)
        self._review.surroundings_changed.connect(self.show_gate)

    def show_gate(self) -> None:
        """Show whether the interview is signed off, and what stands in the way."""
        around, state = self._review.around, self._review.state
        if state is not None:
            self.sign_off.show_speakers(state.transcript)
        if around is None or state is None or (state.undecided_here and not around.refusals):
            left = state.undecided_here if state else 0
            self.sign_off.show_open(left)
            return
        self.sign_off.show_state(around.sign_off, around.refusals)


def _name(profile: Profile | None) -> str:
    return _signed_off() if profile is None else wording.profile_name(profile)
