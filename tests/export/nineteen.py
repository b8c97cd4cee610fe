"""Make a study of 19 interviews in the shape of BMJ Open 2020;10:e040267: made text, a real vault, the real gate."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.study import Interview, Mode, Recording, StudySettings
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault
from transcribe_desk.vault.transcripts import Plan

# Its Table 1: organisation, role, participants.
TABLE_1 = {
    "hospital": {"respiratory nurse": 3, "physiotherapist": 2, "physiotherapist support": 1, "team lead": 2},
    "community": {"nurse": 2, "physiotherapist": 2, "nursing support": 3, "service lead or management": 2},
    "commissioner": {"commissioner": 2},
}
REAL_NAMES = {"hospital": "Northmoor Infirmary", "community": "Fernhill Trust", "commissioner": "Eastvale Board"}
MINUTES = (14, 22, 25, 27, 31, 33, 35, 38, 41, 42, 44, 47, 49, 52, 55, 58, 63, 71, 86)
BY_TELEPHONE = {7, 18}
# Nineteen people who speak and whom the others speak of; all invented.
PEOPLE = (
    "Oduya Hargreave", "Wilmot Ashdale", "Beatrix Penhallow", "Tomasz Wierzba", "Lorna Quill", "Ambrose Tetlow",
    "Marguerite Dunstall", "Kwabena Osei", "Phyllida Crake", "Ivor Brandreth", "Sunniva Lund", "Jocasta Merriman",
    "Rufus Oakeshott", "Delphine Varga", "Godfrey Nutkins", "Hermione Slee", "Caspian Rudge", "Xanthe Morrow",
    "Barnaby Thistlewood",
)  # fmt: skip
PLACES = ("Long Melford", "Kettlesing", "Appledore")


@dataclass(frozen=True, slots=True)
class Seat:
    """One participant's place in the study."""

    number: int
    organisation: str
    role: str
    name: str

    @property
    def study_id(self) -> str:
        """Give the study ID."""
        return f"{self.number:02d}-{self.organisation}"


SEATS = tuple(
    Seat(number, organisation, role, PEOPLE[number - 1])
    for number, (organisation, role) in enumerate(
        (
            (organisation, role)
            for organisation, roles in TABLE_1.items()
            for role, people in roles.items()
            for _ in range(people)
        ),
        start=1,
    )
)


def make_nineteen(folder: Path, *, reviewed: int = 19) -> Desk:
    """Make the study in ``folder``, with the first ``reviewed`` interviews decided on and signed off; close it after.

    The interviews last 14 to 86 minutes and were held from October 2018 to January 2019, two of them by telephone;
    GE held twelve and AB seven. Every proposal is accepted.
    """
    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    vault = Vault.create(folder / "Nineteen.tdstudy", "a passphrase", StudySettings("Respiratory care"), cost=cheap)
    desk = Desk(vault, ModelStore(folder / "models"))
    for label, name in REAL_NAMES.items():
        desk.add_organisation(label, name)
    interviews = [_interview(desk, seat) for seat in SEATS]
    with vault.transaction():
        for interview, seat in zip(interviews, SEATS, strict=True):
            _transcribe(desk, interview, seat)
    for interview in interviews[:reviewed]:
        desk.decide([mention.id for mention in desk.mentions(interview.id)], Decision.ACCEPTED, "GE")
    for interview in interviews[:reviewed]:
        desk.confirm_roles(interview.id)
        desk.sign_off(interview.id, "Gesa Ernst" if interview.id % 2 else "AB")
    return desk


def _interview(desk: Desk, seat: Seat) -> Interview:
    vault = desk.vault
    organisation = vault.study.organisation_by_label(seat.organisation)
    assert organisation is not None
    length_ms = MINUTES[(seat.number * 7) % len(MINUTES)] * 60_000
    with vault.transaction():
        person = vault.study.add_participant(organisation.id, seat.number, seat.name, role=seat.role)
        recording = Recording(f"{seat.number:064x}", 9_000_000, f"{seat.name}.m4a", "aac", 1, 44_100, length_ms)
        return vault.interviews.add(
            (person.id,),
            recording,
            interviewers=("GE",) if seat.number <= 12 else ("Anna Brown",),
            date=dt.date(2018, 10, 3) + dt.timedelta(days=6 * (seat.number - 1)),
            mode=Mode.TELEPHONE if seat.number in BY_TELEPHONE else Mode.FACE_TO_FACE,
        )


def _transcribe(desk: Desk, interview: Interview, seat: Seat) -> None:
    turns = tuple(_turns(_talk(seat)))
    roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
    plan = Plan("whisper-base", "faster-whisper", 5, "en", 2, ((0, 60_000),), 1, finished=True)
    desk.vault.transcripts.save_plan(interview.id, plan)
    desk.vault.transcripts.save_transcript(interview.id, Transcript(turns, roles))
    reviewing.store_proposals(desk.vault, interview.id, list(_proposals(turns)))


def _talk(seat: Seat) -> Sequence[str]:
    colleague = PEOPLE[seat.number % len(PEOPLE)]
    place = PLACES[seat.number % len(PLACES)]
    return (
        f"Thank you for making time, {seat.name.split()[0]}. What does a week look like in your team?",
        f"It is never the same twice. I do {seat.number} visits, most of them out at {place}, and then the paperwork.",
        "And how do referrals reach you?",
        f"By letter, mostly: “urgent” or not. {colleague} reads them first – she is quick – and the rest wait.",
        "What would make it easier?",
        f"One list for everybody. {colleague.split()[0]} and I say so at {REAL_NAMES[seat.organisation]} every year.",
    )


def _turns(talk: Sequence[str]) -> list[Turn]:
    turns: list[Turn] = []
    start = 1_000
    for number, text in enumerate(talk, start=1):
        words = tuple(
            Word(word, start + 300 * place, start + 300 * place + 280) for place, word in enumerate(text.split())
        )
        turns.append(Turn(number, "S1" if number % 2 else "S2", words, start, words[-1].end_ms))
        start = words[-1].end_ms + 900
    return turns


def _proposals(turns: Sequence[Turn]) -> list[dict[str, object]]:
    """Propose every place that says one of the names, longest first, none inside another."""
    names = {
        **{name: ("PERSON", "NAME") for person in PEOPLE for name in (person, person.split()[0])},
        **dict.fromkeys(PLACES, ("LOCATION", "PLACE")),
        **dict.fromkeys(REAL_NAMES.values(), ("ORG", "ORGANISATION")),
    }
    made: list[dict[str, object]] = []
    for turn in turns:
        taken: set[int] = set()
        for name in sorted(names, key=len, reverse=True):
            start = turn.text.find(name)
            if start < 0 or taken & set(range(start, start + len(name))):
                continue
            taken |= set(range(start, start + len(name)))
            label, category = names[name]
            made.append(
                {
                    "turn_id": turn.id, "start": start, "end": start + len(name), "label": label,
                    "category": category, "detectors": ["spacy-md", "people"], "score": 0.9, "reason": "made",
                }
            )  # fmt: skip
    return made
