"""Search finished files of an export for what must not leave."""

from __future__ import annotations

from dataclasses import astuple
from typing import Any

from transcribe_desk.export.leak_scan import FinishedFile, Hit, Search, Sought
from transcribe_desk.jobs.protocol import Channel
from transcribe_desk.privacy.gate import Original
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.overrides import Leak


def run(_job: dict[str, Any], channel: Channel) -> None:
    """Ask for lots of files until one is empty, and send the hits in each.

    A lot holds ``originals`` (text, category, how often each may stand in a file), ``let_stand`` (the values of leaks)
    and ``files``: of each the path, its size and that of the empty file it was made from, in bytes. The source has
    their bytes one after the other. ``hits`` are the values of each hit, with the leak's last.
    """
    while (lot := channel.ask())["files"]:
        search = Search(
            Sought(
                tuple(Original(text, Category(category), allowed) for text, category, allowed in lot["originals"]),
                frozenset(Leak(*values) for values in lot["let_stand"]),
            )
        )
        hits: list[Hit] = []
        for path, size, empty_size in lot["files"]:
            content = channel.source.read(size)
            hits += search.file(FinishedFile(path, content, channel.source.read(empty_size)))
        channel.send({"type": "hits", "hits": [astuple(hit) for hit in hits]})
