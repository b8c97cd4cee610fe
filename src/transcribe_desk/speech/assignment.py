"""Give every word its speaker and make turns of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import groupby, islice
from typing import Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.speech.words import ends_sentence
from transcribe_desk.study.transcript import Turn, Word

# A part of a sentence is given to another speaker than its neighbours only when its sound fits them clearly better.
_PART_LEAD = 0.3
# A sentence that seemed to have one speaker goes to another only when it fits that one better by this.
_SENTENCE_DOUBT = 0.1
# Windows enough to be sure without listening again.
_SURE_MS = 4_000
# Sentences listened to at once: few, so that hardly any are left when the last word comes.
_TOGETHER = 16
_PAUSE_MS = 1_500
_LONGEST_SOLO_TURN_MS = 60_000


Run: TypeAlias = tuple[int, list[Word]]


class Judge(Protocol):
    """Knows the voices of a recording; speakers are numbered from 0."""

    def at(self, time_ms: int) -> int:
        """Give the speaker at a time."""
        ...

    def fits(self, stretches: Sequence[tuple[int, int]]) -> NDArray[np.float64]:
        """Give how like each speaker the sound of each stretch (ms) is, shape (stretches, speakers)."""
        ...


def assign_speakers(words: Iterable[Word], judge: Judge, report: Callable[[int], None]) -> Iterator[tuple[Word, int]]:
    """Give each word with its speaker, in order; ``report`` hears up to where in the recording (ms) it is done.

    The words may come while the recording is still being recognised; how many come at once changes nothing.

    First by the voice at the middle of the word. Then every sentence, and every part of a sentence that seems to have
    two speakers, is listened to again by itself: the windows that tell voices apart are longer than the gap between
    two people, and a seam hardly ever lies inside a sentence.
    """
    coming = sentences(words)
    while together := [_runs(sentence, judge) for sentence in islice(coming, _TOGETHER)]:
        fits = iter(judge.fits([stretch for runs in together for stretch in _stretches(runs)]))
        for runs in together:
            yield from _settled(runs, [next(fits) for _ in _stretches(runs)])
        report(together[-1][-1][1][-1].end_ms)


def _runs(sentence: Sequence[Word], judge: Judge) -> list[Run]:
    guessed = groupby(sentence, key=lambda word: judge.at((word.start_ms + word.end_ms) // 2))
    return [(speaker, list(run)) for speaker, run in guessed]


def _stretches(runs: Sequence[Run]) -> list[tuple[int, int]]:
    """Give what is listened to again: the sentence, then its parts; nothing of one that is long and of a piece."""
    whole = [word for _, part in runs for word in part]
    if len(runs) == 1:
        return [_times(whole)] if whole[-1].end_ms - whole[0].start_ms < _SURE_MS else []
    return [_times(whole), *(_times(part) for _, part in runs)]


def _times(words: Sequence[Word]) -> tuple[int, int]:
    return words[0].start_ms, max(words[-1].end_ms, words[0].start_ms + 1)


def _settled(runs: Sequence[Run], fits: Sequence[NDArray[np.float64]]) -> Iterator[tuple[Word, int]]:
    """Give a sentence to the speaker it fits best; a first guess stands against that where its own sound says so."""
    for number, (guess, part) in enumerate(runs, start=1):
        speaker = guess
        if fits:
            best = int(fits[0].argmax())
            own, needed = (fits[number], _PART_LEAD) if len(runs) > 1 else (fits[0], -_SENTENCE_DOUBT)
            speaker = guess if own[guess] - own[best] > needed else best
        yield from ((word, speaker) for word in part)


def sentences(words: Iterable[Word]) -> Iterator[list[Word]]:
    """Give runs of words that end with a sentence or before a long pause; together they are all the words."""
    run: list[Word] = []
    for word in words:
        if run and (ends_sentence(run[-1]) or word.start_ms - run[-1].end_ms >= _PAUSE_MS):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def make_turns(assigned: Iterable[tuple[Word, int]]) -> tuple[Turn, ...]:
    """Join words of one speaker to turns numbered from 1; speakers are S1, S2 … in the order they first speak."""
    keys: dict[int, str] = {}
    turns: list[Turn] = []
    for speaker, run in groupby(assigned, key=lambda pair: pair[1]):
        words = tuple(word for word, _ in run)
        key = keys.setdefault(speaker, f"S{len(keys) + 1}")
        turns.append(Turn(len(turns) + 1, key, words, words[0].start_ms, words[-1].end_ms))
    return tuple(turns)


def solo_turns(words: Sequence[Word]) -> tuple[Turn, ...]:
    """Make turns of one speaker, S1: cut at pauses of 1.5 s, and after a minute at the end of a sentence."""
    turns: list[Turn] = []
    run: list[Word] = []
    for word in words:
        if run and _solo_cut(run, word):
            turns.append(_solo_turn(len(turns) + 1, run))
            run = []
        run.append(word)
    return (*turns, _solo_turn(len(turns) + 1, run)) if run else ()


def _solo_cut(run: Sequence[Word], following: Word) -> bool:
    long_enough = run[-1].end_ms - run[0].start_ms >= _LONGEST_SOLO_TURN_MS
    return following.start_ms - run[-1].end_ms >= _PAUSE_MS or (long_enough and ends_sentence(run[-1]))


def _solo_turn(number: int, words: Sequence[Word]) -> Turn:
    return Turn(number, "S1", tuple(words), words[0].start_ms, words[-1].end_ms)
