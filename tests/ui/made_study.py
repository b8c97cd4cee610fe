"""Make a study for tests and pictures: a real vault with invented interviews, proposals and decisions."""

from __future__ import annotations

import atexit
import datetime as dt
import shutil
import tempfile
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.study.study import Interview, Mode, Recording, StudySettings
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

PASSPHRASE = "seven quiet herons at dawn"
QUICK = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
TITLE = "Integrated respiratory service"

LONG_TALK = (
    "And when the community service started, how did the referrals work between the two teams?",
    (
        "Well, to start with it was all on paper. So Dr Osei would see somebody in the clinic, and then Christine "
        "would ring across to Fernhill, and if nobody picked up, that was that. We had patients waiting a week."
    ),
    "Right.",
    (
        "And they could not see our system, and we could not see theirs. I mean, it sounds silly, but half of my "
        "Thursday was just typing the same thing in twice, because otherwise nobody at the other end knew what "
        "oxygen we had them on. Kwame said as much to Fernhill in the spring."
    ),
    "Has that got better since?",
    (
        "It has. They sit in on the triage now, Joanne and the other physio. I will say, once you have met "
        "somebody it is different. She gave me her mobile, oh one one seven, four nine six, oh three one, and I "
        "ring it."
    ),
    "Could you say a bit more about that?",
    (
        "Before, I would have written a letter. Kwame Osei set the whole thing up with Joanne, and people from "
        "Long Melford come over on the bus. Dr Osei does the clinic there on the third of May, and every month "
        "after it."
    ),
    "So who decides now where somebody goes?",
    (
        "The physio, mostly. It used to be whoever shouted. Christine keeps the list, and she is firm about it, "
        "which I like. If there is an argument it goes to Osei."
    ),
    "And the patients, what do they say?",
    "They say they only tell it once. That is the thing they all come back to, that they only tell it once.",
)
SHORT_TALK = (
    "How long have you been in this post?",
    "Since the service began. Joanne interviewed me, in fact, with Dr Osei in the chair.",
    "And what was the first month like?",
    "Busy. Um, I was driving to Long Melford twice a week and nobody had told Fernhill that I existed.",
)
NAMES = {
    "Dr Osei": ("PERSON", "NAME", "honorific and name"),
    "Kwame Osei": ("PERSON", "NAME", "first name and surname"),
    "Kwame": ("PERSON", "NAME", "same entity as “Kwame Osei”"),
    "Osei": ("PERSON", "NAME", "same entity as “Dr Osei”"),
    "Christine": ("PERSON", "NAME", "a first name"),
    "Joanne": ("PERSON", "NAME", "a first name"),
    "will": ("PERSON", "NAME", "a first name that is also a word"),
    "Fernhill": ("ORG", "ORGANISATION", "named like an organisation"),
    "Long Melford": ("LOCATION", "PLACE", "a place in Great Britain"),
    "oh one one seven, four nine six, oh three one": ("PHONE", "CONTACT", "digits spoken like a telephone number"),
    "the third of May": ("DATE", "DATE", "an exact date"),
}
_DOUBTFUL = {"Christine", "Fernhill", "Joanne", "nobody"}


def new_desk(folder: Path, *, passphrase: str = PASSPHRASE) -> Desk:
    """Make an empty study whose passphrase is quick to derive."""
    return Desk(Vault.create(folder, passphrase, StudySettings(title=TITLE), cost=QUICK))


def filled(folder: Path, how: Callable[[Desk], object] | None = None) -> Desk:
    """Make a study that ``how`` filled, this module's ``fill`` where none is given; made once and copied since."""
    shutil.copytree(_filled_once(how or fill), folder)
    return Desk.open(folder, PASSPHRASE)


@cache
def _filled_once(how: Callable[[Desk], object]) -> Path:
    kept = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, kept, ignore_errors=True)
    with new_desk(kept / "Made.tdstudy") as desk:
        how(desk)
    return kept / "Made.tdstudy"


