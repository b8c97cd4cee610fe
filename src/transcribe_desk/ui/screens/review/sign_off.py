"""Finish a review: everything decided, the text read a second time, a name under it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QLineEdit, QVBoxLayout

from transcribe_desk.privacy.gate import Refusal, RefusalCode, SignOff
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui import wording
from transcribe_desk.ui.preferences import Preferences
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice

_SIGNING = (RefusalCode.NOT_SIGNED_OFF, RefusalCode.CHANGED_AFTER_SIGN_OFF)


class SignOffPanel(QFrame):
    """A checkbox, a name and a button that wakes when nothing else is open."""

    signed = Signal(str)
    export_asked = Signal()

    def __init__(self, theme: Theme, preferences: Preferences) -> None:
        super().__init__()
        self._preferences = preferences
        self._refusals: tuple[Refusal, ...] = ()
        self._known = False
        self.read_again = QCheckBox(tr("Review", "I have read the text a second time,\nas it will be exported"))
        self.name = QLineEdit(preferences.reviewer)
        self.name.setAccessibleName(tr("Review", "Name of the reviewer"))
        self.name.setPlaceholderText(tr("Review", "Your name or initials"))
        self.name.setMaxLength(60)
        self.button = basics.button(tr("Review", "Sign off"), self._sign, kind="primary")
        self.export_button = basics.button(tr("Review", "Go to export"), self.export_asked.emit)
        self.notice = Notice(theme)
        self.hint = basics.label("", "small", wrap=True)
        self.speakers = basics.label(
            tr(
                "Review",
                "Nobody has confirmed who asks and who answers. Look at that too as you read; Speakers, beside the"
                " transcript, puts it right.",
            ),
            "small",
            wrap=True,
        )
        self.speakers.hide()
        self.read_again.toggled.connect(self._update)
        self.name.textChanged.connect(self._update)
        self.name.returnPressed.connect(self._sign)
        self._form = QFrame()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(0, 0, 0, 0)
        form.setSpacing(8)
        form.addWidget(self.read_again)
        form.addLayout(basics.row(self.name, self.button))
        form.addWidget(self.hint)
        form.addWidget(self.speakers)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(basics.section(tr("Review", "Second read and sign-off")))
        box.addWidget(self.notice)
        box.addWidget(self._form)
        box.addWidget(self.export_button)
        self.show_state(None, ())

    def reset(self) -> None:
        """Ask for a second read again: there is another text, or this one is signed."""
        self.read_again.setChecked(False)

    def show_speakers(self, transcript: Transcript) -> None:
        """Say so where the machine's guess at who asks and who answers was never confirmed."""
        self.speakers.setVisible(len(transcript.roles) > 1 and not transcript.roles_confirmed)

    def show_open(self, undecided: int) -> None:
        """Show that so many mentions are undecided, which everything else waits for."""
        one, many = (
            tr("Review", "1 mention is still undecided."),
            tr("Review", "{number} mentions are still undecided."),
        )
        words = one if undecided == 1 else many.format(number=undecided)
        self.show_state(None, None)
        self.hint.setText(words if undecided else "")
        self.hint.setVisible(bool(undecided))

    def show_state(self, sign_off: SignOff | None, refusals: Sequence[Refusal] | None) -> None:
        """Show whether the interview is signed off and what still stands in the way; None: not known yet."""
        self._known = refusals is not None
        self._refusals = tuple(refusals or ())
        changed = any(refusal.code is RefusalCode.CHANGED_AFTER_SIGN_OFF for refusal in self._refusals)
        standing = sign_off is not None and not self._refusals and self._known
        self._form.setVisible(not standing)
        self.export_button.setVisible(standing)
        if standing and sign_off is not None:
            when = f"{sign_off.at.astimezone():%d %b %Y, %H:%M}".lstrip("0")
            self.notice.say("success", tr("Review", "Signed off by {by}").format(by=sign_off.by), when)
        elif changed and sign_off is not None:
            self.notice.say(
                "warning",
                tr("Review", "Changed after sign-off"),
                tr("Review", "{by} signed another text.").format(by=sign_off.by),
                tr("Review", "Read it and sign again."),
            )
        else:
            self.notice.clear()
        self._update()

    def _others(self) -> list[Refusal]:
        return [refusal for refusal in self._refusals if refusal.code not in _SIGNING]

    def _update(self) -> None:
        others = self._others()
        for part in (self.read_again, self.name):
            part.setEnabled(self._known and not others)
        ready = self._known and not others and self.read_again.isChecked() and bool(self.name.text().strip())
        self.button.setEnabled(ready)
        self.hint.setText(wording.refusal(others[0])[0] if others else "")
        self.hint.setVisible(bool(others))

    def _sign(self) -> None:
        if self.button.isEnabled():
            if not self._preferences.reviewer:
                self._preferences.reviewer = self.name.text().strip()
            self.signed.emit(self.name.text().strip())
            self.reset()
