"""Write OpenDocument texts, and read them back with other eyes: zip, XML, LibreOffice."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from tests.export import reading
from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.export.open_document import OpenDocumentWriter
from transcribe_desk.export.package import pack, unpack
from transcribe_desk.export.passages import Passage, passages
from transcribe_desk.privacy.gate import ReleasedTranscript

WRITER = OpenDocumentWriter()
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"


@pytest.fixture(scope="module")
def content(interview: ReleasedTranscript) -> bytes:
    return WRITER.write(interview, ExportOptions())


def part(data: bytes, name: str) -> ET.Element:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 - our own file


def test_each_turn_is_a_paragraph_with_its_label(content: bytes, interview: ReleasedTranscript) -> None:
    assert reading.open_document(content) == [(turn.label, turn.text) for turn in interview.transcript.turns]
    spans = [each.text for each in part(content, "content.xml").iter(f"{TEXT}span")]
    assert spans == [f"{turn.label}:" for turn in interview.transcript.turns]


def test_every_style_that_is_used_is_there(content: bytes, draft: ReleasedTranscript) -> None:
    for data in (content, WRITER.write(draft, ExportOptions())):
        used = {
            each.get(f"{TEXT}style-name") for name in ("content.xml", "styles.xml") for each in part(data, name).iter()
        }
        known = {each.get(f"{STYLE}name") for each in part(data, "styles.xml").iter(f"{STYLE}style")}
        assert used - {None} <= known


def test_a_second_time_gives_the_same_bytes(content: bytes, interview: ReleasedTranscript) -> None:
    assert WRITER.write(interview, ExportOptions()) == content


def test_nothing_tells_who_made_it_when_or_with_what(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert archive.namelist() == ["mimetype", "META-INF/manifest.xml", "meta.xml", "styles.xml", "content.xml"]
        assert archive.infolist()[0].compress_type == zipfile.ZIP_STORED
        assert {(entry.date_time, entry.create_system, entry.extra) for entry in archive.infolist()} == {
            ((1980, 1, 1, 0, 0, 0), 0, b"")
        }
        everything = b"".join(archive.read(name) for name in archive.namelist())
    # The type stands at this place, for programs that look at the first bytes only.
    assert content[38:77] == b"application/vnd.oasis.opendocument.text"
    said = {each.tag.rpartition("}")[2]: each.text for each in part(content, "meta.xml").iter() if each.text}
    assert {name: text.strip() for name, text in said.items() if text.strip()} == {
        "generator": "Transcribe Desk",
        "title": "02-hospital",
        "language": "en-GB",
        "creation-date": "2000-01-01T00:00:00",
        "date": "2000-01-01T00:00:00",
    }
    for tell_tale in (b"odfdo", b"creator", b"editing", b"statistic", b"thumbnail", b"rsid"):
        assert tell_tale not in everything.lower()


def test_the_page_says_which_interview_it_is_and_that_a_draft_is_one(content: bytes, draft: ReleasedTranscript) -> None:
    def head(data: bytes) -> str:
        (found,) = part(data, "styles.xml").iter(f"{STYLE}header")
        return "".join(found.itertext())

    made = WRITER.write(draft, ExportOptions())
    assert head(content) == "02-hospital"
    assert head(made) == f"02-hospital – {DRAFT_BANNER}"
    assert next(part(made, "content.xml").iter(f"{TEXT}p")).text == DRAFT_BANNER


@pytest.mark.parametrize("asked", [True, False])
def test_lines_are_numbered_when_asked_for(asked: bool, interview: ReleasedTranscript) -> None:
    made = WRITER.write(interview, ExportOptions(line_numbers=asked, timestamps=asked))
    (numbers,) = part(made, "styles.xml").iter(f"{TEXT}linenumbering-configuration")
    assert numbers.get(f"{TEXT}number-lines") == str(asked).lower()
    assert reading.open_document(made)[-1] == ("02-hospital", "[00:00:16] Yes." if asked else "Yes.")


@pytest.mark.timeout(150)
def test_libreoffice_opens_it_and_reads_every_line(
    interview: ReleasedTranscript, content: bytes, tmp_path: Path
) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "02-hospital.odt").write_bytes(content)
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "02-hospital.odt"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    seen = (tmp_path / "02-hospital.txt").read_text(encoding="utf-8-sig").splitlines()
    turns = [f"{turn.label}: {turn.text}" for turn in interview.transcript.turns]
    assert seen == ["02-hospital", *interview.transcript.header_lines(), *turns]


def test_a_space_that_is_an_element_is_searched_as_a_space(content: bytes) -> None:
    parts = unpack(content)
    parts["content.xml"] = parts["content.xml"].replace(b" Yes.", b" Yes<text:s/>sir<text:line-break/>so.")
    read = [each.text for each in passages(pack(parts)) if isinstance(each, Passage)]
    assert "02-hospital: Yes sir so." in read
