"""Find words in this interview or in all, see each place before it is changed, and put others there."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QFrame,
    QLineEdit,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from transcribe_desk.study import finding
from transcribe_desk.study.edits import EditStep
from transcribe_desk.study.finding import Found, Query
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui import icons, wording
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.document.editor import TranscriptEditor
from transcribe_desk.ui.document.marks import Mark, Shape
from transcribe_desk.ui.in_turns import draw_in_turns
from transcribe_desk.ui.models.lines import ITEM_ROLE, LineModel
from transcribe_desk.ui.screens.transcript.editing import TranscriptEditing
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.decision_list import DecisionList
from transcribe_desk.ui.widgets.escape import EscapeLeaves
from transcribe_desk.ui.widgets.switch import Switch

_LAYER = "found"
_ROWS = 5  # of the list in sight
_MOST = 500  # places listed
_LATER_MS = 250


class Place(NamedTuple):
    """A place as it is listed: what was found, and its time, or the study ID of another interview."""

    found: Found
    where: str


class FindBar(QFrame):
    """The bar over the text; ``place_chosen`` gives a place in another interview, ``told`` what came of replacing."""

    place_chosen = Signal(object)
    told = Signal(str)
    failed = Signal(object)
    closed = Signal()

    def __init__(self, theme: Theme, session: Session, view: TranscriptEditor, editing: TranscriptEditing) -> None:
        super().__init__()
        self._theme = theme
        self._session = session
        self._view = view
        self._editing = editing
        self._dispatcher = Dispatcher(self, ordered=True)
        self._found: list[Found] = []
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(self.search)
        self.setProperty("bar", "true")
        self.field = _field(tr("Transcript", "Find"))
        self.other = _field(tr("Transcript", "Replace by"))
        self.count = basics.label("", "small")
        self.previous_button = basics.button("", lambda: self.step(-1), kind="quiet", name=tr("Transcript", "Previous"))
        self.next_button = basics.button("", lambda: self.step(1), kind="quiet", name=tr("Transcript", "Next place"))
        self.close_button = basics.button("", self.close_bar, kind="quiet", name=tr("Transcript", "Close the search"))
        self.whole = QCheckBox(tr("Transcript", "Whole words"))
        self.case = QCheckBox(tr("Transcript", "Case"))
        self.scope = Switch(
            ((False, tr("Transcript", "This interview"), ""), (True, tr("Transcript", "All interviews"), ""))
        )
        self.replace_button = basics.button(tr("Transcript", "Replace"), self.replace_one)
        self.all_button = basics.button(tr("Transcript", "Replace all"), self.replace_all)
        self.model: LineModel[Place] = LineModel(_spoken, lambda each: each, self)
        self.list = DecisionList(tr("Transcript", "Places found"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_PlaceDelegate(theme, self.list))
        self.list.setUniformItemSizes(True)
        self._lay_out()
        self._connect()
        self.hide()

    def open(self, *, replacing: bool) -> None:
        """Show the bar, with what is selected as what to look for."""
        selected = self._view.textCursor().selectedText()
        if selected and "\u2029" not in selected and len(selected) < 80:
            self.field.setText(selected)
        self._second.setVisible(replacing)
        self.show()
        self.field.setFocus()
        self.field.selectAll()
        self.search()

    def close_bar(self) -> None:
        """Hide the bar and its marks, and go back to the text."""
        self.hide()
        self._view.set_marks((), _LAYER)
        self._view.setFocus()
        self.closed.emit()

    def query(self) -> Query:
        """Give what is looked for."""
        return Query(self.field.text(), self.whole.isChecked(), self.case.isChecked())

    # Finding

    def search_later(self) -> None:
        """Look again in a moment: the words or the text have changed."""
        if self.isVisible():
            self._later.start()

    def search(self) -> None:
        """Look for the words."""
        self._later.stop()
        if not self.isVisible():
            return
        if not self.field.text().strip():
            self._look(list)
            return
        self._view.commit()
        query, transcript, interview_id = self.query(), self._editing.transcript, self._editing.ledger.interview_id
        if self.scope.value():
            # The study is looked through once it has what was typed; otherwise it would give places that are gone.
            self._editing.ledger.ask(lambda: None, lambda _none: self._look_everywhere(query))
        elif transcript is None or interview_id is None:  # the turns of a text that grows are not final
            self._look(list)
        else:
            self._look(lambda: list(finding.find(transcript, interview_id, query)))

    def _look_everywhere(self, query: Query) -> None:
        desk = self._session.desk
        if self.scope.value() and query == self.query():  # otherwise something else is looked for by now
            self._look(lambda: desk.editing.find(query))

    def _look(self, find: Callable[[], Sequence[Found]]) -> None:
        self._dispatcher.start_latest(find, self._show, self.failed.emit)

    def step(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) place, round and round."""
        if places := self.model.rowCount():
            row = self._row() + direction if self._row() >= 0 else 0
            self.list.setCurrentIndex(self.model.index(row % places))

    def _show(self, found: Sequence[Found]) -> None:
        if self.isHidden():  # it was closed meanwhile
            return
        draw_in_turns(self)
        row = self._row()
        self._found = list(found)
        here = self._editing.ledger.interview_id
        marks = [Mark(each.turn_id, each.start, each.end, Shape.FOUND) for each in found if each.interview_id == here]
        self._view.set_marks(marks, _LAYER)
        self._fill_list(here, row)
        self.list.setVisible(bool(found))
        self.list.setFixedHeight(min(_ROWS, max(1, len(found))) * looks.scaled(26) + 4)
        for made in (self.replace_button, self.all_button, self.previous_button, self.next_button):
            made.setEnabled(bool(found))
        self._count()

    def _fill_list(self, here: int | None, row: int) -> None:
        transcript = self._editing.transcript
        starts = {turn.id: turn.start_ms for turn in transcript.turns} if transcript else {}
        self.model.set_items(
            [self._place(each, starts if each.interview_id == here else {}) for each in self._found[:_MOST]]
        )
        self.list.choose(min(row, self.model.rowCount() - 1))

    def _place(self, found: Found, starts: Mapping[int, int]) -> Place:
        row = self._session.row(found.interview_id)
        study_id = row.interview.study_id if row is not None else ""
        return Place(found, short_clock(starts[found.turn_id]) if found.turn_id in starts else study_id)

    def _row(self) -> int:
        """Give the row of the place that is chosen, -1 where none is."""
        return self.list.currentIndex().row()

    def _count(self) -> None:
        total = len(self._found)
        if not self.field.text().strip():
            self.count.setText("")
        elif not total:
            self.count.setText(self._why_nothing())
        else:
            at = self._row() + 1
            several = len({each.interview_id for each in self._found})
            places = wording.counted(total, "place") if not at else f"{at} / {total}"
            self.count.setText(places + (f" · {wording.counted(several, 'interview')}" if several > 1 else ""))
        self.all_button.setText(tr("Transcript", "Replace all {number}").format(number=total or ""))

    def _why_nothing(self) -> str:
        sheet = self._editing.sheet
        grows = self._editing.transcript is None and sheet is not None and bool(sheet.transcript.turns)
        if grows and not self.scope.value():
            return tr("Transcript", "Not fully transcribed yet")
        return tr("Transcript", "Nothing found")

    def _go(self, _row: int) -> None:
        self._count()
        found = self._current()
        if found is None:
            return
        if found.interview_id == self._editing.ledger.interview_id:
            self._view.choose_kept_span(found.turn_id, found.start, found.end)
        else:
            self.place_chosen.emit(found)

    # Replacing

    def replace_one(self) -> None:
        """Put the other words in the place that is chosen, and go to the next."""
        found = self._current() or (self._found[0] if self._found else None)
        if found is not None:
            self._replace([found])

    def replace_all(self) -> None:
        """Put the other words in every place."""
        self._replace(self._found)

    def _replace(self, found: Sequence[Found]) -> None:
        here, words = self._editing.ledger.interview_id, self.other.text()
        own = [each for each in found if each.interview_id == here and each.words != words]
        others = [each for each in found if each.interview_id != here and each.words != words]
        made: list[int] = []  # places replaced here, and then elsewhere; none here where that was refused

        def make(transcript: Transcript) -> EditStep | None:
            step = finding.replaced(transcript, own, words)
            changed = {turn.id for splice in step.splices for turn in splice.after}
            made.append(sum(each.turn_id in changed for each in own))
            return step if step.splices else None

        def go_on() -> None:
            if own and not made:
                return
            if sum(made) or not others:
                self._tell_replaced(made)
            if others:
                desk, query, by = self._session.desk, self.query(), self._session.preferences.reviewer
                self._editing.ledger.ask(lambda: desk.editing.replace(query, words, others, by), there)

        def there(number: int) -> None:
            made.append(number)
            self._tell_replaced(made)
            if self._editing.ledger.interview_id in {each.interview_id for each in others}:  # it was gone to meanwhile
                self._editing.changed_elsewhere.emit()
            self.search()

        if own:
            self._editing.do(make)
        self._editing.ledger.when_settled(go_on)
        self.search_later()

    def _tell_replaced(self, made: Sequence[int]) -> None:
        told = tr("Transcript", "Nothing was replaced: these words stand there already.")
        if number := sum(made):
            told = tr("Transcript", "{places} replaced. Undo takes it back in each interview.")
            told = told.format(places=wording.counted(number, "place"))
        self.told.emit(told)

    def _current(self) -> Found | None:
        place = self.model.item(self._row())
        return place.found if place is not None else None

    # Parts

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press the button that has the keyboard on Enter, or go to the next place; with Shift to the one before."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            button = self.focusWidget()
            if isinstance(button, QAbstractButton) and not button.isCheckable():
                button.click()
            elif self.other.hasFocus():
                self.replace_one()
            else:
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            return
        super().keyPressEvent(event)

    def _lay_out(self) -> None:
        first = basics.row(
            self.field, self.previous_button, self.next_button, self.count, None, self.whole, self.case, self.scope,
            self.close_button,
        )  # fmt: skip
        self._second = basics.surface("panel", basics.row(self.other, self.replace_button, self.all_button, None))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 10, 16, 10)
        box.setSpacing(8)
        box.addLayout(first)
        box.addWidget(self._second)
        box.addWidget(self.list)
        for field in (self.field, self.other):
            field.setMinimumWidth(looks.scaled(220))
        self._paint_icons()

    def _connect(self) -> None:
        self.field.textChanged.connect(self.search_later)
        self.whole.toggled.connect(self.search)
        self.case.toggled.connect(self.search)
        self.scope.chosen.connect(self.search)
        self.list.row_chosen.connect(self._go)
        self._editing.changed.connect(self.search_later)
        self._theme.changed.connect(self._paint_icons)
        for part in (self.field, self.other, self.list, self.whole, self.case, *self.findChildren(QPushButton)):
            EscapeLeaves(part, self.close_bar)

    def _paint_icons(self) -> None:
        for made, name in (
            (self.previous_button, "previous"),
            (self.next_button, "next"),
            (self.close_button, "close"),
        ):
            made.setIcon(icons.icon(name, self._theme.tokens, "secondary"))


