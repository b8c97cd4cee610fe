"""Export the interviews that the gate lets out, and say why the others stay."""

from __future__ import annotations

import datetime as dt
import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe_desk.audio.choice import AudioChoice
from transcribe_desk.export import publish
from transcribe_desk.export.batch import write_export
from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.manifest import MANIFEST_NAME, Earlier, Manifest, Refused
from transcribe_desk.export.refi.guids import guid_names
from transcribe_desk.export.sound import AUDIO_TARGET
from transcribe_desk.export.targets import DEFAULT_TARGETS, targets_named
from transcribe_desk.export.writers import Batch
from transcribe_desk.jobs.bleeping import Bleeping
from transcribe_desk.jobs.case_facts import AttributeChoice, StudyCases, study_cases
from transcribe_desk.jobs.departures import DRAFT_EXPORTED, EXPORTED, past_of, recorded, unchanged
from transcribe_desk.jobs.export_changes import Comparison, FileChange, MadeOf, audit_details, made_of
from transcribe_desk.jobs.replacing import keep_pseudonyms
from transcribe_desk.jobs.reviewing import dossier
from transcribe_desk.jobs.scanning import scanner_for
from transcribe_desk.privacy import gate
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.overrides import Leak
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.style import Style
from transcribe_desk.vault.store import Vault

__all__ = ["DEFAULT_TARGETS", "ExportReport", "RefusedInterview", "export"]


@dataclass(frozen=True, slots=True)
class BlockedHit:
    """A hit of the scan that a person may judge, and the code that names it in a script."""

    leak: Leak
    code: str


@dataclass(frozen=True, slots=True)
class RefusedInterview:
    """An interview that was not written, or the one file at ``path``, with every reason.

    A file about several interviews has an empty study ID.
    """

    study_id: str
    reasons: tuple[str, ...]
    path: str = ""
    hits: tuple[BlockedHit, ...] = ()

    @property
    def thing(self) -> str:
        """Name what was refused."""
        return self.path or self.study_id


@dataclass(frozen=True, slots=True)
class ExportReport:
    """The files written, with the manifest last, and what was refused; after a dry run those that would be written.

    ``changes`` say what became of each file of an earlier export into the same folder, and of each new one.
    ``small_attributes`` say which attributes of participants too few people share, and whether they left; ``let_stand``
    are the overrides of hits in the files written.
    """

    written: tuple[Path, ...]
    refused: tuple[RefusedInterview, ...]
    manifest: Manifest | None
    dry_run: bool = False
    changes: tuple[FileChange, ...] = ()
    small_attributes: tuple[str, ...] = ()
    let_stand: tuple[int, ...] = ()


def export(
    vault: Vault,
    out: Path,
    interview_ids: Sequence[int] | None,
    targets: Sequence[str],
    *,
    draft: bool,
    style: Style,
    options: ExportOptions,
    dry_run: bool,
    audio: AudioChoice,
    models: ModelStore,
    profile: Profile,
    attributes: AttributeChoice,
    cancel: threading.Event | None,
    on_progress: Callable[[int, int], None] | None,
) -> ExportReport:
    """Write the chosen interviews, or all, that may leave, in a style and for a profile.

    With ``draft`` unreviewed ones too, which say so. A ``dry_run`` does and checks the same, but nothing is written and
    nothing recorded. ``audio`` is how recordings leave where the target ``audio`` is among them; never those of drafts.
    Pseudonyms that were given out stay from then on. ``attributes`` chooses what is told of participants.
    Raises InputError for an unknown target or an empty study, DiskError for a place that cannot be written,
    GateRefusedError where an interview was changed or removed meanwhile: then nothing is written.
    """
    named = targets_named(targets)
    with_audio = any(target.name == AUDIO_TARGET for target in named)
    if with_audio and draft:
        raise InputError("Bleeped recordings", "They never leave as drafts.", "Review and sign off, or leave them out.")
    chosen = [
        interview for interview in vault.interviews.all() if interview_ids is None or interview.id in set(interview_ids)
    ]
    if not chosen:
        raise InputError("Export", "There is no interview to export.", "Import a recording and transcribe it first.")
    cases = study_cases(vault, attributes)
    if not any(target.tells_cases for target in named):
        cases = StudyCases()
    revision = vault.review_memory.revision()
    released, made, refused = _through_the_gate(vault, chosen, style, profile, cases, draft=draft)
    by_study_id = {interview.study_id: interview.id for interview in chosen}
    asked: frozenset[str] = frozenset() if draft else frozenset(by_study_id)  # a draft does not ask the gate
    comparison = _comparison(vault, out, made, asked, frozenset(each.study_id for each in refused))
    if not released:
        changes = _changes(comparison, Manifest(options, ()), refused)
        return ExportReport((), tuple(refused), None, dry_run, changes, cases.warnings)
    overrides = [each for each in vault.overrides.all() if each.standing]

    def let_stand(manifest: Manifest) -> tuple[int, ...]:
        paths = {file.path for file in manifest.written}
        return tuple(each.id for each in overrides if each.leak.path in paths)

    def record(manifest: Manifest) -> None:
        if vault.review_memory.revision() != revision:
            for one in released:
                if one.transcript.study_id in manifest.interviews:
                    unchanged(vault, by_study_id[one.transcript.study_id], one)
        _record(vault, by_study_id, manifest, released, made, cases, let_stand(manifest), profile, draft=draft)

    with scanner_for(len(released)) as scanner:
        manifest = write_export(
            released,
            out,
            targets,
            options=options,
            facts=cases.facts,
            guids=vault.guids.of(guid_names(Batch(tuple(released), facts=cases.facts)), keep=not dry_run),
            sounds=Bleeping(vault, models, by_study_id, audio, cancel).sounds() if with_audio else None,
            let_stand=[each.leak for each in overrides],
            scanner=scanner,
            recorder=recorded(vault, record),
            past=comparison.past,
            dry_run=dry_run,
            cancel=cancel,
            on_progress=on_progress,
        )
    refused += [_refused(vault, each) for each in manifest.refused]
    changes = _changes(comparison, manifest, refused)
    written = tuple(out / file.path for file in manifest.written)
    files = (*written, out / MANIFEST_NAME) if written else ()
    return ExportReport(files, tuple(refused), manifest, dry_run, changes, cases.warnings, let_stand(manifest))


