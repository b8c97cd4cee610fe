"""Hold a transcript: turns made of words that carry their time and how sure the machine was."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

DOUBTFUL_PROBABILITY = 0.5


class SpeakerRole(StrEnum):
    """What a speaker is in the conversation."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word with its punctuation, no spaces; times in milliseconds, probability 0 to 1."""

    text: str
    start_ms: int
    end_ms: int
    probability: float = 1.0

    @property
    def doubtful(self) -> bool:
        """Tell whether a person should listen to this word."""
        return self.probability < DOUBTFUL_PROBABILITY


@dataclass(frozen=True, slots=True)
class Segment:
    """A run of words as the speech engine gave it, before speakers are told apart.

    ``flags`` say why a person should listen to it; they are those of ``speech/guards.py``.
    """

    words: tuple[Word, ...]
    start_ms: int
    end_ms: int
    average_log_probability: float = 0.0
    compression_ratio: float = 1.0
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says until another speaks; ``id`` is stable within its interview."""

    id: int
    speaker: str
    words: tuple[Word, ...]
    start_ms: int
    end_ms: int

    @property
    def text(self) -> str:
        """Give the words joined by single spaces; every span in a turn counts code points of this text."""
        return " ".join(word.text for word in self.words)

    def word_spans(self) -> Iterator[tuple[int, int, Word]]:
        """Give each word with its start and end (exclusive) in ``text``."""
        position = 0
        for word in self.words:
            yield position, position + len(word.text), word
            position += len(word.text) + 1

    def words_between(self, start: int, end: int) -> tuple[Word, ...]:
        """Give the words that the characters ``start`` to ``end`` of ``text`` touch."""
        return tuple(word for first, last, word in self.word_spans() if first < end and start < last)


@dataclass(frozen=True, slots=True)
class Transcript:
    """An interview's turns in order, and what each speaker is; ``roles`` may be a proposal still.

    ``highest_turn_id`` is the highest that any turn ever had: no id is given twice, so that what was noted of a turn
    never comes to stand at another.
    """

    turns: tuple[Turn, ...]
    roles: dict[str, SpeakerRole] = field(default_factory=dict)
    roles_confirmed: bool = False
    highest_turn_id: int = field(default=0, compare=False)

    @property
    def next_turn_id(self) -> int:
        """Give the id of the next turn that is made."""
        return max((self.highest_turn_id, *(turn.id for turn in self.turns))) + 1

    @property
    def doubtful_words(self) -> int:
        """Count the words a person should listen to."""
        return sum(word.doubtful for turn in self.turns for word in turn.words)

    def turn(self, turn_id: int) -> Turn:
        """Give the turn with this id, or raise KeyError."""
        for turn in self.turns:
            if turn.id == turn_id:
                return turn
        raise KeyError(turn_id)

    def label(self, speaker: str, study_id: str) -> str:
        """Give the label a speaker has in an export: ``Interviewer``, the study ID, or ``02-hospital-P2``.

        The first participant to speak is the study ID itself when there is only one, as coding tools make one
        case of each label.
        """
        if self.roles.get(speaker) is SpeakerRole.INTERVIEWER:
            interviewers = self._speakers_with(SpeakerRole.INTERVIEWER)
            return "Interviewer" if len(interviewers) == 1 else f"Interviewer {interviewers.index(speaker) + 1}"
        participants = self._speakers_with(SpeakerRole.PARTICIPANT)
        return study_id if len(participants) == 1 else f"{study_id}-P{participants.index(speaker) + 1}"

    def _speakers_with(self, role: SpeakerRole) -> list[str]:
        order = dict.fromkeys(turn.speaker for turn in self.turns)
        return [speaker for speaker in order if self.roles.get(speaker, SpeakerRole.PARTICIPANT) is role]
