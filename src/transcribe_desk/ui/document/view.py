"""Show a transcript as one quiet document: a gutter with speaker and time, marks under and over the words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence

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
    QTextCursor,
)
from PySide6.QtWidgets import QMenu, QTextEdit, QToolTip

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document.gutter import GUTTER, NARROW_GUTTER
from transcribe_desk.ui.document.lines import Line
from transcribe_desk.ui.document.marks import Mark, Shape
from transcribe_desk.ui.document.notes import Note, note_pixels, notes_after
from transcribe_desk.ui.document.painting import Shown, TurnPainter
from transcribe_desk.ui.document.setting import Setting, turn_gap
from transcribe_desk.ui.document.turn_blocks import TurnBlocks
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr

_NARROW = 720  # pixels of width under which the gutter gives way to the text
_CHARACTERS = 74  # a line of 66 to 75 characters reads best
_TOP, _BOTTOM = 28, 48
_SAMPLE = "And they could not see our system, and we could not see theirs."
_TEXT_LAYER = "text"
_FITS = 60  # turns; more never fit into a window


class TranscriptView(QTextEdit):
    """A read-only transcript.

    ``mark_chosen`` gives the key of a clicked mention, ``turn_chosen`` the turn the caret came to, ``time_chosen`` the
    turn whose time in the gutter was clicked. ``extend_menu`` may put actions on a turn into its context menu, which
    in the gutter holds nothing else.
    """

    mark_chosen = Signal(int)
    turn_chosen = Signal(int)
    time_chosen = Signal(int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.blocks = TurnBlocks(self.document())
        self._setting = Setting(self, self.blocks)
        self._shown = Shown()
        self._all_notes: Sequence[Note] = ()
        self._caret_turn: int | None = None  # told last
        self.painting = TurnPainter(self, self.blocks, self._shown)
        self.extend_menu: Callable[[QMenu, int], None] | None = None
        self.setAccessibleName(tr("Transcript", "Transcript text"))
        self.setFont(looks.sans(16))
        self._size = self.font().pixelSize()
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.document().setDocumentMargin(0)
        theme.changed.connect(self._dress)
        self.cursorPositionChanged.connect(self._caret_moved)

    # Content

    @property
    def lines(self) -> Sequence[Line]:
        """Give the turns as they are shown."""
        return self.blocks.lines

    def show_lines(self, lines: Sequence[Line], notes: Sequence[Note] | None = None) -> None:
        """Show these turns, with these notes or those that are there.

        Only what reads otherwise than before is written, and caret and place stay.
        """
        old, new = self.blocks.lines, list(lines)
        if new == old:
            if notes is not None:
                self.set_notes(notes)
            return
        if [(line.turn_id, line.text) for line in new] == [(line.turn_id, line.text) for line in old]:
            self.blocks.set_lines(new, self.blocks.counts())  # who speaks, or when, has changed
        else:
            # A bar that came only with the text would make it narrower, and have all of it laid out twice.
            always = len(new) > _FITS
            on, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOn, Qt.ScrollBarPolicy.ScrollBarAsNeeded
            self.setVerticalScrollBarPolicy(on if always else needed)
            with QSignalBlocker(self):
                self._setting.write(new, lay_out=self._lay_out)
        if not new:
            self._caret_turn = None
        self.set_notes(self._all_notes if notes is None else notes)

    def set_marks(self, marks: Iterable[Mark], layer: str = _TEXT_LAYER) -> None:
        """Draw these marks and no others of this layer."""
        by_turn: dict[int, list[Mark]] = defaultdict(list)
        for mark in marks:
            by_turn[mark.turn_id].append(mark)
        before = self._shown.layers.get(layer, {})
        self._shown.layers[layer] = dict(by_turn)
        changed = before.keys() | by_turn.keys()
        if len(changed) > 4:
            self.viewport().update()
        for turn_id in changed if len(changed) <= 4 else ():
            self.update_turn(turn_id)

    def set_turn_marks(self, turn_id: int, marks: Sequence[Mark], layer: str = _TEXT_LAYER) -> None:
        """Draw these marks and no others of this layer in one turn."""
        self._shown.layers[layer] = {**self._shown.layers.get(layer, {}), turn_id: list(marks)}
        self.update_turn(turn_id)

    def marks(self, turn_id: int, layer: str = _TEXT_LAYER) -> Sequence[Mark]:
        """Give the marks of a turn in a layer."""
        return self._shown.layers.get(layer, {}).get(turn_id, ())

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes, in order of time, each under the turn in or after which it begins."""
        self._all_notes = notes
        self._shown.notes = notes_after(self.blocks.lines, notes)
        self.setAccessibleDescription("\n".join(note.spoken for note in notes))
        self._make_room()
        self.viewport().update()

    def _make_room(self) -> None:
        """Widen the gap under every turn that has notes, and narrow it where there are none any more."""
        self._setting.make_room(
            {place: turn_gap() + note_pixels() * len(notes) for place, notes in self._shown.notes.items()}
        )
        self._lay_out()

    # Moving

    def current_turn(self) -> int | None:
        """Give the turn that the caret is in, None in an empty text."""
        return self._line(self.textCursor().block()).turn_id if self.blocks.lines else None

    def step_turn(self, direction: int) -> None:
        """Move the caret to the beginning of the next (1) or previous (-1) turn."""
        place = self.blocks.place_of(self.textCursor().block()) + direction
        if 0 <= place < len(self.blocks.lines):
            self.choose_span(self.blocks.lines[place].turn_id, 0, 0)

    def choose_span(self, turn_id: int, start: int, end: int) -> None:
        """Select a span of a turn, in code points of its text, and bring it into sight."""
        cursor = self.textCursor()
        cursor.setPosition(self.blocks.position(turn_id, start))
        cursor.setPosition(self.blocks.position(turn_id, end), QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.show_current(turn_id)

    def show_current(self, turn_id: int | None, key: int = 0, *, scroll: bool = True) -> None:
        """Wash the ground of a turn, ring the mention ``key``, and bring it into sight."""
        before = (self._shown.current_turn, self._shown.current_key)
        self._shown.current_turn, self._shown.current_key = turn_id, key
        if turn_id is not None and turn_id in self.blocks and scroll:
            self._bring_into_sight(
                turn_id, next((mark for mark in self.marks(turn_id) if mark.key == key and key), None)
            )
        if before != (turn_id, key):
            for each in {before[0], turn_id}:
                self.update_turn(each)

    def show_place(self, turn_id: int, start: int, end: int) -> None:
        """Bring a span of a turn into sight; caret and selection stay."""
        self._bring_into_sight(turn_id, Mark(turn_id, start, end, Shape.FOUND))

    def show_sound(self, *, there: bool) -> None:
        """Show in the gutter whether a time can be clicked to play from it."""
        self._shown.plays = there
        self.viewport().update()

    def set_spelling(self, wrong: Callable[[str], Sequence[tuple[int, int]]] | None) -> None:
        """Underline the words that ``wrong`` finds in a text."""
        self._shown.spelling = wrong
        self.viewport().update()

    def step_doubtful(self, direction: int) -> bool:
        """Select the next (1) or previous (-1) doubtful word; tell whether there was one."""
        if not self.blocks.lines:
            return False
        cursor = self.textCursor()
        here = cursor.selectionStart()
        place = self.blocks.place_of(self.document().findBlock(here))
        last = len(self.blocks.lines) if direction > 0 else -1
        ahead = (found for each in range(place, last, direction) for found in self._doubtful(each, direction))
        mark = next((mark for at, mark in ahead if (at - here) * direction > 0), None)
        if mark is None and direction > 0 and not cursor.hasSelection():
            mark = next((mark for at, mark in self._doubtful(place, direction) if at == here), None)
        if mark is not None:
            self.choose_span(mark.turn_id, mark.start, mark.end)
        return mark is not None

    def _doubtful(self, place: int, direction: int) -> list[tuple[int, Mark]]:
        """Give the doubtful words of a turn with their positions in the document, in the direction of a step."""
        turn_id = self.blocks.lines[place].turn_id
        marks = self._shown.layers.get(_TEXT_LAYER, {}).get(turn_id, ())
        found = [(self.blocks.position(turn_id, each.start), each) for each in marks if each.shape is Shape.DOUBTFUL]
        return sorted(found, key=lambda pair: pair[0] * direction)

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
        top = _TOP + note_pixels() * len(self._shown.notes.get(-1, ()))
        if (form.leftMargin(), form.rightMargin(), form.topMargin()) != (left, right, top):
            form.setLeftMargin(left)
            form.setRightMargin(right)
            form.setTopMargin(top)
            form.setBottomMargin(_BOTTOM)
            with self._setting.by_program():
                frame.setFrameFormat(form)

    def _dress(self) -> None:
        """Follow another appearance or text size."""
        if self._size != self.font().pixelSize():
            self._size = self.font().pixelSize()
            self._setting.set_anew()
            self._make_room()
        self.viewport().update()

    def _gutter(self) -> int:
        return looks.scaled(NARROW_GUTTER if self.viewport().width() < _NARROW else GUTTER)

    def _line(self, block: QTextBlock) -> Line:
        return self.blocks.lines[self.blocks.place_of(block)]

    def _bring_into_sight(self, turn_id: int, mark: Mark | None) -> None:
        place = self.blocks.place(turn_id)
        box = self.painting.box(self.blocks.first(place))
        if mark is not None:
            parts = (part for block in self.blocks.blocks(place) for part in self.painting.parts(block, mark))
            box = next(parts, box)
        bar, height = self.verticalScrollBar(), self.viewport().height()
        if not 40 < box.top() < height - 120:
            bar.setValue(int(bar.value() + box.top() - height / 3))

    # Painting

    def update_turn(self, turn_id: int | None) -> None:
        """Draw one turn again, if it is in sight."""
        if turn_id is not None and turn_id in self.blocks:
            self.viewport().update(self.painting.turn_box(turn_id).toAlignedRect())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the wash and the marks behind the words, the words, then the gutter and the lines over them."""
        area = event.rect()
        rows = self.painting.rows(area.top(), area.bottom())
        for draw in (self.painting.paint_behind, self.painting.paint_over):
            painter = QPainter(self.viewport())
            painter.setClipRegion(event.region())
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            draw(painter, rows, self._theme.tokens)
            painter.end()
            if draw == self.painting.paint_behind:
                super().paintEvent(event)

    # Mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose the mention or the time under the mouse; anything else is Qt's usual selecting."""
        turn_id = self.time_at(event.position())
        if turn_id is not None and event.button() == Qt.MouseButton.LeftButton:
            self.time_chosen.emit(turn_id)
            return
        super().mousePressEvent(event)
        if key := self._key_at(event.position()):
            self.mark_chosen.emit(key)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show that a mention or a time can be clicked."""
        super().mouseMoveEvent(event)
        if event.buttons() != Qt.MouseButton.NoButton:
            return
        chosen = self._key_at(event.position()) or self.time_at(event.position()) is not None
        self.viewport().setCursor(Qt.CursorShape.PointingHandCursor if chosen else Qt.CursorShape.IBeamCursor)

    def time_at(self, point: QPointF) -> int | None:
        """Give the turn whose speaker and time stand in the gutter at a point of the viewport, if any."""
        if not self.blocks.lines or point.x() >= self._left() - 8:
            return None
        block = self.cursorForPosition(point.toPoint()).block()
        if not self.blocks.is_first(block):
            return None
        top = self.painting.box(block).top()
        beside = QRectF(self._left() - self._gutter(), top, self._gutter(), looks.scaled(40))
        return self._line(block).turn_id if beside.contains(point) else None

    def _left(self) -> float:
        return self.document().rootFrame().frameFormat().leftMargin()

    def _key_at(self, point: QPointF) -> int:
        boxes = self.painting.boxes_near(point)
        return next((mark.key for box, mark in boxes if mark.key and box.contains(point)), 0)

    def tip_at(self, point: QPointF) -> str:
        """Say what the mark or the note at a point of the viewport means; nothing elsewhere."""
        tips = [mark.tip for box, mark in self.painting.boxes_near(point) if mark.tip and box.contains(point)]
        return "\n".join([*tips, *(note.spoken for note in self.painting.notes_at(point))])

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
        in_gutter = point.x() < self._left() and self.extend_menu is not None
        menu = QMenu(self) if in_gutter else self.words_menu(point)
        if self.extend_menu is not None and self.blocks.lines:
            if not in_gutter:
                menu.addSeparator()
            self.extend_menu(menu, self._line(self.cursorForPosition(point).block()).turn_id)
        return menu

    def words_menu(self, point: QPoint) -> QMenu:
        """Make the menu of what can be done with the words at a point of the viewport."""
        return self.createStandardContextMenu(point)

    def _caret_moved(self) -> None:
        turn_id = self.current_turn()
        if turn_id is not None and turn_id != self._caret_turn:
            self._caret_turn = turn_id
            self.turn_chosen.emit(turn_id)
