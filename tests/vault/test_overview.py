"""The counts of the study's table are those that reading every transcript would give, whoever wrote last."""

from __future__ import annotations

from dataclasses import replace

from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention
from transcribe_desk.study.study import Interview, Status
from transcribe_desk.study.transcript import Transcript, Turn, Word
from transcribe_desk.vault.overview import Counts
from transcribe_desk.vault.store import Vault
from transcribe_desk.vault.transcripts import Plan

SURE, DOUBTFUL, JUST_SURE = 0.9, 0.4994, 0.5


def said(*probabilities: float, number: int = 1) -> Turn:
    words = tuple(Word(f"word{place}", place, place + 1, each) for place, each in enumerate(probabilities))
    return Turn(number, "S1", words, 0, 9)


def test_counts_follow_every_way_of_writing_turns(vault: Vault, interview: Interview) -> None:
    assert vault.overview.counts() == {interview.id: Counts(Status.IMPORTED)}
    vault.transcripts.save_plan(interview.id, Plan("whisper-base", "faster-whisper", 5, "en", 2))
    assert vault.overview.counts()[interview.id].status is Status.TRANSCRIBING
    transcript = Transcript((said(DOUBTFUL, SURE, JUST_SURE), said(DOUBTFUL, DOUBTFUL, number=2)))
    vault.transcripts.save_transcript(interview.id, transcript)
    assert vault.overview.counts()[interview.id] == Counts(Status.TRANSCRIBED, 3)
    assert vault.overview.counts()[interview.id].doubtful == transcript.doubtful_words  # remembered
    edited = replace(transcript, turns=transcript.turns[:1])
    vault._database.query("DELETE FROM turns WHERE position > 0")  # as an edit does, row by row
    assert vault.overview.counts()[interview.id].doubtful == edited.doubtful_words == 1
    vault.transcripts.save_transcript(interview.id, Transcript((said(SURE),)))
    assert vault.overview.counts()[interview.id].doubtful == 0


def test_mentions_are_counted_by_decision(vault: Vault, interview: Interview) -> None:
    entity = vault.review.add_entity(Entity(0, Category.PERSON, "Osei", ("Osei",), "[NAME 1]"))
    for decision in (Decision.UNDECIDED, Decision.UNDECIDED, Decision.ACCEPTED, Decision.REJECTED_HERE):
        vault.review.add_mentions(
            [Mention(0, interview.id, 1, 0, 4, "PERSON", Category.PERSON, ("a",), 1.0, "", entity.id, decision)]
        )
    counts = vault.overview.counts()[interview.id]
    assert (counts.mentions, counts.undecided) == (4, 2)
