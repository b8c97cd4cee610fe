"""Read a finished file as its own format reads it, so that an escape, a quote or a tag hides nothing from the scan."""

from __future__ import annotations

import csv
import functools
import html
import io
import json
import re
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from transcribe_desk.export.passages import Found, Kind, Passage, Unreadable, page_passages, passages
from transcribe_desk.export.sound_parts import SOUND_SUFFIXES, sound_parts

# Counts and times are no words, but a year would be found among thousands of them.
_COUNTED = frozenset({"turn", "n", "start_ms", "end_ms"})
_CUE_TIMES = re.compile(r"\d{2,}:\d\d:\d\d[.,]\d{3} --> \d{2,}:\d\d:\d\d[.,]\d{3}")
_TAG = re.compile(r"<([^>]*)>")


def read_file(path: str, data: bytes) -> Iterator[Found]:
    """Give every passage of a finished file: by the suffix of its path, else by what the bytes are."""
    reader = _READERS.get(PurePosixPath(path).suffix.lower(), passages)
    try:
        yield from reader(data)
    except UnicodeDecodeError:
        yield from passages(data)


def _captions(data: bytes) -> Iterator[Found]:
    """Read WebVTT or SubRip: what is said as paragraphs, tags as markup, times and the numbers of cues not at all."""
    lines = data.decode("utf-8-sig").splitlines()
    for number, line in enumerate(lines, start=1):
        numbers_a_cue = line.isdecimal() and number < len(lines) and _CUE_TIMES.fullmatch(lines[number])
        if not numbers_a_cue and not _CUE_TIMES.fullmatch(line):
            yield Passage(Kind.PARAGRAPH, html.unescape(_TAG.sub("", line)), paragraph=number)
            yield from (Passage(Kind.MARKUP, html.unescape(tag), paragraph=number) for tag in _TAG.findall(line))


def _table(data: bytes) -> Iterator[Found]:
    """Read comma-separated values: each field a paragraph, its line as the number."""
    try:
        rows = list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True))
    except csv.Error:
        yield Unreadable(1, "it is not a whole table")
        return
    columns = rows[0] if rows else []
    counted = [column in _COUNTED for column in columns]
    for number, row in enumerate(rows, start=1):
        for place, field in enumerate(row):
            if not (place < len(counted) and counted[place] and field.isdecimal()):
                yield Passage(Kind.PARAGRAPH, field, paragraph=number)


def _object(data: bytes) -> Iterator[Found]:
    """Read JSON: each key, text and number, those of a repeated key too."""
    try:
        content = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_Pairs)
    except ValueError:
        yield Unreadable(1, "it is broken JSON")
        return
    for number, text in enumerate(_texts(content), start=1):
        yield Passage(Kind.PARAGRAPH, text, paragraph=number)


class _Pairs(list[tuple[str, object]]):
    """The members of a JSON object."""


def _texts(value: object) -> Iterator[str]:
    if isinstance(value, _Pairs):
        for key, member in value:
            yield key
            if key not in _COUNTED or type(member) is not int:
                yield from _texts(member)
    elif isinstance(value, list):
        for member in value:
            yield from _texts(member)
    elif value is not None:
        yield str(value)


def _sound(suffix: str, data: bytes) -> Iterator[Found]:
    """Read a sound file by its parts; all its bytes as well where it is not what it should be."""
    found = list(sound_parts(suffix, io.BytesIO(data)))
    yield from found
    if any(isinstance(each, Unreadable) for each in found):
        yield from passages(data)


_READERS: dict[str, Callable[[bytes], Iterator[Found]]] = {
    ".html": page_passages,
    ".qdc": page_passages,
    ".vtt": _captions,
    ".srt": _captions,
    ".csv": _table,
    ".json": _object,
    **{suffix: functools.partial(_sound, suffix) for suffix in SOUND_SUFFIXES},
}
