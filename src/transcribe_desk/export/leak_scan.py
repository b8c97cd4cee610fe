"""Search the finished bytes of an export for everything that was replaced, and stop the file where it is found."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

from transcribe_desk.export.as_read import names_read
from transcribe_desk.export.layout import DRAFT_BANNER
from transcribe_desk.export.passages import Found, Kind, Passage, Unreadable
from transcribe_desk.export.readings import read_file
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
    """Search the files of released transcripts for the originals of their study, by the gate's own matcher.

    An original may stand as often as the gate lets it in all of them, ``copies`` times that where a file holds each
    transcript as often; and only in what a reader sees.
    """

    def __init__(self, *released: ReleasedTranscript, copies: int = 1) -> None:
        """Prepare the forms to search for."""
        self._thing = f"Interview {released[0].transcript.study_id}" if len(released) == 1 else "Export"
        originals = _together(released)
        self._allowed = {number: original.allowed * copies for number, original in enumerate(originals, start=1)}
        self._original = search_forms(originals)
        self._matcher = Matcher(self._original)
        self._known: dict[str, tuple[str, ...]] = {}

    def check(self, path: str, data: bytes, boilerplate: bytes = b"") -> None:
        """Raise GateRefusedError if the finished file must not go out, naming the first places."""
        self._refuse(self.scan(path, data, boilerplate))

    def check_parts(self, path: str, found: Iterable[Found]) -> None:
        """Raise GateRefusedError if a file of which these parts were read must not go out, as ``check`` does."""
        self._refuse(self._hits(path, found, frozenset()))

    def _refuse(self, hits: Sequence[Hit]) -> None:
        if hits:
            told = "; ".join(str(hit) for hit in hits[:_PLACES_TOLD])
            more = f"; and {len(hits) - _PLACES_TOLD} more" if len(hits) > _PLACES_TOLD else ""
            what = (
                "Words that must be replaced are still in a finished file"
                if any(hit.original for hit in hits)
                else "A finished file cannot be searched for words that must be replaced"
            )
            raise GateRefusedError(
                self._thing,
                f"{what} ({told}{more}).",
                "Decide on them in the review, then export again.",
            )

    def scan(self, path: str, data: bytes, boilerplate: bytes = b"") -> tuple[Hit, ...]:
        """Give every place of an original in the file's bytes and in its name, sorted.

        ``boilerplate`` is the empty file it was made from: a passage that stands there too is public, as the banner is.
        """
        return self._hits(path, read_file(path, data), _public(PurePosixPath(path).suffix, boilerplate))

    def _hits(self, path: str, found: Iterable[Found], public: Set[tuple[Kind, str]]) -> tuple[Hit, ...]:
        places: list[Passage] = [Passage(Kind.NAME, path, part=0)]
        hits: list[Hit] = []
        for each in found:
            if isinstance(each, Unreadable):
                hits.append(Hit(path, each.part, 0, 0, each.reason))
            elif (each.kind, each.text) not in public:
                places.append(each)
        hits += (Hit(path, place.part, place.paragraph, number) for number, place in self._leaks(places))
        return tuple(sorted(hits, key=lambda hit: (hit.part, hit.paragraph, hit.original)))

    def _leaks(self, found: Sequence[Passage]) -> Iterator[tuple[int, Passage]]:
        places = [
            (self._original[name], place)
            for place in found
            for name in self._names(place.text.replace(DRAFT_BANNER, ""))
        ]
        seen = Counter(number for number, place in places if place.kind is Kind.PARAGRAPH)
        for number, place in places:
            if place.kind is not Kind.PARAGRAPH or seen[number] > self._allowed[number]:
                yield number, place

    def _names(self, text: str) -> Iterator[str]:
        """Give the names a text says; none runs over a colon, so the same turn is searched once for all files."""
        for part in text.split(":"):
            words = part.strip()
            if words not in self._known:
                self._known[words] = tuple(names_read(self._matcher, words))
            yield from self._known[words]


@functools.lru_cache(maxsize=64)
def _public(suffix: str, boilerplate: bytes) -> frozenset[tuple[Kind, str]]:
    read = read_file(f"x{suffix}", boilerplate)
    return frozenset((each.kind, each.text) for each in read if isinstance(each, Passage))


def _together(released: Sequence[ReleasedTranscript]) -> tuple[Original, ...]:
    """Give the originals of all transcripts, each once, allowed as often as in all of them."""
    if len(released) == 1:
        return released[0].originals
    found: dict[str, Original] = {}
    for original in (original for one in released for original in one.originals):
        before = found.get(original.text)
        allowed = original.allowed + (before.allowed if before else 0)
        found[original.text] = replace(original, allowed=allowed)
    return tuple(found.values())


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
