"""Understand the commands about who and what a study is about; ``cli/people.py`` runs them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
StudyCommand: TypeAlias = Callable[[Commands, str, str, str], argparse.ArgumentParser]


def add_people(commands: Commands, study_command: StudyCommand) -> None:
    """Add the commands; ``study_command`` makes one that opens a study."""
    for add in (_study, _organisation, _participant, _interview):
        add(commands, study_command)


def _study(commands: Commands, study_command: StudyCommand) -> None:
    summary = "show or change what holds for the whole study: title, language, form of the study IDs"
    parser = study_command(commands, "study", "people:study", summary)
    parser.add_argument("--title", help="the study's title")
    parser.add_argument("--language", help="language usually spoken, or auto to detect it")
    parser.add_argument("--pattern", help="study ID pattern, such as {number:02d}-{organisation}")
    _dry_run(parser)


def _organisation(commands: Commands, study_command: StudyCommand) -> None:
    summary = "add an organisation to the study, or change or remove one"
    parser = study_command(commands, "organisation", "people:organisation", summary)
    parser.add_argument("label", help="its type, as it stands in study IDs: hospital")
    parser.add_argument("--name", help="its real name; kept secret, and searched for in every transcript")
    parser.add_argument("--alias", action="append", metavar="NAME", help="another real name; may be repeated")
    parser.add_argument("--becomes", metavar="WORDS", help="what stands for it in a text: the hospital")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--change", action="store_true", help="change the organisation that has this label")
    what.add_argument("--rename", metavar="LABEL", help="change it, and its label to this one")
    what.add_argument("--remove", action="store_true", help="remove it; it must have no participants")
    _dry_run(parser)


def _participant(commands: Commands, study_command: StudyCommand) -> None:
    summary = "change what is known of a participant; names are secret, the role is in no export"
    parser = study_command(commands, "participant", "people:participant", summary)
    parser.add_argument("participant", metavar="STUDY-ID", help="the study ID or the number")
    parser.add_argument("--name", help="the real name; searched for in every transcript")
    parser.add_argument("--alias", action="append", metavar="NAME", help="another name of theirs; may be repeated")
    parser.add_argument("--role", help="for the participant table")
    parser.add_argument(
        "--attribute", action="append", default=[], metavar="NAME=VALUE", help="nothing after = takes it away"
    )
    parser.add_argument("--organisation", metavar="LABEL", help="move them there; their study IDs change")
    _dry_run(parser)


def _interview(commands: Commands, study_command: StudyCommand) -> None:
    summary = "change when, how and by whom interviews were held, move them to another organisation, or remove them"
    parser = study_command(commands, "interview", "people:interview", summary)
    parser.add_argument("study_ids", nargs="+", metavar="STUDY-ID", help="one or several")
    parser.add_argument("--organisation", metavar="LABEL", help="move them there; their study IDs change")
    parser.add_argument("--date", help="2018-10-23, 23/10/2018 or Oct 2018; empty to forget it")
    parser.add_argument("--mode", help="face to face, telephone or video; empty to forget it")
    parser.add_argument("--interviewers", help="initials, divided by commas")
    parser.add_argument("--notes", help="in no export")
    parser.add_argument("--remove", action="store_true", help="delete them with sound, transcript and decisions")
    parser.add_argument("--yes", action="store_true", help="with --remove: without asking; it cannot be undone here")
    _dry_run(parser)


def _dry_run(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--dry-run", action="store_true", help="say what would change, and change nothing")
