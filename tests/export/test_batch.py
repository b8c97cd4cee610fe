"""Export interviews into a folder, and see what is there when something goes wrong half-way."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import resource
import stat
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from transcribe_desk.export import targets
from transcribe_desk.export.batch import write_export
from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.export.manifest import MANIFEST_NAME, Manifest, Past
from transcribe_desk.export.package import unpack
from transcribe_desk.export.plain_text import PlainTextWriter
from transcribe_desk.export.targets import Target
from transcribe_desk.export.writers import Batch, BatchFile
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.naming.names import occurrences
from transcribe_desk.study.errors import CancelledError, DeskError, DiskError, InputError

Build = Callable[..., ReleasedTranscript]
ONE_EACH = ["docx/02-hospital.docx", "docx/03-community.docx", "text/02-hospital.txt", "text/03-community.txt"]
SHEET = "docx/variables.xlsx"
FILES = sorted([*ONE_EACH, SHEET])


@pytest.fixture
def pair(release_transcript: Build) -> list[ReleasedTranscript]:
    return _pair(release_transcript, "Yes.")


def _pair(build: Build, answer: str) -> list[ReleasedTranscript]:
    return [build([("I", "So?"), ("P", answer)], study_id=study_id) for study_id in ("02-hospital", "03-community")]


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _contents(tree: dict[str, bytes]) -> Iterator[bytes]:
    """Give what is in the files, and in the parts of those that are zip files."""
    for content in tree.values():
        yield from unpack(content).values() if content.startswith(b"PK") else [content]


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_each_interview_becomes_a_file_of_each_kind(pair: list[ReleasedTranscript], tmp_path: Path) -> None:
    done: list[tuple[int, int]] = []
    manifest = write_export(pair, tmp_path / "out", on_progress=lambda *counts: done.append(counts))
    tree = _tree(tmp_path / "out")
    assert sorted(tree) == sorted([*FILES, MANIFEST_NAME])
    assert [file.path for file in manifest.written] == [*ONE_EACH[::2], *ONE_EACH[1::2], SHEET]
    assert manifest.interviews == ("02-hospital", "03-community")
    assert (manifest.refused, done) == ((), [(1, 2), (2, 2)])
    assert _names(tmp_path) == ["out"]


def test_the_manifest_describes_the_files_and_nothing_else(pair: list[ReleasedTranscript], tmp_path: Path) -> None:
    write_export(pair, tmp_path, options=ExportOptions(timestamps=True))
    tree = _tree(tmp_path)
    content = json.loads(tree[MANIFEST_NAME])
    assert sorted(content) == ["draft", "files", "format", "settings", "tool"]
    assert (content["draft"], content["settings"]["timestamps"]) == (False, True)
    assert content["tool"].startswith("transcribe-desk ")
    assert content["files"] == [
        {
            "path": path,
            "study_id": "" if path == SHEET else path[5:].partition(".")[0],
            "sha256": hashlib.sha256(tree[path]).hexdigest(),
            "size": len(tree[path]),
            "draft": False,
            "style": "verbatim",
            "profile": "team",
        }
        for path in FILES
    ]


def test_two_exports_are_identical(pair: list[ReleasedTranscript], tmp_path: Path) -> None:
    write_export(pair, tmp_path / "one")
    write_export(pair, tmp_path / "two")
    write_export(pair, tmp_path / "two")
    assert _tree(tmp_path / "one") == _tree(tmp_path / "two")


def test_a_draft_is_marked_in_the_manifest_and_in_each_file(draft: ReleasedTranscript, tmp_path: Path) -> None:
    write_export([draft], tmp_path)
    content = json.loads((tmp_path / MANIFEST_NAME).read_bytes())
    assert (content["draft"], content["note"]) == (True, DRAFT_BANNER)
    assert [file["draft"] for file in content["files"]] == [True, True, True]
    assert (tmp_path / "text/02-hospital.txt").read_text(encoding="utf-8").startswith(f"{DRAFT_BANNER}\n")


class LeakyWriter:
    """A writer with a mistake: it tells who the participant of 02-hospital is."""

    suffix = ".txt"
    boilerplate = b""

    def write(self, released: ReleasedTranscript, options: ExportOptions) -> bytes:
        """Give plain text, with the leak."""
        leak = "Sarah Patel\n" if released.transcript.study_id == "02-hospital" else ""
        return PlainTextWriter().write(released, options) + leak.encode()


class LeakySheetWriter:
    """A writer of files about the batch with a mistake in the second: it tells who is in it."""

    def files(self, batch: Batch) -> Iterator[BatchFile]:
        """Give two files."""
        yield BatchFile("list.txt", "\n".join(one.transcript.study_id for one in batch.interviews).encode())
        yield BatchFile("names.txt", b"Sarah Patel")


LEAKY = Target("leaky", "", "", (LeakyWriter(),))
LEAKY_SHEET = Target("sheet", "", "", (), (LeakySheetWriter(),))


def test_an_interview_with_a_leak_is_refused_whole_and_the_others_are_written(
    pair: list[ReleasedTranscript], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targets, "TARGETS", (*targets.TARGETS, LEAKY))
    manifest = write_export(pair, tmp_path, ("docx", "leaky"))
    assert sorted(_tree(tmp_path)) == ["docx/03-community.docx", SHEET, "leaky/03-community.txt", MANIFEST_NAME]
    assert [refused.study_id for refused in manifest.refused] == ["02-hospital"]
    told = str(manifest.refused[0].error)
    assert "leaky/02-hospital.txt, paragraph 11" in told
    assert not occurrences(told, "Sarah")
    assert not any(b"02-hospital" in content for content in _contents(_tree(tmp_path)))
    assert manifest.interviews == ("03-community",)


def test_a_file_about_all_interviews_with_a_leak_is_refused_by_itself(
    pair: list[ReleasedTranscript], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targets, "TARGETS", (LEAKY_SHEET,))
    manifest = write_export(pair, tmp_path, ("sheet",))
    assert sorted(_tree(tmp_path)) == [MANIFEST_NAME, "sheet/list.txt"]
    (refused,) = manifest.refused
    assert (refused.study_id, refused.path) == ("", "sheet/names.txt")
    assert "sheet/names.txt, paragraph 1" in str(refused.error)
    assert manifest.interviews == ("02-hospital", "03-community"), "they are in the list"


def test_a_dry_run_tells_the_same_and_touches_nothing(pair: list[ReleasedTranscript], tmp_path: Path) -> None:
    out = tmp_path / "deep" / "out"
    tried = write_export(pair, out, ("docx", "html"), dry_run=True)
    assert _names(tmp_path) == []
    assert write_export(pair, out, ("docx", "html")).written == tried.written
    before = _tree(out)
    (out / "docx/02-hospital.docx").write_bytes(b"changed by a person")
    with pytest.raises(InputError, match="was changed after its export"):
        write_export(pair, out, ("docx",), dry_run=True)
    assert sorted(_tree(out)) == sorted(before)


def test_nothing_is_touched_when_every_interview_is_refused(
    pair: list[ReleasedTranscript], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(targets, "TARGETS", (LEAKY,))
    manifest = write_export(pair[:1], tmp_path / "new" / "out", ("leaky",))
    assert (manifest.written, len(manifest.refused), _names(tmp_path)) == ((), 1, [])


def test_files_of_an_earlier_export_are_replaced_and_the_others_stay_listed(
    release_transcript: Build, tmp_path: Path
) -> None:
    write_export(_pair(release_transcript, "Yes."), tmp_path)
    manifest = write_export(_pair(release_transcript, "No.")[:1], tmp_path)
    assert "No." in (tmp_path / "text/02-hospital.txt").read_text(encoding="utf-8")
    assert [file.path for file in manifest.kept] == ["docx/03-community.docx", "text/03-community.txt"]
    listed = {file["path"]: file["sha256"] for file in json.loads((tmp_path / MANIFEST_NAME).read_bytes())["files"]}
    assert listed == {path: hashlib.sha256(_tree(tmp_path)[path]).hexdigest() for path in FILES}


def test_who_stays_outside_the_files_about_all_is_told(release_transcript: Build, tmp_path: Path) -> None:
    pair = _pair(release_transcript, "Yes.")
    assert write_export(pair, tmp_path).outside == ()
    assert write_export(pair[:1], tmp_path).outside == ("03-community",)
    assert write_export(pair[:1], tmp_path, ("text",)).outside == (), "there is no file about all"


def test_files_written_with_other_settings_stay_listed_with_theirs(release_transcript: Build, tmp_path: Path) -> None:
    timed = ExportOptions(timestamps=True)
    write_export(_pair(release_transcript, "Yes."), tmp_path)
    first = (tmp_path / MANIFEST_NAME).read_bytes()
    write_export(_pair(release_transcript, "Yes."), tmp_path, ("docx",), options=timed)
    content = json.loads((tmp_path / MANIFEST_NAME).read_bytes())
    assert content["settings"]["timestamps"]
    own = {file["path"]: file["settings"]["timestamps"] for file in content["files"] if "settings" in file}
    assert own == {"text/02-hospital.txt": False, "text/03-community.txt": False}

    write_export(_pair(release_transcript, "No."), tmp_path, options=timed)
    assert "No." in (tmp_path / "text/02-hospital.txt").read_text(encoding="utf-8")
    write_export(_pair(release_transcript, "Yes."), tmp_path, ("docx",))
    write_export(_pair(release_transcript, "Yes."), tmp_path, ("text",))
    assert (tmp_path / MANIFEST_NAME).read_bytes() == first, "nothing differs from what is said of all"


def test_files_of_another_version_stay_listed_with_it(release_transcript: Build, tmp_path: Path) -> None:
    write_export(_pair(release_transcript, "Yes."), tmp_path)
    content = json.loads((tmp_path / MANIFEST_NAME).read_bytes())
    (tmp_path / MANIFEST_NAME).write_text(json.dumps({**content, "tool": "transcribe-desk 0.0"}))
    write_export(_pair(release_transcript, "No."), tmp_path, ("docx",))
    tools = {file["path"]: file.get("tool") for file in json.loads((tmp_path / MANIFEST_NAME).read_bytes())["files"]}
    assert tools == {path: "transcribe-desk 0.0" if path.startswith("text") else None for path in FILES}


def test_files_that_do_not_stand_any_more_are_told_and_no_longer_listed(
    release_transcript: Build, tmp_path: Path
) -> None:
    write_export(_pair(release_transcript, "Yes."), tmp_path)
    known = {file["path"]: file["sha256"] for file in json.loads((tmp_path / MANIFEST_NAME).read_bytes())["files"]}
    past = Past(dict.fromkeys(known.items(), frozenset()), standing=frozenset({"02-hospital"}))
    for _ in range(2):
        manifest = write_export(_pair(release_transcript, "Yes.")[:1], tmp_path, past=past)
        assert manifest.kept == ()
        assert manifest.stale == ("docx/03-community.docx", "text/03-community.txt")
        assert b"03-community" not in (tmp_path / MANIFEST_NAME).read_bytes()
    (tmp_path / "docx/03-community.docx").unlink()
    (tmp_path / "text/03-community.txt").write_bytes(b"mine now")
    assert write_export(_pair(release_transcript, "Yes.")[:1], tmp_path, past=past).stale == ()


def test_what_an_earlier_export_let_out_does_not_stand_beside_a_refusal(
    pair: list[ReleasedTranscript], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_export(pair, tmp_path)
    monkeypatch.setattr(targets, "TARGETS", (*targets.TARGETS, LEAKY))
    assert write_export(pair[:1], tmp_path, ("leaky",)).stale == (), "the manifest is as it was"
    manifest = write_export(pair, tmp_path, ("docx", "leaky"))
    assert [file.path for file in manifest.kept] == ["text/03-community.txt"]
    assert manifest.stale == ("docx/02-hospital.docx", "text/02-hospital.txt")


def test_a_file_that_was_left_out_is_replaced_once_its_interview_leaves_again(
    release_transcript: Build, tmp_path: Path
) -> None:
    write_export(_pair(release_transcript, "Yes."), tmp_path)
    known = {file["path"]: file["sha256"] for file in json.loads((tmp_path / MANIFEST_NAME).read_bytes())["files"]}
    past = Past(dict.fromkeys(known.items(), frozenset()), standing=frozenset({"02-hospital"}))
    write_export(_pair(release_transcript, "Yes.")[:1], tmp_path, past=past)
    with pytest.raises(InputError, match="is already there"):
        write_export(_pair(release_transcript, "No."), tmp_path)
    assert write_export(_pair(release_transcript, "No."), tmp_path, past=Past(past.files)).stale == ()
    assert "No." in (tmp_path / "text/03-community.txt").read_text(encoding="utf-8")


def test_files_that_were_changed_or_taken_away_are_no_longer_listed(release_transcript: Build, tmp_path: Path) -> None:
    write_export(_pair(release_transcript, "Yes."), tmp_path)
    (tmp_path / "text/03-community.txt").write_bytes(b"changed")
    (tmp_path / "docx/03-community.docx").unlink()
    assert write_export(_pair(release_transcript, "Yes.")[:1], tmp_path).kept == ()


def _place_is_a_folder(out: Path) -> None:
    (out / "text/03-community.txt").unlink()
    (out / "text/03-community.txt").mkdir()


def _name_in_other_case(out: Path) -> None:
    (out / "docx/03-Community.docx").write_bytes(b"mine")


def _changed_by_a_person(out: Path) -> None:
    with (out / "docx/02-hospital.docx").open("ab") as file:
        file.write(b"a note in the margin")


def _never_exported(out: Path) -> None:
    content = json.loads((out / MANIFEST_NAME).read_bytes())
    content["files"] = content["files"][1:]
    (out / MANIFEST_NAME).write_text(json.dumps(content))


def _manifest_of_another_program(out: Path) -> None:
    (out / MANIFEST_NAME).write_text('{"name": "a web app"}')


@pytest.mark.parametrize(
    ("spoil", "cause"),
    [
        (_place_is_a_folder, "a folder of this name"),
        (_name_in_other_case, "in other letter cases"),
        (_changed_by_a_person, "was changed after its export"),
        (_never_exported, "is already there"),
        (_manifest_of_another_program, "not written by this program"),
    ],
)
def test_what_is_not_ours_to_replace_stops_the_export(
    spoil: Callable[[Path], None], cause: str, release_transcript: Build, tmp_path: Path
) -> None:
    write_export(_pair(release_transcript, "Yes."), tmp_path)
    spoil(tmp_path)
    before = _tree(tmp_path)
    with pytest.raises(InputError, match=cause):
        write_export(_pair(release_transcript, "No."), tmp_path)
    assert _tree(tmp_path) == before


def test_a_failure_between_two_renames_takes_the_first_back(release_transcript: Build, tmp_path: Path) -> None:
    write_export(_pair(release_transcript, "Yes."), tmp_path, ("docx",))
    (tmp_path / "text").write_bytes(b"a file where a folder should be")
    before = _tree(tmp_path)
    with pytest.raises(DiskError):
        write_export(_pair(release_transcript, "No."), tmp_path)
    assert _tree(tmp_path) == before


def test_a_record_that_cannot_be_kept_takes_the_files_back(release_transcript: Build, tmp_path: Path) -> None:
    write_export(_pair(release_transcript, "Yes."), tmp_path)
    before = _tree(tmp_path)

    @contextlib.contextmanager
    def recorder(manifest: Manifest) -> Iterator[None]:
        yield
        assert _tree(tmp_path)[MANIFEST_NAME] == manifest.to_bytes(), "the files are there before it is kept"
        raise OSError(errno.ENOSPC, "the disk of the study is full")

    with pytest.raises(DiskError):
        write_export(_pair(release_transcript, "No."), tmp_path, ("docx", "text", "html"), recorder=recorder)
    assert _tree(tmp_path) == before


def test_a_disk_that_cannot_flush_folders_holds_an_export_all_the_same(
    pair: list[ReleasedTranscript], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flush = os.fsync

    def files_only(handle: int) -> None:
        if stat.S_ISDIR(os.fstat(handle).st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL))
        flush(handle)

    monkeypatch.setattr(os, "fsync", files_only)
    write_export(pair, tmp_path)
    assert sorted(_tree(tmp_path)) == sorted([*FILES, MANIFEST_NAME])


@pytest.mark.parametrize("looks", range(16))
def test_cancelling_at_any_moment_leaves_the_earlier_export(
    looks: int, release_transcript: Build, tmp_path: Path
) -> None:
    class CancelAtLook(threading.Event):
        left = looks

        def is_set(self) -> bool:
            self.left -= 1
            return self.left < 0

    write_export(_pair(release_transcript, "Yes."), tmp_path / "out")
    before, cancel = _tree(tmp_path), CancelAtLook()
    if looks == 15:  # two interviews, the sheet, six second names and six renames: that is all the moments
        write_export(_pair(release_transcript, "No."), tmp_path / "out", cancel=cancel)
        assert (cancel.left, _tree(tmp_path) == before) == (0, False)
        return
    with pytest.raises(CancelledError):
        write_export(_pair(release_transcript, "No."), tmp_path / "out", cancel=cancel)
    assert _tree(tmp_path) == before
    with pytest.raises(CancelledError):
        write_export(_pair(release_transcript, "No."), tmp_path / "other", cancel=CancelAtLook())
    assert _names(tmp_path) == ["out"]


@pytest.mark.parametrize("moment", range(1, 7))
def test_killing_the_program_before_any_rename_leaves_whole_files_and_the_next_export_cleans_up(
    moment: int, release_transcript: Build, tmp_path: Path
) -> None:
    rename = Path.replace
    left = moment

    def die_or_rename(self: Path, target: Path) -> Path:
        nonlocal left
        left -= 1
        return rename(self, target) if left else os._exit(9)

    def export() -> None:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Path, "replace", die_or_rename)
            write_export(new, tmp_path / "out")

    old, new = _pair(release_transcript, "Yes."), _pair(release_transcript, "No.")
    write_export(old, tmp_path / "out")
    write_export(new, tmp_path / "expected")
    before, expected = _tree(tmp_path / "out"), _tree(tmp_path / "expected")
    assert _in_child(export) == (9, "")
    after = {path: content for path, content in _tree(tmp_path / "out").items() if not path.startswith(".")}
    assert sorted(after) == sorted(before)
    assert sum(after[path] == expected[path] for path in ONE_EACH) == min(moment - 1, 4)
    assert all(content in (before[path], expected[path]) for path, content in after.items())
    write_export(new, tmp_path / "out")
    assert _tree(tmp_path / "out") == expected


@pytest.mark.parametrize("below", ["", "deeper"])
def test_a_file_where_the_folder_should_be_is_left_alone(
    below: str, pair: list[ReleasedTranscript], tmp_path: Path
) -> None:
    (tmp_path / "out").write_bytes(b"mine")
    for dry_run in (True, False):
        with pytest.raises(DiskError, match="is a file"):
            write_export(pair, tmp_path / "out" / below, dry_run=dry_run)
        assert _tree(tmp_path) == {"out": b"mine"}


def test_the_same_study_id_twice_is_refused(pair: list[ReleasedTranscript], tmp_path: Path) -> None:
    with pytest.raises(InputError, match="same name"):
        write_export([pair[0], pair[0]], tmp_path / "out")
    assert _names(tmp_path) == []


@pytest.mark.parametrize("names", [(), ("docx", "pdf")])
def test_an_unknown_or_missing_target_is_an_error(
    names: tuple[str, ...], pair: list[ReleasedTranscript], tmp_path: Path
) -> None:
    with pytest.raises(InputError, match=r"Choose from docx, nvivo, .*deposit"):
        write_export(pair, tmp_path / "out", names)
    with pytest.raises(InputError, match="No interview"):
        write_export([], tmp_path / "out")


@pytest.mark.parametrize("dry_run", [True, False])
def test_a_folder_that_may_not_be_written_is_named(dry_run: bool, release_transcript: Build, tmp_path: Path) -> None:
    out = tmp_path / "out"
    write_export(_pair(release_transcript, "Yes."), out)
    before = _tree(out)
    out.chmod(0o555)
    tmp_path.chmod(0o755)

    def export() -> None:
        os.chdir(tmp_path)
        if os.getuid() == 0:
            os.setuid(65534)  # root may write anywhere, so become nobody
        write_export(_pair(release_transcript, "No."), Path("out"), dry_run=dry_run)

    assert _in_child(export) == (1, "DiskError: Export folder “out”: You may not write here.")
    out.chmod(0o755)
    assert _tree(out) == before


def test_a_file_larger_than_the_disk_takes_leaves_nothing(release_transcript: Build, tmp_path: Path) -> None:
    def export() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (2_000, 2_000))
        write_export(_pair(release_transcript, "No."), tmp_path / "out")

    status, told = _in_child(export)
    assert (status, "takes no file of this size" in told, _names(tmp_path)) == (1, True, [])


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "disk"
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=56k", "tmpfs", str(place)]
    if os.getuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_leaves_the_earlier_export(release_transcript: Build, small_disk: Path) -> None:
    write_export(_pair(release_transcript, "Yes."), small_disk)
    before = _tree(small_disk)
    with pytest.raises(DiskError, match="The disk is full"):
        write_export(_pair(release_transcript, "No."), small_disk)
    assert _tree(small_disk) == before


def _in_child(work: Callable[[], object]) -> tuple[int, str]:
    """Do ``work`` in a process that may lose its rights or its life; give its exit status and its error."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        try:
            work()
        except DeskError as error:
            os.write(writing, f"{type(error).__name__}: {error.thing}: {error.cause}".encode())
            os._exit(1)
        except BaseException as error:
            os.write(writing, repr(error).encode())
            os._exit(2)
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        told = pipe.read().decode()
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]), told
