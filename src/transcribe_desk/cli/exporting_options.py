"""Understand what a person judges about an export: single hits of the scan, and attributes that few people share."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import TypeAlias

Commands: TypeAlias = "argparse._SubParsersAction[argparse.ArgumentParser]"
StudyCommand: TypeAlias = Callable[[Commands, str, str, str], argparse.ArgumentParser]


def add_export_judgements(parser: argparse.ArgumentParser) -> None:
    """Add the options of ``export`` with which a person lets a hit stand or confirms an attribute."""
    parser.add_argument(
        "--show-hits", action="store_true", help="print the words of each hit of the scan, names and all"
    )
    parser.add_argument(
        "--let-stand",
        action="append",
        default=[],
        metavar="HIT",
        help="say that a hit (its code was told) is not what is replaced; may be repeated; needs --reason and --by",
    )
    parser.add_argument("--reason", default="", help="with --let-stand: why; it stays in the study")
    parser.add_argument("--by", default="", help="with --let-stand: who says so")
    parser.add_argument(
        "--confirm-attributes",
        default="",
        metavar="NAMES",
        help="attributes of participants to write though few share them, divided by commas",
    )
    parser.add_argument(
        "--without-attributes", default="", metavar="NAMES", help="attributes not to write, divided by commas"
    )


def add_overrides(commands: Commands, study_command: StudyCommand) -> None:
    """Add the command that lists and withdraws what was let stand."""
    summary = "list the hits of the scan that somebody let stand in exports, and why; withdraw one"
    parser = study_command(commands, "overrides", "exporting:overrides", summary)
    parser.add_argument("--withdraw", type=int, metavar="N", help="let it stop exports again; needs --by")
    parser.add_argument("--by", default="", help="with --withdraw: who says so")
    parser.add_argument("--all", action="store_true", help="list the withdrawn ones too")
