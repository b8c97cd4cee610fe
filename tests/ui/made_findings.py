"""Make an interview in which the machine left something out, doubted something and guessed the speakers."""

from __future__ import annotations

from dataclasses import replace

from tests.ui import made_study
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.speech.guards import HEARD_AGAIN, NO_VOICE, REPETITION, REPETITIVE, UNSURE, WITHOUT_WORDS
from transcribe_desk.study.study import Interview, Mode
from transcribe_desk.study.transcript import Segment, SpeakerRole, Transcript, Turn, Word
from transcribe_desk.vault.transcripts import Plan, Removed

TALK = (
    "So um when did the the service begin, and who was there?",
    "Well, it was, uh, in the spring. Kristine ran it then, and there was spyrometry on Tuesdays, which was new.",
    "Right.",
    "I mean, it sounds silly, but half of my Thursday was just typing the same thing in twice. Everybody knew it.",
    "Has that got better since?",
    "It has. They sit in on the triage now, and once you have met somebody it is different.",
    "Could you say a bit more about that?",
    "They only tell it once. That is the thing they all come back to, that they only tell it once.",
)
VOCABULARY = ("Christine", "HOT clinic", "spirometry", "Fernhill", "nebuliser")
REASON = "asks 4 of 4 questions, 28 % of the words"
_UNSURE_WORDS = {"Kristine": 0.31, "spyrometry": 0.42}
_PAUSE_MS = 3_000


def add_interview(desk: Desk) -> Interview:
    """Add the interview, its transcript with a pause in the second turn, what was left out, and the study's words."""
    interview = made_study.add_interview(desk, "hospital", Mode.VIDEO, None, 2_286_000)
    turns = tuple(_doubting(turn) for turn in made_study.turns_of(TALK, start_ms=12_000))
    turns = (turns[0], _pausing(turns[1], after=5), *(_later(turn, _PAUSE_MS) for turn in turns[2:]))
    roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
    desk.vault.transcripts.save_transcript(interview.id, Transcript(turns, roles))
    desk.vault.transcripts.save_plan(interview.id, _plan(turns))
    desk.vault.transcripts.finish_slice(interview.id, 0, _segments(turns))
    desk.set_vocabulary(VOCABULARY)
    return interview


def _plan(turns: tuple[Turn, ...]) -> Plan:
    second, fourth, last = turns[1], turns[3], turns[-1]
    return Plan(
        "base",
        "faster-whisper",
        5,
        "en",
        None,
        finished=True,
        missing=((last.end_ms + 1_000, last.end_ms + 7_000),),
        removed=(
            Removed(0, 1_000, 9_000, NO_VOICE),
            Removed(0, 3_000, 5_000, NO_VOICE),
            Removed(0, second.words[4].end_ms + 200, second.words[5].start_ms - 200, WITHOUT_WORDS),
            Removed(0, second.end_ms + 100, second.end_ms + 800, NO_VOICE),
            Removed(0, fourth.end_ms + 50, fourth.end_ms + 850, REPETITION),
        ),
        speakers_found=2,
        speakers_confidence=0.64,
        roles_reason=REASON,
    )


def _segments(turns: tuple[Turn, ...]) -> list[Segment]:
    flags = {1: (UNSURE,), 3: (REPETITIVE,), 7: (HEARD_AGAIN, UNSURE)}
    return [
        Segment(turn.words, turn.start_ms, turn.end_ms, flags=flags.get(place, ())) for place, turn in enumerate(turns)
    ]


def _doubting(turn: Turn) -> Turn:
    words = (replace(word, probability=_UNSURE_WORDS.get(word.text, word.probability)) for word in turn.words)
    return replace(turn, words=tuple(words))


def _pausing(turn: Turn, after: int) -> Turn:
    words = (*turn.words[:after], *(_word_later(word, _PAUSE_MS) for word in turn.words[after:]))
    return replace(turn, words=words, end_ms=words[-1].end_ms)


def _later(turn: Turn, by_ms: int) -> Turn:
    words = tuple(_word_later(word, by_ms) for word in turn.words)
    return replace(turn, words=words, start_ms=turn.start_ms + by_ms, end_ms=turn.end_ms + by_ms)


def _word_later(word: Word, by_ms: int) -> Word:
    return replace(word, start_ms=word.start_ms + by_ms, end_ms=word.end_ms + by_ms)
