"""Record what leaves the study, and tell from the audit trail what left and under which study IDs."""

from __future__ import annotations

import contextlib
from collections.abc import Callable, Iterator

from transcribe_desk.export.manifest import Manifest, Recorder
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
    found: set[str] = set()
    for entry in departures(vault):
        given: dict[str, list[str]] = entry.details.get("given", {})
        found.update([entry.subject], entry.details.get("interviews", ()), *given.values())
    return frozenset(found - {""})
