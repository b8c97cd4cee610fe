"""Understand the commands about who and what is named; ``cli/entities.py`` runs them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
StudyCommand: TypeAlias = Callable[[Commands, str, str, str], argparse.ArgumentParser]

CATEGORIES = ("person", "place", "organisation", "role", "date", "contact", "other", "indirect")


def add_entities(commands: Commands, study_command: StudyCommand) -> None:
    """Add the commands; ``study_command`` makes one that opens a study."""
    for add in (_lists, _marks, _joins, _rename, _undoing):
        add(commands, study_command)


def _lists(commands: Commands, study_command: StudyCommand) -> None:
    parser = study_command(commands, "entities", "entities:entities", "list who and what is named, in the whole study")
    parser.add_argument("--category", choices=CATEGORIES, help="only these")
    summary = "list what names alone cannot tell; answer with merge, move or apart"
    study_command(commands, "questions", "entities:questions", summary)


def _marks(commands: Commands, study_command: StudyCommand) -> None:
    mark = study_command(commands, "mark", "entities:mark", "mark words that nothing found, and find them elsewhere")
    mark.add_argument("study_id", metavar="STUDY-ID")
    mark.add_argument("turn", type=int, metavar="TURN", help="the number that “show --numbers” prints")
    mark.add_argument("words", metavar="WORDS", help="as they stand in the turn")
    mark.add_argument("--category", choices=CATEGORIES, default="person", help="default: person")
    whom = "whom they name, 0 for somebody new (default: the one they can mean, or new)"
    mark.add_argument("--entity", type=int, metavar="N", help=whom)
    mark.add_argument("--occurrence", type=int, default=1, metavar="N", help="which time they are said (default: 1)")
    unmark = study_command(commands, "unmark", "entities:unmark", "take a mark made by hand away")
    unmark.add_argument("mention", type=int, metavar="MENTION")
    resize = study_command(commands, "resize", "entities:resize", "make a mention longer or shorter")
    resize.add_argument("mention", type=int, metavar="MENTION")
    resize.add_argument("words", metavar="WORDS", help="all it is to be, as they stand in the turn")
    note = study_command(commands, "note", "entities:note", "write a note beside a mention; in no export")
    note.add_argument("mention", type=int, metavar="MENTION")
    note.add_argument("text", metavar="TEXT", help="empty to take it away")
    for parser in (mark, unmark, resize, note):
        _by(parser)


def _joins(commands: Commands, study_command: StudyCommand) -> None:
    merge = study_command(commands, "merge", "entities:merge", "make entities one, with one replacement")
    merge.add_argument("into", type=int, metavar="INTO", help="the entity that stays")
    merge.add_argument("entities", type=int, nargs="+", metavar="ENTITY")
    split = study_command(commands, "split", "entities:split", "make some mentions of an entity a new one")
    split.add_argument("entity", type=int, metavar="ENTITY")
    split.add_argument("--mention", type=int, action="append", default=[], metavar="N", help="may be repeated")
    split.add_argument(
        "--form", action="append", default=[], metavar="WORDS", help="all that say this; may be repeated"
    )
    move = study_command(commands, "move", "entities:move", "say that mentions name another entity")
    move.add_argument("to", type=int, metavar="TO", help="the entity they name")
    move.add_argument("mentions", type=int, nargs="+", metavar="MENTION")
    apart = study_command(commands, "apart", "entities:apart", "keep entities apart, and do not ask about them again")
    apart.add_argument("entities", type=int, nargs="+", metavar="ENTITY")
    for parser in (merge, split, move, apart):
        _by(parser)


def _rename(commands: Commands, study_command: StudyCommand) -> None:
    summary = "change what an entity is called, its category, or what replaces it"
    parser = study_command(commands, "rename", "entities:rename", summary)
    parser.add_argument("entity", type=int, metavar="ENTITY")
    parser.add_argument("--category", choices=CATEGORIES)
    parser.add_argument("--name", help="its full name")
    parser.add_argument("--replacement", help="what stands in its place: [NAME 7], [the driver]")
    parser.add_argument("--pseudonym", help="where a profile takes pseudonyms")
    parser.add_argument("--descriptor", help="where a profile takes descriptors")
    parser.add_argument("--sex", choices=["f", "m", ""], help="chooses pseudonyms")
    parser.add_argument("--origin", help="chooses pseudonyms")
    parser.add_argument("--style", action="append", metavar="PROFILE=STYLE", help="its own style; may be repeated")
    _by(parser)


def _undoing(commands: Commands, study_command: StudyCommand) -> None:
    _by(study_command(commands, "undo", "entities:undo", "take the last step of the review back"))
    _by(study_command(commands, "redo", "entities:redo", "do the step of the review taken back last again"))
    study_command(commands, "steps", "entities:steps", "list the steps of the review, those taken back too")


def _by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", default="", help="who does it (default: the user of this computer)")
