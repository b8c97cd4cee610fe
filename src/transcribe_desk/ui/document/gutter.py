"""Draw the gutter of a turn: who speaks, with badge and colour, and when it begins."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter

from transcribe_desk.study.timecode import short_clock
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document.lines import Line
from transcribe_desk.ui.theme import Tokens

GUTTER, NARROW_GUTTER = 176, 152
GUTTER_GAP = 20  # pixels between the gutter and the text
_BADGE, _ROW = 18, 20


def paint_gutter(
    painter: QPainter, line: Line, text: QPointF, tokens: Tokens, *, current: bool, plays: bool = False
) -> None:
    """Draw label, badge and time of a turn whose text begins at ``text``; before a time that plays, a triangle."""
    colour = tokens.speaker(line.speaker)
    right, top = text.x() - GUTTER_GAP, text.y()
    badge, height = looks.scaled(_BADGE), looks.scaled(_ROW)
    paint_badge(painter, QRectF(right - badge, top + 1, badge, badge), line.initial, line.speaker, tokens)
    painter.setFont(looks.sans(13, bold=True))
    painter.setPen(tokens.colour("ink") if current else colour)
    place = QRectF(right - badge - 8 - looks.scaled(GUTTER), top, looks.scaled(GUTTER), height)
    aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    room = int(place.right()) - 4
    painter.drawText(place, aligned, painter.fontMetrics().elidedText(line.label, Qt.TextElideMode.ElideMiddle, room))
    painter.setFont(looks.mono(12))
    ink = tokens.colour("secondary" if current else "muted")
    painter.setPen(ink)
    time, below = short_clock(line.start_ms), QRectF(place.left(), top + height, right - place.left(), height - 2)
    painter.drawText(below, aligned, time)
    if plays:
        left = right - painter.fontMetrics().horizontalAdvance(time) - looks.scaled(12)
        _paint_triangle(painter, QPointF(left, below.center().y()), ink)


def _paint_triangle(painter: QPainter, middle: QPointF, ink: QColor) -> None:
    half = looks.scaled(3)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawPolygon([middle + QPointF(0, -half), middle + QPointF(1.6 * half, 0), middle + QPointF(0, half)])


def paint_badge(painter: QPainter, square: QRectF, initial: str, place: int, tokens: Tokens) -> None:
    """Draw the small square with a speaker's initial."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(tokens.speaker(place))
    painter.drawRoundedRect(square, 4, 4)
    painter.setFont(looks.sans(11 if len(initial) == 1 else 10, bold=True))
    painter.setPen(tokens.colour("on_speaker"))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, initial)
