"""Keep transcription plans, the segments of unfinished runs, and transcripts."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import astuple, dataclass, fields, replace

from transcribe_desk.study.edits import EditStep, TurnsChange
from transcribe_desk.study.serial import segment_from_json, segment_to_json, turn_from_json
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.turn_rows import TurnRows, body_of

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch of a slice where the guards took words away or voice was heard without words, in milliseconds."""

    slice_index: int
    start_ms: int
    end_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class Plan:
    """How an interview is being transcribed, how far that has come and what it found; spans are in milliseconds.

    ``language`` and ``speakers`` are what was asked for, None to find out; ``hotwords`` are the study's words as the
    run began. ``gain_db`` raises a quiet recording for recognition; ``channel_voices`` are spans with their channel
    where each voice has a channel of its own.
    """

    model: str
    engine: str
    beam: int
    language: str | None
    speakers: int | None
    slices: Spans = ()
    finished_slices: int = 0
    missing: Spans = ()
    finished: bool = False
    quiet_speaker: bool = False
    hotwords: tuple[str, ...] = ()
    gain_db: float = 0.0
    channel_voices: tuple[tuple[int, int, int], ...] | None = None
    language_found: str | None = None
    language_probability: float | None = None
    removed: tuple[Removed, ...] = ()
    speakers_found: int | None = None
    speakers_confidence: float | None = None
    by_channel: bool = False
    device: str = "cpu"
    roles_reason: str = ""


