"""Make whole words from the pieces a speech engine gives, with times that only go forward."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from transcribe_desk.study.transcript import Segment, Word

# Latin, Greek, East Asian, Arabic, Armenian.
QUESTION_MARKS = "?\u037e？؟՞"
_SENTENCE_END = re.compile(rf"[.!…。｡．！।॥۔։{QUESTION_MARKS}][\"'”’)\]}}」』）》]*$")
# Thai, Lao, Tibetan, Burmese, Khmer, kana and Han. Engines give a whole segment of them without a space.
_UNSPACED = re.compile(
    r"(?=\w)[\u0e00-\u109f\u1780-\u17ff\u3005-\u30ff\u3400-\u9fff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff]"
)
_UNSPACED_PART = re.compile(r"[。｡！？、､，][」』）》”’]*$")
_OPENING = "\"'“‘¿([{「『（《"
_SPELT_NUMBER = re.compile(r"(?<![\w-])\d(?:-\d){5,}(?![\w-])")


@dataclass(frozen=True, slots=True)
class Piece:
    """What an engine calls a word: text with its leading space, times in seconds, probability 0 to 1."""

    text: str
    start: float
    end: float
    probability: float


def merge_pieces(pieces: Iterable[Piece]) -> tuple[Word, ...]:
    """Join pieces to words that hold no space and are never empty.

    A piece without a leading space belongs to the word before it, unless that ends with a mark after which East Asian
    scripts leave no space; smaller parts would get spaces between them that nobody writes there. A word is as doubtful
    as its most doubtful piece. A number that was spelt out is written without hyphens: the same weights give
    ``01144960182`` on one processor and ``0-1-1-4-4-9-6-0-1-8-2`` on another.
    """
    words: list[Word] = []
    apart = True
    for piece in pieces:
        parts = _parts(piece.text)
        apart = apart or piece.text[:1].isspace()
        for part in parts:
            start_ms, end_ms = round(piece.start * 1000), round(piece.end * 1000)
            if apart or not words or _begins_anew(words[-1].text, part):
                words.append(Word(part, start_ms, end_ms, piece.probability))
            else:
                last = words[-1]
                probability = min(last.probability, piece.probability)
                words[-1] = Word(last.text + part, last.start_ms, max(last.end_ms, end_ms), probability)
            apart = True
        apart = piece.text[-1:].isspace() or (apart and not parts)
    return tuple(replace(word, text=_without_hyphens(word.text)) if "-" in word.text else word for word in words)


def forward_only(words: Iterable[Word], earliest_ms: int, latest_ms: int) -> tuple[Word, ...]:
    """Clamp times so that no word starts before the one before it ends, and all lie within the two bounds."""
    clamped = []
    for word in words:
        start_ms = min(max(word.start_ms, earliest_ms), latest_ms)
        end_ms = min(max(word.end_ms, start_ms), latest_ms)
        clamped.append(replace(word, start_ms=start_ms, end_ms=end_ms))
        earliest_ms = end_ms
    return tuple(clamped)


def shifted(segment: Segment, offset_ms: int, earliest_ms: int, latest_ms: int) -> Segment:
    """Move a segment by ``offset_ms`` and keep its words between the two bounds."""
    moved = [
        replace(word, start_ms=word.start_ms + offset_ms, end_ms=word.end_ms + offset_ms) for word in segment.words
    ]
    words = forward_only(moved, earliest_ms, latest_ms)
    return replace(segment, words=words, start_ms=words[0].start_ms, end_ms=words[-1].end_ms)


def ends_sentence(word: Word) -> bool:
    """Tell whether a sentence ends with this word."""
    return bool(_SENTENCE_END.search(word.text))


def unspaced(text: str) -> int:
    """Count the letters of scripts that put no spaces between words."""
    return len(_UNSPACED.findall(text))


def _begins_anew(before: str, part: str) -> bool:
    return bool(_UNSPACED_PART.search(before)) and (part[0].isalnum() or part[0] in _OPENING)


def _without_hyphens(text: str) -> str:
    """Write a number of six single digits or more in one; fewer may be a score, a range or a date."""
    return _SPELT_NUMBER.sub(lambda number: number.group().replace("-", ""), text)


def _parts(text: str) -> list[str]:
    """Split a piece at its inner spaces, keeping an opening quote or bracket with what it opens."""
    parts: list[str] = []
    for part in text.split():
        if parts and all(character in _OPENING for character in parts[-1]):
            parts[-1] += part
        else:
            parts.append(part)
    return parts
