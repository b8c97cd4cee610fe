"""Say who decided what, when, by which detector, and what stands there now: with the originals, or without any."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from transcribe_desk.privacy.detectors.protocol import Detector
from transcribe_desk.privacy.gate import Original
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention, Watched
from transcribe_desk.privacy.naming.names import Matcher, searchable_parts
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.privacy.reporting.log_notes import printable, withhold
from transcribe_desk.study.errors import GateRefusedError, InputError
from transcribe_desk.study.study import Interview, Organisation, Participant
from transcribe_desk.study.timecode import clock
from transcribe_desk.study.transcript import Transcript

COLUMNS = (
    *("Category", "Replaced by", "Decision", "Times", "Where: study ID, turn (time)"),
    *("Date", "Reviewer", "Found by", "Reason"),
)
KEPT = "kept as it was said"
_PLACEHOLDER = re.compile(rf"\[(?:{'|'.join(Category)}) \d+\]")
_TURN = r"\d+ \(\d\d:\d\d:\d\d\)(?: ×\d+)?"
_IN_INTERVIEW = rf"[a-z0-9-]+: {_TURN}(?:, {_TURN})*"
_WHERE = re.compile(rf"{_IN_INTERVIEW}(?:; {_IN_INTERVIEW})*")


@dataclass(frozen=True, slots=True)
class LogRecords:
    """All that the log is made from, of the whole study.

    ``versions`` gives, for each interview, the version of each detector that read it last. ``stand_ins`` gives, for
    each release profile, the words that stand for a mention, by its id; KEPT where it stays. Without them there are
    only the placeholders.
    """

    title: str
    interviews: Sequence[Interview]
    transcripts: Mapping[int, Transcript]
    mentions: Sequence[Mention]
    entities: Sequence[Entity]
    watched: Sequence[Watched] = ()
    participants: Sequence[Participant] = ()
    organisations: Sequence[Organisation] = ()
    versions: Mapping[int, Mapping[str, str]] = field(default_factory=dict)
    stand_ins: Mapping[Profile, Mapping[int, str]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a decision holds: a turn of an interview, and its start in milliseconds."""

    study_id: str
    turn_id: int
    start_ms: int


@dataclass(frozen=True, slots=True)
class Entry:
    """One decision on the mentions of one entity, those of ``mentions`` at the same index of ``places``.

    ``detectors`` are names with versions, such as ``spacy-md 3.8.0``.
    """

    entity: Entity
    decision: Decision
    by: str
    at: dt.datetime | None
    note: str
    detectors: tuple[str, ...]
    mentions: tuple[Mention, ...]
    places: tuple[Place, ...]

    def words(self, records: LogRecords, profile: Profile | None = None) -> tuple[str, ...]:
        """Give what stands for the mentions in a profile, or their placeholder; nothing where no words are replaced."""
        if self.decision is not Decision.ACCEPTED:
            return ()
        given = records.stand_ins.get(profile, {}) if profile else {}
        return tuple(dict.fromkeys(given.get(each.id, self.entity.replacement) for each in self.mentions))


