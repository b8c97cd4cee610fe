"""The files of an export are searched in a worker process with the same hits as here, whatever becomes of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from tests.export.conftest import release_transcript as release_transcript  # a fixture
from tests.export.test_batch import LEAKY
from tests.jobs.listening import workers
from transcribe_desk.export import targets
from transcribe_desk.export.batch import write_export
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.leak_scan import FinishedFile, Hit, LeakScan
from transcribe_desk.export.scanner import scan_here
from transcribe_desk.export.word_document import WordWriter
from transcribe_desk.jobs.scanning import scanner_for
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.overrides import Leak

Build = Callable[..., ReleasedTranscript]
PEOPLE = ("Łukasz Đorđević", "Sarah Jane Good", "Ann 😀 O’Neill")
MANY = 4


def _interviews(build: Build) -> list[ReleasedTranscript]:
    return [build([("P", "Yes.")], study_id=f"{number:02d}-hospital", people=PEOPLE) for number in range(1, MANY + 1)]


def _lots(one: ReleasedTranscript) -> list[list[FinishedFile]]:
    """Give lots of files: clean ones, leaky ones, one that cannot be read and one with a name for its name."""
    word = WordWriter()
    document = FinishedFile("docx/01.docx", word.write(one, ExportOptions()), word.boilerplate)
    text = FinishedFile("text/01.txt", "I: Who?\nP: lukasz djordjevic, S. J. Good or Ann 😀 O’Neill.".encode())
    return [
        [document, FinishedFile("text/01.txt", b"P: Yes.")],
        [text, document],
        [FinishedFile("docx/01.docx", b"PK\x03\x04 and no more")],
        [FinishedFile("text/Sarah Jane Good.txt", b"")],
    ]


def _hits(
    one: ReleasedTranscript, lots: list[list[FinishedFile]], interviews: int = MANY, let_stand: Sequence[Leak] = ()
) -> list[tuple[Hit, ...]]:
    sought = LeakScan(one, let_stand=let_stand).sought
    with scanner_for(interviews) as scanner:
        assert (scanner is scan_here) == (interviews < MANY)
        return [search() for search in [scanner(sought, files) for files in lots]]


def _told(found: list[tuple[Hit, ...]]) -> list[list[tuple[object, ...]]]:
    return [[(str(hit), hit.path, hit.part, hit.paragraph, hit.original, hit.leak) for hit in hits] for hits in found]


def test_a_worker_finds_what_is_found_here_and_ends_with_the_export(release_transcript: Build) -> None:
    one = _interviews(release_transcript)[0]
    here, beside = _hits(one, _lots(one), 1), _hits(one, _lots(one))
    assert [bool(hits) for hits in here] == [False, True, True, True]
    assert _told(beside) == _told(here)
    assert not workers()


def test_a_worker_lets_stand_what_a_person_let_stand(release_transcript: Build) -> None:
    one = _interviews(release_transcript)[0]
    lots = _lots(one)[1:2]
    (hits,) = _hits(one, lots)
    stand, *rest = [hit.leak for hit in hits if hit.leak and hit.leak.can_stand]
    assert stand is not None
    (fewer,) = _hits(one, lots, let_stand=[stand])
    assert [hit.leak for hit in fewer] == rest


def test_what_a_dead_worker_leaves_is_searched_here(release_transcript: Build) -> None:
    one = _interviews(release_transcript)[0]
    lots = _lots(one)
    sought = LeakScan(one).sought
    with scanner_for(MANY) as scanner:
        first = scanner(sought, lots[1])()
        (worker,) = workers()
        worker.kill()
        worker.wait()
        rest = [search() for search in [scanner(sought, files) for files in lots[2:]]]
        later = scanner(sought, lots[1])()
    assert _told([first, *rest, later]) == _told(_hits(one, [lots[1], *lots[2:], lots[1]], 1))


def test_an_export_that_is_searched_beside_refuses_the_leaky_and_writes_the_rest(
    release_transcript: Build, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targets, "TARGETS", (*targets.TARGETS, LEAKY))
    released = _interviews(release_transcript)
    with scanner_for(len(released)) as scanner:
        manifest = write_export(released, tmp_path, ("docx", "leaky"), scanner=scanner)
    assert [each.study_id for each in manifest.refused] == ["02-hospital"]
    assert sorted(path.name for path in tmp_path.rglob("*-hospital.*")) == sorted(
        f"{number}-hospital.{suffix}" for number in ("01", "03", "04") for suffix in ("docx", "txt")
    )
