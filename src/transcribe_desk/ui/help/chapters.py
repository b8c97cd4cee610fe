"""Read the user manual's chapters, and find words in them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from transcribe_desk import paths

_NUMBER = re.compile(r"^\d+-")
_HEADING = re.compile(r"^#\s+(.+)$", re.MULTILINE)
_MARKUP = re.compile(r"!\[[^\]]*\]\([^)]*\)|\[([^\]]*)\]\([^)]*\)|[*_`#|>]|^-{3,}$", re.MULTILINE)
_CONTEXT = 40  # characters on each side of a found word


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chapter: ``name`` is what links call it, ``text`` is Markdown."""

    name: str
    title: str
    text: str

    @property
    def plain(self) -> str:
        """Give the text without its markup, on one line."""
        return " ".join(_MARKUP.sub(lambda found: found.group(1) or "", self.text).split())


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a chapter says what was looked for, with some words around it."""

    chapter: Chapter
    context: str


@cache
def chapters() -> tuple[Chapter, ...]:
    """Give the chapters in reading order, which the numbers of their files say."""
    return tuple(_chapter(path) for path in sorted(folder().glob("*.md")))


def chapter(name: str) -> Chapter:
    """Give the chapter that a link names, with or without number and ending; raise KeyError when there is none."""
    wanted = _NUMBER.sub("", Path(name).name).removesuffix(".md")
    for each in chapters():
        if each.name == wanted:
            return each
    raise KeyError(name)


def find(words: str) -> tuple[Hit, ...]:
    """Give the first place of each chapter that holds ``words``, capitals apart; titles first."""
    wanted = " ".join(words.casefold().split())
    if not wanted:
        return ()
    hits = [
        (wanted not in each.title.casefold(), Hit(each, said)) for each in chapters() if (said := _said(each, wanted))
    ]
    return tuple(hit for _, hit in sorted(hits, key=lambda pair: pair[0]))


def folder() -> Path:
    """Give the folder of the chapters and their pictures."""
    return paths.resource("manual")


def _chapter(path: Path) -> Chapter:
    text = path.read_text(encoding="utf-8")
    title = _HEADING.search(text)
    return Chapter(_NUMBER.sub("", path.stem), title.group(1).strip() if title else path.stem, text)


def _said(each: Chapter, wanted: str) -> str:
    plain = each.plain
    place = plain.casefold().find(wanted)
    if place < 0:
        return ""
    start, end = max(0, place - _CONTEXT), place + len(wanted) + _CONTEXT
    return f"{'…' if start else ''}{plain[start:end].strip()}{'…' if end < len(plain) else ''}"
