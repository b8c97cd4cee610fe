"""Write everything there is, of one, two and forty interviews, and read each file back."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.export import reading
from transcribe_desk.export.batch import write_export
from transcribe_desk.export.manifest import MANIFEST_NAME
from transcribe_desk.export.refi.guids import guid_names
from transcribe_desk.export.targets import TARGETS
from transcribe_desk.export.writers import Batch
from transcribe_desk.privacy.gate import ReleasedTranscript

Build = Callable[..., ReleasedTranscript]
NAMES = [target.name for target in TARGETS if target.writers or target.batch_writers]


def study(build: Build, number: int) -> list[ReleasedTranscript]:
    """Give interviews that are not alike; Sarah Patel is replaced in each."""
    return [
        build(
            [("I", "Who leads it?"), ("P", f"Sarah Patel: <{each}> & more."), ("P", "Yes."), ("I", f"{each}?")],
            study_id=f"{each:02d}-hospital",
        )
        for each in range(1, number + 1)
    ]


def export(interviews: list[ReleasedTranscript], out: Path) -> dict[str, bytes]:
    """Write every target; give the bytes by path."""
    names = guid_names(Batch(tuple(interviews)))
    guids = {name: str(uuid.UUID(int=place, version=4)) for place, name in enumerate(names, start=1)}
    manifest = write_export(interviews, out, NAMES, guids=guids)
    assert manifest.refused == ()
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in out.rglob("*") if path.is_file()}


@pytest.mark.parametrize("number", [1, 2, 40])
def test_each_file_gives_back_its_interview(number: int, release_transcript: Build, tmp_path: Path) -> None:
    interviews = study(release_transcript, number)
    tree = export(interviews, tmp_path)
    for released in interviews:
        expected = [(turn.label, turn.text) for turn in released.transcript.turns]
        for name, read in reading.READERS.items():
            (path,) = (path for path in tree if path.startswith(f"{name}/{released.transcript.study_id}."))
            assert read(tree[path]) == expected, path
    listed = {file["path"] for file in json.loads(tree[MANIFEST_NAME])["files"]}
    assert listed == set(tree) - {MANIFEST_NAME}


def test_two_exports_of_everything_are_identical(release_transcript: Build, tmp_path: Path) -> None:
    first = export(study(release_transcript, 2), tmp_path / "one")
    assert export(study(release_transcript, 2), tmp_path / "two") == first
    assert {path.partition("/")[0] for path in first} == {*NAMES, MANIFEST_NAME}


def test_a_draft_says_so_in_every_file(draft: ReleasedTranscript, tmp_path: Path) -> None:
    write_export([draft], tmp_path, [name for name in NAMES if not name.startswith("qd")])
    for path in tmp_path.rglob("02-hospital.*"):
        content = path.read_bytes()
        said = reading.everything(content) if content.startswith(b"PK") else content.decode()
        assert "Machine draft, not reviewed by a person" in said, path