def _spoken(place: Place) -> str:
    found, where = place
    return f"{where}: {found.before}{found.words}{found.after}"


class _PlaceDelegate(QStyledItemDelegate):
    """Draws a place: where it is, and its words in bold between those around them."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Give every row the same height."""
        return QSize(0, looks.scaled(26))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one row, the words found a third of the way in."""
        found, said_where = index.data(ITEM_ROLE)
        tokens, box = self._theme.tokens, QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, tokens.colour("accent_ground"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(looks.mono(12))
        painter.setPen(tokens.colour("muted"))
        where = looks.scaled(96)
        painter.drawText(box.adjusted(8, 0, 0, 0), middle, said_where)
        bold, plain = looks.sans(13, bold=True), looks.sans(13)
        start = box.left() + where + (box.width() - where) // 3
        painter.setFont(plain)
        before = QRect(box.left() + where, box.top(), start - box.left() - where, box.height())
        elided = painter.fontMetrics().elidedText(found.before, Qt.TextElideMode.ElideLeft, before.width())
        painter.drawText(before, middle | Qt.AlignmentFlag.AlignRight, elided)
        painter.setFont(bold)
        painter.setPen(tokens.colour("ink"))
        width = painter.fontMetrics().horizontalAdvance(found.words)
        painter.drawText(QRect(start + 1, box.top(), width + 2, box.height()), middle, found.words)
        painter.setFont(plain)
        painter.setPen(tokens.colour("muted"))
        after = QRect(start + width + 2, box.top(), box.right() - start - width - 6, box.height())
        painter.drawText(
            after, middle, painter.fontMetrics().elidedText(found.after, Qt.TextElideMode.ElideRight, after.width())
        )


def _field(name: str) -> QLineEdit:
    made = QLineEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(name)
    made.setClearButtonEnabled(True)
    return made
