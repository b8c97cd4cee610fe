"""Say what every detector is: something that reads turns and explains what it found."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

from transcribe_desk.privacy.mention import Finding


@dataclass(frozen=True, slots=True)
class TurnText:
    """What a detector may see of a turn: its id and its text, without the speaker's label."""

    id: int
    text: str


class Detector(Protocol):
    """Anything that proposes spans of turns that may identify somebody."""

    name: str

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield turn ids with findings; spans count code points of that turn's text."""
        ...
