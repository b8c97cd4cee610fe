"""Set turns into a document: write only what reads otherwise than before, and leave caret and place as they are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from difflib import SequenceMatcher

from PySide6.QtGui import QFontMetricsF, QTextBlockFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit

from transcribe_desk.ui import theme as looks
from transcribe_desk.ui.document.lines import Line, to_utf16
from transcribe_desk.ui.document.turn_blocks import TurnBlocks, paragraphs

_TURN_GAP = 24  # pixels under a turn at a text size of 100 %
_PARAGRAPH_GAP = 8
_LINE_PIXELS = 25


def turn_gap() -> int:
    """Give the pixels under a turn without notes."""
    return looks.scaled(_TURN_GAP)


class Setting:
    """Writes lines into the document of one text widget."""

    def __init__(self, widget: QTextEdit, blocks: TurnBlocks) -> None:
        self._widget = widget
        self._document = widget.document()
        self._blocks = blocks
        self.writing = False

    def write(self, lines: Sequence[Line], lay_out: Callable[[], None]) -> None:
        """Make the document read as these lines; ``lay_out`` sets the margins before a whole text is written."""
        counts = self._blocks.counts()
        with self._kept_place(), self.by_program():
            if self._blocks.lines and lines:
                for change in reversed(_changes(self._blocks.lines, lines)):  # from the end, so that positions hold
                    first, last, new_first, new_last = change
                    texts = [paragraphs(line.text) for line in lines[new_first:new_last]]
                    counts[first:last] = [text.count("\n") + 1 for text in texts]
                    self._replace(first, last, texts)
            else:
                self._document.clear()
                lay_out()  # before there is anything to lay out
                texts = [paragraphs(line.text) for line in lines]
                counts = [text.count("\n") + 1 for text in texts]
                self._write_anew("\n".join(texts))
            self._blocks.set_lines(lines, counts)

    def make_room(self, gaps: Mapping[int, int]) -> None:
        """Make the gap under each turn as wide as asked for, by place, and usual elsewhere."""
        wanted = {place: gap for place, gap in gaps.items() if place >= 0}
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        with self.by_program():
            block = self._document.firstBlock()
            for place, count in enumerate(self._blocks.counts()):
                for number in range(count):
                    gap = wanted.get(place, turn_gap()) if number == count - 1 else looks.scaled(_PARAGRAPH_GAP)
                    if block.blockFormat().bottomMargin() != gap:
                        form = QTextBlockFormat()
                        form.setBottomMargin(gap)
                        cursor.setPosition(block.position())
                        cursor.mergeBlockFormat(form)
                    block = block.next()
            cursor.endEditBlock()

    def set_anew(self) -> None:
        """Set all lines as high as the font now asks for; ``make_room`` is to follow."""
        if not self._blocks.lines:
            return
        cursor = QTextCursor(self._document)
        cursor.select(QTextCursor.SelectionType.Document)
        with self.by_program():
            cursor.setBlockFormat(self._form())

    def _form(self) -> QTextBlockFormat:
        form = QTextBlockFormat()
        spare = max(0.0, looks.scaled(_LINE_PIXELS) - QFontMetricsF(self._widget.font()).height())
        form.setLineHeight(spare, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
        form.setBottomMargin(turn_gap())
        return form

    @contextmanager
    def by_program(self) -> Iterator[None]:
        """Say that what changes the document meanwhile is no typing."""
        before, self.writing = self.writing, True
        try:
            yield
        finally:
            self.writing = before

    def replace_text(self, place: int, text: str) -> None:
        """Make one turn read otherwise; the caller tells the blocks."""
        with self._kept_place(), self.by_program():
            self._replace(place, place + 1, [text])

    def _write_anew(self, text: str) -> None:
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        cursor.setBlockFormat(self._form())
        cursor.insertText(text)
        cursor.endEditBlock()
        self._widget.setTextCursor(QTextCursor(self._document))

    def _replace(self, first: int, last: int, texts: Sequence[str]) -> None:
        """Put texts in the place of the turns ``first`` to ``last``, touching only the characters that differ.

        Where there are no old or no new turns in between, the border beside them comes or goes along.
        """
        blocks = self._blocks
        at_end = last == len(blocks.lines)
        start = blocks.start(first) if first < len(blocks.lines) else blocks.end(first - 1)
        end = blocks.end(last - 1) if last > first else start
        new = "\n".join(texts)
        if last == first:
            new = "\n" + new if at_end else new + "\n"
        elif not texts:
            start, end = (start - 1, end) if at_end else (start, end + 1)
        old = self._between(start, end)
        head = common_prefix(old, new)
        tail = common_suffix(old[head:], new[head:])
        begin = start + to_utf16(old, head)
        finish = start + to_utf16(old, len(old) - tail)
        middle = new[head : len(new) - tail]
        caret = self._widget.textCursor()
        held = (caret.anchor(), caret.position())
        cursor = QTextCursor(self._document)
        cursor.setPosition(begin)
        cursor.setPosition(finish, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(middle)
        size = to_utf16(middle, len(middle))
        anchor, position = (_moved(each, begin, finish, size) for each in held)
        caret.setPosition(anchor)  # Qt would put a caret within what changed behind it
        caret.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self._widget.setTextCursor(caret)

    def _between(self, start: int, end: int) -> str:
        cursor = QTextCursor(self._document)
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        return cursor.selectedText().replace("\u2029", "\n")

    @contextmanager
    def _kept_place(self) -> Iterator[None]:
        """Keep the turn at the top of the viewport where it is, whatever grows or shrinks above it."""
        bar, layout = self._widget.verticalScrollBar(), self._document.documentLayout()
        if not self._blocks.lines or bar.value() == 0:
            yield
            bar.setValue(0)
            return
        block = self._widget.cursorForPosition(self._widget.viewport().rect().topLeft()).block()
        turn_id = self._blocks.lines[self._blocks.place_of(block)].turn_id
        before = bar.value() - layout.blockBoundingRect(self._blocks.first(self._blocks.place(turn_id))).top()
        yield
        if turn_id in self._blocks:
            top = layout.blockBoundingRect(self._blocks.first(self._blocks.place(turn_id))).top()
            bar.setValue(round(top + before))


def _moved(position: int, begin: int, end: int, size: int) -> int:
    """Give where a position comes to when ``size`` units take the place of ``begin`` to ``end``."""
    if position <= begin:
        return position
    return position + size - (end - begin) if position >= end else min(position, begin + size)


def common_prefix(one: str, other: str) -> int:
    """Give how many characters two texts begin with alike; quick for long texts."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle - 1
    return low


def common_suffix(one: str, other: str) -> int:
    """Give how many characters two texts end with alike; quick for long texts."""
    return common_prefix(one[::-1], other[::-1])


def _changes(old: Sequence[Line], new: Sequence[Line]) -> list[tuple[int, int, int, int]]:
    """Give the runs of lines that read otherwise, as small as can be: where each began and ended, and does now."""
    keys, new_keys = ([(line.turn_id, line.text) for line in lines] for lines in (old, new))
    found: list[tuple[int, int, int, int]] = []
    for what, first, last, new_first, new_last in SequenceMatcher(None, keys, new_keys, autojunk=False).get_opcodes():
        if what == "equal":
            continue
        ids = [line.turn_id for line in old[first:last]]
        if ids == [line.turn_id for line in new[new_first:new_last]]:
            found += [(first + at, first + at + 1, new_first + at, new_first + at + 1) for at in range(last - first)]
        else:
            found.append((first, last, new_first, new_last))
    return found
