"""Say how two names that are not the same may still mean one: short forms, misspellings, what sounds the same."""

from __future__ import annotations

from enum import IntEnum

from transcribe_desk.privacy.lexicons.nicknames import both_full, full_names, is_first_name, same_first_name
from transcribe_desk.privacy.lexicons.words import PARTICLES, TITLES, frequency, is_ordinary
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.naming.sounds import distance, likeness, sound_key
from transcribe_desk.study.remembered import remembered

Words = tuple[str, ...]

_LONG_ENOUGH = 5  # letters; of shorter words, too many that mean something else are one letter off
_SHORTEST = 3
_TELLING_SOUNDS = (
    3  # consonants; two of them (J N, M R) are the sound of too many names unless the spelling is near too
)
_SPELT_ALIKE = 0.6


class Tie(IntEnum):
    """How sure it is that two names mean one person or thing.

    SURE: they may be joined wherever they are said; LIKELY: where one interview says both and no other name comes into
    question; DOUBTFUL: a person is asked.
    """

    DOUBTFUL = 1
    LIKELY = 2
    SURE = 3


def tie(category: Category, one: Words, other: Words) -> Tie | None:
    """Say how two different names, given as folded words without title, hang together, or None where they do not.

    Two first names that both exist (Anna and Ann, Joan and Jon) are never more than doubtful, nor are two words that
    both stand in the dictionary (Morris and Norris): only a word nobody knows is taken for a misspelling.
    """
    if len(one) == len(other):
        return _same_length(category, one, other)
    if category is Category.PERSON and min(len(one), len(other)) == 1:
        (word,), name = (one, other) if len(one) == 1 else (other, one)
        ties = [found for part in name if (found := word_tie(category, word, part)) is not None]
        return min(max(ties), Tie.LIKELY) if ties else None
    return None


def _same_length(category: Category, one: Words, other: Words) -> Tie | None:
    ties: list[Tie] = []
    for mine, theirs in zip(one, other, strict=True):
        if mine != theirs:
            found = word_tie(category, mine, theirs)
            if found is None:
                return None
            ties.append(found)
    if not ties:
        return None
    agreeing = len(ties) < len(one)
    weakest = min(ties)
    return Tie.SURE if agreeing and weakest is Tie.LIKELY else weakest


def word_tie(category: Category, one: str, other: str) -> Tie | None:
    """Say how two different words of names hang together."""
    if one == other or not (one.isalpha() and other.isalpha()) or {one, other} & (TITLES | PARTICLES):
        return None
    if category is Category.PERSON and same_first_name(one, other):
        return Tie.DOUBTFUL if both_full(one, other) else Tie.LIKELY
    if min(len(one), len(other)) < _SHORTEST or is_ordinary(one) or is_ordinary(other):
        return None
    if not _spelt_or_sounding_alike(one, other):
        return None
    long = min(len(one), len(other)) >= _LONG_ENOUGH
    return Tie.LIKELY if long and _is_unknown(one) != _is_unknown(other) else Tie.DOUBTFUL


def _spelt_or_sounding_alike(one: str, other: str) -> bool:
    if abs(len(one) - len(other)) <= 1 and distance(one, other) == 1:
        return True
    sounds = sound_key(one)
    same = bool(sounds) and sounds == sound_key(other)
    return same and (len(sounds) >= _TELLING_SOUNDS or likeness(one, other) >= _SPELT_ALIKE)


def _is_unknown(word: str) -> bool:
    """Tell whether a word is no known first name and stands in no dictionary, as misspellings do."""
    return not is_first_name(word) and frequency(word) == 0


@remembered(16384)
def marks(category: Category, word: str) -> frozenset[str]:
    """Give marks of a folded word; words that may be tied have one in common, so that few pairs need comparing."""
    found = {f"={word}"}
    if len(word) >= _SHORTEST and word.isalpha():
        found |= {f"~{sound_key(word)}", f"-{word}"}
        # Two words one letter off become equal when one letter, or none, is taken out of each.
        found |= {f"-{word[:place]}{word[place + 1 :]}" for place in range(len(word))}
        if category is Category.PERSON:
            found |= {f"+{full}" for full in full_names(word)}
    return frozenset(found)
