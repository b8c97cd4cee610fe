"""Keep invented text out: repetitions, words without a voice, doubles at joins, and voices nobody wrote down."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from typing import TypeAlias

from transcribe_desk.speech.words import forward_only, unspaced
from transcribe_desk.study.transcript import Segment, Word

# Why a stretch of sound has no words, or fewer than the engine gave.
NO_VOICE = "no voice"
REPETITION = "repetition"
REPEATED_AT_JOIN = "repeated at a join"
WITHOUT_WORDS = "voice without words"

# Why a person should listen to a segment.
UNSURE = "unsure"
REPETITIVE = "repetitive"
HEARD_AGAIN = "heard again"

# Whisper's own limits for a failed window (Radford et al., 2022, section 4.5).
_LOWEST_LOG_PROBABILITY = -1.0
_HIGHEST_COMPRESSION = 2.4

# How often words may come in a row, by how many they are: people say “no, no, no”, seldom the same sentence twice.
_REPEATS_ALLOWED = ((1, 7), (3, 4), (7, 2))
_LONGEST_REPEATED = 40
_SHORTEST_JOIN = 3
_SHORTEST_PART_OF_NUMBER = 3
# Word times are off by 0.2 s on average, 0.33 s at the ninetieth percentile (speech benchmark).
_SLACK_MS = 200
# A word that seems to last longer was stretched over something that was not written down.
_LONGEST_WORD_MS = 1_200
_LONGEST_UNSPACED_LETTER_MS = 400  # where a word is as much as stands between two marks
_SHORTEST_UNHEARD_MS = 800
_ONE_BREATH_MS = 500
_ROOM_MS = 400  # for a second hearing, on both sides of what it is for
_VOICE_MARGIN_MS = 500
_SHORTEST_SILENCE_MS = 2_000
_GOOD_PAUSE_MS = 400

Span: TypeAlias = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Removed:
    """A stretch from which words were removed, or in which none were found, in milliseconds; and why."""

    start_ms: int
    end_ms: int
    reason: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What the guards let through so far, and what they took out."""

    segments: tuple[Segment, ...]
    removed: tuple[Removed, ...] = ()

    @property
    def words(self) -> tuple[Word, ...]:
        """Give all words that are left, in order."""
        return tuple(word for segment in self.segments for word in segment.words)

    def after(self, guard: Callable[[Sequence[Segment]], Checked]) -> Checked:
        """Give what is left after one more guard."""
        checked = guard(self.segments)
        return Checked(checked.segments, self.removed + checked.removed)

    def with_heard(self, found: Segment) -> Checked:
        """Put a segment of a second hearing in its place, splitting the one around it; what it restores is unmarked."""
        parts = [part for segment in self.segments for part in _split(segment, found.start_ms)]
        segments = tuple(sorted([*parts, found], key=lambda segment: segment.start_ms))
        left = (mark for mark in self.removed if mark.end_ms <= found.start_ms or found.end_ms <= mark.start_ms)
        return Checked(segments, tuple(left))

    def with_mark(self, mark: Removed) -> Checked:
        """Add a mark, unless one that says more stands there already."""
        known = any(each.start_ms < mark.end_ms and mark.start_ms < each.end_ms for each in self.removed)
        return self if known else replace(self, removed=(*self.removed, mark))


def flagged(segment: Segment) -> Segment:
    """Give the segment with flags for a low mean log probability (< -1) and a high compression ratio (> 2.4)."""
    flags = list(segment.flags)
    if segment.average_log_probability < _LOWEST_LOG_PROBABILITY:
        flags.append(UNSURE)
    if segment.compression_ratio > _HIGHEST_COMPRESSION:
        flags.append(REPETITIVE)
    return replace(segment, flags=tuple(dict.fromkeys(flags)))


def without_repetitions(segments: Sequence[Segment]) -> Checked:
    """Keep the first of words that come over and over, within a segment or from one to the next."""
    words = [word for segment in segments for word in segment.words]
    said = [plain(word) for word in words]
    loops: list[range] = []
    at = 0
    while at < len(said):
        length, times = _loop(said, at)
        if times > 1:
            loops.append(range(at + length, at + length * times))
        at += length * times
    removed = tuple(Removed(words[loop[0]].start_ms, words[loop[-1]].end_ms, REPETITION) for loop in loops)
    return Checked(_kept(segments, {place for loop in loops for place in loop}), removed)


