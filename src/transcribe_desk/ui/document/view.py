"""Show a transcript as one quiet document: a gutter with speaker and time, marks under and over the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QHelpEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document import marks as drawing
from transcribe_desk.ui.document.gutter import GUTTER, GUTTER_GAP, NARROW_GUTTER, paint_gutter
from transcribe_desk.ui.document.lines import Line, to_utf16
from transcribe_desk.ui.document.marks import Mark, Shape
from transcribe_desk.ui.document.notes import NOTE_PIXELS, Note, notes_after, paint_note
from transcribe_desk.ui.theme import Theme

_NARROW = 720  # pixels of width under which the gutter gives way to the text
_CHARACTERS = 74  # a line of 66 to 75 characters reads best
_LINE_PIXELS = 25
_TURN_GAP = 24
_TOP, _BOTTOM = 28, 48
_SAMPLE = "And they could not see our system, and we could not see theirs."


class TranscriptView(QTextEdit):
    """A read-only transcript.

    ``mark_chosen`` gives the key of a clicked mention, ``turn_chosen`` the turn the caret came to. ``extend_menu`` may
    put actions on a turn into its context menu, which in the gutter holds nothing else.
    """

    mark_chosen = Signal(int)
    turn_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: list[Line] = []
        self._block_of: dict[int, int] = {}
        self._marks: dict[int, list[Mark]] = {}
        self._current_turn: int | None = None
        self._current_key = 0
        self._boxes: list[tuple[QRectF, Mark]] = []
        self._notes: dict[int, list[Note]] = {}
        self.extend_menu: Callable[[QMenu, int], None] | None = None
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
        self.cursorPositionChanged.connect(self._caret_moved)

    # Content

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these turns, keeping the place in the text when they only grew."""
        if list(lines) == self._lines:
            return
        if [(line.turn_id, line.text) for line in lines] == [(line.turn_id, line.text) for line in self._lines]:
            self._lines = list(lines)  # who speaks has changed: the text, the caret and the place stay
            self.viewport().update()
            return
        grown = bool(self._lines) and list(lines[: len(self._lines)]) == self._lines
        more = "\n".join(line.text for line in lines[len(self._lines) :])
        same_length = len(lines) == len(self._lines)
        keep = self.verticalScrollBar().value() if grown or same_length else 0
        turn_id = self.current_turn()
        self._lines = list(lines)
        self._block_of = {line.turn_id: place for place, line in enumerate(self._lines)}
        if grown:  # only what is new is laid out: a long text grows while it is read
            end = QTextCursor(self.document())
            end.movePosition(QTextCursor.MoveOperation.End)
            end.insertText("\n" + more)
        else:
            self._write("\n".join(line.text for line in self._lines), turn_id)
        self._make_room()
        self.verticalScrollBar().setValue(keep)
        self.viewport().update()

    def _write(self, text: str, turn_id: int | None) -> None:
        """Write the whole text anew, the caret in the turn that it was in."""
        with QSignalBlocker(self):
            self.setPlainText(text)
            if turn_id in self._block_of:
                caret = self.textCursor()
                caret.setPosition(self._block(turn_id).position())
                self.setTextCursor(caret)
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

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes, in order of time, each under the turn in or after which it begins."""
        self._notes = notes_after(self._lines, notes)
        self.setAccessibleDescription("\n".join(note.spoken for note in notes))
        self._make_room()
        self.viewport().update()

    def _make_room(self) -> None:
        """Widen the gap under every turn that has notes, and narrow it where there are none any more."""
        cursor, block = QTextCursor(self.document()), self.document().firstBlock()
        while block.isValid():
            wanted = _TURN_GAP + NOTE_PIXELS * len(self._notes.get(block.blockNumber(), ()))
            if block.blockFormat().bottomMargin() != wanted:
                form = QTextBlockFormat()
                form.setBottomMargin(wanted)
                cursor.setPosition(block.position())
                cursor.mergeBlockFormat(form)
            block = block.next()
        self._lay_out()

    def current_turn(self) -> int | None:
        """Give the turn that the caret is in, None in an empty text."""
        return self._line(self.textCursor().block()).turn_id if self._lines else None

    def step_turn(self, direction: int) -> None:
        """Move the caret to the beginning of the next (1) or previous (-1) turn."""
        place = self.textCursor().block().blockNumber() + direction
        if 0 <= place < len(self._lines):
            self.choose_span(self._lines[place].turn_id, 0, 0)

    def choose_span(self, turn_id: int, start: int, end: int) -> None:
        """Select a span of a turn, in code points of its text, and bring it into sight."""
        cursor = self.textCursor()
        cursor.setPosition(self._position(turn_id, start))
        cursor.setPosition(self._position(turn_id, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.show_current(turn_id)

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
        mark = min(ahead, key=lambda pair: abs(pair[0] - here))[1]
        self.choose_span(mark.turn_id, mark.start, mark.end)
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
        top = _TOP + NOTE_PIXELS * len(self._notes.get(-1, ()))
        if (form.leftMargin(), form.rightMargin(), form.topMargin()) != (left, right, top):
            form.setLeftMargin(left)
            form.setRightMargin(right)
            form.setTopMargin(top)
            form.setBottomMargin(_BOTTOM)
            frame.setFrameFormat(form)

    def _gutter(self) -> int:
        return NARROW_GUTTER if self.viewport().width() < _NARROW else GUTTER

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
                parts = list(self._parts(block, line, mark))
                if bar := drawing.bar_of(mark, parts, box.left()):
                    drawing.paint_bar(painter, bar, mark, self._theme.tokens)
                    self._boxes.append((bar, mark))
                    continue
                for part in parts:
                    drawing.paint_under(painter, part, mark, self._theme.tokens, current=current)
                    self._boxes.append((part, mark))
        painter.end()
        super().paintEvent(event)
        painter.begin(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for block, line, box in blocks:
            current = line.turn_id == self._current_turn
            paint_gutter(painter, line, box.left(), box.top(), self._theme.tokens, current=current)
            for note, place in self._note_boxes(block, box):
                paint_note(painter, note, place, box.left() - GUTTER_GAP, self._theme.tokens)
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

    def _note_boxes(self, block: QTextBlock, box: QRectF) -> Iterator[tuple[Note, QRectF]]:
        """Give the notes under a turn, and for the first turn also those above it, with their lines."""
        width = float(self.column_width())
        if block.blockNumber() == 0:
            above = self._notes.get(-1, [])
            for place, note in enumerate(above):
                top = box.top() - NOTE_PIXELS * (len(above) - place) - 6
                yield note, QRectF(box.left(), top, width, NOTE_PIXELS)
        last = block.layout().lineAt(block.layout().lineCount() - 1)
        bottom = box.top() + max(last.y() + last.height(), 38.0)
        for place, note in enumerate(self._notes.get(block.blockNumber(), ())):
            yield note, QRectF(box.left(), bottom + 6 + NOTE_PIXELS * place, width, NOTE_PIXELS)

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
        return next((mark.key for box, mark in self._boxes if mark.key and box.contains(point)), 0)

    def tip_at(self, point: QPointF) -> str:
        """Say what the mark or the note at a point of the viewport means; nothing elsewhere."""
        tips = [mark.tip for box, mark in self._boxes if mark.tip and box.contains(point)]
        for block, _line, box in self._visible():
            tips += [note.spoken for note, place in self._note_boxes(block, box) if place.contains(point)]
        return "\n".join(tips)

    def viewportEvent(self, event: QEvent) -> bool:
        """Show what a mark or a note means to whoever rests the mouse on it."""
        if isinstance(event, QHelpEvent):
            QToolTip.showText(event.globalPos(), self.tip_at(QPointF(event.pos())), self.viewport())
            return True
        return super().viewportEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with the words, and with the turn."""
        by_key = event.reason() is QContextMenuEvent.Reason.Keyboard
        menu = self.menu_at(self.cursorRect().center() if by_key else event.pos())
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(event.globalPos())

    def menu_at(self, point: QPoint) -> QMenu:
        """Make the context menu of a point of the viewport."""
        form = self.document().rootFrame().frameFormat()
        in_gutter = point.x() < form.leftMargin() and self.extend_menu is not None
        menu = QMenu(self) if in_gutter else self.createStandardContextMenu(point)
        if self.extend_menu is not None and self._lines:
            if not in_gutter:
                menu.addSeparator()
            self.extend_menu(menu, self._line(self.cursorForPosition(point).block()).turn_id)
        return menu

    def _caret_moved(self) -> None:
        if (turn_id := self.current_turn()) is not None:
            self.turn_chosen.emit(turn_id)


def _x(found: object) -> float:
    """Give the x of ``cursorToX``, which comes back alone or with the corrected position."""
    return float(found[0]) if isinstance(found, tuple) else float(found)  # type: ignore[arg-type]
