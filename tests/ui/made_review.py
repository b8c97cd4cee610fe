"""Make a study with everything a review meets: two people of one name, an indirect detail, words nothing found."""

from __future__ import annotations

import datetime as dt

from tests.ui import made_study
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.study import Interview, Mode
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn

FIRST = (
    "And when the community service started, how did the referrals work?",
    (
        "Well, to start with it was all on paper. So Dr Osei would see somebody in the clinic, and then Kit would ring"
        " across to Fernhill, and if nobody picked up, that was that."
    ),
    "Who was that?",
    (
        "Kit is Christine Hallam, she keeps the list. I'm the only man on the team who does both, and Joanne the physio"
        " does the rest. We send them to Long Melford, or to the Wexbury unit near Thornaby."
    ),
    "Has that got better?",
    (
        "It has, I will say. Osei gave me a mobile, oh one one seven, four nine six, oh three one, and I ring it. Since"
        " the third of May it is all one system, and the code for it is four eight two nine one six."
    ),
)
SECOND = (
    "Tell me about the start.",
    (
        "Kwame Osei set it up with Joanne Marsh, and Joanne Hill did the rota. Joanne runs the money side now, and Kit"
        " rings us from Fernhill every day."
    ),
    "And now?",
    "Now Dr Osei comes to Long Melford on Mondays, and Christine Hallam keeps the list for all of us.",
)
FOUND = {
    "Dr Osei": ("PERSON", "NAME", "honorific and name", ("people", "spacy-md", "spacy-sm"), 0.9),
    "Kwame Osei": ("PERSON", "NAME", "first name and surname", ("spacy-md", "spacy-sm"), 0.95),
    "Osei": ("PERSON", "NAME", "same entity as “Dr Osei”", ("propagation",), 0.8),
    "Christine Hallam": ("PERSON", "NAME", "first name and surname", ("spacy-md", "spacy-sm"), 0.95),
    "Kit": ("PERSON", "NAME", "a first name", ("spacy-md",), 0.55),
    "Joanne Marsh": ("PERSON", "NAME", "first name and surname", ("spacy-md", "spacy-sm"), 0.95),
    "Joanne Hill": ("PERSON", "NAME", "first name and surname", ("spacy-md", "spacy-sm"), 0.95),
    "Joanne": ("PERSON", "NAME", "a first name", ("spacy-md", "spacy-sm"), 0.85),
    "will": ("PERSON", "NAME", "a first name that is also a word", ("gazetteers",), 0.3),
    "Fernhill": ("ORG", "ORGANISATION", "named like an organisation", ("spacy-md", "spacy-sm"), 0.8),
    "Long Melford": ("LOCATION", "PLACE", "a place in Great Britain", ("spacy-md", "spacy-sm"), 0.85),
    "oh one one seven, four nine six, oh three one": (
        "PHONE", "CONTACT", "digits spoken like a telephone number", ("telephone",), 0.9,
    ),
    "the third of May": ("DATE", "DATE", "an exact date", ("dates",), 0.7),
    "the only man on the team": (
        "INDIRECT", "INDIRECT", "says that somebody is the only or the first", ("indirect",), 0.4,
    ),
}  # fmt: skip


def fill(desk: Desk) -> tuple[Interview, Interview]:
    """Put two flagged interviews of two organisations in and give them."""
    known = {each.label for each in desk.organisations()}
    for label in ("hospital", "community"):
        if label not in known:
            desk.add_organisation(label)
    return _add(desk, "hospital", FIRST), _add(desk, "community", SECOND)


def _add(desk: Desk, label: str, talk: tuple[str, ...]) -> Interview:
    interview = made_study.add_interview(desk, label, Mode.FACE_TO_FACE, dt.date(2018, 10, 9), 2_286_000)
    turns = made_study.turns_of(talk)
    roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
    desk.vault.transcripts.save_transcript(interview.id, Transcript(turns, roles))
    reviewing.store_proposals(desk.vault, interview.id, [found for turn in turns for found in _found(turn)])
    return interview


def _found(turn: Turn) -> list[dict[str, object]]:
    """Propose each place that says one of the names, the longest where several do."""
    made: list[dict[str, object]] = []
    taken: set[int] = set()
    for name in sorted(FOUND, key=len, reverse=True):
        label, category, reason, detectors, score = FOUND[name]
        start = turn.text.find(name)
        while start >= 0:
            span = set(range(start, start + len(name)))
            if not span & taken and not turn.text[start + len(name) : start + len(name) + 1].isalpha():
                taken |= span
                made.append(
                    {
                        "turn_id": turn.id, "start": start, "end": start + len(name), "label": label,
                        "category": category, "detectors": list(detectors), "score": score, "reason": reason,
                    }
                )  # fmt: skip
            start = turn.text.find(name, start + 1)
    return made
