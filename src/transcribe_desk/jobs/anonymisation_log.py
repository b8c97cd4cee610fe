"""Bring the log of what was replaced out of a study: without originals as files, with them as a sealed key."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from transcribe_desk.export.log_files import FORMS, log_writers, write_log
from transcribe_desk.export.manifest import MANIFEST_NAME, Manifest
from transcribe_desk.jobs.departures import KEY_EXPORTED, LOG_EXPORTED, past_at, recorded
from transcribe_desk.jobs.replacing import keep_pseudonyms
from transcribe_desk.jobs.reviewing import study_facts
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.privacy.naming.names import trim
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.privacy.replacing.replacements import Replacements
from transcribe_desk.privacy.reporting.log import KEPT, LogRecords, archive_log
from transcribe_desk.privacy.reporting.log_key import Key, key_from_bytes, key_to_bytes, study_key
from transcribe_desk.study.errors import StudyDamagedError
from transcribe_desk.vault.key_file import read_key_file, write_key_file
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

__all__ = ["FORMS", "export_key", "export_log", "open_key"]


def export_log(
    vault: Vault, out: Path, forms: Sequence[str], profile: Profile, *, name_reviewers: bool, by: str
) -> tuple[Path, ...]:
    """Write the log without originals below ``out`` in these forms and give the files, the manifest last.

    It lists what stands for the words in ``profile``; pseudonyms given out so stay from then on. Raises InputError for
    an unknown form or when nothing has been decided, GateRefusedError when an original would stand, DiskError.
    """
    from transcribe_desk.privacy.detectors.standard import rule_detectors  # the window starts without detectors

    log_writers(forms)
    records = _records(vault, [profile])
    readers = rule_detectors(vault.study.watched())
    log = archive_log(records, readers, profile=profile, name_reviewers=name_reviewers)

    def record(manifest: Manifest) -> None:
        files = {file.path: file.sha256 for file in manifest.written}
        study_ids = [each.study_id for each in records.interviews]
        details = {
            "by": by, "lines": len(log.lines), "files": files, "profile": profile.value, "interviews": study_ids
        }  # fmt: skip
        keep_pseudonyms(vault, profile, [each.id for each in records.interviews])
        vault.audit.append(LOG_EXPORTED, "", details)

    manifest = write_log(log, out, forms, recorder=recorded(vault, record), past=past_at(vault, out))
    return (*(out / file.path for file in manifest.written), out / MANIFEST_NAME)


def export_key(vault: Vault, path: Path, passphrase: str, *, by: str, cost: PassphraseCost | None = None) -> Key:
    """Seal the key of the study in the new file ``path`` under its own passphrase and give what it holds.

    Raises InputError, DiskError.
    """
    key = study_key(_records(vault, list(Profile)))
    write_key_file(path, key_to_bytes(key), passphrase, cost)
    try:
        digest = hashlib.sha256(path.read_bytes()).hexdigest()
        vault.audit.append(KEY_EXPORTED, "", {"by": by, "decisions": len(key.decisions), "sha256": digest})
    except BaseException:
        path.unlink(missing_ok=True)  # no key leaves that the trail does not tell of
        raise
    return key


def open_key(path: Path, passphrase: str) -> Key:
    """Give what a key file holds; raise WrongPassphraseError, StudyDamagedError, StudyError, InputError, DiskError."""
    content = read_key_file(path, passphrase)
    try:
        return key_from_bytes(content)
    except ValueError as error:
        raise StudyDamagedError(
            f"Key file {path.name}", "What it holds is no key.", "Export the key again from its study."
        ) from error


def _records(vault: Vault, profiles: Sequence[Profile]) -> LogRecords:
    with vault.transaction():
        interviews = vault.interviews.all()
        transcripts = {each.id: vault.transcripts.transcript(each.id) for each in interviews}
        versions = {each.id: vault.review.detectors(each.id) for each in interviews}
        records = LogRecords(
            title=vault.study.settings().title,
            interviews=interviews,
            transcripts={number: transcript for number, transcript in transcripts.items() if transcript is not None},
            mentions=vault.review.mentions(),
            entities=vault.review.entities(),
            watched=vault.study.watched(),
            participants=vault.study.participants(),
            organisations=vault.study.organisations(),
            versions={number: json.loads(noted) for number, noted in versions.items() if noted is not None},
        )
        return replace(records, stand_ins={each: _stand_ins(vault, records, each) for each in profiles})


def _stand_ins(vault: Vault, records: LogRecords, profile: Profile) -> dict[int, str]:
    """Give the words that stand for each accepted mention in a profile, by the mention's id."""
    found: dict[int, str] = {}
    for interview in records.interviews:
        transcript = records.transcripts.get(interview.id)
        texts = {turn.id: turn.text for turn in transcript.turns} if transcript else {}
        words = Replacements(
            records.entities,
            profile,
            mentions=records.mentions,
            watched=records.watched,
            facts=study_facts(vault, interview),
        )
        for each in records.mentions:
            if each.interview_id == interview.id and each.decision is Decision.ACCEPTED and each.turn_id in texts:
                start, end = trim(texts[each.turn_id], each.start, each.end)
                kept = words.keeps(each, texts[each.turn_id][start:end])
                found[each.id] = KEPT if kept else words.stand_in(each, texts[each.turn_id], start, end).text
    return found
