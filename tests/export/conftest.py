"""Make released transcripts the only way there is: through the gate, with every name decided on."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Sequence
from dataclasses import replace
from typing import Protocol

import pytest

from transcribe_desk.privacy.gate import Dossier, ReleasedTranscript, SignOff, fingerprint, release, release_draft
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention, Watched
from transcribe_desk.privacy.naming.names import occurrences
from transcribe_desk.privacy.render import render
from transcribe_desk.study.study import Interview, Mode, Recording
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word

SIGNED_AT = dt.datetime(2024, 5, 2, 9, 30, tzinfo=dt.UTC)
RECORDING = Recording("0" * 64, 1_000_000, "Interview with Sarah Patel.m4a", "aac", 1, 44_100, 47 * 60_000)
REPLACED = {"Sarah Patel": (Category.PERSON, "[NAME 1]"), "Frenchay": (Category.PLACE, "[PLACE 1]")}


class Release(Protocol):
    """How tests ask for a released transcript."""

    def __call__(
        self,
        turns: Sequence[tuple[str, str]],
        *,
        study_id: str = ...,
        people: Sequence[str] = ...,
        keep: Sequence[str] = ...,
        draft: bool = ...,
        turn_ms: int = ...,
    ) -> ReleasedTranscript:
        """Give the transcript of ``turns``, each the letter of its speaker (I or P) and what was said."""
        ...


@pytest.fixture(scope="session")
def release_transcript() -> Release:
    """Give the builder: names of ``REPLACED`` are accepted where they stand, those of ``keep`` rejected there."""
    return _release


def _release(
    turns: Sequence[tuple[str, str]],
    *,
    study_id: str = "02-hospital",
    people: Sequence[str] = (),
    keep: Sequence[str] = (),
    draft: bool = False,
    turn_ms: int = 4_000,
) -> ReleasedTranscript:
    transcript = Transcript(
        turns=tuple(_turn(number, speaker, text, turn_ms) for number, (speaker, text) in enumerate(turns, start=1)),
        roles={"I": SpeakerRole.INTERVIEWER, "P": SpeakerRole.PARTICIPANT},
        roles_confirmed=True,
    )
    label = study_id.partition("-")[2]
    interview = Interview(1, (1,), study_id, label, RECORDING, ("AB",), dt.date(2024, 3, 14), Mode.FACE_TO_FACE)
    entities = tuple(
        Entity(number, category, name, (name,), replacement)
        for number, (name, (category, replacement)) in enumerate(REPLACED.items(), start=1)
    )
    mentions = tuple(_mentions(transcript, entities, keep))
    watched = tuple(Watched(name, Category.PERSON) for name in people)
    dossier = Dossier(interview, transcript, flagged=True, mentions=mentions, entities=entities, watched=watched)
    if draft:
        return release_draft(dossier)
    own = [mention for mention in mentions if mention.interview_id == interview.id]
    rendered = render(interview, transcript, own, entities)
    return release(replace(dossier, sign_off=SignOff("AB", SIGNED_AT, fingerprint(rendered))))


def _turn(number: int, speaker: str, text: str, turn_ms: int) -> Turn:
    start = (number - 1) * turn_ms
    words = tuple(Word(word, start, start + turn_ms) for word in text.split(" "))
    return Turn(number, speaker, words, start, start + turn_ms)


def _mentions(transcript: Transcript, entities: Sequence[Entity], keep: Sequence[str]) -> list[Mention]:
    elsewhere = [
        Mention(900 + entity.id, 2, 1, 0, 4, "PERSON", entity.category, (), 1.0, "", entity.id, Decision.ACCEPTED)
        for entity in entities
    ]
    ids = itertools.count(1)
    here = [
        Mention(next(ids), 1, turn.id, start, end, "PERSON", entity.category, (), 1.0, "", entity.id, decision)
        for turn in transcript.turns
        for entity in entities
        for decision in [Decision.REJECTED_HERE if entity.name in keep else Decision.ACCEPTED]
        for start, end in occurrences(turn.text, entity.name)
    ]
    return [*elsewhere, *here]


@pytest.fixture(scope="session")
def interview(release_transcript: Release) -> ReleasedTranscript:
    """Give a short reviewed interview with two names replaced."""
    return release_transcript(
        [
            ("I", "Thanks for making time today. Could you tell me how the ward round works?"),
            ("P", "Well, Sarah Patel leads it: she starts at eight, and “nobody” is late – ever."),
            ("I", "And before that?"),
            ("P", "Before that I was at Frenchay & we did <everything> by hand. Café, naïve, Søren, €5."),
            ("P", "Yes."),
        ],
    )


@pytest.fixture(scope="session")
def draft(release_transcript: Release) -> ReleasedTranscript:
    """Give a machine draft that nobody has read."""
    return release_transcript([("I", "Who leads it?"), ("P", "Sarah Patel does.")], draft=True)
