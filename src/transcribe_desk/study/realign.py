"""Give the words of an edited turn their times: those that stay keep theirs, changed ones share those they replace."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher
from itertools import accumulate, pairwise

from transcribe_desk.study.transcript import Word

Block = tuple[int, int, int]  # where a run of equal tokens begins in the old and in the new text, and how long it is

# Comparing all with all costs the product of both lengths; above this, tokens that occur once in each divide the text.
_MOST_PAIRS = 200_000
_DEEPEST = 6


def realign(words: Sequence[Word], texts: list[str], start_ms: int, end_ms: int) -> tuple[Word, ...]:
    """Give words that say ``texts``, timed by those that a turn from ``start_ms`` to ``end_ms`` had before.

    Words that stay keep time and probability, also where only their case or punctuation changed. Other new words share
    the time of those they replace, or the pause in which they were put, and are certain: a person wrote them.
    """
    made: list[Word] = []
    for first, last, new_first, new_last in _parts(words, texts):
        if last - first == new_last - new_first:
            made += map(_renamed, words[first:last], texts[new_first:new_last])
            continue
        next_ms = words[last].start_ms if last < len(words) else None
        if first < last:
            start = words[first].start_ms
            end = words[last - 1].end_ms if next_ms is None else min(words[last - 1].end_ms, next_ms)
        else:
            start = made[-1].end_ms if made else start_ms
            end = end_ms if next_ms is None else next_ms
            start = start if next_ms is None else min(start, next_ms)
        made += _shared(texts[new_first:new_last], start, max(start, end))
    return tuple(made)


def matching(old: Sequence[str], new: Sequence[str]) -> list[Block]:
    """Give the runs of tokens that stay, in order; quick also where a book is pasted into a turn."""
    return _matching(old, new, _DEEPEST)


def _parts(words: Sequence[Word], texts: list[str]) -> list[tuple[int, int, int, int]]:
    """Cut both texts into parts that take each other's place; those of one length do so word by word."""
    parts = []
    old = [word.text for word in words]
    for part in _gaps(matching(old, texts), len(old), len(texts)):
        first, last, new_first, new_last = part
        if first == last or new_first == new_last or old[first:last] == texts[new_first:new_last]:
            parts.append(part)
            continue
        blocks = matching([_key(text) for text in old[first:last]], [_key(text) for text in texts[new_first:new_last]])
        parts += [
            (first + begin, first + end, new_first + new_begin, new_first + new_end)
            for begin, end, new_begin, new_end in _gaps(blocks, last - first, new_last - new_first)
        ]
    return parts


def _gaps(blocks: Sequence[Block], old_size: int, new_size: int) -> list[tuple[int, int, int, int]]:
    """Give the blocks and what lies between them as spans in both texts, in order."""
    spans = []
    place, new_place = 0, 0
    for first, new_first, size in (*blocks, (old_size, new_size, 0)):
        if place < first or new_place < new_first:
            spans.append((place, first, new_place, new_first))
        if size:
            spans.append((first, first + size, new_first, new_first + size))
        place, new_place = first + size, new_first + size
    return spans


def _renamed(word: Word, text: str) -> Word:
    if word.text == text:
        return word
    # A comma or a capital says nothing about whether the word was heard right.
    return replace(word, text=text) if _key(word.text) == _key(text) else Word(text, word.start_ms, word.end_ms)


def _key(text: str) -> str:
    return text.casefold() if text.isalnum() else "".join(filter(str.isalnum, text)).casefold() or text


def _shared(texts: Sequence[str], start_ms: int, end_ms: int) -> list[Word]:
    """Share a time among words by their length."""
    ends = list(accumulate((len(text) for text in texts), initial=0))
    scale = (end_ms - start_ms) / ends[-1] if texts else 0
    return [
        Word(text, start_ms + round(scale * begin), start_ms + round(scale * end))
        for text, (begin, end) in zip(texts, pairwise(ends), strict=True)
    ]


def _matching(old: Sequence[str], new: Sequence[str], deepest: int) -> list[Block]:
    shorter = min(len(old), len(new))
    head = next((place for place in range(shorter) if old[place] != new[place]), shorter)
    rest = shorter - head
    tail = next((place for place in range(rest) if old[-1 - place] != new[-1 - place]), rest)
    middle = _compared(old[head : len(old) - tail], new[head : len(new) - tail], deepest)
    blocks = [(0, 0, head), *((head + first, head + place, size) for first, place, size in middle)]
    blocks.append((len(old) - tail, len(new) - tail, tail))
    return [block for block in blocks if block[2]]


def _compared(old: Sequence[str], new: Sequence[str], deepest: int) -> list[Block]:
    if not old or not new:
        return []
    if len(old) * len(new) <= _MOST_PAIRS:
        found = SequenceMatcher(None, old, new, autojunk=False).get_matching_blocks()
        return [(block.a, block.b, block.size) for block in found if block.size]
    anchors = _anchors(old, new) if deepest else []
    if not anchors:
        return []
    blocks: list[Block] = []
    place, new_place = 0, 0
    for first, new_first in (*anchors, (len(old), len(new))):
        between = _matching(old[place:first], new[new_place:new_first], deepest - 1)
        blocks += [(place + begin, new_place + new_begin, size) for begin, new_begin, size in between]
        if first < len(old):
            blocks.append((first, new_first, 1))
        place, new_place = first + 1, new_first + 1
    return blocks


def _anchors(old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int]]:
    """Give the most tokens, in one order, that stand once in each text (patience sorting)."""
    once, new_once = ({token for token, count in Counter(tokens).items() if count == 1} for tokens in (old, new))
    places = {token: place for place, token in enumerate(new) if token in once and token in new_once}
    pairs = [(place, places[token]) for place, token in enumerate(old) if token in places]
    tops: list[int] = []  # the lowest last place in the new text of a rising run, by the run's length
    ends: list[int] = []  # which pair that is
    before: list[int] = []  # for each pair, the one before it in its longest run
    for number, (_, new_place) in enumerate(pairs):
        length = bisect_left(tops, new_place)
        before.append(ends[length - 1] if length else -1)
        if length == len(tops):
            tops.append(new_place)
            ends.append(number)
        else:
            tops[length], ends[length] = new_place, number
    rising = []
    number = ends[-1] if ends else -1
    while number >= 0:
        rising.append(pairs[number])
        number = before[number]
    return rising[::-1]
