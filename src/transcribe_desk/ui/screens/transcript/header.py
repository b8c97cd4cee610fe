"""Show over the transcript which interview it is and how it stands, with undo, the switches, and the way on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from transcribe_desk.ui import icons, wording
from transcribe_desk.ui.screens.transcript.sound import Mode
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.chooser import InterviewChooser
from transcribe_desk.ui.widgets.page import PageHeader
from transcribe_desk.ui.widgets.switch import Switch

if TYPE_CHECKING:
    from transcribe_desk.jobs.events import JobEvent
    from transcribe_desk.jobs.study_table import InterviewRow

_TO_REVIEW = ("In review", "Reviewed", "Exported")


class TranscriptHeader(PageHeader):
    """The line over the text; ``text_switch`` is on for the machine's original in place of the edited text."""

    undo_asked = Signal()
    redo_asked = Signal()
    review_asked = Signal()

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__(tr("Transcript", "Transcript"))
        self._theme = theme
        self._session = session
        self.chooser = InterviewChooser(session)
        self.chip = basics.chip()
        self.undo_button = basics.button("", self.undo_asked.emit, kind="quiet", name=tr("Transcript", "Undo"))
        self.redo_button = basics.button("", self.redo_asked.emit, kind="quiet", name=tr("Transcript", "Redo"))
        self.mode_switch = Switch(
            (
                (
                    Mode.LISTEN,
                    tr("Transcript", "Listen"),
                    tr("Transcript", "The text follows the sound; a click plays from a word"),
                ),
                (
                    Mode.CORRECT,
                    tr("Transcript", "Correct"),
                    tr("Transcript", "The sound waits while you type; a click puts the caret there"),
                ),
            )
        )
        self.text_switch = Switch(
            (
                (False, tr("Transcript", "Edited"), tr("Transcript", "The text as it is now")),
                (True, tr("Transcript", "Machine's original"), tr("Transcript", "What the machine had heard")),
            )
        )
        self.review_button = basics.button(tr("Transcript", "Review"), self.review_asked.emit, kind="primary")
        self._when_finished = (self.undo_button, self.redo_button, self.mode_switch, self.text_switch)
        self.add_fact(self.chooser)
        self.add_fact(self.chip)
        for part in (*self._when_finished, self.review_button):
            self.add_action(part)
        theme.changed.connect(self._paint_icons)
        session.shortcuts.changed.connect(self._paint_icons)
        self._paint_icons()

    def show_nothing(self) -> None:
        """Show that there are no words yet; an interview that has some can still be chosen."""
        self.facts.setText("")
        self.chooser.setVisible(self.chooser.count() > 0)
        for part in (self.chip, *self._when_finished, self.review_button):
            part.hide()

    def show_row(self, row: InterviewRow, job: JobEvent | None, *, finished: bool) -> None:
        """Show how an interview stands; what needs the whole text is there once that is ``finished``."""
        text, tone = wording.status(row, job)
        basics.set_chip(self.chip, text, tone)
        self.chooser.show()
        self.chip.show()
        self.facts.setText(wording.interview_facts(row))
        self.review_button.setVisible(row.status.value in _TO_REVIEW)
        for part in self._when_finished:
            part.setVisible(finished)

    def show_steps(self, *, can_undo: bool, can_redo: bool) -> None:
        """Tell whether there is a step to take back, and one to do again."""
        self.undo_button.setEnabled(can_undo)
        self.redo_button.setEnabled(can_redo)

    def _paint_icons(self) -> None:
        for made, name in ((self.undo_button, "undo"), (self.redo_button, "redo")):
            made.setIcon(icons.icon(name, self._theme.tokens, "secondary"))
            made.setToolTip(self._session.shortcuts.tip(made.accessibleName(), name))
