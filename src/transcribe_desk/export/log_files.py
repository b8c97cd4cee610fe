"""Write the anonymisation log as files: searched for every original first, each whole or not at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

from transcribe_desk.export.as_read import names_read
from transcribe_desk.export.leak_scan import Hit, search_forms
from transcribe_desk.export.log_csv import CsvLogWriter
from transcribe_desk.export.log_word import WordLogWriter
from transcribe_desk.export.manifest import NO_PAST, Manifest, Past, Recorder, unrecorded
from transcribe_desk.export.passages import Found, Unreadable
from transcribe_desk.export.study.files import publish_files
from transcribe_desk.privacy.naming.names import Matcher
from transcribe_desk.privacy.reporting.log import ArchiveLog
from transcribe_desk.study.errors import GateRefusedError, InputError

NAME = "log/anonymisation-log"
_PLACES_TOLD = 3


class LogWriter(Protocol):
    """Turn a log into the bytes of one file; ``form`` is what a person asks for, ``suffix`` ends the file's name."""

    form: str
    suffix: str

    def write(self, log: ArchiveLog) -> bytes:
        """Give the finished bytes; the same log always gives the same bytes."""
        ...

    def passages(self, data: bytes) -> Iterator[Found]:
        """Give everything that can be read in finished bytes."""
        ...


WRITERS: tuple[LogWriter, ...] = (CsvLogWriter(), WordLogWriter())
FORMS = tuple(writer.form for writer in WRITERS)


def log_writers(forms: Sequence[str]) -> tuple[LogWriter, ...]:
    """Give the writers of the named forms, in that order, or raise InputError for a name that is not one."""
    known = {writer.form: writer for writer in WRITERS}
    choice = f"Choose from {', '.join(known)}."
    for form in forms:
        if form not in known:
            raise InputError(f"Form of the log “{form}”", "There is no such form.", choice)
    if not forms:
        raise InputError("Anonymisation log", "No form was chosen.", choice)
    return tuple(known[form] for form in dict.fromkeys(forms))


def write_log(
    log: ArchiveLog,
    out: Path,
    forms: Sequence[str] = FORMS,
    *,
    recorder: Recorder = unrecorded,
    past: Past = NO_PAST,
) -> Manifest:
    """Write ``OUT/log/anonymisation-log.csv`` and so on, with their hashes in ``OUT/manifest.json``.

    The finished bytes are searched for every original first: one hit, and nothing is written. What an earlier export
    left in the folder stays, and stays in the manifest while it stands (``past``). Raise GateRefusedError for a hit,
    InputError for an unknown form or a file in the way, DiskError for a folder that cannot be written.
    """
    finished = {}
    for writer in log_writers(forms):
        path = NAME + writer.suffix
        finished[path] = writer.write(log)
        check_log(path, finished[path], writer, log)
    return publish_files(finished, out, profile=log.profile, recorder=recorder, past=past)


def check_log(path: str, data: bytes, writer: LogWriter, log: ArchiveLog) -> None:
    """Raise GateRefusedError if an original stands in a finished file, or a part of it cannot be searched.

    What the program words itself is public: there a year, or a word such as PLACE, names nobody.
    """
    hits = sorted(_hits(path, data, writer, log), key=lambda hit: (hit.part, hit.paragraph, hit.original))
    if hits:
        told = "; ".join(str(hit) for hit in hits[:_PLACES_TOLD])
        more = f"; and {len(hits) - _PLACES_TOLD} more" if len(hits) > _PLACES_TOLD else ""
        raise GateRefusedError(
            "Anonymisation log",
            f"A name of this study stands in the finished file, or a part of it cannot be searched ({told}{more}).",
            "Change the replacement or the reason that holds it, then write the log again.",
        )


def _hits(path: str, data: bytes, writer: LogWriter, log: ArchiveLog) -> Iterator[Hit]:
    forms = search_forms(log.originals)
    matcher = Matcher(forms)
    public = log.public
    for each in writer.passages(data):
        if isinstance(each, Unreadable):
            yield Hit(path, each.part, 0, 0, each.reason)
        elif each.text not in public:
            yield from (Hit(path, each.part, each.paragraph, forms[name]) for name in names_read(matcher, each.text))
