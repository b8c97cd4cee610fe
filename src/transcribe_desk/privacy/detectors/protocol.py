"""Say what every detector is: something that reads turns and explains what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from transcribe_desk.privacy.mention import Finding
from transcribe_desk.study.transcript import Turn, Word


@dataclass(frozen=True, slots=True)
class TurnText:
    """What a detector may see of a turn: its id and its text, without the speaker's label.

    ``words`` are those of the recording, with times and how sure the recogniser was; plain text has none.
    """

    id: int
    text: str
    words: tuple[Word, ...] = ()

    @classmethod
    def of(cls, turn: Turn) -> TurnText:
        """Give what detectors may see of a turn of a transcript."""
        return cls(turn.id, turn.text, turn.words)

    def doubtful_spans(self) -> list[tuple[int, int]]:
        """Give the spans of ``text`` that the recogniser was unsure of; none where the words do not make the text."""
        spans: list[tuple[int, int]] = []
        position = 0
        for word in self.words:
            if not self.text.startswith(word.text, position):
                return []
            if word.doubtful:
                spans.append((position, position + len(word.text)))
            position += len(word.text) + 1
        return spans


class Detector(Protocol):
    """Anything that proposes spans of turns that may identify somebody.

    ``version`` goes with every proposal into the log, so it changes whenever the detector would find something else.
    """

    @property
    def name(self) -> str:
        """Give the name that stands beside its proposals."""
        ...

    @property
    def version(self) -> str:
        """Give the version of its rules, or of its model."""
        ...

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield turn ids with findings; spans count code points of that turn's text."""
        ...
