"""Get the passphrase of a study or a key: from a file, from the environment, or from the person at the keyboard."""

from __future__ import annotations

import getpass
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from transcribe_desk.study.errors import InputError, WrongPassphraseError

Opened = TypeVar("Opened")

VARIABLE = "TRANSCRIBE_DESK_PASSPHRASE"
KEY_VARIABLE = "TRANSCRIBE_DESK_KEY_PASSPHRASE"
_OPTIONS = {VARIABLE: "--passphrase-file", KEY_VARIABLE: "--key-passphrase-file"}
_SHORTEST = 8
_MARK = "\ufeff"  # begins what Windows' editors save as “UTF-8 with BOM”; nobody sees it, and nobody can type it


@dataclass(frozen=True, slots=True)
class Passphrase:
    """The passphrase of an existing study or key file; ``marked`` when a byte-order mark stood before it in a file."""

    words: str = field(repr=False)
    marked: bool = False

    def open(self, opening: Callable[[str], Opened]) -> Opened:
        """Give what ``opening`` makes of the passphrase; raise WrongPassphraseError and whatever else it raises.

        Earlier versions took a file's byte-order mark for a part of the passphrase, so what does not open without the
        mark is tried with it.
        """
        try:
            return opening(self.words)
        except WrongPassphraseError:
            if not self.marked:
                raise
            return opening(_MARK + self.words)


def read_passphrase(file: Path | None, thing: str, variable: str = VARIABLE) -> Passphrase:
    """Give the passphrase of an existing study or key file; raise InputError when there is no way to get one."""
    given = _given(file, variable)
    return given if given is not None else Passphrase(_ask(f"Passphrase of {thing}: ", variable))


def choose_passphrase(file: Path | None, thing: str, variable: str = VARIABLE) -> str:
    """Give the passphrase for a new study or key file, asked for twice at a keyboard; at least eight characters."""
    given = _given(file, variable)
    if given is not None:
        chosen = given.words
    else:
        chosen = _ask(f"Choose a passphrase for {thing}: ", variable)
        if _ask("The same again: ", variable) != chosen:
            raise InputError("Passphrase", "The two were not the same.", "Try again.")
    if len(chosen) < _SHORTEST:
        raise InputError(
            "Passphrase", f"It has fewer than {_SHORTEST} characters.", "Choose a longer one; four words are good."
        )
    return chosen


def _given(file: Path | None, variable: str) -> Passphrase | None:
    if file is None:
        words = os.environ.get(variable)
        return Passphrase(words) if words else None
    try:
        first_line = file.read_text(encoding="utf-8").partition("\n")[0].rstrip("\r")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(
            f"Passphrase file {file.name}", "It cannot be read as text.", "Check the path and its rights."
        ) from error
    words = first_line.removeprefix(_MARK)
    if not words:
        raise InputError(f"Passphrase file {file.name}", "Its first line is empty.", "Write the passphrase there.")
    return Passphrase(words, marked=words != first_line)


def _ask(prompt: str, variable: str) -> str:
    if not sys.stdin.isatty():
        raise InputError(
            "Passphrase",
            "None was given and there is no keyboard to ask at.",
            f"Use {_OPTIONS[variable]} FILE or the environment variable {variable}.",
        )
    return getpass.getpass(prompt)
