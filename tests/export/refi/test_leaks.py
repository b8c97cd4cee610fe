"""Plant secrets wherever a project file can hold one, and see that the scan of the finished bytes finds each."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.export.refi.conftest import all_of, make_batch, root_of
from transcribe_desk.export.leak_scan import Hit, LeakScan
from transcribe_desk.export.package import pack, unpack
from transcribe_desk.export.refi.project import Profile
from transcribe_desk.export.refi.writers import CodebookWriter, ProjectWriter
from transcribe_desk.export.writers import Batch, BatchFile, CaseFacts
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.study.errors import GateRefusedError

Build = Callable[..., ReleasedTranscript]
Parts = dict[str, bytes]
Plant = Callable[[Parts], None]
PROFILES = pytest.mark.parametrize("profile", Profile)


def written(batch: Batch, profile: Profile = Profile.CASES) -> BatchFile:
    """Give the project file as the batch writes and searches it."""
    (file,) = ProjectWriter(profile).files(batch)
    return file


def scan(batch: Batch, file: BatchFile, content: bytes | None = None) -> tuple[Hit, ...]:
    """Search the file, or ``content`` in its place, as the batch does."""
    found = LeakScan(*batch.interviews, copies=file.copies)
    return found.scan(f"qdpx/{file.name}", content or file.content, file.boilerplate)


def _in_project(old: bytes, new: str) -> Plant:
    def plant(parts: Parts) -> None:
        assert old in parts["project.qde"]
        parts["project.qde"] = parts["project.qde"].replace(old, new.encode(), 1)

    return plant


def _in_text(encoding: str = "utf-8", said: str = "So Sarah said yes.") -> Plant:
    def plant(parts: Parts) -> None:
        name = next(name for name in parts if name.endswith(".txt"))
        parts[name] = f"{parts[name].decode()}\n02-hospital: {said}".encode(encoding)

    return plant


def _in_document(part: str, old: bytes, new: str) -> Plant:
    def plant(parts: Parts) -> None:
        name = [name for name in parts if name.endswith(".docx")][-1]
        inside = unpack(parts[name])
        assert old in inside[part]
        parts[name] = pack({**inside, part: inside[part].replace(old, new.encode(), 1)})

    return plant


def _add(name: str, content: bytes) -> Plant:
    def plant(parts: Parts) -> None:
        parts[name] = content

    return plant


_BODY = "word/document.xml"
_AUTHOR = "<dc:creator>Sarah Patel</dc:creator><dc:language>"
_GUID = "0f758eeb-d61d-4e91-b250-79861c3869a6"
PLANTED: dict[str, Plant] = {
    "name of the project": _in_project(b'name="Study"', 'name="Sarah Patel’s study"'),
    "origin": _in_project(b'origin="Transcribe Desk"', 'origin="Frenchay"'),
    "base path": _in_project(b"creationDateTime", 'basePath="/home/sarah/" creationDateTime'),
    "user": _in_project(b'name="Transcribe Desk"', 'name="S. Patel"'),
    "code": _in_project(b'name="Interviewer"', 'name="Sárah"'),
    "case": _in_project(b'" name="02-hospital">', '" name="Sarah">'),
    "attribute": _in_project(b'name="Band"', 'name="Works at Frenchay"'),
    "value": _in_project(b"<TextValue>Band 5<", "<TextValue>Patel<"),
    "value in pieces": _in_project(b"<TextValue>Band 5<", "<TextValue>P<!-- -->atel<"),
    "value as references": _in_project(b"<TextValue>Band 5<", "<TextValue>&#83;arah<"),
    "value as CDATA": _in_project(b"<TextValue>Band 5<", "<TextValue><![CDATA[Sarah]]><"),
    "comment": _in_project(b"</Users>", "<!-- Sarah --></Users>"),
    "instruction": _in_project(b"</Users>", "<?note Sarah?></Users>"),
    "element": _in_project(b"</Users>", "<Sarah/></Users>"),
    "description": _in_project(b"</Project>", "<Description>for Patel</Description></Project>"),
    "name of a selection": _in_project(b' startPosition="0"', ' name="Sarah" startPosition="0"'),
    "a place that is no number": _in_project(b'startPosition="0"', 'startPosition="Sarah"'),
    "beside a GUID": _in_project(b'" name="02-hospital">', f'" id="{_GUID} Sarah" name="02-hospital">'),
    "path": _in_project(b'richTextPath="internal://', 'richTextPath="relative://Sarah Patel/'),
    "text of a source": _in_text(),
    "text in UTF-16": _in_text("utf-16"),
    "combining accent in the text": _in_text(said="So Sa\u0301rah said yes."),
    "original over label and text": _in_text(said="Frenchay"),
    "paragraph": _in_document(_BODY, b"Fine?", "Sarah?"),
    "two runs": _in_document(_BODY, b"Fine?", "Sa</w:t></w:r><w:r><w:t>rah"),
    "hidden run": _in_document(
        _BODY, b"Fine?", "x</w:t></w:r><w:r><w:rPr><w:vanish/></w:rPr><w:t>Sarah</w:t></w:r><w:r><w:t>x"
    ),
    "running head": _in_document("word/header1.xml", b"04-hospital", "Patel"),
    "author": _in_document("docProps/core.xml", b"<dc:language>", _AUTHOR),
    "program": _in_document("docProps/app.xml", b"Transcribe Desk", "Frenchay"),
    "name of a part": _add("sources/Sarah Patel.txt", b"nothing"),
    "another part": _add(f"sources/{_GUID}.m4a", b"\x00\x01ftypM4A \x00Sarah Patel\xff"),
    "a part of a part": _add(f"sources/{_GUID}.docx", pack({"word/comments.xml": b"<p>Patel</p>"})),
    "a broken project": _in_project(b"</Users>", "<Users>"),
}


@PROFILES
@pytest.mark.parametrize("banded", [True, False])
def test_a_finished_project_is_clean(profile: Profile, banded: bool, batch: Batch, draft: ReleasedTranscript) -> None:
    for interviews in (batch.interviews, batch.interviews[:1], (draft,)):
        some = make_batch(interviews, banded=banded)
        assert scan(some, written(some, profile)) == ()


@pytest.mark.parametrize("place", PLANTED)
def test_a_planted_secret_is_found(place: str, batch: Batch) -> None:
    file = written(batch)
    parts = unpack(file.content)
    PLANTED[place](parts)
    assert scan(batch, file, pack(parts)), place


def test_nothing_hides_around_the_parts(batch: Batch) -> None:
    file = written(batch)
    commented = io.BytesIO(file.content)
    with zipfile.ZipFile(commented, "a") as archive:
        archive.comment = b"Sarah"
    parts = unpack(file.content)
    document = next(name for name in parts if name.endswith(".docx"))
    nested = pack({**parts, document: parts[document] + b"Sarah"})
    for content in (commented.getvalue(), file.content + b"Sarah", file.content[:-30], nested):
        assert scan(batch, file, content)


def test_what_a_person_kept_stands_once_in_each_of_the_two_texts(release_transcript: Build) -> None:
    kept = [("P", "I live near Frenchay."), ("P", "Nice.")]
    interviews = [release_transcript(kept, study_id=name, keep=("Frenchay",)) for name in ("02-hospital", "03-clinic")]
    batch = make_batch([*interviews, release_transcript([("P", "Sarah Patel left.")], study_id="04-hospital")])
    file = written(batch)
    assert scan(batch, file) == ()
    parts = unpack(file.content)
    _in_text(said="Near Frenchay.")(parts)
    assert scan(batch, file, pack(parts))


@PROFILES
def test_what_only_the_facts_say_is_searched(profile: Profile, batch: Batch) -> None:
    told = replace(batch, facts={"03-community": CaseFacts((("Band", "moved from Frenchay"),))})
    file = written(told, profile)
    hits = scan(told, file)
    assert {list(unpack(file.content))[hit.part - 1] for hit in hits} == {"project.qde"}
    with pytest.raises(GateRefusedError, match=r"study\.qdpx"):
        LeakScan(*told.interviews, copies=file.copies).check(f"qdpx/{file.name}", file.content, file.boilerplate)


@PROFILES
def test_numbers_and_words_of_the_format_do_not_block(profile: Profile, release_transcript: Build) -> None:
    said = [("IP"[number % 2], f"It went well, {'so ' * (number % 9)}mostly.") for number in range(300)]
    before = make_batch([release_transcript(said)], banded=False)
    root = root_of(written(before, profile).content)
    selections = all_of(root, "Sources/TextSource/PlainTextSelection")
    places = {each.attrib["startPosition"] for each in selections if len(each.attrib["startPosition"]) == 4}
    groups = {group for each in selections for group in each.attrib["guid"].split("-")[1:4]}
    people = ("Code Text", "Case Variable", "Source Set", "User Coding", "Jo March", "Month Mode", *places, *groups)
    batch = make_batch([release_transcript(said, people=people)], banded=False)
    assert {"March", "Mode"} <= {original.text for original in batch.interviews[0].originals}
    assert places & {original.text for original in batch.interviews[0].originals}
    file = written(batch, profile)
    assert all_of(root_of(file.content), "Variables/Variable")
    assert scan(batch, file) == ()


def test_the_codebook_is_clean(batch: Batch) -> None:
    (file,) = CodebookWriter().files(batch)
    assert LeakScan(*batch.interviews).scan(f"qdc/{file.name}", file.content, file.boilerplate) == ()
    leaky = file.content.replace(b'name="Interviewer"', b'name="Sarah"')
    assert LeakScan(*batch.interviews).scan(f"qdc/{file.name}", leaky, file.boilerplate)
