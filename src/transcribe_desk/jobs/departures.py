"""Record what leaves the study, and tell from the audit trail what left, under which study IDs, and if it stands."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from transcribe_desk.export import publish
from transcribe_desk.export.manifest import Earlier, Manifest, Past, Recorder
from transcribe_desk.jobs.reviewing import dossier, refusals
from transcribe_desk.privacy import gate
from transcribe_desk.privacy.gate import Dossier, ReleasedTranscript
from transcribe_desk.study.errors import GateRefusedError
from transcribe_desk.vault.audit import AuditEntry
from transcribe_desk.vault.store import Vault

EXPORTED, DRAFT_EXPORTED = "exported", "draft exported"
QUOTES_EXPORTED, LOG_EXPORTED, KEY_EXPORTED = "quotes exported", "log exported", "key exported"
CODER_SETS_WRITTEN = "coder sets written"
_DEPARTURES = frozenset(
    (EXPORTED, DRAFT_EXPORTED, QUOTES_EXPORTED, LOG_EXPORTED, KEY_EXPORTED, CODER_SETS_WRITTEN)
)  # tables about the study leave without a study ID


def recorded(vault: Vault, record: Callable[[Manifest], None]) -> Recorder:
    """Give what an export is recorded by: ``record`` writes down what leaves, kept only once the files are in place."""

    @contextlib.contextmanager
    def recorder(manifest: Manifest) -> Iterator[None]:
        with vault.transaction():
            record(manifest)
            yield

    return recorder


def departures(vault: Vault) -> tuple[AuditEntry, ...]:
    """Give the entries that tell of files with study IDs in them; raise StudyDamagedError for a broken trail."""
    return tuple(entry for entry in vault.audit.entries() if entry.action in _DEPARTURES)


def study_ids_that_left(vault: Vault) -> frozenset[str]:
    """Give every study ID, of now or of before, that stands on a file which left."""
    return frozenset(study_id for entry in departures(vault) for study_id in _told_of(entry))


def unchanged(vault: Vault, interview_id: int, released: ReleasedTranscript) -> Dossier:
    """Give what the gate looks at of a released interview, which it still lets out with the same text (0.1 s).

    Raises GateRefusedError where the interview is gone, or was changed while files were made of it.
    """
    thing, remedy = f"Interview {released.transcript.study_id}", "Export again."
    try:
        papers = dossier(vault, interview_id)
    except KeyError:
        raise GateRefusedError(thing, "It was removed while it was being exported.", remedy) from None
    release = gate.release_draft if released.draft else gate.release
    changed = GateRefusedError(thing, "It was changed while it was being exported.", remedy)
    try:
        text = release(papers, released.style, released.profile).transcript
    except GateRefusedError as error:
        raise changed from error
    if text != released.transcript:
        raise changed
    return papers


def past_of(
    vault: Vault,
    earlier: Earlier,
    entries: Sequence[AuditEntry],
    asked: Collection[str] = (),
    refused: Collection[str] = (),
) -> Past:
    """Give what the study knows of the files it wrote, and whose of those in a folder still stand.

    Of ``asked`` the gate was asked already, and refused ``refused``. Here it is asked of everybody else in a reviewed
    file of the folder (0.1 s each).
    """
    interviews = vault.interviews.all()
    study_ids = frozenset(each.study_id for each in interviews)
    past = Past(_files_that_left(entries, study_ids))
    reviewed = (file for file in earlier.files.values() if not file.draft)
    there = {study_id for file in reviewed for study_id in past.told_of(file)} - set(asked)
    others = {each.study_id for each in interviews if each.study_id in there and _refused(vault, each.id)}
    return replace(past, standing=study_ids - others - set(refused))


def _refused(vault: Vault, interview_id: int) -> bool:
    try:
        return bool(refusals(vault, interview_id))
    except KeyError:
        return True  # somebody removes it at this moment


def past_at(vault: Vault, folder: Path) -> Past:
    """Give what the study knows of the files in an export's folder; raise InputError, DiskError."""
    earlier = _earlier(folder)
    return past_of(vault, earlier, vault.audit.entries() if earlier.files else ())


def stale_at(vault: Vault, folder: Path) -> tuple[str, ...]:
    """Give the paths of files in an export's folder that this study wrote and its manifest does not list any more."""
    earlier = _earlier(folder)
    return earlier.stale(earlier.files.values(), Past(_files_that_left(vault.audit.entries(), frozenset())))


def _earlier(folder: Path) -> Earlier:
    with publish.disk_errors(folder):
        return Earlier.read(folder)


def _files_that_left(entries: Sequence[AuditEntry], study_ids: frozenset[str]) -> dict[tuple[str, str], frozenset[str]]:
    """Give each file by path and SHA-256, with the study IDs that must stand for it to stand.

    Of one that was written twice the latest export counts: the same bytes tell of nobody else.
    """
    found: dict[tuple[str, str], frozenset[str]] = {}
    for entry in entries:
        if entry.action not in _DEPARTURES:
            continue
        told_of = _told_of(entry)
        if entry.action == LOG_EXPORTED:
            told_of -= study_ids  # it tells of what nobody has reviewed too, and falls only with who is gone
        alone = bool(entry.subject) and "interviews" not in entry.details  # earlier versions named no others
        for file in entry.details.get("files", {}).items():
            found[file] = told_of | found.get(file, frozenset()) if alone else told_of
    return found


def _told_of(entry: AuditEntry) -> frozenset[str]:
    given: dict[str, list[str]] = entry.details.get("given", {})
    return frozenset().union([entry.subject], entry.details.get("interviews", ()), *given.values()) - {""}
