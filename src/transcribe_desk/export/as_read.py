"""Read a passage in every way that another program may read it, so that no way of writing hides a name."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Iterator
from urllib.parse import unquote

from transcribe_desk.privacy.naming.names import Matcher

_PERCENT = re.compile(r"%[0-9A-Fa-f]{2}")
_SIDE = re.compile("&[LCR]")  # the part of a sheet's page header or footer that text stands in (ECMA-376, 18.3.1.46)
_EMPHASIS = re.compile(r"\*{1,3}(?=\w)|(?<=\w)\*{1,3}")


def names_read(matcher: Matcher, text: str) -> Iterator[str]:
    """Give each name that ``matcher`` finds in a passage, as often as in the way of reading that has it most often.

    References to characters, percent codes, the sides of a page header and marks of emphasis are also read as what
    they mean.
    """
    found = Counter(hit.name for hit in matcher.find(text))
    for reading in _readings(text):
        found |= Counter(hit.name for hit in matcher.find(reading))
    return found.elements()


def _readings(text: str) -> set[str]:
    if not ("&" in text or "%" in text or "*" in text):
        return set()
    readings = {html.unescape(text), _SIDE.sub(" ", text), _EMPHASIS.sub("", text)}
    if _PERCENT.search(text):
        readings |= {unquote(text), html.unescape(unquote(text))}
    return readings - {text}
