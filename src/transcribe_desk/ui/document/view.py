"""Show a transcript as one quiet document: a gutter with speaker and time, marks under and over the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QTextEdit

from transcribe_desk.study.timecode import short_clock
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document import marks as drawing
from transcribe_desk.ui.document.lines import Line, to_utf16
from transcribe_desk.ui.document.marks import Mark, Shape
from transcribe_desk.ui.theme import Theme

_GUTTER, _NARROW_GUTTER = 176, 132
_NARROW = 720  # pixels of width under which the gutter gives way to the text
_CHARACTERS = 74  # a line of 66 to 75 characters reads best
_LINE_PIXELS = 25
_TURN_GAP = 24
_SAMPLE = "And they could not see our system, and we could not see theirs."


class TranscriptView(QTextEdit):
    """A read-only transcript; ``mark_chosen`` gives the key of a clicked mention."""

    mark_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[Line] = []
        self._block_of: dict[int, int] = {}
        self._marks: dict[int, list[Mark]] = {}
        self._current_turn: int | None = None
        self._current_key = 0
        self._boxes: list[tuple[QRectF, int]] = []
        self.setAccessibleName("Transcript text")
        self.setFont(looks.sans(16))
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(0)
        theme.changed.connect(self.viewport().update)

    # Content

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these turns, keeping the place in the text when they only grew."""
        if list(lines) == self._lines:
            return
        grown = bool(self._lines) and list(lines[: len(self._lines)]) == self._lines
        more = "\n".join(line.text for line in lines[len(self._lines) :])
        same_length = len(lines) == len(self._lines)
        keep = self.verticalScrollBar().value() if grown or same_length else 0
        self._lines = list(lines)
        self._block_of = {line.turn_id: place for place, line in enumerate(self._lines)}
        if grown:  # only what is new is laid out: a long text grows while it is read
            end = QTextCursor(self.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertText("\n" + more)
        else:
            self._write("\n".join(line.text for line in self._lines))
        self.verticalScrollBar().setValue(keep)
        self.viewport().update()

    def _write(self, text: str) -> None:
        self.setPlainText(text)
        form = QTextBlockFormat()
        spare = max(0.0, _LINE_PIXELS - QFontMetricsF(self.font()).height())
        form.setLineHeight(spare, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        form.setBottomMargin(_TURN_GAP)
        cursor = QTextCursor(self.document())
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.setBlockFormat(form)
        self._lay_out()

    def set_marks(self, marks: Iterable[Mark]) -> None:
        """Draw these marks and no others."""
        by_turn: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            by_turn[mark.turn_id].append(mark)
        self._marks = dict(by_turn)
        self.viewport().update()

    def show_current(self, turn_id: int | None, key: int = 0, *, scroll: bool = True) -> None:
        """Wash the ground of a turn, ring the mention ``key``, and bring it into sight."""
        self._current_turn, self._current_key = turn_id, key
        if turn_id in self._block_of and scroll:
            self._bring_into_sight(self._block(turn_id), self._mark(turn_id, key))
        self.viewport().update()

    def step_doubtful(self, direction: int) -> bool:
        """Select the next (1) or previous (-1) doubtful word; tell whether there was one."""
        found = [
            (self._position(mark.turn_id, mark.start), mark)
            for marks in self._marks.values()
            for mark in marks
            if mark.shape is Shape.DOUBTFUL
        ]
        here = self.textCursor().selectionStart()
        ahead = [pair for pair in found if (pair[0] - here) * direction > 0]
        if not ahead and not self.textCursor().hasSelection() and direction > 0:
            ahead = [pair for pair in found if pair[0] == here]
        if not ahead:
            return False
        start, mark = min(ahead, key=lambda pair: abs(pair[0] - here))
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(self._position(mark.turn_id, mark.end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.show_current(mark.turn_id)
        return True

    # Layout

    def column_width(self) -> int:
        """Give the width of the text in pixels."""
        metrics = QFontMetricsF(self.font())
        wished = int(metrics.horizontalAdvance(_SAMPLE) / len(_SAMPLE) * _CHARACTERS)
        return max(160, min(wished, self.viewport().width() - self._gutter() - 32))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the column's width and place."""
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        width, column = self.viewport().width(), self.column_width()
        gutter = self._gutter()
        left = gutter + max(0, int((width - gutter - column) * 0.3))
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        right = max(16, width - left - column)
        if (form.leftMargin(), form.rightMargin()) != (left, right):
            form.setLeftMargin(left)
            form.setRightMargin(right)
            form.setTopMargin(28)
            form.setBottomMargin(48)
            frame.setFrameFormat(form)

    def _gutter(self) -> int:
        return _NARROW_GUTTER if self.viewport().width() < _NARROW else _GUTTER

    def _block(self, turn_id: int) -> QTextBlock:
        return self.document().findBlockByNumber(self._block_of[turn_id])

    def _mark(self, turn_id: int | None, key: int) -> Mark | None:
        marks = self._marks.get(turn_id, []) if turn_id is not None else []
        return next((mark for mark in marks if mark.key == key and key), None)

    def _position(self, turn_id: int, offset: int) -> int:
        line = self._lines[self._block_of[turn_id]]
        return self._block(turn_id).position() + to_utf16(line.text, offset)

    def _bring_into_sight(self, block: QTextBlock, mark: Mark | None) -> None:
        box = self.document().documentLayout().blockBoundingRect(block)
        if mark is not None and (parts := list(self._parts(block, self._line(block), mark))):
            box = parts[0].translated(QPointF(0, self._offset()))
        top, bar, height = box.top(), self.verticalScrollBar(), self.viewport().height()
        if not bar.value() + 40 < top < bar.value() + height - 120:
            bar.setValue(int(top - height / 3))

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the wash and the marks behind the words, the words, then the gutter and the lines over them."""
        blocks = list(self._visible())
        self._boxes = []
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, line, box in blocks:
            if line.turn_id == self._current_turn:
                wash = QRectF(0, box.top() - 10, self.viewport().width(), max(box.height(), 40) + 20)
                painter.fillRect(wash, self._theme.tokens.colour("accent_wash"))
            for mark in self._marks.get(line.turn_id, ()):
                current = mark.key != 0 and mark.key == self._current_key
                for part in self._parts(block, line, mark):
                    drawing.paint_under(painter, part, mark, self._theme.tokens, current=current)
                    self._boxes.append((part, mark.key))
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, line, box in blocks:
            self._paint_gutter(painter, line, box)
            for mark in self._marks.get(line.turn_id, ()):
                for part in self._parts(block, line, mark):
                    drawing.paint_over(painter, part, mark, self._theme.tokens)
        painter.end()

    def _offset(self) -> int:
        return self.verticalScrollBar().value()

    def _line(self, block: QTextBlock) -> Line:
        return self._lines[block.blockNumber()]

    def _visible(self) -> Iterator[tuple[QTextBlock, Line, QRectF]]:
        if not self._lines:
            return
        layout = self.document().documentLayout()
        block = self.cursorForPosition(QPointF(0, 0).toPoint()).block()
        if block.previous().isValid():
            block = block.previous()
        while block.isValid():
            box = layout.blockBoundingRect(block).translated(0, -self._offset())
            if box.top() > self.viewport().height():
                return
            yield block, self._line(block), box
            block = block.next()

    def _parts(self, block: QTextBlock, line: Line, mark: Mark) -> Iterator[QRectF]:
        """Give the boxes of a mark's words in the viewport, one for each line of text that it touches."""
        start, end = to_utf16(line.text, mark.start), to_utf16(line.text, mark.end)
        origin = self.document().documentLayout().blockBoundingRect(block).topLeft() - QPointF(0, self._offset())
        layout, metrics = block.layout(), QFontMetricsF(self.font())
        for number in range(layout.lineCount()):
            row = layout.lineAt(number)
            first, last = max(start, row.textStart()), min(end, row.textStart() + row.textLength())
            while first < last and block.text()[last - 1] == " ":
                last -= 1
            if first < last:
                left, right = _x(row.cursorToX(first)), _x(row.cursorToX(last))
                base = origin.y() + row.y() + row.ascent()
                yield QRectF(origin.x() + left, base - metrics.ascent(), right - left, metrics.height())

    def _paint_gutter(self, painter: QPainter, line: Line, box: QRectF) -> None:
        tokens, badge = self._theme.tokens, 18.0
        colour = tokens.speaker(line.speaker)
        right = box.left() - 20
        square = QRectF(right - badge, box.top() + 1, badge, badge)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawRoundedRect(square, 4, 4)
        painter.setFont(looks.sans(11, bold=True))
        painter.setPen(tokens.colour("on_speaker"))
        painter.drawText(square, Qt.AlignmentFlag.AlignCenter, line.initial)
        painter.setFont(looks.sans(13, bold=True))
        painter.setPen(tokens.colour("ink") if line.turn_id == self._current_turn else colour)
        place = QRectF(right - badge - 8 - _GUTTER, box.top(), _GUTTER, 20)
        aligned = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        room = int(place.right()) - 4
        painter.drawText(
            place, aligned, painter.fontMetrics().elidedText(line.label, Qt.TextElideMode.ElideMiddle, room)
        )
        painter.setFont(looks.mono(12))
        painter.setPen(tokens.colour("secondary" if line.turn_id == self._current_turn else "muted"))
        painter.drawText(QRectF(right - _GUTTER, box.top() + 20, _GUTTER, 18), aligned, short_clock(line.start_ms))

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the mention under the mouse; anything else is Qt's usual selecting."""
        super().mousePressEvent(event)
        if key := self._key_at(event.position()):
            self.mark_chosen.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a mention can be clicked."""
        super().mouseMoveEvent(event)
        hand = Qt.CursorShape.PointingHandCursor
        self.viewport().setCursor(hand if self._key_at(event.position()) else Qt.CursorShape.IBeamCursor)

    def _key_at(self, point: QPointF) -> int:
        return next((key for box, key in self._boxes if key and box.contains(point)), 0)


def _x(found: object) -> float:
    """Give the x of ``cursorToX``, which comes back alone or with the corrected position."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
