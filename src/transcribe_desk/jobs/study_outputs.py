"""Write what a paper says about the study, and the sets for its coders, from what the study has recorded."""

from __future__ import annotations

import datetime as dt
import importlib.metadata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.manifest import MANIFEST_NAME, Manifest
from transcribe_desk.export.refi.guids import guid_names
from transcribe_desk.export.study import coreq, methods, participant_table
from transcribe_desk.export.study.allocation import Allocation, allocate, check_coders
from transcribe_desk.export.study.coders import CoderSets, write_coder_sets
from transcribe_desk.export.study.facts import (
    DoubleCoding,
    InterviewFacts,
    ReplacedKind,
    StudyFacts,
    initials,
)
from transcribe_desk.export.study.files import StudyPaper, write_papers
from transcribe_desk.export.study.sentences import open_points
from transcribe_desk.export.targets import targets_named
from transcribe_desk.export.writers import Batch
from transcribe_desk.jobs.case_facts import interviewed, study_cases
from transcribe_desk.jobs.departures import CODER_SETS_WRITTEN, past_at, recorded
from transcribe_desk.jobs.exporting import RefusedInterview
from transcribe_desk.jobs.reviewing import dossier, refusals
from transcribe_desk.privacy import gate
from transcribe_desk.privacy.disclosure.merges import Publisher
from transcribe_desk.privacy.disclosure.suppression import SmallCells
from transcribe_desk.privacy.disclosure.table import ORGANISATION, ROLE
from transcribe_desk.privacy.finding.propagation import known_names
from transcribe_desk.privacy.gate import Original, ReleasedTranscript
from transcribe_desk.privacy.mention import Category, Decision
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.errors import GateRefusedError, InputError, ModelError
from transcribe_desk.study.study import Interview
from transcribe_desk.study.style import Style
from transcribe_desk.study.timecode import whole_minutes
from transcribe_desk.vault.review_journal import StepState
from transcribe_desk.vault.store import Vault

_PROGRAM = "transcribe-desk"
_SEED = "sample of double coding"
_INTERVIEW, _STUDY_ID = "interview", "study ID"  # the latter by earlier versions
_SHORT_HASH = 12


@dataclass(frozen=True, slots=True)
class StudyReport:
    """The files written, with the manifest last, the small cells of the participant table, and what is not finished."""

    written: tuple[Path, ...]
    small_cells: tuple[str, ...]
    not_finished: tuple[str, ...]
    manifest: Manifest


@dataclass(frozen=True, slots=True)
class CodersReport:
    """The files written, with the manifest last, who codes what, and the interviews that may not leave."""

    written: tuple[Path, ...]
    allocation: Allocation | None
    refused: tuple[RefusedInterview, ...]


def write_outputs(
    vault: Vault, models: ModelStore, out: Path, *, small_cells: SmallCells, dry_run: bool
) -> StudyReport:
    """Write the participant table, the Methods summary and the COREQ list as Word and Markdown, and record it.

    Raises InputError for an empty study, GateRefusedError where a name of the study would stand in a file, DiskError.
    """
    facts = study_facts(vault, models)
    pairs = participant_pairs(vault)
    threshold = vault.study.settings().small_cell_threshold
    table = participant_table.participant_table(pairs, threshold, small_cells)
    originals = _originals(vault)
    # Roles are published in this table and nowhere else, so one that is replaced in the text may stand here.
    but_roles = tuple(original for original in originals if original.category is not Category.ROLE)
    papers = (
        StudyPaper(participant_table.NAME, table.paper(), but_roles),
        StudyPaper(methods.NAME, methods.methods_paper(facts), originals),
        StudyPaper(coreq.NAME, coreq.coreq_paper(facts), originals),
    )

    def record(manifest: Manifest) -> None:
        files = {file.path: file.sha256 for file in manifest.written}
        vault.audit.append("study outputs written", "", {"files": files, "small_cells": small_cells.value})

    recorder, past = recorded(vault, record), past_at(vault, out)
    manifest = write_papers(papers, out, recorder=recorder, past=past, dry_run=dry_run)
    return StudyReport(_paths(out, manifest), table.warnings, open_points(facts), manifest)


def participant_pairs(vault: Vault) -> tuple[tuple[str, str], ...]:
    """Give the label of the organisation and the role of each participant who was interviewed, as they are published.

    Pooled organisations have their one label, and values that the study merges are one value.
    """
    publisher = Publisher(vault.study.merges())
    return tuple(
        (
            publisher.value(ORGANISATION, row.values[ORGANISATION]),
            publisher.value(ROLE, row.values.get(ROLE, "")),
        )
        for row in interviewed(vault)
    )


