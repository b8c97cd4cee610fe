"""Draw what belongs to the turns in sight: washes and marks behind the words, gutter, notes and lines over them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPixmap, QTextBlock
from PySide6.QtWidgets import QTextEdit

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document import marks as drawing
from transcribe_desk.ui.document.gutter import GUTTER, GUTTER_GAP, paint_gutter
from transcribe_desk.ui.document.lines import Line, to_utf16
from transcribe_desk.ui.document.marks import Mark, Shape
from transcribe_desk.ui.document.notes import Note, note_pixels, paint_note
from transcribe_desk.ui.document.turn_blocks import TurnBlocks
from transcribe_desk.ui.theme import Tokens

WASH_REACH = 10  # pixels of wash above and below a turn
_GUTTER_PIXELS = 40  # a turn's gutter is as tall as this, also where its text is not
_GUTTER_REACH = 2  # of its picture, above and below
_GUTTERS = 400  # pictures kept
_SPACE = " ".encode("utf-16-le")


@dataclass(slots=True)
class Shown:
    """What is shown beside the text: marks in layers, by turn; notes, by the place of the turn they stand under."""

    layers: dict[str, Mapping[int, Sequence[Mark]]] = field(default_factory=dict)
    notes: dict[int, list[Note]] = field(default_factory=dict)
    current_turn: int | None = None
    current_key: int = 0
    plays: bool = False
    spelling: Callable[[str], Sequence[tuple[int, int]]] | None = None

    def marks(self, turn_id: int) -> Iterator[Mark]:
        """Give the marks of a turn in every layer."""
        for layer in self.layers.values():
            yield from layer.get(turn_id, ())


@dataclass(frozen=True, slots=True)
class _Row:
    """A block in sight: its line, its box in the viewport, and its marks with the boxes of their words."""

    block: QTextBlock
    line: Line
    box: QRectF
    marks: Sequence[tuple[Mark, Sequence[QRectF]]]


class _SetBlock:
    """A block as Qt has set it, read once: asking Qt takes longer than all the rest, and most blocks have many marks.

    ``before`` is how much of its turn stands before it, in UTF-16 units.
    """

    def __init__(self, block: QTextBlock, box: QRectF, metrics: QFontMetricsF, before: int) -> None:
        self.before = before
        self.position = block.position()
        self.text = block.text()
        self._units = self.text.encode("utf-16-le", "surrogatepass")
        self._size = block.length()
        self._left, self._ascent, self._height = box.left(), metrics.ascent(), metrics.height()
        layout = block.layout()  # without lines while Qt has not set the block
        lines = (layout.lineAt(number) for number in range(layout.lineCount()))
        self._lines = [
            (line, line.textStart(), line.textStart() + line.textLength(), box.top() + line.y() + line.ascent())
            for line in lines
        ]

    def boxes(self, start: int, end: int) -> Iterator[QRectF]:
        """Give the boxes of a span, in UTF-16 units of the block's text, one for each line that it touches."""
        if start >= self._size or end <= 0:
            return
        for line, line_start, line_end, base in self._lines:
            first, last = max(start, line_start), min(end, line_end)
            while first < last and self._units[2 * last - 2 : 2 * last] == _SPACE:
                last -= 1
            if first < last:
                left, right = _x(line.cursorToX(first)), _x(line.cursorToX(last))
                yield QRectF(self._left + left, base - self._ascent, right - left, self._height)


