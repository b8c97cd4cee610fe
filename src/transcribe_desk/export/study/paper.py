"""Hold a short text with tables, and write it as Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

_MEANT_AS_MARKS = re.compile(r"[\\`*\[\]|]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)|^(?:[#>+-]|\d+[.)](?=\s|$))")


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of running text."""

    text: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of headings; each column has a width as its share of the page.

    ``strong`` are the numbers, from 0, of rows that stand out, such as totals.
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[int, ...]
    strong: frozenset[int] = frozenset()


Block: TypeAlias = Heading | Paragraph | Table


@dataclass(frozen=True, slots=True)
class Paper:
    """A titled text; ``public`` are the sentences in it that the program worded itself from counts and months."""

    title: str
    blocks: tuple[Block, ...]
    public: frozenset[str] = frozenset()

    def texts(self) -> Iterator[str]:
        """Give every paragraph, heading and cell in order."""
        yield self.title
        for block in self.blocks:
            if isinstance(block, Table):
                yield from block.columns
                yield from (cell for row in block.rows for cell in row)
            else:
                yield block.text


def to_markdown(paper: Paper) -> bytes:
    """Give the paper as Markdown with pipe tables: UTF-8, LF."""
    parts = [f"# {_plain(paper.title)}"]
    for block in paper.blocks:
        if isinstance(block, Table):
            parts.append("\n".join(_table_lines(block)))
        else:
            parts.append(f"{'## ' if isinstance(block, Heading) else ''}{_plain(block.text)}")
    return ("\n\n".join(parts) + "\n").encode()


def _table_lines(table: Table) -> Iterator[str]:
    yield _row(table.columns)
    yield _row(["---"] * len(table.columns))
    for number, row in enumerate(table.rows):
        cells = [_plain(cell) for cell in row]
        yield _row([f"**{cell}**" if cell else "" for cell in cells] if number in table.strong else cells)


def _row(cells: list[str] | tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def _plain(text: str) -> str:
    """Give a line in which nothing is taken for a mark of Markdown."""
    return _MEANT_AS_MARKS.sub(lambda found: f"{found.group()[:-1]}\\{found.group()[-1]}", " ".join(text.split()))