def study_facts(vault: Vault, models: ModelStore) -> StudyFacts:
    """Gather what the study has recorded for a Methods section; raise InputError where there is no interview."""
    interviews = vault.interviews.all()
    if not interviews:
        raise InputError("Study", "It has no interview.", "Import a recording first.")
    people = [person for interview in interviews for person in interview.participant_ids]
    mentions = vault.review.mentions()
    accepted = [mention for mention in mentions if mention.decision is Decision.ACCEPTED]
    replaced = []
    for category in Category:
        of_it = [mention.entity_id for mention in accepted if mention.category is category]
        if of_it:
            replaced.append(ReplacedKind(category.value, len(of_it), len(set(of_it))))
    gave_turns = _gave_turns(vault)
    found = tuple(_interview_facts(vault, interview, gave_turns) for interview in interviews)
    return StudyFacts(
        interviews=found,
        participants=len(set(people)),
        repeated=sum(people.count(person) > 1 for person in set(people)),
        replaced=tuple(replaced),
        kept=sum(mention.decision.rejected for mention in mentions),
        program=("Transcribe Desk", _version(_PROGRAM)),
        transcribers=_transcribers(found, models),
        proposers=_proposers({name for mention in mentions for name in mention.detectors}, models),
        double_coding=_double_coding(vault),
    )


def write_coders(
    vault: Vault,
    out: Path,
    coders: Sequence[str],
    *,
    share: float,
    only: Sequence[str],
    targets: Sequence[str],
    style: Style,
    options: ExportOptions,
    dry_run: bool,
) -> CodersReport:
    """Write the interviews that may leave for several coders, and record who was given what.

    The sample that all of them code is ``only``, study IDs, or else a ``share`` drawn with a number that the study
    keeps. Raises InputError, GateRefusedError where a finished file holds an original, DiskError.
    """
    check_coders(coders)
    if any(target.name == "audio" for target in targets_named(targets)):
        raise InputError(
            "Target “audio”", "A voice identifies somebody.", "Give coders the text, or export sound by itself."
        )
    released, refused = _released(vault, style)
    if not released:
        return CodersReport((), None, tuple(refused))
    seed = vault.guids.of([_SEED])[_SEED]  # kept in a dry run too: what it shows is drawn the same afterwards
    drawn_by = _drawn_by(vault)
    organisations, ranks = _to_draw(vault, {one.transcript.study_id for one in released}, drawn_by)
    allocation = allocate(organisations, coders, seed, share=share, only=only, ranks=ranks)
    facts = study_cases(vault).facts
    guids = vault.guids.of(guid_names(Batch(tuple(released), facts=facts)), keep=not dry_run)
    let_stand = tuple(each.leak for each in vault.overrides.all() if each.standing)
    sets = CoderSets(tuple(released), allocation, seed, facts, let_stand)

    recorder = recorded(vault, lambda manifest: _record(vault, allocation, drawn_by, manifest))
    manifest = write_coder_sets(sets, out, targets, options=options, guids=guids, recorder=recorder, dry_run=dry_run)
    return CodersReport(_paths(out, manifest), allocation, tuple(refused))


def _released(vault: Vault, style: Style) -> tuple[list[ReleasedTranscript], list[RefusedInterview]]:
    released: list[ReleasedTranscript] = []
    refused: list[RefusedInterview] = []
    for interview in vault.interviews.all():
        try:
            released.append(gate.release(dossier(vault, interview.id), style))
        except GateRefusedError as error:
            refused.append(RefusedInterview(interview.study_id, (f"{error.cause} {error.remedy}",)))
    return released, refused


def _drawn_by(vault: Vault) -> str:
    """Say what the sample is drawn by: the interview, which no label changes, unless sets were given out otherwise."""
    sets = _sets_written(vault)
    return str(sets[-1].get("drawn_by", _STUDY_ID)) if sets else _INTERVIEW


def _to_draw(vault: Vault, leaving: Collection[str], drawn_by: str) -> tuple[dict[str, str], dict[str, str]]:
    """Give for each study ID that leaves what tells its organisation, and what it is ranked by in the draw."""
    interviews = [each for each in vault.interviews.all() if each.study_id in leaving]
    if drawn_by == _STUDY_ID:
        return {each.study_id: each.organisation_label for each in interviews}, {}
    by_age = sorted(vault.study.organisations(), key=lambda each: each.id, reverse=True)
    shown = {each.shown_label: f"{each.id:09}" for each in by_age}
    return (
        {each.study_id: shown[each.organisation_label] for each in interviews},
        {each.study_id: str(each.id) for each in interviews},
    )


