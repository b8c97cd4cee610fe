"""Draw what is marked in a transcript so that shape tells it as well as colour."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.render import AnonymisedTranscript
from transcribe_desk.study.transcript import Transcript
from transcribe_desk.ui.theme import Tokens

_PUNCTUATION = ".,;:!?…"


class Shape(Enum):
    """How a mark looks: dots under a doubtful word, hatch, fill or outline for a mention."""

    DOUBTFUL = auto()
    PROPOSED = auto()
    ACCEPTED = auto()
    REJECTED = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span of a turn, in code points of its text; ``key`` is the mention's id, 0 for a doubtful word."""

    turn_id: int
    start: int
    end: int
    shape: Shape
    category: Category | None = None
    key: int = 0


def doubtful_marks(transcript: Transcript) -> list[Mark]:
    """Mark every word that a person should listen to."""
    return [
        Mark(turn.id, start, start + len(word.text.rstrip(_PUNCTUATION)), Shape.DOUBTFUL)
        for turn in transcript.turns
        for start, _end, word in turn.word_spans()
        if word.doubtful
    ]


def mention_mark(mention: Mention) -> Mark:
    """Mark a mention by its decision."""
    if mention.decision is Decision.ACCEPTED:
        shape = Shape.ACCEPTED
    else:
        shape = Shape.REJECTED if mention.decision.rejected else Shape.PROPOSED
    return Mark(mention.turn_id, mention.start, mention.end, shape, mention.category, mention.id)


def replacement_marks(
    rendered: AnonymisedTranscript, entities: Iterable[Entity], mentions: Iterable[Mention]
) -> list[Mark]:
    """Mark every replacement in the text as it will be exported."""
    categories = {entity.id: entity.category for entity in entities}
    by_mention = {mention.id: categories.get(mention.entity_id, mention.category) for mention in mentions}
    return [
        Mark(turn.turn_id, piece.start, piece.end, Shape.ACCEPTED, by_mention.get(piece.mention_id), piece.mention_id)
        for turn in rendered.turns
        for piece in turn.pieces
        if piece.mention_id is not None
    ]


def colour_of(mark: Mark, tokens: Tokens) -> QColor:
    """Give the colour of a mark."""
    return tokens.colour("warning") if mark.category is None else tokens.category(mark.category)


def paint_under(painter: QPainter, box: QRectF, mark: Mark, tokens: Tokens, *, current: bool) -> None:
    """Draw what lies behind the words: ``box`` is the words' own box on one line."""
    colour = colour_of(mark, tokens)
    wide = box.adjusted(-3, -1, 3, 2)
    painter.setPen(Qt.PenStyle.NoPen)
    if mark.shape is Shape.PROPOSED:
        _hatch(painter, wide, colour)
    elif mark.shape is Shape.ACCEPTED:
        painter.setBrush(_thin(colour, 56))
        painter.drawRoundedRect(wide, 3, 3)
    if current:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(tokens.colour("accent"), 2))
        painter.drawRoundedRect(wide.adjusted(-2, -2, 2, 3), 5, 5)


def paint_over(painter: QPainter, box: QRectF, mark: Mark, tokens: Tokens) -> None:
    """Draw the lines of a mark: dots, dashes, a rule or an outline."""
    colour = colour_of(mark, tokens)
    wide = box.adjusted(-3, -1, 3, 2)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if mark.shape is Shape.DOUBTFUL:
        pen = QPen(colour, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([1, 1])
        _rule(painter, QPen(pen), box.left(), box.right(), box.bottom() + 1)
    elif mark.shape is Shape.PROPOSED:
        pen = QPen(colour, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([3, 2])
        _rule(painter, pen, wide.left(), wide.right(), wide.bottom())
    elif mark.shape is Shape.ACCEPTED:
        _rule(painter, QPen(colour, 2), wide.left() + 1, wide.right() - 1, wide.bottom())
    else:
        painter.setPen(QPen(tokens.colour("secondary"), 1.2))
        painter.drawRoundedRect(wide, 4, 4)


def paint_state_box(painter: QPainter, box: QRectF, shape: Shape, colour: QColor, tokens: Tokens) -> None:
    """Draw the small box of an entity in a list: dashed while open, ticked when accepted, a bar when it stays."""
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if shape is Shape.ACCEPTED:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(tokens.colour("success"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(QPen(tokens.colour("paper"), 1.8, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        left, top, side = box.left(), box.top(), box.width()
        painter.drawPolyline(
            [
                QPointF(left + side * 0.25, top + side * 0.52),
                QPointF(left + side * 0.43, top + side * 0.70),
                QPointF(left + side * 0.76, top + side * 0.32),
            ]
        )
        return
    pen = QPen(colour if shape is Shape.PROPOSED else tokens.colour("muted"), 1.5)
    if shape is Shape.PROPOSED:
        pen.setDashPattern([2, 1.6])
    painter.setPen(pen)
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
    if shape is Shape.REJECTED:
        middle = box.center()
        painter.drawLine(QPointF(middle.x() - 3.5, middle.y()), QPointF(middle.x() + 3.5, middle.y()))


def _hatch(painter: QPainter, box: QRectF, colour: QColor) -> None:
    painter.save()
    painter.setClipRect(box)
    painter.setPen(QPen(_thin(colour, 64), 2.6))
    step, height = 7.0, box.height()
    offset = box.left() - height
    while offset < box.right():
        painter.drawLine(QPointF(offset, box.bottom()), QPointF(offset + height, box.top()))
        offset += step
    painter.restore()


def _rule(painter: QPainter, pen: QPen, left: float, right: float, y: float) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def _thin(colour: QColor, alpha: int) -> QBrush:
    made = QColor(colour)
    made.setAlpha(alpha)
    return QBrush(made)
