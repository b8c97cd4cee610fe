"""Say which entries of a watch-list can be looked for, and in plain words why the others cannot."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from transcribe_desk.privacy.lexicons.words import is_ordinary
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.naming.names import key, searchable_parts

_PATTERN = re.compile(r"\.\*|\.\+|\\[bdwsBDWS]|\[[^\]]*\]|\(\?|\(.*\|.*\)|^\^|\$$|\{\d")


@dataclass(frozen=True, slots=True)
class Remark:
    """What is to be said about one entry: its line, counted from 1, and one sentence that does not repeat the entry."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class WatchEntries:
    """A watch-list sorted: what can be looked for, why other lines cannot, and what to know about some that can."""

    usable: tuple[str, ...]
    refused: tuple[Remark, ...]
    hints: tuple[Remark, ...]


def examine(lines: Iterable[str]) -> WatchEntries:
    """Sort the lines of a watch-list, one entry a line; nothing that can be used is lost."""
    usable: list[str] = []
    refused: list[Remark] = []
    hints: list[Remark] = []
    seen: set[tuple[str, ...]] = set()
    for number, line in enumerate(lines, start=1):
        entry = " ".join(line.split())
        words = key(entry)
        problem = _problem(entry, words)
        if not problem and words in seen:
            problem = "It is on the list already."
        if problem:
            refused.append(Remark(number, problem))
            continue
        seen.add(words)
        usable.append(entry)
        hints.extend(Remark(number, hint) for hint in _hints(entry, words))
    return WatchEntries(tuple(usable), tuple(refused), tuple(hints))


def _problem(entry: str, words: tuple[str, ...]) -> str:
    if not entry:
        return "The line is empty."
    if not words:
        return "It has no letter and no digit to look for."
    if searchable_parts(Category.OTHER, entry):
        return ""
    whole = "".join(words)
    if whole.isdigit():
        return "A number of up to three digits stands everywhere: write more of it."
    if len(whole) < 2:
        return "A single letter stands everywhere: write the whole name."
    return "It is a word that everybody says all the time: write the whole name."


def _hints(entry: str, words: tuple[str, ...]) -> Iterable[str]:
    if _PATTERN.search(entry):
        yield "It looks like a search pattern, but is looked for letter by letter."
    if len(words) == 1 and words[0].isalpha() and (len(words[0]) == 2 or is_ordinary(words[0])):
        yield "It is an ordinary word as well, so it is found only where it has a capital."
