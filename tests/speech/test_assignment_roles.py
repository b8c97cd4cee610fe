"""The interviewer is proposed, with a reason a person can judge, and never decided."""

from __future__ import annotations

from transcribe_desk.speech.roles import RoleProposal, propose_roles
from transcribe_desk.study.transcript import SpeakerRole, Turn, Word

INTERVIEWER, PARTICIPANT = SpeakerRole.INTERVIEWER, SpeakerRole.PARTICIPANT


def turns_of(*said: tuple[str, str]) -> list[Turn]:
    found, clock = [], 0
    for number, (speaker, text) in enumerate(said, start=1):
        words = tuple(Word(word, clock + place, clock + place + 1) for place, word in enumerate(text.split()))
        clock = words[-1].end_ms
        found.append(Turn(number, speaker, words, words[0].start_ms, clock))
    return found


def test_the_one_who_asks_is_proposed_as_interviewer() -> None:
    turns = turns_of(
        ("S1", "Shall I sit here while you set that up, is it on?"),
        ("S2", "Please do. How long have you lived here?"),
        ("S1", "All my life, near enough, apart from two years away with the army, and I would not live elsewhere."),
        ("S2", "And why did you come back?"),
        ("S1", "For my mother, really."),
    )
    assert propose_roles(turns) == RoleProposal(
        {"S1": PARTICIPANT, "S2": INTERVIEWER}, "asks 2 of 3 questions, 29 % of the words"
    )


def test_questions_are_known_in_other_scripts() -> None:
    turns = turns_of(("S1", "はい。そうです。"), ("S2", "いつですか？ なぜですか？"), ("S1", "لماذا؟"))
    assert propose_roles(turns).reason == "asks 2 of 3 questions, 50 % of the words"


def test_questions_count_for_more_than_talking_little() -> None:
    turns = turns_of(
        ("S1", "Before we begin let me tell you how this works and what we do with all that you say. Is that fine?"),
        ("S2", "Yes."),
    )
    assert propose_roles(turns) == RoleProposal(
        {"S1": INTERVIEWER, "S2": PARTICIPANT}, "asks 1 of 1 question, 96 % of the words"
    )


def test_without_questions_the_one_who_talks_less_is_proposed() -> None:
    turns = turns_of(("S1", "It was a long winter and nobody came"), ("S2", "Go on."), ("S3", "It was cold indeed"))
    assert propose_roles(turns) == RoleProposal(
        {"S1": PARTICIPANT, "S2": INTERVIEWER, "S3": PARTICIPANT}, "14 % of the words, and nobody asks a question"
    )


def test_a_lone_speaker_is_a_participant_and_nobody_is_nobody() -> None:
    assert propose_roles(turns_of(("S1", "Is this on?"))) == RoleProposal({"S1": PARTICIPANT})
    assert propose_roles([]) == RoleProposal({})
