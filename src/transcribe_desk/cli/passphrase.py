"""Get a study's passphrase: from a file, from the environment, or from the person at the keyboard."""

from __future__ import annotations

import getpass
import os
import sys
from pathlib import Path

from transcribe_desk.study.errors import InputError

VARIABLE = "TRANSCRIBE_DESK_PASSPHRASE"
_SHORTEST = 8


def read_passphrase(file: Path | None, study: str) -> str:
    """Give the passphrase of an existing study; raise InputError when there is no way to get one."""
    given = _given(file)
    return given if given is not None else _ask(f"Passphrase of {study}: ")


def choose_passphrase(file: Path | None, study: str) -> str:
    """Give the passphrase for a new study, asked for twice at a keyboard; at least eight characters."""
    chosen = _given(file)
    if chosen is None:
        chosen = _ask(f"Choose a passphrase for {study}: ")
        if _ask("The same again: ") != chosen:
            raise InputError("Passphrase", "The two were not the same.", "Try again.")
    if len(chosen) < _SHORTEST:
        raise InputError(
            "Passphrase", f"It has fewer than {_SHORTEST} characters.", "Choose a longer one; four words are good."
        )
    return chosen


def _given(file: Path | None) -> str | None:
    if file is None:
        return os.environ.get(VARIABLE) or None
    try:
        first_line = file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"Passphrase file {file.name}", "It cannot be read as text.", "Check the path and its rights."
        ) from error
    if not first_line:
        raise InputError(f"Passphrase file {file.name}", "Its first line is empty.", "Write the passphrase there.")
    return first_line


def _ask(prompt: str) -> str:
    if not sys.stdin.isatty():
        raise InputError(
            "Passphrase",
            "None was given and there is no keyboard to ask at.",
            f"Use --passphrase-file FILE or the environment variable {VARIABLE}.",
        )
    return getpass.getpass(prompt)
