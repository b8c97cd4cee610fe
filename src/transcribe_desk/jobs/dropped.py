"""Sort what a person drops on a study: recordings, participants tables, and what is neither, with a reason."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe_desk.study.errors import InputError

SOUND_ENDINGS = (
    ".wav", ".mp3", ".m4a", ".aac", ".ogg", ".opus", ".oga", ".spx", ".flac", ".wma", ".amr", ".awb", ".aif", ".aiff",
    ".caf", ".3gp", ".3gpp", ".3g2", ".mp4", ".m4v", ".mov", ".mkv", ".mka", ".webm", ".avi", ".mpg", ".mpeg", ".wmv",
    ".dss", ".ds2",  # the latter to be told what to do with them
)  # fmt: skip
TABLE_ENDINGS = (".csv", ".xlsx", ".xlsm")
# What systems leave in folders; nobody meant to drop it.
_NOBODYS = {"thumbs.db", "desktop.ini"}


@dataclass(frozen=True, slots=True)
class Dropped:
    """Recordings and tables in the order of their folders, and an error for each file that is left out."""

    recordings: tuple[Path, ...]
    tables: tuple[Path, ...]
    left_out: tuple[InputError, ...]


def sort_dropped(paths: Sequence[Path]) -> Dropped:
    """Sort files and whole folders, with the folders inside them (slow on a slow disk).

    A file that was dropped itself is tried whatever it is called; one inside a folder only when its name ends like a
    recording's. Hidden files are passed over.
    """
    recordings: list[Path] = []
    tables: list[Path] = []
    left_out: list[InputError] = []
    for path in paths:
        for file, inside in _files(path, left_out):
            ending = file.suffix.lower()
            if ending in TABLE_ENDINGS:
                tables.append(file)
            elif inside and ending not in SOUND_ENDINGS:
                cause = "Its name does not end like a recording's."
                left_out.append(InputError(file.name, cause, "If it is one all the same, drop the file itself."))
            else:
                recordings.append(file)
    return Dropped(tuple(dict.fromkeys(recordings)), tuple(dict.fromkeys(tables)), tuple(left_out))


def _files(path: Path, left_out: list[InputError]) -> Iterator[tuple[Path, bool]]:
    """Give a file, or the files in a folder with True; a folder that cannot be read is left out with its reason."""
    if not path.is_dir():
        yield path, False
        return
    for folder, folders, names in os.walk(path, onerror=lambda error: left_out.append(_unreadable(path, error))):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if not name.startswith(".") and name.lower() not in _NOBODYS:
                yield Path(folder, name), True


def _unreadable(path: Path, error: OSError) -> InputError:
    name = Path(error.filename).name if error.filename else path.name
    return InputError(f"Folder {name}", f"It cannot be read ({error.strerror}).", "Check its rights, or copy it here.")
