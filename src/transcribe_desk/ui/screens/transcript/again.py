"""Hear a selection again with another preset, and show what comes of it beside the present words, to take or drop."""

from __future__ import annotations

import html
import threading
from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from transcribe_desk.jobs.settings import PRESETS
from transcribe_desk.study.edits import EditStep, TurnsChange
from transcribe_desk.study.errors import CancelledError, DeskError
from transcribe_desk.study.realign import matching
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.study.transcript import Turn
from transcribe_desk.ui import wording
from transcribe_desk.ui.background import Dispatcher
from transcribe_desk.ui.document.editor import TranscriptEditor
from transcribe_desk.ui.screens.transcript.editing import TranscriptEditing
from transcribe_desk.ui.session import Session
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below
from transcribe_desk.ui.widgets import basics
from transcribe_desk.ui.widgets.choice import Choice
from transcribe_desk.ui.widgets.escape import EscapeLeaves
from transcribe_desk.ui.widgets.progress import ProgressLine


class AgainPanel(QFrame):
    """Asks how to hear a selection again, tells how far that is, and shows the proposal; ``told`` says what came."""

    told = Signal(str)
    failed = Signal(object)

    def __init__(self, session: Session, view: TranscriptEditor, editing: TranscriptEditing) -> None:
        super().__init__()
        self._session = session
        self._view = view
        self._editing = editing
        self._dispatcher = Dispatcher(self, ordered=True)
        self._cancel = threading.Event()
        self._span: tuple[int, int, int] | None = None
        self._proposal: TurnsChange | None = None
        self.setProperty("bar", "true")
        self.heading = basics.label("", "strong")
        self.preset = Choice()
        self.preset.setAccessibleName(tr("Transcript", "Quality of hearing it again"))
        for name in PRESETS:
            self.preset.addItem(wording.capital(below(name)), name)
        self.start_button = basics.button(tr("Transcript", "Hear again"), self.start, kind="primary")
        self.close_button = basics.button(tr("Transcript", "Cancel"), self.close_panel)
        self.progress = ProgressLine(tr("Transcript", "Hearing again"))
        self.now, self.heard = _words(), _words()
        self.take_button = basics.button(tr("Transcript", "Take these words"), self.take, kind="primary")
        self.drop_button = basics.button(tr("Transcript", "Keep the present ones"), self.close_panel)
        self._lay_out()
        self.hide()
        session.closing.connect(self.close_panel)

    def ask(self) -> None:
        """Ask how to hear the selected words again."""
        span = self._selected()
        if span is None:
            self.told.emit(tr("Transcript", "Select the words that are to be heard again."))
            return
        self.close_panel()
        self._span = span
        times = f"{short_clock(span[1])}–{short_clock(span[2])}"
        self.heading.setText(tr("Transcript", "Hear {times} again").format(times=times))
        self._show(asking=True)
        self.start_button.setFocus()

    def start(self) -> None:
        """Transcribe the selection in the background."""
        if self._span is None:
            return
        interview_id, first_ms, last_ms = self._span
        desk, cancel = self._session.desk, threading.Event()
        self._cancel = cancel
        preset = PRESETS[self.preset.currentData()]
        settings = replace(self._session.choices, model=preset.model, beam=preset.beam)
        self._show(running=True)
        self._progressed(0, 100)

        def done(found: TurnsChange) -> None:
            if not cancel.is_set():
                self.show_proposal(found)

        def failed(error: DeskError) -> None:
            if not cancel.is_set() and not isinstance(error, CancelledError):
                self.hide()
                self.failed.emit(error)

        self._dispatcher.start_reporting(
            lambda report: desk.editing.hear_again(interview_id, first_ms, last_ms, settings, report, cancel),
            done,
            failed,
            self._progressed,
        )

    def take(self) -> None:
        """Put the words that were heard into the text."""
        proposal = self._proposal
        if proposal is None:
            return
        self.close_panel()

        def make(_transcript: object) -> EditStep:
            return proposal

        self._editing.do(make, lambda: self._view.show_current(proposal.splices[0].after[0].id))

    def close_panel(self) -> None:
        """Drop the proposal, or end the work on it."""
        self._cancel.set()
        self._proposal, self._span = None, None
        seen = self.isVisible()
        self.hide()
        if seen:
            self._view.setFocus()

    def show_proposal(self, found: TurnsChange) -> None:
        """Show what was heard beside the present words."""
        if not found.splices:
            self.hide()
            self.told.emit(tr("Transcript", "The same words were heard again."))
            return
        self._proposal = found
        before = [turn for splice in found.splices for turn in splice.before]
        after = [turn for splice in found.splices for turn in splice.after]
        self.now.setText(_told_apart(before, after))
        self.heard.setText(_told_apart(after, before))
        self._show(proposing=True)
        self.take_button.setFocus()

    def _selected(self) -> tuple[int, int, int] | None:
        """Give the interview and the stretch of sound of the selected words."""
        self._view.settle()
        cursor, transcript = self._view.textCursor(), self._editing.transcript
        interview_id = self._editing.ledger.interview_id
        if transcript is None or interview_id is None or not cursor.hasSelection():
            return None
        first_id, start = self._view.kept_place(cursor.selectionStart())
        last_id, end = self._view.kept_place(cursor.selectionEnd())
        first, last = transcript.turn(first_id), transcript.turn(last_id)
        heads = first.words_between(start, max(start + 1, end) if first is last else len(first.text))
        tails = last.words_between(start if first is last else 0, end)
        if not heads or not tails:
            return None
        return interview_id, heads[0].start_ms, tails[-1].end_ms

    def _progressed(self, done: int, total: int) -> None:
        words = tr("Transcript", "Hearing it again · {percent} %").format(percent=round(100 * done / max(1, total)))
        self.progress.set_fraction(done / max(1, total), words)

    def _show(self, *, asking: bool = False, running: bool = False, proposing: bool = False) -> None:
        for parts, shown in ((self._asking, asking), (self._running, running), (self._proposing, proposing)):
            parts.setVisible(shown)
        self.close_button.setVisible(not proposing)
        self.show()

    def _lay_out(self) -> None:
        self._asking = basics.surface("panel", basics.row(self.preset, self.start_button))
        self._running = basics.surface("panel", basics.row(self.progress))
        columns = basics.row(
            basics.column(basics.section(tr("Transcript", "Now")), self.now, spacing=4),
            basics.column(basics.section(tr("Transcript", "Heard again")), self.heard, spacing=4),
            spacing=24,
        )
        columns.setStretch(0, 1)
        columns.setStretch(1, 1)
        choice = basics.row(self.take_button, self.drop_button, None)
        self._proposing = basics.surface("panel", basics.column(columns, choice))
        box = QVBoxLayout(self)
        box.setContentsMargins(24, 10, 24, 12)
        box.setSpacing(8)
        box.addLayout(basics.row(self.heading, None, self._asking, self.close_button))
        box.addWidget(self._running)
        box.addWidget(self._proposing)
        parts: tuple[QWidget, ...] = (
            self.preset, self.start_button, self.close_button, self.take_button, self.drop_button,
        )  # fmt: skip
        for part in parts:
            EscapeLeaves(part, self.close_panel)


def _told_apart(turns: Sequence[Turn], others: Sequence[Turn]) -> str:
    """Give the words of turns, a line for each; those that the others do not say are bold and underlined."""
    words = [word.text for turn in turns for word in turn.words]
    same = matching(words, [word.text for turn in others for word in turn.words])
    kept = {place for first, _, size in same for place in range(first, first + size)}
    shown = [
        html.escape(word) if place in kept else f"<b><u>{html.escape(word)}</u></b>" for place, word in enumerate(words)
    ]
    lines, at = [], 0
    for turn in turns:
        lines.append(" ".join(shown[at : at + len(turn.words)]))
        at += len(turn.words)
    return "<br>".join(lines)


def _words() -> QLabel:
    made = basics.label("", wrap=True)
    made.setTextFormat(Qt.TextFormat.RichText)
    made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setAlignment(Qt.AlignmentFlag.AlignTop)
    return made
