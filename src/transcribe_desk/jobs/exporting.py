"""Export the interviews that the gate lets out, and say why the others stay."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe_desk.export.batch import DEFAULT_TARGETS, write_export
from transcribe_desk.export.manifest import MANIFEST_NAME, Manifest, style_words
from transcribe_desk.export.targets import writers_for
from transcribe_desk.jobs.replacing import keep_pseudonyms
from transcribe_desk.jobs.reviewing import dossier
from transcribe_desk.privacy import gate
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.profiles import Profile
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.style import Style
from transcribe_desk.vault.store import Vault

__all__ = ["DEFAULT_TARGETS", "ExportReport", "RefusedInterview", "export"]


@dataclass(frozen=True, slots=True)
class RefusedInterview:
    """An interview that was not written, with every reason."""

    study_id: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The files written, with the manifest last, and the interviews refused."""

    written: tuple[Path, ...]
    refused: tuple[RefusedInterview, ...]
    manifest: Manifest | None


def export(
    vault: Vault,
    out: Path,
    interview_ids: Sequence[int] | None,
    targets: Sequence[str],
    *,
    draft: bool,
    style: Style,
    profile: Profile,
    cancel: threading.Event | None,
    on_progress: Callable[[int, int], None] | None,
) -> ExportReport:
    """Write the chosen interviews, or all, that may leave, in a style and for a profile.

    With ``draft`` unreviewed ones too, which say so. Pseudonyms that were given out stay from then on.
    Raises InputError for an unknown target or an empty study, DiskError for a place that cannot be written.
    """
    writers_for(targets)
    chosen = [
        interview for interview in vault.interviews.all() if interview_ids is None or interview.id in set(interview_ids)
    ]
    if not chosen:
        raise InputError("Export", "There is no interview to export.", "Import a recording and transcribe it first.")
    released, refused = _through_the_gate(vault, chosen, style, profile, draft=draft)
    if not released:
        return ExportReport((), tuple(refused), None)
    manifest = write_export(released, out, targets, cancel=cancel, on_progress=on_progress)
    refused += [RefusedInterview(each.study_id, (_sentence(each.error),)) for each in manifest.refused]
    _record(vault, chosen, manifest, style, profile, draft=draft)
    written = tuple(out / file.path for file in manifest.written)
    return ExportReport((*written, out / MANIFEST_NAME) if written else (), tuple(refused), manifest)


def _through_the_gate(
    vault: Vault, chosen: Sequence[Interview], style: Style, profile: Profile, *, draft: bool
) -> tuple[list[ReleasedTranscript], list[RefusedInterview]]:
    released: list[ReleasedTranscript] = []
    refused: list[RefusedInterview] = []
    for interview in chosen:
        papers = dossier(vault, interview.id)
        reasons = () if draft else gate.refusals(papers, profile)
        if reasons:
            told = tuple(f"{reason.message} {reason.remedy}" for reason in reasons)
            refused.append(RefusedInterview(interview.study_id, told))
            continue
        try:
            release = gate.release_draft if draft else gate.release
            released.append(release(papers, style, profile))
        except GateRefusedError as error:
            refused.append(RefusedInterview(interview.study_id, (_sentence(error),)))
    return released, refused


def _record(
    vault: Vault, chosen: Sequence[Interview], manifest: Manifest, style: Style, profile: Profile, *, draft: bool
) -> None:
    now = dt.datetime.now(dt.UTC)
    by_study_id = {interview.study_id: interview for interview in chosen}
    with vault.transaction():
        written = {file.study_id for file in manifest.written}
        keep_pseudonyms(vault, profile, [each.id for each in chosen if each.study_id in written], draft=draft)
        for study_id in dict.fromkeys(file.study_id for file in manifest.written):
            if not draft:
                vault.interviews.mark_exported(by_study_id[study_id].id, now)
            files = {file.path: file.sha256 for file in manifest.written if file.study_id == study_id}
            details = {"files": files, "style": style_words(style), "profile": profile.value}
            vault.audit.append("draft exported" if draft else "exported", study_id, details)


def _sentence(error: GateRefusedError) -> str:
    return f"{error.cause} {error.remedy}"
