"""List the quotes of the study: search, go to the place, take anew what reads differently, write them as files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QGuiApplication, QPainter, QShowEvent
from PySide6.QtWidgets import QCheckBox, QFileDialog, QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from transcribe_desk.jobs.quoting import FORMS, QuoteReport
from transcribe_desk.privacy.quoted import Quote, QuoteLine, QuoteState
from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import vocabulary, wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.models.lines import ITEM_ROLE, Index, LineModel
from transcribe_desk.ui.screens.review.delegates import RowDelegate
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import mark, say, tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.decision_list import DecisionList
from transcribe_desk.ui.widgets.flow import FlowLayout
from transcribe_desk.ui.widgets.notice import Notice, NoticeTone
from transcribe_desk.ui.widgets.profile_choice import ProfileChoice
from transcribe_desk.ui.widgets.side_panel import SidePanel


def _none() -> str:
    return tr("Review", "No quotes yet. Select words in the second read and add them here; each is checked first.")


_TONES = {QuoteState.CHANGED: "warning", QuoteState.REFUSED: "danger", QuoteState.LOST: "danger"}
_FORM_NAMES = {"word": mark("Review", "Word"), "csv": mark("Review", "CSV")}
_WRAP = int(Qt.TextFlag.TextWordWrap)


class QuotesPanel(QWidget):
    """The list with a search line, the quote that is looked at, and the way out through the gate."""

    place_asked = Signal(int, int)  # an interview and a turn
    counted = Signal(int)

    def __init__(self, theme: Theme, review: ReviewDesk, session: Session) -> None:
        super().__init__()
        self._review = review
        self._session = session
        self._calls = Dispatcher(self, ordered=True)
        self._gone: list[Quote] = []
        self.search = QLineEdit()
        self.search.setAccessibleName(tr("Review", "Search the quotes"))
        self.search.setPlaceholderText(tr("Review", "Search quotes and notes"))
        self.search.setClearButtonEnabled(True)
        self._typing = QTimer(self, singleShot=True, interval=200)
        self._typing.timeout.connect(self.refresh)
        self.search.textChanged.connect(lambda _text: self._typing.start())
        self.model: LineModel[QuoteLine] = LineModel(_spoken, lambda line: line.quote.id, self)
        self.list = DecisionList(tr("Review", "Quotes"))
        self.list.setModel(self.model)
        self.list.setItemDelegate(_QuoteDelegate(theme, self.list))
        self.list.row_chosen.connect(lambda _row: self._show_card())
        self.list.doubleClicked.connect(lambda _index: self.go())
        self.empty = basics.label(_none(), "muted", wrap=True)
        self.text = basics.label("", "", wrap=True)
        self.facts = basics.label("", "small", wrap=True)
        self.state = Notice(theme)
        self.note = QLineEdit()
        self.note.setAccessibleName(tr("Review", "Note on this quote"))
        self.note.setPlaceholderText(tr("Review", "A note of your own"))
        self.note.editingFinished.connect(self._keep_note)
        self.copy_button = basics.button(tr("Review", "Copy with tag"), self.copy)
        self.go_button = basics.button(tr("Review", "Go to the place"), self.go)
        self.anew_button = basics.button(tr("Review", "Take as it reads now"), self.take_anew, kind="primary")
        self.remove_button = basics.button(tr("Review", "Remove"), self.remove)
        self.undo_button = basics.button(tr("Review", "Put the removed one back"), self.put_back, kind="link")
        self.profile = ProfileChoice()
        self.forms: dict[str, QCheckBox] = {}
        for form in FORMS:
            box = QCheckBox(say("Review", _FORM_NAMES.get(form, form)))
            box.setChecked(True)
            self.forms[form] = box
        self.with_notes = QCheckBox(tr("Review", "Notes too"))
        self.write_button = basics.button(tr("Review", "Write the quotes…"), self.choose_folder)
        self.result = Notice(theme, closable=True)
        self._lay_out()
        self._show_card()

    def refresh(self) -> None:
        """Look at every quote again, and list those that say what is searched for."""
        if not self.isVisible():
            return
        desk, wanted = self._session.desk, self.search.text()
        self._calls.start_latest(lambda: desk.quotes.lines(wanted), self._show, self.result.say_error)

    def step(self, direction: int) -> None:
        """Look at the next (1) or previous (-1) quote."""
        self.list.choose(max(0, min(self.list.currentIndex().row() + direction, self.model.rowCount() - 1)))
        self._show_card()

    def copy(self) -> None:
        """Put the quote on the clipboard, if it is as it was taken."""
        line = self._current()
        if line is not None and line.state is QuoteState.READY:
            QGuiApplication.clipboard().setText(line.quote.text)
            self.state.say("success", tr("Review", "Copied with its tag"))

    def go(self) -> None:
        """Show the place in its interview."""
        line = self._current()
        if line is not None and line.state is not QuoteState.LOST:
            self.place_asked.emit(line.quote.interview_id, line.quote.spans[0].turn_id)

    def take_anew(self) -> None:
        """Take the quote as it reads now."""
        line, desk, by = self._current(), self._session.desk, self._review.person
        if line is not None:
            self._do(lambda: desk.quotes.take_anew(line.quote.id, by))

    def remove(self) -> None:
        """Take the quote off the list; it can be put back."""
        line, desk, by = self._current(), self._session.desk, self._review.person
        if line is not None:
            self._gone.append(line.quote)
            self._do(lambda: desk.quotes.remove(line.quote.id, by))

    def put_back(self) -> None:
        """Put the quote that was removed last back."""
        desk, by = self._session.desk, self._review.person
        if self._gone:
            quote = self._gone.pop()
            self._do(lambda: desk.quotes.put_back(quote, by))

    def choose_folder(self) -> None:
        """Ask for the folder to write into."""
        folder = QFileDialog.getExistingDirectory(self, tr("Review", "Folder for the quotes"))
        if folder:
            self.write(Path(folder))

    def write(self, folder: Path) -> None:
        """Write the quotes that may leave into a folder."""
        desk, by, profile = self._session.desk, self._review.person, self.profile.chosen()
        forms = [form for form, box in self.forms.items() if box.isChecked()]
        notes = self.with_notes.isChecked()
        self.write_button.setEnabled(False)

        def done(report: QuoteReport) -> None:
            self.write_button.setEnabled(True)
            self._session.mark_saved()
            words = tr("Review", "{quotes} written to {folder}")
            written = words.format(quotes=wording.counted(report.quotes, "quote"), folder=folder.name)
            missing = wording.counted(len(report.left_out), "quote")
            left = tr("Review", "{quotes} left out.").format(quotes=missing) if report.left_out else ""
            why = "; ".join(dict.fromkeys(f"{study_id}: {reason}" for study_id, reason in report.left_out[:3]))
            tone: NoticeTone = "warning" if report.left_out else "success"
            self.result.say(tone, written, left, why)

        def failed(error: DeskError) -> None:
            self.write_button.setEnabled(True)
            self.result.say_error(error)

        self._calls.start(
            lambda: desk.quotes.export(folder, forms=forms, profile=profile, with_notes=notes, by=by), done, failed
        )

    def _do(self, work: Callable[[], object]) -> None:
        def done(_made: object) -> None:
            self._session.mark_saved()
            self.refresh()

        self._calls.start(work, done, self.result.say_error)

    def _keep_note(self) -> None:
        line, desk, by, note = self._current(), self._session.desk, self._review.person, self.note.text().strip()
        if line is not None and note != line.quote.note:
            self._do(lambda: desk.quotes.set_note(line.quote.id, note, by))

    def _current(self) -> QuoteLine | None:
        return self.model.item(self.list.currentIndex().row())

    def _show(self, lines: tuple[QuoteLine, ...]) -> None:
        before = self._current()
        self.model.set_items(lines)
        row = self.model.row_of(before.quote.id) if before else -1
        self.list.choose(row if row >= 0 else min(0, len(lines) - 1))
        if not self.search.text():
            self.counted.emit(len(lines))
        self.empty.setVisible(not lines)
        self.empty.setText(tr("Review", "No quote says this.") if self.search.text() else _none())
        self.list.setVisible(bool(lines))
        self._show_card()

    def _show_card(self) -> None:
        line = self._current()
        self._card.setVisible(line is not None)
        self.undo_button.setVisible(bool(self._gone))
        if line is None:
            return
        self.text.setText(line.quote.text)
        words = tr("Review", "{study_id} · {time} · taken by {person}")
        person = line.quote.by or tr("Review", "somebody")
        self.facts.setText(words.format(study_id=line.study_id, time=short_clock(line.start_ms), person=person))
        if not self.note.hasFocus():
            self.note.setText(line.quote.note)
        for part, shown in (
            (self.anew_button, line.state is QuoteState.CHANGED), (self.copy_button, line.state is QuoteState.READY),
            (self.go_button, line.state is not QuoteState.LOST),
        ):  # fmt: skip
            part.setVisible(shown)
        if line.state is QuoteState.CHANGED:
            self.state.say("warning", tr("Review", "It reads differently now"), line.now)
        elif line.state is QuoteState.REFUSED:
            self.state.say(
                "danger", tr("Review", "It may not leave like this"), line.reasons[0].message, line.reasons[0].remedy
            )
        elif line.state is QuoteState.LOST:
            self.state.say(
                "danger",
                tr("Review", "Its words are not in the text any more"),
                "",
                tr("Review", "Take it again, or remove it."),
            )
        else:
            self.state.clear()

    def showEvent(self, event: QShowEvent) -> None:
        """Look at the quotes again when the list comes to the front."""
        super().showEvent(event)
        self.refresh()

    def _lay_out(self) -> None:
        centre = basics.surface("paper")
        column = QVBoxLayout(centre)
        column.setContentsMargins(32, 20, 32, 16)
        column.setSpacing(10)
        column.addWidget(self.search)
        column.addWidget(self.empty)
        column.addWidget(self.list, 1)
        column.addStretch(0)
        panel = SidePanel("right", 344)
        side = panel.content
        self._card, inside = basics.card()
        for part in (self.text, self.facts, self.state, self.note):
            inside.addWidget(part)
        buttons = FlowLayout(spacing=6)
        for made in (self.anew_button, self.copy_button, self.go_button, self.remove_button):
            buttons.addWidget(made)
        inside.addLayout(buttons)
        side.addWidget(self._card)
        side.addLayout(basics.row(self.undo_button, None))
        side.addStretch(1)
        side.addWidget(basics.section(tr("Review", "Write them")))
        side.addWidget(self.profile)
        side.addLayout(basics.row(*self.forms.values(), self.with_notes, None, spacing=12))
        side.addWidget(self.result)
        side.addLayout(basics.row(self.write_button, None))
        full = basics.row(centre, panel, spacing=0)
        full.setStretch(0, 1)
        self.setLayout(full)


class _QuoteDelegate(RowDelegate):
    """A quote in full, and under it the time, the note and what is wrong with it."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw a row."""
        line = index.data(ITEM_ROLE)
        if not isinstance(line, QuoteLine):
            return
        painter.save()
        rect, tokens = self.ground(painter, option), self._theme.tokens
        below = QRect(rect.left() + 12, rect.bottom() - looks.scaled(28), rect.width() - 24, looks.scaled(20))
        painter.setFont(looks.sans(15))
        painter.setPen(tokens.colour("ink"))
        painter.drawText(rect.adjusted(12, 9, -12, 0), _WRAP, line.quote.text)
        painter.setFont(looks.sans(12))
        painter.setPen(tokens.colour("muted"))
        facts = " · ".join(part for part in (short_clock(line.start_ms), line.quote.note) if part)
        painter.drawText(below, Qt.AlignmentFlag.AlignVCenter, facts)
        tone = _TONES.get(line.state)
        if tone:
            painter.setPen(tokens.colour(tone))
            painter.drawText(
                below, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, vocabulary.below(line.state.value)
            )
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Give a quote the lines it needs."""
        line, width = index.data(ITEM_ROLE), max(200, self._list_width() - 24)
        if not isinstance(line, QuoteLine):
            return super().sizeHint(option, index)
        box = QFontMetrics(looks.sans(15)).boundingRect(QRect(0, 0, width, 10_000), _WRAP, line.quote.text)
        return QSize(width, box.height() + looks.scaled(28) + 22)

    def _list_width(self) -> int:
        parent = self.parent()
        return parent.viewport().width() if isinstance(parent, DecisionList) else 600


def _spoken(line: QuoteLine) -> str:
    state = "" if line.state is QuoteState.READY else f", {vocabulary.below(line.state.value)}"
    note = tr("Review", ", note: {note}").format(note=line.quote.note) if line.quote.note else ""
    return f"{line.quote.text}{state}{note}"
