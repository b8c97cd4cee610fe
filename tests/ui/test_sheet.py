"""What the transcript screen shows of an interview, and what it comes to show later or after an edit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from transcribe_desk.speech.guards import UNSURE
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript, Turn, Word
from transcribe_desk.ui.document.marks import Shape
from transcribe_desk.ui.document.reading import Reading
from transcribe_desk.ui.document.sheet import Sheet

WORDS = tuple(
    Word(text, at * 500, at * 500 + 400, 0.3 if at % 3 == 0 else 0.9)
    for at, text in enumerate(["So", "tell", "me", "what", "changed", "on", "your", "ward", "after", "the", "spring."])
)
TRANSCRIPT = Transcript(
    (Turn(1, "S1", WORDS[:5], 0, 2500), Turn(2, "S2", WORDS[5:], 2500, 5500)),
    {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT},
)
FLAGGED = (Segment(WORDS[5:], 2500, 5500, flags=(UNSURE,)),)


def longer() -> Transcript:
    """Give the text with a word before all others of its first turn."""
    first = TRANSCRIPT.turns[0]
    return replace(TRANSCRIPT, turns=(replace(first, words=(Word("And", 0, 0), *first.words)), TRANSCRIPT.turns[1]))


@pytest.mark.parametrize("edited", [False, True])
def test_stretches_to_listen_to_come_later_to_the_words_as_they_are_then(*, edited: bool) -> None:
    sheet, now = Sheet(Reading(TRANSCRIPT), "02-hospital", []), TRANSCRIPT
    assert {mark.shape for mark in sheet.marks} == {Shape.DOUBTFUL}
    if edited:
        now = longer()
        assert sheet.advance(now) == [1]
    sheet.show_flagged(FLAGGED)
    wanted = Sheet(Reading(now, flagged=FLAGGED), "02-hospital", []).marks
    assert sorted(sheet.marks, key=repr) == sorted(wanted, key=repr)
    assert {mark.shape for mark in sheet.marks} == {Shape.DOUBTFUL, Shape.UNSURE}


def test_other_stretches_take_the_place_of_those_before() -> None:
    sheet = Sheet(Reading(TRANSCRIPT, flagged=FLAGGED), "02-hospital", [])
    sheet.show_flagged(())
    assert {mark.shape for mark in sheet.marks} == {Shape.DOUBTFUL}
