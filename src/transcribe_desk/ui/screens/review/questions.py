"""Ask inline what names alone cannot tell: whether two entities are one."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from transcribe_desk.privacy.mention import Entity
from transcribe_desk.privacy.naming.questions import Question
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.flow import FlowLayout
from transcribe_desk.ui.widgets.notice import Notice

_FEW = 2  # interviews named in a sentence
_JOINS = 3  # candidates with a button of their own


class Questions(QWidget):
    """One question at a time, of the entity that is looked at first; hidden while there is none."""

    apart_button: QPushButton  # of the question that is asked

    def __init__(self, theme: Theme, review: ReviewDesk, session: Session) -> None:
        super().__init__()
        self._review = review
        self._session = session
        self._place = 0
        self._of = 0
        self.heading = basics.section(tr("Review", "Needs a decision from you"))
        self.box = Notice(theme)
        self.answers = QWidget()
        self._answers = FlowLayout(spacing=6)
        self.answers.setLayout(self._answers)
        self.next_button = basics.button(tr("Review", "Next question"), self._next, kind="link")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addLayout(basics.row(self.heading, None, self.next_button))
        column.addWidget(self.box)
        column.addWidget(self.answers)
        self.asked: Question | None = None
        review.current_changed.connect(self._look)
        review.changed.connect(self.refresh)
        self.hide()

    def refresh(self) -> None:
        """Show the question that is to be answered now."""
        state = self._review.state
        questions = list(state.questions) if state else []
        if state is not None:
            about = {id(each) for each in state.questions_about(self._review.entity_id)}
            questions.sort(key=lambda each: id(each) not in about)
        self._place = self._place % len(questions) if questions else 0
        question = questions[self._place] if questions else None
        self.setVisible(question is not None)
        self.next_button.setVisible(len(questions) > 1)
        if question == self.asked or question is None:
            self.asked = question
            return
        self.asked = question
        self._show(question)

    def _show(self, question: Question) -> None:
        state = self._review.state
        entity = state.entity(question.entity_id) if state else None
        candidates = [found for each in question.candidates if state and (found := state.entity(each))]
        if entity is None or not candidates:  # flagged meanwhile: the next reading has them
            self.asked = None
            self.hide()
            return
        others = tr("Review", " or ").join(f"“{each.name}”{self._where(each)}" for each in candidates[:_JOINS])
        reasons = "; ".join(below(each) for each in question.reason.split("; "))
        words = tr("Review", "“{name}”{where} may be {others}: {reasons}. Keep apart or join?")
        name, where = entity.name, self._where(entity)
        self.box.say("warning", "", words.format(name=name, where=where, others=others, reasons=reasons))
        basics.clear(self._answers)
        for each in candidates[:_JOINS]:
            words = tr("Review", "Join") if len(candidates) == 1 else tr("Review", "Join with {name}")
            self._answers.addWidget(basics.button(words.format(name=each.name), partial(self._join, each.id)))
        self.apart_button = basics.button(tr("Review", "Keep apart"), self._keep_apart)
        self._answers.addWidget(self.apart_button)
        self._answers.addWidget(
            basics.button(
                tr("Review", "Look"),
                lambda: self._review.choose_entity(entity.id),
                kind="link",
                name=tr("Review", "Look at it"),
            )
        )

    def _where(self, entity: Entity) -> str:
        state = self._review.state
        found = dict.fromkeys(each.interview_id for each in state.everywhere(entity.id)) if state else {}
        names = [row.interview.study_id for each in found if (row := self._session.row(each))]
        if not names:
            return ""
        words, left = tr("Review", " in {study_ids}"), len(names) - _FEW
        if left > 0:
            words = tr("Review", " in {study_ids} and {left} more")
        return words.format(study_ids=", ".join(names[:_FEW]), left=left)

    def _join(self, into_id: int) -> None:
        if self.asked is not None:
            self._review.changes.merge(into_id, [self.asked.entity_id])

    def _keep_apart(self) -> None:
        if self.asked is not None:
            self._review.changes.keep_apart([self.asked.entity_id, *self.asked.candidates])

    def _next(self) -> None:
        self._place += 1
        self.refresh()

    def _look(self) -> None:
        if self._of != self._review.entity_id:
            self._of, self._place = self._review.entity_id, 0
        self.refresh()
