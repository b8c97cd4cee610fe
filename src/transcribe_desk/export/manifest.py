"""Describe the files of an export so that anybody can check them: path, size, SHA-256, study ID, style, draft."""

from __future__ import annotations

import dataclasses
import hashlib
import importlib.metadata
import json
from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

from transcribe_desk.export.layout import DRAFT_BANNER, ExportOptions
from transcribe_desk.export.leak_scan import LeakError
from transcribe_desk.privacy.overrides import Leak
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.style import VERBATIM, PauseMarks, Style

MANIFEST_NAME = "manifest.json"
_FORMAT = "transcribe-desk-export/1"
_MOVE = "Move it away, or choose another folder."


@dataclass(frozen=True, slots=True)
class ManifestFile:
    """One file of an export; ``path`` is below the export's folder with ``/``, ``size`` is in bytes.

    A file about several interviews, or the whole study, has an empty study ID.
    ``style`` says in words how the text reads; manifests of earlier versions, all verbatim, do not name it.
    ``tool`` and ``settings`` are what it was written with, where that is not what the manifest says of all its files.
    """

    path: str
    study_id: str
    sha256: str
    size: int
    draft: bool
    style: str = "verbatim"
    profile: str = Profile.TEAM.value
    tool: str | None = None
    settings: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class Refused:
    """An interview of which nothing was written, or the one file at ``path`` that was not, and why.

    A file about several interviews has an empty study ID.
    """

    study_id: str
    error: GateRefusedError
    path: str = ""

    @property
    def leaks(self) -> tuple[Leak, ...]:
        """Give what the scan of the finished files found, each once; empty where it was something else."""
        return self.error.leaks if isinstance(self.error, LeakError) else ()


@dataclass(frozen=True, slots=True)
class Manifest:
    """What an export wrote, what it refused, and what it found there from an earlier export and left as it was.

    ``interviews`` are the study IDs of those that were written, be it only in files about several. ``stale`` are paths
    of files that an earlier export left and that it does not list: what they hold is refused, or not in the study now.
    """

    options: ExportOptions
    written: tuple[ManifestFile, ...]
    refused: tuple[Refused, ...] = ()
    kept: tuple[ManifestFile, ...] = ()
    interviews: tuple[str, ...] = ()
    stale: tuple[str, ...] = ()

    @property
    def outside(self) -> tuple[str, ...]:
        """Give the study IDs whose files stay from an earlier export beside new files about several that lack them."""
        folders = {_folder(file) for file in self.written if not file.study_id}
        staying = {file.study_id for file in self.kept if file.study_id and _folder(file) in folders}
        return tuple(sorted(staying - set(self.interviews)))

    def to_bytes(self) -> bytes:
        """Give the manifest as JSON: sorted, without a time, a user or a path of this computer.

        Refused interviews are not in it, because it travels with the files.
        """
        files = sorted((*self.written, *self.kept), key=lambda file: file.path)
        draft = any(file.draft for file in files)
        content: dict[str, Any] = {
            **_heading(self.options),
            "draft": draft,
            "files": [_entry(file) for file in files],
        }
        if draft:
            content["note"] = DRAFT_BANNER
        return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode()


Recorder = Callable[[Manifest], AbstractContextManager[object]]
"""Gives for an export the block in which its files get into place: what it records is kept only if they do."""


def unrecorded(_manifest: Manifest) -> AbstractContextManager[object]:
    """Record nothing of an export."""
    return nullcontext()


def _entry(file: ManifestFile) -> dict[str, Any]:
    return {key: value for key, value in dataclasses.asdict(file).items() if value is not None}


def _folder(file: ManifestFile) -> str:
    return file.path.partition("/")[0]


def describe(
    path: str,
    study_id: str,
    content: bytes,
    *,
    draft: bool,
    style: Style = VERBATIM,
    profile: Profile | None = None,
) -> ManifestFile:
    """Give the manifest's entry for a file with these bytes."""
    digest = hashlib.sha256(content).hexdigest()
    return ManifestFile(path, study_id, digest, len(content), draft, style_words(style), profile or Profile.TEAM.value)


def style_words(style: Style) -> str:
    """Say a style in words, such as ``clean verbatim, pauses of 2 s or more as (2 s)``."""
    left_out = [
        words for kept, words in ((style.fillers, "fillers"), (style.false_starts, "words begun anew")) if not kept
    ]
    text = "clean verbatim" if len(left_out) > 1 else " without ".join(("verbatim", *left_out))
    if style.pauses is None:
        return text
    mark = "(2 s)" if style.pauses is PauseMarks.SECONDS else "…"
    return f"{text}, pauses of {style.pause_ms / 1000:g} s or more as {mark}"


