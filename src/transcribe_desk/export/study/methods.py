"""Write the Methods summary: a paragraph that a paper can use, and the numbers behind it as a table."""

from __future__ import annotations

from collections.abc import Iterator

from transcribe_desk.export.study.facts import StudyFacts
from transcribe_desk.export.study.paper import Block, Heading, Paper, Paragraph, Table
from transcribe_desk.export.study.sentences import (
    KINDS,
    how,
    interviewers,
    listed,
    median_minutes,
    modes,
    month_range,
    open_points,
    second_readers,
    sentences,
)

NAME = "methods"
TITLE = "Methods summary"
_PEOPLE = ("Interviewers", "Second read by", "Coders")
_TO_ADD = (
    "The study does not record how the words were checked against the sound: say it. Versions are those installed when"
    " this summary was written."
)


def methods_paper(facts: StudyFacts) -> Paper:
    """Give the summary; at least one interview is needed. What is still open in the study stands at its end."""
    told = sentences(facts)
    paragraphs = [Paragraph(" ".join(sentence.text for sentence in told))]
    open_now = open_points(facts)
    blocks: list[Block] = [
        *paragraphs,
        Heading("The numbers"),
        Table(("What", "Number"), tuple(_rows(facts)), (3, 4)),
    ]
    blocks += [Heading("To add"), Paragraph(_TO_ADD)]
    if open_now:
        blocks += [Heading("Not finished"), *map(Paragraph, open_now)]
    public = {part for sentence in told for part in sentence.public}
    # Rows of counts, months and versions; what stands in the rows of people is searched.
    public |= {cell for row in _rows(facts) for cell in row if not row[0].startswith(_PEOPLE)} | {
        *_PEOPLE,
        *open_now,
        _TO_ADD,
    }
    return Paper(TITLE, tuple(blocks), frozenset(public - {""}))


def _rows(facts: StudyFacts) -> Iterator[tuple[str, str]]:
    done = [each for each in facts.interviews if each.engine]
    minutes = [each.minutes for each in facts.interviews]
    yield "Interviews", str(len(facts.interviews))
    yield "Participants", str(facts.participants)
    if months := month_range(facts):
        yield "Months", months
    yield from ((f"Interviews {how(mode)}", str(count)) for mode, count in modes(facts).items())
    yield "Shortest interview, minutes", str(min(minutes))
    yield "Longest interview, minutes", str(max(minutes))
    yield "Median length, minutes", median_minutes(facts)
    if told := interviewers(facts):
        yield _PEOPLE[0], listed(f"{person} ({count})" for person, count in told.items())
    yield "Transcribed interviews", str(len(done))
    yield from _versions(facts)
    yield "Transcripts with speakers corrected by a person", str(sum(each.speakers_corrected for each in done))
    yield from ((f"Replaced: {KINDS[kind.category]}", _replaced(kind.passages, kind.things)) for kind in facts.replaced)
    yield "Proposals left as said", str(facts.kept)
    yield "Proposals still undecided", str(sum(each.undecided for each in done))
    yield "Transcripts read once more and signed off", str(sum(each.reviewed for each in done))
    if readers := second_readers(facts):
        yield _PEOPLE[1], listed(readers)
    if facts.double_coding:
        yield _PEOPLE[2], listed(facts.double_coding.coders)
        yield "Transcripts given to every coder", str(facts.double_coding.shared)


def _versions(facts: StudyFacts) -> Iterator[tuple[str, str]]:
    """Give a row for each program and model with its version."""
    yield "Program", " ".join(facts.program)
    yield from (("Transcription", " ".join(each).strip()) for each in facts.transcribers)
    yield from (("Proposal of identifiers", " ".join(each).strip()) for each in facts.proposers)


def _replaced(passages: int, things: int) -> str:
    return f"{passages} ({things} different)"
