"""Show the text under review: marks that can be clicked and resized, words that can be selected to be marked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QMouseEvent, QPainter, QPaintEvent, QPen

from transcribe_desk.privacy.mention import Decision, Entity, Mention
from transcribe_desk.ui.document.marks import Mark, mention_mark
from transcribe_desk.ui.document.view import TranscriptView
from transcribe_desk.ui.theme import Theme
from transcribe_desk.ui.translation import tr

_GRIP = 9.0  # pixels around an end of the mark in which the mouse takes hold of it


@dataclass(frozen=True, slots=True)
class Selected:
    """Selected words of one turn, in code points of the text that is shown."""

    turn_id: int
    start: int
    end: int
    words: str


class ReviewText(TranscriptView):
    """A transcript for reviewing.

    ``words_selected`` tells that another selection stands; ``resized`` gives a mention's key with its new span;
    ``copy_asked`` that the usual key for copying was pressed.
    """

    words_selected = Signal()
    resized = Signal(int, int, int)
    copy_asked = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._grabbed: tuple[Mark, bool] | None = None  # the mark, and whether it is held at its end
        self._held_mark: Mark | None = None
        self.resizable = True
        self.quoting = False  # copying gives a quote with its tag, once it is checked
        self.selectionChanged.connect(self.words_selected)

    def selected(self) -> Selected | None:
        """Give the words that are selected in one turn; of a selection over several turns those of its first."""
        cursor = self.textCursor()
        if not cursor.hasSelection() or not self.blocks.lines:
            return None
        first, start = self.blocks.offset(cursor.selectionStart())
        last, end = self.blocks.offset(cursor.selectionEnd())
        line = self.blocks.lines[first]
        if last != first:
            end = len(line.text)
        words = line.text[start:end]
        return Selected(line.turn_id, start, end, words) if words.strip() else None

    def clear_selection(self) -> None:
        """Select nothing, the caret where it is."""
        cursor = self.textCursor()
        cursor.clearSelection()
        self.setTextCursor(cursor)

    def current_mark(self) -> Mark | None:
        """Give the mark that is looked at."""
        turn_id, key = self._shown.current_turn, self._shown.current_key
        if turn_id is None or not key or turn_id not in self.blocks:
            return None
        return next((mark for mark in self.marks(turn_id) if mark.key == key), None)

    def longer(self, *, at_end: bool, words: int) -> tuple[int, int] | None:
        """Give the span of the current mark with more (below 0: fewer) words at an end, None where there are none."""
        mark = self.current_mark()
        if mark is None:
            return None
        text = self.blocks.line(mark.turn_id).text
        start, end = mark.start, mark.end
        if at_end:
            end = _word_end(text, end, words)
        else:
            start = _word_start(text, start, -words)
        return (start, end) if 0 <= start < end <= len(text) and (start, end) != (mark.start, mark.end) else None

    # Resizing with the mouse

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take hold of an end of the current mark, or select as usual."""
        held = self._end_at(event.position()) if event.button() == Qt.MouseButton.LeftButton else None
        if held is not None:
            self._grabbed = held
            self._held_mark = held[0]
            event.accept()
            return
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Pull the end that is held, or show that it can be."""
        if self._grabbed is not None and self._held_mark is not None:
            self._pull(event.position())
            return
        super().mouseMoveEvent(event)
        if event.buttons() == Qt.MouseButton.NoButton and self._end_at(event.position()) is not None:
            self.viewport().setCursor(Qt.CursorShape.SplitHCursor)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Ask for the mark as it was pulled."""
        if self._grabbed is None or self._held_mark is None:
            super().mouseReleaseEvent(event)
            return
        (before, _), after = self._grabbed, self._held_mark
        self._grabbed = self._held_mark = None
        if (before.start, before.end) != (after.start, after.end):
            self.resized.emit(after.key, after.start, after.end)

    def _pull(self, point: QPointF) -> None:
        assert self._grabbed is not None
        mark, at_end = self._grabbed
        place, offset = self.blocks.offset(self.cursorForPosition(point.toPoint()).position())
        line = self.blocks.lines[place]
        if line.turn_id != mark.turn_id:
            return
        start, end = mark.start, mark.end
        if at_end:
            end = max(_word_end(line.text, offset, 0), _word_end(line.text, start, 1))
        else:
            start = min(_word_start(line.text, offset, 0), _word_start(line.text, end, -1))
        self._held_mark = replace(mark, start=start, end=end)
        others = [each for each in self.marks(mark.turn_id) if each.key != mark.key]
        self.set_turn_marks(mark.turn_id, [*others, self._held_mark])

    def _end_at(self, point: QPointF) -> tuple[Mark, bool] | None:
        """Give the current mark and whether its end (not its start) is at a point of the viewport."""
        mark = self.current_mark() if self.resizable else None
        boxes = self._boxes_of(mark) if mark is not None else []
        if mark is None or not boxes:
            return None
        for x, box, at_end in ((boxes[0].left(), boxes[0], False), (boxes[-1].right(), boxes[-1], True)):
            if abs(point.x() - x) <= _GRIP / 2 + 1 and box.top() - 2 <= point.y() <= box.bottom() + 3:
                return mark, at_end
        return None

    def _boxes_of(self, mark: Mark) -> list[QRectF]:
        place = self.blocks.place(mark.turn_id)
        return [part for block in self.blocks.blocks(place) for part in self.painting.parts(block, mark)]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the text, and grips at the ends of the mark that is looked at."""
        super().paintEvent(event)
        mark = self._held_mark or (self.current_mark() if self.resizable else None)
        boxes = self._boxes_of(mark) if mark is not None else []
        if not boxes:
            return
        painter = QPainter(self.viewport())
        painter.setClipRegion(event.region())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._theme.tokens
        painter.setPen(QPen(tokens.colour("paper"), 1))
        painter.setBrush(tokens.colour("accent"))
        for x, box in ((boxes[0].left() - 5, boxes[0]), (boxes[-1].right() + 5, boxes[-1])):
            painter.drawRoundedRect(QRectF(x - 2.5, box.center().y() - 5, 5, 12), 2.5, 2.5)
        painter.end()

    # Copying

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ask for a checked quote where text is copied from the text as it leaves."""
        if self.quoting and event.matches(QKeySequence.StandardKey.Copy):
            self.copy_asked.emit()
            return
        super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Keep the usual key for copying, wherever it is also bound."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.ShortcutOverride:
            if event.matches(QKeySequence.StandardKey.Copy):
                event.accept()
                return True
            plain = event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier == Qt.KeyboardModifier.NoModifier
            if plain and event.text().isprintable() and event.text():
                return False  # letters are keys of the screen, not of a text that cannot be written in
        return super().event(event)


