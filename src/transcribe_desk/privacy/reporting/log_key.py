"""Hold the key of a study: every replacement with the words it stands for, and who and what takes part."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass
from typing import Any

from transcribe_desk.privacy.reporting.log import Entry, LogRecords, entries
from transcribe_desk.study.study import Organisation, Participant

_FORMAT = "transcribe-desk-key/1"


@dataclass(frozen=True, slots=True)
class SaidHere:
    """One place a decision holds for and the words said there; the time is the turn's start in milliseconds."""

    study_id: str
    turn: int
    start_ms: int
    words: str


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One decision with its originals: the entity's name and all forms it was named by, and each place.

    ``at`` is the moment in ISO 8601, UTC; ``placeholder`` is empty where the words stay as they were said;
    ``stand_ins`` are pairs of a release profile and the words that stand for them there.
    """

    entity: int
    category: str
    name: str
    forms: tuple[str, ...]
    placeholder: str
    stand_ins: tuple[tuple[str, tuple[str, ...]], ...]
    decision: str
    by: str
    at: str
    note: str
    detectors: tuple[str, ...]
    said: tuple[SaidHere, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """A participant or an organisation: the study IDs or the label that stand for it, its name and aliases."""

    shown_as: tuple[str, ...]
    name: str
    aliases: tuple[str, ...]


@dataclass(frozen=True, slots=True, repr=False)
class Key:
    """The whole key; it names people, so its ``repr`` tells nothing."""

    title: str
    decisions: tuple[KeyEntry, ...]
    participants: tuple[Known, ...]
    organisations: tuple[Known, ...]


def study_key(records: LogRecords) -> Key:
    """Give the key of a study, in the order in which decisions were made; without any it still says who takes part."""
    texts = {
        (interview_id, turn.id): turn.text
        for interview_id, transcript in records.transcripts.items()
        for turn in transcript.turns
    }
    return Key(
        records.title,
        tuple(_entry(records, each, texts) for each in entries(records)),
        tuple(_participant(records, each) for each in records.participants),
        tuple(_organisation(each) for each in records.organisations),
    )


def key_to_bytes(key: Key) -> bytes:
    """Give the key as JSON, sorted, in UTF-8."""
    content = {"format": _FORMAT, **dataclasses.asdict(key)}
    return (json.dumps(content, ensure_ascii=False, indent=2, sort_keys=True) + "\n").encode("utf-8", "surrogatepass")


def key_from_bytes(data: bytes) -> Key:
    """Give back the key that ``key_to_bytes`` wrote, or raise ValueError."""
    try:
        content: dict[str, Any] = json.loads(data.decode("utf-8", "surrogatepass"))
        if content["format"] != _FORMAT:
            raise ValueError("not a key of this format")
        return Key(
            content["title"],
            tuple(_entry_from(each) for each in content["decisions"]),
            tuple(_known_from(each) for each in content["participants"]),
            tuple(_known_from(each) for each in content["organisations"]),
        )
    except (KeyError, TypeError) as error:
        raise ValueError("not a key of this format") from error


def _entry(records: LogRecords, entry: Entry, texts: dict[tuple[int, int], str]) -> KeyEntry:
    said = tuple(
        SaidHere(
            place.study_id,
            place.turn_id,
            place.start_ms,
            texts.get((mention.interview_id, mention.turn_id), "")[mention.start : mention.end],
        )
        for mention, place in zip(entry.mentions, entry.places, strict=True)
    )
    entity = entry.entity
    return KeyEntry(
        entity=entity.id,
        category=entity.category.value,
        name=entity.name,
        forms=entity.forms,
        placeholder="".join(entry.words(records)),
        stand_ins=tuple((each.value, words) for each in records.stand_ins if (words := entry.words(records, each))),
        decision=entry.decision.value,
        by=entry.by,
        at=entry.at.isoformat() if entry.at else "",
        note=entry.note,
        detectors=entry.detectors,
        said=said,
    )


def _participant(records: LogRecords, participant: Participant) -> Known:
    study_ids = tuple(each.study_id for each in records.interviews if participant.id in each.participant_ids)
    return Known(study_ids, participant.name, participant.aliases)


def _organisation(organisation: Organisation) -> Known:
    labels = tuple(dict.fromkeys((organisation.label, organisation.shown_label)))
    return Known(labels, organisation.name, organisation.aliases)


def _entry_from(value: dict[str, Any]) -> KeyEntry:
    said = tuple(SaidHere(**each) for each in value["said"])
    lists = {name: tuple(value[name]) for name in ("forms", "detectors")}
    stand_ins = tuple((profile, tuple(words)) for profile, words in value["stand_ins"])
    return KeyEntry(**{**value, **lists, "stand_ins": stand_ins, "said": said})


def _known_from(value: dict[str, Any]) -> Known:
    return Known(tuple(value["shown_as"]), value["name"], tuple(value["aliases"]))
