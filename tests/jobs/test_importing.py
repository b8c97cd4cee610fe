"""Whole folders are dropped: what is a recording comes in once, what is not is named, and it can be stopped."""

from __future__ import annotations

import shutil
import threading
import time
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.dropped import sort_dropped
from transcribe_desk.study.errors import CancelledError
from transcribe_desk.study.study import Interview
from transcribe_desk.vault.recordings import StoredFile
from transcribe_desk.vault.store import Vault


def test_a_dropped_folder_is_sorted(tmp_path: Path) -> None:
    inside = tmp_path / "Week 2"
    inside.mkdir()
    for name in ("b.WAV", "a.m4a", "d.DS2", "consent.pdf", ".hidden.wav", "Thumbs.db", "people.csv"):
        (tmp_path / name).touch()
    (inside / "c.opus").touch()
    (tmp_path / ".cache").mkdir()
    (tmp_path / ".cache" / "d.wav").touch()
    found = sort_dropped([tmp_path])
    assert [path.name for path in found.recordings] == ["a.m4a", "b.WAV", "d.DS2", "c.opus"]  # DS2 to be told why
    assert [path.name for path in found.tables] == ["people.csv"]
    assert [problem.thing for problem in found.left_out] == ["consent.pdf"]


def test_a_file_dropped_itself_is_tried_whatever_it_is_called(tmp_path: Path) -> None:
    odd = tmp_path / "interview.rec"
    odd.touch()
    assert sort_dropped([odd, odd, tmp_path / "gone.wav"]).recordings == (odd, tmp_path / "gone.wav")


def test_a_recording_that_is_in_the_study_is_told_by_its_bytes(
    desk: Desk, builder: StudyBuilder, monkeypatch: pytest.MonkeyPatch
) -> None:
    encrypted: list[StoredFile] = []
    store = desk.vault.recordings.store
    first = builder.recording()
    desk.add_organisation("hospital")
    desk.import_files([first], "hospital")
    copy = first.with_name("the same under another name.wav")
    shutil.copyfile(first, copy)
    other = builder.recording()

    def counted(source: BinaryIO) -> StoredFile:
        encrypted.append(store(source))
        return encrypted[-1]

    monkeypatch.setattr(desk.vault.recordings, "store", counted)
    report = desk.import_files([copy, other, copy], "hospital")
    assert [each.study_id for each in report.imported] == ["02-hospital"]
    assert [each.thing for each in report.problems] == [copy.name, copy.name]
    assert "as 01-hospital" in report.problems[0].cause
    assert len(encrypted) == 1  # the copies were only read


def test_a_table_stops_when_cancelled_and_nothing_of_it_is_in(desk: Desk, builder: StudyBuilder) -> None:
    recording = builder.recording()
    table = recording.with_name("people.csv")
    table.write_text(f"audio,organisation,label\n{recording.name},Northern General,clinic\n", encoding="utf-8")
    stop = threading.Event()
    stop.set()
    with pytest.raises(CancelledError):
        desk.import_table(table, stop)
    assert desk.rows() == ()


@pytest.fixture
def names_table(builder: StudyBuilder) -> Path:
    """Give a table of three recordings, each of a participant with a name."""
    recordings = [builder.recording() for _ in range(3)]
    table = recordings[0].with_name("people.csv")
    named = zip(recordings, ("Ann Lee", "Margaret Day", "Bo Kerr"), strict=True)
    rows = [f"{path.name},Northern General,clinic,{name}" for path, name in named]
    table.write_text("\n".join(["audio,organisation,label,name", *rows]), encoding="utf-8")
    return table


def test_the_names_of_a_table_are_looked_for_once(
    desk: Desk, builder: StudyBuilder, names_table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builder.transcribed(["Is she at Northern General?", "Bo Kerr is, and so is Margaret Day."], names={})
    spread, looked = reviewing.spread_known_names, []

    def counted(vault: Vault) -> None:
        looked.append(len(desk.rows()))
        spread(vault)

    monkeypatch.setattr(reviewing, "spread_known_names", counted)
    desk.import_table(names_table)
    assert looked == [4]
    assert len(desk.mentions()) == 3


def test_a_table_cancelled_while_its_rows_are_kept_leaves_nothing(
    desk: Desk, names_table: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    stop, added = threading.Event(), []
    add = desk.vault.interviews.add

    def cancelled(*about: Any, **more: Any) -> Interview:
        stop.set()
        added.append(add(*about, **more))
        return added[-1]

    monkeypatch.setattr(desk.vault.interviews, "add", cancelled)
    with pytest.raises(CancelledError):
        desk.import_table(names_table, stop)
    assert len(added) == 1
    assert desk.rows() == ()
    assert desk.organisations() == ()
    assert not list((desk.vault.folder / "recordings").iterdir())


def test_an_import_stops_when_cancelled_and_keeps_what_is_in(desk: Desk, builder: StudyBuilder) -> None:
    desk.add_organisation("hospital")
    files = [builder.recording() for _ in range(6)]
    stop = threading.Event()
    stopped: list[float] = []

    def progressed(done: int, _total: int) -> None:
        if done == 2:
            stop.set()
            stopped.append(time.monotonic())

    report = desk.import_files(files, "hospital", None, progressed, stop)
    assert time.monotonic() - stopped[0] < 1
    assert report.cancelled
    assert len(report.imported) == len(desk.rows()) == 2
    assert len(list((desk.vault.folder / "recordings").iterdir())) == 2  # nothing half encrypted is left
