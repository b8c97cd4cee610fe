"""Keep transcription plans, the segments of unfinished runs, and transcripts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from transcribe_desk.study.serial import segment_from_json, segment_to_json, turn_from_json, turn_to_json
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript
from transcribe_desk.vault.database import Database

Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """How an interview is being transcribed and how far that has come; spans are in milliseconds."""

    model: str
    engine: str
    beam: int
    language: str | None
    speakers: int
    slices: Spans = ()
    finished_slices: int = 0
    missing: Spans = ()
    finished: bool = False


class TranscriptRepository:
    """Reads and writes what was transcribed, segment by segment, so that a run can go on where it ended."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def plan(self, interview_id: int) -> Plan | None:
        """Give the plan of an interview's transcription, or None before there is one."""
        row = self._database.row(
            "SELECT model, engine, beam, language, speakers, slices, finished_slices, missing, finished"
            " FROM plans WHERE interview_id = ?",
            (interview_id,),
        )
        if row is None:
            return None
        model, engine, beam, language, speakers, slices, finished_slices, missing, finished = row
        return Plan(
            model, engine, beam, language, speakers, _spans(slices), finished_slices, _spans(missing), bool(finished)
        )

    def save_plan(self, interview_id: int, plan: Plan) -> None:
        """Replace the plan of an interview's transcription."""
        values = (
            interview_id,
            plan.model,
            plan.engine,
            plan.beam,
            plan.language,
            plan.speakers,
            json.dumps(plan.slices),
            plan.finished_slices,
            json.dumps(plan.missing),
            plan.finished,
        )
        with self._database.transaction():
            self._database.query("INSERT OR REPLACE INTO plans VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)

    def add_segment(self, interview_id: int, slice_index: int, segment: Segment) -> None:
        """Keep one finished segment of a slice."""
        with self._database.transaction():
            self._database.query(
                "INSERT INTO segments (interview_id, slice_index, body) VALUES (?, ?, ?)",
                (interview_id, slice_index, json.dumps(segment_to_json(segment))),
            )

    def finish_slice(self, interview_id: int, slice_index: int) -> None:
        """Note that all segments of this slice, and of those before it, are kept."""
        with self._database.transaction():
            self._database.query(
                "UPDATE plans SET finished_slices = ? WHERE interview_id = ?", (slice_index + 1, interview_id)
            )

    def forget_slices_from(self, interview_id: int, slice_index: int) -> None:
        """Delete the segments of this slice and of those after it, so that they can be made again."""
        with self._database.transaction():
            self._database.query(
                "DELETE FROM segments WHERE interview_id = ? AND slice_index >= ?", (interview_id, slice_index)
            )
            self._database.query(
                "UPDATE plans SET finished_slices = min(finished_slices, ?), finished = 0 WHERE interview_id = ?",
                (slice_index, interview_id),
            )

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
        turns = [json.dumps(turn_to_json(turn)) for turn in transcript.turns]
        with self._database.transaction():
            if self._turns(interview_id) != turns:
                self._forget_review(interview_id)
            self._database.query("DELETE FROM transcripts WHERE interview_id = ?", (interview_id,))
            self._database.query(
                "INSERT INTO transcripts VALUES (?, ?, ?)",
                (interview_id, json.dumps(transcript.roles), transcript.roles_confirmed),
            )
            self._database.many(
                "INSERT INTO turns VALUES (?, ?, ?)",
                [(interview_id, position, turn) for position, turn in enumerate(turns)],
            )

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

    def save_roles(self, interview_id: int, roles: Mapping[str, SpeakerRole], confirmed: bool) -> None:
        """Replace what each speaker of an interview is."""
        with self._database.transaction():
            self._database.query(
                "UPDATE transcripts SET roles = ?, roles_confirmed = ? WHERE interview_id = ?",
                (json.dumps(dict(roles)), confirmed, interview_id),
            )

    def _turns(self, interview_id: int) -> list[str]:
        rows = self._database.query("SELECT body FROM turns WHERE interview_id = ? ORDER BY position", (interview_id,))
        return [row[0] for row in rows]

    def _forget_review(self, interview_id: int) -> None:
        self._database.query("DELETE FROM mentions WHERE interview_id = ?", (interview_id,))
        self._database.query("DELETE FROM sign_offs WHERE interview_id = ?", (interview_id,))
        self._database.query(
            "UPDATE interviews SET flagged_at = NULL, exported_at = NULL WHERE id = ?", (interview_id,)
        )


def _spans(text: str) -> Spans:
    return tuple((start, end) for start, end in json.loads(text))
