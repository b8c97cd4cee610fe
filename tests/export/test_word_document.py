"""Write Word documents and read them back with other programs' eyes."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import zipfile
from pathlib import Path
from xml.dom import minidom

import docx
import pytest
from docx.text.paragraph import Paragraph

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.export.word_document import WordWriter
from transcribe_desk.privacy.gate import ReleasedTranscript

GOLDEN = Path(__file__).parents[1] / "golden"


@pytest.fixture(scope="module")
def content(interview: ReleasedTranscript) -> bytes:
    return WordWriter().write(interview, ExportOptions())


def test_the_body_is_the_golden_body(content: bytes, tmp_path: Path) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        document = minidom.parseString(archive.read("word/document.xml"))  # noqa: S318 - our own file
    body = document.toprettyxml(indent="  ", encoding="UTF-8")
    actual = tmp_path / "02-hospital.document.xml"
    actual.write_bytes(body)
    assert body == (GOLDEN / actual.name).read_bytes(), f"compare with {actual}"


def test_a_second_time_gives_the_same_bytes(content: bytes, interview: ReleasedTranscript) -> None:
    assert WordWriter().write(interview, ExportOptions()) == content


def test_python_docx_reads_back_each_turn(content: bytes, interview: ReleasedTranscript) -> None:
    document = docx.Document(io.BytesIO(content))
    spoken = [one for one in document.paragraphs if _style(one) in ("TD Interviewer", "TD Participant")]
    assert [(one.runs[0].text, one.runs[0].style.name) for one in spoken] == [
        (f"{turn.label}:", "TD Speaker") for turn in interview.transcript.turns
    ]
    assert [one.text.partition(": ")[2] for one in spoken] == [turn.text for turn in interview.transcript.turns]
    assert [_style(one).removeprefix("TD ") for one in spoken] == [
        "Interviewer" if turn.label == "Interviewer" else "Participant" for turn in interview.transcript.turns
    ]


def test_the_page_says_which_interview_it_is(content: bytes) -> None:
    document = docx.Document(io.BytesIO(content))
    section = document.sections[0]
    assert (_style(document.paragraphs[0]), document.paragraphs[0].text) == ("Title", "02-hospital")
    assert {_style(one) for one in document.paragraphs[1:7]} == {"TD Header"}
    assert [one.text for one in document.paragraphs[1:3]] == ["Study ID – 02-hospital", "Organisation type – hospital"]
    assert section.header.paragraphs[0].text == "02-hospital"
    assert "PAGE" in section.footer.paragraphs[0]._p.xml
    assert all(one.text for one in document.paragraphs), "space comes from the styles, not from empty paragraphs"


def test_timestamps_follow_the_label_when_asked_for(interview: ReleasedTranscript) -> None:
    document = docx.Document(io.BytesIO(WordWriter().write(interview, ExportOptions(timestamps=True))))
    assert document.paragraphs[-1].text == "02-hospital: [00:00:16] Yes."


def test_a_draft_says_so_first_and_on_each_page(draft: ReleasedTranscript) -> None:
    document = docx.Document(io.BytesIO(WordWriter().write(draft, ExportOptions())))
    assert document.paragraphs[0].text == DRAFT_BANNER
    assert document.sections[0].header.paragraphs[0].text.endswith(DRAFT_BANNER)


def test_nothing_tells_who_made_it_when_or_with_what(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        assert sorted(archive.namelist()) == sorted(
            [
                *("[Content_Types].xml", "_rels/.rels", "docProps/app.xml", "docProps/core.xml"),
                *("word/_rels/document.xml.rels", "word/document.xml", "word/styles.xml", "word/settings.xml"),
                *("word/header1.xml", "word/footer1.xml"),
            ]
        )
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert {(entry.create_system, entry.extra) for entry in archive.infolist()} == {(0, b"")}
        everything = b"".join(archive.read(name) for name in archive.namelist())
    properties = docx.Document(io.BytesIO(content)).core_properties
    assert (properties.title, properties.author, properties.last_modified_by) == ("02-hospital", "", "")
    assert {str(properties.created), str(properties.modified)} == {"2000-01-01 00:00:00+00:00"}
    for tell_tale in (rb"rsid", rb"python", rb"<Company", rb"<Template", rb"w:author", rb"customXml", rb"thumbnail"):
        assert not re.search(tell_tale, everything, re.IGNORECASE), tell_tale


def test_libreoffice_keeps_every_paragraph(interview: ReleasedTranscript, content: bytes, tmp_path: Path) -> None:
    soffice = shutil.which("soffice")
    if soffice is None:
        pytest.skip("LibreOffice is not installed")
    (tmp_path / "02-hospital.docx").write_bytes(content)
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [soffice, home, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "02-hospital.docx"]
    subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=120)
    seen = (tmp_path / "02-hospital.txt").read_text(encoding="utf-8-sig").splitlines()
    turns = [f"{turn.label}: {turn.text}" for turn in interview.transcript.turns]
    assert seen == ["02-hospital", *interview.transcript.header_lines(), *turns]


def _style(paragraph: Paragraph) -> str:
    return str(paragraph.style.name) if paragraph.style else ""
