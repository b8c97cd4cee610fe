"""Fill in a motivated-intruder sheet inline: six questions, each answered with no, yes or unsure, and a note."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from transcribe_desk.privacy.disclosure.intruder import QUESTIONS, Answer, IntruderSheet, Verdict
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.review_desk import ReviewDesk
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice

_WIDTH = 680
_CHOICES = (("Answer…", None), ("No", Verdict.NO), ("Yes", Verdict.YES), ("Unsure", Verdict.UNSURE))


class IntruderPanel(QWidget):
    """The sheet of the interview that is shown, and those made before."""

    closed = Signal()

    def __init__(self, theme: Theme, review: ReviewDesk, session: Session) -> None:
        super().__init__()
        self._review = review
        self._session = session
        self._calls = Dispatcher(self, ordered=True)
        self.answers: list[QComboBox] = []
        self.notes: list[QLineEdit] = []
        self.reviewer = QLineEdit(session.preferences.reviewer)
        self.reviewer.setAccessibleName("Name of who made the test")
        self.reviewer.setPlaceholderText("Your name or initials")
        self.notice = Notice(theme)
        self.save_button = basics.button("Keep the sheet", self.save, kind="primary")
        self.back_button = basics.button("Back to the text", self.closed.emit)
        self.before = basics.label("", "small", wrap=True)
        self._lay_out()

    def show_sheets(self) -> None:
        """List the sheets made of this interview before."""
        desk = self._session.desk
        self._calls.start_latest(desk.disclosure.sheets, self._show_before, self.notice.say_error)

    def save(self) -> None:
        """Keep the sheet; what is missing is said inline."""
        state, desk, name = self._review.state, self._session.desk, self.reviewer.text()
        if state is None:
            return
        given = [choice.currentData() for choice in self.answers]
        if None in given:
            number = given.index(None) + 1
            self.notice.say("warning", f"Question {number} has no answer", "", "Answer it with no, yes or unsure.")
            self.answers[number - 1].setFocus()
            return
        sheet = [Answer(Verdict(each), note.text()) for each, note in zip(given, self.notes, strict=True)]

        def done(_kept: IntruderSheet) -> None:
            self._session.mark_saved()
            self.notice.say("success", "The sheet is kept with the study")
            for choice, note in zip(self.answers, self.notes, strict=True):
                choice.setCurrentIndex(0)
                note.clear()
            self.show_sheets()

        work = lambda: desk.disclosure.add_sheet(name, sheet, state.interview_id)  # noqa: E731
        self._calls.start(work, done, self.notice.say_error)

    def _show_before(self, sheets: tuple[IntruderSheet, ...]) -> None:
        state = self._review.state
        lines = [
            f"{sheet.at:%d %b %Y}, {sheet.reviewer}: {_open(sheet)}"
            for sheet in sheets
            if state is not None and sheet.interview_id == state.interview_id
        ]
        self.before.setText("\n".join(lines) or "No sheet has been made of this interview yet.")

    def _lay_out(self) -> None:
        inner = basics.surface("paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(10)
        column.addWidget(basics.label("Motivated-intruder test", "title"))
        intro = "Would somebody determined, without special skills, find out who this is? Try, then answer."
        column.addWidget(basics.label(intro, "muted", wrap=True))
        column.addWidget(self.notice)
        for number, question in enumerate(QUESTIONS, start=1):
            title, _, text = question.partition(": ")
            choice, note = QComboBox(), QLineEdit()
            for words, verdict in _CHOICES:
                choice.addItem(words, verdict)
            choice.setAccessibleName(f"Answer {number}: {title}")
            note.setAccessibleName(f"Note to question {number}")
            note.setPlaceholderText("What was tried, found, and will be done (needed with yes and unsure)")
            column.addSpacing(6)
            column.addWidget(basics.label(f"{number}. {title}", "strong"))
            column.addWidget(basics.label(text[:1].upper() + text[1:], wrap=True))
            line = basics.row(choice, note)
            line.setStretch(1, 1)
            column.addLayout(line)
            self.answers.append(choice)
            self.notes.append(note)
        column.addSpacing(8)
        column.addLayout(basics.row(self.reviewer, self.save_button, self.back_button, None))
        column.addWidget(basics.section("Sheets of this interview"))
        column.addWidget(self.before)
        column.addStretch(1)
        inner.setMaximumWidth(looks.scaled(_WIDTH + 64))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        line = basics.row(None, inner, None)
        line.setStretch(1, 8)
        middle = basics.surface("paper", line)
        box.addWidget(basics.scrolling(middle))


def _open(sheet: IntruderSheet) -> str:
    if not sheet.risks:
        return "no to all six questions"
    return f"{wording.counted(len(sheet.risks), 'question')} not answered with no ({', '.join(map(str, sheet.risks))})"