class TurnPainter:
    """Draws the turns of one text widget, and says what stands at a point of it."""

    def __init__(self, widget: QTextEdit, blocks: TurnBlocks, shown: Shown) -> None:
        self._widget = widget
        self._blocks = blocks
        self._shown = shown
        self._gutters: dict[object, QPixmap] = {}

    def rows(self, top: float, bottom: float) -> list[_Row]:
        """Gather the blocks between two heights of the viewport."""
        rows = []
        for block, line, box in self._in_sight(top, bottom):
            set_block = self._set(block, box)
            rows.append(_Row(block, line, box, [*self._marks(set_block, line), *self._misspelt(set_block, line)]))
        return rows

    def paint_behind(self, painter: QPainter, rows: Sequence[_Row], tokens: Tokens) -> None:
        """Draw what lies behind the words."""
        for row in rows:
            if row.line.turn_id == self._shown.current_turn:
                painter.fillRect(self._wash(row.block, row.box), tokens.colour("accent_wash"))
        for row in rows:
            for mark, parts in row.marks:
                current = mark.key != 0 and mark.key == self._shown.current_key
                if bar := drawing.bar_of(mark, parts, row.box.left()):
                    drawing.paint_bar(painter, bar, mark, tokens)
                    continue
                for part in parts:
                    drawing.paint_under(painter, part, mark, tokens, current=current)

    def paint_over(self, painter: QPainter, rows: Sequence[_Row], tokens: Tokens) -> None:
        """Draw the gutter, the notes and the lines of marks."""
        for row in rows:
            if self._blocks.is_first(row.block):
                current = row.line.turn_id == self._shown.current_turn
                gutter = self._gutter(row.line, tokens, room=int(row.box.left()), current=current)
                width = gutter.width() / gutter.devicePixelRatio()
                painter.drawPixmap(QPointF(row.box.left() - width, row.box.top() - _GUTTER_REACH), gutter)
            for note, place in self._note_boxes(row.block, row.box):
                paint_note(painter, note, place, row.box.left() - GUTTER_GAP, tokens)
            for mark, parts in row.marks:
                if mark.shape is not Shape.DOUBTFUL:
                    for part in parts:
                        drawing.paint_over(painter, part, mark, tokens)
        # Most marks by far, and all alike.
        doubtful = [parts for row in rows for mark, parts in row.marks if mark.shape is Shape.DOUBTFUL]
        drawing.paint_doubtful(painter, list(chain.from_iterable(doubtful)), tokens)

    def _gutter(self, line: Line, tokens: Tokens, *, room: int, current: bool) -> QPixmap:
        """Give a turn's gutter as a picture, which is drawn quicker than its three texts and its badge."""
        ratio, plays = self._widget.devicePixelRatioF(), self._shown.plays
        width = max(1, min(room, looks.scaled(GUTTER) + GUTTER_GAP + 40))
        look = (tokens, looks.scaled(100), ratio, width, current, plays)
        key = (line.label, line.initial, line.speaker, line.start_ms, look)
        found = self._gutters.get(key)
        if found is None:
            if len(self._gutters) > _GUTTERS:
                self._gutters.clear()
            height = looks.scaled(_GUTTER_PIXELS) + 2 * _GUTTER_REACH
            found = QPixmap(round(width * ratio), round(height * ratio))
            found.setDevicePixelRatio(ratio)
            found.fill(Qt.GlobalColor.transparent)
            painter = QPainter(found)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            paint_gutter(painter, line, QPointF(width, _GUTTER_REACH), tokens, current=current, plays=plays)
            painter.end()
            self._gutters[key] = found
        return found

    def boxes(self, turn_id: int) -> list[tuple[QRectF, Mark]]:
        """Give the boxes of a turn's marks in the viewport; of a bar, the strip beside the lines."""
        found: list[tuple[QRectF, Mark]] = []
        if turn_id not in self._blocks:
            return found
        for block in self._blocks.blocks(self._blocks.place(turn_id)):
            for mark in self._shown.marks(turn_id):
                parts = list(self.parts(block, mark))
                bar = drawing.bar_of(mark, parts, self.box(block).left())
                found += [(bar, mark)] if bar is not None else [(part, mark) for part in parts]
        return found

    def boxes_near(self, point: QPointF) -> list[tuple[QRectF, Mark]]:
        """Give the boxes of the marks of the turn at this height."""
        if not self._blocks.lines:
            return []
        block = self._widget.cursorForPosition(point.toPoint()).block()
        return self.boxes(self._blocks.lines[self._blocks.place_of(block)].turn_id)

    def notes_at(self, point: QPointF) -> list[Note]:
        """Give the notes that stand at a point of the viewport."""
        return [
            note
            for block, _line, box in self._in_sight(point.y(), point.y())
            for note, place in self._note_boxes(block, box)
            if place.contains(point)
        ]

    def box(self, block: QTextBlock) -> QRectF:
        """Give the box of a block in the viewport."""
        box = self._widget.document().documentLayout().blockBoundingRect(block)
        return box.translated(0, -self._widget.verticalScrollBar().value())

    def turn_box(self, turn_id: int) -> QRectF:
        """Give all that is drawn for a turn, in the viewport: from edge to edge, wash and gutter included."""
        place = self._blocks.place(turn_id)
        top, bottom = self.box(self._blocks.first(place)), self.box(self._blocks.last(place))
        height = max(bottom.bottom() - top.top(), looks.scaled(_GUTTER_PIXELS))
        reach = WASH_REACH + 2
        return QRectF(0, top.top() - reach, self._widget.viewport().width(), height + 2 * reach)

    def parts(self, block: QTextBlock, mark: Mark, box: QRectF | None = None) -> Iterator[QRectF]:
        """Give the boxes of a mark's words in a block, in the viewport, one for each line of text that it touches."""
        set_block = self._set(block, self.box(block) if box is None else box)
        yield from self._parts(set_block, self._blocks.line(mark.turn_id), mark)

    def _parts(self, block: _SetBlock, line: Line, mark: Mark) -> Iterator[QRectF]:
        start, end = to_utf16(line.text, mark.start) - block.before, to_utf16(line.text, mark.end) - block.before
        return block.boxes(start, end)

    def _set(self, block: QTextBlock, box: QRectF) -> _SetBlock:
        before = block.position() - self._blocks.start(self._blocks.place_of(block))
        return _SetBlock(block, box, QFontMetricsF(self._widget.font()), before)

    def _marks(self, block: _SetBlock, line: Line) -> Iterator[tuple[Mark, list[QRectF]]]:
        size = len(line.text)
        for mark in self._shown.marks(line.turn_id):
            if mark.end <= size and (parts := list(self._parts(block, line, mark))):
                yield mark, parts

    def _misspelt(self, block: _SetBlock, line: Line) -> Iterator[tuple[Mark, list[QRectF]]]:
        """Give what is misspelt in a block, but not the word that is being written."""
        if self._shown.spelling is None:
            return
        caret = self._widget.textCursor().position() - block.position
        typed = caret if self._widget.hasFocus() and not self._widget.isReadOnly() else -1
        for first, last in self._shown.spelling(block.text):
            start, end = to_utf16(block.text, first), to_utf16(block.text, last)
            if not start <= typed <= end:
                yield Mark(line.turn_id, first, last, Shape.MISSPELT), list(block.boxes(start, end))

    def _in_sight(self, top: float, bottom: float) -> Iterator[tuple[QTextBlock, Line, QRectF]]:
        if not self._blocks.lines:
            return
        block = self._block_at(top)
        if block.previous().isValid():  # its gutter and its notes may reach down into what is drawn
            block = block.previous()
        while block.isValid():
            box = self.box(block)
            above = note_pixels() * len(self._shown.notes.get(-1, ())) if block.blockNumber() == 0 else 0
            if box.top() - above - WASH_REACH > bottom:
                return
            yield block, self._blocks.lines[self._blocks.place_of(block)], box
            block = block.next()

    def _block_at(self, height: float) -> QTextBlock:
        """Give the last block that begins above a height of the viewport; Qt's own hit test takes longer."""
        document = self._widget.document()
        low, high = 0, document.blockCount() - 1
        while low < high:
            middle = (low + high + 1) // 2
            if self.box(document.findBlockByNumber(middle)).top() <= height:
                low = middle
            else:
                high = middle - 1
        return document.findBlockByNumber(low)

    def _wash(self, block: QTextBlock, box: QRectF) -> QRectF:
        above = WASH_REACH if self._blocks.is_first(block) else 0
        height = max(box.height(), looks.scaled(_GUTTER_PIXELS)) if above else box.height()
        margin = block.blockFormat().bottomMargin()
        bottom = box.top() + height + WASH_REACH if self._blocks.is_last(block) else box.bottom() + margin
        bottom = min(bottom, box.bottom() + margin - 4) if self._blocks.is_last(block) else bottom  # not on the next
        top = box.top() - above
        return QRectF(0, top, self._widget.viewport().width(), bottom - top)

    def _note_boxes(self, block: QTextBlock, box: QRectF) -> Iterator[tuple[Note, QRectF]]:
        """Give the notes under a turn, and for the first turn also those above it, with their lines."""
        place = self._blocks.place_of(block)
        frame = self._widget.document().rootFrame().frameFormat()
        width = self._widget.viewport().width() - frame.leftMargin() - frame.rightMargin()
        if block.blockNumber() == 0:
            above = self._shown.notes.get(-1, [])
            for number, note in enumerate(above):
                top = box.top() - note_pixels() * (len(above) - number) - 6
                yield note, QRectF(box.left(), top, width, note_pixels())
        notes = self._shown.notes.get(place)
        if not notes or not self._blocks.is_last(block):
            return
        last = block.layout().lineAt(block.layout().lineCount() - 1)
        bottom = box.top() + max(last.y() + last.height(), looks.scaled(38))
        for number, note in enumerate(notes):
            yield note, QRectF(box.left(), bottom + 6 + note_pixels() * number, width, note_pixels())


def _x(found: object) -> float:
    """Give the x of ``cursorToX``, which comes back alone or with the corrected position."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