def _record(vault: Vault, allocation: Allocation, drawn_by: str, manifest: Manifest) -> None:
    now = dt.datetime.now(dt.UTC)
    given = {coder: list(allocation.of(coder)) for coder in allocation.coders}
    details = {
        "files": {file.path: file.sha256 for file in manifest.written},
        "shared": list(allocation.shared),
        "given": given,
        "drawn_by": drawn_by,
    }
    for study_id in manifest.interviews:
        interview = vault.interviews.by_study_id(study_id)
        if interview is not None:
            vault.interviews.mark_exported(interview.id, now)
    vault.audit.append(CODER_SETS_WRITTEN, "", details)


def _originals(vault: Vault) -> tuple[Original, ...]:
    """Give every form of a name that the study replaces or watches for; none may stand in a file about the study."""
    names = known_names(vault.review.entities(), vault.review.mentions(), watched=vault.study.watched(), undecided=True)
    return tuple(Original(name.text, name.category) for name in names)


def _gave_turns(vault: Vault) -> frozenset[int]:
    """Give the steps by which a person gave turns to other speakers: the study ID in an entry may be one of before."""
    return frozenset(
        entry.details.get("step", 0)
        for entry in vault.audit.entries()
        if entry.action == "speakers corrected" and entry.details.get("turns")
    )


def _interview_facts(vault: Vault, interview: Interview, gave_turns: frozenset[int]) -> InterviewFacts:
    transcript = vault.transcripts.transcript(interview.id)
    plan = vault.transcripts.plan(interview.id) if transcript else None
    sign_off = vault.review.sign_off(interview.id)
    undecided = [each for each in vault.review.mentions(interview.id) if each.decision is Decision.UNDECIDED]
    return InterviewFacts(
        minutes=whole_minutes(interview.recording.duration_ms),
        month=(interview.date.year, interview.date.month) if interview.date else None,
        mode=interview.mode.value if interview.mode else "",
        interviewers=tuple(filter(None, map(initials, interview.interviewers))),
        engine=plan.engine if plan else "",
        model=plan.model if plan else "",
        speakers_corrected=any(
            step.id in gave_turns and step.state is StepState.DONE for step in vault.edits.steps(interview.id)
        ),
        speakers_confirmed=transcript is not None and transcript.roles_confirmed,
        undecided=len(undecided),
        reviewed=not refusals(vault, interview.id),
        second_reader=initials(sign_off.by) if sign_off else "",
    )


def _transcribers(interviews: Sequence[InterviewFacts], models: ModelStore) -> tuple[tuple[str, str], ...]:
    used = dict.fromkeys((each.engine, each.model) for each in interviews if each.engine)
    engines = [(engine, _version(engine)) for engine in dict.fromkeys(engine for engine, _ in used)]
    return (*engines, *(_model(models, name) for name in dict.fromkeys(model for _, model in used)))


def _proposers(detectors: set[str], models: ModelStore) -> tuple[tuple[str, str], ...]:
    sizes = [name.removeprefix("spacy-") for name in sorted(detectors) if name.startswith("spacy-")]
    found = [_model(models, f"en_core_web_{size}") for size in sizes]
    return (("spaCy", _version("spacy")), *found) if found else ()


def _model(models: ModelStore, name: str) -> tuple[str, str]:
    """Give a model's title and the hash of its largest file; a person's own file has a path, which is not told."""
    try:
        entry = models.entry(name)
    except ModelError:
        return "a model of the researchers' own", ""
    largest = max(entry.files, key=lambda file: file.size)
    return entry.title, f"(SHA-256 {largest.sha256[:_SHORT_HASH]}…)"


def _version(package: str) -> str:
    try:
        return importlib.metadata.version(package)
    except importlib.metadata.PackageNotFoundError:
        return ""


def _sets_written(vault: Vault) -> list[dict[str, Any]]:
    return [entry.details for entry in vault.audit.entries() if entry.action == CODER_SETS_WRITTEN]


def _double_coding(vault: Vault) -> DoubleCoding | None:
    """Give who codes as of the last sets that were written, or None before there are any."""
    written = _sets_written(vault)
    if not written:
        return None
    given: dict[str, list[str]] = written[-1]["given"]
    return DoubleCoding(
        tuple(map(initials, given)),
        len(written[-1]["shared"]),
        len({study_id for ids in given.values() for study_id in ids}),
    )


def _paths(out: Path, manifest: Manifest) -> tuple[Path, ...]:
    return (*(out / file.path for file in manifest.written), out / MANIFEST_NAME)