def fill(desk: Desk) -> list[Interview]:
    """Put three organisations and eight interviews in, at every stage from imported to signed off."""
    for label, name in (("hospital", "Northern General"), ("community", "Fernhill Trust"), ("commissioner", "")):
        desk.add_organisation(label, name)
    stages = (
        ("hospital", Mode.FACE_TO_FACE, dt.date(2018, 10, 3), 2_480_000, SHORT_TALK),
        ("hospital", Mode.FACE_TO_FACE, dt.date(2018, 10, 9), 2_286_000, LONG_TALK),
        ("hospital", Mode.TELEPHONE, dt.date(2018, 10, 22), 1_608_000, SHORT_TALK),
        ("hospital", Mode.FACE_TO_FACE, dt.date(2018, 11, 5), 3_151_000, ()),
        ("community", Mode.FACE_TO_FACE, dt.date(2018, 11, 8), 1_982_000, ()),
        ("community", Mode.VIDEO, dt.date(2018, 11, 19), 5_170_000, ()),
        ("commissioner", Mode.TELEPHONE, dt.date(2018, 12, 3), 849_000, ()),
        ("commissioner", Mode.TELEPHONE, dt.date(2018, 12, 10), 1_360_000, ()),
    )
    made = [add_interview(desk, label, mode, date, length, talk) for label, mode, date, length, talk in stages]
    for mention in desk.mentions(made[0].id):
        desk.decide([mention.id], Decision.ACCEPTED, "AB")
    if not [each for each in desk.refusals(made[0].id) if each.code.value != "not signed off"]:
        desk.sign_off(made[0].id, "A. Brown")
    return made


def add_interview(
    desk: Desk, label: str, mode: Mode | None, date: dt.date | None, length_ms: int, talk: Sequence[str] = ()
) -> Interview:
    """Add an interview; with ``talk`` also its transcript, interviewer first, and proposals for the names in it."""
    vault = desk.vault
    organisation = vault.study.organisation_by_label(label)
    assert organisation is not None
    with vault.transaction():
        participant = vault.study.add_participant(organisation.id, None)
        recording = Recording(f"{participant.number:064x}", 9_000_000, "take.m4a", "aac", 1, 44100, length_ms)
        interview = vault.interviews.add((participant.id,), recording, date=date, mode=mode)
    if talk:
        turns = turns_of(talk)
        roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
        vault.transcripts.save_transcript(interview.id, Transcript(turns, roles))
        reviewing.store_proposals(vault, interview.id, proposals_for(turns))
    return interview


def turns_of(talk: Sequence[str], start_ms: int = 722_000) -> tuple[Turn, ...]:
    """Make turns of two speakers taking turns, 0.3 s a word; some words are doubtful."""
    turns: list[Turn] = []
    for number, text in enumerate(talk, start=1):
        words = []
        for place, word in enumerate(text.split()):
            begin = start_ms + 300 * place
            words.append(Word(word, begin, begin + 280, 0.31 if word.strip(",.") in _DOUBTFUL else 0.96))
        turns.append(Turn(number, "S1" if number % 2 else "S2", tuple(words), start_ms, words[-1].end_ms))
        start_ms = words[-1].end_ms + 900
    return tuple(turns)


def proposals_for(turns: Sequence[Turn]) -> list[dict[str, object]]:
    """Propose every place that says one of the NAMES, longest first, none inside another."""
    made: list[dict[str, object]] = []
    for turn in turns:
        taken: set[int] = set()
        for name in sorted(NAMES, key=len, reverse=True):
            label, category, reason = NAMES[name]
            start = turn.text.find(name)
            while start >= 0:
                span = set(range(start, start + len(name)))
                if not span & taken and not turn.text[start + len(name) : start + len(name) + 1].isalpha():
                    taken |= span
                    made.append(
                        {
                            "turn_id": turn.id, "start": start, "end": start + len(name), "label": label,
                            "category": category, "detectors": ["en_core_web_md", "en_core_web_sm"], "score": 0.85,
                            "reason": reason,
                        }
                    )  # fmt: skip
                start = turn.text.find(name, start + 1)
    return made
