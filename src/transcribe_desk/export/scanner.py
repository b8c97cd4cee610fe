"""Say who searches finished files for what must not leave: this process, or one beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Protocol

from transcribe_desk.export.leak_scan import FinishedFile, Hit, Search, Sought


class Scanner(Protocol):
    """Searches files for somebody who makes the next ones meanwhile."""

    def __call__(self, sought: Sought, files: Sequence[FinishedFile], /) -> Callable[[], tuple[Hit, ...]]:
        """Begin to search the files; what is given waits for the end and gives all hits, file by file."""
        ...


def scan_here(sought: Sought, files: Sequence[FinishedFile], /) -> Callable[[], tuple[Hit, ...]]:
    """Search in the calling thread, when the hits are asked for."""

    def hits() -> tuple[Hit, ...]:
        search = Search(sought)
        return tuple(hit for file in files for hit in search.file(file))

    return hits
