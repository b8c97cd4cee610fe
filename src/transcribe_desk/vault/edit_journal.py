"""Keep each edit of a transcript, with what it did to the review, so that undo has no end and outlives the program.

A body holds only what a step changed: the words that stayed are read from the turns as they stand. It may hold names
and is sealed with the pseudonym key.
"""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import Any

from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.study.edits import EditStep, Splice, TurnsChange, changed_meanwhile
from transcribe_desk.study.serial import word_from_json, word_to_json
from transcribe_desk.study.speakers import SpeakerChange, Standing
from transcribe_desk.study.transcript import SpeakerRole, Turn, Word
from transcribe_desk.vault.database import Database, Row
from transcribe_desk.vault.review_journal import StepState, change_from_json, change_to_json
from transcribe_desk.vault.sealing import NameSeal

SPEAKERS = "speakers"  # the kind of a step that corrects who speaks
_BODY = "edit_steps.body"
_COLUMNS = "SELECT id, interview_id, at, person, kind, state FROM edit_steps"


@dataclass(frozen=True, slots=True)
class Edit:
    """One step in a transcript: when, who, of what kind, and whether it holds; never a word of it."""

    id: int
    interview_id: int
    at: dt.datetime
    person: str
    kind: str
    state: StepState


class EditJournal:
    """Adds steps, and gives the one to take back or to do again in an interview."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def append(self, interview_id: int, step: EditStep, review: Change, person: str, at: dt.datetime) -> Edit:
        """Keep a step and what it did to the review; steps taken back before it can no longer be done again."""
        kind = step.kind if isinstance(step, TurnsChange) else SPEAKERS
        body = json.dumps([step_to_json(step), change_to_json(review)], separators=(",", ":"))
        with self._database.transaction():
            self._database.query(
                "UPDATE edit_steps SET state = ? WHERE interview_id = ? AND state = ?",
                (StepState.ABANDONED, interview_id, StepState.UNDONE),
            )
            number = self._database.insert(
                "INSERT INTO edit_steps (interview_id, at, person, kind, body) VALUES (?, ?, ?, ?, ?)",
                (interview_id, at.isoformat(), person, kind, self._seal.seal_one(_BODY, body)),
            )
        return Edit(number, interview_id, at, person, kind, StepState.DONE)

    def last_done(self, interview_id: int) -> Edit | None:
        """Give the step to take back next, or None."""
        row = self._database.row(
            f"{_COLUMNS} WHERE interview_id = ? AND state = 'done' ORDER BY id DESC LIMIT 1", (interview_id,)
        )
        return _edit(row) if row else None

    def first_undone(self, interview_id: int) -> Edit | None:
        """Give the step to do again next, or None."""
        row = self._database.row(
            f"{_COLUMNS} WHERE interview_id = ? AND state = 'undone' ORDER BY id LIMIT 1", (interview_id,)
        )
        return _edit(row) if row else None

    def steps(self, interview_id: int) -> tuple[Edit, ...]:
        """Give every step of an interview in order, those taken back too."""
        return tuple(
            map(_edit, self._database.query(f"{_COLUMNS} WHERE interview_id = ? ORDER BY id", (interview_id,)))
        )

    def body(self, edit: Edit) -> tuple[Any, Change]:
        """Give what a step changed, for ``step_from_json``, and what it did to the review; raise KeyError."""
        row = self._database.row("SELECT body FROM edit_steps WHERE id = ?", (edit.id,))
        if row is None:
            raise KeyError(edit.id)
        step, review = json.loads(self._seal.open_one(_BODY, row[0]))
        return step, change_from_json(review)

    def set_state(self, edit: Edit, state: StepState) -> Edit:
        """Note whether a step holds, and give it as it is now."""
        self._database.query("UPDATE edit_steps SET state = ? WHERE id = ?", (state, edit.id))
        return replace(edit, state=state)


def step_to_json(step: EditStep) -> Any:
    """Give a step as plain JSON values, without the words that it left alone."""
    if isinstance(step, TurnsChange):
        return {"kind": step.kind, "splices": [_splice_to_json(splice) for splice in step.splices]}
    return {"speakers": [_standing_to_json(each) for each in (step.before, step.after)]}


def turns_wanted(value: Any, *, done: bool) -> list[int]:
    """Give the ids of the turns that ``step_from_json`` needs: as they are after the step, or before it."""
    side = "after" if done else "before"
    return [header[0] for splice in value.get("splices", ()) for header in splice[side]]


def step_from_json(value: Any, turns: Mapping[int, Turn], *, done: bool) -> EditStep:
    """Give back the step that ``step_to_json`` wrote, from the turns as they are after it, or before it.

    Raises InputError where these are not the turns that the step left, or found.
    """
    if "speakers" in value:
        before, after = (_standing_from_json(each) for each in value["speakers"])
        return SpeakerChange(before, after)
    return TurnsChange(tuple(_splice_from_json(each, turns, done=done) for each in value["splices"]), value["kind"])


def _edit(row: Row) -> Edit:
    number, interview_id, at, person, kind, state = row
    return Edit(number, interview_id, dt.datetime.fromisoformat(at), person, kind, StepState(state))


def _splice_to_json(splice: Splice) -> Any:
    old, new = _words(splice.before), _words(splice.after)
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    rest = shorter - head
    tail = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    return {
        "before": [_header(turn) for turn in splice.before],
        "after": [_header(turn) for turn in splice.after],
        "head": head,
        "old": [word_to_json(word) for word in old[head : len(old) - tail]],
        "new": [word_to_json(word) for word in new[head : len(new) - tail]],
        "sums": [_sum(old), _sum(new)],
    }


def _splice_from_json(value: Any, turns: Mapping[int, Turn], *, done: bool) -> Splice:
    sides = (value["before"], value["old"], value["sums"][0]), (value["after"], value["new"], value["sums"][1])
    (here, mine, mine_sum), (there, theirs, _) = sides[::-1] if done else sides
    present = tuple(turns[header[0]] for header in here if header[0] in turns)
    words = _words(present)
    if [_header(turn) for turn in present] != here or _sum(words) != mine_sum:
        raise changed_meanwhile()
    head = value["head"]
    words[head : head + len(mine)] = map(word_from_json, theirs)
    cuts = pairwise(accumulate((header[4] for header in there), initial=0))
    other = tuple(
        Turn(turn_id, speaker, tuple(words[first:last]), start_ms, end_ms)
        for (turn_id, speaker, start_ms, end_ms, _), (first, last) in zip(there, cuts, strict=True)
    )
    return Splice(other, present) if done else Splice(present, other)


def _header(turn: Turn) -> list[Any]:
    return [turn.id, turn.speaker, turn.start_ms, turn.end_ms, len(turn.words)]


def _words(turns: Iterable[Turn]) -> list[Word]:
    return [word for turn in turns for word in turn.words]


def _sum(words: Sequence[Word]) -> int:
    return zlib.crc32(" ".join(word.text for word in words).encode("utf-8", "surrogatepass"))


def _standing_to_json(standing: Standing) -> Any:
    return [standing.speakers, standing.roles, standing.roles_confirmed]


def _standing_from_json(value: Any) -> Standing:
    speakers, roles, confirmed = value
    return Standing(
        tuple((turn_id, speaker) for turn_id, speaker in speakers),
        tuple((speaker, SpeakerRole(role)) for speaker, role in roles),
        confirmed,
    )
