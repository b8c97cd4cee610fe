"""Warn of a label that tells too much, and let a person pool it, or keep it and note why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout, QWidget

from transcribe_desk.privacy.disclosure.labels import LabelProblem, LabelWarning, PoolOffer
from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study_id import make_study_id
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.screens.study.steps import StudySteps
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.escape import EscapeLeaves
from transcribe_desk.ui.widgets.fields import labelled
from transcribe_desk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from transcribe_desk.jobs.people_history import Done


class LabelWarningBox(QFrame):
    """One warning in amber; pooling and keeping unfold inside it."""

    def __init__(self, theme: Theme, session: Session, steps: StudySteps, warning: LabelWarning) -> None:
        super().__init__()
        self.setProperty("notice", "warning")
        self.warning = warning
        self._session = session
        self._steps = steps
        self._reader = Dispatcher(self)
        heading = basics.label(wording.label_warning_heading(warning), "strong", wrap=True)
        text = basics.label(_sentence(session, warning), wrap=True)
        for part in (heading, text):
            part.setProperty("noticeText", "warning")
        self.pool_button = basics.button(tr("Study", "Pool…"), self.ask_pool)
        self.keep_button = basics.button(tr("Study", "Keep, note why"), self._ask_reason)
        self._buttons = basics.surface("", basics.row(self.pool_button, self.keep_button, None))
        if warning.problem is not LabelProblem.SMALL:
            self._buttons.hide()
        self.reason = QLineEdit()
        self.reason.returnPressed.connect(self._keep)
        self.pooled = QLineEdit()
        self.pooled.textChanged.connect(self._preview)
        self.pooled.returnPressed.connect(self._pool)
        self.preview = basics.label("", "small", wrap=True)
        self.boxes: dict[str, QCheckBox] = {}
        self._choices = QVBoxLayout()
        self._choices.setSpacing(2)
        self.notice = Notice(theme)
        self._keeping = self._make_keeping()
        self._pooling = self._make_pooling()
        for field in (self.reason, self.pooled):
            EscapeLeaves(field, self._fold)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 12, 14, 12)
        box.setSpacing(8)
        parts: tuple[QWidget, ...] = (heading, text, self._buttons, self._keeping, self._pooling, self.notice)
        for each in parts:
            box.addWidget(each)
        self.setAccessibleName(f"{heading.text()} {text.text()}")

    @property
    def unfolded(self) -> bool:
        """Tell whether somebody is answering it."""
        return not (self._keeping.isHidden() and self._pooling.isHidden())

    def ask_pool(self) -> None:
        """Ask which organisations share a label, with what disclosure control offers filled in."""
        disclosure = self._session.desk.disclosure
        self._reader.start(disclosure.pool_offer, self._show_offer, self.notice.say_error)

    def _show_offer(self, offer: PoolOffer | None) -> None:
        basics.clear(self._choices)
        chosen = set(offer.labels) if offer is not None else {self.warning.label}
        self.boxes = {}
        for label in dict.fromkeys(each.shown_label for each in self._session.overview.organisations):
            box = self.boxes[label] = QCheckBox(wording.organisation(label))
            box.setChecked(label in chosen)
            box.toggled.connect(self._preview)
            self._choices.addWidget(box)
        self.pooled.setText(offer.pooled_label if offer is not None else "")
        self._buttons.hide()
        self._pooling.show()
        self._preview()
        self.pooled.setFocus(Qt.FocusReason.OtherFocusReason)

    def _ask_reason(self) -> None:
        self._buttons.hide()
        self._keeping.show()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_keeping(self) -> QFrame:
        frame = QFrame()
        box = QVBoxLayout(frame)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(labelled(tr("Study", "Why it may stay (secret, kept in the study)"), self.reason))
        self.keep_now_button = basics.button(tr("Study", "Keep"), self._keep, kind="primary")
        box.addLayout(basics.row(self.keep_now_button, basics.button(tr("Study", "Cancel"), self._fold), None))
        frame.hide()
        return frame

    def _make_pooling(self) -> QFrame:
        frame = QFrame()
        box = QVBoxLayout(frame)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(self._choices)
        box.addLayout(labelled(tr("Study", "The label they share in study IDs"), self.pooled))
        box.addWidget(self.preview)
        self.pool_now_button = basics.button(tr("Study", "Pool"), self._pool, kind="primary")
        box.addLayout(basics.row(self.pool_now_button, basics.button(tr("Study", "Cancel"), self._fold), None))
        frame.hide()
        return frame

    def _chosen(self) -> list[str]:
        return [label for label, box in self.boxes.items() if box.isChecked()]

    def _preview(self) -> None:
        if self._pooling.isHidden():
            return
        labels, pooled = self._chosen(), self.pooled.text().strip()
        self._steps.look_ahead(lambda people: people.pool(labels, pooled), self._show_ahead, self._show_refusal)

    def _show_ahead(self, done: Done) -> None:
        self.preview.setText(wording.study_ids_changing(done.study_ids))
        self.pool_now_button.setEnabled(True)

    def _show_refusal(self, error: DeskError) -> None:
        self.preview.setText(f"{error.cause} {error.remedy}")
        self.pool_now_button.setEnabled(False)

    def _pool(self) -> None:
        labels, pooled = self._chosen(), self.pooled.text().strip()
        if self.pool_now_button.isEnabled() and not self._steps.busy:
            self._steps.take(lambda people: people.pool(labels, pooled), self._answered, self.notice.say_error)

    def _keep(self) -> None:
        from transcribe_desk.jobs.desk import current_person

        label, reason, by = self.warning.label, self.reason.text(), current_person()
        if not self._steps.busy:
            step = self._steps.take
            step(lambda people: people.keep_label(label, reason, by), self._answered, self.notice.say_error)

    def _answered(self, _done: Done) -> None:
        self._fold()

    def _fold(self) -> None:
        self._keeping.hide()
        self._pooling.hide()
        self.notice.clear()
        self._buttons.setVisible(self.warning.problem is LabelProblem.SMALL)
        self.pool_button.setFocus(Qt.FocusReason.OtherFocusReason)


def _sentence(session: Session, warning: LabelWarning) -> str:
    """Say what is wrong in the words of the study: an ID of its own as the example."""
    if warning.problem is not LabelProblem.SMALL:
        return f"{warning.message} {warning.remedy}"
    ids = [row.interview.study_id for row in session.overview.rows
           if row.interview.organisation_label == warning.label]  # fmt: skip
    example = ids[0] if ids else make_study_id(1, warning.label, session.overview.settings.id_pattern)
    words = tr(
        "Study",
        "A quote tagged {example} can be traced by anybody who knows the group. "
        "Pool the label with another organisation?",
    )
    return words.format(example=example)