class MarkedText(ReviewText):
    """The text as it was said, with a mark for each mention."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._marked: set[int] = set()

    def show_mentions(self, mentions: Iterable[Mention], entities: Iterable[Entity]) -> None:
        """Mark these mentions; each mark says what becomes of its words."""
        known = {entity.id: entity for entity in entities}
        by_turn: dict[int, list[Mark]] = {turn_id: [] for turn_id in self._marked}
        for mention in mentions:
            by_turn.setdefault(mention.turn_id, []).append(_told(mention, known.get(mention.entity_id)))
        self._marked = set(by_turn)
        for turn_id, marks in by_turn.items():
            if marks != self.marks(turn_id):  # only these turns are painted again
                self.set_turn_marks(turn_id, marks)


def _told(mention: Mention, entity: Entity | None) -> Mark:
    name = entity.name if entity else ""
    if mention.decision is Decision.ACCEPTED:
        replacement = entity.replacement if entity else ""
        tip = tr("Review", "{name}: becomes {replacement}").format(name=name, replacement=replacement)
    elif mention.decision is Decision.UNDECIDED:
        tip = tr("Review", "{name}: undecided. {reason}").format(name=name, reason=mention.reason)
    else:
        tip = tr("Review", "{name}: stays as said").format(name=name)
    if mention.note:
        tip += "\n" + tr("Review", "Note: {note}").format(note=mention.note)
    return replace(mention_mark(mention), tip=tip)


def _word_end(text: str, position: int, words: int) -> int:
    """Give the end of the word that a position is in or behind, moved by so many words."""
    ends = [
        place for place in range(1, len(text) + 1) if text[place - 1] != " " and text[place : place + 1] in ("", " ")
    ]
    here = next((number for number, end in enumerate(ends) if end >= position), len(ends) - 1)
    return ends[max(0, min(here + words, len(ends) - 1))]


def _word_start(text: str, position: int, words: int) -> int:
    """Give the start of the word that a position is in or before, moved by so many words."""
    starts = [place for place in range(len(text)) if text[place] != " " and (place == 0 or text[place - 1] == " ")]
    here = next((number for number in range(len(starts) - 1, -1, -1) if starts[number] <= position), 0)
    return starts[max(0, min(here + words, len(starts) - 1))]
