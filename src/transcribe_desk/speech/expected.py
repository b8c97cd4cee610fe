"""Put a study's words where the recogniser misheard them, once it has heard them itself when told to expect them.

A first hearing is told nothing: with twenty names to expect, Whisper base writes some of them where nobody said them,
and mishears many other words (docs/benchmarks.md).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from transcribe_desk.speech.guards import Span
from transcribe_desk.speech.vocabulary import SoundAlike, Vocabulary, letters, said_text, without_possessive
from transcribe_desk.speech.words import ends_sentence, forward_only
from transcribe_desk.study.transcript import DOUBTFUL_PROBABILITY, Segment, Word

# A sentence that goes on for longer is heard again in parts; Whisper hears at most 30 s at once.
_LONGEST_MS = 20_000
# Nobody has agreed to a word that a list brought in, however sure the recogniser was of another.
_DOUBTFUL = DOUBTFUL_PROBABILITY - 0.01
_POSSESSIVE = re.compile(r"['’]s")
_EDGES = re.compile(r"^(\W*).*?((?:['’]s)?\W*)$", re.DOTALL)


def with_expected(
    segments: Iterable[Segment], vocabulary: Vocabulary, hear: Callable[[Span, Sequence[str]], Sequence[Word]]
) -> tuple[Segment, ...]:
    """Give the segments with the words of ``vocabulary`` where they sound like a doubtful one and are then heard.

    ``hear`` gives the words between two times, in milliseconds, when told which to expect. It is asked for a whole
    sentence at a time.
    """
    found: list[Segment] = []
    for sentence in _sentences(segments):
        whole = _joined(sentence)
        likely = vocabulary.sound_alikes(whole.words)
        if likely:
            again = hear((whole.start_ms, whole.end_ms), [alike.suggested for alike in likely])
            better = corrected(whole, likely, again)
            found += sentence if better == whole else [better]
        else:
            found += sentence
    return tuple(found)


def _sentences(segments: Iterable[Segment]) -> Iterator[list[Segment]]:
    """Give the segments of each sentence, as an engine may begin one in the middle of a sentence."""
    sentence: list[Segment] = []
    for segment in segments:
        if sentence and segment.end_ms - sentence[0].start_ms > _LONGEST_MS:
            yield sentence
            sentence = []
        sentence.append(segment)
        if ends_sentence(segment.words[-1]):
            yield sentence
            sentence = []
    if sentence:
        yield sentence


def _joined(segments: Sequence[Segment]) -> Segment:
    """Make one segment of several, as doubtful as the most doubtful of them."""
    return Segment(
        tuple(word for segment in segments for word in segment.words),
        segments[0].start_ms,
        segments[-1].end_ms,
        min(segment.average_log_probability for segment in segments),
        max(segment.compression_ratio for segment in segments),
        tuple(dict.fromkeys(flag for segment in segments for flag in segment.flags)),
    )


def corrected(segment: Segment, likely: Sequence[SoundAlike], heard: Sequence[Word]) -> Segment:
    """Put those of ``likely`` into the segment that a second hearing, ``heard``, has in their place; all else stays.

    They keep the punctuation around what they replace, and are marked as doubtful, so that a person looks.
    """
    first, second = ([letters(said_text([word])) for word in words] for words in (segment.words, heard))
    same = [block for block in SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks() if block.size]
    borders = {(0, 0), (len(first), len(second))}
    borders |= {(each.a + place, each.b + place) for each in same for place in range(each.size + 1)}
    words = list(segment.words)
    for alike in reversed(likely):
        # Of a short sound the recogniser makes what it was told to expect: something beside it must be the same.
        if all(alike.first <= each.a and each.a + each.size <= alike.last for each in same):
            continue
        meant = alike.suggested.split()
        for start in range(len(heard) - len(meant) + 1):
            end = start + len(meant)
            opposite = {(alike.first, start), (alike.last, end)} <= borders
            differs = first[alike.first : alike.last] != second[start:end]
            if opposite and differs and all(map(_says, heard[start:end], meant)):
                misheard = words[alike.first : alike.last]
                words[alike.first : alike.last] = _in_place_of(misheard, meant, heard[start:end])
                break
    return replace(segment, words=tuple(words))


def _says(word: Word, meant: str) -> bool:
    """Tell whether a word is the one meant, or its possessive."""
    return letters(meant) in (letters(word.text), letters(said_text([word])))


def _in_place_of(misheard: Sequence[Word], meant: Sequence[str], heard: Sequence[Word]) -> tuple[Word, ...]:
    """Give the words meant, at the times of the second hearing that lie within those of the first."""
    doubt = min(_DOUBTFUL, *(word.probability for word in misheard))
    texts = [*meant]
    texts[0] = _edges(misheard[0])[0] + texts[0]
    ending = _edges(misheard[-1])[1]
    texts[-1] = (without_possessive(texts[-1]) if _POSSESSIVE.match(ending) else texts[-1]) + ending
    words = [replace(word, text=text, probability=doubt) for word, text in zip(heard, texts, strict=True)]
    return forward_only(words, misheard[0].start_ms, misheard[-1].end_ms)


def _edges(word: Word) -> tuple[str, str]:
    """Give what stands before and after the letters of a word: quotes, a full stop, the end of a possessive."""
    found = _EDGES.match(word.text)
    assert found is not None
    return found.group(1), found.group(2)