def _comparison(
    vault: Vault, out: Path, made: Mapping[str, MadeOf], asked: frozenset[str], refused: frozenset[str]
) -> Comparison:
    with publish.disk_errors(out):
        earlier = Earlier.read(out)
    entries = vault.audit.entries() if earlier.files else ()
    study_ids = frozenset(interview.study_id for interview in vault.interviews.all())
    return Comparison(earlier, entries, made, study_ids, past_of(vault, earlier, entries, asked, refused))


def _changes(comparison: Comparison, manifest: Manifest, refused: Sequence[RefusedInterview]) -> tuple[FileChange, ...]:
    return comparison.changes(manifest, frozenset(each.thing for each in refused))


def _through_the_gate(
    vault: Vault, chosen: Sequence[Interview], style: Style, profile: Profile, cases: StudyCases, *, draft: bool
) -> tuple[list[ReleasedTranscript], dict[str, MadeOf], list[RefusedInterview]]:
    released: list[ReleasedTranscript] = []
    made: dict[str, MadeOf] = {}
    refused: list[RefusedInterview] = []
    release = gate.release_draft if draft else gate.release
    for interview in chosen:
        try:
            papers = dossier(vault, interview.id)
            reasons = () if draft else gate.refusals(papers, profile)
            if not reasons:
                one = release(papers, style, profile)
                study_id = one.transcript.study_id
                made[study_id] = made_of(vault, interview.id, one, cases.facts.get(study_id))
                released.append(one)
            told = tuple(f"{reason.message} {reason.remedy}" for reason in reasons)
        except GateRefusedError as error:
            told = (_sentence(error),)
        except KeyError:
            told = ("It was removed while it was being exported. Export again.",)
        if told:
            refused.append(RefusedInterview(interview.study_id, told))
    return released, made, refused


def _record(
    vault: Vault,
    by_study_id: Mapping[str, int],
    manifest: Manifest,
    released: Sequence[ReleasedTranscript],
    made: Mapping[str, MadeOf],
    cases: StudyCases,
    let_stand: Sequence[int],
    profile: Profile,
    *,
    draft: bool,
) -> None:
    now = dt.datetime.now(dt.UTC)
    released_by_id = {one.transcript.study_id: one for one in released}
    keep_pseudonyms(vault, profile, [by_study_id[each] for each in manifest.interviews], draft=draft)
    for study_id in manifest.interviews:
        if not draft:
            vault.interviews.mark_exported(by_study_id[study_id], now)
        details = audit_details(manifest, study_id, made[study_id], released_by_id[study_id])
        details |= {"attributes": list(cases.names), "attributes_confirmed": list(cases.confirmed)}
        details |= {"let_stand": list(let_stand)}
        vault.audit.append(DRAFT_EXPORTED if draft else EXPORTED, study_id, details)


def _refused(vault: Vault, found: Refused) -> RefusedInterview:
    hits = tuple(BlockedHit(leak, vault.overrides.code(leak)) for leak in found.leaks if leak.can_stand)
    return RefusedInterview(found.study_id, (_sentence(found.error),), found.path, hits)


def _sentence(error: GateRefusedError) -> str:
    return f"{error.cause} {error.remedy}"
