"""Use a study's own words: tell the recogniser to expect them, and propose them where it heard something like them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.lexicons.words import FUNCTION_WORDS, frequency, is_ordinary
from transcribe_desk.privacy.naming.sounds import likeness, sound_key
from transcribe_desk.study.transcript import DOUBTFUL_PROBABILITY, Turn, Word

# Whisper reads 223 tokens before a window (half of its 448 less one); the other half is left to the sentence before.
HOTWORD_TOKENS = 111

# A word the machine was nearly sure of is proposed for only when it sounds exactly the same.
_FAIRLY_SURE = 0.8
# How near the sound and spelling must be: nearer where what was heard is ordinary English, which needs no correction.
_NEAR = 0.6
_NEAR_FOR_ORDINARY = 0.86
_SOUND_WEIGHT = 0.6
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A vocabulary word for words ``first`` to ``last`` (exclusive) of a turn, for a person to decide on.

    ``score``, from 0 to 1, is how near it sounds, less where the machine was surer of what it heard.
    """

    turn_id: int
    first: int
    last: int
    heard: str
    suggested: str
    score: float
    reason: str


def hotword_text(words: Iterable[str], count_tokens: Callable[[str], int], most: int = HOTWORD_TOKENS) -> str:
    """Give as many words as have room in ``most`` tokens, joined for a recogniser's prompt.

    Most useful first: the rarer a word is in English, the less the recogniser knows it; of equally rare ones the
    longer first. A word too long for the room left is passed over.
    """
    chosen: list[str] = []
    for word in sorted(dict.fromkeys(" ".join(word.split()) for word in words), key=_rarest_then_longest):
        if word and count_tokens(", ".join([*chosen, word])) <= most:
            chosen.append(word)
    return ", ".join(chosen)


def _rarest_then_longest(word: str) -> tuple[int, int, str]:
    return min((frequency(part) for part in fold(word).split()), default=0), -len(word), word


def propose(turns: Iterable[Turn], vocabulary: Iterable[str]) -> tuple[Suggestion, ...]:
    """Propose vocabulary words where the machine was unsure and heard something that sounds like them.

    Nothing is changed. Of suggestions for the same words the best is given; they come in the order of the text.
    """
    entries = [_Entry.of(text) for text in dict.fromkeys(" ".join(word.split()) for word in vocabulary)]
    entries = [entry for entry in entries if len(entry.folded) >= _SHORTEST]
    known = {entry.folded for entry in entries}
    found: list[Suggestion] = []
    for turn in turns:
        taken: set[int] = set()
        for suggestion in sorted(_of_turn(turn, entries, known), key=lambda each: (-each.score, each.first)):
            if not taken & set(range(suggestion.first, suggestion.last)):
                taken |= set(range(suggestion.first, suggestion.last))
                found.append(suggestion)
    return tuple(sorted(found, key=lambda each: (each.turn_id, each.first)))


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    folded: str
    key: str
    words: int

    @staticmethod
    def of(text: str) -> _Entry:
        return _Entry(text, _letters(text), sound_key(text), len(text.split()))


def _of_turn(turn: Turn, entries: Sequence[_Entry], known: set[str]) -> Iterator[Suggestion]:
    for size in sorted({size for entry in entries for size in _sizes(entry)}):
        fitting = [entry for entry in entries if size in _sizes(entry)]
        for first in range(len(turn.words) - size + 1):
            words = turn.words[first : first + size]
            if min(word.probability for word in words) >= _FAIRLY_SURE:
                continue
            heard = _said(words)
            if len(_letters(heard)) < _SHORTEST or _letters(heard) in known or _only_small_words(heard):
                continue
            for entry in fitting:
                if suggestion := _suggestion(turn.id, first, words, heard, entry):
                    yield suggestion


def _sizes(entry: _Entry) -> range:
    """Give how many words an entry may have been heard as: one more or one less than it has."""
    return range(max(1, entry.words - 1), entry.words + 2)


def _suggestion(turn_id: int, first: int, words: Sequence[Word], heard: str, entry: _Entry) -> Suggestion | None:
    probability = min(word.probability for word in words)
    key, folded = sound_key(heard), _letters(heard)
    same = key == entry.key
    if not key or (probability >= DOUBTFUL_PROBABILITY and not same):
        return None
    near = _SOUND_WEIGHT * likeness(key, entry.key) + (1 - _SOUND_WEIGHT) * likeness(folded, entry.folded)
    ordinary = len(words) != entry.words or all(is_ordinary(fold(part)) for part in heard.split())
    if near < (_NEAR_FOR_ORDINARY if ordinary else _NEAR):
        return None
    reason = f"{'Sounds the same' if same else 'Sounds alike'}, and the machine was {probability:.0%} sure of it."
    score = round(near * (1 - probability / 2), 3)
    return Suggestion(turn_id, first, first + len(words), heard, entry.text, score, reason)


def _said(words: Sequence[Word]) -> str:
    """Give the words without the punctuation around them and without a possessive at the end."""
    text = " ".join(word.text for word in words).replace("’", "'")
    return re.sub(r"'s$", "", re.sub(r"^\W+|\W+$", "", text))


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", fold(text))


def _only_small_words(text: str) -> bool:
    return all(part.strip(".,!?") in FUNCTION_WORDS for part in fold(text).split())
