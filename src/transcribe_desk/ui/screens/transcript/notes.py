"""Write notes beside a transcript: of the turn with the caret, and of the interview; no export has any of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from transcribe_desk.study.timecode import short_clock
from transcribe_desk.study.transcript import Turn
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.widgets import basics

if TYPE_CHECKING:
    from transcribe_desk.vault.notes import Note

_IDLE_MS = 800
_LONGEST_LINE = 34


class NotesPanel(QWidget):
    """The section Notes; ``written`` gives a turn's number, or None for the interview, and its note."""

    written = Signal(object, str)
    place_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._notes: dict[int | None, str] = {}
        self._times: dict[int, int] = {}
        self._turn: Turn | None = None
        self.turn_heading = basics.label("", "small")
        self.turn_field = _field(tr("Transcript", "Note on this turn"))
        self.interview_field = _field(tr("Transcript", "Note on the interview"))
        self._later = QTimer(self, singleShot=True, interval=_IDLE_MS)
        self._later.timeout.connect(self.keep)
        self._rows = basics.column(spacing=2)
        self.setLayout(
            basics.column(
                basics.section(tr("Transcript", "Notes")),
                self.turn_heading,
                self.turn_field,
                basics.label(tr("Transcript", "The interview"), "small"),
                self.interview_field,
                self._rows,
                spacing=6,
            )
        )
        for field in (self.turn_field, self.interview_field):
            field.textChanged.connect(self._later.start)
            field.installEventFilter(self)
        self.show_turn(None)

    def show_notes(self, notes: Sequence[Note]) -> None:
        """Show the notes of an interview as they were read; one that is being written stays, and is sent on later."""
        before, self._notes = self._notes, {note.turn_id: note.text for note in notes}
        self._times = {note.turn_id: note.start_ms for note in notes if note.turn_id is not None}
        for turn_id, field in self._fields():
            if _text(field) == before.get(turn_id, ""):
                _show(field, self._notes.get(turn_id, ""))
        self._make_rows()

    def clear(self) -> None:
        """Show the notes of no interview; what is being written was sent on, or is lost."""
        self._later.stop()
        self._notes, self._times, self._turn = {}, {}, None
        for field in (self.turn_field, self.interview_field):
            _show(field, "")
        self.show_turn(None)
        self._make_rows()

    def show_turn(self, turn: Turn | None) -> None:
        """Offer the note of another turn."""
        if turn is not None and self._turn is not None and turn.id == self._turn.id:
            self._turn = turn
            return
        self.keep()
        self._turn = turn
        time = short_clock(turn.start_ms) if turn else ""
        self.turn_heading.setText(tr("Transcript", "The turn at {time}").format(time=time) if turn else "")
        self.turn_field.setEnabled(turn is not None)
        _show(self.turn_field, self._notes.get(turn.id, "") if turn else "")

    def not_kept(self, turn_id: int | None) -> None:
        """Try a note again with the next word, since it could not be kept."""
        self._notes.pop(turn_id, None)

    def start(self) -> None:
        """Let a person write the note of the turn."""
        self.turn_field.setFocus()

    def keep(self) -> None:
        """Send on at once what was written."""
        self._later.stop()
        for turn_id, field in self._fields():
            text = _text(field)
            if text != self._notes.get(turn_id, ""):
                self._notes[turn_id] = text
                if self._turn is not None and turn_id is not None:
                    self._times[turn_id] = self._turn.start_ms
                self.written.emit(turn_id, text)
                self._make_rows()

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Keep a note when somebody goes on to something else."""
        if event.type() == QEvent.Type.FocusOut:
            self.keep()
        return False

    def _fields(self) -> list[tuple[int | None, QPlainTextEdit]]:
        """Give the fields that can be written in, each with what its note is of."""
        of_turn = [(self._turn.id, self.turn_field)] if self._turn is not None else []
        return [(None, self.interview_field), *of_turn]

    def _make_rows(self) -> None:
        basics.clear(self._rows)
        for turn_id, start in sorted(self._times.items(), key=lambda item: item[1]):
            text = self._notes.get(turn_id, "")
            if text:
                self._rows.addWidget(self._row(turn_id, start, text))

    def _row(self, turn_id: int, start_ms: int, text: str) -> QWidget:
        first = text.splitlines()[0]
        short = first if len(first) <= _LONGEST_LINE else first[: _LONGEST_LINE - 1] + "…"
        return basics.button(
            f"{short_clock(start_ms)}  {short}",
            lambda: self.place_chosen.emit(turn_id),
            kind="link",
            name=tr("Transcript", "Show the turn at {time}, noted: {text}").format(
                time=short_clock(start_ms), text=short
            ),
            tip=text,
        )


def _field(name: str) -> QPlainTextEdit:
    made = QPlainTextEdit()
    made.setAccessibleName(name)
    made.setPlaceholderText(name)
    made.setTabChangesFocus(True)
    looks.keep_size(made, height=58)
    return made


def _text(field: QPlainTextEdit) -> str:
    return field.toPlainText().strip()


def _show(field: QPlainTextEdit, text: str) -> None:
    if _text(field) != text:
        with QSignalBlocker(field):
            field.setPlainText(text)
