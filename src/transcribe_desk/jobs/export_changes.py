"""Record what each export was made of, without a name, and say of a repeated one which files changed and why."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from transcribe_desk.export.manifest import Earlier, Manifest, ManifestFile, Past, style_words
from transcribe_desk.export.writers import CaseFacts
from transcribe_desk.jobs.departures import DRAFT_EXPORTED, EXPORTED
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.vault.audit import AuditEntry
from transcribe_desk.vault.store import Vault

_DIGITS = 16  # of a SHA-256: enough to tell two states apart, and the entry stays short


class FileState(StrEnum):
    """What became of a file of an export that was repeated into the same folder."""

    NEW = "new"
    UNCHANGED = "unchanged"
    CHANGED = "changed"
    NOT_MADE = "no longer made"
    LEFT = "left as it was"  # not asked for this time


class Reason(StrEnum):
    """Why a file is not what it was."""

    TEXT = "text"
    SPEAKERS = "speakers or turns"
    DECISION = "a decision"
    REPLACEMENT = "a replacement"
    DETAILS = "details of the interview"
    ATTRIBUTES = "attributes of participants"
    PROFILE = "profile"
    STYLE = "style"
    OPTIONS = "options"
    DRAFT = "draft or reviewed"
    INTERVIEWS = "other interviews in it"
    PROGRAM = "version of the program"
    REFUSED = "it was refused"
    NOT_ASKED_FOR = "it was not asked for"
    NOT_IN_STUDY = "its study ID is no longer in the study"
    NOT_RECORDED = "not recorded"


@dataclass(frozen=True, slots=True)
class FileChange:
    """A file, its path below the export's folder with ``/``, what became of it, and why."""

    path: str
    state: FileState
    reasons: tuple[Reason, ...] = ()

    def __str__(self) -> str:
        """Give the file, and what became of it, in words."""
        why = f" ({', '.join(self.reasons)})" if self.reasons else ""
        return f"{self.path}: {self.state}{why}"


@dataclass(frozen=True, slots=True)
class MadeOf:
    """Digests of what an interview's files are made of; ``stand_ins`` has one for each replaced mention, by its id.

    ``facts`` is empty where nothing is told of the participants, as in studies of earlier versions.
    """

    text: str
    speakers: str
    decisions: str
    details: str
    stand_ins: Mapping[str, str]
    facts: str = ""

    def differences(self, other: MadeOf) -> set[Reason]:
        """Say in what two states of an interview differ; replacements only where both have one."""
        both = self.stand_ins.keys() & other.stand_ins.keys()
        differs = {
            Reason.TEXT: self.text != other.text,
            Reason.SPEAKERS: self.speakers != other.speakers,
            Reason.DECISION: self.decisions != other.decisions,
            Reason.DETAILS: self.details != other.details,
            Reason.ATTRIBUTES: self.facts != other.facts,
            Reason.REPLACEMENT: any(self.stand_ins[each] != other.stand_ins[each] for each in both),
        }
        return {reason for reason, differ in differs.items() if differ}


def made_of(vault: Vault, interview_id: int, released: ReleasedTranscript, facts: CaseFacts | None = None) -> MadeOf:
    """Digest what the files of a released interview are made of; nothing can be read back from it.

    Raises KeyError where the interview is gone.
    """
    interview = vault.interviews.get(interview_id)
    transcript = vault.transcripts.transcript(interview_id)
    if transcript is None:
        raise ValueError("What was released has a transcript.")
    turns = transcript.turns
    mentions = sorted((each.id, each.decision is Decision.ACCEPTED) for each in vault.review.mentions(interview_id))
    return MadeOf(
        text=_digest([[word.text, word.start_ms, word.end_ms] for turn in turns for word in turn.words]),
        speakers=_digest(
            [
                [
                    transcript.label(turn.speaker, released.transcript.study_id),
                    len(turn.words),
                    turn.start_ms,
                    turn.end_ms,
                ]
                for turn in turns
            ]
        ),
        decisions=_digest([each for each, accepted in mentions if accepted]),
        details=_digest(
            [
                interview.organisation_label,
                interview.recording.duration_ms,
                str(interview.date),
                str(interview.mode),
            ]
        ),
        stand_ins={
            str(piece.mention_id): _digest(turn.text[piece.start : piece.end])
            for turn in released.transcript.turns
            for piece in turn.pieces
            if piece.replaced
        },
        facts=_digest(facts.attributes) if facts else "",
    )


