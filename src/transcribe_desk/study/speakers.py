"""Correct who speaks in a transcript: each correction is a change that can be taken back, and no model runs again.

Only speakers and roles change. Words, times, turn ids and the cuts between turns stay as they are, so whatever points
into the text still points to the same words, and two neighbouring turns of one speaker stay two turns.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from transcribe_desk.study.errors import InputError
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn

_OTHER_ROLE = {
    SpeakerRole.INTERVIEWER: SpeakerRole.PARTICIPANT,
    SpeakerRole.PARTICIPANT: SpeakerRole.INTERVIEWER,
}


class Scope(StrEnum):
    """Which turns go to another speaker along with the chosen one."""

    THIS_TURN = "this turn"
    FROM_HERE = "from here on"
    ALL = "all turns of this speaker"


@dataclass(frozen=True, slots=True)
class Standing:
    """Who says the turns that a change touches, as pairs of turn id and speaker, and what every speaker is."""

    speakers: tuple[tuple[int, str], ...]
    roles: tuple[tuple[str, SpeakerRole], ...]
    roles_confirmed: bool


@dataclass(frozen=True, slots=True)
class SpeakerChange:
    """Who speaks before and after a correction; nothing else is touched."""

    before: Standing
    after: Standing

    @property
    def inverse(self) -> SpeakerChange:
        """Give the change that takes this one back."""
        return SpeakerChange(self.after, self.before)

    def apply(self, transcript: Transcript) -> Transcript:
        """Give the transcript with this change made.

        Raises InputError when its speakers are no longer those the change was made for.
        """
        touched = dict(self.before.speakers)
        if _standing(transcript, touched) != self.before:
            raise InputError(
                "Speakers", "They were changed in the meantime.", "Look at them again and repeat the step."
            )
        speakers = dict(self.after.speakers)
        turns = tuple(
            replace(turn, speaker=speakers[turn.id]) if turn.id in speakers else turn for turn in transcript.turns
        )
        return replace(
            transcript, turns=turns, roles=dict(self.after.roles), roles_confirmed=self.after.roles_confirmed
        )


def rename(transcript: Transcript, speaker: str, name: str) -> SpeakerChange:
    """Call a speaker ``name`` in every turn; the role goes along.

    Raises InputError when there is no such speaker, or when the name is empty or another speaker's.
    """
    _check_known(transcript, speaker)
    name = name.strip()
    if name != speaker and name in speakers_of(transcript):
        raise InputError("Speaker", "Another speaker has this name.", "Merge the two, or choose another name.")
    roles = {name if each == speaker else each: role for each, role in transcript.roles.items()}
    return _change(transcript, _turns_of(transcript, speaker), name, roles)


def merge(transcript: Transcript, speaker: str, into: str) -> SpeakerChange:
    """Give all turns of a speaker to another one, who keeps name and role; raise InputError when either is unknown."""
    _check_known(transcript, speaker)
    _check_known(transcript, into)
    return _change(transcript, _turns_of(transcript, speaker), into, transcript.roles)


def reassign(transcript: Transcript, turn_id: int, to: str, scope: Scope = Scope.THIS_TURN) -> SpeakerChange:
    """Give a turn to the speaker ``to``, and as ``scope`` says also later or all turns of the same speaker.

    ``to`` may be somebody new: then a participant, for a person to confirm. A speaker left without a turn is gone.
    Raises InputError when there is no such turn or ``to`` is empty.
    """
    chosen = next((turn for turn in transcript.turns if turn.id == turn_id), None)
    if chosen is None:
        raise InputError(f"Turn {turn_id}", "There is none with this number.", "Choose a turn of this interview.")
    alike = _turns_of(transcript, chosen.speaker)
    if scope is Scope.THIS_TURN:
        alike = [chosen]
    elif scope is Scope.FROM_HERE:
        alike = alike[alike.index(chosen) :]
    return _change(transcript, alike, to.strip(), transcript.roles)


def swap_roles(transcript: Transcript) -> SpeakerChange:
    """Make interviewers participants and the other way round, as a person's decision."""
    before = _standing(transcript, {})
    roles = tuple((speaker, _OTHER_ROLE[role]) for speaker, role in before.roles)
    return SpeakerChange(before, Standing((), roles, roles_confirmed=True))


def confirm_roles(transcript: Transcript) -> SpeakerChange:
    """Keep the roles as they stand, as a person's decision."""
    before = _standing(transcript, {})
    return SpeakerChange(before, Standing((), before.roles, roles_confirmed=True))


def give_role(transcript: Transcript, speaker: str, role: SpeakerRole) -> SpeakerChange:
    """Make one speaker an interviewer or a participant, as a person's decision; raise InputError when unknown."""
    _check_known(transcript, speaker)
    before = _standing(transcript, {})
    roles = tuple(sorted({**transcript.roles, speaker: role}.items()))
    return SpeakerChange(before, Standing((), roles, roles_confirmed=True))


def speakers_of(transcript: Transcript) -> tuple[str, ...]:
    """Give the speakers in the order they first speak."""
    return tuple(dict.fromkeys(turn.speaker for turn in transcript.turns))


def _change(transcript: Transcript, turns: list[Turn], to: str, roles: Mapping[str, SpeakerRole]) -> SpeakerChange:
    if not to:
        raise InputError("Speaker", "The name is empty.", "Give the speaker a name.")
    before = _standing(transcript, {turn.id: turn.speaker for turn in turns})
    speakers = {turn.id: turn.speaker for turn in transcript.turns} | {turn.id: to for turn in turns}
    left = {speaker: roles.get(speaker, SpeakerRole.PARTICIPANT) for speaker in dict.fromkeys(speakers.values())}
    # What somebody new is, nobody has confirmed.
    confirmed = transcript.roles_confirmed and left.keys() <= roles.keys()
    after = Standing(tuple((turn.id, to) for turn in turns), tuple(sorted(left.items())), confirmed)
    return SpeakerChange(before, after)


def _standing(transcript: Transcript, touched: Mapping[int, str]) -> Standing:
    speakers = tuple((turn.id, turn.speaker) for turn in transcript.turns if turn.id in touched)
    return Standing(speakers, tuple(sorted(transcript.roles.items())), transcript.roles_confirmed)


def _turns_of(transcript: Transcript, speaker: str) -> list[Turn]:
    return [turn for turn in transcript.turns if turn.speaker == speaker]


def _check_known(transcript: Transcript, speaker: str) -> None:
    if speaker not in speakers_of(transcript):
        raise InputError("Speaker", "There is none with this name.", "Choose a speaker of this interview.")
