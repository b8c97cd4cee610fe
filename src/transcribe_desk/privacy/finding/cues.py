"""Keep indirect cues apart from names: beside a name only the words around it, and in no other place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from transcribe_desk.privacy.mention import Proposal
from transcribe_desk.privacy.naming.names import trim

_SHORTEST = 4  # characters that must be left of a cue beside a name


def beside(cues: Iterable[Proposal], names: Iterable[Proposal], texts: Mapping[int, str]) -> Iterator[Proposal]:
    """Yield the cues; of one that overlaps proposed names its longest part outside them, where enough is left."""
    taken: dict[int, list[tuple[int, int]]] = {}
    for name in names:
        taken.setdefault(name.turn_id, []).append((name.start, name.end))
    for cue in cues:
        inside = sorted(each for each in taken.get(cue.turn_id, ()) if each[0] < cue.end and cue.start < each[1])
        if not inside:
            yield cue
            continue
        edges = [cue.start, *(edge for span in inside for edge in span), cue.end]
        start, end = max(zip(edges[::2], edges[1::2], strict=True), key=lambda each: each[1] - each[0])
        if start < end:
            start, end = trim(texts[cue.turn_id], start, end)
        if end - start >= _SHORTEST:
            yield replace(cue, start=start, end=end)
