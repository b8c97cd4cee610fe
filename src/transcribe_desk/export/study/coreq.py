"""Lay the facts of a study beside the 32 items of COREQ: what they answer, and what the authors must write.

The list is that of A. Tong, P. Sainsbury and J. Craig, Consolidated criteria for reporting qualitative research,
International Journal for Quality in Health Care 2007;19:349–357; its questions are given in short.
"""

from __future__ import annotations

from transcribe_desk.export.study.facts import StudyFacts
from transcribe_desk.export.study.paper import Block, Heading, Paper, Paragraph, Table
from transcribe_desk.export.study.sentences import Sentence, sentences

NAME = "coreq"
TITLE = "COREQ checklist"
ANSWERED, PARTLY, AUTHORS = "answered", "in part", "authors"

# Domain, then number, item and its question in short.
ITEMS: tuple[tuple[str, tuple[tuple[int, str, str], ...]], ...] = (
    (
        "Domain 1: research team and reflexivity",
        (
            (1, "Interviewer", "Which author conducted the interviews?"),
            (2, "Credentials", "What were the researchers' credentials?"),
            (3, "Occupation", "What was their occupation at the time?"),
            (4, "Gender", "What was the researchers' gender?"),
            (5, "Experience and training", "What experience or training did they have?"),
            (6, "Relationship established", "Did they know the participants before the study began?"),
            (7, "Participant knowledge of the interviewer", "What did participants know about the researcher?"),
            (8, "Interviewer characteristics", "What is reported about the interviewer: assumptions, interests?"),
        ),
    ),
    (
        "Domain 2: study design",
        (
            (9, "Methodological orientation and theory", "Which orientation underpins the study?"),
            (10, "Sampling", "How were participants selected?"),
            (11, "Method of approach", "How were participants approached?"),
            (12, "Sample size", "How many participants were in the study?"),
            (13, "Non-participation", "How many refused or dropped out, and why?"),
            (14, "Setting of data collection", "Where were the data collected?"),
            (15, "Presence of non-participants", "Was anybody else present?"),
            (16, "Description of sample", "What characterises the sample: people, dates?"),
            (17, "Interview guide", "Were questions or prompts provided, and was the guide tried before?"),
            (18, "Repeat interviews", "Were there repeat interviews, and how many?"),
            (19, "Audio or visual recording", "Was sound or picture recorded?"),
            (20, "Field notes", "Were field notes made?"),
            (21, "Duration", "How long were the interviews?"),
            (22, "Data saturation", "Was saturation discussed?"),
            (23, "Transcripts returned", "Did participants comment on or correct transcripts?"),
        ),
    ),
    (
        "Domain 3: analysis and findings",
        (
            (24, "Number of data coders", "How many people coded the data?"),
            (25, "Description of the coding tree", "Is the coding tree described?"),
            (26, "Derivation of themes", "Were themes set in advance or found in the data?"),
            (27, "Software", "Which software managed the data?"),
            (28, "Participant checking", "Did participants give feedback on the findings?"),
            (29, "Quotations presented", "Are quotations given, each with a participant's identifier?"),
            (30, "Data and findings consistent", "Do data and findings agree?"),
            (31, "Clarity of major themes", "Are the major themes clear?"),
            (32, "Clarity of minor themes", "Are minor themes and diverse cases described?"),
        ),
    ),
)
_REST = {
    1: "Say which authors these initials are.",
    14: "Add the places, such as home, clinic or workplace.",
    16: "Add what else characterises them, such as age, gender and years of work.",
    27: "Add the software of the analysis.",
}
_TABLE_1 = "The participants are given by organisation and role in the participant table."


def coreq_paper(facts: StudyFacts) -> Paper:
    """Give the list of 32 items: what the study answers with the sentence for it, and what is left to the authors."""
    told = sentences(facts)
    states = [state(number, told) for _, items in ITEMS for number, _, _ in items]
    summary = (
        f"Of the 32 items, {states.count(ANSWERED)} are answered by what the study records, {states.count(PARTLY)} in"
        f" part, and {states.count(AUTHORS)} must be written by the authors."
    )
    blocks: list[Block] = [Paragraph(summary)]
    for domain, items in ITEMS:
        rows = tuple(
            (f"{number}", f"{item}. {question}", state(number, told), answer(number, told))
            for number, item, question in items
        )
        blocks += [Heading(domain), Table(("No.", "Item", "State", "Sentence"), rows, (1, 5, 2, 7))]
    fixed = {domain for domain, _ in ITEMS} | {
        f"{item}. {question}" for _, items in ITEMS for _, item, question in items
    }
    fixed |= {part for sentence in told for part in sentence.public} | {*_REST.values(), _TABLE_1, summary}
    return Paper(TITLE, tuple(blocks), frozenset(fixed))


def state(number: int, told: tuple[Sentence, ...]) -> str:
    """Tell whether an item is answered, answered in part, or left to the authors."""
    if any(number in sentence.answers for sentence in told):
        return ANSWERED
    return PARTLY if any(number in sentence.partly for sentence in told) else AUTHORS


def answer(number: int, told: tuple[Sentence, ...]) -> str:
    """Give the sentences for an item and what the authors must add; empty where they must write it all."""
    found = [sentence.text for sentence in told if number in (*sentence.answers, *sentence.partly)]
    if found and number == 16:
        found.append(_TABLE_1)
    return " ".join([*found, _REST[number]] if found and number in _REST else found)
