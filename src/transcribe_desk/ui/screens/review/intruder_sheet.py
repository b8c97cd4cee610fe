"""Fill in a motivated-intruder sheet inline: six questions, each answered with no, yes or unsure, and a note."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from transcribe_desk.privacy.disclosure.intruder import QUESTIONS, Answer, IntruderSheet, Verdict
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.notice import Notice

_WIDTH = 680
Filled = list[tuple[int, str]]  # the row of each answer, and its note


def _choices() -> tuple[tuple[str, Verdict | None], ...]:
    return (
        (tr("Review", "Answer…"), None),
        (tr("Review", "No"), Verdict.NO),
        (tr("Review", "Yes"), Verdict.YES),
        (tr("Review", "Unsure"), Verdict.UNSURE),
    )


class IntruderPanel(QWidget):
    """The sheet of the interview that is shown, and those made before."""

    closed = Signal()

    def __init__(self, theme: Theme, review: ReviewDesk, session: Session) -> None:
        super().__init__()
        self._review = review
        self._session = session
        self._calls = Dispatcher(self, ordered=True)
        self.answers: list[Choice] = []
        self.notes: list[QLineEdit] = []
        self.reviewer = QLineEdit(session.preferences.reviewer)
        self.reviewer.setAccessibleName(tr("Review", "Name of who made the test"))
        self.reviewer.setPlaceholderText(tr("Review", "Your name or initials"))
        self.notice = Notice(theme)
        self.save_button = basics.button(tr("Review", "Keep the sheet"), self.save, kind="primary")
        self.back_button = basics.button(tr("Review", "Back to the text"), self.closed.emit)
        self.before = basics.label("", "small", wrap=True)
        self._interview_id = self._shown_id()
        self._begun: dict[int, Filled] = {}
        self._lay_out()
        review.text_changed.connect(self._follow)

    def show_sheets(self) -> None:
        """List the sheets made of this interview before."""
        desk = self._session.desk
        self._calls.start_latest(desk.disclosure.sheets, self._show_before, self.notice.say_error)

    def save(self) -> None:
        """Keep the sheet; what is missing is said inline."""
        interview_id, desk, name = self._interview_id, self._session.desk, self.reviewer.text()
        if not interview_id:
            return
        given = [choice.currentData() for choice in self.answers]
        if None in given:
            number = given.index(None) + 1
            heading = tr("Review", "Question {number} has no answer").format(number=number)
            self.notice.say("warning", heading, "", tr("Review", "Answer it with no, yes or unsure."))
            self.answers[number - 1].setFocus()
            return
        sheet = [Answer(Verdict(each), note.text()) for each, note in zip(given, self.notes, strict=True)]

        def done(_kept: IntruderSheet) -> None:
            self._session.mark_saved()
            self._begun.pop(interview_id, None)
            if interview_id == self._interview_id:
                self.notice.say("success", tr("Review", "The sheet is kept with the study"))
                self._fill_in(self._empty())
            self.show_sheets()

        work = lambda: desk.disclosure.add_sheet(name, sheet, interview_id)  # noqa: E731
        self._calls.start(work, done, self.notice.say_error)

    def _shown_id(self) -> int:
        return self._review.state.interview_id if self._review.state else 0

    def _follow(self) -> None:
        """Put the sheet that was begun aside until its interview is shown again, and show this interview's."""
        if self._shown_id() == self._interview_id:
            return
        self._begun[self._interview_id] = [
            (choice.currentIndex(), note.text()) for choice, note in zip(self.answers, self.notes, strict=True)
        ]
        self._interview_id = self._shown_id()
        self._fill_in(self._begun.pop(self._interview_id, self._empty()))
        self.notice.clear()
        self.before.clear()
        self.show_sheets()

    def _empty(self) -> Filled:
        return [(0, "")] * len(self.answers)

    def _fill_in(self, filled: Filled) -> None:
        for choice, note, (row, words) in zip(self.answers, self.notes, filled, strict=True):
            choice.setCurrentIndex(row)
            note.setText(words)

    def _show_before(self, sheets: tuple[IntruderSheet, ...]) -> None:
        lines = [
            f"{sheet.at:%d %b %Y}, {sheet.reviewer}: {_open(sheet)}"
            for sheet in sheets
            if sheet.interview_id == self._interview_id
        ]
        self.before.setText("\n".join(lines) or tr("Review", "No sheet has been made of this interview yet."))

    def _lay_out(self) -> None:
        inner = basics.surface("paper")
        column = QVBoxLayout(inner)
        column.setContentsMargins(32, 24, 32, 32)
        column.setSpacing(10)
        column.addWidget(basics.label(tr("Review", "Motivated-intruder test"), "title"))
        intro = tr(
            "Review", "Would somebody determined, without special skills, find out who this is? Try, then answer."
        )
        column.addWidget(basics.label(intro, "muted", wrap=True))
        column.addWidget(self.notice)
        for number, question in enumerate(QUESTIONS, start=1):
            title, text = (below(part) for part in question.split(": ", 1))
            choice, note = Choice(), QLineEdit()
            for words, verdict in _choices():
                choice.addItem(words, verdict)
            choice.setAccessibleName(tr("Review", "Answer {number}: {title}").format(number=number, title=title))
            note.setAccessibleName(tr("Review", "Note to question {number}").format(number=number))
            note.setPlaceholderText(
                tr("Review", "What was tried, found, and will be done (needed with yes and unsure)")
            )
            column.addSpacing(6)
            column.addWidget(basics.label(f"{number}. {title}", "strong"))
            column.addWidget(basics.label(wording.capital(text), wrap=True))
            line = basics.row(choice, note)
            line.setStretch(1, 1)
            column.addLayout(line)
            self.answers.append(choice)
            self.notes.append(note)
        column.addSpacing(8)
        column.addLayout(basics.row(self.reviewer, self.save_button, self.back_button, None))
        column.addWidget(basics.section(tr("Review", "Sheets of this interview")))
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
        return tr("Review", "no to all six questions")
    words, questions = tr("Review", "{questions} not answered with no ({numbers})"), len(sheet.risks)
    return words.format(questions=wording.counted(questions, "question"), numbers=", ".join(map(str, sheet.risks)))
