"""Write the same anonymised set for several coders, each in a folder, with a sheet of who codes what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from transcribe_desk.export import publish
from transcribe_desk.export.batch import write_export
from transcribe_desk.export.layout import NO_OPTIONS, ExportOptions
from transcribe_desk.export.leak_scan import LeakScan
from transcribe_desk.export.manifest import (
    MANIFEST_NAME,
    Earlier,
    Manifest,
    ManifestFile,
    Recorder,
    describe,
    unrecorded,
)
from transcribe_desk.export.sheets import workbook
from transcribe_desk.export.study.allocation import Allocation
from transcribe_desk.export.writers import CaseFacts
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.overrides import Leak
from transcribe_desk.privacy.render import ORGANISATION_TYPE
from transcribe_desk.study.errors import InputError

DEFAULT_TARGETS = ("docx",)
SHEET = "coding-sheet.xlsx"
README = "README.txt"
_COLUMNS = ("Interview ID", "Organisation type", "Coder", "Double coded", "Date coded", "Codebook version", "Notes")
_README = """\
Transcripts for coding
======================

Each coder has a folder: {coders}.

{shared} of {total} transcripts, drawn by the program, are in every coder's folder
and are to be coded by each coder alone before the coders compare. Each of the
others is in one folder only. The text is the same everywhere.

{sheet} has a line for each transcript and coder, with columns to note when it
was coded and with which version of the codebook. The one beside this file has
all lines; the one in a coder's folder has the lines of that coder.

In every folder:

{folders}

Coded by all
------------

{ids}

Drawn with the number {seed}: the same study draws the same sample with it.
"""


@dataclass(frozen=True, slots=True)
class CoderSets:
    """What to write for coders: the interviews, who codes which, and the number that the sample was drawn with.

    ``facts`` and ``let_stand`` are those of ``write_export``.
    """

    released: tuple[ReleasedTranscript, ...]
    allocation: Allocation
    seed: str
    facts: Mapping[str, CaseFacts] = field(default_factory=dict)
    let_stand: tuple[Leak, ...] = ()

    def of(self, coder: str) -> tuple[ReleasedTranscript, ...]:
        """Give the interviews of one coder."""
        mine = set(self.allocation.of(coder))
        return tuple(one for one in self.released if one.transcript.study_id in mine)


def write_coder_sets(
    sets: CoderSets,
    out: Path,
    targets: Sequence[str] = DEFAULT_TARGETS,
    *,
    options: ExportOptions = NO_OPTIONS,
    guids: Mapping[str, str] | None = None,
    recorder: Recorder = unrecorded,
    dry_run: bool = False,
) -> Manifest:
    """Write ``OUT/AB/docx/02-hospital.docx`` and so on for each coder, a sheet, a README, and ``OUT/manifest.json``.

    Each coder's folder is an export of its own with its own manifest. All are put in place together, or none. Raise
    GateRefusedError when a finished file holds an original, InputError when the folder holds other files of an earlier
    set, DiskError.
    """
    with publish.disk_errors(out):
        earlier = Earlier.read(out)
    if dry_run:
        files = [
            replace(file, path=f"{coder}/{file.path}")
            for coder in sets.allocation.coders
            for file in _export(sets, coder, out / coder, targets, options, guids, dry_run=True).written
        ]
        return _manifest(
            sets, options, [*files, *(_described(each, content) for each, content in _papers(sets, targets))]
        )
    with publish.folder_aside(out) as aside:
        files = []
        for coder in sets.allocation.coders:
            made = _export(sets, coder, aside / coder, targets, options, guids, dry_run=False)
            files += [replace(file, path=f"{coder}/{file.path}") for file in made.written]
        for path, content in _papers(sets, targets):
            with publish.disk_errors(out):
                publish.write_durably(aside / path, content)
            files.append(_described(path, content))
        with publish.disk_errors(out):
            return _publish(_manifest(sets, options, files), earlier, aside, out, recorder)


def _export(
    sets: CoderSets,
    coder: str,
    folder: Path,
    targets: Sequence[str],
    options: ExportOptions,
    guids: Mapping[str, str] | None,
    *,
    dry_run: bool,
) -> Manifest:
    made = write_export(
        sets.of(coder),
        folder,
        targets,
        options=options,
        facts=sets.facts,
        guids=guids,
        let_stand=sets.let_stand,
        dry_run=dry_run,
    )
    if made.refused:  # with one interview missing the coders' samples would not be the same
        raise made.refused[0].error
    return made


def _papers(sets: CoderSets, targets: Sequence[str]) -> list[tuple[str, bytes]]:
    """Give the sheets and the README, searched for every original."""
    rows = coding_rows(sets)
    made = {README: _readme(sets, targets).encode(), SHEET: workbook([_COLUMNS, *rows])}
    for coder in sets.allocation.coders:
        made[f"{coder}/{SHEET}"] = workbook([_COLUMNS, *(row for row in rows if row[2] == coder)])
    scan = LeakScan(*sets.released)
    empty_sheet = workbook([_COLUMNS])
    empty_readme = _readme(replace(sets, released=(), allocation=Allocation((), {})), ()).encode()
    for path, content in made.items():
        scan.check(path, content, empty_sheet if path.endswith(SHEET) else empty_readme)
    return list(made.items())


def coding_rows(sets: CoderSets) -> list[tuple[str, ...]]:
    """Give the lines of the sheet: one for each interview and coder, by interview."""
    organisations = {
        one.transcript.study_id: dict(one.transcript.headers).get(ORGANISATION_TYPE, "") for one in sets.released
    }
    return [
        (study_id, organisations[study_id], coder, "yes" if study_id in sets.allocation.shared else "no", "", "", "")
        for study_id in sorted(organisations)
        for coder in sets.allocation.coders
        if study_id in sets.allocation.of(coder)
    ]


def _readme(sets: CoderSets, targets: Sequence[str]) -> str:
    allocation = sets.allocation
    return _README.format(
        coders=", ".join(allocation.coders),
        shared=len(allocation.shared),
        total=len(sets.released),
        sheet=SHEET,
        folders="\n".join(f"{target}/" for target in dict.fromkeys(targets)),
        ids="\n".join(allocation.shared),
        seed=sets.seed,
    )


def _described(path: str, content: bytes) -> ManifestFile:
    return describe(path, "", content, draft=False)


def _manifest(sets: CoderSets, options: ExportOptions, files: Sequence[ManifestFile]) -> Manifest:
    return Manifest(options, tuple(files), interviews=tuple(one.transcript.study_id for one in sets.released))


def _publish(manifest: Manifest, earlier: Earlier, aside: Path, out: Path, recorder: Recorder) -> Manifest:
    folders = [path.parent.name for path in sorted(aside.glob(f"*/{MANIFEST_NAME}"))]
    paths = [*(file.path for file in manifest.written), *(f"{each}/{MANIFEST_NAME}" for each in folders), MANIFEST_NAME]
    publish.check_names(paths, out)
    left = [path for path in earlier.files if path not in set(paths)]
    left += [
        path.relative_to(out).as_posix()
        for folder in folders
        for path in (out / folder).rglob("*")
        if path.is_file() and path.relative_to(out).as_posix() not in set(paths)
    ]
    if left:
        raise InputError(
            f"“{left[0]}”",
            "It is in the folder, and belongs to none of these coders' sets.",
            "Choose an empty folder, so that nobody codes what was given to another.",
        )
    earlier.check_replaceable(manifest.written)
    publish.write_durably(aside / MANIFEST_NAME, manifest.to_bytes())
    publish.move_into_place(aside, out, paths, lambda: None, recorder(manifest))
    return manifest
