"""Read exported files with readers that share no code with the writers, back into labels and texts."""

from __future__ import annotations

import csv
import html
import io
import json
import re
import zipfile
from collections.abc import Callable
from html.parser import HTMLParser
from xml.etree import ElementTree as ET

import docx

_ODF_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
Turns = list[tuple[str, str]]
_VTT_CUE = re.compile(r"(\S+) --> (\S+)\n<v ([^>]+)>([^<>]*)</v>\n")
_SRT_CUE = re.compile(r"(\d+)\n(\S+) --> (\S+)\n(.*)\n")


def word(data: bytes) -> Turns:
    """Read a document whose turns begin with their label."""
    spoken = ("TD Interviewer", "TD Participant")
    paragraphs = docx.Document(io.BytesIO(data)).paragraphs
    return [_labelled(one.text) for one in paragraphs if one.style and one.style.name in spoken]


def word_with_headings(data: bytes) -> Turns:
    """Read a document whose labels are headings of level 2."""
    found: Turns = []
    label = ""
    for paragraph in docx.Document(io.BytesIO(data)).paragraphs:
        if paragraph.style and paragraph.style.name == "Heading 2":
            label = paragraph.text
        elif label:
            found.append((label, paragraph.text))
    return found


def open_document(data: bytes) -> Turns:
    """Read an OpenDocument text: spaces, tabs and line ends are elements of their own there."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 - our own file
    spoken = ("TD_20_Interviewer", "TD_20_Participant")
    found = [each for each in root.iter(f"{_ODF_TEXT}p") if each.get(f"{_ODF_TEXT}style-name") in spoken]
    return [_labelled(_flat(each)) for each in found]


def _flat(element: ET.Element) -> str:
    gap = {"s": " " * int(element.get(f"{_ODF_TEXT}c", "1")), "tab": "\t", "line-break": "\n"}
    inside = "".join(f"{_flat(each)}{each.tail or ''}" for each in element)
    return f"{gap.get(element.tag.removeprefix(_ODF_TEXT), '')}{element.text or ''}{inside}"


def text(data: bytes) -> Turns:
    """Read plain text: after the empty line, a turn a line."""
    _, _, spoken = data.decode().partition("\n\n")
    return [_labelled(line) for line in spoken.split("\n")[:-1]]


def captions(data: bytes) -> Turns:
    """Read SubRip."""
    return [_labelled(match[4]) for match in _SRT_CUE.finditer(data.decode())]


def cues(data: bytes) -> Turns:
    """Read WebVTT: the voice and the text of each cue, character references resolved."""
    return [(match[3], html.unescape(match[4])) for match in _VTT_CUE.finditer(data.decode())]


def table(data: bytes) -> Turns:
    """Read comma-separated values as the documentation of the format says: one ``'`` before a formula goes."""
    rows = csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline=""))
    return [(row["speaker"], _as_typed(row["text"])) for row in rows]


def objects(data: bytes) -> Turns:
    """Read JSON."""
    return [(turn["speaker"], turn["text"]) for turn in json.loads(data)["turns"]]


def page(data: bytes) -> Turns:
    """Read HTML: the paragraphs that begin with a bold label."""
    reader = _PageReader()
    reader.feed(data.decode())
    reader.close()
    return [_labelled(paragraph) for paragraph, has_label in reader.paragraphs if has_label]


class _PageReader(HTMLParser):
    """Collect the paragraphs of a page and whether a bold label stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.paragraphs: list[tuple[str, bool]] = []
        self.tags: set[str] = set()
        self._said: list[str] | None = None
        self._bold = False

    def handle_starttag(self, tag: str, _attributes: list[tuple[str, str | None]]) -> None:
        """Begin a paragraph, or note its label."""
        self.tags.add(tag)
        if tag == "p":
            self._said, self._bold = [], False
        self._bold = self._bold or tag == "b"

    def handle_endtag(self, tag: str) -> None:
        """Keep a finished paragraph."""
        if tag == "p" and self._said is not None:
            self.paragraphs.append(("".join(self._said), self._bold))
            self._said = None

    def handle_data(self, data: str) -> None:
        """Take the text of a paragraph."""
        if self._said is not None:
            self._said.append(data)


def everything(data: bytes) -> str:
    """Give all paragraphs of a document, be it Word or OpenDocument."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if "mimetype" in archive.namelist():
            root = ET.fromstring(archive.read("content.xml"))  # noqa: S314 - our own file
            return "\n".join(_flat(each) for each in root.iter(f"{_ODF_TEXT}p"))
    return "\n".join(paragraph.text for paragraph in docx.Document(io.BytesIO(data)).paragraphs)


def tags(data: bytes) -> set[str]:
    """Give the names of all elements of a page."""
    reader = _PageReader()
    reader.feed(data.decode())
    return reader.tags


def _labelled(line: str) -> tuple[str, str]:
    label, _, said = line.partition(": ")
    return label, said


def _as_typed(field: str) -> str:
    return field[1:] if field.startswith("'") and field.lstrip("'")[:1] in ("=", "+", "-", "@") else field


READERS: dict[str, Callable[[bytes], Turns]] = {
    "docx": word,
    "nvivo": word_with_headings,
    "taguette": page,
    "odt": open_document,
    "text": text,
    "html": page,
    "vtt": cues,
    "srt": captions,
    "csv": table,
    "json": objects,
    "deposit": word,
}
