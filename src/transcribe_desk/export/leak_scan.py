"""Search the finished bytes of an export for everything that was replaced, and stop the file where it is found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from transcribe_desk.export.layout import DRAFT_BANNER
from transcribe_desk.export.passages import Kind, Passage, Unreadable, passages
from transcribe_desk.privacy.gate import Original, ReleasedTranscript
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.names import Matcher, key
from transcribe_desk.study.errors import GateRefusedError

_PLACES_TOLD = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a finished file must not go out: never what stands there.

    ``part`` and ``paragraph`` count from 1, 0 where there is none; ``original`` is the number of the original in the
    list of the released transcript, from 1, or 0 where ``problem`` says why a part cannot be searched.
    """

    path: str
    part: int
    paragraph: int
    original: int
    problem: str = ""

    @property
    def place(self) -> str:
        """Give the place in words."""
        if self.part == 0:
            return f"the name of {self.path}"
        where = [self.path]
        if self.part > 1:
            where.append(f"part {self.part}")
        if self.paragraph:
            where.append(f"paragraph {self.paragraph}")
        return ", ".join(where)

    def __str__(self) -> str:
        """Give the place and what is wrong there."""
        return f"{self.place}: {self.problem or f'original {self.original}'}"


class LeakScan:
    """Search the files of one released transcript for the originals of its study, by the gate's own matcher.

    An original may stand as often as the gate lets it, in what a reader sees and nowhere else.
    """

    def __init__(self, released: ReleasedTranscript) -> None:
        """Prepare the forms to search for."""
        self._study_id = released.transcript.study_id
        self._allowed = {number: original.allowed for number, original in enumerate(released.originals, start=1)}
        self._original = search_forms(released.originals)
        self._matcher = Matcher(self._original)

    def check(self, path: str, data: bytes, boilerplate: bytes = b"") -> None:
        """Raise GateRefusedError if the finished file must not go out, naming the first places."""
        hits = self.scan(path, data, boilerplate)
        if hits:
            told = "; ".join(str(hit) for hit in hits[:_PLACES_TOLD])
            more = f"; and {len(hits) - _PLACES_TOLD} more" if len(hits) > _PLACES_TOLD else ""
            what = (
                "Words that must be replaced are still in a finished file"
                if any(hit.original for hit in hits)
                else "A finished file cannot be searched for words that must be replaced"
            )
            raise GateRefusedError(
                f"Interview {self._study_id}",
                f"{what} ({told}{more}).",
                "Decide on them in the review of this interview, then export again.",
            )

    def scan(self, path: str, data: bytes, boilerplate: bytes = b"") -> tuple[Hit, ...]:
        """Give every place of an original in the file's bytes and in its name, sorted.

        ``boilerplate`` is the empty file it was made from: a passage that stands there too is public, as the banner is.
        """
        public = {(each.kind, each.text) for each in passages(boilerplate) if isinstance(each, Passage)}
        found: list[Passage] = [Passage(Kind.NAME, path, part=0)]
        hits: list[Hit] = []
        for each in passages(data):
            if isinstance(each, Unreadable):
                hits.append(Hit(path, each.part, 0, 0, each.reason))
            elif (each.kind, each.text) not in public:
                found.append(each)
        hits += (Hit(path, place.part, place.paragraph, number) for number, place in self._leaks(found))
        return tuple(sorted(hits, key=lambda hit: (hit.part, hit.paragraph, hit.original)))

    def _leaks(self, found: Sequence[Passage]) -> Iterator[tuple[int, Passage]]:
        places = [
            (self._original[hit.name], place)
            for place in found
            for hit in self._matcher.find(place.text.replace(DRAFT_BANNER, ""))
        ]
        seen = Counter(number for number, place in places if place.kind is Kind.PARAGRAPH)
        for number, place in places:
            if place.kind is not Kind.PARAGRAPH or seen[number] > self._allowed[number]:
                yield number, place


def search_forms(originals: Sequence[Original]) -> dict[str, int]:
    """Give what to search for, and the number of its original: itself, and a person's initials with the surname.

    Sarah Jane Good is also S Good, S J Good and SJ Good. Where the surname is an original by itself it finds these
    already, and what a person decided about it holds for them too.
    """
    alone = {key(original.text) for original in originals}
    forms = {original.text: number for number, original in enumerate(originals, start=1)}
    for number, original in enumerate(originals, start=1):
        *given, surname = original.text.split() or [""]
        if original.category is Category.PERSON and given and key(surname) not in alone:
            initials = [name[0] for name in given]
            for start in (initials[0], " ".join(initials), "".join(initials)):
                forms.setdefault(f"{start} {surname}", number)
    return forms
