"""Plant secrets into what every writer finishes, in every place and form: none passes, and none is told."""

from __future__ import annotations

import functools
import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from tests.export.conftest import Release
from tests.export.planting import FORMS, FRENCHAY, REFERENCES, SARAH, ZOE, each_plant, plants, references
from tests.export.test_log_files import FIRST
from tests.export.test_sound import file as sound_file
from transcribe_desk.export.leak_scan import LeakScan
from transcribe_desk.export.log_files import WRITERS, check_log
from transcribe_desk.export.refi.guids import guid_names
from transcribe_desk.export.sound import AUDIO_TARGET
from transcribe_desk.export.sound_parts import SOUND_SUFFIXES
from transcribe_desk.export.study.files import StudyPaper, check_paper
from transcribe_desk.export.study.paper import Heading, Paper, Paragraph, Table, to_markdown
from transcribe_desk.export.study.word import to_word
from transcribe_desk.export.targets import TARGETS, Target
from transcribe_desk.export.writers import Batch
from transcribe_desk.privacy.gate import Original
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.naming.names import occurrences
from transcribe_desk.privacy.reporting.log import ArchiveLog
from transcribe_desk.study.errors import GateRefusedError

SECRETS = (SARAH, ZOE, FRENCHAY, *SARAH.split(), *ZOE.split())
ORIGINALS = tuple(Original(text, Category.PLACE if text == FRENCHAY else Category.PERSON) for text in SECRETS)
PAPER = Paper("Methods", (Heading("Sample"), Paragraph("Nineteen people took part."), Table(("a",), (("b",),), (1,))))
LOG = ArchiveLog((FIRST,), ("Anonymisation log",), ORIGINALS)


@dataclass(frozen=True)
class Finished:
    """A file as its writer finished it, and the search it must pass."""

    path: str
    content: bytes
    check: Callable[[str, bytes], None]


@pytest.fixture(scope="session")
def batch(release_transcript: Release) -> Batch:
    said = [("I", "Who leads it?"), ("P", "Sarah Patel does: she starts at eight."), ("P", "At Frenchay & here.")]
    released = release_transcript(said, people=(ZOE,))
    names = guid_names(Batch((released,)))
    return Batch((released,), guids={name: str(uuid.UUID(int=n, version=4)) for n, name in enumerate(names, start=1)})


def finished(target: Target, batch: Batch) -> Iterator[Finished]:
    """Give every file of a target; those of recordings in each format."""
    (released,) = batch.interviews
    for writer in target.writers:

        def check(path: str, data: bytes, empty: bytes = writer.boilerplate) -> None:
            LeakScan(released).check(path, data, empty)

        yield Finished(f"{target.name}/02-hospital{writer.suffix}", writer.write(released, batch.options), check)
    for file in (file for writer in target.batch_writers for file in writer.files(batch)):

        def check_all(path: str, data: bytes, empty: bytes = file.boilerplate, copies: int = file.copies) -> None:
            LeakScan(released, copies=copies).check(path, data, empty)

        yield Finished(f"{target.name}/{file.name}", file.content, check_all)


def papers_and_logs() -> Iterator[Finished]:
    paper = StudyPaper("methods", PAPER, ORIGINALS)
    for suffix, write in ((".docx", to_word), (".md", to_markdown)):

        def check(path: str, data: bytes, empty: bytes = write(Paper("", ()))) -> None:
            check_paper(path, data, paper, empty)

        yield Finished(f"study/methods{suffix}", write(PAPER), check)
    for writer in WRITERS:
        search = functools.partial(check_log, writer=writer, log=LOG)
        yield Finished(f"log/log{writer.suffix}", writer.write(LOG), search)


def passed(file: Finished, form: str) -> list[str]:
    """Give the places where a planted secret got through, or was told."""
    found = []
    for place, planted in each_plant(file.path, file.content, form):
        assert planted != file.content, place
        try:
            file.check(file.path, planted)
        except GateRefusedError as error:
            if any(occurrences(str(error), secret) for secret in SECRETS):
                found.append(f"{file.path}, {place}: told")
        else:
            found.append(f"{file.path}, {place}")
    return found


WRITTEN = [target for target in TARGETS if target.name != AUDIO_TARGET]


@pytest.mark.parametrize("target", WRITTEN, ids=lambda target: target.name)
def test_a_clean_file_passes(target: Target, batch: Batch) -> None:
    made = list(finished(target, batch))
    assert made
    for file in made:
        file.check(file.path, file.content)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("target", WRITTEN, ids=lambda target: target.name)
def test_no_secret_passes(target: Target, form: str, batch: Batch) -> None:
    assert [miss for file in finished(target, batch) for miss in passed(file, form)] == []


@pytest.mark.parametrize("form", FORMS)
def test_no_secret_passes_in_papers_and_logs(form: str) -> None:
    assert [miss for file in papers_and_logs() for miss in passed(file, form)] == []


def test_clean_papers_and_logs_pass() -> None:
    for file in papers_and_logs():
        file.check(file.path, file.content)


@pytest.mark.parametrize("written", REFERENCES.values(), ids=REFERENCES)
def test_references_to_characters_hide_nothing(written: str, batch: Batch) -> None:
    made = [file for target in WRITTEN for file in finished(target, batch) if references(file.path)]
    made += [file for file in papers_and_logs() if references(file.path)]
    assert {file.path.rpartition(".")[2] for file in made} == {"html", "vtt", "srt", "md"}
    for file in made:
        end = b"</body>" if file.path.endswith(".html") else b""
        at = file.content.rindex(end)
        with pytest.raises(GateRefusedError):
            file.check(file.path, file.content[:at] + f"<p>{written}</p>\n".encode() + file.content[at:])


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("target", WRITTEN, ids=lambda target: target.name)
def test_no_secret_passes_in_the_name_of_a_file(target: Target, form: str, batch: Batch) -> None:
    for file in finished(target, batch):
        folder, _, name = file.path.partition("/")
        for path in (f"{folder}/{FORMS[form]}.{name.rpartition('.')[2]}", f"{FORMS[form]}/{name}"):
            with pytest.raises(GateRefusedError):
                file.check(path, file.content)


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("suffix", sorted(SOUND_SUFFIXES))
def test_no_secret_passes_in_the_tags_of_a_recording(suffix: str, form: str, batch: Batch) -> None:
    for tag in ("title", "artist", "comment", "album"):
        tagged = sound_file(suffix, {tag: FORMS[form]})
        with pytest.raises(GateRefusedError) as error:
            LeakScan(*batch.interviews).check(f"{AUDIO_TARGET}/02-hospital{suffix}", tagged)
        assert not any(occurrences(str(error.value), secret) for secret in SECRETS)


def test_what_is_left_standing_passes_as_often_as_it_was_said(release_transcript: Release) -> None:
    released = release_transcript([("I", "Where?"), ("P", "Near Frenchay.")], keep=(FRENCHAY,))
    names = guid_names(Batch((released,)))
    guids = {name: str(uuid.UUID(int=n, version=4)) for n, name in enumerate(names, start=1)}
    for target in WRITTEN:
        for file in finished(target, Batch((released,), guids=guids)):
            file.check(file.path, file.content)


def test_there_are_more_than_200(batch: Batch) -> None:
    places = [place for target in WRITTEN for file in finished(target, batch) for place in plants(file.path)]
    assert len(places) * len(FORMS) > 200
