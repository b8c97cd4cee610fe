"""Sweep up what nothing found: each word or number once, to be marked or dismissed with one key."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QShowEvent
from PySide6.QtWidgets import QFrame, QStyleOptionViewItem, QVBoxLayout, QWidget

from transcribe_desk.jobs.review_steps import Stepped
from transcribe_desk.privacy.finding.sweep import Kind, Place, Remaining
from transcribe_desk.privacy.mention import Category, Mention
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import vocabulary, wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.document.lines import lines_of
from transcribe_desk.ui.document.marks import Mark, Shape
from transcribe_desk.ui.models.lines import ITEM_ROLE, Index, LineModel
from transcribe_desk.ui.screens.review.card import CATEGORY_KEYS
from transcribe_desk.ui.screens.review.delegates import RowDelegate
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.screens.review.entity_list import WIDTH
from transcribe_desk.ui.screens.review.marked_text import MarkedText
from transcribe_desk.ui.screens.review.state import Scope
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.decision_list import DecisionList
from transcribe_desk.ui.widgets.flow import FlowLayout
from transcribe_desk.ui.widgets.key_button import KeyButton
from transcribe_desk.ui.widgets.side_panel import SidePanel

_SWEPT = "swept"  # the layer of marks


def _done() -> str:
    return tr(
        "Review",
        "Nothing remains to look at here. Read the text once all the same: a rare name can be an ordinary word.",
    )


class SweepPanel(QWidget):
    """The list of what remains, the text with its places, and what to do with it."""

    def __init__(self, theme: Theme, review: ReviewDesk, session: Session) -> None:
        super().__init__()
        self._review = review
        self._session = session
        self._calls = Dispatcher(self, ordered=True)
        self._place = 0
        self._undo: list[Callable[[], None]] = []
        self._row = 0
        self.model: LineModel[Remaining] = LineModel(_spoken, lambda each: (each.kind, each.key), self)
        self.list = DecisionList(tr("Review", "Words and numbers nothing found"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_RemainingDelegate(theme, self.list))
        self.list.row_chosen.connect(self._row_chosen)
        self.text = MarkedText(theme)
        self.text.resizable = False
        self.word = basics.label("", "name", wrap=True)
        self.facts = basics.label("", "secondary", wrap=True)
        self.near = basics.label("", "small", wrap=True)
        self.last = basics.label("", "small", wrap=True)
        key = session.shortcuts.text
        self.mark_button = KeyButton(theme, tr("Review", "Mark"), key("review.accept"), primary=True)
        self.mark_button.clicked.connect(lambda _on: self.accept())
        self.dismiss_button = KeyButton(theme, tr("Review", "Harmless"), key("review.reject_here"))
        self.dismiss_button.clicked.connect(lambda _on: self.dismiss())
        self.next_place_button = basics.button(tr("Review", "Next place"), self.next_place)
        self.undo_button = basics.button(
            tr("Review", "Undo"), self.undo, kind="link", name=tr("Review", "Undo the last step of the sweep")
        )
        self.kinds: list[KeyButton] = []
        for number, category in enumerate(CATEGORY_KEYS, start=1):
            made = KeyButton(theme, wording.singular(category), key(f"review.category_{number}"))
            made.clicked.connect(lambda _on, to=category: self.mark(to))
            self.kinds.append(made)
        self._lay_out()
        review.text_changed.connect(self._show_text)
        review.changed.connect(self.refresh)

    @property
    def current(self) -> Remaining | None:
        """Give what is looked at."""
        return self.model.item(self.list.currentIndex().row())

    def refresh(self) -> None:
        """List what remains now, in the interview or in the study."""
        state, desk = self._review.state, self._session.desk
        if state is None or not self.isVisible():
            return
        only = state.interview_id if state.scope is Scope.INTERVIEW else None
        self._calls.start_latest(lambda: desk.sweep.remaining(only), self._show, self._review.failed.emit)

    def accept(self) -> None:
        """Mark what is looked at as what it most likely is."""
        current = self.current
        if current is not None:
            self.mark(_likely(current), current.near[0] if current.near else None)

    def mark(self, category: Category, entity_id: int | None = None) -> None:
        """Mark every place of what is looked at."""
        current, desk = self.current, self._session.desk
        if current is None:
            return
        words = tr("Review", "Marked as {category}: {words}")
        words = words.format(category=wording.singular(category).lower(), words=current.text)
        self._leave(current, words)
        steps: list[int] = []  # stays empty where it could not be written

        def work(by: str) -> tuple[Mention, ...]:
            made = desk.sweep.mark(current, category, by, entity_id=entity_id)
            if step := desk.review.last_step():
                steps.append(step.id)
            return made

        def take_back() -> None:
            by = self._review.person
            self._review.write(lambda: desk.review.undo(by, steps[0]) if steps else None, taken_back)

        def taken_back(made: object) -> None:
            if steps:
                self._taken_back(made)
            else:
                self.last.setText(tr("Review", "There is nothing to take back: the mark could not be made."))

        self._undo.append(take_back)
        self._review.step_by(words, work, self._marked)

    def dismiss(self) -> None:
        """Remember that what is looked at is harmless."""
        current, desk, by = self.current, self._session.desk, self._review.person
        if current is None:
            return
        self._leave(current, tr("Review", "Harmless: {text}").format(text=current.text))

        def put_back() -> None:
            self._review.write(lambda: desk.sweep.restore([current], by), lambda _none: self.refresh())

        self._undo.append(put_back)
        self._review.write(lambda: desk.sweep.dismiss([current], by))

    def undo(self) -> None:
        """Take the last step of the sweep back."""
        if self._undo:
            self._undo.pop()()
            self.last.setText(tr("Review", "Taken back"))
            self.undo_button.setVisible(bool(self._undo))

    def step(self, direction: int) -> None:
        """Look at the next (1) or previous (-1) one."""
        row = max(0, min(self.list.currentIndex().row() + direction, self.model.rowCount() - 1))
        self.list.choose(row)
        self._row_chosen(row)

    def next_place(self) -> None:
        """Show the next place that says it, in whatever interview."""
        current = self.current
        if current is not None:
            self._place = (self._place + 1) % len(current.places)
            self._show_place(current.places[self._place])

    def _taken_back(self, made: object) -> None:
        if isinstance(made, Stepped):
            self._review.changes.stepped(tr("Review", "Taken back"), made)
        else:
            words = tr("Review", "Not taken back: it is not the last step of the review. Undo it where you decide.")
            self.last.setText(words)

    def _marked(self, made: object) -> None:
        mentions = [each for each in made if isinstance(each, Mention)] if isinstance(made, tuple) else []
        open_ones = sum(each.decided_at is None for each in mentions)
        if open_ones:
            proposed = tr("Review", "{other_places} proposed")
            proposed = proposed.format(other_places=wording.counted(open_ones, "other place"))
            self.last.setText(f"{self.last.text()}; {proposed}")

    def _leave(self, current: Remaining, words: str) -> None:
        """Take something off the list at once; the reading that follows confirms it."""
        row = self.list.currentIndex().row()
        self.model.set_items([each for each in self.model.items() if each != current])
        self.last.setText(words)
        self.undo_button.show()
        self._choose(min(row, self.model.rowCount() - 1))

    def _show(self, found: tuple[Remaining, ...]) -> None:
        before = self.current
        row = self.list.currentIndex().row()
        self.model.set_items(found)
        kept = self.model.row_of((before.kind, before.key)) if before else -1
        self._choose(kept if kept >= 0 else max(0, min(row, len(found) - 1)))

    def _choose(self, row: int) -> None:
        self.list.choose(row)
        self._row_chosen(row)

    def _row_chosen(self, row: int) -> None:
        current = self.model.item(row)
        self._card.setVisible(current is not None)
        self._empty.setVisible(current is None)
        if current is None:
            self.text.set_marks((), layer=_SWEPT)
            self.text.show_current(None)
            return
        state, self._place = self._review.state, 0
        self.word.setText(current.text)
        places = wording.counted(len(current.places), "place")
        interviews = wording.counted(len(current.interviews), "interview")
        self.facts.setText(f"{vocabulary.below(current.reason)} · {places} · {interviews}")
        near = state.entity(current.near[0]) if state and current.near else None
        self.near.setText(tr("Review", "Perhaps {name}, misheard").format(name=near.name) if near else "")
        self.near.setVisible(near is not None)
        likely = near.name if near else wording.singular(_likely(current)).lower()
        self.mark_button.set_words(
            tr("Review", "Mark as {likely}").format(likely=likely), self._session.shortcuts.text("review.accept")
        )
        self.next_place_button.setVisible(len(current.places) > 1)
        here = [place for place in current.places if state and place.interview_id == state.interview_id]
        if here:
            self._place = current.places.index(here[0])
            self._show_place(here[0])
        elif current.places:
            self._show_place(current.places[0])

    def _show_place(self, place: Place) -> None:
        state, current = self._review.state, self.current
        if state is None or current is None:
            return
        if place.interview_id != state.interview_id:
            self._session.select(place.interview_id)
            return
        marks = [
            Mark(each.turn_id, each.start, each.end, Shape.FOUND)
            for each in current.places
            if each.interview_id == state.interview_id
        ]
        self.text.set_marks(marks, layer=_SWEPT)
        if place.turn_id in self.text.blocks:
            self.text.show_current(place.turn_id, scroll=False)
            self.text.show_place(place.turn_id, place.start, place.end)

    def _show_text(self) -> None:
        state = self._review.state
        if state is None or not self.isVisible():
            return
        self.text.show_lines(lines_of(state.transcript, state.study_id))
        self.text.show_mentions(state.own, state.entities)
        current = self.current
        here = [each for each in current.places if each.interview_id == state.interview_id] if current else []
        if here:
            self._show_place(here[0])

    def showEvent(self, event: QShowEvent) -> None:
        """Read what remains when the sweep comes to the front."""
        super().showEvent(event)
        self._show_text()
        self.refresh()

    def _lay_out(self) -> None:
        left = QFrame()
        left.setProperty("side", "left")
        looks.keep_size(left, width=WIDTH)
        column = QVBoxLayout(left)
        column.setContentsMargins(12, 12, 9, 8)
        column.addWidget(basics.section(tr("Review", "Nothing found these")))
        column.addWidget(self.list, 1)
        panel = SidePanel("right", 344)
        side = panel.content
        self._card, inside = basics.card()
        for part in (self.word, self.facts, self.near):
            inside.addWidget(part)
        decisions = FlowLayout(spacing=8)
        for made in (self.mark_button, self.dismiss_button, self.next_place_button):
            decisions.addWidget(made)
        inside.addSpacing(6)
        inside.addLayout(decisions)
        kinds = FlowLayout(spacing=6)
        for made in self.kinds:
            kinds.addWidget(made)
        inside.addSpacing(4)
        inside.addWidget(basics.section(tr("Review", "Or mark as")))
        inside.addLayout(kinds)
        side.addWidget(self._card)
        self._empty = basics.label(_done(), "muted", wrap=True)
        side.addWidget(self._empty)
        side.addLayout(basics.row(self.last, self.undo_button))
        side.addStretch(1)
        self.undo_button.hide()
        full = basics.row(left, basics.surface("paper", basics.column(self.text)), panel, spacing=0)
        full.setStretch(1, 1)
        self.setLayout(full)


class _RemainingDelegate(RowDelegate):
    """A word with its reason under it, and how often it is said."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        item = index.data(ITEM_ROLE)
        if not isinstance(item, Remaining):
            return
        painter.save()
        rect, tokens = self.ground(painter, option), self._theme.tokens
        middle = rect.top() + looks.scaled(25)
        first = QRect(rect.left() + 10, rect.top() + 4, rect.width() - 52, middle - rect.top() - 4)
        second = QRect(rect.left() + 10, middle, rect.width() - 20, looks.scaled(18))
        for place, text, font, colour in (
            (first, item.text, looks.sans(14), "ink"),
            (second, vocabulary.below(item.reason), looks.sans(12), "muted"),
        ):
            painter.setFont(font)
            painter.setPen(tokens.colour(colour))
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        painter.setFont(looks.mono(12))
        painter.setPen(tokens.colour("secondary"))
        count = QRect(rect.right() - 48, first.top(), 40, first.height())
        painter.drawText(count, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, str(len(item.places)))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give two lines to each."""
        return QSize(option.rect.width() if index.isValid() else 0, looks.scaled(48))


def _likely(found: Remaining) -> Category:
    """Give the category that something most likely has, by what it is and why it is listed."""
    if found.kind is Kind.NUMBER:
        return Category.CONTACT
    return Category.PLACE if found.reason == "on the list of places" else Category.PERSON


def _spoken(found: Remaining) -> str:
    return f"{found.text}, {vocabulary.below(found.reason)}, {wording.counted(len(found.places), 'place')}"
