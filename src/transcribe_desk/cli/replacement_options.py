"""Understand the command about replacements; ``cli/replacements.py`` runs it."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

from transcribe_desk.cli.entity_options import CATEGORIES

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
StudyCommand: TypeAlias = Callable[[Commands, str, str, str], argparse.ArgumentParser]

PROFILES = ("team", "deposit", "publication")


def add_replacements(commands: Commands, study_command: StudyCommand) -> None:
    """Add the command; ``study_command`` makes one that opens a study."""
    summary = "list what stands for whom in a release profile, or choose it by category and by entity"
    parser = study_command(commands, "replacements", "replacements:run", summary)
    parser.add_argument("action", choices=["list", "set"], nargs="?", default="list")
    parser.add_argument("--profile", choices=PROFILES, help="for whom (list: all of them)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--category", choices=CATEGORIES, help="list: only these; set: all of these")
    what.add_argument("--entity", type=int, metavar="N", help="set: this one, whatever its category does")
    what.add_argument("--organisation", metavar="LABEL", help="set: an organisation taking part; needs --descriptor")
    parser.add_argument(
        "--style",
        metavar="STYLE",
        help="placeholder, pseudonym, descriptor, generalised, coarse, relative, shifted, removed, keep; or default",
    )
    parser.add_argument("--descriptor", metavar="WORDS", help="set: what describes the entity, such as “the hospital”")
    parser.add_argument("--pseudonym", metavar="NAME", help="set: the entity's pseudonym; empty: a generated one")
    parser.add_argument("--sex", choices=["f", "m", ""], help="set: chooses the entity's pseudonym")
    parser.add_argument("--origin", help="set: chooses the entity's pseudonym, such as irish; empty: by its name")
    parser.add_argument("--by", default="", help="who chooses (default: the user of this computer)")
