"""Use a study's own words: tell the recogniser to expect them, and propose them where it heard something like them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.lexicons.words import FUNCTION_WORDS, frequency, is_ordinary
from transcribe_desk.privacy.naming.sounds import nearness, sound_key
from transcribe_desk.study.transcript import DOUBTFUL_PROBABILITY, Turn, Word

# Whisper reads 223 tokens before a window (half of its 448 less one); the other half is left to the sentence before.
HOTWORD_TOKENS = 111

# A word the machine was nearly sure of is proposed for only when it sounds exactly the same.
_FAIRLY_SURE = 0.8
# How near the sound and spelling must be: nearer where what was heard is ordinary English, which needs no correction.
_NEAR = 0.6
_NEAR_FOR_ORDINARY = 0.86
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class SoundAlike:
    """A vocabulary word that sounds like words ``first`` to ``last`` (exclusive) of what was heard.

    ``score``, from 0 to 1, is how near it sounds, less where the machine was surer of what it heard.
    """

    first: int
    last: int
    heard: str
    suggested: str
    score: float
    reason: str


@dataclass(frozen=True, slots=True)
class Suggestion(SoundAlike):
    """A vocabulary word that may be meant in a turn, for a person to decide on."""

    turn_id: int


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


class Vocabulary:
    """A study's words, ready to be compared with what was heard."""

    def __init__(self, words: Iterable[str]) -> None:
        entries = [_Entry.of(text) for text in dict.fromkeys(" ".join(word.split()) for word in words)]
        self._entries = [entry for entry in entries if len(entry.folded) >= _SHORTEST]
        self._written = {entry.parts for entry in self._entries}

    def sound_alikes(self, words: Sequence[Word]) -> list[SoundAlike]:
        """Give what may be meant where the machine was unsure, in the order of the text, one for the same words."""
        found: list[SoundAlike] = []
        taken: set[int] = set()
        for alike in sorted(self._all_alike(words), key=lambda each: (-each.score, each.first)):
            if not taken & set(range(alike.first, alike.last)):
                taken |= set(range(alike.first, alike.last))
                found.append(alike)
        return sorted(found, key=lambda each: each.first)

    def _all_alike(self, words: Sequence[Word]) -> Iterator[SoundAlike]:
        for size in sorted({size for entry in self._entries for size in _sizes(entry)}):
            fitting = [entry for entry in self._entries if size in _sizes(entry)]
            for first in range(len(words) - size + 1):
                said = words[first : first + size]
                if min(word.probability for word in said) >= _FAIRLY_SURE:
                    continue
                heard = said_text(said)
                parts = _parts(heard)
                if len(letters(heard)) < _SHORTEST or parts in self._written or _only_small_words(heard):
                    continue
                others = [entry for entry in fitting if not _holds(parts, entry.parts)]
                yield from (alike for entry in others if (alike := _alike(first, said, heard, entry)))


def propose(turns: Iterable[Turn], vocabulary: Iterable[str]) -> tuple[Suggestion, ...]:
    """Propose vocabulary words where the machine was unsure and heard something that sounds like them.

    Nothing is changed. Of suggestions for the same words the best is given.
    """
    known = Vocabulary(vocabulary)
    return tuple(
        Suggestion(**asdict(alike), turn_id=turn.id) for turn in turns for alike in known.sound_alikes(turn.words)
    )


def said_text(words: Sequence[Word]) -> str:
    """Give the words without the punctuation around them and without a possessive at the end."""
    text = " ".join(word.text for word in words).replace("’", "'")
    return without_possessive(re.sub(r"^\W+|\W+$", "", text))


def without_possessive(text: str) -> str:
    """Give a text without a possessive at its end, which says nothing about whether two words are the same."""
    return re.sub(r"['’]s$", "", text)


def letters(text: str) -> str:
    """Give the letters and digits of a text, folded, for telling whether two are the same."""
    return re.sub(r"[\W_]", "", fold(text))


@dataclass(frozen=True, slots=True)
class _Entry:
    text: str
    folded: str
    key: str
    parts: tuple[str, ...]

    @staticmethod
    def of(text: str) -> _Entry:
        said = without_possessive(text)
        return _Entry(text, letters(said), sound_key(said), _parts(said))


def _holds(parts: tuple[str, ...], run: tuple[str, ...]) -> bool:
    """Tell whether ``run`` stands in ``parts``: of what is there already, nothing sounds alike."""
    return any(parts[first : first + len(run)] == run for first in range(len(parts) - len(run) + 1))


def _parts(text: str) -> tuple[str, ...]:
    return tuple(letters(part) for part in text.split())


def _sizes(entry: _Entry) -> range:
    """Give how many words an entry may have been heard as: one more or one less than it has."""
    return range(max(1, len(entry.parts) - 1), len(entry.parts) + 2)


def _alike(first: int, words: Sequence[Word], heard: str, entry: _Entry) -> SoundAlike | None:
    probability = min(word.probability for word in words)
    key, folded = sound_key(heard), letters(heard)
    same = key == entry.key if key else folded == entry.folded
    if folded.isdigit() or (probability >= DOUBTFUL_PROBABILITY and not same):
        return None
    near = nearness(folded, entry.folded)
    ordinary = len(words) != len(entry.parts) or all(is_ordinary(fold(part)) for part in heard.split())
    if near < (_NEAR_FOR_ORDINARY if ordinary else _NEAR):
        return None
    reason = f"{'Sounds the same' if same else 'Sounds alike'}, and the machine was {probability:.0%} sure of it."
    score = round(near * (1 - probability / 2), 3)
    return SoundAlike(first, first + len(words), heard, entry.text, score, reason)


def _only_small_words(text: str) -> bool:
    return all(part.strip(".,!?") in FUNCTION_WORDS for part in fold(text).split())
