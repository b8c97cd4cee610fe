"""The review of one interview in its modes: deciding, second read, sweep, quotes, second reviewer."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from functools import cached_property, partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.screens.review.deciding import DecidingPanel
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.screens.review.quotes import QuotesPanel
from transcribe_desk.ui.screens.review.reading import ReadingPanel
from transcribe_desk.ui.screens.review.second_reviewer import SecondReviewPanel
from transcribe_desk.ui.screens.review.state import Scope
from transcribe_desk.ui.screens.review.sweep import SweepPanel
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.chooser import InterviewChooser
from transcribe_desk.ui.widgets.notice import EmptyState, Notice
from transcribe_desk.ui.widgets.page import Page, put_behind
from transcribe_desk.ui.widgets.progress import ThinBar
from transcribe_desk.ui.widgets.switch import Switch


def _nothing_yet() -> str:
    return tr(
        "Review",
        "Nothing to review yet. When the queue has finished an interview, what may identify people is proposed here.",
    )


class Mode(Enum):
    """What the screen is used for at the moment."""

    DECIDE = auto()
    READ = auto()
    SWEEP = auto()
    QUOTES = auto()
    SECOND = auto()


class ReviewScreen(Page):
    """The header with progress and modes, and the panel of the mode that is on."""

    later = ("reading", "sweep", "second", "quotes")
    export_asked = Signal()
    recordings_asked = Signal()

    def __init__(
        self, theme: Theme, session: Session, review: ReviewDesk | None = None, deciding: DecidingPanel | None = None
    ) -> None:
        """Put a review screen together, of the parts that are made already."""
        super().__init__(tr("Review", "Review"))
        self._theme = theme
        self._session = session
        self.mode = Mode.DECIDE
        self.review = review or ReviewDesk(session)
        self.review.setParent(self)
        self.chooser = InterviewChooser(session)
        self.bar = ThinBar(tr("Review", "Decided mentions"))
        self.progress = basics.label("", "strong")
        self.left = basics.label("", "muted")
        here = (Scope.INTERVIEW, tr("Review", "This interview"), tr("Review", "List what this interview names"))
        everywhere = (Scope.STUDY, tr("Review", "Whole study"), tr("Review", "List what the whole study names"))
        self.scope = Switch([here, everywhere])
        self.sweep_button = basics.button(tr("Review", "Sweep"), lambda: self.show_mode(Mode.SWEEP))
        self.read_button = basics.button(tr("Review", "Second read"), lambda: self.show_mode(Mode.READ))
        self.sign_button = basics.button(tr("Review", "Sign off"), self.go_to_sign_off, kind="primary")
        self.more_button = basics.button("⋯", self._open_menu, name=tr("Review", "More of the review"))
        self.deciding = deciding or DecidingPanel(theme, self.review, session)
        self.error = Notice(theme, closable=True)
        self._modes = QStackedWidget()
        self._content = QStackedWidget()
        self._lay_out()
        self._connect()
        self._bind()
        self._show_empty()

    # The panels of the other modes, each made when it is first asked for.

    @cached_property
    def reading(self) -> ReadingPanel:
        """Give the second read, with the sign-off."""
        made = ReadingPanel(self._theme, self.review, self._session)
        made.reopen_asked.connect(self._reopen)
        made.sign_off.export_asked.connect(self.export_asked)
        bind = self._session.shortcuts.bind
        bind(made.text, "review.next", lambda: made.step(1))
        bind(made.text, "review.previous", lambda: made.step(-1))
        bind(made, "review.reopen", made.reopen)
        bind(made.text, "review.edit", made.reopen)
        bind(made, "mark_identifier", self._mark_read)
        put_behind(self._modes, made)
        return made

    @cached_property
    def sweep(self) -> SweepPanel:
        """Give the sweep by hand."""
        made = SweepPanel(self._theme, self.review, self._session)
        bind = self._session.shortcuts.bind
        self._bind_steps(made.list, made.step)
        bind(made, "review.accept", made.accept)
        bind(made, "review.reject_here", made.dismiss)
        for number in range(1, 7):
            bind(made, f"review.category_{number}", made.kinds[number - 1].click)
        put_behind(self._modes, made)
        return made

    @cached_property
    def quotes(self) -> QuotesPanel:
        """Give the study's quotes."""
        made = QuotesPanel(self._theme, self.review, self._session)
        made.place_asked.connect(self._go_to_place)
        self._bind_steps(made.list, made.step)
        put_behind(self._modes, made)
        return made

    @cached_property
    def second(self) -> SecondReviewPanel:
        """Give what two reviewers decided, side by side."""
        made = SecondReviewPanel(self._theme, self.review, self._session)
        made.blind_asked.connect(self.review_blind)
        made.place_asked.connect(self._look)
        bind = self._session.shortcuts.bind
        self._bind_steps(made.list, made.step)
        bind(made.list, "review.accept", made.replace_button.click)
        bind(made.list, "review.reject_here", made.stays_button.click)
        put_behind(self._modes, made)
        return made

    def reload(self) -> None:
        """Read the review again, if anybody is looking."""
        if self.isVisible():
            self.review.open(self.chooser.shown_id())

    def show_mode(self, mode: Mode) -> None:
        """Turn a mode on; the one that is on already gives way to deciding."""
        if mode is self.mode and mode is not Mode.DECIDE:
            mode = Mode.DECIDE
        if mode is not Mode.DECIDE and self.review.state is not None and self.review.state.blind:
            mode = Mode.DECIDE  # whoever reviews blind sees no more than the proposals
        self.mode = mode
        self._modes.setCurrentWidget(self._panel(mode))
        for made, own in ((self.sweep_button, Mode.SWEEP), (self.read_button, Mode.READ)):
            made.setChecked(mode is own)
        if mode is Mode.READ:
            self.reading.show_state()
            self.reading.show_gate()
        self._take_focus()

    def _take_focus(self) -> None:
        """Give the keyboard to what the mode is for."""
        if self.mode is Mode.DECIDE:
            self.deciding.take_focus()
        elif self.mode is Mode.SWEEP:
            self.sweep.list.setFocus()
        elif self.mode is Mode.READ:
            self.reading.text.setFocus()
        elif self.mode is Mode.QUOTES:
            self.quotes.search.setFocus()
        else:
            self.second.name.setFocus()

    def _panel(self, mode: Mode) -> QWidget:
        panels: dict[Mode, Callable[[], QWidget]] = {
            Mode.DECIDE: lambda: self.deciding,
            Mode.READ: lambda: self.reading,
            Mode.SWEEP: lambda: self.sweep,
            Mode.QUOTES: lambda: self.quotes,
            Mode.SECOND: lambda: self.second,
        }
        return panels[mode]()

    def go_to_sign_off(self) -> None:
        """Go where the second read is confirmed and signed."""
        if self.mode is not Mode.READ:
            self.show_mode(Mode.READ)
        self.reading.sign_off.read_again.setFocus()

    def menu(self) -> QMenu:
        """Make the menu of the modes that have no button."""
        menu = QMenu(self)
        key = self._session.shortcuts.text
        blind = self.review.state.blind if self.review.state else ""
        entries: list[tuple[str, Callable[[], object]]] = [
            ("\t".join((tr("Review", "Preview by profile"), key("review.preview"))), self.preview),
            (tr("Review", "Quotes"), lambda: self.show_mode(Mode.QUOTES)),
            (tr("Review", "Second reviewer"), lambda: self.show_mode(Mode.SECOND)),
        ]
        if blind:
            entries = [(tr("Review", "End the second review by {blind}").format(blind=blind), lambda: self.end_blind())]
        for words, call in entries:
            menu.addAction(words).triggered.connect(lambda _on, do=call: do())
        return menu

    def preview(self) -> None:
        """Show original and text as exported side by side."""
        if self.mode is not Mode.READ:
            self.show_mode(Mode.READ)
        self.reading.both_button.setChecked(True)

    @Slot(str)
    def review_blind(self, name: str) -> None:
        """Let a second person decide blind."""
        self.show_mode(Mode.DECIDE)
        self.review.review_blind(name)

    def end_blind(self) -> None:
        """End a second review and show where it stands."""
        self.review.review_blind("")
        self.show_mode(Mode.SECOND)

    # Showing

    def showEvent(self, event: QShowEvent) -> None:
        """Read the review when the screen comes to the front."""
        super().showEvent(event)
        self.reload()

    def hideEvent(self, event: QHideEvent) -> None:
        """Tell the other screens what was decided here."""
        super().hideEvent(event)
        self.review.forget()

    def _show_state(self) -> None:
        state = self.review.state
        if state is None:
            return
        if self._content.currentIndex() == 0:
            self._content.setCurrentIndex(1)
            for part in self._parts():
                part.show()
            if self.mode is Mode.DECIDE:
                self.deciding.take_focus()
        decided, total = state.counted
        self.bar.set_fraction(decided / total if total else 1.0)
        self.progress.setText(tr("Review", "{decided} of {total}").format(decided=decided, total=total))
        left = total - decided
        words = tr("Review", "decided · {left} left") if left else tr("Review", "decided")
        self.left.setText(words.format(left=left))
        spoken = tr("Review", "{decided} of {total} decided, {left} left")
        self.progress.setAccessibleName(spoken.format(decided=decided, total=total, left=left))
        self.scope.choose(state.scope)
        self.scope.setVisible(not state.blind)
        for part in (self.sweep_button, self.read_button, self.sign_button):
            part.setVisible(not state.blind)
        self.sign_button.setEnabled(not state.undecided_here)

    def _show_surroundings(self) -> None:
        around = self.review.around
        if around is not None:
            words = tr("Review", "Sweep {number}") if around.sweep else tr("Review", "Sweep")
            self.sweep_button.setText(words.format(number=around.sweep))
            self.sweep_button.setAccessibleName(tr("Review", "Sweep, {number} to look at").format(number=around.sweep))
            signed = around.sign_off is not None and not around.refusals and self.sign_button.isEnabled()
            self.sign_button.setText(tr("Review", "Signed off") if signed else tr("Review", "Sign off"))

    def _show_empty(self) -> None:
        self._content.setCurrentIndex(0)
        for part in self._parts():
            part.setVisible(part is self.chooser and self.chooser.count() > 0)

    def _parts(self) -> list[QWidget]:
        shown: list[QWidget] = [self.bar, self.progress, self.left, self.scope, self.sweep_button, self.read_button]
        return [*shown, self.sign_button, self.more_button, self.chooser]

    def _overview_changed(self) -> None:
        """Read again only when the review may have changed elsewhere: a finished job, or another interview."""
        state, row = self.review.state, self._session.row(self.chooser.currentData())
        if self.review.busy or (state is not None and state.blind):
            return
        if state is None or (row is not None and row.mentions != len(state.own)):
            self.reload()

    def _open_menu(self) -> None:
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.more_button.mapToGlobal(self.more_button.rect().bottomLeft()))

    @Slot(int, int)
    def _go_to_place(self, interview_id: int, turn_id: int) -> None:
        self.show_mode(Mode.READ)
        self._session.select(interview_id)
        self.reading.show_turn(turn_id)

    @Slot(int)
    def _reopen(self, mention_id: int) -> None:
        self.show_mode(Mode.DECIDE)
        self.review.decisions.reopen(mention_id)

    # Parts

    def _lay_out(self) -> None:
        for made in (self.sweep_button, self.read_button):
            made.setCheckable(True)
            made.setProperty("segment", "only")
        self.bar.setMinimumWidth(60)
        self.bar.setMaximumWidth(looks.scaled(190))
        for fact in (self.chooser, self.bar, self.progress, self.left):
            self.header.add_fact(fact)
        for action in (self.scope, self.sweep_button, self.read_button, self.sign_button, self.more_button):
            self.header.add_action(action)
        self._modes.addWidget(self.deciding)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.error)
        column.addWidget(self._modes, 1)
        choose = basics.button(tr("Review", "Choose recordings…"), self.recordings_asked.emit)
        empty = EmptyState(self._theme, "review", _nothing_yet(), choose)
        self._content.addWidget(basics.surface("paper", basics.row(empty)))
        self._content.addWidget(inside)
        self.body.addWidget(self._content)

    def _connect(self) -> None:
        review = self.review
        review.changed.connect(self._show_state)
        review.text_changed.connect(self.error.clear)
        review.surroundings_changed.connect(self._show_surroundings)
        review.emptied.connect(self._show_empty)
        review.failed.connect(self.error.say_error)
        self.chooser.taken.connect(self._take_focus)
        self.scope.chosen.connect(lambda scope: review.set_scope(Scope(scope)))
        session = self._session
        session.selected.connect(lambda _id: self._interview_selected())
        session.overview_changed.connect(self._overview_changed)

    @Slot(int)
    def _look(self, mention_id: int) -> None:
        self.show_mode(Mode.DECIDE)
        self.review.look_at(mention_id, single=True)

    def _interview_selected(self) -> None:
        if self.isVisible():
            self.review.open(self.chooser.shown_id(), anew=False)

    def _bind(self) -> None:
        """Tie keys to what they do while entities are decided on, and in every mode."""
        review, bind = self.review, self._session.shortcuts.bind
        decide, deciding = review.decisions, self.deciding
        keyed: tuple[tuple[str, Callable[[], object]], ...] = (
            ("review.accept", decide.accept), ("review.reject_here", decide.reject_here),
            ("review.accept_all", decide.accept_all), ("review.reject_everywhere", decide.reject_everywhere),
            ("review.next_undecided", review.next_undecided), ("mark_identifier", deciding.mark_selected),
            ("review.longer", lambda: deciding.resize_mark(at_end=True, words=1)),
            ("review.shorter", lambda: deciding.resize_mark(at_end=True, words=-1)),
            ("review.longer_before", lambda: deciding.resize_mark(at_end=False, words=1)),
            ("review.shorter_before", lambda: deciding.resize_mark(at_end=False, words=-1)),
            *((f"review.{each}", partial(deciding.ask, name)) for each, name in _FORMS.items()),
            *((f"review.category_{number}", partial(deciding.category, number)) for number in range(1, 7)),
        )  # fmt: skip
        for action_id, call in keyed:
            bind(deciding, action_id, call)
        for listed in (deciding.entities.list, deciding.list, deciding.view):
            bind(listed, "review.play", deciding.play)
        for listed in (deciding.entities.list, deciding.list):
            bind(listed, "review.next", lambda: deciding.step(1))
            bind(listed, "review.previous", lambda: deciding.step(-1))
        bind(self, "review.second_read", self.read_button.click)
        bind(self, "review.sign_off", self.sign_button.click)
        bind(self, "review.sweep", self.sweep_button.click)
        bind(self, "review.preview", self.preview)
        bind(self, "undo", self._undo)
        bind(self, "redo", self._redo)

    def _bind_steps(self, listed: QWidget, step: Callable[[int], object]) -> None:
        bind = self._session.shortcuts.bind
        bind(listed, "review.next", partial(step, 1))
        bind(listed, "review.previous", partial(step, -1))

    def _undo(self) -> None:
        if self.mode is Mode.SWEEP:
            self.sweep.undo()
        elif self.mode is Mode.QUOTES:
            self.quotes.put_back()
        else:
            self.review.changes.undo()

    def _redo(self) -> None:
        nothing = tr("Review", "There is nothing to do again")
        if self.mode is Mode.SWEEP:
            self.sweep.last.setText(nothing)
        elif self.mode is Mode.QUOTES:
            self.quotes.result.say("accent", nothing)
        else:
            self.review.changes.redo()

    def _mark_read(self) -> None:
        """Mark words that were selected in the text as exported, where they are words as said."""
        places = self.reading.selected_places()
        if places:
            self.show_mode(Mode.DECIDE)
            self.deciding.view.choose_span(*places[0])
            self.deciding.mark_selected()


_FORMS = {"edit": "edit", "merge": "merge", "split": "split", "comment": "note"}
