"""A study in memory: interviews from plain text, flagged by a watch-list, decided by a made-up person."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import replace

import pytest

from transcribe_desk.privacy import gate
from transcribe_desk.privacy.deciding.decisions import Change
from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.detectors.standard import rule_detectors
from transcribe_desk.privacy.finding import flagging, propagation
from transcribe_desk.privacy.gate import Dossier, SignOff
from transcribe_desk.privacy.mention import Category, Decision, Entity, Mention, Proposal, Watched
from transcribe_desk.privacy.naming import entities as entities_module
from transcribe_desk.privacy.render import AnonymisedTranscript, render
from transcribe_desk.study.study import Interview, Mode, Recording
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word

AT = dt.datetime(2026, 3, 2, 10, 0, tzinfo=dt.UTC)


def turn(number: int, text: str, speaker: str = "S2") -> Turn:
    """Make a turn that says ``text``, a second long."""
    words = tuple(Word(word, number * 1000, number * 1000 + 900) for word in text.split(" "))
    return Turn(number, speaker, words, number * 1000, number * 1000 + 900)


def watched(people: Iterable[str] = (), others: Iterable[str] = ()) -> tuple[Watched, ...]:
    """Give names of people, and other words, as a study watches for them."""
    return (*(Watched(name, Category.PERSON) for name in people), *(Watched(entry) for entry in others))


class Study:
    """Keep what the vault would keep, and take the same steps the jobs take."""

    def __init__(self) -> None:
        self.interviews: dict[int, Interview] = {}
        self.transcripts: dict[int, Transcript] = {}
        self.mentions: tuple[Mention, ...] = ()
        self.entities: tuple[Entity, ...] = ()
        self.flagged: set[int] = set()
        self.sign_offs: dict[int, SignOff] = {}
        self.watched: tuple[Watched, ...] = ()

    def interview(self, *texts: str, label: str = "hospital") -> int:
        """Add a transcribed interview; the first turn is the interviewer's."""
        number = len(self.interviews) + 1
        recording = Recording("0" * 64, 1, "tape.wav", "pcm", 1, 16_000, 3_140_000)
        self.interviews[number] = Interview(
            number, (number,), f"{number:02d}-{label}", label, recording, ("AB",), dt.date(2026, 3, 2), Mode.TELEPHONE
        )
        turns = tuple(turn(index, text, "S1" if index == 1 else "S2") for index, text in enumerate(texts, start=1))
        roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
        self.transcripts[number] = Transcript(turns, roles, roles_confirmed=True)
        return number

    def turns(self, interview_id: int) -> list[TurnText]:
        """Give the turns as detectors see them."""
        return [TurnText(each.id, each.text) for each in self.transcripts[interview_id].turns]

    def flag(self, interview_id: int, detectors: Iterable[Detector] | None = None) -> None:
        """Flag an interview, by the rules unless other detectors are given, and spread what is known."""
        found = flagging.propose(
            self.turns(interview_id), rule_detectors(self.watched) if detectors is None else detectors
        )
        self.store(interview_id, found, complete=True)
        self.flagged.add(interview_id)
        self.spread()

    def spread(self) -> None:
        """Propose known names in every flagged interview."""
        for each in sorted(self.flagged):
            found = propagation.missing_from(each, self.turns(each), self.entities, self.mentions, watched=self.watched)
            self.store(each, found, complete=False)

    def store(self, interview_id: int, found: Sequence[Proposal], *, complete: bool) -> None:
        """Store what is proposed, with ids as the vault gives them."""
        texts = {each.id: each.text for each in self.turns(interview_id)}
        plan = entities_module.assign(interview_id, texts, found, self.entities, self.mentions, complete=complete)
        ids = {entity.id: len(self.entities) + index for index, entity in enumerate(plan.new_entities, start=1)}
        changed = {entity.id: entity for entity in plan.changed_entities}
        self.entities = (
            *(changed.get(entity.id, entity) for entity in self.entities),
            *(replace(entity, id=ids[entity.id]) for entity in plan.new_entities),
        )
        kept = tuple(mention for mention in self.mentions if mention.id not in plan.removed_mention_ids)
        first = max((mention.id for mention in self.mentions), default=0) + 1
        new = tuple(replace(mention, id=first + index) for index, mention in enumerate(plan.with_ids(ids)))
        self.mentions = (*kept, *new)

    def apply(self, change: Change) -> None:
        """Keep a change of decisions."""
        after = {mention.id: mention for mention in change.after}
        self.mentions = tuple(after.get(mention.id, mention) for mention in self.mentions)

    def decide_all(self, decision: Decision = Decision.ACCEPTED) -> None:
        """Decide every undecided mention."""
        self.mentions = tuple(
            replace(mention, decision=decision, decided_by="GE", decided_at=AT)
            if mention.decision is Decision.UNDECIDED
            else mention
            for mention in self.mentions
        )

    def mention(self, said: str, interview_id: int | None = None) -> Mention:
        """Give the first mention of these words."""
        return next(
            mention
            for mention in self.mentions
            if self.said(mention) == said and interview_id in (None, mention.interview_id)
        )

    def said(self, mention: Mention) -> str:
        """Give the words of a mention."""
        text = self.transcripts[mention.interview_id].turn(mention.turn_id).text
        return text[mention.start : mention.end]

    def entity_of(self, said: str, interview_id: int | None = None) -> Entity:
        """Give the entity of the first mention of these words."""
        entity_id = self.mention(said, interview_id).entity_id
        return next(entity for entity in self.entities if entity.id == entity_id)

    def rendered(self, interview_id: int) -> AnonymisedTranscript:
        """Give the interview as decided so far."""
        own = [mention for mention in self.mentions if mention.interview_id == interview_id]
        return render(self.interviews[interview_id], self.transcripts[interview_id], own, self.entities)

    def sign_off(self, interview_id: int) -> None:
        """Sign the interview off as it renders now."""
        self.sign_offs[interview_id] = SignOff("GE", AT, gate.fingerprint(self.rendered(interview_id)))

    def dossier(self, interview_id: int) -> Dossier:
        """Give what the gate looks at."""
        return Dossier(
            self.interviews[interview_id],
            self.transcripts.get(interview_id),
            interview_id in self.flagged,
            self.mentions,
            self.entities,
            self.sign_offs.get(interview_id),
            self.watched,
        )


@pytest.fixture
def study() -> Study:
    """Give an empty study."""
    return Study()
