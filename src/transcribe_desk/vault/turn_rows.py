"""Write only the turns that an edit changes, so that typing in a long interview costs what it does in a short one.

The place of a turn is a number of which only the order counts: a turn that is made new gets one between its neighbours,
and no other turn is written.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from transcribe_desk.study.edits import Splice, TurnsChange, changed_meanwhile
from transcribe_desk.study.serial import turn_from_json, turn_to_json
from transcribe_desk.study.speakers import SpeakerChange
from transcribe_desk.study.transcript import Turn
from transcribe_desk.vault.database import Database

_NARROWEST = 1e-9  # closer together, places are numbered anew; doubles of some thousands are still apart then


class TurnRows:
    """The turns of all interviews, one row each; every change belongs inside a transaction."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, interview_id: int, turn_ids: Iterable[int]) -> dict[int, Turn]:
        """Give those of these turns that there are, by their ids."""
        found = (self._database.row(_TURN, (interview_id, turn_id)) for turn_id in turn_ids)
        turns = [turn_from_json(json.loads(row[1])) for row in found if row is not None]
        return {turn.id: turn for turn in turns}

    def change_turns(self, interview_id: int, change: TurnsChange) -> None:
        """Carry out a command; raise InputError, with nothing changed, where its turns are no longer as it wants."""
        with self._database.transaction():
            for splice in change.splices:
                self._splice(interview_id, splice)
            newest = max((turn.id for splice in change.splices for turn in splice.after), default=0)
            self._note_highest(interview_id, newest)

    def change_speakers(self, interview_id: int, change: SpeakerChange) -> None:
        """Carry out a correction of speakers; raise InputError, with nothing changed, where it no longer fits."""
        before, after = change.before, change.after
        row = self._database.row(
            "SELECT roles, roles_confirmed FROM transcripts WHERE interview_id = ?", (interview_id,)
        )
        roles = dict(json.loads(row[0])) if row else {}
        fits = row is not None and roles == dict(before.roles) and bool(row[1]) == before.roles_confirmed
        if not fits or any(
            self._database.row(_SPEAKER, (interview_id, turn_id)) != (speaker,) for turn_id, speaker in before.speakers
        ):
            raise changed_meanwhile()
        with self._database.transaction():
            self._database.query(
                "UPDATE transcripts SET roles = ?, roles_confirmed = ? WHERE interview_id = ?",
                (json.dumps(dict(after.roles)), after.roles_confirmed, interview_id),
            )
            self._database.many(_SET_SPEAKER, ((speaker, interview_id, turn_id) for turn_id, speaker in after.speakers))

    def _splice(self, interview_id: int, splice: Splice) -> None:
        places = self._places(interview_id, splice.before)
        following = self._database.row(
            "SELECT min(position) FROM turns WHERE interview_id = ? AND position > ?", (interview_id, places[-1])
        )
        end = following[0] if following and following[0] is not None else places[-1] + 1
        extra = len(splice.after) - len(places)
        if extra > 0 and (end - places[-1]) / (extra + 1) < _NARROWEST:
            self._number_anew(interview_id)
            self._splice(interview_id, splice)
            return
        step = (end - places[-1]) / (max(extra, 0) + 1)
        new_places = [*places, *(places[-1] + step * (number + 1) for number in range(extra))]
        self._write(
            interview_id,
            dict(zip(places, splice.before, strict=True)),
            dict(zip(new_places, splice.after, strict=False)),
        )

    def _places(self, interview_id: int, turns: Sequence[Turn]) -> list[float]:
        """Give the places of neighbouring turns that are kept just so, or raise InputError."""
        places = []
        for turn in turns:
            row = self._database.row(_TURN, (interview_id, turn.id))
            if row is None or (row[1] != body_of(turn) and json.loads(row[1]) != turn_to_json(turn)):
                raise changed_meanwhile()
            places.append(row[0])
        between = self._database.row(
            "SELECT count(*) FROM turns WHERE interview_id = ? AND position BETWEEN ? AND ?",
            (interview_id, places[0], places[-1]),
        )
        if between != (len(places),) or places != sorted(places):
            raise changed_meanwhile()
        return places

    def _write(self, interview_id: int, before: Mapping[float, Turn], after: Mapping[float, Turn]) -> None:
        gone = [place for place, turn in before.items() if place not in after or after[place].id != turn.id]
        self._database.many(
            "DELETE FROM turns WHERE interview_id = ? AND position = ?", [(interview_id, place) for place in gone]
        )
        for place, turn in after.items():
            if place in before and place not in gone:
                if turn != before[place]:
                    self._database.query(
                        "UPDATE turns SET body = ? WHERE interview_id = ? AND position = ?",
                        (body_of(turn), interview_id, place),
                    )
            elif self._database.row(_TURN, (interview_id, turn.id)) is not None:
                raise changed_meanwhile()  # an id that another turn has
            else:
                self._database.query("INSERT INTO turns VALUES (?, ?, ?)", (interview_id, place, body_of(turn)))

    def _number_anew(self, interview_id: int) -> None:
        """Give all turns of an interview whole numbers; negative ones in between keep every place single."""
        rows = self._database.query(
            "SELECT position FROM turns WHERE interview_id = ? ORDER BY position", (interview_id,)
        )
        move = "UPDATE turns SET position = ? WHERE interview_id = ? AND position = ?"
        self._database.many(move, [(-1 - place, interview_id, row[0]) for place, row in enumerate(rows)])
        self._database.many(move, [(place, interview_id, -1 - place) for place in range(len(rows))])

    def _note_highest(self, interview_id: int, turn_id: int) -> None:
        highest = self._database.row("SELECT highest_turn_id FROM transcripts WHERE interview_id = ?", (interview_id,))
        if highest is not None and highest[0] < turn_id:
            self._database.query(
                "UPDATE transcripts SET highest_turn_id = ? WHERE interview_id = ?", (turn_id, interview_id)
            )


def body_of(turn: Turn) -> str:
    """Give a turn as its row holds it."""
    return json.dumps(turn_to_json(turn))


# The index ``turns_by_id`` is on just this expression for a turn's id.
_TURN = "SELECT position, body FROM turns WHERE interview_id = ? AND json_extract(body, '$.id') = ?"
_SPEAKER = "SELECT json_extract(body, '$.speaker') FROM turns WHERE interview_id = ? AND json_extract(body, '$.id') = ?"
_SET_SPEAKER = (
    "UPDATE turns SET body = json_set(body, '$.speaker', ?) WHERE interview_id = ? AND json_extract(body, '$.id') = ?"
)
