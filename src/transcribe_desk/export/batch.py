"""Write released interviews as files: each whole and searched for what must not be in it, or not at all."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from transcribe_desk.export import publish
from transcribe_desk.export.layout import NO_OPTIONS, ExportOptions
from transcribe_desk.export.leak_scan import FinishedFile, Hit, LeakScan
from transcribe_desk.export.manifest import (
    MANIFEST_NAME,
    NO_PAST,
    Earlier,
    Manifest,
    ManifestFile,
    Past,
    Recorder,
    Refused,
    describe,
    unrecorded,
)
from transcribe_desk.export.scanner import Scanner, scan_here
from transcribe_desk.export.sound import Sounds, write_sound
from transcribe_desk.export.targets import DEFAULT_TARGETS, Target, targets_named
from transcribe_desk.export.writers import Batch, BatchFile, CaseFacts
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.overrides import Leak
from transcribe_desk.study.errors import CancelledError, GateRefusedError, InputError

Thing = TypeVar("Thing")


def write_export(
    released: Sequence[ReleasedTranscript],
    out: Path,
    targets: Sequence[str] = DEFAULT_TARGETS,
    *,
    options: ExportOptions = NO_OPTIONS,
    facts: Mapping[str, CaseFacts] | None = None,
    guids: Mapping[str, str] | None = None,
    sounds: Sounds | None = None,
    let_stand: Collection[Leak] = (),
    scanner: Scanner = scan_here,
    recorder: Recorder = unrecorded,
    past: Past = NO_PAST,
    dry_run: bool = False,
    cancel: threading.Event | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Manifest:
    """Write ``OUT/docx/02-hospital.docx`` and so on with ``OUT/manifest.json``, and tell what was written or refused.

    Finished bytes are searched for every original before they reach the disk; an interview with a hit is refused
    whole and does not stop the others, nor does it stand in the files about all of them. Such a file with a hit is
    refused by itself. Files appear complete or not at all; those of an earlier export are replaced only by complete
    ones. ``facts`` and ``guids`` are those of ``Batch``, ``sounds`` gives the files of the target ``audio``, one at a
    time; ``let_stand`` are hits of which a person said that they are something else; ``scanner`` searches while the
    next files are made; ``recorder`` records what gets into place; ``past`` says which files of earlier exports may be
    replaced and which still stand; ``on_progress`` gets the number of interviews done and their total. If everything
    is refused, or in a ``dry_run``, nothing is changed. Raise CancelledError when ``cancel`` is set, InputError for a
    file in the way, DiskError for a folder that cannot be written.
    """
    if not released:
        raise InputError("Export", "No interview was chosen.", "Choose at least one interview.")
    chosen = targets_named(targets)
    own = [_path(target, one.transcript.study_id, suffix) for one in released for target, suffix in _own(chosen)]
    if sounds:
        own += [sounds.path(one) for one in released]
    with publish.disk_errors(out):
        publish.check_names([*own, MANIFEST_NAME], out)
    if dry_run:
        publish.check_writable(out)
    with contextlib.nullcontext() if dry_run else publish.folder_aside(out) as aside:
        written: list[ManifestFile] = []
        refused: list[Refused] = []
        passed: list[ReleasedTranscript] = []
        still = _until_cancelled(released, cancel)
        made = (_make_interview(one, chosen, options, let_stand, scanner) for one in still)
        for number, lot in enumerate(_one_ahead(made), start=1):
            try:
                written += lot.put_aside(aside)
                passed.append(lot.kind)
            except GateRefusedError as error:
                refused.append(Refused(lot.study_id, error))
            if on_progress:
                on_progress(number, len(released))
        batch = Batch(tuple(passed), options, facts or {}, guids or {})
        more = _until_cancelled(_batch_files(chosen, batch), cancel)
        for lot in _one_ahead(_about_all(target, file, batch, let_stand, scanner) for target, file in more):
            try:
                written += lot.put_aside(aside)
            except GateRefusedError as error:
                refused.append(Refused(lot.study_id, error, lot.files[0].path))
        for found in _recordings(passed, sounds, aside, cancel):
            written += [found] if isinstance(found, ManifestFile) else []
            refused += [found] if isinstance(found, Refused) else []
        return _publish(written, refused, batch, aside, out, recorder, past, cancel)


@dataclass(frozen=True, slots=True)
class _Lot:
    """Finished files that leave together or not at all, being searched; their kind is that of ``kind``."""

    study_id: str
    files: tuple[FinishedFile, ...]
    kind: ReleasedTranscript
    scan: LeakScan
    hits: Callable[[], tuple[Hit, ...]]

    def put_aside(self, aside: Path | None) -> list[ManifestFile]:
        """Write the files into the folder aside, if there is one, and describe them; raise LeakError."""
        self.scan.refuse(self.hits())
        return [_put_aside(file.path, self.study_id, file.content, self.kind, aside) for file in self.files]


def _one_ahead(lots: Iterable[_Lot]) -> Iterator[_Lot]:
    """Give each lot when the next one is made, so that it is searched meanwhile."""
    before: _Lot | None = None
    for lot in lots:
        if before is not None:
            yield before
        before = lot
    if before is not None:
        yield before


def _make_interview(
    released: ReleasedTranscript,
    targets: Sequence[Target],
    options: ExportOptions,
    let_stand: Collection[Leak],
    scanner: Scanner,
) -> _Lot:
    study_id = released.transcript.study_id
    made: dict[int, bytes] = {}  # by writer: a target may share its writer with another
    files: list[FinishedFile] = []
    for target in targets:
        for writer in target.writers:
            content = made.get(id(writer)) or writer.write(released, options)
            made[id(writer)] = content
            files.append(FinishedFile(_path(target, study_id, writer.suffix), content, writer.boilerplate))
    scan = LeakScan(released, let_stand=let_stand)
    return _Lot(study_id, tuple(files), released, scan, scanner(scan.sought, files))


def _batch_files(targets: Sequence[Target], batch: Batch) -> Iterator[tuple[Target, BatchFile]]:
    if batch.interviews:
        yield from (
            (target, file) for target in targets for writer in target.batch_writers for file in writer.files(batch)
        )


def _about_all(target: Target, file: BatchFile, batch: Batch, let_stand: Collection[Leak], scanner: Scanner) -> _Lot:
    about = [one for one in batch.interviews if file.study_id in ("", one.transcript.study_id)]
    kind = next((one for one in about if one.draft), about[0])
    files = (FinishedFile(f"{target.name}/{file.name}", file.content, file.boilerplate),)
    scan = LeakScan(*about, copies=file.copies, let_stand=let_stand)
    return _Lot(file.study_id, files, kind, scan, scanner(scan.sought, files))


def _recordings(
    passed: Sequence[ReleasedTranscript], sounds: Sounds | None, aside: Path | None, cancel: threading.Event | None
) -> Iterator[ManifestFile | Refused]:
    """Write the recording of each interview, or say why not; its other files leave all the same."""
    if sounds is None:
        return
    for one in _until_cancelled(passed, cancel):
        try:
            yield write_sound(one, sounds, aside)
        except GateRefusedError as error:
            yield Refused(one.transcript.study_id, error, sounds.path(one))


def _put_aside(
    path: str, study_id: str, content: bytes, released: ReleasedTranscript, aside: Path | None
) -> ManifestFile:
    """Write a file into the folder aside, if there is one, and describe it; its kind is that of ``released``."""
    if aside is not None:
        publish.write_durably(aside / path, content)
    return describe(path, study_id, content, draft=released.draft, style=released.style, profile=released.profile)


def _publish(
    written: Sequence[ManifestFile],
    refused: Sequence[Refused],
    batch: Batch,
    aside: Path | None,
    out: Path,
    recorder: Recorder,
    past: Past,
    cancel: threading.Event | None,
) -> Manifest:
    with publish.disk_errors(out):
        paths = [*(file.path for file in written), MANIFEST_NAME]
        publish.check_names(paths, out)
        earlier = Earlier.read(out)
        earlier.check_replaceable(written, past)
        left_out = {each.path or each.study_id for each in refused}
        kept = tuple(
            file
            for file in earlier.kept(batch.options, written, past)
            if left_out.isdisjoint((file.path, *past.told_of(file)))
        )
        about_all = any(not file.study_id for file in written)
        manifest = Manifest(
            batch.options,
            tuple(written),
            tuple(refused),
            kept,
            tuple(
                one.transcript.study_id
                for one in batch.interviews
                if about_all or any(file.study_id == one.transcript.study_id for file in written)
            ),
            earlier.stale((*written, *kept), past) if written else (),  # nothing is taken off the list by nothing
        )
        if written and aside is not None:
            publish.write_durably(aside / MANIFEST_NAME, manifest.to_bytes())
            publish.move_into_place(aside, out, paths, lambda: _stop_if(cancel), recorder(manifest))
    return manifest


def _own(targets: Sequence[Target]) -> list[tuple[Target, str]]:
    return [(target, writer.suffix) for target in targets for writer in target.writers]


def _path(target: Target, study_id: str, suffix: str) -> str:
    return f"{target.name}/{study_id}{suffix}"


def _until_cancelled(things: Iterable[Thing], cancel: threading.Event | None) -> Iterator[Thing]:
    for thing in things:
        _stop_if(cancel)
        yield thing


def _stop_if(cancel: threading.Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise CancelledError("Export", "It was cancelled.", "Nothing was changed; export again when you like.")
