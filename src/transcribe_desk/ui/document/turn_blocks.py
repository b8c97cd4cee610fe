"""Know where each turn stands in a Qt document: a run of blocks, one for all but very long turns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from PySide6.QtGui import QTextBlock, QTextDocument

from transcribe_desk.ui.document.lines import Line, from_utf16, to_utf16

# Qt lays a whole block out anew at each key: 50,000 words in one block would take 0.2 s.
_LONGEST_BLOCK = 4000  # characters


def paragraphs(text: str) -> str:
    """Put line breaks, each in the place of a space, into a text too long for one block; after a sentence if it can."""
    if len(text) <= _LONGEST_BLOCK:
        return text
    parts, start = [], 0
    while len(text) - start > _LONGEST_BLOCK:
        end = start + _LONGEST_BLOCK
        sentence = max(text.rfind(stop, start + _LONGEST_BLOCK // 2, end) for stop in (". ", "? ", "! "))
        cut = sentence + 1 if sentence >= 0 else text.rfind(" ", start + 1, end)
        if cut < 0:
            cut = text.find(" ", end)
        if cut < 0:
            break
        parts.append(text[start:cut])
        start = cut + 1
    return "\n".join([*parts, text[start:]])


class TurnBlocks:
    """The lines that a document shows and the blocks in which they stand.

    Within a turn the border of two blocks counts as the space whose place it takes, so that an offset in the turn's
    text is a distance in the document.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self.lines: list[Line] = []
        self._places: dict[int, int] = {}
        self._firsts: list[int] = []

    def __contains__(self, turn_id: object) -> bool:
        return turn_id in self._places

    def set_lines(self, lines: Sequence[Line], counts: Sequence[int]) -> None:
        """Take in which lines the document shows now, and in how many blocks each stands."""
        self.lines = list(lines)
        self._places = {line.turn_id: place for place, line in enumerate(self.lines)}
        self._firsts = list(accumulate(counts, initial=0))[:-1]

    def counts(self) -> list[int]:
        """Give in how many blocks each line stands."""
        ends = [*self._firsts[1:], self._document.blockCount()]
        return [end - first for first, end in zip(self._firsts, ends, strict=False)]

    def set_line(self, place: int, line: Line, more_blocks: int = 0) -> None:
        """Take in that a line reads otherwise, in so many more blocks than before."""
        self.lines[place] = line
        if more_blocks:
            self._firsts = [first + (more_blocks if at > place else 0) for at, first in enumerate(self._firsts)]

    def place(self, turn_id: int) -> int:
        """Give the place of a turn; raise KeyError."""
        return self._places[turn_id]

    def place_of(self, block: QTextBlock) -> int:
        """Give the place of the turn that a block belongs to."""
        return bisect_right(self._firsts, block.blockNumber()) - 1

    def line(self, turn_id: int) -> Line:
        """Give the line of a turn; raise KeyError."""
        return self.lines[self._places[turn_id]]

    def first(self, place: int) -> QTextBlock:
        """Give the first block of a turn."""
        return self._document.findBlockByNumber(self._firsts[place])

    def last(self, place: int) -> QTextBlock:
        """Give the last block of a turn."""
        after = self._firsts[place + 1] if place + 1 < len(self._firsts) else self._document.blockCount()
        return self._document.findBlockByNumber(after - 1)

    def is_first(self, block: QTextBlock) -> bool:
        """Tell whether a turn begins with this block."""
        return self._firsts[self.place_of(block)] == block.blockNumber()

    def is_last(self, block: QTextBlock) -> bool:
        """Tell whether a turn ends with this block."""
        return self.last(self.place_of(block)).blockNumber() == block.blockNumber()

    def blocks(self, place: int) -> Iterator[QTextBlock]:
        """Give the blocks of a turn."""
        block, last = self.first(place), self.last(place).blockNumber()
        while block.isValid() and block.blockNumber() <= last:
            yield block
            block = block.next()

    def start(self, place: int) -> int:
        """Give the document position at which a turn begins."""
        return self.first(place).position()

    def end(self, place: int) -> int:
        """Give the document position behind the last character of a turn."""
        last = self.last(place)
        return last.position() + last.length() - 1

    def text(self, place: int) -> str:
        """Read the text of a turn from the document."""
        return " ".join(block.text() for block in self.blocks(place))

    def position(self, turn_id: int, offset: int) -> int:
        """Give the document position of an offset in a turn's text, in code points."""
        place = self._places[turn_id]
        return self.start(place) + to_utf16(self.lines[place].text, offset)

    def offset(self, position: int) -> tuple[int, int]:
        """Give the place of the turn at a document position, and the offset in its text, in code points."""
        place = self.place_of(self._document.findBlock(position))
        return place, from_utf16(self.lines[place].text, position - self.start(place))
