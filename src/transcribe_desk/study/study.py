"""Describe a study and the people, organisations and interviews in it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.study.study_id import DEFAULT_PATTERN


class Mode(StrEnum):
    """How an interview was held."""

    FACE_TO_FACE = "face to face"
    TELEPHONE = "telephone"
    VIDEO = "video"


class Status(StrEnum):
    """How far an interview has come."""

    IMPORTED = "Imported"
    TRANSCRIBING = "Transcribing"
    TRANSCRIBED = "Transcribed"
    FLAGGED = "In review"
    REVIEWED = "Reviewed"
    EXPORTED = "Exported"


@dataclass(frozen=True, slots=True)
class StudySettings:
    """What holds for the whole study."""

    title: str
    id_pattern: str = DEFAULT_PATTERN
    language: str = "en"
    small_cell_threshold: int = 3
    watch_list: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation taking part: its real name is secret, its label is public."""

    id: int
    label: str
    name: str = ""
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Participant:
    """A person interviewed: number and organisation make the study ID, the rest is secret."""

    id: int
    number: int
    organisation_id: int
    name: str = ""
    aliases: tuple[str, ...] = ()
    role: str = ""


@dataclass(frozen=True, slots=True)
class Recording:
    """The sound of an interview as received, kept encrypted; ``sha256`` is of the original bytes."""

    sha256: str
    size: int
    file_name: str
    codec: str
    channels: int
    sample_rate: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Interview:
    """One conversation with one or more participants; the first participant gives it its study ID."""

    id: int
    participant_ids: tuple[int, ...]
    study_id: str
    organisation_label: str
    recording: Recording
    interviewers: tuple[str, ...] = ()
    date: dt.date | None = None
    mode: Mode | None = None
    notes: str = ""
