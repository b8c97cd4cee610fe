"""Understand the commands of disclosure control; ``cli/disclosure.py`` runs them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
StudyCommand: TypeAlias = Callable[[Commands, str, str, str], argparse.ArgumentParser]


def add_disclosure(commands: Commands, study_command: StudyCommand) -> None:
    """Add the commands; ``study_command`` makes one that opens a study."""
    for add in (_participants, _small_cells, _labels, _numbers, _quote, _intruder, _said):
        add(commands, study_command)


def _participants(commands: Commands, study_command: StudyCommand) -> None:
    summary = "list the participants with their attributes, or set attributes of one; in no export of interviews"
    parser = study_command(commands, "participants", "disclosure:participants", summary)
    parser.add_argument("participant", nargs="?", metavar="STUDY-ID", help="whose attributes to set or show")
    parser.add_argument(
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="such as sex=female or “age band=30–39”; nothing after = takes it away; may be repeated",
    )


def _small_cells(commands: Commands, study_command: StudyCommand) -> None:
    summary = "count who shares each combination of attributes, and suggest merges where too few do"
    parser = study_command(commands, "small-cells", "disclosure:small_cells", summary)
    _add_attributes(parser)
    parser.add_argument("--red", type=int, metavar="N", help="fewer than N participants are red (kept; at first 3)")
    parser.add_argument("--amber", type=int, metavar="N", help="fewer than N are amber (kept; at first 5)")
    parser.add_argument("--suggest", action="store_true", help="suggest merges that leave no red combination")
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--apply", type=int, metavar="N", help="publish values as suggestion N says")
    change.add_argument(
        "--merge", nargs="+", metavar=("ATTRIBUTE", "VALUE"), help="publish these values as one; needs --as"
    )
    change.add_argument("--unmerge", nargs=2, metavar=("ATTRIBUTE", "LABEL"), help="publish the true values again")
    parser.add_argument("--as", dest="label", default="", metavar="LABEL", help="with --merge: what is published")


def _labels(commands: Commands, study_command: StudyCommand) -> None:
    summary = "warn about labels that tell too much in study IDs; pool those of small organisations"
    parser = study_command(commands, "labels", "disclosure:labels", summary)
    change = parser.add_mutually_exclusive_group()
    change.add_argument("--pool", nargs="+", metavar="LABEL", help="show these organisations with one label")
    change.add_argument("--unpool", nargs="+", metavar="LABEL", help="show them with their own again")
    change.add_argument("--keep", metavar="LABEL", help="keep a label that few have; needs --because")
    parser.add_argument("--as", dest="label", default="", metavar="LABEL", help="with --pool: the label they share")
    parser.add_argument("--because", default="", metavar="REASON", help="with --keep: why it may stay; kept secret")


def _numbers(commands: Commands, study_command: StudyCommand) -> None:
    summary = "keep participants' numbers from following the order of the interviews"
    parser = study_command(commands, "numbers", "disclosure:numbers", summary)
    parser.add_argument("--shuffle", choices=["on", "off"], help="draw the numbers of new participants out of order")
    parser.add_argument(
        "--reshuffle", action="store_true", help="new numbers for everybody; only before the first export"
    )


def _quote(commands: Commands, study_command: StudyCommand) -> None:
    summary = "check a quote before it is copied: prints it with its tag, or why it should not leave"
    parser = study_command(commands, "quote", "disclosure:quote", summary)
    parser.add_argument("study_id", metavar="STUDY-ID")
    parser.add_argument("text", nargs="?", help="words of the anonymised text; “…” where some are left out")
    parser.add_argument("--turn", type=int, metavar="N", help="in place of TEXT: the turn (“show --numbers”)")
    parser.add_argument("--from", dest="start", type=int, default=0, metavar="N", help="with --turn: first character")
    parser.add_argument("--to", dest="end", type=int, metavar="N", help="with --turn: character after the last")


def _intruder(commands: Commands, study_command: StudyCommand) -> None:
    summary = "motivated-intruder test: show the questions, keep a sheet, list the sheets"
    parser = study_command(commands, "intruder", "disclosure:intruder", summary)
    parser.add_argument("study_id", metavar="STUDY-ID", nargs="?", help="the interview tested (default: the study)")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--questions", action="store_true", help="print the six questions")
    what.add_argument("--show", type=int, metavar="N", help="print sheet N")
    what.add_argument(
        "--answer",
        action="append",
        default=[],
        metavar="ANSWER",
        help="no, or “yes: what was found and what follows”, or “unsure: …”; six times, in the order of the questions",
    )
    parser.add_argument("--reviewer", default="", help="with --answer: who made the test")


def _said(commands: Commands, study_command: StudyCommand) -> None:
    summary = "show what has been said about whom: quasi-identifiers of each participant, and who shares them"
    parser = study_command(commands, "said-about", "disclosure:said_about", summary)
    parser.add_argument("participant", nargs="?", metavar="STUDY-ID", help="one participant, with the words themselves")
    _add_attributes(parser)


def _add_attributes(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--by", default="", metavar="NAMES", help="attributes, divided by commas (default: organisation,role)"
    )
