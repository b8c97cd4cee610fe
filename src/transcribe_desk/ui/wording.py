"""Put values into the words that people read in the window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from transcribe_desk.audio.choice import AudioFormat
from transcribe_desk.audio.choice import Mode as Gap
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.speech.language_names import LANGUAGES
from transcribe_desk.study.study import Mode, Status
from transcribe_desk.study.timecode import short_clock, whole_minutes
from transcribe_desk.ui.translation import mark, say, tr
from transcribe_desk.ui.vocabulary import NOUNS, below

if TYPE_CHECKING:
    from transcribe_desk.jobs.events import JobEvent
    from transcribe_desk.jobs.people_history import Done
    from transcribe_desk.jobs.study_table import InterviewRow
    from transcribe_desk.privacy.disclosure.labels import LabelWarning
    from transcribe_desk.privacy.gate import Refusal
    from transcribe_desk.ui.widgets.basics import Tone


_MONTHS = (
    mark("Words", "January"), mark("Words", "February"), mark("Words", "March"), mark("Words", "April"),
    mark("Words", "May"), mark("Words", "June"), mark("Words", "July"), mark("Words", "August"),
    mark("Words", "September"), mark("Words", "October"), mark("Words", "November"), mark("Words", "December"),
)  # fmt: skip
_SHORT_MONTHS = (
    mark("Words", "Jan"), mark("Words", "Feb"), mark("Words", "Mar"), mark("Words", "Apr"), mark("Words", "May"),
    mark("Words", "Jun"), mark("Words", "Jul"), mark("Words", "Aug"), mark("Words", "Sep"), mark("Words", "Oct"),
    mark("Words", "Nov"), mark("Words", "Dec"),
)  # fmt: skip
_TONES: dict[Status, Tone] = {
    Status.FLAGGED: "accent",
    Status.REVIEWED: "success",
    Status.EXPORTED: "success",
}


def phases() -> dict[str, str]:
    """Give the names of a job's phases."""
    return {
        "decode": tr("Words", "Decode"),
        "transcribe": tr("Words", "Transcribe"),
        "speakers": tr("Words", "Speakers"),
        "flag": tr("Words", "Flags"),
    }


def _doing() -> dict[str, str]:
    return {
        "decode": tr("Words", "Decoding"),
        "transcribe": tr("Words", "Transcribing"),
        "speakers": tr("Words", "Telling speakers apart"),
        "flag": tr("Words", "Flagging"),
    }


def categories() -> dict[Category, str]:
    """Give the categories in the plural, in the order of the review."""
    return {
        Category.PERSON: tr("Words", "People"),
        Category.ORGANISATION: tr("Words", "Organisations"),
        Category.PLACE: tr("Words", "Places"),
        Category.DATE: tr("Words", "Dates"),
        Category.CONTACT: tr("Words", "Numbers and contacts"),
        Category.ROLE: tr("Words", "Roles"),
        Category.OTHER: tr("Words", "Other"),
        Category.INDIRECT: tr("Words", "Indirect details"),
    }


def singular(category: Category) -> str:
    """Give one category in the singular."""
    return {
        Category.PERSON: tr("Words", "Person"),
        Category.ORGANISATION: tr("Words", "Organisation"),
        Category.PLACE: tr("Words", "Place"),
        Category.DATE: tr("Words", "Date"),
        Category.CONTACT: tr("Words", "Contact"),
        Category.ROLE: tr("Words", "Role"),
        Category.OTHER: tr("Words", "Other"),
        Category.INDIRECT: tr("Words", "Indirect detail"),
    }[category]


def profile_name(chosen: Profile) -> str:
    """Give the name of a release profile."""
    return {
        Profile.TEAM: tr("Words", "Team"),
        Profile.DEPOSIT: tr("Words", "Deposit"),
        Profile.PUBLICATION: tr("Words", "Publication"),
    }[chosen]


def _profile_lines() -> dict[Profile, str]:
    return {
        Profile.TEAM: tr("Words", "For those who know the study: placeholders such as [NAME\u00a01], as signed off."),
        Profile.DEPOSIT: tr(
            "Words", "For an archive: pseudonyms, kinds of organisation, wider dates, places and jobs."
        ),
        Profile.PUBLICATION: tr(
            "Words", "For everybody: pseudonyms; of dates the year, of places the country; contacts left out."
        ),
    }


def sound_formats() -> tuple[tuple[AudioFormat, str], ...]:
    """Give the formats a recording can be exported in."""
    return (
        (AudioFormat.FLAC, tr("Words", "FLAC, lossless")),
        (AudioFormat.WAV, tr("Words", "WAV, lossless, large")),
        (AudioFormat.MP3, tr("Words", "MP3, small")),
        (AudioFormat.M4A, tr("Words", "M4A, small")),
    )


def gaps() -> tuple[tuple[Gap, str], ...]:
    """Give what can be heard in place of what is replaced."""
    return ((Gap.TONE, tr("Words", "Tone")), (Gap.SILENCE, tr("Words", "Silence")))


