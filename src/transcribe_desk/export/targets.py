"""List the kinds of file an export can write: one writer a file, one line here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.export.comma_separated import AllTurnsWriter, TurnsWriter
from transcribe_desk.export.data_list import DataListWriter, ReadmeWriter
from transcribe_desk.export.json_turns import JsonWriter
from transcribe_desk.export.open_document import OpenDocumentWriter
from transcribe_desk.export.plain_text import PlainTextWriter
from transcribe_desk.export.reading_copy import ReadingCopyWriter
from transcribe_desk.export.refi.project import Profile
from transcribe_desk.export.refi.writers import CodebookWriter, ProjectWriter
from transcribe_desk.export.sheets import ClassificationTextWriter, ClassificationWriter, VariablesWriter
from transcribe_desk.export.sound import AUDIO_TARGET
from transcribe_desk.export.subtitles import SrtWriter, VttWriter
from transcribe_desk.export.taguette import TaguetteWriter
from transcribe_desk.export.word_document import WordWriter
from transcribe_desk.export.word_headings import HeadingsWriter
from transcribe_desk.export.writers import BatchWriter, Writer
from transcribe_desk.study.errors import InputError


class Group(StrEnum):
    """What targets are for; those of a group stand together in ``TARGETS``."""

    CODING = "For coding programs"
    READING = "For reading and listening"
    DATA = "For analysis and archive"


@dataclass(frozen=True, slots=True)
class Target:
    """A folder of an export: ``name`` is that of the folder, ``title`` and ``serves`` tell a person what it is for.

    ``writers`` give a file for each interview, ``batch_writers`` files about all of them; ``tells_cases`` says that
    these hold the attributes of the people interviewed.
    """

    name: str
    title: str
    serves: str
    writers: tuple[Writer, ...] = ()
    batch_writers: tuple[BatchWriter, ...] = ()
    group: Group = Group.CODING
    tells_cases: bool = False


_WORD = WordWriter()
_CASES = (ClassificationWriter(), ClassificationTextWriter())
_FILEVARS = (ProjectWriter(Profile.FILEVARS),)
_DEPOSIT = (DataListWriter(), ReadmeWriter())

TARGETS: tuple[Target, ...] = (
    Target("docx", "Word document", "MAXQDA, ATLAS.ti …", (_WORD,), (VariablesWriter(),), tells_cases=True),
    Target("nvivo", "NVivo", "headings and case sheet", (HeadingsWriter(),), _CASES, tells_cases=True),
    Target("qdpx", "REFI-QDA, cases", "NVivo 12+, QualCoder", (), (ProjectWriter(Profile.CASES),), tells_cases=True),
    Target("qdpx-filevars", "REFI-QDA, variables", "ATLAS.ti, MAXQDA, Quirkos", (), _FILEVARS, tells_cases=True),
    Target("qdc", "REFI-QDA codebook", "the codes alone", (), (CodebookWriter(),)),
    Target("taguette", "Taguette", "HTML that keeps every turn", (TaguetteWriter(),)),
    Target("odt", "OpenDocument text", "LibreOffice, QualCoder", (OpenDocumentWriter(),)),
    Target("text", "Plain text", "QualCoder, any editor", (PlainTextWriter(),)),
    Target("html", "Reading copy", "any browser, prints well", (ReadingCopyWriter(),), group=Group.READING),
    Target("vtt", "WebVTT captions", "players, video editors", (VttWriter(),), group=Group.READING),
    Target("srt", "SubRip captions", "older players, f4", (SrtWriter(),), group=Group.READING),
    Target(AUDIO_TARGET, "Bleeped recording", "listening; a voice identifies", group=Group.READING),
    Target("csv", "Table of turns", "Excel, R, SPSS", (TurnsWriter(),), (AllTurnsWriter(),), Group.DATA),
    Target("json", "JSON", "programs of your own", (JsonWriter(),), group=Group.DATA),
    Target("deposit", "Deposit", "UK Data Service style", (_WORD,), _DEPOSIT, Group.DATA, tells_cases=True),
)
DEFAULT_TARGETS = ("docx", "text")


def targets_named(names: Sequence[str]) -> tuple[Target, ...]:
    """Give the targets of these names, in that order, or raise InputError for a name that is not one."""
    known = {target.name: target for target in TARGETS}
    choice = f"Choose from {', '.join(known)}."
    unknown = [name for name in dict.fromkeys(names) if name not in known]
    if unknown:
        told = ", ".join(f"“{name}”" for name in unknown)
        thing, cause = (
            ("Export targets", "There are no such targets.")
            if len(unknown) > 1
            else ("Export target", "There is no such target.")
        )
        raise InputError(f"{thing} {told}", cause, choice)
    if not names:
        raise InputError("Export", "No target was chosen.", choice)
    return tuple(known[name] for name in dict.fromkeys(names))
