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
    """What holds for the whole study.

    A combination of attributes that fewer than ``small_cell_threshold`` participants share is red, fewer than
    ``amber_cell_threshold`` amber. ``replacement_styles`` are triples of profile, category and style where the study
    departs from the defaults. With ``shuffle_numbers`` new participants get numbers out of order.
    """

    title: str
    id_pattern: str = DEFAULT_PATTERN
    language: str = "en"
    small_cell_threshold: int = 3
    watch_list: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    amber_cell_threshold: int = 5
    replacement_styles: tuple[tuple[str, str, str], ...] = ()
    shuffle_numbers: bool = False


@dataclass(frozen=True, slots=True)
class Organisation:
    """An organisation taking part: its real name is secret, its label is public.

    ``generic`` is what stands for it in a text (“the hospital”); ``pooled_label`` is the label it shares with others
    where it has too few participants for its own.
    """

    id: int
    label: str
    name: str = ""
    aliases: tuple[str, ...] = ()
    generic: str = ""
    pooled_label: str = ""

    @property
    def shown_label(self) -> str:
        """Give the label that study IDs and tables show: the pooled one where there is one."""
        return self.pooled_label or self.label


@dataclass(frozen=True, slots=True)
class Participant:
    """A person interviewed: number and organisation make the study ID, the rest is secret.

    ``attributes`` are pairs such as (“sex”, “female”) for the participant table; ``date_shift_days`` moves every date
    of their interviews by the same secret number of days where a profile shifts dates.
    """

    id: int
    number: int
    organisation_id: int
    name: str = ""
    aliases: tuple[str, ...] = ()
    role: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    date_shift_days: int = 0


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
