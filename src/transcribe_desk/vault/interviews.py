"""Keep the interviews: with whom, when, how, and how far each has come."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence

from transcribe_desk.study.errors import StudyIdError
from transcribe_desk.study.study import Interview, Mode, Recording, Status
from transcribe_desk.study.study_id import make_study_id
from transcribe_desk.vault.database import Database, Row


class InterviewRepository:
    """Reads and writes interviews; study IDs, which show an organisation's pooled label, are derived, never stored."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[Interview, ...]:
        """Give every interview, ordered by study ID."""
        return tuple(sorted(self._where("1"), key=lambda interview: interview.study_id))

    def get(self, interview_id: int) -> Interview:
        """Give one interview, or raise KeyError."""
        found = self._where("i.id = ?", interview_id)
        if not found:
            raise KeyError(interview_id)
        return found[0]

    def by_study_id(self, study_id: str) -> Interview | None:
        """Give the interview with this study ID, or None."""
        return next((interview for interview in self._where("1") if interview.study_id == study_id), None)

    def by_sha256(self, sha256: str) -> Interview | None:
        """Give the interview whose recording as received has this SHA-256, or None."""
        return next(iter(self._where("i.sha256 = ?", sha256)), None)

    def add(
        self,
        participant_ids: Sequence[int],
        recording: Recording,
        *,
        interviewers: Sequence[str] = (),
        date: dt.date | None = None,
        mode: Mode | None = None,
        notes: str = "",
    ) -> Interview:
        """Add an interview; its first participant gives it its study ID.

        Raises StudyIdError when an interview has this study ID already, ValueError without participants.
        """
        if not participant_ids:
            raise ValueError("an interview needs a participant")
        with self._database.transaction():
            interview_id = self._insert(recording, interviewers, date, mode, notes)
            self._database.many(
                "INSERT INTO interview_participants VALUES (?, ?, ?)",
                [(interview_id, position, participant) for position, participant in enumerate(participant_ids)],
            )
            interview = self.get(interview_id)
            if any(other.study_id == interview.study_id for other in self._where("i.id != ?", interview_id)):
                raise StudyIdError(
                    f"Study ID {interview.study_id}",
                    "This study has an interview with this study ID.",
                    "Give the new interview a participant number of its own.",
                )
        return interview

    def set_recording_facts(
        self, interview_id: int, codec: str, channels: int, sample_rate: int, duration_ms: int
    ) -> None:
        """Note what decoding found out: channels, sample rate in hertz, duration in milliseconds."""
        with self._database.transaction():
            self._database.query(
                "UPDATE interviews SET codec = ?, channels = ?, sample_rate = ?, duration_ms = ? WHERE id = ?",
                (codec, channels, sample_rate, duration_ms, interview_id),
            )

    def status(self, interview_id: int) -> Status:
        """Tell how far an interview has come, or raise KeyError."""
        row = self._database.row(_STAGES, (interview_id,))
        if row is None:
            raise KeyError(interview_id)
        return status_of(row)

    def update(self, interview: Interview) -> Interview:
        """Replace when, how and by whom an interview was held and the notes on it; raises KeyError."""
        with self._database.transaction():
            changed = self._database.query(
                "UPDATE interviews SET interviewers = ?, date = ?, mode = ?, notes = ? WHERE id = ? RETURNING id",
                (
                    json.dumps(list(interview.interviewers)),
                    interview.date.isoformat() if interview.date else None,
                    interview.mode.value if interview.mode else None,
                    interview.notes,
                    interview.id,
                ),
            )
            if not changed:
                raise KeyError(interview.id)
        return self.get(interview.id)

    def with_participant(self, participant_id: int) -> tuple[Interview, ...]:
        """Give the interviews that a participant takes part in, first or not, ordered by study ID."""
        return tuple(each for each in self.all() if participant_id in each.participant_ids)

    def mark_exported(self, interview_id: int, at: dt.datetime) -> None:
        """Note that an interview, as it is now, was exported; a later change of it takes the note away."""
        with self._database.transaction():
            self._database.query("UPDATE interviews SET exported_at = ? WHERE id = ?", (at.isoformat(), interview_id))

    def clear_exported(self, interview_id: int) -> None:
        """Note that an interview is no longer as it was exported."""
        with self._database.transaction():
            self._database.query("UPDATE interviews SET exported_at = NULL WHERE id = ?", (interview_id,))

    def _insert(
        self,
        recording: Recording,
        interviewers: Sequence[str],
        date: dt.date | None,
        mode: Mode | None,
        notes: str,
    ) -> int:
        return self._database.insert(
            "INSERT INTO interviews (sha256, size, file_name, codec, channels, sample_rate, duration_ms, interviewers,"
            " date, mode, notes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                recording.sha256,
                recording.size,
                recording.file_name,
                recording.codec,
                recording.channels,
                recording.sample_rate,
                recording.duration_ms,
                json.dumps(list(interviewers)),
                date.isoformat() if date else None,
                mode.value if mode else None,
                notes,
            ),
        )

    def _where(self, condition: str, *values: object) -> list[Interview]:
        """Give the interviews for which a condition of this module holds; ``values`` are bound, never pasted in."""
        pattern = self._database.query("SELECT id_pattern FROM settings")[0][0]
        rows = self._database.query(f"{_INTERVIEWS} WHERE {condition} ORDER BY i.id, ip.position", values)
        together: dict[int, list[Row]] = {}
        for row in rows:
            together.setdefault(row[0], []).append(row)
        return [_interview(group, pattern) for group in together.values()]


_INTERVIEWS = (
    "SELECT i.id, p.id, p.number, coalesce(nullif(o.pooled_label, ''), o.label), i.sha256, i.size, i.file_name,"
    " i.codec, i.channels, i.sample_rate, i.duration_ms, i.interviewers, i.date, i.mode, i.notes"
    " FROM interviews i JOIN interview_participants ip ON ip.interview_id = i.id"
    " JOIN participants p ON p.id = ip.participant_id JOIN organisations o ON o.id = p.organisation_id"
)

_STAGES = (
    "SELECT i.exported_at, s.signed_at, i.flagged_at, t.interview_id, p.interview_id FROM interviews i"
    " LEFT JOIN sign_offs s ON s.interview_id = i.id LEFT JOIN transcripts t ON t.interview_id = i.id"
    " LEFT JOIN plans p ON p.interview_id = i.id WHERE i.id = ?"
)


def status_of(stages: Row) -> Status:
    """Tell how far an interview has come from when it was exported, signed off and flagged, its transcript and plan."""
    exported, signed, flagged, transcript, plan = stages
    if transcript is None:
        return Status.IMPORTED if plan is None else Status.TRANSCRIBING
    if exported is not None:
        return Status.EXPORTED
    if signed is not None:
        return Status.REVIEWED
    return Status.TRANSCRIBED if flagged is None else Status.FLAGGED


def _interview(rows: list[Row], pattern: str) -> Interview:
    """Build an interview from its rows, one for each participant in order."""
    first = rows[0]
    interviewers, date, mode, notes = first[11:]
    return Interview(
        id=first[0],
        participant_ids=tuple(row[1] for row in rows),
        study_id=make_study_id(first[2], first[3], pattern),
        organisation_label=first[3],
        recording=Recording(*first[4:11]),
        interviewers=tuple(json.loads(interviewers)),
        date=dt.date.fromisoformat(date) if date else None,
        mode=Mode(mode) if mode else None,
        notes=notes,
    )
