"""Take the bytes of a finished file apart into every passage of text that is in them, hidden ones included."""

from __future__ import annotations

import functools
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias
from xml.parsers import expat  # a document type, the way in for entity attacks, is refused below

from transcribe_desk.export.package import pack, unpack

_XML_NAMES = (".xml", ".rels", ".qde")
_ZIP_START = b"PK\x03\x04"
_PARAGRAPHS = frozenset({"p", "h", "h1", "dt", "dd", "is", "si"})  # of Word, OpenDocument, HTML and sheets
_DOCTYPE = b"<!DOCTYPE html>\n"
_SPACES = {"tab": " ", "br": " ", "cr": " ", "line-break": " ", "noBreakHyphen": "-", "text:s": " "}
_NOT_IN_TEXT = re.compile(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_NOT_WESTERN = re.compile("[^\u0000-\u058f\u1e00-\u206f\ufb00-\ufb06\ufeff\uff01-\uff5e]")
# Random digits and counts are no words, but a year or a short name would be found in thousands of them.
_GUID = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
_GUID_LENGTH = 36
_COUNTS = frozenset({"startPosition", "endPosition"})


class Kind(StrEnum):
    """How a passage stands in its file."""

    PARAGRAPH = "paragraph"  # what a reader sees, runs joined
    RUN = "run"  # a run that begins or ends inside a word, by itself
    MARKUP = "markup"  # names and values of elements and attributes, comments, text outside paragraphs
    NAME = "name"  # of a part
    RAW = "raw"  # bytes that are no text, read as text


@dataclass(frozen=True, slots=True)
class Passage:
    """One stretch of text: its part of the file, counted from 1, and its paragraph there, 0 where it is in none."""

    kind: Kind
    text: str
    part: int = 1
    paragraph: int = 0


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A part, counted from 1, that cannot be searched; ``reason`` says why."""

    part: int
    reason: str


Found: TypeAlias = Passage | Unreadable


def passages(data: bytes, within: int | None = None) -> Iterator[Found]:
    """Give every passage of a file: zip packages part by part, XML by paragraph, text by line, the rest as raw bytes.

    A zip file must be exactly what ``package.pack`` makes of its parts: then nothing hides in dates, comments, extra
    fields, between entries or after the end. A file that is itself a part is ``within`` that one with all of its own.
    """
    if not data.startswith(_ZIP_START):
        yield from _text_part(data, within or 1)
        return
    try:
        parts = unpack(data)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        yield Unreadable(within or 1, "it is not a whole zip file")
        return
    if pack(parts) != data:
        yield Unreadable(within or 1, "its zip file holds more than its parts")
    for place, (name, content) in enumerate(parts.items(), start=1):
        number = within or place
        yield Passage(Kind.NAME, _GUID.sub("", name), number)
        if content.startswith(_ZIP_START):
            yield from passages(content, number)
            continue
        try:
            yield from _XmlPart(number).read(content)
        except _NotXmlError as error:
            if name.endswith(_XML_NAMES):
                yield Unreadable(number, str(error))
            yield from _text_part(content, number)


def page_passages(data: bytes) -> Iterator[Found]:
    """Give every passage of an XML file, or of an HTML page, which must be well-formed XML after its first line."""
    try:
        yield from _XmlPart(1).read(data.removeprefix(_DOCTYPE))
    except _NotXmlError as error:
        yield Unreadable(1, str(error))
        yield from _text_part(data, 1)


def _text_part(data: bytes, part: int) -> Iterator[Passage]:
    """Read bytes as UTF-8, else in every way that could be meant; valid UTF-8 text never looks like western UTF-16."""
    try:
        for number, line in enumerate(data.decode("utf-8-sig").splitlines(), start=1):
            yield Passage(Kind.PARAGRAPH, line, part, number)
    except UnicodeDecodeError:
        for encoding in ("utf-8", "cp1252"):
            yield Passage(Kind.RAW, data.decode(encoding, errors="replace"), part)
    if _NOT_IN_TEXT.search(data):
        yield from _utf_16(data, part)


def _utf_16(data: bytes, part: int) -> Iterator[Passage]:
    for start in (0, 1):
        for encoding in ("utf-16-le", "utf-16-be"):
            text = data[start:].decode(encoding, errors="replace")
            yield Passage(Kind.RAW, _NOT_WESTERN.sub("\n", text), part)


class _XmlPart:
    """Read one XML part: everything a parser can see in it, which is everything in well-formed XML."""

    def __init__(self, part: int) -> None:
        self._part = part
        self._found: list[Passage] = []
        self._markup: dict[str, None] = {}
        self._open: list[_Paragraph] = []
        self._paragraphs = 0
        self._loose: list[str] = []

    def read(self, content: bytes) -> list[Passage]:
        """Give the passages of the part, or raise _NotXmlError."""
        parser = expat.ParserCreate()
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._add_markup
        parser.ProcessingInstructionHandler = lambda target, rest: self._add_markup(f"{target} {rest}")
        parser.StartDoctypeDeclHandler = self._refuse_document_type
        try:
            parser.Parse(content, True)  # noqa: FBT003 - expat takes it by position only
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise _NotXmlError("it is broken XML") from error
        return [*self._found, *(Passage(Kind.MARKUP, text, self._part) for text in self._markup)]

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self._flush()
        self._add_markup(name)
        for attribute, value in attributes.items():
            self._add_markup(attribute)
            if attribute not in _COUNTS or not value.isdecimal():
                self._add_markup(_GUID.sub("", value) if len(value) >= _GUID_LENGTH else value)
        if _is_paragraph(name):
            self._paragraphs += 1
            self._open.append(_Paragraph(self._paragraphs))
        elif self._open and (space := _space(name)):
            self._open[-1].runs.append(space)

    def _end(self, name: str) -> None:
        self._flush()
        if _is_paragraph(name):
            self._found += self._open.pop().passages(self._part)

    def _text(self, text: str) -> None:
        self._loose.append(text)

    def _flush(self) -> None:
        if not self._loose:
            return
        text = "".join(self._loose)
        self._loose.clear()
        if self._open and text:
            self._open[-1].runs.append(text)
        elif text.strip():
            self._add_markup(text)

    def _add_markup(self, text: str) -> None:
        self._markup[text] = None

    def _refuse_document_type(self, *_: object) -> None:
        raise _NotXmlError("it declares a document type")


@functools.lru_cache(maxsize=256)
def _is_paragraph(name: str) -> bool:
    return name.rpartition(":")[2] in _PARAGRAPHS


@functools.lru_cache(maxsize=256)
def _space(name: str) -> str:
    """Give what an element stands for in a paragraph, or nothing."""
    return _SPACES.get(name) or _SPACES.get(name.rpartition(":")[2], "")


class _NotXmlError(Exception):
    """Say why a part cannot be read as XML."""


@dataclass(slots=True)
class _Paragraph:
    number: int
    runs: list[str] = field(default_factory=list)

    def passages(self, part: int) -> Iterator[Passage]:
        yield Passage(Kind.PARAGRAPH, "".join(self.runs), part, self.number)
        for index, run in enumerate(self.runs):
            before = self.runs[index - 1][-1:] if index else ""
            after = self.runs[index + 1][:1] if index + 1 < len(self.runs) else ""
            if (before.isalnum() and run[:1].isalnum()) or (run[-1:].isalnum() and after.isalnum()):
                yield Passage(Kind.RUN, run, part, self.number)
