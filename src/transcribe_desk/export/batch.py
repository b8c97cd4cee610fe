"""Write released interviews as files: each whole and searched for what must not be in it, or not at all."""

from __future__ import annotations

import threading
from collections.abc import Callable, Sequence
from pathlib import Path

from transcribe_desk.export import publish
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.leak_scan import LeakScan
from transcribe_desk.export.manifest import (
    MANIFEST_NAME,
    Earlier,
    Manifest,
    ManifestFile,
    Refused,
    describe,
)
from transcribe_desk.export.targets import Writer, writers_for
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.study.errors import CancelledError, GateRefusedError, InputError

DEFAULT_TARGETS = ("docx", "text")
_NO_OPTIONS = ExportOptions()


def write_export(
    released: Sequence[ReleasedTranscript],
    out: Path,
    targets: Sequence[str] = DEFAULT_TARGETS,
    *,
    options: ExportOptions = _NO_OPTIONS,
    cancel: threading.Event | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Manifest:
    """Write ``OUT/docx/02-hospital.docx`` and so on with ``OUT/manifest.json``, and tell what was written or refused.

    Finished bytes are searched for every original before they reach the disk; an interview with a hit is refused
    whole and does not stop the others. Files appear complete or not at all; those of an earlier export are replaced
    only by complete ones. ``on_progress`` gets the number of interviews done and their total. If every
    interview is refused, nothing is touched. Raise CancelledError when ``cancel`` is set, InputError for a file in
    the way, DiskError for a folder that cannot be written.
    """
    if not released:
        raise InputError("Export", "No interview was chosen.", "Choose at least one interview.")
    writers = writers_for(targets)
    paths = [_path(writer, one) for one in released for writer in writers]
    with publish.disk_errors(out):
        publish.check_names([*paths, MANIFEST_NAME], out)
    with publish.folder_aside(out) as aside:
        written: list[ManifestFile] = []
        refused: list[Refused] = []
        for number, one in enumerate(released, start=1):
            _stop_if(cancel)
            try:
                written += _write_one(one, writers, options, aside)
            except GateRefusedError as error:
                refused.append(Refused(one.transcript.study_id, error))
            if on_progress:
                on_progress(number, len(released))
        earlier = Earlier.read(out)
        earlier.check_replaceable(written)
        manifest = Manifest(options, tuple(written), tuple(refused), earlier.kept(options, written))
        if written:
            publish.write_durably(aside / MANIFEST_NAME, manifest.to_bytes())
            moves = [*(file.path for file in written), MANIFEST_NAME]
            publish.move_into_place(aside, out, moves, lambda: _stop_if(cancel))
    return manifest


def _write_one(
    released: ReleasedTranscript, writers: Sequence[Writer], options: ExportOptions, aside: Path
) -> list[ManifestFile]:
    scan = LeakScan(released)
    finished: dict[str, bytes] = {}
    for writer in writers:
        content = writer.write(released, options)
        scan.check(_path(writer, released), content, writer.boilerplate)
        finished[_path(writer, released)] = content
    for path, content in finished.items():
        publish.write_durably(aside / path, content)
    study_id = released.transcript.study_id
    return [
        describe(path, study_id, content, draft=released.draft, style=released.style, profile=released.profile)
        for path, content in finished.items()
    ]


def _path(writer: Writer, released: ReleasedTranscript) -> str:
    return f"{writer.target}/{released.transcript.study_id}{writer.suffix}"


def _stop_if(cancel: threading.Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise CancelledError("Export", "It was cancelled.", "Nothing was changed; export again when you like.")
