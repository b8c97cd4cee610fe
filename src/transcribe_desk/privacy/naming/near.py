"""Find words that are nearly a known name: one letter off, or another spelling of the same sound."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from transcribe_desk.privacy.naming.sounds import likeness, sound_key

ONE_LETTER_OFF = "one letter off"
SAME_SOUND = "sounds the same"
_SHORTEST_MISSPELT = 5  # letters; of shorter words, too many that mean something else are one letter off
_SHORTEST_HEARD = 4
_TELLING_SOUNDS = 3  # consonants; where there are fewer, the spelling must be near as well
_SPELT_ALIKE = 0.6


class NearWords:
    """Known words, findable by words that are not quite the same; a hundred thousand of them take about a second."""

    def __init__(self, words: Iterable[str]) -> None:
        """Prepare folded ``words``; short ones are left out."""
        self._halves: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
        self._sounds: defaultdict[str, list[str]] = defaultdict(list)
        for word in dict.fromkeys(words):
            if not word.isalpha() or not word.isascii():
                continue
            if len(word) >= _SHORTEST_MISSPELT:
                middle = len(word) // 2
                # One wrong letter leaves one half as it was.
                self._halves[word[:middle], ""].append(word)
                self._halves["", word[middle:]].append(word)
            if len(word) >= _SHORTEST_HEARD:
                self._sounds[sound_key(word)].append(word)

    def like(self, word: str) -> dict[str, str]:
        """Give the known words that a folded word is nearly, each with how; never the word itself."""
        found: dict[str, str] = {}
        if len(word) < _SHORTEST_HEARD or not word.isalpha() or not word.isascii():
            return found
        for known in self._candidates(word):
            if known != word and known not in found and one_letter_off(word, known):
                found[known] = ONE_LETTER_OFF
        sound = sound_key(word)
        for known in self._sounds.get(sound, ()):
            telling = len(sound) >= _TELLING_SOUNDS or likeness(word, known) >= _SPELT_ALIKE
            if known != word and known not in found and telling:
                found[known] = SAME_SOUND
        return found

    def _candidates(self, word: str) -> Iterator[str]:
        for length in (len(word) - 1, len(word), len(word) + 1):
            middle = length // 2
            yield from self._halves.get((word[:middle], ""), ())
            yield from self._halves.get(("", word[len(word) - (length - middle) :]), ())


def one_letter_off(one: str, other: str) -> bool:
    """Tell whether one letter more, less or other, or two neighbours exchanged, make one word the other."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    first = next((at for at, (mine, its) in enumerate(zip(one, other, strict=False)) if mine != its), -1)
    if first < 0:
        return True
    if len(one) == len(other):
        exchanged = one[first : first + 2] == other[first : first + 2][::-1]
        return one[first + 1 :] == other[first + 1 :] or (exchanged and one[first + 2 :] == other[first + 2 :])
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[first + 1 :] == shorter[first:]
