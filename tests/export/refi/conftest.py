"""A batch of interviews with GUIDs, and an eye that reads its project file with nothing but zipfile and XML."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from xml.etree import ElementTree as ET

import docx
import pytest

from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.refi.guids import guid_names
from transcribe_desk.export.writers import Batch, CaseFacts
from transcribe_desk.privacy.gate import ReleasedTranscript

Build = Callable[..., ReleasedTranscript]
MakeBatch = Callable[..., Batch]
NAMESPACE = {"": "urn:QDA-XML:project:1.0"}
BANDS = ("Band 5", "Band 6", "Band 7")


def make_batch(
    interviews: Iterable[ReleasedTranscript], options: ExportOptions | None = None, *, banded: bool = True
) -> Batch:
    """Give a batch whose GUIDs are counted up, and whose participants have a band each if ``banded``."""
    released = tuple(interviews)
    facts = {
        each.transcript.study_id: CaseFacts((("Band", BANDS[number % 3]),)) for number, each in enumerate(released)
    }
    batch = Batch(released, options or ExportOptions(), facts if banded else {})
    numbered = {name: str(uuid.UUID(int=number, version=4)) for number, name in enumerate(guid_names(batch), start=1)}
    return replace(batch, guids=numbered)


@pytest.fixture(scope="session")
def batch(release_transcript: Build) -> Batch:
    """Give three interviews at two kinds of organisation."""
    said = [
        ("I", "So, what changed?"),
        ("P", "Sarah Patel left & nobody <noticed>: “fine”."),
        ("I", "Fine?"),
        ("P", "Yes."),
    ]
    study_ids = ("02-hospital", "03-community", "04-hospital")
    return make_batch([release_transcript(said, study_id=study_id) for study_id in study_ids])


@dataclass(frozen=True, slots=True)
class ReadSource:
    """One source as a reader finds it: its two texts, and ``(code, text)`` of each selection in order."""

    name: str
    plain: str
    paragraphs: tuple[str, ...]
    codings: tuple[tuple[str, str], ...]


def root_of(content: bytes) -> ET.Element:
    """Give the root element of a project file."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return ET.fromstring(archive.read("project.qde"))  # noqa: S314 - our own file


def all_of(parent: ET.Element, path: str) -> Sequence[ET.Element]:
    """Give the elements at a path of local names."""
    return parent.findall(path, NAMESPACE)


def code_names(root: ET.Element) -> dict[str, str]:
    """Give the names of all codes by GUID."""
    return {code.attrib["guid"]: code.attrib["name"] for code in all_of(root, "CodeBook//Code")}


def read_sources(content: bytes) -> list[ReadSource]:
    """Read every source of a project file, following its internal paths."""
    root = root_of(content)
    codes = code_names(root)
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for source in all_of(root, "Sources/TextSource"):
            plain = archive.read(_inside(source.attrib["plainTextPath"])).decode("utf-8")
            document = docx.Document(io.BytesIO(archive.read(_inside(source.attrib["richTextPath"]))))
            codings = []
            for selection in all_of(source, "PlainTextSelection"):
                start, end = int(selection.attrib["startPosition"]), int(selection.attrib["endPosition"])
                (reference,) = all_of(selection, "Coding/CodeRef")
                codings.append((codes[reference.attrib["targetGUID"]], plain[start:end]))
            paragraphs = tuple(paragraph.text for paragraph in document.paragraphs)
            found.append(ReadSource(source.attrib["name"], plain, paragraphs, tuple(codings)))
    return found


def _inside(path: str) -> str:
    scheme, _, name = path.partition("://")
    assert scheme == "internal"
    assert "/" not in name
    return f"sources/{name}"
