"""Write papers about the study as files: searched for every original first, each whole or not at all."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from transcribe_desk.export import publish
from transcribe_desk.export.as_read import names_read
from transcribe_desk.export.leak_scan import Hit, search_forms
from transcribe_desk.export.manifest import (
    MANIFEST_NAME,
    NO_PAST,
    Earlier,
    Manifest,
    Past,
    Recorder,
    describe,
    unrecorded,
)
from transcribe_desk.export.passages import Kind, Passage, Unreadable
from transcribe_desk.export.readings import read_file
from transcribe_desk.export.study.paper import Paper, to_markdown
from transcribe_desk.export.study.word import to_word
from transcribe_desk.privacy.gate import Original
from transcribe_desk.privacy.naming.names import Matcher
from transcribe_desk.privacy.replacing.profiles import Profile
from transcribe_desk.study.errors import GateRefusedError

FOLDER = "study"
_WRITERS = {".docx": to_word, ".md": to_markdown}
_PLACES_TOLD = 3
_CELL_END = re.compile(r"(?<!\\)\|")


@dataclass(frozen=True, slots=True)
class StudyPaper:
    """A paper under the name of its files, and what must not stand in them."""

    name: str
    paper: Paper
    originals: tuple[Original, ...] = ()


def write_papers(
    papers: Sequence[StudyPaper],
    out: Path,
    *,
    recorder: Recorder = unrecorded,
    past: Past = NO_PAST,
    dry_run: bool = False,
) -> Manifest:
    """Write each paper as ``OUT/study/NAME.docx`` and ``.md``, with their hashes in ``OUT/manifest.json``.

    The finished bytes are searched first: one hit, and nothing is written. What an earlier export left in the folder
    stays, and stays in the manifest while it stands (``past``). Raise GateRefusedError for a hit, InputError for a file
    in the way, DiskError.
    """
    finished = {
        f"{FOLDER}/{each.name}{suffix}": write(each.paper) for each in papers for suffix, write in _WRITERS.items()
    }
    for each in papers:
        for suffix, write in _WRITERS.items():
            path = f"{FOLDER}/{each.name}{suffix}"
            check_paper(path, finished[path], each, write(Paper("", ())))
    return publish_files(finished, out, recorder=recorder, past=past, dry_run=dry_run)


def publish_files(
    files: Mapping[str, bytes],
    out: Path,
    *,
    profile: Profile | None = None,
    recorder: Recorder = unrecorded,
    past: Past = NO_PAST,
    dry_run: bool = False,
) -> Manifest:
    """Put finished files about the whole study, worded for ``profile``, below ``out`` and add them to its manifest."""
    with publish.disk_errors(out):
        publish.check_names([*files, MANIFEST_NAME], out)
        earlier = Earlier.read(out)
        written = tuple(describe(path, "", content, draft=False, profile=profile) for path, content in files.items())
        earlier.check_replaceable(written, past)
        kept = earlier.kept(earlier.options, written, past)
        manifest = Manifest(earlier.options, written, (), kept, stale=earlier.stale((*written, *kept), past))
    if dry_run:
        publish.check_writable(out)
        return manifest
    with publish.folder_aside(out) as aside, publish.disk_errors(out):
        for path, content in files.items():
            publish.write_durably(aside / path, content)
        publish.write_durably(aside / MANIFEST_NAME, manifest.to_bytes())
        publish.move_into_place(aside, out, [*files, MANIFEST_NAME], lambda: None, recorder(manifest))
    return manifest


def check_paper(path: str, content: bytes, paper: StudyPaper, empty: bytes) -> None:
    """Raise GateRefusedError if an original stands in a finished file, or a part of it cannot be searched.

    What the program worded itself is public: there a month, or the word Word, names nobody.
    """
    hits = sorted(_hits(path, content, paper, empty), key=lambda hit: (hit.part, hit.paragraph, hit.original))
    if hits:
        told = "; ".join(str(hit) for hit in hits[:_PLACES_TOLD])
        more = f"; and {len(hits) - _PLACES_TOLD} more" if len(hits) > _PLACES_TOLD else ""
        raise GateRefusedError(
            f"“{path}”",
            f"A name of this study stands in the finished file, or a part of it cannot be searched ({told}{more}).",
            "Change the role, the organisation's label or the initials that hold it, then write the file again.",
        )


def _hits(path: str, content: bytes, paper: StudyPaper, empty: bytes) -> Iterator[Hit]:
    forms = search_forms(paper.originals)
    matcher = Matcher(forms)
    frame = {(each.kind, each.text) for each in read_file(path, empty) if isinstance(each, Passage)}
    for each in (Passage(Kind.NAME, path, part=0), *read_file(path, content)):
        if isinstance(each, Unreadable):
            yield Hit(path, each.part, 0, 0, each.reason)
        elif (each.kind, each.text) not in frame:
            for text in _without(paper.paper.public, each.text):
                yield from (Hit(path, each.part, each.paragraph, forms[name]) for name in names_read(matcher, text))


def _without(public: frozenset[str], text: str) -> list[str]:
    """Give what is left of a passage beside public cells and sentences, as a reader of Markdown sees it."""
    cells = (cell.replace("\\", "").strip(" *#") for cell in _CELL_END.split(text))
    pieces = [cell for cell in cells if cell not in public]
    for sentence in sorted((each for each in public if " " in each), key=len, reverse=True):
        pieces = [part for piece in pieces for part in piece.split(sentence)]
    return pieces
