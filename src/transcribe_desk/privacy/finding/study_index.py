"""Know which turns of the study say a word, so that a name is looked for only where it can stand."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from transcribe_desk.privacy.naming.names import key, shape

Place = tuple[int, int]  # an interview's id and a turn's

_PLAIN = re.compile(r"[^\W_]+(?:'[^\W_]+)*")
_CLITIC = re.compile(r"'(?:s|ll|d|ve|re|m)$")
_SPELT_LETTERS = 3
_TYPOGRAPHY = {**dict.fromkeys(map(ord, "‘’`´"), "'"), **dict.fromkeys(map(ord, "“”–—…"), "-")}


class StudyIndex:
    """The texts of the study's turns and, for each interview, the turns of each folded word."""

    def __init__(self, texts: Mapping[int, Mapping[int, str]] | None = None) -> None:
        """Take the turns' texts of each interview, by the interview's id and the turn's."""
        self._texts: dict[int, dict[int, str]] = {}
        self._words: dict[int, dict[str, list[int]]] = {}
        for interview_id, turns in (texts or {}).items():
            self.put(interview_id, turns)

    def put(self, interview_id: int, texts: Mapping[int, str]) -> None:
        """Take an interview in, or its texts as they are now."""
        words: dict[str, list[int]] = {}
        for turn_id, text in texts.items():
            for word in set(_marks(text)):
                words.setdefault(word, []).append(turn_id)
        self._texts[interview_id] = dict(texts)
        self._words[interview_id] = words

    def splice(self, interview_id: int, before: Collection[int], after: Mapping[int, str]) -> None:
        """Put turns with what they say in the place of neighbouring ones, without reading the others again."""
        words, texts = self._words[interview_id], self._texts[interview_id]
        for turn_id in {*before, *after}:
            old = set(_marks(texts[turn_id])) if turn_id in before else set[str]()
            new = set(_marks(after[turn_id])) if turn_id in after else set[str]()
            for word in old - new:
                words[word].remove(turn_id)
            for word in new - old:
                words.setdefault(word, []).append(turn_id)
        if list(before) == list(after):
            texts.update(after)
        else:
            self._texts[interview_id] = dict(_spliced(texts, before, after))

    def drop(self, interview_id: int) -> None:
        """Forget an interview."""
        self._texts.pop(interview_id, None)
        self._words.pop(interview_id, None)

    def interviews(self) -> tuple[int, ...]:
        """Give the ids of the interviews in the index, in order."""
        return tuple(sorted(self._texts))

    def texts(self, interview_id: int) -> Mapping[int, str]:
        """Give the turns of an interview, none for one that is not in the index."""
        return self._texts.get(interview_id, {})

    def text(self, place: Place) -> str | None:
        """Give what a turn says, or None where there is no such turn."""
        return self._texts.get(place[0], {}).get(place[1])

    def saying(self, names: Iterable[str]) -> list[Place]:
        """Give, in order, every turn that can say one of the names by the rules of ``Matcher``, and few others."""
        wanted = {mark for name in names for mark in _first_marks(name)}
        return [
            (interview_id, turn_id)
            for interview_id in sorted(self._words)
            for turn_id in sorted(_turns(self._words[interview_id], wanted))
        ]

    def words_of(self, place: Place) -> frozenset[str]:
        """Give the marks of a turn, which those of every name it says are among."""
        return frozenset(_marks(self.text(place) or ""))

    @staticmethod
    def may_say(words: frozenset[str], name: str) -> bool:
        """Tell whether a turn with these marks can say a name."""
        return not words.isdisjoint(_first_marks(name))


def _spliced(texts: Mapping[int, str], before: Collection[int], after: Mapping[int, str]) -> Iterator[tuple[int, str]]:
    """Yield the turns in their order, with others where some were."""
    put = False
    for turn_id, text in texts.items():
        if turn_id not in before:
            yield turn_id, text
        elif not put:
            yield from after.items()
            put = True


def _turns(words: Mapping[str, list[int]], wanted: set[str]) -> set[int]:
    return {turn_id for mark in wanted for turn_id in words.get(mark, ())}


def _marks(text: str) -> Iterator[str]:
    """Yield the marks of a text.

    They are its folded words; with ``^`` before them those that begin with a capital; and with a dot before it each
    letter of a run of single letters.
    """
    run: list[str] = []
    for word, capital in (*_folded(text), ("", False)):
        if len(word) == 1:
            run.append(word)
        else:
            if len(run) >= _SPELT_LETTERS:
                yield from (f".{letter}" for letter in run)
            run = []
        if word:
            yield word
            if capital:
                yield f"^{word}"


def _folded(text: str) -> Iterable[tuple[str, bool]]:
    plain = text.translate(_TYPOGRAPHY)
    if not (plain.isascii() and plain.isprintable()):
        return [(word, True) for word in key(text)]
    # The same words as key() finds, without the cost of folding each character.
    return [(_CLITIC.sub("", word.lower()).replace("'", ""), "A" <= word[0] <= "Z") for word in _PLAIN.findall(plain)]


def _first_marks(name: str) -> Iterator[str]:
    """Yield the marks one of which a turn has where it says the name: a first word, or a spelt first letter."""
    whole, ends, needs_capital = shape(name)
    if whole.isdigit():
        yield from (whole[:end] for end in ends)
    elif whole:
        yield f".{whole[0]}"
        yield from (f"^{whole[:end]}" if needs_capital else whole[:end] for end in ends)
