"""Keep the study's watch-list from a script: one entry a line, and a word about each line that cannot be used."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.jobs.watching import set_watch_list
from transcribe_desk.study.errors import InputError


def run(options: argparse.Namespace) -> int:
    """Add a file's lines or single entries, take entries off, and print the list; remarks go to standard error."""
    with open_desk(options) as desk:
        entries = desk.settings().watch_list
        unknown = [entry for entry in options.remove if entry not in entries]
        if unknown:
            raise InputError("The watch-list", "It has no such entry to remove.", "List it and try again.")
        added = [*(_lines(options.file) if options.file else ()), *options.add]
        if added or options.remove:
            kept = [entry for entry in entries if entry not in options.remove]
            outcome = set_watch_list(desk.vault, [*kept, *added])
            for word, remarks in (("not used", outcome.refused), ("note", outcome.hints)):
                for each in remarks:
                    if each.line > len(kept):
                        print(f"entry {each.line - len(kept)}, {word}: {each.sentence}", file=sys.stderr)
        print("\n".join(desk.settings().watch_list))
    return 0


def _lines(path: Path) -> list[str]:
    try:
        return path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            str(path), "It cannot be read as a text file.", "Save it as plain text in UTF-8, one entry a line."
        ) from error
