"""Put finished files into place: nothing that may take long is done while the study's database waits."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from transcribe_desk.export import publish
from transcribe_desk.study.errors import DiskError

PATHS = ["audio/01-hospital.flac", "manifest.json"]


def put(folder: Path, content: bytes) -> None:
    for path in PATHS:
        publish.write_durably(folder / path, content)


@pytest.fixture
def stick(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make the disk one without links, such as a memory stick."""

    def refused(*_: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refused)


@pytest.mark.parametrize("fails", [False, True])
@pytest.mark.usefixtures("stick")
def test_earlier_files_are_copied_before_anything_is_recorded(
    fails: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recording, copied = False, []
    copy = shutil.copyfile

    def copyfile(source: Path, target: Path) -> Path:
        assert not recording, "the study's database would wait for gigabytes"
        copied.append(source)
        return copy(source, target)

    @contextlib.contextmanager
    def recorded() -> Iterator[None]:
        nonlocal recording
        recording = True
        yield
        recording = False
        if fails:
            raise OSError(errno.ENOSPC, "the disk of the study is full")

    monkeypatch.setattr(shutil, "copyfile", copyfile)
    put(tmp_path, b"old")
    with contextlib.suppress(DiskError), publish.folder_aside(tmp_path) as aside:
        put(aside, b"new")
        publish.write_durably(aside / "text/01-hospital.txt", b"new")
        publish.move_into_place(aside, tmp_path, [*PATHS, "text/01-hospital.txt"], lambda: None, recorded())
    assert copied == [tmp_path / path for path in PATHS]
    assert {(tmp_path / path).read_bytes() for path in PATHS} == {b"old" if fails else b"new"}
    assert (tmp_path / "text").exists() is not fails
