"""Understand the commands that edit transcripts; ``cli/editing.py`` runs them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
StudyCommand: TypeAlias = Callable[[Commands, str, str, str], argparse.ArgumentParser]

_NUMBER = "the number that “show --numbers” prints"


def add_editing(commands: Commands, study_command: StudyCommand) -> None:
    """Add the commands; ``study_command`` makes one that opens a study."""
    for add in (_texts, _cuts, _undoing, _finding, _notes, _hearing):
        add(commands, study_command)


def _texts(commands: Commands, study_command: StudyCommand) -> None:
    edit = _turn(
        study_command(commands, "edit", "editing:edit", "change what a turn says; decisions follow their words")
    )
    edit.add_argument("text", metavar="TEXT")
    restore = study_command(
        commands, "restore", "editing:restore", "give a turn back what the machine heard, or show it beside the text"
    )
    _turn(restore).add_argument("--show", action="store_true", help="only show what the machine heard")
    for parser in (edit, restore):
        _by(parser)


def _cuts(commands: Commands, study_command: StudyCommand) -> None:
    split = _turn(study_command(commands, "split-turn", "editing:split", "cut a turn in two behind some of its words"))
    split.add_argument("words", metavar="WORDS", help="the last words of the first part, as they stand in the turn")
    split.add_argument("--speaker", help="who says the second part (default: the same)")
    split.add_argument("--occurrence", type=int, default=1, metavar="N", help="which time they are said (default: 1)")
    merge = _turn(study_command(commands, "merge-turns", "editing:merge", "make one turn of a turn and the next"))
    move = _turn(study_command(commands, "move-boundary", "editing:move", "move the cut between a turn and the next"))
    move.add_argument("words", type=int, metavar="N", help="take so many words from the next turn; --give gives them")
    move.add_argument("--give", action="store_true", help="give the last N words to the next turn")
    for parser in (split, merge, move):
        _by(parser)


def _undoing(commands: Commands, study_command: StudyCommand) -> None:
    for name, summary in (
        ("undo-edit", "take the last edit of an interview back, its text or its speakers"),
        ("redo-edit", "do the edit taken back last again"),
        ("edits", "list the edits of an interview, those taken back too"),
    ):
        parser = study_command(commands, name, f"editing:{name.replace('-', '_')}", summary)
        parser.add_argument("study_id", metavar="STUDY-ID")
        if name != "edits":
            _by(parser)


def _finding(commands: Commands, study_command: StudyCommand) -> None:
    find = study_command(commands, "find", "editing:find", "list where words are said")
    find.add_argument("text", metavar="TEXT")
    replace = study_command(commands, "replace", "editing:replace", "put other words in place of some, and list where")
    replace.add_argument("text", metavar="TEXT")
    replace.add_argument("replacement", metavar="REPLACEMENT")
    replace.add_argument("--only", type=int, action="append", metavar="N", help="this place of “find”; may be repeated")
    replace.add_argument("--dry-run", action="store_true", help="only list the places")
    for parser in (find, replace):
        parser.add_argument("--in", dest="only_in", action="append", metavar="STUDY-ID", help="may be repeated")
        parser.add_argument("--whole-words", action="store_true", help="not within other words")
        parser.add_argument("--match-case", action="store_true", help="capitals count")
    _by(replace)


def _notes(commands: Commands, study_command: StudyCommand) -> None:
    summary = "list the notes of an interview, or write one; they are in no export"
    notes = study_command(commands, "notes", "editing:notes", summary)
    notes.add_argument("study_id", metavar="STUDY-ID")
    notes.add_argument("--write", metavar="TEXT", help="in place of the note there; empty to take it away")
    notes.add_argument("--turn", type=int, metavar="TURN", help=f"of a turn, {_NUMBER} (default: of the interview)")
    _by(notes)


def _hearing(commands: Commands, study_command: StudyCommand) -> None:
    summary = "transcribe some turns again with another preset; undo-edit takes it back"
    hear = _turn(study_command(commands, "hear-again", "editing:hear_again", summary))
    hear.add_argument("last", type=int, nargs="?", metavar="LAST", help="the last of several turns")
    hear.add_argument("--preset", choices=["accurate", "fast", "draft"], default="accurate", help="default: accurate")
    hear.add_argument("--model", help="name in “models list”, in place of the preset's")
    hear.add_argument(
        "--engine", choices=["faster-whisper", "openai-whisper"], help="default faster-whisper; the other is an extra"
    )
    hear.add_argument("--language", help="language code (default: that of the interview)")
    hear.add_argument("--quiet-speaker", action="store_true", help="somebody is hard to hear: take fainter voices in")
    hear.add_argument("--dry-run", action="store_true", help="only show what was heard")
    _by(hear)


def _turn(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("study_id", metavar="STUDY-ID")
    parser.add_argument("turn", type=int, metavar="TURN", help=_NUMBER)
    return parser


def _by(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--by", default="", help="who does it (default: the user of this computer)")
