"""Ask a reviewer the six questions of the motivated-intruder test and keep what they answered.

The test is the Information Commissioner's: would somebody without special knowledge or skills, but determined, with the
internet, libraries, public records and the nerve to ask people, find out who this is? (ICO, anonymisation guidance,
“How do we ensure anonymisation is effective?”)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.study.errors import InputError

# “Yes” to any of them is a way in for an intruder.
QUESTIONS = (
    (
        "Motive: would anybody gain by finding out who speaks here, or who is spoken about – an employer, a"
        " colleague, a relative, a journalist, somebody with a grievance?"
    ),
    (
        "Singling out: does any sentence, or any combination of role, place, date, illness and event, fit one"
        " person only?"
    ),
    (
        "Public sources: taking words from the text to a search engine, staff pages, professional registers, social"
        " media, local news or court and inquest reports, does it lead to a person or a place?"
    ),
    (
        "Linking: laid beside the participant table, the other transcripts, the report and quotes already"
        " published, do two pieces come together into one person?"
    ),
    (
        "Inside knowledge: would a colleague, manager, patient or relative who knows the setting recognise the"
        " person by a story, a turn of phrase or what they stand for – or find out by asking around?"
    ),
    (
        "Consequence: knowing that somebody took part, could a reader learn something new about them from the text,"
        " and could it harm or embarrass them?"
    ),
)


class Verdict(StrEnum):
    """The answer to one question."""

    NO = "no"
    YES = "yes"
    UNSURE = "unsure"


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer with what the reviewer tried, found or will do about it; the note may hold names and is secret."""

    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True)
class IntruderSheet:
    """One motivated-intruder test, of an interview or, without one, of the whole study."""

    id: int
    interview_id: int | None
    reviewer: str
    at: dt.datetime
    answers: tuple[Answer, ...]

    @property
    def risks(self) -> tuple[int, ...]:
        """Give the numbers, from 1, of the questions that are not answered with a plain no."""
        return tuple(number for number, answer in enumerate(self.answers, start=1) if answer.verdict is not Verdict.NO)


def make_sheet(
    reviewer: str, at: dt.datetime, answers: Sequence[Answer], interview_id: int | None = None
) -> IntruderSheet:
    """Give a sheet that is not kept yet (id 0), or raise InputError for one that is not complete.

    A “yes” or “unsure” needs a note: it is worth nothing without what follows from it.
    """
    if not reviewer.strip():
        raise InputError("Motivated-intruder sheet", "It has no reviewer.", "Say who made the test.")
    if len(answers) != len(QUESTIONS):
        raise InputError(
            "Motivated-intruder sheet",
            f"It has {len(answers)} answers to {len(QUESTIONS)} questions.",
            "Answer every question with no, yes or unsure.",
        )
    kept = tuple(Answer(answer.verdict, " ".join(answer.note.split())) for answer in answers)
    for number, answer in enumerate(kept, start=1):
        if answer.verdict is not Verdict.NO and not answer.note:
            raise InputError(
                f"Motivated-intruder sheet, question {number}",
                f"“{answer.verdict.value}” is not explained.",
                "Write down what you found and what will be done about it.",
            )
    return IntruderSheet(0, interview_id, " ".join(reviewer.split()), at, kept)


def parse_answer(text: str) -> Answer:
    """Read “no”, “yes: what was found” or “unsure: …”, or raise InputError."""
    verdict, _, note = text.partition(":")
    try:
        return Answer(Verdict(verdict.strip().lower()), " ".join(note.split()))
    except ValueError:
        raise InputError(
            "Motivated-intruder answer",
            "It begins with none of no, yes and unsure.",
            "Write “no”, or “yes: what you found and what will be done”.",
        ) from None
