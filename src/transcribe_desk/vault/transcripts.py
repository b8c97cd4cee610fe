"""Keep transcription plans, the segments of unfinished runs, and transcripts."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields, replace

from transcribe_desk.study.serial import segment_from_json, segment_to_json, turn_from_json, turn_to_json
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript
from transcribe_desk.vault.database import Database

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
        """Replace the transcript of an interview.

        When its turns change, what was found and decided in the old turns, and the sign-off, no longer hold and are
        deleted with them.
        """
        with self._database.transaction():
            if self._turns(interview_id) != _bodies(transcript):
                self._forget_review(interview_id)
            self._replace(interview_id, transcript)

    def save_speakers(self, interview_id: int, transcript: Transcript) -> None:
        """Replace who speaks in an interview, and keep everything found and decided in its turns.

        Raises ValueError, and changes nothing, when the transcript has other turns or other words than what is kept.
        """
        kept = self.transcript(interview_id)
        if kept is None or [(turn.id, turn.words) for turn in kept.turns] != [
            (turn.id, turn.words) for turn in transcript.turns
        ]:
            raise ValueError("only the speakers may change")
        with self._database.transaction():
            self._replace(interview_id, transcript)
            self._database.query("UPDATE interviews SET exported_at = NULL WHERE id = ?", (interview_id,))

    def save_edited(self, interview_id: int, transcript: Transcript) -> None:
        """Replace the text of an interview that a person edited, and leave the review of it to the caller."""
        with self._database.transaction():
            self._replace(interview_id, transcript)
            self._database.query("UPDATE interviews SET exported_at = NULL WHERE id = ?", (interview_id,))

    def transcript(self, interview_id: int) -> Transcript | None:
        """Give the transcript of an interview, or None before there is one."""
        row = self._database.row(
            "SELECT roles, roles_confirmed FROM transcripts WHERE interview_id = ?", (interview_id,)
        )
        if row is None:
            return None
        roles = {speaker: SpeakerRole(role) for speaker, role in json.loads(row[0]).items()}
        turns = tuple(turn_from_json(json.loads(turn)) for turn in self._turns(interview_id))
        return Transcript(turns, roles, bool(row[1]))

    def _replace(self, interview_id: int, transcript: Transcript) -> None:
        self._database.query("DELETE FROM transcripts WHERE interview_id = ?", (interview_id,))
        self._database.query(
            "INSERT INTO transcripts VALUES (?, ?, ?)",
            (interview_id, json.dumps(transcript.roles), transcript.roles_confirmed),
        )
        self._database.many(
            "INSERT INTO turns VALUES (?, ?, ?)",
            [(interview_id, position, body) for position, body in enumerate(_bodies(transcript))],
        )

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


def _bodies(transcript: Transcript) -> list[str]:
    return [json.dumps(turn_to_json(turn)) for turn in transcript.turns]
