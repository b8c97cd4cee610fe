"""Draw the gutter of a turn: who speaks, with badge and colour, and when it begins."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from transcribe_desk.study.timecode import short_clock
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document.lines import Line
from transcribe_desk.ui.theme import Tokens

GUTTER, NARROW_GUTTER = 176, 132
GUTTER_GAP = 20  # pixels between the gutter and the text
_BADGE = 18.0


def paint_gutter(
    painter: QPainter, line: Line, column_left: float, top: float, tokens: Tokens, *, current: bool
) -> None:
    """Draw label, badge and time of a turn whose text begins at ``column_left`` and ``top``."""
    colour = tokens.speaker(line.speaker)
    right = column_left - GUTTER_GAP
    paint_badge(painter, QRectF(right - _BADGE, top + 1, _BADGE, _BADGE), line.initial, line.speaker, tokens)
    painter.setFont(looks.sans(13, bold=True))
    painter.setPen(tokens.colour("ink") if current else colour)
    place = QRectF(right - _BADGE - 8 - GUTTER, top, GUTTER, 20)
    aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    room = int(place.right()) - 4
    painter.drawText(place, aligned, painter.fontMetrics().elidedText(line.label, Qt.TextElideMode.ElideMiddle, room))
    painter.setFont(looks.mono(12))
    painter.setPen(tokens.colour("secondary" if current else "muted"))
    painter.drawText(QRectF(right - GUTTER, top + 20, GUTTER, 18), aligned, short_clock(line.start_ms))


def paint_badge(painter: QPainter, square: QRectF, initial: str, place: int, tokens: Tokens) -> None:
    """Draw the small square with a speaker's initial."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.speaker(place))
    painter.drawRoundedRect(square, 4, 4)
    painter.setFont(looks.sans(11 if len(initial) == 1 else 10, bold=True))
    painter.setPen(tokens.colour("on_speaker"))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, initial)