def organisation(label: str) -> str:
    """Turn a label such as ``community-team`` into words."""
    return label.replace("-", " ").capitalize()


def mode(value: Mode | None) -> str:
    """Give how an interview was held, or nothing."""
    return capital(below(value.value)) if value else ""


def capital(words: str) -> str:
    """Begin words with a capital, and leave the others as they are."""
    return words[:1].upper() + words[1:]


def month(value: dt.date | None, *, long: bool = False) -> str:
    """Give month and year, or nothing."""
    if value is None:
        return ""
    name = (_MONTHS if long else _SHORT_MONTHS)[value.month - 1]
    return tr("Words", "{month} {year}").format(month=say("Words", name), year=value.year)


def day(value: dt.date | None) -> str:
    """Give a date as a person writes it, or nothing."""
    if value is None:
        return ""
    name = say("Words", _MONTHS[value.month - 1])
    return tr("Words", "{day} {month} {year}").format(day=value.day, month=name, year=value.year)


def counted(number: int, noun: str) -> str:
    """Give a number with its noun."""
    one, many = NOUNS[noun]
    return say("Count", one if number == 1 else many).format(number=number)


def profile(chosen: Profile, departures: Sequence[Category] = ()) -> str:
    """Say what a release profile does, and which categories this study replaces in another way."""
    line = _profile_lines()[chosen]
    if not departures:
        return line
    names = categories()
    named = ", ".join(names[each].lower() for each in departures)
    return tr("Words", "{line} This study has its own way for: {named}.").format(line=line, named=named)


def places_to_listen(number: int, interviews: int) -> str:
    """Say how many places of the recordings of so many interviews a person should hear before they leave."""
    if not interviews:
        return tr("Words", "Choose an interview to see where to listen.")
    if not number:
        return tr("Words", "No place stands out. That does not mean that nothing can be heard.")
    return tr("Words", "{places} to listen to").format(places=counted(number, "place"))


def searched(let_stand: int) -> str:
    """Say what the search of finished files found, and what of it a person let stand."""
    if let_stand:
        words = tr(
            "Words",
            "Every byte of these files was searched for every original of the study, and nothing but {hits} that "
            "somebody let stand was found.",
        )
        return words.format(hits=counted(let_stand, "hit"))
    return tr("Words", "Every byte of these files was searched for every original of the study, and none was found.")


def making_recordings(number: int, *, verify: bool) -> str:
    """Say what is done with recordings once all texts are written."""
    if not verify:
        words = tr("Words", "The texts are ready. Covering names in {recordings}…")
    elif number == 1:
        words = tr("Words", "The texts are ready. Covering names in {recordings}, then transcribing it again…")
    else:
        words = tr("Words", "The texts are ready. Covering names in {recordings}, then transcribing them again…")
    return words.format(recordings=counted(number, "recording"))


def time_left(seconds: float | None) -> str:
    """Give the time a job still needs, or nothing while that is not known."""
    if seconds is None:
        return ""
    if seconds < 50:
        return tr("Words", "less than a minute left")
    if seconds < 5400:
        return tr("Words", "{minutes} min left").format(minutes=round(seconds / 60) or 1)
    return tr("Words", "{hours:.1f} h left").format(hours=seconds / 3600)


def about(seconds: float) -> str:
    """Give roughly how long something takes."""
    if seconds < 50:
        return tr("Words", "less than a minute")
    if seconds < 5400:
        return tr("Words", "about {minutes} min").format(minutes=round(seconds / 60) or 1)
    return tr("Words", "about {hours:.1f} h").format(hours=seconds / 3600)


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
    parts = [_doing()[event.phase.value], percent(event.fraction), time_left(event.seconds_left)]
    return " · ".join(part for part in parts if part)


def status(row: InterviewRow, job: JobEvent | None) -> tuple[str, Tone]:
    """Say where an interview stands, and in which tone."""
    if job is not None:
        if job.state.value == "running":
            return doing(job), "warning"
        if job.state.value == "waiting":
            return tr("Words", "Waiting"), "neutral"
        if job.state.value == "failed":
            return tr("Words", "Failed, see the queue"), "danger"
    if row.status in (Status.TRANSCRIBED, Status.FLAGGED) and row.missing:
        lost = sum(end - start for start, end in row.missing)
        words = tr("Words", "{seconds} s of sound missing at {time}")
        return words.format(seconds=max(1, round(lost / 1000)), time=short_clock(row.missing[0][0])), "danger"
    if row.status is Status.FLAGGED:
        words = tr("Words", "In review · {decided} of {mentions}")
        return words.format(decided=row.mentions - row.undecided, mentions=row.mentions), "accent"
    if row.status is Status.TRANSCRIBING:
        return tr("Words", "Partly transcribed"), "neutral"
    return below(row.status.value), _TONES.get(row.status, "neutral")


