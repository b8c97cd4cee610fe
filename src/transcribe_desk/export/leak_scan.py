"""Search the finished bytes of an export for everything that was replaced, and stop the file where it is found."""

from __future__ import annotations

import functools
import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence, Set
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath
from typing import NamedTuple

from transcribe_desk.export.as_read import names_read
from transcribe_desk.export.layout import DRAFT_BANNER
from transcribe_desk.export.passages import Found, Kind, Passage, Unreadable
from transcribe_desk.export.readings import read_file
from transcribe_desk.privacy.gate import Original, ReleasedTranscript
from transcribe_desk.privacy.mention import Category
from transcribe_desk.privacy.naming.names import Matcher, key
from transcribe_desk.privacy.overrides import Leak
from transcribe_desk.study.errors import GateRefusedError

_PLACES_TOLD = 3
_TIMECODE = re.compile(r"\b\d\d:\d\d:\d\d\b")  # of the recording; “10:45”, which somebody said, is in many of them


@dataclass(frozen=True, slots=True)
class Hit:
    """Where a finished file must not go out: never what stands there.

    ``part`` and ``paragraph`` count from 1, 0 where there is none; ``original`` is the number of the original in the
    list of the released transcript, from 1, or 0 where ``problem`` says why a part cannot be searched. ``leak`` holds
    the words, for a person with the open study; no message has them.
    """

    path: str
    part: int
    paragraph: int
    original: int
    problem: str = ""
    leak: Leak | None = field(default=None, compare=False, repr=False)

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


class LeakError(GateRefusedError):
    """Finished files that hold what must be replaced, or that cannot be searched; ``hits`` are all places."""

    def __init__(self, thing: str, cause: str, remedy: str, hits: Sequence[Hit]) -> None:
        """Keep the hits beside the words."""
        super().__init__(thing, cause, remedy)
        self.hits = tuple(hits)

    @property
    def leaks(self) -> tuple[Leak, ...]:
        """Give what was found, each once."""
        return tuple(dict.fromkeys(hit.leak for hit in self.hits if hit.leak))


@dataclass(frozen=True, slots=True)
class Sought:
    """What finished files are searched for: originals, each allowed so often in a file, but for what may stand."""

    originals: tuple[Original, ...]
    let_stand: frozenset[Leak] = frozenset()


class FinishedFile(NamedTuple):
    """The path and bytes of a file that has not left yet, and the bytes of the empty file it was made from."""

    path: str
    content: bytes
    boilerplate: bytes = b""


class LeakScan:
    """Search the files of released transcripts for the originals of their study, by the gate's own matcher.

    An original may stand as often as the gate lets it in all of them, ``copies`` times that where a file holds each
    transcript as often; and only in what a reader sees. Where it stands more often than that, each place counts, but
    for those in ``let_stand``, of which a person said that they are something else.
    """

    def __init__(self, *released: ReleasedTranscript, copies: int = 1, let_stand: Collection[Leak] = ()) -> None:
        """Say what to search for."""
        self._thing = f"Interview {released[0].transcript.study_id}" if len(released) == 1 else "Export"
        self.sought = Sought(
            tuple(replace(original, allowed=original.allowed * copies) for original in _together(released)),
            frozenset(leak for leak in let_stand if leak.can_stand),
        )

    @functools.cached_property
    def _search(self) -> Search:
        return Search(self.sought)

    def check(self, path: str, data: bytes, boilerplate: bytes = b"") -> None:
        """Raise LeakError if the finished file must not go out, naming the first places."""
        self.refuse(self.scan(path, data, boilerplate))

    def check_parts(self, path: str, found: Iterable[Found]) -> None:
        """Raise LeakError if a file of which these parts were read must not go out, as ``check`` does."""
        self.refuse(self._search.hits(path, found))

    def scan(self, path: str, data: bytes, boilerplate: bytes = b"") -> tuple[Hit, ...]:
        """Give every place of an original in the file's bytes and in its name, sorted."""
        return self._search.file(FinishedFile(path, data, boilerplate))

    def refuse(self, hits: Sequence[Hit]) -> None:
        """Raise LeakError if there are hits."""
        if hits:
            told = "; ".join(str(hit) for hit in hits[:_PLACES_TOLD])
            more = f"; and {len(hits) - _PLACES_TOLD} more" if len(hits) > _PLACES_TOLD else ""
            what = (
                "Words that must be replaced are still in a finished file"
                if any(hit.original for hit in hits)
                else "A finished file cannot be searched for words that must be replaced"
            )
            remedy = "Decide on them in the review, then export again."
            raise LeakError(self._thing, f"{what} ({told}{more}).", remedy, hits)


class Search:
    """Find what is sought in files, one after the other; the same turn is searched once for all of them."""

    def __init__(self, sought: Sought) -> None:
        """Prepare the forms to search for."""
        self._let_stand = sought.let_stand
        self._allowed = {number: original.allowed for number, original in enumerate(sought.originals, start=1)}
        self._original = search_forms(sought.originals)
        self._matcher = Matcher(form for form in self._original if ":" not in form)
        with_colon = [form for form in self._original if ":" in form]
        self._over_colons = Matcher(with_colon) if with_colon else None
        self._known: dict[str, tuple[str, ...]] = {}

    def file(self, file: FinishedFile) -> tuple[Hit, ...]:
        """Give every place of an original in the file's bytes and in its name, sorted.

        A passage that stands in the empty file too is public, as the banner is.
        """
        public = _public(PurePosixPath(file.path).suffix, file.boilerplate)
        return self.hits(file.path, read_file(file.path, file.content), public)

    def hits(self, path: str, found: Iterable[Found], public: Set[tuple[Kind, str]] = frozenset()) -> tuple[Hit, ...]:
        """Give every place of an original in these parts of a file and in its name, sorted, but for public passages."""
        places: list[Passage] = [Passage(Kind.NAME, path, part=0)]
        hits: list[Hit] = []
        for each in found:
            if isinstance(each, Unreadable):
                hits.append(Hit(path, each.part, 0, 0, each.reason))
            elif (each.kind, each.text) not in public:
                places.append(each)
        hits += (
            Hit(path, place.part, place.paragraph, self._original[leak.string], leak=leak)
            for place, leak in self._leaks(path, places)
        )
        return tuple(sorted(hits, key=lambda hit: (hit.part, hit.paragraph, hit.original)))

    def _leaks(self, path: str, found: Sequence[Passage]) -> Iterator[tuple[Passage, Leak]]:
        places = [(name, place) for place in found for name in self._names(place.text.replace(DRAFT_BANNER, ""))]
        seen = Counter(self._original[name] for name, place in places if place.kind is Kind.PARAGRAPH)
        standing = [
            (name, place)
            for name, place in places
            if place.kind is not Kind.PARAGRAPH or seen[self._original[name]] > self._allowed[self._original[name]]
        ]
        alike = Counter((name, place.kind, place.text) for name, place in standing)
        for name, place in standing:
            leak = Leak(path, place.kind.value, name, place.text, alike[name, place.kind, place.text])
            if leak not in self._let_stand:
                yield place, leak

    def _names(self, text: str) -> Iterator[str]:
        """Give the names a text says; only one with a colon runs over any, so what follows a label is known again."""
        if self._over_colons is not None:
            yield from names_read(self._over_colons, _TIMECODE.sub(" ", text))
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
