"""Find what the study itself says must not leave: its watch-list, and the names of its participants."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.mention import Category, Finding
from transcribe_desk.privacy.names import Matcher, searchable_parts

WATCHED = "WATCHED"


class WatchListDetector:
    """Whole entries in any case; of participants' names also the parts."""

    name = "watch-list"

    def __init__(self, entries: Iterable[str], people: Iterable[str] = ()) -> None:
        """Take the entries as they are; blank ones and single letters find nothing."""
        self._people = {part for name in people for part in searchable_parts(Category.PERSON, name)}
        watched = {part for entry in entries for part in searchable_parts(Category.OTHER, entry)}
        self._matcher = Matcher((*sorted(self._people), *sorted(watched - self._people)))

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield each place that says an entry."""
        for turn in turns:
            for hit in self._matcher.find(turn.text):
                person = hit.name in self._people
                label = "PERSON" if person else WATCHED
                reason = "name of a participant" if person else "on the study's watch-list"
                yield turn.id, Finding(hit.start, hit.end, label, self.name, 1.0, reason)
