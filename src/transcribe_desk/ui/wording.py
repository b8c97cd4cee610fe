"""Put values into the words that people read in the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from transcribe_desk.audio.choice import AudioFormat
from transcribe_desk.audio.choice import Mode as Gap
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.profiles import Profile
from transcribe_desk.speech.language_names import LANGUAGES
from transcribe_desk.study.study import Mode, Status
from transcribe_desk.study.timecode import short_clock, whole_minutes

if TYPE_CHECKING:
    from transcribe_desk.jobs.events import JobEvent
    from transcribe_desk.jobs.people_history import Done
    from transcribe_desk.jobs.study_table import InterviewRow
    from transcribe_desk.privacy.disclosure.labels import LabelWarning
    from transcribe_desk.ui.widgets.basics import Tone

MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
          "November", "December")  # fmt: skip
PHASES = {"decode": "Decode", "transcribe": "Transcribe", "speakers": "Speakers", "flag": "Flags"}
_DOING = {"decode": "Decoding", "transcribe": "Transcribing", "speakers": "Telling speakers apart", "flag": "Flagging"}
_TONES: dict[Status, Tone] = {
    Status.FLAGGED: "accent",
    Status.REVIEWED: "success",
    Status.EXPORTED: "success",
}
CATEGORIES = {
    Category.PERSON: "People",
    Category.ORGANISATION: "Organisations",
    Category.PLACE: "Places",
    Category.DATE: "Dates",
    Category.CONTACT: "Numbers and contacts",
    Category.ROLE: "Roles",
    Category.OTHER: "Other",
    Category.INDIRECT: "Indirect details",
}
SINGULAR = {
    Category.PERSON: "Person",
    Category.ORGANISATION: "Organisation",
    Category.PLACE: "Place",
    Category.DATE: "Date",
    Category.CONTACT: "Contact",
    Category.ROLE: "Role",
    Category.OTHER: "Other",
    Category.INDIRECT: "Indirect detail",
}

PROFILES = {Profile.TEAM: "Team", Profile.DEPOSIT: "Deposit", Profile.PUBLICATION: "Publication"}
_PROFILE_LINES = {
    Profile.TEAM: "For those who know the study: placeholders such as [NAME\u00a01], as signed off.",
    Profile.DEPOSIT: "For an archive: pseudonyms, kinds of organisation, wider dates, places and jobs.",
    Profile.PUBLICATION: "For everybody: pseudonyms; of dates the year, of places the country; contacts left out.",
}
SOUND_FORMATS = (
    (AudioFormat.FLAC, "FLAC, lossless"),
    (AudioFormat.WAV, "WAV, lossless, large"),
    (AudioFormat.MP3, "MP3, small"),
    (AudioFormat.M4A, "M4A, small"),
)
GAPS = ((Gap.TONE, "Tone"), (Gap.SILENCE, "Silence"))


def organisation(label: str) -> str:
    """Turn a label such as ``community-team`` into words."""
    return label.replace("-", " ").capitalize()


def mode(value: Mode | None) -> str:
    """Give how an interview was held, or nothing."""
    return value.value.capitalize() if value else ""


def month(value: dt.date | None, *, long: bool = False) -> str:
    """Give month and year, or nothing."""
    if value is None:
        return ""
    name = MONTHS[value.month - 1]
    return f"{name if long else name[:3]} {value.year}"


def day(value: dt.date | None) -> str:
    """Give a date as a person writes it, or nothing."""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}" if value else ""


def counted(number: int, one: str, many: str = "") -> str:
    """Give a number with its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"


def profile(chosen: Profile, departures: Sequence[Category] = ()) -> str:
    """Say what a release profile does, and which categories this study replaces in another way."""
    line = _PROFILE_LINES[chosen]
    if not departures:
        return line
    named = ", ".join(CATEGORIES.get(each, "Indirect details").lower() for each in departures)
    return f"{line} This study has its own way for: {named}."


def places_to_listen(number: int, interviews: int) -> str:
    """Say how many places of the recordings of so many interviews a person should hear before they leave."""
    if not interviews:
        return "Choose an interview to see where to listen."
    if not number:
        return "No place stands out. That does not mean that nothing can be heard."
    return f"{counted(number, 'place')} to listen to"


def searched(let_stand: int) -> str:
    """Say what the search of finished files found, and what of it a person let stand."""
    found = f"nothing but {counted(let_stand, 'hit')} that somebody let stand" if let_stand else "none"
    return f"Every byte of these files was searched for every original of the study, and {found} was found."


def making_recordings(number: int, *, verify: bool) -> str:
    """Say what is done with recordings once all texts are written."""
    again = f", then transcribing {'it' if number == 1 else 'them'} again" if verify else ""
    return f"The texts are ready. Covering names in {counted(number, 'recording')}{again}…"


def time_left(seconds: float | None) -> str:
    """Give the time a job still needs, or nothing while that is not known."""
    if seconds is None:
        return ""
    if seconds < 50:
        return "less than a minute left"
    if seconds < 5400:
        return f"{round(seconds / 60) or 1} min left"
    return f"{seconds / 3600:.1f} h left"


def about(seconds: float) -> str:
    """Give roughly how long something takes."""
    if seconds < 50:
        return "less than a minute"
    return f"about {round(seconds / 60) or 1} min" if seconds < 5400 else f"about {seconds / 3600:.1f} h"


def seconds_for_all(events: Sequence[JobEvent]) -> float | None:
    """Give the seconds until all of these jobs are over, or None while nothing is known of any."""
    known = [event.seconds_left for event in events if not event.state.over and event.seconds_left is not None]
    return sum(known) if known else None