@dataclass(frozen=True, slots=True)
class ArchiveLine:
    """One line of the log for the archive; every field is as it is printed."""

    category: str
    replacement: str
    decision: str
    times: str
    where: str
    date: str
    reviewer: str
    detectors: str
    reason: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Give the fields in the order of ``COLUMNS``."""
        return (
            *(self.category, self.replacement, self.decision, self.times, self.where),
            *(self.date, self.reviewer, self.detectors, self.reason),
        )

    @property
    def fixed(self) -> tuple[str, ...]:
        """Give the fields that are as the program words them, of numbers, study IDs and its own vocabulary."""
        as_expected = {
            self.category: self.category in set(Category),
            self.decision: self.decision in set(Decision),
            self.times: self.times.isdecimal(),
            self.where: _WHERE.fullmatch(self.where),
            self.date: re.fullmatch(r"\d{4}-\d\d-\d\d", self.date),
            self.detectors: True,
            self.replacement: self.replacement == KEPT or _PLACEHOLDER.fullmatch(self.replacement),
        }
        return tuple(text for text, expected in as_expected.items() if expected)


@dataclass(frozen=True, slots=True)
class ArchiveLog:
    """The log without originals: lines, what heads them, and the ``originals`` that must stand in no finished byte.

    ``profile`` says whose replacements it lists.
    """

    lines: tuple[ArchiveLine, ...]
    heading: tuple[str, ...]
    originals: tuple[Original, ...] = field(repr=False)
    profile: Profile | None = None

    @property
    def public(self) -> frozenset[str]:
        """Give the texts that the program words itself, in which a year or a word like PLACE names nobody."""
        return frozenset((*COLUMNS, *self.heading, *(text for line in self.lines for text in line.fixed)))


def entries(records: LogRecords, *, by_day: bool = False) -> tuple[Entry, ...]:
    """Give each decision with the mentions it holds for, in the order in which they were made.

    One decision is what the same person decided for the same entity, with the same note, at the same moment or, with
    ``by_day``, on the same day (UTC). Mentions not decided yet are left out.
    """
    study_ids = {interview.id: interview.study_id for interview in records.interviews}
    starts = {
        (interview_id, turn.id): turn.start_ms
        for interview_id, transcript in records.transcripts.items()
        for turn in transcript.turns
    }
    grouped: dict[tuple[object, ...], list[Mention]] = {}
    for mention in sorted(records.mentions, key=_in_text):
        if mention.decision is not Decision.UNDECIDED:
            when = mention.decided_at.astimezone(dt.UTC) if mention.decided_at else None
            moment = when.date() if when and by_day else when
            what = (mention.entity_id, mention.decision, mention.decided_by, moment, mention.note)
            grouped.setdefault(what, []).append(mention)
    by_id = {entity.id: entity for entity in records.entities}
    found = [
        _entry(
            records,
            by_id[mentions[0].entity_id],
            mentions,
            [
                Place(study_ids[each.interview_id], each.turn_id, starts.get((each.interview_id, each.turn_id), 0))
                for each in mentions
            ],
        )
        for mentions in grouped.values()
    ]
    return tuple(sorted(found, key=_in_time))


def archive_log(
    records: LogRecords,
    readers: Sequence[Detector] = (),
    *,
    profile: Profile | None = None,
    name_reviewers: bool = False,
) -> ArchiveLog:
    """Give the log without originals: days for moments, ``Reviewer 1`` for names, reasons only of exceptions.

    In a reason whatever may name somebody is withheld: what the study or one of ``readers`` knows, and every word that
    is no everyday one. With ``name_reviewers`` those are named who have no name of the study. Raises GateRefusedError
    where a replacement or a study ID is itself a name, InputError when nothing has been decided.
    """
    decided = entries(records, by_day=True)
    if not decided:
        raise InputError("Anonymisation log", "Nothing has been decided yet.", "Review an interview first.")
    originals = log_originals(records)
    matcher = Matcher(original.text for original in originals)
    words = [entry.words(records, profile) for entry in decided]
    _check(decided, words, matcher)
    reviewers = _reviewers(entries(records), matcher, named=name_reviewers)
    lines = tuple(
        _archive_line(entry, each, reviewers[entry.by], withhold(_reason(entry), matcher, readers))
        for entry, each in zip(decided, words, strict=True)
    )
    undecided = sum(mention.decision is Decision.UNDECIDED for mention in records.mentions)
    return ArchiveLog(lines, _heading(decided, undecided, profile), originals, profile)


def log_originals(records: LogRecords) -> tuple[Original, ...]:
    """Give every form that the log must not hold: of what was replaced, is undecided or stays on request, and watched.

    Indirect cues count too. Words that somebody rejected as naming nobody do not.
    """
    live = {
        mention.entity_id
        for mention in records.mentions
        if not mention.decision.rejected or mention.decision is Decision.EXCEPTION
    }
    texts = {
        (interview_id, turn.id): turn.text
        for interview_id, transcript in records.transcripts.items()
        for turn in transcript.turns
    }
    named = [(entity.category, form) for entity in records.entities if entity.id in live for form in _forms(entity)]
    said = [
        (mention.category, texts.get((mention.interview_id, mention.turn_id), "")[mention.start : mention.end])
        for mention in records.mentions
        if mention.entity_id in live
    ]
    watched = [(each.category, each.text) for each in records.watched]
    found: dict[str, Original] = {}
    for category, name in (*watched, *named, *said):
        for part in searchable_parts(category, name):
            found.setdefault(part, Original(part, category))
    return tuple(found.values())


def _forms(entity: Entity) -> tuple[str, ...]:
    return (entity.name, *entity.forms)


def _in_text(mention: Mention) -> tuple[int, int, int, int]:
    return mention.interview_id, mention.turn_id, mention.start, mention.id


def _in_time(entry: Entry) -> tuple[str, int, int]:
    return entry.at.isoformat() if entry.at else "", entry.entity.id, entry.mentions[0].id


def _entry(records: LogRecords, entity: Entity, mentions: Sequence[Mention], places: Sequence[Place]) -> Entry:
    first = mentions[0]
    detectors = [
        f"{name} {records.versions.get(each.interview_id, {}).get(name, '')}".rstrip()
        for each in mentions
        for name in each.detectors
    ]
    return Entry(
        entity=entity,
        decision=first.decision,
        by=first.decided_by,
        at=min((each.decided_at.astimezone(dt.UTC) for each in mentions if each.decided_at), default=None),
        note=first.note,
        detectors=tuple(dict.fromkeys(detectors)),
        mentions=tuple(mentions),
        places=tuple(places),
    )


def _check(decided: Sequence[Entry], words: Sequence[Sequence[str]], matcher: Matcher) -> None:
    """Raise GateRefusedError where a replacement or a study ID holds a name of the study."""
    for entry, replacements in zip(decided, words, strict=True):
        for each in replacements:
            if each != KEPT and not _PLACEHOLDER.fullmatch(each) and matcher.find(each):
                raise GateRefusedError(
                    f"Entity {entry.entity.id}",
                    "Its replacement is itself a name of this study.",
                    "Choose another replacement for it.",
                )
    if any(matcher.find(study_id) for study_id in {place.study_id for each in decided for place in each.places}):
        raise GateRefusedError(
            "Anonymisation log",
            "A study ID holds a name that is replaced in this study.",
            "Choose an organisation label that says the type of organisation only.",
        )


def _reviewers(decided: Sequence[Entry], matcher: Matcher, *, named: bool) -> dict[str, str]:
    """Give what stands for each person who decided: a number by first decision, or their name where that is wanted."""
    people = list(dict.fromkeys(entry.by for entry in decided))
    shown = {person: f"Reviewer {number}" for number, person in enumerate(people, start=1)}
    if not named:
        return shown
    return {who: printable(who) if who.strip() and not matcher.find(who) else alias for who, alias in shown.items()}


def _reason(entry: Entry) -> str:
    return entry.note if entry.decision is Decision.EXCEPTION else ""


def _archive_line(entry: Entry, words: Sequence[str], reviewer: str, reason: str) -> ArchiveLine:
    return ArchiveLine(
        category=entry.entity.category.value,
        replacement=" / ".join(map(printable, words)),
        decision=entry.decision.value,
        times=str(len(entry.places)),
        where="; ".join(_where(entry.places)),
        date=f"{entry.at:%Y-%m-%d}" if entry.at else "",
        reviewer=reviewer,
        detectors=", ".join(entry.detectors),
        reason=reason,
    )


def _where(places: Sequence[Place]) -> Iterator[str]:
    for study_id in dict.fromkeys(place.study_id for place in places):
        turns = Counter(f"{each.turn_id} ({clock(each.start_ms)})" for each in places if each.study_id == study_id)
        told = [turn if times == 1 else f"{turn} ×{times}" for turn, times in turns.items()]
        yield f"{study_id}: {', '.join(told)}"


def _heading(decided: Sequence[Entry], undecided: int, profile: Profile | None) -> tuple[str, ...]:
    places = [place for entry in decided for place in entry.places]
    return (
        "Anonymisation log",
        "What was replaced or left standing, by decision, without the words themselves. Dates are in UTC.",
        *([f"Replacements of the profile – {profile}"] if profile else []),
        f"Interviews – {len({place.study_id for place in places})}",
        f"Decisions – {len(decided)}",
        f"Mentions – {len(places)}",
        *([f"Mentions not decided yet, not listed here – {undecided}"] if undecided else []),
    )
