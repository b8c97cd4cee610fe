"""Write small files safely: aside, flushed to disk, then renamed into place."""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
from collections.abc import Iterator
from pathlib import Path

from transcribe_desk.study.errors import DiskError

PART_SUFFIX = ".part"
_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG} if hasattr(errno, "EDQUOT") else {errno.ENOSPC, errno.EFBIG}


def write_file(path: Path, data: bytes) -> None:
    """Put ``data`` at ``path`` whole or not at all; raises DiskError."""
    aside = path.with_name(f".{path.name}.{secrets.token_hex(4)}{PART_SUFFIX}")
    with disk_errors(path.name):
        try:
            with aside.open("xb") as stream:
                stream.write(data)
                stream.flush()
                os.fsync(stream.fileno())
            aside.replace(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        flush_folder(path.parent)


def flush_folder(folder: Path) -> None:
    """Make renames in ``folder`` last through a power cut, where the system can (not on Windows)."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


@contextlib.contextmanager
def disk_errors(thing: str) -> Iterator[None]:
    """Turn the system's errors inside the block into DiskError naming ``thing``."""
    try:
        yield
    except OSError as error:
        raise disk_error(thing, error) from error


def disk_error(thing: str, error: OSError) -> DiskError:
    """Give the DiskError that says what ``error`` means for ``thing``."""
    if error.errno in _FULL:
        return disk_full(thing)
    if error.errno == errno.EROFS:
        return DiskError(
            thing, "Its disk is read-only.", "Copy the whole folder to a disk that can be written, and open the copy."
        )
    return DiskError(
        thing,
        f"It cannot be read or written here ({os.strerror(error.errno) if error.errno else 'unknown reason'}).",
        "Check that the disk is connected and that you may write to the folder, then try again.",
    )


def disk_full(thing: str) -> DiskError:
    """Give the DiskError for a disk without room."""
    return DiskError(thing, "The disk is full; nothing was changed.", "Make room on the disk, then try again.")
