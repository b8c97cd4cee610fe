"""Let a second person review blind, say how far two agree, and settle what they do not agree on."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QShowEvent
from PySide6.QtWidgets import QGridLayout, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from transcribe_desk.privacy.deciding.blind_review import Comparison, Unit, Verdict, place_of
from transcribe_desk.study.errors import DeskError
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import vocabulary, wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.models.lines import ITEM_ROLE, Index, LineModel
from transcribe_desk.ui.screens.review.delegates import RowDelegate
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.decision_list import DecisionList
from transcribe_desk.ui.widgets.key_button import KeyButton
from transcribe_desk.ui.widgets.notice import Notice


def _intro() -> str:
    return tr(
        "Review",
        "A second person decides on the same proposals without seeing what was decided. When both "
        "are finished, the two are laid side by side: how far they agree, and what is to be settled.",
    )


_WIDTH = 680


@dataclass(frozen=True, slots=True)
class Found:
    """What is known of an interview's second review."""

    reviewers: tuple[tuple[str, int], ...]  # with how much is still open for one of the two
    comparison: Comparison | None
    texts: dict[int, str]


_NOTHING = Found((), None, {})


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference with its number, the words around it, and who says what."""

    number: int
    unit: Unit
    before: str
    words: str
    after: str
    first: str
    second: str

    @property
    def spoken(self) -> str:
        """Say it in one line."""
        settled = tr("Review", "open")
        if self.unit.settled:
            settled = tr("Review", "settled: {verdict}").format(verdict=_said(self.unit.settled))
        says = f"{self.first}: {_said(self.unit.first)}; {self.second}: {_said(self.unit.second)}"
        return f"{self.words}. {says}; {settled}"


class SecondReviewPanel(QWidget):
    """The way into a blind review, the comparison, and its differences."""

    blind_asked = Signal(str)
    place_asked = Signal(int)

    def __init__(self, theme: Theme, review: ReviewDesk, session: Session) -> None:
        super().__init__()
        self._review = review
        self._session = session
        self._calls = Dispatcher(self, ordered=True)
        self._found: Found | None = None
        self.notice = Notice(theme, closable=True)
        self.name = QLineEdit()
        self.name.setAccessibleName(tr("Review", "Name of the second reviewer"))
        self.name.setPlaceholderText(tr("Review", "Name or initials"))
        self.begin_button = basics.button(tr("Review", "Review blind"), self.begin, kind="primary")
        self.progress = basics.label("", "secondary", wrap=True)
        self.compare_button = basics.button(tr("Review", "Compare the two"), self.compare)
        self.kappa = basics.label("", "display")
        self.kappa_words = basics.label("", "secondary", wrap=True)
        self._table = QGridLayout()
        self.model: LineModel[Difference] = LineModel(lambda each: each.spoken, lambda each: each.number, self)
        self.list = DecisionList(tr("Review", "Differences between the two reviewers"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_DifferenceDelegate(theme, self.list))
        key = session.shortcuts.text
        self.replace_button = KeyButton(theme, tr("Review", "Replaced"), key("review.accept"), primary=True)
        self.replace_button.clicked.connect(lambda _on: self.settle(Verdict.REPLACED))
        self.stays_button = KeyButton(theme, tr("Review", "Stays"), key("review.reject_here"))
        self.stays_button.clicked.connect(lambda _on: self.settle(Verdict.STAYS))
        self.look_button = basics.button(tr("Review", "Look at the place"), self._look)
        self.name.textChanged.connect(lambda _text: self._update())
        self.name.returnPressed.connect(self.begin)
        self._lay_out()
        self._show(_NOTHING)
        review.text_changed.connect(self._begin_anew)

    def refresh(self) -> None:
        """Read how far the second review of the interview is."""
        state, desk = self._review.state, self._session.desk
        if state is None or not self.isVisible():
            return
        interview_id = state.interview_id

        def work() -> Found:
            names = desk.second_review.reviewers(interview_id)
            made = desk.second_review.comparisons(interview_id)
            return Found(
                tuple((each, desk.second_review.waiting(interview_id, each)) for each in names),
                made[-1] if made else None,
                desk.vault.review.turn_texts(interview_id),
            )

        def done(found: Found) -> None:
            if self._review.state is not None and self._review.state.interview_id == interview_id:
                self._show(found)

        self._calls.start_latest(work, done, self.notice.say_error)

    def _begin_anew(self) -> None:
        """Show nothing of the interview before, and read how far the second review of this one is."""
        self.notice.clear()
        self._show(_NOTHING)
        self.refresh()

    def begin(self) -> None:
        """Let the named person begin, or go on."""
        if self.begin_button.isEnabled():
            self.blind_asked.emit(self.name.text().strip())

    def compare(self) -> None:
        """Lay the two reviews side by side."""
        state, desk, who = self._review.state, self._session.desk, self._second()
        if state is None or not who:
            return

        def done(_made: Comparison) -> None:
            self._session.mark_saved()
            self.refresh()
            self.list.setFocus()

        self._calls.start(lambda: desk.second_review.compare(state.interview_id, who), done, self._failed)

    def settle(self, verdict: Verdict) -> None:
        """Make one of the two outcomes the study's decision, and go on to the next open difference."""
        item, desk, by = self.model.item(self.list.currentIndex().row()), self._session.desk, self._review.first_person
        comparison = self._found.comparison if self._found else None
        if item is None or comparison is None:
            return
        self._review.write(
            lambda: desk.second_review.settle(comparison.id, item.number, verdict, by), lambda _made: self._settled()
        )

    def step(self, direction: int) -> None:
        """Look at the next (1) or previous (-1) difference."""
        row = max(0, min(self.list.currentIndex().row() + direction, self.model.rowCount() - 1))
        self.list.choose(row)

    def _settled(self) -> None:
        rows = [row for row, item in enumerate(self.model.items()) if item.unit.settled is None]
        here = self.list.currentIndex().row()
        following = [row for row in rows if row > here] or [row for row in rows if row != here]
        if following:
            self.list.choose(following[0])
        self.refresh()

    def _second(self) -> str:
        return self._found.reviewers[-1][0] if self._found and self._found.reviewers else ""

    def _failed(self, error: DeskError) -> None:
        self.notice.say_error(error)
        self.refresh()

    def _show(self, found: Found) -> None:
        self._found = found
        lines = [f"{name}: {_progress(waiting)}" for name, waiting in found.reviewers]
        self.progress.setText("\n".join(lines))
        self.progress.setVisible(bool(lines))
        self.compare_button.setVisible(bool(lines))
        self.compare_button.setEnabled(any(not waiting for _, waiting in found.reviewers))
        self._show_comparison(found.comparison, found.texts)
        self._update()

    def _show_comparison(self, comparison: Comparison | None, texts: dict[int, str]) -> None:
        self._result.setVisible(comparison is not None)
        if comparison is None:
            self.model.set_items([])
            return
        found = comparison.agreement
        self.kappa.setText("κ –" if found.kappa is None else f"κ {found.kappa:.2f}".replace("-", "−"))
        agreed = tr("Review", "{agreed} of {units} alike ({share:.0%}), by chance {expected:.0%}.").format(
            agreed=found.agreed, units=found.units, share=found.share, expected=found.expected
        )
        compared = tr("Review", "Compared {date:%d %b %Y}.").format(date=comparison.at)
        words = wording.capital(vocabulary.below(found.words))
        self.kappa_words.setText(f"{words}. {agreed} {compared}")
        self._show_table(comparison)
        first, second = comparison.first or tr("Review", "First"), comparison.second
        self.model.set_items(
            [_difference(n, unit, texts, first, second) for n, unit in enumerate(comparison.differences, start=1)]
        )
        differences = wording.counted(len(comparison.differences), "difference")
        heading = tr("Review", "{differences} · {open} to settle")
        self.heading.setText(heading.format(differences=differences, open=comparison.open).upper())
        if self.list.currentIndex().row() < 0 and comparison.differences:
            self.list.choose(0)
        for part in (self.replace_button, self.stays_button, self.look_button, self.list):
            part.setVisible(bool(comparison.differences))

    def _show_table(self, comparison: Comparison) -> None:
        basics.clear(self._table)
        first, second = comparison.first or tr("Review", "First"), comparison.second
        for column, verdict in enumerate(Verdict, start=1):
            self._table.addWidget(basics.label(f"{second}: {_said(verdict)}", "small"), 0, column)
        for row, mine in enumerate(Verdict, start=1):
            self._table.addWidget(basics.label(f"{first}: {_said(mine)}", "small"), row, 0)
            for column, theirs in enumerate(Verdict, start=1):
                number = sum(each.first is mine and each.second is theirs for each in comparison.units)
                made = basics.mono_label(str(number), "strong" if mine is theirs else "", 14)
                made.setAlignment(Qt.AlignmentFlag.AlignCenter)
                self._table.addWidget(made, row, column)

    def _update(self) -> None:
        self.begin_button.setEnabled(bool(self.name.text().strip()))

    def _look(self) -> None:
        item = self.model.item(self.list.currentIndex().row())
        if item is not None and item.unit.mention_id is not None:
            self.place_asked.emit(item.unit.mention_id)

    def showEvent(self, event: QShowEvent) -> None:
        """Read what there is when the panel comes to the front."""
        super().showEvent(event)
        self.refresh()

    def _lay_out(self) -> None:
        inner = basics.surface("paper")
        inner.setMaximumWidth(looks.scaled(_WIDTH + 64))
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(10)
        column.addWidget(basics.label(tr("Review", "Second reviewer"), "title"))
        column.addWidget(basics.label(_intro(), "muted", wrap=True))
        column.addWidget(self.notice)
        column.addLayout(basics.row(self.name, self.begin_button, None))
        column.addWidget(self.progress)
        column.addLayout(basics.row(self.compare_button, None))
        self._result = QWidget()
        result = QVBoxLayout(self._result)
        result.setContentsMargins(0, 12, 0, 0)
        result.setSpacing(8)
        result.addWidget(basics.section(tr("Review", "Agreement")))
        result.addWidget(self.kappa)
        result.addWidget(self.kappa_words)
        self._table.setHorizontalSpacing(24)
        result.addLayout(basics.row(self._table, None))
        result.addSpacing(8)
        self.heading = basics.section(tr("Review", "Differences"))
        result.addWidget(self.heading)
        looks.keep_size(self.list, height=260)
        result.addWidget(self.list)
        result.addLayout(basics.row(self.replace_button, self.stays_button, self.look_button, None))
        column.addWidget(self._result)
        column.addStretch(1)
        line = basics.row(None, inner, None)
        line.setStretch(1, 8)
        middle = basics.surface("paper", line)
        self.setLayout(basics.column(basics.scrolling(middle)))


