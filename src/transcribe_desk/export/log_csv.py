"""Write the anonymisation log as a table that spreadsheets and statistics programs read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from transcribe_desk.export.passages import Found, Kind, Passage, Unreadable
from transcribe_desk.privacy.reporting.log import COLUMNS, ArchiveLog

_BYTE_ORDER_MARK = "\ufeff"
_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_NEUTRAL = "'"


class CsvLogWriter:
    """Write UTF-8 with a byte-order mark, CRLF, every field quoted, nothing that begins a formula (exports.md)."""

    form = "csv"
    suffix = ".csv"

    def write(self, log: ArchiveLog) -> bytes:
        """Give the bytes of the file: one row of headings, then one row a decision."""
        return _bytes([COLUMNS, *(tuple(map(_neutral, line.cells)) for line in log.lines)])

    def passages(self, data: bytes) -> Iterator[Found]:
        """Give every field of a finished file, its row as the paragraph."""
        try:
            text = data.decode("utf-8").removeprefix(_BYTE_ORDER_MARK)
            rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
        except (UnicodeDecodeError, csv.Error):
            yield Unreadable(1, "it is not a whole table")
            return
        if _bytes(rows) != data:
            yield Unreadable(1, "it holds more than its fields")
        for number, row in enumerate(rows, start=1):
            for field in row:
                yield Passage(Kind.PARAGRAPH, field.removeprefix(_NEUTRAL), paragraph=number)


def _neutral(field: str) -> str:
    return _NEUTRAL + field if field.startswith(_STARTS_A_FORMULA) else field


def _bytes(rows: Iterable[Sequence[str]]) -> bytes:
    buffer = io.StringIO(newline="")
    csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return (_BYTE_ORDER_MARK + buffer.getvalue()).encode()
