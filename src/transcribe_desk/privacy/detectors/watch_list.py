"""Find what the study itself says must not leave: its participants, its organisations and its watch-list."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.mention import Category, Finding, Watched
from transcribe_desk.privacy.names import Matcher, searchable_parts

WATCHED = "WATCHED"
REASONS = {
    Category.PERSON: "name of a participant",
    Category.ORGANISATION: "name of an organisation of the study",
}
_LABELS = {Category.PERSON: "PERSON", Category.ORGANISATION: "ORG"}
ON_THE_LIST = "on the study's watch-list"


class WatchListDetector:
    """Whole entries in any case; of participants' names also the parts."""

    name = "watch-list"

    def __init__(self, watched: Iterable[Watched]) -> None:
        """Take the entries as they are; blank ones and single letters find nothing."""
        self._categories: dict[str, Category] = {}
        for each in sorted(watched, key=lambda each: (each.category is not Category.PERSON, each.text)):
            for part in sorted(searchable_parts(each.category, each.text)):
                self._categories.setdefault(part, each.category)
        self._matcher = Matcher(tuple(self._categories))

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield each place that says an entry."""
        for turn in turns:
            for hit in self._matcher.find(turn.text):
                category = self._categories[hit.name]
                label, reason = _LABELS.get(category, WATCHED), REASONS.get(category, ON_THE_LIST)
                yield turn.id, Finding(hit.start, hit.end, label, self.name, 1.0, reason)
