"""Tell the audit trail in words: who did what to which interview, when, and whether the trail is whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from transcribe_desk.vault.audit import AuditEntry, Trail
from transcribe_desk.vault.store import Vault

_NOBODY = "the program"


class Kind(StrEnum):
    """What an entry is about."""

    STUDY = "Study and people"
    TEXT = "Recordings and text"
    REVIEW = "Review"
    EXPORT = "Exports"
    SOUND = "Keeping of sound"


@dataclass(frozen=True, slots=True)
class TrailLine:
    """One entry as a person reads it.

    ``number`` counts from 1; ``facts`` are what the entry holds beside who and what, as one line. ``clock_went_back``
    says that the computer's clock stood earlier than at the entry before.
    """

    number: int
    at: dt.datetime
    who: str
    what: str
    study_id: str
    facts: str
    kind: Kind
    hash: str
    clock_went_back: bool = False

    def says(self, text: str) -> bool:
        """Tell whether the line holds ``text``, capitals apart."""
        wanted = text.casefold()
        return any(wanted in part.casefold() for part in (self.who, self.what, self.study_id, self.facts))


@dataclass(frozen=True, slots=True)
class TrailReport:
    """The whole trail, newest first; ``broken_at`` is the first entry that was changed or removed, None if none was.

    ``fingerprint`` is the hash of the newest entry: noted elsewhere, it proves later that nothing before it changed.
    """

    lines: tuple[TrailLine, ...]
    broken_at: int | None
    fingerprint: str


def read_trail(vault: Vault) -> TrailReport:
    """Read the study's trail; a broken one is read as far as it goes."""
    return tell(vault.audit.trail())


def tell(trail: Trail) -> TrailReport:
    """Put a trail into words."""
    lines: list[TrailLine] = []
    latest: dt.datetime | None = None
    for entry in trail.entries:
        lines.append(_line(entry, clock_went_back=latest is not None and entry.at < latest))
        latest = max(entry.at, latest) if latest else entry.at
    fingerprint = trail.entries[-1].hash if trail.entries else ""
    return TrailReport(tuple(reversed(lines)), trail.broken_at, fingerprint)


def _line(entry: AuditEntry, *, clock_went_back: bool) -> TrailLine:
    details = dict(entry.details)
    who = str(details.pop("by", "")) or _NOBODY
    facts = " · ".join(said for key, value in sorted(details.items()) if (said := _fact(key, value)))
    return TrailLine(
        number=entry.id,
        at=entry.at,
        who=who,
        what=entry.action[:1].upper() + entry.action[1:],
        study_id=entry.subject,
        facts=facts,
        kind=kind_of(entry.action),
        hash=entry.hash,
        clock_went_back=clock_went_back,
    )


def kind_of(action: str) -> Kind:
    """Give what an action is about, from its words; every step of the review that is named nowhere is review."""
    return next((kind for kind, words in _KINDS.items() if any(word in action for word in words)), Kind.REVIEW)


_KINDS: Mapping[Kind, tuple[str, ...]] = {
    Kind.SOUND: ("sound deleted", "retention"),
    Kind.EXPORT: ("export", "written", "given out", "key ", "quote"),
    Kind.STUDY: (
        *("organisation", "participant", "study", "interview", "watch-list", "vocabulary", "label", "number"),
        *("cell", "merge of values", "attribute", "pool"),
    ),
    Kind.TEXT: ("recording", "text", "speaker", "turn", "note", "transcri", "flagged"),
}


def _fact(key: str, value: Any) -> str:
    """Say one detail; lists are counted, hashes shortened, nothing is said of what is empty."""
    name = key.replace("_", " ")
    if isinstance(value, bool):
        return name if value else ""
    if value in ("", None, [], {}):
        return ""
    if isinstance(value, dict | list):
        return _counted(len(value), name)
    if key in _HASHES:
        return f"{_HASHES[key]} {str(value)[:12]}…"
    if key in _COUNTS:
        return _counted(value, name)
    return _WAYS.get(key, f"{name} {{}}").format(value)


def _counted(number: int, things: str) -> str:
    return f"{number:,} {things.removesuffix('s') if number == 1 else things}"


_HASHES = {"sha256": "SHA-256", "fingerprint": "fingerprint"}
_COUNTS = ("bytes", "files", "mentions", "words", "turns", "lines", "decisions", "participants", "entries", "answers")
_WAYS = {"reason": "reason: {}", "rule": "{}"}