def speed(times: float | None) -> str:
    """Give a speed as a multiple of real time, or nothing."""
    if times is None:
        return ""
    return f"{times:.1f} ×" if times < 20 else f"{times:.0f} ×"


def percent(fraction: float) -> str:
    """Give a share as whole percent."""
    return f"{int(fraction * 100)} %"


def doing(event: JobEvent) -> str:
    """Say what a running job does, how far it is and how long it will take."""
    parts = [_DOING[event.phase.value], percent(event.fraction), time_left(event.seconds_left)]
    return " · ".join(part for part in parts if part)


def status(row: InterviewRow, job: JobEvent | None) -> tuple[str, Tone]:
    """Say where an interview stands, and in which tone."""
    if job is not None:
        if job.state.value == "running":
            return doing(job), "warning"
        if job.state.value == "waiting":
            return "Waiting", "neutral"
        if job.state.value == "failed":
            return "Failed, see the queue", "danger"
    if row.status in (Status.TRANSCRIBED, Status.FLAGGED) and row.missing:
        lost = sum(end - start for start, end in row.missing)
        return f"{max(1, round(lost / 1000))} s of sound missing at {short_clock(row.missing[0][0])}", "danger"
    if row.status is Status.FLAGGED:
        return f"In review · {row.mentions - row.undecided} of {row.mentions}", "accent"
    if row.status is Status.TRANSCRIBING:
        return "Partly transcribed", "neutral"
    return row.status.value, _TONES.get(row.status, "neutral")


def language(code: str) -> str:
    """Give the English name of a language, or its code where there is none."""
    return LANGUAGES.get(code, code)


def found(row: InterviewRow) -> str:
    """Say what the machine worked with and found out: language, number of speakers, how sure it is; maybe nothing."""
    parts = []
    if row.language is not None:
        parts.append(f"Language: {language(row.language)}{_sure(row.language_probability)}")
    if row.speakers is not None and row.by_channel:
        parts.append(f"Speakers: {row.speakers}, each on a channel of their own")
    elif row.speakers is not None:
        parts.append(f"Speakers: {row.speakers}{_sure(row.speakers_confidence)}")
    return " · ".join(parts)


def _sure(probability: float | None) -> str:
    """Say how sure a finding is; what is certain was given by a person."""
    return "" if probability in (None, 1) else f" ({min(99, round(100 * probability))} % sure)"


def missing_sound(row: InterviewRow) -> str:
    """Say which stretches of a damaged recording could not be read, and what to do; nothing when all is there."""
    if not row.missing:
        return ""
    stretches = ", ".join(f"{short_clock(start)} to {short_clock(end)}" for start, end in row.missing)
    remedy = "If the recorder still has it, copy it again and import that."
    return f"The recording is damaged: no sound from {stretches}.\n{remedy}"


def study_facts(rows: tuple[InterviewRow, ...]) -> str:
    """Sum the study up: how many interviews, how long, from when to when."""
    if not rows:
        return "No interviews yet"
    parts = [counted(len(rows), "interview")]
    lengths = sorted(whole_minutes(row.interview.recording.duration_ms) for row in rows)
    parts.append(f"{lengths[0]} min" if lengths[0] == lengths[-1] else f"{lengths[0]} to {lengths[-1]} min")
    dates = sorted(row.interview.date for row in rows if row.interview.date)
    if dates:
        parts.append(month_range(dates[0], dates[-1]))
    return " · ".join(parts)


def interview_facts(row: InterviewRow) -> str:
    """Sum one interview up."""
    interview = row.interview
    parts = [
        counted(row.doubtful, "doubtful word"),
        f"{whole_minutes(interview.recording.duration_ms)} min",
        interview.mode.value if interview.mode else "",
        month(interview.date, long=True),
    ]
    return " · ".join(part for part in parts if part)


_SMALL_NUMBERS = ("Nobody", "One person", "Two people", "Three people", "Four people")


def label_warning_heading(warning: LabelWarning) -> str:
    """Say in a few words what is wrong with a label."""
    if warning.problem.value == "held by few":
        count = warning.participants
        people = _SMALL_NUMBERS[count] if count < len(_SMALL_NUMBERS) else f"{count} people"
        return f"{people} only."
    kind = "A name" if warning.problem.value == "a real name" else "Initials"
    return f"{kind} in “{warning.label}”."


def study_ids_changing(changes: Sequence[tuple[str, str]], most: int = 2) -> str:
    """Say which study IDs become what, the first few by name; nothing when none does."""
    if not changes:
        return ""
    named = ", ".join(f"{before} → {after}" for before, after in changes[:most])
    left = len(changes) - most
    return f"{named} and {left} more" if left > 0 else named


def step_outcome(done: Done) -> tuple[str, str]:
    """Say what a change did to study IDs, and what follows for files and sign-offs; maybe nothing."""
    lines = []
    if done.exported:
        lines.append(f"Exported before, and keeping the old study ID: {', '.join(done.exported)}. Export again.")
    if done.unsigned:
        lines.append(f"Signed off with the old study ID, so to be read again: {', '.join(done.unsigned)}.")
    return study_ids_changing(done.study_ids, 3), " ".join(lines)


def month_range(first: dt.date, last: dt.date) -> str:
    """Give one month, or from which to which."""
    one, other = month(first, long=True), month(last, long=True)
    return one if one == other else f"{one} to {other}"
