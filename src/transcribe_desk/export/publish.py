"""Put finished files into a folder so that a failure at any moment leaves whole files, the old or the new."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path

from transcribe_desk.study.errors import DiskError, InputError

_ASIDE_PREFIX = ".transcribe-desk-partial-"
_CAUSES = {
    errno.ENOSPC: ("The disk is full.", "Free some space or choose a folder on another disk."),
    errno.EDQUOT: ("Your share of the disk is full.", "Free some space or choose a folder on another disk."),
    errno.EFBIG: ("The disk takes no file of this size.", "Choose a folder on another disk."),
    errno.EROFS: ("The disk is read-only.", "Choose a folder on another disk."),
    errno.EACCES: ("You may not write here.", "Choose a folder of your own, and close the files in other programs."),
    errno.EPERM: ("You may not write here.", "Choose a folder of your own, and close the files in other programs."),
    errno.ENOTDIR: ("A part of this path is a file, not a folder.", "Choose a folder."),
    errno.EEXIST: ("A part of this path is a file, not a folder.", "Choose a folder."),
    errno.ENAMETOOLONG: ("The path is too long.", "Choose a folder with a shorter path."),
}
_NOT_FOR_FOLDERS = {errno.EINVAL, errno.ENOTSUP}  # what some network disks and memory sticks answer


@contextlib.contextmanager
def disk_errors(folder: Path) -> Iterator[None]:
    """Turn an operating-system error into a DiskError about ``folder`` that says the cause and the remedy."""
    try:
        yield
    except OSError as error:
        cause, remedy = _CAUSES.get(
            error.errno or 0, (f"The system says: {error.strerror}.", "Choose another folder and try again.")
        )
        raise DiskError(f"Export folder “{folder}”", cause, remedy) from error


@contextlib.contextmanager
def folder_aside(out: Path) -> Iterator[Path]:
    """Make a hidden folder inside ``out`` for unfinished files, and take it away at the end.

    It lies inside because only there a rename is sure to stay on one disk. ``out`` is made if need be, and is
    taken away again if nothing was put into it. What a killed export left behind is swept. Raise DiskError.
    """
    with disk_errors(out):
        new = _missing_folders(out)
        out.mkdir(parents=True, exist_ok=True)
        for leftover in out.glob(f"{_ASIDE_PREFIX}*"):
            shutil.rmtree(leftover, ignore_errors=True)
        try:
            aside = Path(tempfile.mkdtemp(prefix=_ASIDE_PREFIX, dir=out))
            try:
                yield aside
            finally:
                shutil.rmtree(aside, ignore_errors=True)
        finally:
            _remove_empty(new)


def check_writable(out: Path) -> None:
    """Raise DiskError where files could not be put into ``out``, and leave everything as it was."""
    with folder_aside(out):
        pass


def write_durably(path: Path, content: bytes) -> None:
    """Write a new file and wait until the disk has it; raise OSError."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def move_into_place(
    aside: Path, out: Path, paths: list[str], before_each: Callable[[], None], recording: AbstractContextManager[object]
) -> None:
    """Rename each file of ``paths``, in order, from ``aside`` to its place below ``out``, replacing an earlier one.

    It is done inside ``recording``, which keeps what is recorded of the files when it ends; what may take long, a copy
    of each earlier file, is made before. If a rename, ``before_each`` or the recording fails, what was already moved is
    taken back: ``out`` is as it was, and nothing is recorded.
    """
    with contextlib.ExitStack() as undo:
        replaced = [aside / f"replaced-{number}" for number, _ in enumerate(paths)]
        for path, earlier in zip(paths, replaced, strict=True):
            before_each()
            _make_room(out / path, earlier, undo)
        with recording:
            for path, earlier in zip(paths, replaced, strict=True):
                before_each()
                _move(aside / path, out / path, earlier, undo)
            for folder in {(out / path).parent for path in paths}:
                _sync_folder(folder)
        undo.pop_all()


def _make_room(place: Path, replaced: Path, undo: contextlib.ExitStack) -> None:
    undo.callback(_remove_empty, _missing_folders(place.parent))
    place.parent.mkdir(parents=True, exist_ok=True)
    if place.exists():
        _second_name(place, replaced)


def _move(source: Path, place: Path, replaced: Path, undo: contextlib.ExitStack) -> None:
    if replaced.exists():
        undo.callback(replaced.replace, place)
    else:
        undo.callback(place.unlink, missing_ok=True)
    source.replace(place)


def _second_name(place: Path, replaced: Path) -> None:
    """Keep the old file under a second name, so that its place is never empty even if the program is killed."""
    try:
        os.link(place, replaced)
    except OSError:  # FAT and some network disks have no links
        shutil.copyfile(place, replaced)


def check_names(paths: list[str], out: Path) -> None:
    """Raise InputError if two of ``paths``, or one and a file already in ``out``, differ only in upper and lower case.

    Such files would replace each other on Windows and macOS.
    """
    seen: set[str] = set()
    for path in paths:
        if path.casefold() in seen:
            raise InputError(f"“{path}”", "Two files of this export would have the same name.", _RENAME)
        seen.add(path.casefold())
        place = out / path
        for other in place.parent.iterdir() if place.parent.is_dir() else ():
            if other.name != place.name and other.name.casefold() == place.name.casefold():
                raise InputError(f"“{path}”", "A file there has the same name in other letter cases.", _RENAME)
        if place.exists() and not place.is_file():
            raise InputError(f"“{path}”", "There is a folder of this name in the export folder.", _RENAME)


_RENAME = "Choose an empty folder, or move the file there away."


def _missing_folders(folder: Path) -> list[Path]:
    return [place for place in (folder, *folder.parents) if not place.exists()]


def _remove_empty(folders: list[Path]) -> None:
    for folder in folders:
        with contextlib.suppress(OSError):  # not empty: it is in use now
            folder.rmdir()


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in _NOT_FOR_FOLDERS:
            raise
    finally:
        os.close(descriptor)
