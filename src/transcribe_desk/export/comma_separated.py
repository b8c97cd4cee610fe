"""Write turns as a table that spreadsheets and statistics programs read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.export.writers import Batch, BatchFile
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.study.timecode import clock

COLUMNS = ("study_id", "turn", "speaker", "start", "end", "start_ms", "end_ms", "text")
_BYTE_ORDER_MARK = "\ufeff"
_BEGINS_A_FORMULA = ("=", "+", "-", "@")
_NEUTRAL = "'"


class TurnsWriter:
    """Write one line for each turn of an interview."""

    suffix = ".csv"

    @property
    def boilerplate(self) -> bytes:
        """Give the headings."""
        return comma_separated([COLUMNS])

    def write(self, released: ReleasedTranscript, _options: ExportOptions) -> bytes:
        """Give the bytes of the table."""
        return comma_separated([_headings([released]), *_rows(released)])


class AllTurnsWriter:
    """Write the turns of all interviews one after the other, for a statistics program."""

    def files(self, batch: Batch) -> Iterator[BatchFile]:
        """Give ``turns.csv``."""
        rows = (row for released in batch.interviews for row in _rows(released))
        content = comma_separated([_headings(batch.interviews), *rows])
        yield BatchFile("turns.csv", content, comma_separated([COLUMNS]))


def comma_separated(rows: Iterable[Sequence[str]]) -> bytes:
    """Give the bytes of a table: UTF-8 with a byte-order mark, CRLF, every field quoted, no field a formula.

    A field that a spreadsheet would take for a formula gets a ``'`` before it, and so does one that is such a field
    with ``'`` before it already: taking one ``'`` away gives every text back.
    """
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([_neutral(field) for field in row] for row in rows)
    return (_BYTE_ORDER_MARK + buffer.getvalue()).encode()


def _neutral(field: str) -> str:
    return _NEUTRAL + field if field.lstrip(_NEUTRAL).startswith(_BEGINS_A_FORMULA) else field


def _headings(interviews: Sequence[ReleasedTranscript]) -> tuple[str, ...]:
    """Give the headings; those of a machine draft say so in one more column."""
    return (*COLUMNS, "note") if any(released.draft for released in interviews) else COLUMNS


def _rows(released: ReleasedTranscript) -> Iterator[Sequence[str]]:
    note = [DRAFT_BANNER] if released.draft else []
    study_id = released.transcript.study_id
    for number, turn in enumerate(released.transcript.turns, start=1):
        times = (clock(turn.start_ms), clock(turn.end_ms), str(turn.start_ms), str(turn.end_ms))
        yield (study_id, str(number), turn.label, *times, turn.text, *note)