@dataclass(frozen=True, slots=True)
class Past:
    """What a study knows of the files it ever wrote: by path and SHA-256, the study IDs of those whom each tells of.

    ``standing`` are the study IDs whose files still stand for an interview, which those of one that was removed,
    renamed or refused do not; None where nobody knows, and then all do.
    """

    files: Mapping[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    standing: frozenset[str] | None = None

    def told_of(self, file: ManifestFile) -> frozenset[str]:
        """Give the study IDs of those whom a file tells of; none for one about several that the study does not know."""
        return frozenset((file.study_id,)) if file.study_id else self.files.get((file.path, file.sha256), frozenset())

    def fallen(self, file: ManifestFile) -> frozenset[str]:
        """Give the study IDs in a file for which none stands any more; with one of them it may not stay in a manifest.

        So a file about several falls with any of them.
        """
        return frozenset() if self.standing is None else self.told_of(file) - self.standing


NO_PAST = Past()


@dataclass(frozen=True, slots=True)
class Earlier:
    """What a folder's manifest says an earlier export wrote there, by path; nothing where there is no manifest."""

    folder: Path
    heading: dict[str, Any]
    files: dict[str, ManifestFile]

    @classmethod
    def read(cls, folder: Path) -> Self:
        """Read the manifest in ``folder``, or raise InputError if it holds another program's file of that name."""
        try:
            content = json.loads((folder / MANIFEST_NAME).read_bytes())
            heading = {key: content[key] for key in ("format", "tool", "settings")}
            files = {entry["path"]: ManifestFile(**entry) for entry in content["files"]}
        except FileNotFoundError:
            return cls(folder, {}, {})
        except (ValueError, KeyError, TypeError) as error:
            raise InputError(
                f"“{MANIFEST_NAME}”", "The one in the folder was not written by this program.", _MOVE
            ) from error
        return cls(folder, heading, files)

    @property
    def options(self) -> ExportOptions:
        """Give what was chosen about the earlier export; the usual where there was none, or another version's."""
        try:
            return ExportOptions(**self.heading.get("settings", {}))
        except TypeError:
            return ExportOptions()

    def check_replaceable(self, written: Sequence[ManifestFile], past: Past = NO_PAST) -> None:
        """Raise InputError if a file would be replaced that no export wrote, or that somebody changed since."""
        for file in written:
            found = self._digest(file.path)
            known = self.files.get(file.path)
            if found and found != file.sha256 and not self._wrote(file.path, found, past):
                cause = "The one in the folder was changed after its export." if known else "It is already there."
                raise InputError(f"“{file.path}”", cause, _MOVE)

    def kept(
        self, options: ExportOptions, written: Sequence[ManifestFile], past: Past = NO_PAST
    ) -> tuple[ManifestFile, ...]:
        """Give the files that are still as exported, still stand, and are not written anew, for these options."""
        replaced = {file.path for file in written}
        return tuple(
            self._below(_heading(options), file)
            for path, file in self.files.items()
            if path not in replaced and not past.fallen(file) and self._digest(path) == file.sha256
        )

    def stale(self, listed: Collection[ManifestFile], past: Past) -> tuple[str, ...]:
        """Give the paths of files that are still as an export wrote them and that are not ``listed`` now."""
        known = {*self.files, *(path for path, _ in past.files)} - {file.path for file in listed}
        return tuple(path for path in sorted(known) if self._wrote(path, self._digest(path), past))

    def settings_of(self, file: ManifestFile) -> Mapping[str, Any]:
        """Give what was chosen about a file of the earlier export."""
        return self.heading["settings"] if file.settings is None else file.settings

    def tool_of(self, file: ManifestFile) -> str:
        """Give the program, with its version, that wrote a file of the earlier export."""
        return self.heading["tool"] if file.tool is None else file.tool

    def _below(self, heading: Mapping[str, Any], file: ManifestFile) -> ManifestFile:
        """Give an entry that says, below another heading, the same of its file."""
        tool, settings = self.tool_of(file), self.settings_of(file)
        return dataclasses.replace(
            file,
            tool=None if tool == heading["tool"] else tool,
            settings=None if settings == heading["settings"] else settings,
        )

    def _wrote(self, path: str, digest: str | None, past: Past) -> bool:
        """Tell whether a file with this digest is what an export put at ``path``."""
        known = self.files.get(path)
        return digest is not None and ((known is not None and known.sha256 == digest) or (path, digest) in past.files)

    def _digest(self, path: str) -> str | None:
        place = self.folder / path
        if not place.is_file():
            return None
        with place.open("rb") as file:  # a recording may be larger than memory
            return hashlib.file_digest(file, "sha256").hexdigest()


def _heading(options: ExportOptions) -> dict[str, Any]:
    tool = f"transcribe-desk {importlib.metadata.version('transcribe-desk')}"
    return {"format": _FORMAT, "tool": tool, "settings": dataclasses.asdict(options)}
