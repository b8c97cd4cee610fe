"""Check selected words as a quote, copy them with their tag, or add them to the study's list."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from transcribe_desk.privacy.disclosure.quotes import QuoteCheck
from transcribe_desk.privacy.quoted import Quote
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.screens.review.desk import ReviewDesk
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.notice import Notice

_QUIET_MS = 200  # after the selection last moved
Places = Sequence[tuple[int, int, int]]


class QuoteMaker(QWidget):
    """What becomes of the selected words as a quote; ``kept`` tells of a new one on the list."""

    kept = Signal()

    def __init__(self, theme: Theme, review: ReviewDesk, session: Session) -> None:
        super().__init__()
        self._review = review
        self._desk = session.desk
        self._session = session
        self._calls = Dispatcher(self, ordered=True)
        self._places: Places = ()
        self._profile: Profile | None = None
        self._copying = False
        self._quiet = QTimer(self, singleShot=True, interval=_QUIET_MS)
        self._quiet.timeout.connect(self._check)
        self.words = basics.label("", "", wrap=True)
        self.notice = Notice(theme)
        self.note = QLineEdit()
        self.note.setAccessibleName(tr("Review", "Note on the quote"))
        self.note.setPlaceholderText(tr("Review", "A note of your own, such as the theme"))
        self.copy_button = basics.button(tr("Review", "Copy with tag"), self.copy)
        self.keep_button = basics.button(tr("Review", "Add to quotes"), self.keep)
        self.note.returnPressed.connect(self.keep)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(basics.section(tr("Review", "Quote")))
        for part in (self.words, self.notice, self.note):
            box.addWidget(part)
        box.addLayout(basics.row(self.copy_button, self.keep_button, None))
        self.hide()

    def offer(self, places: Places, profile: Profile | None) -> None:
        """Take the places of a new selection; none hides all."""
        if (places, profile) == (self._places, self._profile):
            return
        self._places, self._profile = places, profile
        self._copying = False
        self.setVisible(bool(places))
        if places:
            self._quiet.start()
        else:
            self._quiet.stop()
            self.words.clear()
            self.notice.clear()

    def copy(self) -> None:
        """Put the quote with its tag on the clipboard, once it is checked as it reads now."""
        if self._places:
            self._copying = True
            self._quiet.stop()
            self._check()

    def keep(self) -> None:
        """Add the quote to the study's list."""
        state, places, note, desk, by = (
            self._review.state,
            self._places,
            self.note.text(),
            self._desk,
            self._review.person,
        )
        if state is None or not places or not self.keep_button.isEnabled():
            return

        def done(_quote: Quote) -> None:
            self._session.mark_saved()
            self.note.clear()
            self.notice.say("success", tr("Review", "Added to the quotes of the study"))
            self.kept.emit()

        self._calls.start(lambda: desk.quotes.keep(state.interview_id, places, by, note), done, self.notice.say_error)

    def _check(self) -> None:
        state, places, profile, desk = self._review.state, self._places, self._profile, self._desk
        if state is None or not places:
            return

        def done(found: QuoteCheck) -> None:
            if places is self._places:  # equal ones may be another interview's
                self._show(found)

        self._calls.start(lambda: desk.quotes.check(state.interview_id, places, profile), done, self.notice.say_error)

    def _show(self, found: QuoteCheck) -> None:
        self.words.setText(found.quote)
        self.words.setVisible(bool(found.quote))
        for part in (self.copy_button, self.keep_button, self.note):
            part.setEnabled(found.may_be_copied)
        if found.may_be_copied:
            self.notice.clear()
        else:
            more = len(found.reasons) - 1
            others = tr("Review", "And {more} more.").format(more=more) if more else ""
            remedy = f"{found.reasons[0].remedy} {others}".strip()
            self.notice.say("warning", tr("Review", "Not to be quoted like this"), found.reasons[0].message, remedy)
        if self._copying and found.may_be_copied:
            QGuiApplication.clipboard().setText(found.quote)
            self.notice.say("success", tr("Review", "Copied with its tag"))
        self._copying = False
