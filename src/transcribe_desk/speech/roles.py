"""Propose who the interviewer is, and say why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from transcribe_desk.speech.words import QUESTION_MARKS
from transcribe_desk.study.transcript import SpeakerRole, Turn


@dataclass(frozen=True, slots=True)
class RoleProposal:
    """What each speaker may be, and the reason a person reads beside it; empty where there is nothing to choose."""

    roles: dict[str, SpeakerRole]
    reason: str = ""


def propose_roles(turns: Sequence[Turn]) -> RoleProposal:
    """Propose one interviewer, who asks the questions, talks less and speaks first; a lone speaker is a participant.

    It is a proposal for a person to confirm, never a decision.
    """
    words, questions = _said(turns)
    roles = dict.fromkeys(words, SpeakerRole.PARTICIPANT)
    if len(words) < 2:
        return RoleProposal(roles)
    first, everything, asked = turns[0].speaker, words.total(), questions.total()

    def likeness(speaker: str) -> float:
        share_of_questions = questions[speaker] / asked if asked else 0.0
        return 2 * share_of_questions + (1 - words[speaker] / everything) + (0.2 if speaker == first else 0.0)

    interviewer = max(words, key=likeness)
    roles[interviewer] = SpeakerRole.INTERVIEWER
    share = f"{100 * words[interviewer] / everything:.0f} % of the words"
    if not asked:
        return RoleProposal(roles, f"{share}, and nobody asks a question")
    kind = "question" if asked == 1 else "questions"
    return RoleProposal(roles, f"asks {questions[interviewer]} of {asked} {kind}, {share}")


def _said(turns: Sequence[Turn]) -> tuple[Counter[str], Counter[str]]:
    """Count the words and the questions of each speaker, in the order they first speak."""
    words: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    for turn in turns:
        words[turn.speaker] += len(turn.words)
        questions[turn.speaker] += sum(any(mark in word.text for mark in QUESTION_MARKS) for word in turn.words)
    return words, questions