def audit_details(manifest: Manifest, study_id: str, made: MadeOf, released: ReleasedTranscript) -> dict[str, Any]:
    """Give what the audit trail keeps of an interview's export."""
    return {
        "files": {file.path: file.sha256 for file in manifest.written if file.study_id in ("", study_id)},
        "style": style_words(released.style),
        "profile": released.profile.value if released.profile else "",
        "options": dataclasses.asdict(manifest.options),
        "interviews": list(manifest.interviews),
        "made_of": dataclasses.asdict(made),
    }


@dataclass(frozen=True, slots=True)
class Comparison:
    """What a folder holds of earlier exports, by its manifest as it was before, and what the study recorded of them.

    ``made`` is what the interviews of this export are made of now, ``study_ids`` are those of the whole study, ``past``
    says which files of earlier exports still stand.
    """

    earlier: Earlier
    entries: Sequence[AuditEntry]
    made: Mapping[str, MadeOf]
    study_ids: frozenset[str]
    past: Past

    def changes(self, manifest: Manifest, refused: frozenset[str]) -> tuple[FileChange, ...]:
        """Say of each file what became of it, by path; nothing where the folder has no earlier export.

        ``refused`` are study IDs and paths.
        """
        if not self.earlier.files:
            return ()
        written = {file.path: file for file in manifest.written}
        kept = {file.path for file in manifest.kept} if written else set(self.earlier.files)  # nothing was touched
        found = [self._written(file, manifest) for file in written.values()]
        found += [
            self._not_written(file, refused, kept) for path, file in self.earlier.files.items() if path not in written
        ]
        return tuple(sorted(found, key=lambda change: change.path))

    def _written(self, file: ManifestFile, manifest: Manifest) -> FileChange:
        before = self.earlier.files.get(file.path)
        if before is None:
            return FileChange(file.path, FileState.NEW)
        if before.sha256 == file.sha256:
            return FileChange(file.path, FileState.UNCHANGED)
        differs = {
            Reason.PROFILE: before.profile != file.profile,
            Reason.STYLE: before.style != file.style,
            Reason.DRAFT: before.draft != file.draft,
            Reason.OPTIONS: self.earlier.settings_of(before) != dataclasses.asdict(manifest.options),
        }
        reasons = {reason for reason, differ in differs.items() if differ} | self._recorded(before, manifest)
        if Reason.PROFILE in reasons:
            reasons.discard(Reason.REPLACEMENT)  # another profile has other words for everything
        return FileChange(file.path, FileState.CHANGED, _in_order(reasons or self._otherwise(before, manifest)))

    def _recorded(self, before: ManifestFile, manifest: Manifest) -> set[Reason]:
        """Compare with the latest export that wrote exactly the earlier file."""
        entries = {
            entry.subject: entry
            for entry in self.entries
            if entry.action in (EXPORTED, DRAFT_EXPORTED)
            and "made_of" in entry.details
            and entry.details["files"].get(before.path) == before.sha256
        }
        if not entries:
            return {Reason.NOT_RECORDED}
        reasons = set()
        for study_id, entry in entries.items():
            if study_id in self.made:
                reasons |= self.made[study_id].differences(MadeOf(**entry.details["made_of"]))
        latest = max(entries.values(), key=lambda entry: entry.id)
        if not before.study_id and set(latest.details["interviews"]) != set(manifest.interviews):
            reasons.add(Reason.INTERVIEWS)
        return reasons

    def _otherwise(self, before: ManifestFile, manifest: Manifest) -> set[Reason]:
        tool = json.loads(manifest.to_bytes())["tool"]
        return {Reason.PROGRAM if self.earlier.tool_of(before) != tool else Reason.NOT_RECORDED}

    def _not_written(self, file: ManifestFile, refused: frozenset[str], kept: set[str]) -> FileChange:
        fallen = self.past.fallen(file)
        if not refused.isdisjoint((file.path, *self.past.told_of(file))) or fallen & self.study_ids:
            return FileChange(file.path, FileState.NOT_MADE, (Reason.REFUSED,))
        if fallen:
            return FileChange(file.path, FileState.NOT_MADE, (Reason.NOT_IN_STUDY,))
        state = FileState.LEFT if file.path in kept else FileState.NOT_MADE
        return FileChange(file.path, state, (Reason.NOT_ASKED_FOR,))


def _in_order(reasons: set[Reason]) -> tuple[Reason, ...]:
    return tuple(reason for reason in Reason if reason in reasons)


def _digest(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()[:_DIGITS]
