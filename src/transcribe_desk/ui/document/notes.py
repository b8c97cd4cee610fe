"""Say between the turns what the machine left out or could not hear, each kind with a sign of its own."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from transcribe_desk.jobs.lacking import Lack, Lacking, lacking
from transcribe_desk.study.timecode import short_clock
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document.lines import Line
from transcribe_desk.ui.theme import Tokens
from transcribe_desk.ui.translation import tr

if TYPE_CHECKING:
    from transcribe_desk.jobs.study_table import InterviewRow

_NOTE_PIXELS = 26


def note_pixels() -> int:
    """Give the height of a note's line."""
    return looks.scaled(_NOTE_PIXELS)


@dataclass(frozen=True, slots=True)
class Note(Lacking):
    """What stands between the turns for what is lacking; its sign is a bar, a repeat, a wave, a broken line or dots."""

    @property
    def text(self) -> str:
        """Say in plain words what is there and why."""
        return _texts()[self.lack].format(seconds=self.seconds)

    @property
    def spoken(self) -> str:
        """Say the whole, with its times, for a tool tip and a screen reader."""
        words = tr("Transcript", "{start} to {end}: {text}")
        return words.format(start=short_clock(self.start_ms), end=short_clock(self.end_ms), text=self.text)


def _texts() -> dict[Lack, str]:
    return {
        Lack.TAKEN_OUT: tr("Transcript", "Words taken out: nobody speaks here ({seconds} s)"),
        Lack.REPEATED: tr("Transcript", "Words taken out: they only repeated what stands before ({seconds} s)"),
        Lack.NOT_UNDERSTOOD: tr(
            "Transcript", "Somebody speaks for {seconds} s, but no words were understood: listen here"
        ),
        Lack.DAMAGED: tr("Transcript", "The recording is damaged: {seconds} s without sound"),
        Lack.SILENT: tr("Transcript", "Nobody speaks for {seconds} s"),
    }


def notes_of(row: InterviewRow) -> list[Note]:
    """Give a note for all that an interview lacks, in order of time."""
    return [Note(each.start_ms, each.end_ms, each.lack) for each in lacking(row)]


def notes_after(lines: Sequence[Line], notes: Iterable[Note]) -> dict[int, list[Note]]:
    """Give the notes by the place of the turn under which they stand: the last that began before, -1 for none."""
    placed: dict[int, list[Note]] = {}
    place = -1
    for note in notes:
        while place + 1 < len(lines) and lines[place + 1].start_ms <= note.start_ms:
            place += 1
        placed.setdefault(place, []).append(note)
    return placed


def paint_note(painter: QPainter, note: Note, box: QRectF, gutter_right: float, tokens: Tokens) -> None:
    """Draw a note on one line: its time in the gutter, its sign and its words in the column."""
    colour = tokens.colour("warning" if note.lack.needs_listening else "muted")
    painter.setFont(looks.mono(12))
    painter.setPen(tokens.colour("muted"))
    aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(0, box.top(), gutter_right, box.height()), aligned, short_clock(note.start_ms))
    _paint_sign(painter, note.lack, QRectF(box.left(), box.center().y() - 6, 12, 12), QPen(colour, 1.6))
    painter.setFont(looks.sans(13))
    painter.setPen(colour)
    room = box.adjusted(20, 0, 0, 0)
    words = painter.fontMetrics().elidedText(note.text, Qt.TextElideMode.ElideRight, int(room.width()))
    painter.drawText(room, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, words)


def _paint_sign(painter: QPainter, kind: Lack, box: QRectF, pen: QPen) -> None:
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    left, right, middle = box.left(), box.right(), box.center().y()
    if kind is Lack.TAKEN_OUT:
        painter.drawEllipse(box.adjusted(0.5, 0.5, -0.5, -0.5))
        painter.drawLine(QPointF(left + 3.5, middle), QPointF(right - 3.5, middle))
    elif kind is Lack.REPEATED:
        painter.drawRoundedRect(QRectF(left, middle - 5, 8, 8), 2, 2)
        painter.drawRoundedRect(QRectF(left + 4, middle - 2, 8, 8), 2, 2)
    elif kind is Lack.NOT_UNDERSTOOD:
        heights = (2.0, 5.0, 3.0, 5.5, 2.0)
        for place, height in enumerate(heights):
            x = left + 0.8 + place * 2.6
            painter.drawLine(QPointF(x, middle - height), QPointF(x, middle + height))
    elif kind is Lack.DAMAGED:
        steps = ((0.0, 0.0), (4.0, 0.0), (5.5, -5.0), (7.0, 5.0), (8.5, 0.0), (12.0, 0.0))
        painter.drawPolyline([QPointF(left + x, middle + y) for x, y in steps])
    else:
        painter.setBrush(pen.color())
        painter.setPen(Qt.PenStyle.NoPen)
        for place in range(3):
            painter.drawEllipse(QPointF(left + 1.5 + place * 4.5, middle), 1.4, 1.4)
