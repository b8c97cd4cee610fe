"""Understand the commands for a second reviewer and for quotes; ``second_review.py`` and ``quoting.py`` run them."""

from __future__ import annotations

from pathlib import Path

from transcribe_desk.cli.entity_options import Commands, StudyCommand
from transcribe_desk.cli.replacement_options import PROFILES


def add_review_desk(commands: Commands, study_command: StudyCommand) -> None:
    """Add the commands; ``study_command`` makes one that opens a study."""
    _second_review(commands, study_command)
    _quotes(commands, study_command)


def _second_review(commands: Commands, study_command: StudyCommand) -> None:
    summary = "decide a second time without seeing the first decisions, compare the two, settle what differs"
    parser = study_command(commands, "second-review", "second_review:second_review", summary)
    parser.add_argument("study_id", metavar="STUDY-ID")
    parser.add_argument("--by", default="", help="the second reviewer; with --settle who settles")
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--decide", dest="decision", choices=["accept", "reject", "undecide"])
    what.add_argument("--compare", action="store_true", help="lay both reviews side by side and keep the comparison")
    what.add_argument("--comparison", action="store_true", help="print the last comparison: agreement and differences")
    what.add_argument(
        "--settle", nargs=2, metavar=("N", "OUTCOME"), help="difference N is “replaced” or “stays” from now on"
    )
    parser.add_argument(
        "--mention", type=int, action="append", metavar="N", help="with --decide; may be repeated (default: all)"
    )


def _quotes(commands: Commands, study_command: StudyCommand) -> None:
    summary = "collect quotes from the anonymised text, each checked first, and write them as Word and CSV"
    parser = study_command(commands, "quotes", "quoting:quotes", summary)
    parser.add_argument("--search", default="", metavar="WORDS", help="list only quotes that say this")
    what = parser.add_mutually_exclusive_group()
    what.add_argument(
        "--keep",
        nargs="+",
        metavar="WHERE",
        help="STUDY-ID TURN [FROM TO]: the turn (“show --numbers”), and places in what was said",
    )
    what.add_argument("--take-anew", type=int, metavar="N", help="take quote N as it reads now")
    what.add_argument("--remove", type=int, metavar="N", help="take quote N off the list")
    what.add_argument("--out", type=Path, metavar="FOLDER", help="write the quotes that may leave")
    parser.add_argument("--note", default="", help="with --keep: a note of your own")
    parser.add_argument("--form", default="word,csv", help="with --out: word, csv (default: both)")
    parser.add_argument("--profile", choices=PROFILES, default="team", help="with --out: for whom it is")
    parser.add_argument("--with-notes", action="store_true", help="with --out: notes too; they are searched for names")
    parser.add_argument("--by", default="", help="who does it (default: the user of this computer)")