def _loop(said: Sequence[str], at: int) -> tuple[int, int]:
    """Give how many words from ``at`` on are repeated too often, and how often; (1, 1) where none are."""
    for length in range(1, min(_LONGEST_REPEATED, (len(said) - at) // 2) + 1):
        pattern = said[at : at + length]
        times = 1
        while said[at + times * length : at + (times + 1) * length] == pattern:
            times += 1
        if times > next((most for longest, most in _REPEATS_ALLOWED if length <= longest), 1):
            return length, times
    return 1, 1


def without_join(previous: Sequence[Segment], segments: Sequence[Segment]) -> Checked:
    """Take out words at the beginning of a slice that only say again how the slice before it ended."""
    before = [plain(word) for segment in previous for word in segment.words]
    words = [word for segment in segments for word in segment.words]
    said = [plain(word) for word in words]
    double = _said_again(before, said)
    if double < _SHORTEST_JOIN:
        return Checked(tuple(segments))
    removed = Removed(words[0].start_ms, words[double - 1].end_ms, REPEATED_AT_JOIN)
    return Checked(_kept(segments, set(range(double))), (removed,))


def _said_again(before: Sequence[str], words: Sequence[str]) -> int:
    """Count the words that begin ``words`` and only say again how ``before`` ends, however each is cut into words."""
    said = "".join(before[-_LONGEST_REPEATED:])
    starts = set(accumulate(map(len, before[-_LONGEST_REPEATED:]), initial=0))
    for count in range(min(len(words), _LONGEST_REPEATED), 0, -1):
        again = "".join(words[:count])
        whole = len(said) - len(again) in starts or _part_of_number(again) or _within_unspaced(again)
        if again and whole and said.endswith(again):
            return count
    return 0


def _said_already(words: Sequence[str], after: Sequence[str]) -> int:
    """Count the words that end ``words`` and only say what ``after`` begins with, however each is cut into words."""
    return _said_again([word[::-1] for word in reversed(after)], [word[::-1] for word in reversed(words)])


def _part_of_number(said: str) -> bool:
    """Tell whether the end of a longer number may be meant: 496 0182 of 0114 496 0182, which is written as one word."""
    return said.isdigit() and len(said) >= _SHORTEST_PART_OF_NUMBER


def _within_unspaced(said: str) -> bool:
    """Tell whether words may begin anywhere in what was said, since their script shows no borders between them."""
    return unspaced(said) == len(said)


def without_unvoiced(segments: Sequence[Segment], voices: Sequence[Span]) -> Checked:
    """Take out segments in which nobody speaks, and those without a letter or digit, such as notes for music."""
    kept, removed = [], []
    for segment in segments:
        heard = any(
            start - _VOICE_MARGIN_MS < segment.end_ms and segment.start_ms < end + _VOICE_MARGIN_MS
            for start, end in voices
        )
        if heard and any(plain(word) for word in segment.words):
            kept.append(segment)
        else:
            removed.append(Removed(segment.start_ms, segment.end_ms, NO_VOICE))
    return Checked(tuple(kept), tuple(removed))


def unheard(voices: Sequence[Span], words: Sequence[Word]) -> tuple[Span, ...]:
    """Give the stretches in which somebody speaks for 0.8 s or more and no word was found."""
    stretches: list[list[Span]] = []
    for start, end in _uncovered(voices, words):
        together = stretches and start - stretches[-1][-1][1] < _ONE_BREATH_MS
        if together and not any(stretches[-1][-1][1] <= word.start_ms < start for word in words):
            stretches[-1].append((start, end))
        else:
            stretches.append([(start, end)])
    return tuple(
        (parts[0][0], parts[-1][1])
        for parts in stretches
        if sum(end - start for start, end in parts) >= _SHORTEST_UNHEARD_MS
    )


def _uncovered(voices: Sequence[Span], words: Sequence[Word]) -> Iterator[Span]:
    """Give the voices less the words, each word with a little room for its uncertain times."""
    covers = [
        (word.start_ms - _SLACK_MS, min(word.end_ms, word.start_ms + _longest_ms(word)) + _SLACK_MS) for word in words
    ]
    for start, end in voices:
        for first, last in covers:
            if last <= start or first >= end:
                continue
            if first > start:
                yield start, first
            start = max(start, last)
        if start < end:
            yield start, end


def _longest_ms(word: Word) -> int:
    return max(_LONGEST_WORD_MS, _LONGEST_UNSPACED_LETTER_MS * unspaced(word.text))


def with_room(gap: Span, voices: Sequence[Span]) -> Span:
    """Give what to hear a second time for ``gap``: with 0.4 s on both sides, but nothing of another voice.

    Of the end of a word that was heard already, the engine makes another word.
    """
    before = (end for _, end in voices if end <= gap[0])
    after = (start for start, _ in voices if start >= gap[1])
    return max([gap[0] - _ROOM_MS, *before]), min([gap[1] + _ROOM_MS, *after])


def heard_again(segments: Sequence[Segment], gap: Span, around: Sequence[Word]) -> Segment | None:
    """Make one segment of what a second hearing found in ``gap``, or none where that is not to be trusted.

    Words outside the gap are left out, and so are words that only say again how the text ``around`` ends before it or
    goes on after it.
    """
    sure = [segment for segment in segments if not flagged(segment).flags]
    words = [
        word
        for segment in sure
        for word in segment.words
        if gap[0] - _SLACK_MS <= (word.start_ms + word.end_ms) // 2 <= gap[1] + _SLACK_MS
    ]
    before = [word for word in around if word.start_ms < gap[0]]
    after = [word for word in around if word.start_ms >= gap[0]]
    words = words[_said_again([plain(word) for word in before], [plain(word) for word in words]) :]
    words = words[: len(words) - _said_already([plain(word) for word in words], [plain(word) for word in after])]
    earliest_ms = min(before[-1].end_ms, gap[0]) if before else gap[0] - _SLACK_MS
    words = list(forward_only(words, earliest_ms, after[0].start_ms if after else gap[1] + _SLACK_MS))
    if not any(plain(word) for word in words) or words[0].start_ms == words[-1].end_ms:
        return None
    return Segment(
        tuple(words),
        words[0].start_ms,
        words[-1].end_ms,
        min(segment.average_log_probability for segment in sure),
        max(segment.compression_ratio for segment in sure),
        (HEARD_AGAIN,),
    )


def _split(segment: Segment, time_ms: int) -> Iterator[Segment]:
    """Give a segment as its words before and after a time, none of the former lasting longer than that."""
    before = tuple(replace(word, end_ms=min(word.end_ms, time_ms)) for word in segment.words if word.start_ms < time_ms)
    for words in (before, segment.words[len(before) :]):
        if words:
            yield replace(segment, words=words, start_ms=words[0].start_ms, end_ms=words[-1].end_ms)


def silences(voices: Sequence[Span], words: Sequence[Word], start_ms: int, end_ms: int) -> tuple[Removed, ...]:
    """Give the stretches of 2 s or more between two times with neither voice nor word."""
    filled = sorted([*voices, *((word.start_ms, word.end_ms) for word in words)])
    found = []
    for start, end in [*filled, (end_ms, end_ms)]:
        if start - start_ms >= _SHORTEST_SILENCE_MS:
            found.append(Removed(start_ms, start, NO_VOICE))
        start_ms = max(start_ms, end)
    return tuple(found)


def seam(voices: Sequence[Span], cut_ms: int) -> int:
    """Give where to cut instead of at ``cut_ms`` so that no voice is cut: there if nobody speaks, else in a pause near.

    A pause of 0.4 s is worth going further for than a shorter one. Without any pause the cut stays.
    """
    if not any(start < cut_ms < end for start, end in voices):
        return cut_ms
    pauses = [(end, start) for (_, end), (start, _) in pairwise(voices) if start > end]
    good = [pause for pause in pauses if pause[1] - pause[0] >= _GOOD_PAUSE_MS]
    middles = [(start + end) // 2 for start, end in good or pauses]
    return min(middles, key=lambda middle: abs(middle - cut_ms), default=cut_ms)


def plain(word: Word) -> str:
    """Give a word's letters and digits in small letters, for telling whether two words are the same."""
    return re.sub(r"[^\w']|_", "", word.text.casefold().replace("’", "'")).strip("'")


def _kept(segments: Iterable[Segment], gone: set[int]) -> tuple[Segment, ...]:
    """Give the segments without the words at these places, counted through; emptied segments go."""
    kept = []
    place = 0
    for segment in segments:
        words = tuple(word for at, word in enumerate(segment.words, start=place) if at not in gone)
        place += len(segment.words)
        if words:
            kept.append(replace(segment, words=words, start_ms=words[0].start_ms, end_ms=words[-1].end_ms))
    return tuple(kept)
