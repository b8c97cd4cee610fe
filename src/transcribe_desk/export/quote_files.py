"""Write a study's quotes as a Word document and a table, searched for every original first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe_desk.export.comma_separated import comma_separated
from transcribe_desk.export.leak_scan import LeakScan
from transcribe_desk.export.manifest import NO_PAST, Manifest, Past, Recorder, unrecorded
from transcribe_desk.export.study.files import publish_files
from transcribe_desk.export.study.paper import Heading, Paper, Paragraph
from transcribe_desk.export.study.word import to_word
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.timecode import clock

NAME = "quotes/quotes"
TITLE = "Quotes"
COLUMNS = ("study_id", "start", "quote")
_NOTE_COLUMN = "note"


@dataclass(frozen=True, slots=True)
class QuoteRow:
    """A quote with its tag as it leaves, the interview it is from, and when it is said."""

    study_id: str
    start_ms: int
    quote: str
    note: str = ""


def write_quotes(
    rows: Sequence[QuoteRow],
    released: Sequence[ReleasedTranscript],
    out: Path,
    forms: Sequence[str],
    *,
    with_notes: bool = False,
    recorder: Recorder = unrecorded,
    past: Past = NO_PAST,
) -> Manifest:
    """Write ``OUT/quotes/quotes.docx`` and ``.csv``, as ``forms`` say, with their hashes in ``OUT/manifest.json``.

    ``released`` are the interviews that the quotes are from, let out for one profile. One original in the finished
    bytes, and nothing is written. Raise LeakError, InputError for an unknown form or a file in the way, DiskError.
    """
    unknown = [form for form in forms if form not in _WRITERS]
    if unknown or not forms:
        named = f"Form of the quotes “{unknown[0]}”" if unknown else "Quotes"
        raise InputError(
            named, "There is no such form." if unknown else "No form was chosen.", f"Choose from {', '.join(FORMS)}."
        )
    scan = LeakScan(*released)
    finished: dict[str, bytes] = {}
    for form in dict.fromkeys(forms):
        suffix, write = _WRITERS[form]
        path = NAME + suffix
        finished[path] = write(rows, with_notes)
        scan.check(path, finished[path], write((), with_notes))
    return publish_files(finished, out, profile=released[0].profile, recorder=recorder, past=past)


def _table(rows: Sequence[QuoteRow], with_notes: bool) -> bytes:
    columns = (*COLUMNS, _NOTE_COLUMN) if with_notes else COLUMNS
    cells = [(each.study_id, clock(each.start_ms), each.quote, each.note)[: len(columns)] for each in rows]
    return comma_separated([columns, *cells])


def _document(rows: Sequence[QuoteRow], with_notes: bool) -> bytes:
    """Give a heading for each interview and a paragraph for each quote, the note under it."""
    blocks: list[Heading | Paragraph] = []
    for place, each in enumerate(rows):
        if place == 0 or rows[place - 1].study_id != each.study_id:
            blocks.append(Heading(each.study_id))
        blocks.append(Paragraph(each.quote))
        if with_notes and each.note:
            blocks.append(Paragraph(f"[{clock(each.start_ms)}] {each.note}"))
    return to_word(Paper(TITLE, tuple(blocks)))


_WRITERS = {"word": (".docx", _document), "csv": (".csv", _table)}
FORMS = tuple(_WRITERS)
