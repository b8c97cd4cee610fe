"""List the kinds of file an interview can be exported to: one writer a file, one line here."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from transcribe_desk.export.layout import ExportOptions
from transcribe_desk.export.plain_text import PlainTextWriter
from transcribe_desk.export.word_document import WordWriter
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.study.errors import InputError


class Writer(Protocol):
    """Turn one released transcript into the bytes of one file.

    ``target`` names the kind of file and its folder; ``suffix`` ends the file's name, after the study ID;
    ``boilerplate`` is the empty file that every file of this kind is made from, and is public.
    """

    target: str
    suffix: str

    @property
    def boilerplate(self) -> bytes:
        """Give the bytes of the empty file."""
        ...

    def write(self, released: ReleasedTranscript, options: ExportOptions) -> bytes:
        """Give the finished bytes; the same transcript and options always give the same bytes."""
        ...


WRITERS: tuple[Writer, ...] = (WordWriter(), PlainTextWriter())


def writers_for(targets: Sequence[str]) -> tuple[Writer, ...]:
    """Give the writers of the named targets, in that order, or raise InputError for a name that is not one."""
    known = {writer.target: writer for writer in WRITERS}
    choice = f"Choose from {', '.join(known)}."
    for target in targets:
        if target not in known:
            raise InputError(f"Export target “{target}”", "There is no such target.", choice)
    if not targets:
        raise InputError("Export", "No target was chosen.", choice)
    return tuple(known[target] for target in dict.fromkeys(targets))
