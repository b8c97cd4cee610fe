"""Tell which word sounds at a moment and when a place in the text is said, quickly and without Qt."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate
from typing import Self

from transcribe_desk.study.transcript import Transcript, Turn

# Between two words the one before is still the one that plays; in a longer pause none is.
LINGER_MS = 800


@dataclass(frozen=True, slots=True)
class _Words:
    """When the words of a turn begin, never earlier than one before, and where they begin in its text."""

    starts_ms: tuple[int, ...]
    offsets: tuple[int, ...]

    @classmethod
    def of(cls, turn: Turn) -> Self:
        starts = accumulate((word.start_ms for word in turn.words), max)
        return cls(tuple(starts), tuple(start for start, _end, _word in turn.word_spans()))


class Following:
    """A transcript as sound runs through it: look-ups take a few steps however long it is.

    After an edit ``update`` keeps what is known of every turn that is the same object as before.

        following = Following(transcript)
        following.word_at(player.position())      # (turn id, number of the word), or None in a pause
        player.seek(following.ms_of(turn_id, cursor_offset))
    """

    def __init__(self, transcript: Transcript) -> None:
        self._words: dict[int, _Words] = {}
        self._turns: dict[int, Turn] = {}
        self.update(transcript)

    def update(self, transcript: Transcript) -> None:
        """Follow this transcript from now on."""
        before, self._turns = self._turns, {turn.id: turn for turn in transcript.turns}
        self._words = {
            turn_id: words for turn_id, words in self._words.items() if self._turns.get(turn_id) is before.get(turn_id)
        }
        self._order = tuple(turn for turn in transcript.turns if turn.words)
        self._starts_ms = tuple(accumulate((turn.words[0].start_ms for turn in self._order), max))

    def word_at(self, ms: int) -> tuple[int, int] | None:
        """Give the turn and the number of the word, from 0, that sounds or has just sounded; None in a pause."""
        turn = self._turn_at(ms)
        if turn is None:
            return None
        place = max(0, bisect_right(self._words_of(turn).starts_ms, ms) - 1)
        return (turn.id, place) if ms < turn.words[place].end_ms + LINGER_MS else None

    def turn_at(self, ms: int) -> int | None:
        """Give the turn that was begun last at a moment, None before the first."""
        turn = self._turn_at(ms)
        return None if turn is None else turn.id

    def turn(self, turn_id: int) -> Turn:
        """Give a turn; raise KeyError."""
        return self._turns[turn_id]

    def ms_of(self, turn_id: int, offset: int) -> int:
        """Give when the word at code point ``offset`` of a turn's text begins; raise KeyError for an unknown turn.

        A blank counts to the word before it, and any place past the end to the last word.
        """
        turn = self._turns[turn_id]
        if not turn.words:
            return turn.start_ms
        return turn.words[max(0, bisect_right(self._words_of(turn).offsets, offset) - 1)].start_ms

    def _turn_at(self, ms: int) -> Turn | None:
        place = bisect_right(self._starts_ms, ms)
        return self._order[place - 1] if place else None

    def _words_of(self, turn: Turn) -> _Words:
        if turn.id not in self._words:
            self._words[turn.id] = _Words.of(turn)
        return self._words[turn.id]
