"""Choose how long sound is kept, see what is due, and delete the sound of an interview."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QLineEdit, QSpinBox, QWidget

from transcribe_desk.study.retention import MOST_DAYS, RetentionRule, Until
from transcribe_desk.ui import wording
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.notice import Notice

if TYPE_CHECKING:
    from transcribe_desk.jobs.retention import KeptSound


def _choices() -> dict[Until, str]:
    return {
        Until.DELETED_BY_HAND: tr("Log", "Until somebody deletes it"),
        Until.DAYS: tr("Log", "So many days after it came in"),
        Until.SIGNED_OFF: tr("Log", "So many days after the sign-off"),
    }


def _once_due() -> str:
    return tr(
        "Log",
        "Sound is deleted when the study is opened and whenever this screen is shown. Text, decisions and "
        "the log stay.",
    )


class SoundPanel(QWidget):
    """The study's rule, what is due by it, and one interview's sound to delete.

    ``rule_chosen`` gives a rule to keep, ``deletion_asked`` the id of an interview and the reason.
    """

    rule_chosen = Signal(object)
    deletion_asked = Signal(int, str)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._rule = RetentionRule()
        self._asked: int | None = None  # the interview that the question is about
        self.until = Choice()
        self.until.setAccessibleName(tr("Log", "Keep sound"))
        for until, words in _choices().items():
            self.until.addItem(words, until)
        self.days = QSpinBox()
        self.days.setRange(0, MOST_DAYS)
        basics.spin_field(self.days)
        self.days.setSuffix(tr("Log", " days"))
        self.days.setAccessibleName(tr("Log", "Number of days"))
        self.keep_button = basics.button(tr("Log", "Keep rule"), self._choose, name=tr("Log", "Keep this rule"))
        self.meaning = basics.label("", "small", wrap=True)
        self.due = basics.label("", wrap=True)
        self.chosen = Choice()
        self.chosen.setAccessibleName(tr("Log", "Interview whose sound to delete"))
        self.delete_button = basics.button(
            tr("Log", "Delete…"), self._ask, name=tr("Log", "Delete the sound of this interview")
        )
        self.reason = QLineEdit()
        self.reason.setAccessibleName(tr("Log", "Why the sound is deleted"))
        self.reason.setPlaceholderText(tr("Log", "Why (no names)"))
        self.confirm = Notice(theme)
        self.sure_button = basics.button(
            tr("Log", "Delete"), self._delete, kind="primary", name=tr("Log", "Delete the sound for good")
        )
        self._answers = QWidget()
        self._answers.setLayout(basics.row(self.sure_button, basics.button(tr("Log", "Keep it"), self._leave), None))
        self.until.currentIndexChanged.connect(self._changed)
        self.days.valueChanged.connect(self._changed)
        self.chosen.currentIndexChanged.connect(self._leave)
        self.setLayout(
            basics.column(
                basics.section(tr("Log", "Keeping of sound")),
                self.until,
                basics.row(self.days, self.keep_button, None),
                self.meaning,
                self.due,
                4,
                basics.label(tr("Log", "Delete the sound of one interview now"), "small"),
                basics.row(self.chosen, self.delete_button, None),
                self.confirm,
                self.reason,
                self._answers,
            )
        )
        self.show_sounds(RetentionRule(), (), dt.datetime.now(dt.UTC))
        self._leave()

    def show_sounds(self, rule: RetentionRule, sounds: Sequence[KeptSound], now: dt.datetime) -> None:
        """Show the rule of the study and what becomes of each interview's sound; what a person is at stays."""
        choosing, self._rule = self._choice() != self._rule, rule
        if not choosing:
            self.until.setCurrentIndex(self.until.findData(rule.until))
            self.days.setValue(rule.days)
        self._changed()
        kept = [each for each in sounds if each.deletion is None]
        waiting = sorted((each for each in kept if each.due_at is not None), key=lambda each: each.due_at or now)
        lines = [_when(each, now) for each in waiting[:5]]
        gone = len(sounds) - len(kept)
        lines += [tr("Log", "… and {number} more").format(number=len(waiting) - 5)] if len(waiting) > 5 else []
        if gone:
            words = tr("Log", "{interviews} without sound: deleted, see the trail")
            lines.append(words.format(interviews=wording.counted(gone, "interview")))
        self.due.setText("\n".join(lines))
        self.due.setVisible(bool(lines))
        before = self.chosen.currentData()
        with QSignalBlocker(self.chosen):
            self.chosen.clear()
            for each in kept:
                self.chosen.addItem(each.interview.study_id, each.interview.id)
            self.chosen.setCurrentIndex(max(0, self.chosen.findData(before)))
        for part in (self.chosen, self.delete_button):
            part.setEnabled(bool(kept))
        if self._asked is not None and self.chosen.currentData() != self._asked:
            self._leave()

    def _choice(self) -> RetentionRule:
        until = Until(self.until.currentData())
        return RetentionRule(until, 0 if until is Until.DELETED_BY_HAND else self.days.value())

    def _changed(self) -> None:
        choice = self._choice()
        by_hand = choice.until is Until.DELETED_BY_HAND
        self.days.setVisible(not by_hand)
        self.keep_button.setVisible(choice != self._rule)
        self.meaning.setText(_rule(choice) if by_hand else f"{_rule(choice)} {_once_due()}")

    def _choose(self) -> None:
        self.rule_chosen.emit(self._choice())

    def _ask(self) -> None:
        study_id, self._asked = self.chosen.currentText(), int(self.chosen.currentData())
        self.confirm.say(
            "warning",
            tr("Log", "Delete the sound of {study_id}?").format(study_id=study_id),
            tr("Log", "Nobody can listen to it again, and it cannot be transcribed again. The text stays as it is."),
        )
        for part in (self.reason, self._answers):
            part.show()
        self.reason.setFocus()

    def _leave(self) -> None:
        self._asked = None
        self.confirm.clear()
        self.reason.clear()
        for part in (self.reason, self._answers):
            part.hide()

    def _delete(self) -> None:
        asked, reason = self._asked, self.reason.text()
        self._leave()
        if asked is not None:
            self.deletion_asked.emit(asked, reason)


def _rule(rule: RetentionRule) -> str:
    if rule.until is Until.DELETED_BY_HAND:
        return tr("Log", "Sound stays until somebody deletes it.")
    came_in = rule.until is Until.DAYS
    if rule.days == 0 and came_in:
        return tr("Log", "Sound is deleted as soon as it is transcribed.")
    if rule.days == 0:
        return tr("Log", "Sound is deleted as soon as a text is signed off.")
    after = tr("Log", "Sound is deleted {days} after it came in.")
    words = after if came_in else tr("Log", "Sound is deleted {days} after the sign-off.")
    return words.format(days=wording.counted(rule.days, "day"))


def _when(sound: KeptSound, now: dt.datetime) -> str:
    """Say when one interview's sound goes."""
    study_id, due_at = sound.interview.study_id, sound.due_at
    if sound.waits_for:
        return tr("Log", "{study_id}: after {waits_for}").format(study_id=study_id, waits_for=below(sound.waits_for))
    days = (due_at - now).days if due_at is not None else 0
    if days < 0:
        return tr("Log", "{study_id}: now").format(study_id=study_id)
    return tr("Log", "{study_id}: in {days}").format(study_id=study_id, days=wording.counted(days + 1, "day"))