class TranscriptRepository:
    """Reads and writes what was transcribed, segment by segment, so that a run can go on where it ended."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self.rows = TurnRows(database)

    def plan(self, interview_id: int) -> Plan | None:
        """Give the plan of an interview's transcription, or None before there is one."""
        row = self._database.row(_PLAN, (interview_id,))
        if row is None:
            return None
        found = dict(zip(_PLAN_COLUMNS, row, strict=True))
        for name in _YES_OR_NO:
            found[name] = bool(found[name])
        for name in _IN_JSON:
            found[name] = None if found[name] is None else json.loads(found[name])
        for name in ("slices", "missing", "channel_voices"):
            found[name] = None if found[name] is None else tuple(tuple(span) for span in found[name])
        found["hotwords"] = tuple(found["hotwords"])
        found["removed"] = tuple(Removed(*each) for each in found["removed"])
        return Plan(**found)

    def save_plan(self, interview_id: int, plan: Plan) -> None:
        """Replace the plan of an interview's transcription."""
        values = dict(zip(_PLAN_COLUMNS, astuple(plan), strict=True))
        for name in _IN_JSON:
            values[name] = None if values[name] is None else json.dumps(values[name])
        with self._database.transaction():
            self._database.query(_SAVE_PLAN, (interview_id, *values.values()))

    def set_language(self, interview_id: int, code: str, probability: float) -> None:
        """Note which language was detected, and how sure that is, 0 to 1."""
        with self._database.transaction():
            self._database.query(
                "UPDATE plans SET language_found = ?, language_probability = ? WHERE interview_id = ?",
                (code, probability, interview_id),
            )

    def add_removed(self, interview_id: int, removed: Iterable[Removed]) -> None:
        """Keep marks of stretches from which words were removed, or where words are lacking."""
        with self._database.transaction():
            if (plan := self.plan(interview_id)) is not None:
                self.save_plan(interview_id, replace(plan, removed=(*plan.removed, *removed)))

    def add_segment(self, interview_id: int, slice_index: int, segment: Segment) -> None:
        """Keep one segment as it was heard; the checks at the end of its slice may still change it."""
        with self._database.transaction():
            self._insert_segments(interview_id, slice_index, [segment])

    def finish_slice(self, interview_id: int, slice_index: int, segments: Iterable[Segment]) -> None:
        """Keep the checked segments of a slice in place of what was heard, and note that it is finished."""
        with self._database.transaction():
            self._database.query(
                "DELETE FROM segments WHERE interview_id = ? AND slice_index = ?", (interview_id, slice_index)
            )
            self._insert_segments(interview_id, slice_index, segments)
            self._database.query(
                "UPDATE plans SET finished_slices = ? WHERE interview_id = ?", (slice_index + 1, interview_id)
            )

    def forget_slices_from(self, interview_id: int, slice_index: int) -> None:
        """Delete the segments of this slice and of those after it, so that they can be made again."""
        with self._database.transaction():
            self._database.query(
                "DELETE FROM segments WHERE interview_id = ? AND slice_index >= ?", (interview_id, slice_index)
            )
            if (plan := self.plan(interview_id)) is not None:
                kept = tuple(each for each in plan.removed if each.slice_index < slice_index)
                finished = min(plan.finished_slices, slice_index)
                self.save_plan(interview_id, replace(plan, finished_slices=finished, finished=False, removed=kept))

    def segments(self, interview_id: int, slice_index: int | None = None) -> tuple[Segment, ...]:
        """Give the kept segments in order, of one slice or of all."""
        rows = self._database.query(
            "SELECT body FROM segments WHERE interview_id = ?1 AND (?2 IS NULL OR slice_index = ?2)"
            " ORDER BY slice_index, id",
            (interview_id, slice_index),
        )
        return tuple(segment_from_json(json.loads(row[0])) for row in rows)

    def save_transcript(self, interview_id: int, transcript: Transcript) -> None:
        """Keep what the machine heard in an interview, as its original and as the transcript that people work on.

        Where other turns stood there, what was found, decided and edited in them, and the sign-off, no longer hold and
        are deleted with them.
        """
        bodies = [body_of(turn) for turn in transcript.turns]
        with self._database.transaction():
            if self._turns(interview_id) != bodies:
                self._forget_review(interview_id)
                self._keep_original(interview_id, transcript, bodies)
            self._database.query("DELETE FROM transcripts WHERE interview_id = ?", (interview_id,))
            self._database.query(
                "INSERT INTO transcripts VALUES (?, ?, ?, ?)",
                (interview_id, json.dumps(transcript.roles), transcript.roles_confirmed, transcript.next_turn_id - 1),
            )
            self._database.many("INSERT INTO turns VALUES (?, ?, ?)", _rows(interview_id, bodies))

    def carry_out(self, interview_id: int, step: EditStep) -> None:
        """Carry out an edit and write only the turns that it changes; the review of them is left to the caller.

        Raises InputError, with nothing changed, where they are no longer as the step was made for.
        """
        with self._database.transaction():
            if isinstance(step, TurnsChange):
                self.rows.change_turns(interview_id, step)
            else:
                self.rows.change_speakers(interview_id, step)
            # Asked first: the review is read again whenever its interviews are written (``vault/review_memory.py``).
            exported = "SELECT 1 FROM interviews WHERE id = ? AND exported_at IS NOT NULL"
            if self._database.row(exported, (interview_id,)):
                self._database.query("UPDATE interviews SET exported_at = NULL WHERE id = ?", (interview_id,))

    def transcript(self, interview_id: int) -> Transcript | None:
        """Give the transcript of an interview, or None before there is one."""
        row = self._database.row(
            "SELECT roles, roles_confirmed, highest_turn_id FROM transcripts WHERE interview_id = ?", (interview_id,)
        )
        if row is None:
            return None
        turns = tuple(turn_from_json(json.loads(turn)) for turn in self._turns(interview_id))
        return Transcript(turns, _roles(row[0]), bool(row[1]), row[2])

    def original(self, interview_id: int) -> Transcript | None:
        """Give the transcript as the machine heard it, which no edit changes, or None before there is one."""
        row = self._database.row("SELECT roles FROM original_transcripts WHERE interview_id = ?", (interview_id,))
        if row is None:
            return None
        bodies = self._database.query(
            "SELECT body FROM original_turns WHERE interview_id = ? ORDER BY position", (interview_id,)
        )
        return Transcript(tuple(turn_from_json(json.loads(body[0])) for body in bodies), _roles(row[0]))

    def _keep_original(self, interview_id: int, transcript: Transcript, bodies: Sequence[str]) -> None:
        self._database.query("DELETE FROM edit_steps WHERE interview_id = ?", (interview_id,))
        self._database.query("DELETE FROM original_transcripts WHERE interview_id = ?", (interview_id,))
        self._database.query(
            "INSERT INTO original_transcripts VALUES (?, ?)", (interview_id, json.dumps(transcript.roles))
        )
        self._database.many("INSERT INTO original_turns VALUES (?, ?, ?)", _rows(interview_id, bodies))

    def _insert_segments(self, interview_id: int, slice_index: int, segments: Iterable[Segment]) -> None:
        self._database.many(
            "INSERT INTO segments (interview_id, slice_index, body) VALUES (?, ?, ?)",
            [(interview_id, slice_index, json.dumps(segment_to_json(segment))) for segment in segments],
        )

    def _turns(self, interview_id: int) -> list[str]:
        rows = self._database.query("SELECT body FROM turns WHERE interview_id = ? ORDER BY position", (interview_id,))
        return [row[0] for row in rows]

    def _forget_review(self, interview_id: int) -> None:
        self._database.query("DELETE FROM mentions WHERE interview_id = ?", (interview_id,))
        self._database.query("DELETE FROM sign_offs WHERE interview_id = ?", (interview_id,))
        self._database.query("DELETE FROM flag_runs WHERE interview_id = ?", (interview_id,))
        self._database.query("DELETE FROM flagged_turns WHERE interview_id = ?", (interview_id,))
        self._database.query(
            "UPDATE interviews SET flagged_at = NULL, exported_at = NULL WHERE id = ?", (interview_id,)
        )


# The columns in the order of the fields of a Plan.
_PLAN_COLUMNS = tuple(field.name for field in fields(Plan))
_PLAN = (
    "SELECT model, engine, beam, language, speakers, slices, finished_slices, missing, finished, quiet_speaker,"
    " hotwords, gain_db, channel_voices, language_found, language_probability, removed, speakers_found,"
    " speakers_confidence, by_channel, device, roles_reason FROM plans WHERE interview_id = ?"
)
_SAVE_PLAN = (
    "INSERT OR REPLACE INTO plans (interview_id, model, engine, beam, language, speakers, slices, finished_slices,"
    " missing, finished, quiet_speaker, hotwords, gain_db, channel_voices, language_found, language_probability,"
    " removed, speakers_found, speakers_confidence, by_channel, device, roles_reason)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_YES_OR_NO = ("finished", "quiet_speaker", "by_channel")
_IN_JSON = ("slices", "missing", "hotwords", "channel_voices", "removed")


def _rows(interview_id: int, bodies: Sequence[str]) -> list[tuple[int, int, str]]:
    return [(interview_id, position, body) for position, body in enumerate(bodies)]


def _roles(text: str) -> dict[str, SpeakerRole]:
    return {speaker: SpeakerRole(role) for speaker, role in json.loads(text).items()}
