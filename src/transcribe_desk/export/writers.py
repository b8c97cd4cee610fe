"""Say what a writer is: of a file for each interview, or of files about a whole batch of them."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol, TypeVar, cast

from transcribe_desk.export.layout import NO_OPTIONS, ExportOptions
from transcribe_desk.privacy.characters import clean
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.privacy.render import ORGANISATION_TYPE

Made = TypeVar("Made")
_STUDY_ID, _DURATION, _MINUTES = "Study ID", "Duration", "Duration (minutes)"


@dataclass(frozen=True, slots=True)
class CaseFacts:
    """What may be said in public of the person interviewed: attributes and their values, never a name or a role."""

    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Batch:
    """All interviews of an export that may leave, in order, and what is known of them beside their text.

    ``facts`` are by study ID. ``guids`` are the identifiers that the study stored for what a project file names, so
    that a second export has the same.
    """

    interviews: tuple[ReleasedTranscript, ...]
    options: ExportOptions = NO_OPTIONS
    facts: Mapping[str, CaseFacts] = field(default_factory=dict)
    guids: Mapping[str, str] = field(default_factory=dict)
    _made: dict[str, object] = field(default_factory=dict, init=False, repr=False, compare=False)

    def once(self, what: str, make: Callable[[], Made]) -> Made:
        """Give what several files of the batch are made from, made the first time it is asked for."""
        if what not in self._made:
            self._made[what] = make()
        return cast("Made", self._made[what])

    @property
    def draft(self) -> bool:
        """Tell whether nobody has read some of it."""
        return any(released.draft for released in self.interviews)

    def attributes(self, released: ReleasedTranscript) -> dict[str, str]:
        """Give an interview's attributes for a sheet: those of its header lines, then its facts, one line each.

        The length stands as a number of minutes, with the unit in its name.
        """
        pairs = [pair for pair in released.transcript.headers if pair[0] not in ("", _STUDY_ID)]
        pairs += self.facts.get(released.transcript.study_id, CaseFacts()).attributes
        found: dict[str, str] = {}
        for name, value in pairs:
            if name == _DURATION:
                name, value = _MINUTES, value.partition(" ")[0]
            found.setdefault(_one_line(name), _one_line(value))
        return found

    def attribute_names(self) -> tuple[str, ...]:
        """Give the names of all attributes of the batch, in the order they are met, the type of organisation first."""
        names = dict.fromkeys(name for released in self.interviews for name in self.attributes(released))
        return tuple(sorted(names, key=lambda name: name != ORGANISATION_TYPE))


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A finished file about a batch: its name in the target's folder, its bytes, and how to search them.

    ``boilerplate`` is the same file of no interview at all, and is public. ``study_id`` is set where the file is about
    one interview only. ``copies`` tells how often each transcript stands in the file: what a person let stand may be
    there as often.
    """

    name: str
    content: bytes
    boilerplate: bytes = b""
    study_id: str = ""
    copies: int = 1


class Writer(Protocol):
    """Turn one released transcript into the bytes of one file.

    ``suffix`` ends the file's name, after the study ID; ``boilerplate`` is the empty file that every file of this kind
    is made from, and is public.
    """

    suffix: str

    @property
    def boilerplate(self) -> bytes:
        """Give the bytes of the empty file."""
        ...

    def write(self, released: ReleasedTranscript, options: ExportOptions, /) -> bytes:
        """Give the finished bytes; the same transcript and options always give the same bytes."""
        ...


class BatchWriter(Protocol):
    """Turn a whole batch into files, one after the other; binary ones too, so no more than one is ever in memory."""

    def files(self, batch: Batch) -> Iterator[BatchFile]:
        """Give the finished files; the same batch always gives the same bytes."""
        ...


def _one_line(text: str) -> str:
    """Give a text as one line of characters that every program takes; square brackets stay, they mark replacements."""
    fit = "".join(each if each in "[]" else clean(each) for each in text)
    return " ".join(unicodedata.normalize("NFC", fit).split())