def language(code: str) -> str:
    """Give the English name of a language, or its code where there is none."""
    return LANGUAGES.get(code, code)


def found(row: InterviewRow) -> str:
    """Say what the machine worked with and found out: language, number of speakers, how sure it is; maybe nothing."""
    parts = []
    if row.language is not None:
        told = tr("Words", "Language: {language}").format(language=language(row.language))
        parts.append(told + _sure(row.language_probability))
    if row.speakers is not None and row.by_channel:
        parts.append(tr("Words", "Speakers: {speakers}, each on a channel of their own").format(speakers=row.speakers))
    elif row.speakers is not None:
        told = tr("Words", "Speakers: {speakers}").format(speakers=row.speakers)
        parts.append(told + _sure(row.speakers_confidence))
    return " · ".join(parts)


def _sure(probability: float | None) -> str:
    """Say how sure a finding is; what is certain was given by a person."""
    if probability in (None, 1):
        return ""
    return tr("Words", " ({percent} % sure)").format(percent=min(99, round(100 * probability)))


def missing_sound(row: InterviewRow) -> str:
    """Say which stretches of a damaged recording could not be read, and what to do; nothing when all is there."""
    if not row.missing:
        return ""
    span = tr("Words", "{start} to {end}")
    stretches = ", ".join(span.format(start=short_clock(start), end=short_clock(end)) for start, end in row.missing)
    remedy = tr("Words", "If the recorder still has it, copy it again and import that.")
    damage = tr("Words", "The recording is damaged: no sound from {stretches}.").format(stretches=stretches)
    return f"{damage}\n{remedy}"


def study_facts(rows: tuple[InterviewRow, ...]) -> str:
    """Sum the study up: how many interviews, how long, from when to when."""
    if not rows:
        return tr("Words", "No interviews yet")
    parts = [counted(len(rows), "interview")]
    lengths = sorted(whole_minutes(row.interview.recording.duration_ms) for row in rows)
    span = tr("Words", "{minutes} min") if lengths[0] == lengths[-1] else tr("Words", "{minutes} to {most} min")
    parts.append(span.format(minutes=lengths[0], most=lengths[-1]))
    dates = sorted(row.interview.date for row in rows if row.interview.date)
    if dates:
        parts.append(month_range(dates[0], dates[-1]))
    return " · ".join(parts)


def interview_facts(row: InterviewRow) -> str:
    """Sum one interview up."""
    interview = row.interview
    parts = [
        counted(row.doubtful, "doubtful word"),
        tr("Words", "{minutes} min").format(minutes=whole_minutes(interview.recording.duration_ms)),
        below(interview.mode.value) if interview.mode else "",
        month(interview.date, long=True),
    ]
    return " · ".join(part for part in parts if part)


def _few_only() -> tuple[str, ...]:
    return (
        tr("Words", "Nobody only."),
        tr("Words", "One person only."),
        tr("Words", "Two people only."),
        tr("Words", "Three people only."),
        tr("Words", "Four people only."),
    )


def refusal(found: Refusal) -> tuple[str, str]:
    """Say why an interview may not leave, and what to do about it."""
    number, _, rest = found.message.partition(" ")
    if number.isdigit():
        return below(f"{{number}} {rest}").format(number=number), below(found.remedy)
    return below(found.message), below(found.remedy)


def label_warning_heading(warning: LabelWarning) -> str:
    """Say in a few words what is wrong with a label."""
    if warning.problem.value == "held by few":
        few, count = _few_only(), warning.participants
        return few[count] if count < len(few) else tr("Words", "{count} people only.").format(count=count)
    a_name = warning.problem.value == "a real name"
    words = tr("Words", "A name in “{label}”.") if a_name else tr("Words", "Initials in “{label}”.")
    return words.format(label=warning.label)


def study_ids_changing(changes: Sequence[tuple[str, str]], most: int = 2) -> str:
    """Say which study IDs become what, the first few by name; nothing when none does."""
    if not changes:
        return ""
    named = ", ".join(f"{before} → {after}" for before, after in changes[:most])
    left = len(changes) - most
    return tr("Words", "{named} and {left} more").format(named=named, left=left) if left > 0 else named


def step_outcome(done: Done) -> tuple[str, str]:
    """Say what a change did to study IDs, and what follows for files and sign-offs; maybe nothing."""
    lines = []
    if done.exported:
        words = tr("Words", "Exported before, and keeping the old study ID: {study_ids}. Export again.")
        lines.append(words.format(study_ids=", ".join(done.exported)))
    if done.unsigned:
        words = tr("Words", "Signed off with the old study ID, so to be read again: {study_ids}.")
        lines.append(words.format(study_ids=", ".join(done.unsigned)))
    return study_ids_changing(done.study_ids, 3), " ".join(lines)


def month_range(first: dt.date, last: dt.date) -> str:
    """Give one month, or from which to which."""
    one, other = month(first, long=True), month(last, long=True)
    return one if one == other else tr("Words", "{one} to {other}").format(one=one, other=other)