class _DifferenceDelegate(RowDelegate):
    """The words in their context, and under them who says what."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        item = index.data(ITEM_ROLE)
        if not isinstance(item, Difference):
            return
        painter.save()
        rect, tokens = self.ground(painter, option), self._theme.tokens
        height, left = looks.scaled(22), rect.left() + 10
        for text, bold, colour in (
            (item.before, False, "secondary"),
            (item.words, True, "ink"),
            (item.after, False, "secondary"),
        ):
            painter.setFont(looks.sans(14, bold=bold))
            painter.setPen(tokens.colour(colour))
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, max(0, rect.right() - left - 8))
            painter.drawText(
                QRect(left, rect.top() + 5, rect.right() - left, height), Qt.AlignmentFlag.AlignVCenter, shown
            )
            left += painter.fontMetrics().horizontalAdvance(shown)
        says = f"{item.first}: {_said(item.unit.first)}   {item.second}: {_said(item.unit.second)}"
        painter.setFont(looks.sans(12))
        painter.setPen(tokens.colour("muted"))
        below = QRect(rect.left() + 10, rect.top() + 5 + height, rect.width() - 20, looks.scaled(18))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, says)
        settled = tr("Review", "to settle")
        if item.unit.settled:
            settled = tr("Review", "✓ settled: {verdict}").format(verdict=_said(item.unit.settled))
        painter.setPen(tokens.colour("success" if item.unit.settled else "warning"))
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, settled)
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give two lines to each."""
        return QSize(option.rect.width() if index.isValid() else 0, looks.scaled(52))


def _progress(waiting: int) -> str:
    if not waiting:
        return tr("Review", "finished")
    return tr("Review", "{proposals} still open for one of you").format(proposals=wording.counted(waiting, "proposal"))


def _difference(number: int, unit: Unit, texts: dict[int, str], first: str, second: str) -> Difference:
    place = place_of(unit.words, texts, unit.turn_id, unit.start)
    text, start = (texts[place[0]], place[1]) if place is not None else ("", 0)
    before, after = text[:start], text[start + len(unit.words) :]
    return Difference(
        number,
        unit,
        before if len(before) < 34 else "… " + before[-34:].partition(" ")[2],
        unit.words or "…",
        after if len(after) < 34 else after[:34].rpartition(" ")[0] + " …",
        first,
        second,
    )


def _said(verdict: Verdict) -> str:
    return vocabulary.below(verdict.value)
