"""A made study of ten interviews whose invented people have shared, colliding, shortened and misheard names."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Mapping

from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.deciding.review import Review, in_order
from transcribe_desk.privacy.deciding.settling import known_everywhere
from transcribe_desk.privacy.finding.propagation import LABELS
from transcribe_desk.privacy.finding.study_index import StudyIndex
from transcribe_desk.privacy.mention import Category, Entity, Mention, Proposal
from transcribe_desk.privacy.naming import entities

AT = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)

# Two Sarahs, two Dereks, Mr and Mrs Okafor, Dr and Mrs Patel, Margaret who is Maggie, Anna and Ann, Will who is a word,
# Lincoln the person and the town, misspelt and misheard names; in the last two interviews some that nothing found.
TALK: Mapping[int, tuple[str, ...]] = {
    1: (
        "Who set the clinic up?",
        "That was Dr Sarah Patel, with Margaret Whitfield. Margaret’s the matron. Maggie, we call her.",
        "And Derek?",
        "Derek drove the van from Fernhill.",
    ),
    2: (
        "Who do you ring first?",
        "Sarah Osborne, on the desk. Sarah always answers, and Mrs Okafor after five.",
        "Is that Mr Okafor’s wife?",
        "It is. Okafor is a big name in Fernhill.",
    ),
    3: (
        "Did Anna come?",
        "Ann did. Anna was away, so Ann took the notes.",
        "Right.",
        "Whitfeild signed them, I think. Margaret Whitfield, that is.",
    ),
    4: (
        "And the other Derek?",
        "Derek Hall is the porter. Not the driver, Derek.",
        "Which ward?",
        "Heron ward, in St Brannock’s.",
    ),
    5: (
        "What changed?",
        "Dr Patel left, and Siobhan Carey came. Patel was good, mind.",
        "And Shavon?",
        "Siobhan Carey, yes. She rang St Brannock’s on the third of May.",
    ),
    6: (
        "Where do they live?",
        "Peggy is in Long Melford. Mark my words, Mark will move there too.",
        "I will ask Mark.",
        "MARGARET said so. M A R K, that is how you spell it.",
    ),
    7: (
        "So who decides?",
        "Sarah. It is always Sarah, or Osborne if she is out.",
        "Not Patel?",
        "No. And nobody asks Mr Okafor.",
    ),
    8: (
        "Anything else?",
        "My wife is the only other physio here. Call me on 0117 496 0317.",
        "I will.",
        "Or Kwame Osei, Osei at Heron ward. 0117 496 0317 is his as well.",
    ),
    9: (
        "Will you ask Will Barton?",
        "Will will know. Lincoln Reid drove to Lincoln with Oyelaran, and he will be back.",
        "Is that Shivawn’s ward?",
        "No, Heron ward. Mrs Patel, no relation of Dr Patel, runs it.",
    ),
    10: (
        "How is that spelt?",
        "D-R-A-B-I-K. Drabik, and the case is 4857 3391.",
        "Does Oyelaran know?",
        "Oyelaran’s the one who told me. Lincoln is lovely in May, he says.",
    ),
}

# What “detectors” find: whole words, longest first, none inside another; the last is an indirect cue.
FOUND: tuple[tuple[str, Category], ...] = (
    ("Dr Sarah Patel", Category.PERSON),
    ("Margaret Whitfield", Category.PERSON),
    ("Sarah Osborne", Category.PERSON),
    ("Siobhan Carey", Category.PERSON),
    ("Derek Hall", Category.PERSON),
    ("Kwame Osei", Category.PERSON),
    ("Lincoln Reid", Category.PERSON),
    ("Will Barton", Category.PERSON),
    ("Mrs Patel", Category.PERSON),
    ("Mrs Okafor", Category.PERSON),
    ("Mr Okafor", Category.PERSON),
    ("Dr Patel", Category.PERSON),
    ("Whitfeild", Category.PERSON),
    ("Maggie", Category.PERSON),
    ("Peggy", Category.PERSON),
    ("Derek", Category.PERSON),
    ("Okafor", Category.PERSON),
    ("Shavon", Category.PERSON),
    ("Anna", Category.PERSON),
    ("Ann", Category.PERSON),
    ("Mark", Category.PERSON),
    ("Sarah", Category.PERSON),
    ("Long Melford", Category.PLACE),
    ("Fernhill", Category.PLACE),
    ("Lincoln", Category.PLACE),
    ("Heron ward", Category.ORGANISATION),
    ("St Brannock’s", Category.ORGANISATION),
    ("the third of May", Category.DATE),
    ("0117 496 0317", Category.CONTACT),
    ("the only other physio", Category.INDIRECT),
)


def texts(talk: Iterable[str]) -> dict[int, str]:
    """Give turns with their numbers, from 1."""
    return dict(enumerate(talk, start=1))


def proposals(turns: Mapping[int, str], found: Iterable[tuple[str, Category]] = FOUND) -> list[Proposal]:
    """Propose what stands in ``found`` wherever it is said in these capitals."""
    made = []
    for turn_id, text in turns.items():
        taken: set[int] = set()
        for name, category in sorted(found, key=lambda each: -len(each[0])):
            for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                span = set(range(*match.span()))
                if not span & taken:
                    taken |= span
                    made.append(
                        Proposal(
                            turn_id, *match.span(), LABELS[category], category, ("test",), 0.8, "in the test's list"
                        )
                    )
    return sorted(made, key=lambda each: (each.turn_id, each.start))


def flag(review: Review, interview_id: int, found: Iterable[tuple[str, Category]] = FOUND) -> None:
    """Take an interview's proposals in, and what the names known then say in the whole study."""
    turns = review.index.texts(interview_id)
    assignment = entities.assign(
        interview_id,
        turns,
        proposals(turns, found),
        tuple(review.entities.values()),
        in_order(review.mentions.values()),
        numbers=review.numbers(),
        apart=review.apart,
    )
    review.apply(review.change_of(assignment))
    review.apply(known_everywhere(review))


def made_review(talk: Mapping[int, Iterable[str]] = TALK, found: Iterable[tuple[str, Category]] = FOUND) -> Review:
    """Give the review of the study, every interview flagged in order and nothing decided."""
    review = Review(index=StudyIndex())
    for interview_id, turns in talk.items():
        review.index.put(interview_id, texts(turns))
        flag(review, interview_id, tuple(found))
    return review


def copied(review: Review) -> Review:
    """Give a review like this one that can be changed by itself."""
    return Review(
        review.entities.values(),
        review.mentions.values(),
        review.apart,
        index=StudyIndex({each: review.index.texts(each) for each in review.index.interviews()}),
        next_entity_id=review.next_entity_id,
        next_mention_id=review.next_mention_id,
    )


def state(review: Review) -> tuple[dict[int, Entity], dict[int, Mention], set[tuple[int, int]]]:
    """Give everything a review holds, to compare."""
    return dict(review.entities), dict(sorted(review.mentions.items())), set(review.apart)


def entity_named(review: Review, name: str) -> Entity:
    """Give the one entity with this name."""
    (found,) = [each for each in review.entities.values() if each.name == name and review.mentions_of(each.id)]
    return found


def said(review: Review, words: str, interview_id: int | None = None) -> Mention:
    """Give the first mention of these words."""
    return next(
        mention
        for mention in in_order(review.mentions.values())
        if review.said(mention) == words and interview_id in (None, mention.interview_id)
    )


def do(review: Review, change: Change) -> Change:
    """Apply a change and give it."""
    review.apply(change)
    return change
