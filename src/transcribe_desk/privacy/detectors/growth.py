"""Grow a person's name over the name words beside it that a model left out: Thomas D’Alesandro, Siân Ap Rhys."""

from __future__ import annotations

import re

from transcribe_desk.privacy.lexicons.words import NAME_PARTICLES, TALK, TITLES, is_ordinary

_NEXT = re.compile(r" (\w+ )??(?:[\"“]\w+[\"”] )?([^\W\d_][\w'’-]*\w)")
_BEFORE = re.compile(r"(?<![\w'’-])([^\W\d_][\w'’-]+) $")
_SENTENCE_END = re.compile(r"(?:^|[.?!…:]\s*)$")
_LONGEST = 2
_REACH = 60  # characters before a name that are looked at, however long the turn


def grow(text: str, start: int, end: int) -> tuple[int, int]:
    """Give the span of a person's name with up to two rare capitalised words after it and one before it."""
    for _ in range(_LONGEST):
        match = _NEXT.match(text, end)
        if not match or not _is_name(match[2]) or (match[1] and match[1].strip().lower() not in NAME_PARTICLES):
            break
        end = match.end() - len(_clitic(match[2]))
        if end != match.end():
            break
    first = max(0, start - _REACH)
    before = _BEFORE.search(text[first:start])
    opens = before and _SENTENCE_END.search(text[max(0, first + before.start() - _REACH) : first + before.start()])
    if before and _is_name(before[1]) and not _clitic(before[1]) and not opens:
        start = first + before.start()
    return start, end


def _clitic(word: str) -> str:
    match = re.search(r"['’](?:s|ll|d|ve|re|m)?$", word)
    return match.group() if match else ""


def _is_name(word: str) -> bool:
    plain = word[: len(word) - len(_clitic(word))].lower()
    return (
        word[0].isupper() and plain not in TALK | TITLES | NAME_PARTICLES and len(plain) > 1 and not is_ordinary(plain)
    )
