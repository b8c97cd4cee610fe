"""Find words of the machine that a person changed or took out, so that they are not heard where nobody reads them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import groupby

from transcribe_desk.privacy.characters import fold
from transcribe_desk.privacy.lexicons.words import TALK
from transcribe_desk.privacy.mention import Mention
from transcribe_desk.privacy.naming.sounds import nearness, sound_key
from transcribe_desk.study.realign import matching
from transcribe_desk.study.transcript import Transcript, Turn, Word

# How near a word sounds to the one typed over it where only its spelling was put right; of shorter words, too many
# are as near that mean something else (Tom and Tim, Hull and hill).
_SPELT_ANEW = 0.85
_LONG_ENOUGH = 5
# Among how many words on either side it is looked for; where more was written anew, more counts as taken out.
_REACH = 20
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")
_INSIDE = re.compile(r"[\W_]")


def changed_words(
    original: Transcript, transcript: Transcript, accepted: Iterable[Mention], covered: Sequence[tuple[int, int]]
) -> Iterator[tuple[Turn, tuple[Word, ...]]]:
    """Give the words of ``original`` that are lacking in what will be read, with the turn that they stand in there.

    The words of ``accepted`` mentions are not read; ``covered`` are the stretches in milliseconds that are not heard
    on their account. Left out is what tells nothing: small words, other spellings, and what was said twice and is read
    once. It makes no difference how turns were cut, joined or given to speakers.
    """
    wrote = [(turn, place) for turn in original.turns for place, word in enumerate(turn.words) if _plain(word)]
    heard = [_plain(turn.words[place]) for turn, place in wrote]
    read = list(_read(transcript, accepted))
    first, begin = 0, 0
    for last, end, size in (*matching(heard, read), (len(heard), len(read), 0)):
        instead = read[begin:end]
        neighbours = read[max(0, begin - (last - first)) : begin], read[end : end + last - first]
        if instead or heard[first:last] not in neighbours:
            left = [(turn, place) for turn, place in wrote[first:last] if not _within(turn.words[place], covered)]
            yield from _lacking(left, instead)
        first, begin = last + size, end + size


def _lacking(wrote: Sequence[tuple[Turn, int]], instead: Sequence[str]) -> Iterator[tuple[Turn, tuple[Word, ...]]]:
    """Give words that have no counterpart in those read in their place, each turn's with what lies between them."""
    words = [_plain(turn.words[place]) for turn, place in wrote]
    if _letters(words) == _letters(instead):
        return  # other borders between words
    typed = {_letters([word]) for word in instead}
    unread = []
    for number, (word, where) in enumerate(zip(words, wrote, strict=True)):
        opposite = number * len(instead) // len(words)
        if not _is_read(word, typed, instead[max(0, opposite - _REACH) : opposite + _REACH]):
            unread.append(where)
    for _, places in groupby(unread, key=lambda each: each[0].id):
        (turn, first), *rest = places
        last = rest[-1][1] if rest else first
        yield turn, turn.words[first : last + 1]


def _is_read(word: str, typed: Collection[str], near: Iterable[str]) -> bool:
    """Tell whether a word may be heard: it is small, or spelt anew. How other scripts sound is not known here."""
    if word in TALK or _letters([word]) in typed:
        return True
    telling = len(word) >= _LONG_ENOUGH and sound_key(word)
    return bool(telling) and any(nearness(word, other) >= _SPELT_ANEW for other in near)


def _read(transcript: Transcript, accepted: Iterable[Mention]) -> Iterator[str]:
    replaced: defaultdict[int, list[Mention]] = defaultdict(list)
    for mention in accepted:
        replaced[mention.turn_id].append(mention)
    for turn in transcript.turns:
        for start, end, word in turn.word_spans():
            hidden = any(mention.start < end and start < mention.end for mention in replaced[turn.id])
            if not hidden and (plain := _plain(word)):
                yield plain


def _plain(word: Word) -> str:
    return _EDGES.sub("", fold(word.text))


def _letters(words: Iterable[str]) -> str:
    return _INSIDE.sub("", "".join(words))


def _within(word: Word, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= word.start_ms and word.end_ms <= end for start, end in spans)
