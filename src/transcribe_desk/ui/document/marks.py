"""Draw what is marked in a transcript so that shape tells it as well as colour."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum, auto

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen

from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.privacy.render import AnonymisedTranscript
from transcribe_desk.speech.guards import HEARD_AGAIN, REPETITIVE, UNSURE
from transcribe_desk.study.transcript import Segment, Transcript, Turn
from transcribe_desk.ui.document.notes import Note
from transcribe_desk.ui.theme import Tokens
from transcribe_desk.ui.translation import mark, say, tr

_PUNCTUATION = ".,;:!?…"
_BAR_REACH = 4.0  # pixels beside a bar that still show its tool tip


class Shape(Enum):
    """How a mark looks.

    Dots under a doubtful word; hatch, fill or outline for a mention; a bar beside lines to listen to as a whole, dotted
    where the machine was unsure, double where it may repeat itself, dashed where it listened again; a caret in a gap.
    A wave under a word that no dictionary has, and a wide one under an indirect cue nobody has decided on; a box around
    one that was looked for; struck through, or a caret, where the machine's original reads otherwise; a ground behind
    the word that is playing.
    """

    DOUBTFUL = auto()
    UNSURE = auto()
    REPETITIVE = auto()
    HEARD_AGAIN = auto()
    GAP = auto()
    MISSPELT = auto()
    FOUND = auto()
    CHANGED = auto()
    ADDED = auto()
    PLAYING = auto()
    CUE = auto()
    PROPOSED = auto()
    ACCEPTED = auto()
    REJECTED = auto()


@dataclass(frozen=True, slots=True)
class Mark:
    """A marked span of a turn, in code points of its text; ``key`` is the id of a mention, or else 0.

    ``tip`` says what the mark means to whoever rests the mouse on it.
    """

    turn_id: int
    start: int
    end: int
    shape: Shape
    category: Category | None = None
    key: int = 0
    tip: str = ""


# Bars stand side by side in the margin, so that a stretch may have several.
_BARS = {Shape.UNSURE: 5.0, Shape.REPETITIVE: 9.5, Shape.HEARD_AGAIN: 14.0}
_GROUNDS = (Shape.PROPOSED, Shape.ACCEPTED, Shape.PLAYING, Shape.FOUND)
_COLOURS = {
    Shape.GAP: "muted", Shape.HEARD_AGAIN: "muted", Shape.MISSPELT: "danger", Shape.FOUND: "accent",
    Shape.CHANGED: "danger", Shape.ADDED: "success", Shape.PLAYING: "playing",
}  # fmt: skip
_FLAGS = {
    UNSURE: (Shape.UNSURE, mark("Transcript", "The machine was unsure of this whole stretch: listen to it.")),
    REPETITIVE: (
        Shape.REPETITIVE,
        mark("Transcript", "These words repeat themselves, which may be invented: listen to it."),
    ),
    HEARD_AGAIN: (
        Shape.HEARD_AGAIN,
        mark("Transcript", "Found only when the machine listened a second time: listen to it."),
    ),
}
TO_LISTEN_TO = frozenset(shape for shape, _tip in _FLAGS.values())


def doubtful_marks(transcript: Transcript) -> list[Mark]:
    """Mark every word that a person should listen to."""
    tip = tr("Transcript", "The machine was {sure:.0%} sure of this word.")
    return [
        Mark(
            turn.id,
            start,
            start + len(word.text.rstrip(_PUNCTUATION)),
            Shape.DOUBTFUL,
            tip=tip.format(sure=word.probability),
        )
        for turn in transcript.turns
        if any(word.doubtful for word in turn.words)
        for start, _end, word in turn.word_spans()
        if word.doubtful
    ]


def flagged_marks(transcript: Transcript, segments: Iterable[Segment]) -> list[Mark]:
    """Mark the stretches that a person should listen to as a whole, turn by turn, one mark for each reason."""
    marks = []
    starts = [turn.start_ms for turn in transcript.turns]
    for segment in segments:
        first = max(0, bisect_right(starts, segment.start_ms) - 1)
        for turn in transcript.turns[first : bisect_left(starts, segment.end_ms)]:
            spans = [
                (start, end)
                for start, end, word in turn.word_spans()
                if segment.start_ms <= word.start_ms < segment.end_ms
            ]
            known = [_FLAGS[flag] for flag in segment.flags if flag in _FLAGS]
            marks += [
                Mark(turn.id, spans[0][0], spans[-1][1], shape, tip=say("Transcript", tip))
                for shape, tip in known
                if spans
            ]
    return marks


def gap_marks(transcript: Transcript, notes: Sequence[Note]) -> list[Mark]:
    """Mark the word before each note that falls into a turn; the note itself stands under the turn."""
    starts = [turn.start_ms for turn in transcript.turns]
    places = [(bisect_right(starts, note.start_ms) - 1, note) for note in notes]
    found = [_gap(transcript.turns[place], note) for place, note in places if place >= 0]
    return [mark for mark in found if mark is not None]


def _gap(turn: Turn, note: Note) -> Mark | None:
    before = [(start, end) for start, end, word in turn.word_spans() if word.start_ms <= note.start_ms]
    if not before or len(before) == len(turn.words):
        return None
    return Mark(turn.id, *before[-1], Shape.GAP, tip=note.spoken)


def mention_mark(mention: Mention) -> Mark:
    """Mark a mention by its decision."""
    if mention.decision is Decision.ACCEPTED:
        shape = Shape.ACCEPTED
    elif mention.decision.rejected:
        shape = Shape.REJECTED
    else:
        shape = Shape.CUE if mention.indirect else Shape.PROPOSED
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
    if mark.shape in _COLOURS:
        return tokens.colour(_COLOURS[mark.shape])
    return tokens.colour("warning") if mark.category is None else tokens.category(mark.category)


def bar_of(mark: Mark, parts: Sequence[QRectF], column_left: float) -> QRectF | None:
    """Give the strip beside the lines of a mark that is a bar, from the boxes of its words; else None."""
    if mark.shape not in _BARS or not parts:
        return None
    top, bottom = parts[0].top(), parts[-1].bottom()
    return QRectF(column_left - _BARS[mark.shape] - _BAR_REACH, top, 2 * _BAR_REACH, bottom - top)


def paint_bar(painter: QPainter, box: QRectF, mark: Mark, tokens: Tokens) -> None:
    """Draw a bar down the middle of its strip: dotted, double or dashed."""
    pen = QPen(colour_of(mark, tokens), 2, c=Qt.PenCapStyle.FlatCap)
    x = box.center().x()
    if mark.shape is Shape.UNSURE:
        pen.setDashPattern([1, 1.5])
    elif mark.shape is Shape.HEARD_AGAIN:
        pen.setDashPattern([3, 1.5])
    else:
        pen.setWidthF(1.2)
    painter.setPen(pen)
    for place in (x - 1.8, x + 1.8) if mark.shape is Shape.REPETITIVE else (x,):
        painter.drawLine(QPointF(place, box.top()), QPointF(place, box.bottom()))


def paint_under(painter: QPainter, box: QRectF, mark: Mark, tokens: Tokens, *, current: bool) -> None:
    """Draw what lies behind the words: ``box`` is the words' own box on one line."""
    if mark.shape not in _GROUNDS and not current:
        return
    colour = colour_of(mark, tokens)
    wide = box.adjusted(-3, -1, 3, 2)
    painter.setPen(Qt.PenStyle.NoPen)
    if mark.shape is Shape.PROPOSED:
        _hatch(painter, wide, colour)
    elif mark.shape is Shape.ACCEPTED:
        painter.setBrush(_thin(colour, 56))
        painter.drawRoundedRect(wide, 3, 3)
    elif mark.shape is Shape.PLAYING:
        painter.setBrush(colour)
        painter.drawRoundedRect(wide, 3, 3)
    elif mark.shape is Shape.FOUND:
        painter.setBrush(tokens.colour("accent_ground"))
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
        paint_doubtful(painter, [box], tokens)
    elif mark.shape is Shape.PROPOSED:
        pen = QPen(colour, 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([3, 2])
        _rule(painter, pen, wide.left(), wide.right(), wide.bottom())
    elif mark.shape is Shape.ACCEPTED:
        _rule(painter, QPen(colour, 2), wide.left() + 1, wide.right() - 1, wide.bottom())
    elif mark.shape is Shape.MISSPELT:
        _wave(painter, QPen(colour, 1.2), box.left(), box.right(), box.bottom() + 0.5)
    elif mark.shape is Shape.CUE:
        _wave(painter, QPen(colour, 1.6), wide.left(), wide.right(), wide.bottom() - 0.5, reach=2.0)
    elif mark.shape is Shape.CHANGED:
        _rule(painter, QPen(colour, 1.6), box.left() - 1, box.right() + 1, box.center().y() + 1)
    elif mark.shape is Shape.FOUND:
        painter.setPen(QPen(colour, 1.2))
        painter.drawRoundedRect(wide, 3, 3)
    elif mark.shape in (Shape.GAP, Shape.ADDED):
        painter.setPen(QPen(colour, 1.6, c=Qt.PenCapStyle.RoundCap, j=Qt.PenJoinStyle.RoundJoin))
        x, y = box.right() + 2.5, box.bottom()
        painter.drawPolyline([QPointF(x - 3.5, y + 3), QPointF(x, y - 2), QPointF(x + 3.5, y + 3)])
    elif mark.shape is Shape.REJECTED:
        painter.setPen(QPen(tokens.colour("secondary"), 1.2))
        painter.drawRoundedRect(wide, 4, 4)


def paint_doubtful(painter: QPainter, boxes: Sequence[QRectF], tokens: Tokens) -> None:
    """Draw dots under doubtful words, all at once."""
    pen = QPen(tokens.colour("warning"), 2, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
    pen.setDashPattern([1, 1])
    painter.setPen(pen)
    painter.drawLines([QLineF(box.left(), box.bottom() + 1, box.right(), box.bottom() + 1) for box in boxes])


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


def _wave(painter: QPainter, pen: QPen, left: float, right: float, y: float, reach: float = 1.2) -> None:
    painter.setPen(pen)
    count = max(2, int((right - left) / (2 * reach + 0.1)))
    step = (right - left) / count
    points = [QPointF(left + step * place, y + (reach if place % 2 else -reach / 2)) for place in range(count + 1)]
    painter.drawPolyline(points)


def _rule(painter: QPainter, pen: QPen, left: float, right: float, y: float) -> None:
    painter.setPen(pen)
    painter.drawLine(QPointF(left, y), QPointF(right, y))


def _thin(colour: QColor, alpha: int) -> QBrush:
    made = QColor(colour)
    made.setAlpha(alpha)
    return QBrush(made)
