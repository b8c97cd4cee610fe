"""Take recordings into the study: check each one, encrypt it, give its participant a study ID."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, BinaryIO, cast

from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.events import Phase
from transcribe_desk.jobs.participants_table import TableRow, read_table
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.study.errors import (
    CancelledError,
    DeskError,
    DiskError,
    InputError,
    RecordingError,
    StudyIdError,
)
from transcribe_desk.study.study import Interview, Mode, Organisation, Recording
from transcribe_desk.study.study_id import check_label, check_number_free
from transcribe_desk.vault.recordings import StoredFile
from transcribe_desk.vault.store import Vault

_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Details:
    """What is known of a participant and an interview beside the recording; names and role stay secret."""

    number: int | None = None
    name: str = ""
    aliases: tuple[str, ...] = ()
    role: str = ""
    date: dt.date | None = None
    mode: Mode | None = None
    interviewers: tuple[str, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class ImportReport:
    """The interviews taken in, the errors of the files that were not, and whether a person stopped it."""

    imported: tuple[Interview, ...]
    problems: tuple[DeskError, ...]
    cancelled: bool = False


def import_files(
    vault: Vault,
    paths: Sequence[Path],
    organisation_label: str,
    details: Details | None = None,
    on_progress: Callable[[int, int], None] | None = None,
    cancel: threading.Event | None = None,
) -> ImportReport:
    """Take recordings in, one new participant of the organisation each; a bad file does not stop the others.

    Setting ``cancel`` ends it within a second; what is in by then stays. Raises InputError before anything is stored
    when the organisation is unknown, DiskError when the study cannot be written.
    """
    organisation = find_organisation(vault, organisation_label)
    imported: list[Interview] = []
    problems: list[DeskError] = []
    for position, path in enumerate(paths):
        if on_progress is not None:
            on_progress(position, len(paths))
        try:
            imported.append(_import_one(vault, path, organisation, details or Details(), cancel))
        except CancelledError:
            return ImportReport(tuple(imported), tuple(problems), cancelled=True)
        except DiskError:
            raise
        except DeskError as problem:
            problems.append(problem)
    return ImportReport(tuple(imported), tuple(problems))


def import_table(vault: Vault, table: Path, cancel: threading.Event | None = None) -> ImportReport:
    """Take in every recording of a participants table, or none: a table is one thing, and so are its numbers.

    Setting ``cancel`` ends it within a second with CancelledError.
    """
    rows = read_table(table)
    used = vault.study.numbers_ever_used()
    for row in rows:
        if row.number is not None:
            try:
                check_number_free(row.number, used)
            except StudyIdError as error:
                thing = f"Participants table {table.name}, line {row.line}, number {row.number}"
                raise StudyIdError(thing, error.cause, error.remedy) from None
    _check_organisations(vault, table, rows)
    # Rows with a number first, so that a row without one never takes it.
    ordered = sorted(rows, key=lambda row: (row.number is None, row.line))
    checked = [(row, _probe(row.audio, cancel)) for row in ordered]
    files: list[StoredFile] = []
    try:
        files.extend(_encrypt(vault, row.audio, cancel) for row in ordered)
        with vault.transaction():
            # Rows that give an organisation its label first, so that the others find it.
            labelled = sorted(rows, key=lambda row: (not row.label, row.line))
            organisations = {row.line: _organisation_of(vault, table, row) for row in labelled}
            imported = []
            for (row, facts), file in zip(checked, files, strict=True):
                imported.append(_record(vault, row.audio, facts, file, organisations[row.line], _details(row)))
                _stop_if(cancel)
            # Once for all the names of the table: it looks through every interview of the study.
            reviewing.spread_known_names(vault)
    except BaseException:
        for file in files:
            vault.recordings.discard(file.file_id)
        raise
    return ImportReport(tuple(sorted(imported, key=lambda interview: interview.study_id)), ())


def find_organisation(vault: Vault, label: str) -> Organisation:
    """Give the organisation with this label, or raise InputError naming those there are."""
    organisation = vault.study.organisation_by_label(label)
    if organisation is None:
        raise _unknown_organisation(vault, f"Organisation “{label}”")
    return organisation


def find_interview(vault: Vault, study_id: str) -> Interview:
    """Give the interview with this study ID, or raise InputError naming those there are."""
    interview = vault.interviews.by_study_id(study_id)
    if interview is None:
        known = ", ".join(each.study_id for each in vault.interviews.all()) or "none yet"
        raise InputError(f"Interview “{study_id}”", "It is not in this study.", f"Interviews here: {known}.")
    return interview


def _unknown_organisation(vault: Vault, thing: str) -> InputError:
    known = ", ".join(organisation.label for organisation in vault.study.organisations()) or "none yet"
    return InputError(
        thing,
        f"It is not in this study (known labels: {known}).",
        "Add it first, in the window or with “transcribe-desk organisation STUDY LABEL”.",
    )


def _check_organisations(vault: Vault, table: Path, rows: Sequence[TableRow]) -> None:
    """Refuse a table, before anything is read in, for the lines whose organisation nobody knows."""
    known = {row.organisation.casefold() for row in rows if row.label}.union(
        *(_names_of(organisation) for organisation in vault.study.organisations())
    )
    lines = [str(row.line) for row in rows if not row.label and row.organisation.casefold() not in known]
    if lines:
        where = f"line {lines[0]}" if len(lines) == 1 else f"lines {', '.join(lines)}"
        raise _unknown_organisation(vault, f"Participants table {table.name}, {where}, the organisation")


def _names_of(organisation: Organisation) -> set[str]:
    names = (organisation.label, organisation.name, *organisation.aliases)
    return {name.casefold() for name in names if name}


def _organisation_of(vault: Vault, table: Path, row: TableRow) -> Organisation:
    for organisation in vault.study.organisations():
        if row.organisation.casefold() in _names_of(organisation):
            return organisation
    if not row.label:
        raise _unknown_organisation(vault, f"Participants table {table.name}, line {row.line}, its organisation")
    existing = vault.study.organisation_by_label(check_label(row.label))
    if existing is not None and existing.name:
        # Two hospitals may share the label “hospital”: the second real name becomes an alias, so that it is found.
        return vault.study.update_organisation(replace(existing, aliases=(*existing.aliases, row.organisation)))
    if existing is not None:
        return vault.study.update_organisation(replace(existing, name=row.organisation))
    organisation = vault.study.add_organisation(row.label, row.organisation)
    vault.audit.append("organisation added", row.label, {})
    return organisation


def _details(row: TableRow) -> Details:
    return Details(row.number, row.name, row.aliases, row.role, row.date, row.mode, row.interviewers, row.attributes)


def _import_one(
    vault: Vault, path: Path, organisation: Organisation, details: Details, cancel: threading.Event | None
) -> Interview:
    _refuse_twin(vault, path, cancel)
    facts = _probe(path, cancel)
    file = _encrypt(vault, path, cancel)
    try:
        with vault.transaction():
            interview = _record(vault, path, facts, file, organisation, details)
            if details.name or details.aliases:
                reviewing.spread_known_names(vault)
            return interview
    except BaseException:
        vault.recordings.discard(file.file_id)
        raise


def _refuse_twin(vault: Vault, path: Path, cancel: threading.Event | None) -> None:
    """Refuse a recording that is in the study, before it is encrypted; only one of a known size need be read for it."""
    try:
        size = path.stat().st_size
        if any(each.recording.size == size for each in vault.interviews.all()):
            digest = hashlib.sha256()
            with path.open("rb") as source:
                while block := source.read(_BLOCK_BYTES):
                    _stop_if(cancel)
                    digest.update(block)
            _refuse_known(vault, path, digest.hexdigest())
    except OSError:
        return  # what is wrong with the file is said when it is probed


def _refuse_known(vault: Vault, path: Path, sha256: str) -> None:
    twin = vault.interviews.by_sha256(sha256)
    if twin is not None:
        raise RecordingError(
            path.name, f"This recording is in the study already, as {twin.study_id}.", "Nothing needs to be done."
        )


class _Stoppable(io.RawIOBase):
    """A file to encrypt that ends with CancelledError as soon as a person cancels."""

    def __init__(self, source: BinaryIO, cancel: threading.Event | None) -> None:
        super().__init__()
        self._source = source
        self._cancel = cancel

    def readable(self) -> bool:
        """Tell that it can be read."""
        return True

    def read(self, size: int = -1) -> bytes:
        """Give the next bytes, or raise CancelledError."""
        _stop_if(self._cancel)
        return self._source.read(size)


def _stop_if(cancel: threading.Event | None) -> None:
    if cancel is not None and cancel.is_set():
        raise CancelledError("Import", "It was cancelled.", "Import the other recordings when you like.")


def _probe(path: Path, cancel: threading.Event | None = None) -> dict[str, Any]:
    """Refuse, before anything is stored, a file that no sound can be read from."""
    facts: dict[str, Any] = {}

    def on_message(message: dict[str, Any], _payload: bytes) -> None:
        if message["type"] == "probed":
            facts.update(message)

    try:
        with path.open("rb") as source:
            job = {"name": path.name, "probe_only": True}
            run_worker(Phase.DECODE.value, job, on_message, source=source, cancel=cancel)
    except FileNotFoundError:
        raise RecordingError(path.name, "There is no such file.", "Check the path.") from None
    except IsADirectoryError:
        raise RecordingError(path.name, "It is a folder.", "Name the recordings in it.") from None
    except OSError as error:
        raise RecordingError(
            path.name, f"It cannot be read ({error.strerror}).", "Check that the disk is there and its rights."
        ) from error
    return facts


def _encrypt(vault: Vault, path: Path, cancel: threading.Event | None = None) -> StoredFile:
    try:
        with path.open("rb") as source:
            return vault.recordings.store(cast("BinaryIO", _Stoppable(source, cancel)))
    except OSError as error:
        raise RecordingError(
            path.name, f"It could not be read to its end ({error.strerror}).", "Copy it to this computer first."
        ) from error


def _record(
    vault: Vault,
    path: Path,
    facts: dict[str, Any],
    file: StoredFile,
    organisation: Organisation,
    details: Details,
) -> Interview:
    _refuse_known(vault, path, file.sha256)
    participant = vault.study.add_participant(
        organisation.id, details.number, details.name, details.aliases, details.role, details.attributes
    )
    recording = Recording(
        sha256=file.sha256,
        size=file.size,
        file_name=path.name,
        codec=facts["codec"],
        channels=facts["channels"],
        sample_rate=facts["sample_rate"],
        duration_ms=facts["duration_ms"],
    )
    interview = vault.interviews.add(
        (participant.id,), recording, interviewers=details.interviewers, date=details.date, mode=details.mode
    )
    vault.recordings.attach(interview.id, file.file_id)
    vault.audit.append("recording imported", interview.study_id, {"sha256": file.sha256, "bytes": file.size})
    return interview
