"""Understand the commands that say what to look at next; ``cli/sweeping.py`` runs them."""

from __future__ import annotations

from transcribe_desk.cli.entity_options import CATEGORIES, Commands, StudyCommand


def add_sweep(commands: Commands, study_command: StudyCommand) -> None:
    """Add the commands; ``study_command`` makes one that opens a study."""
    summary = "list what to decide in the order that matters, with the reason for each place"
    review = study_command(commands, "review", "sweeping:review", summary)
    review.add_argument("study_id", metavar="STUDY-ID", nargs="?", help="one interview (default: the whole study)")
    review.add_argument(
        "--order", choices=["risk", "text"], default="risk", help="risk and doubt first (default), or as it is said"
    )
    review.add_argument("--undecided", action="store_true", help="only what nobody has decided")
    summary = "list what nothing found: odd words with a capital, runs of numbers, spelt letters"
    sweep = study_command(commands, "sweep", "sweeping:sweep", summary)
    sweep.add_argument("study_id", metavar="STUDY-ID", nargs="?", help="one interview (default: the whole study)")
    sweep.add_argument("--dismissed", action="store_true", help="list what was dismissed")
    choice = sweep.add_mutually_exclusive_group()
    choice.add_argument("--mark", metavar="WORD", help="as the sweep lists it; marks all its places")
    choice.add_argument("--dismiss", action="append", metavar="WORD", help="harmless; may be repeated")
    choice.add_argument("--restore", action="append", metavar="WORD", help="list it again; may be repeated")
    sweep.add_argument("--category", choices=CATEGORIES, default="person", help="with --mark; default: person")
    sweep.add_argument("--entity", type=int, metavar="N", help="with --mark: whom or what it names, 0 for a new one")
    sweep.add_argument("--by", default="", help="who does it (default: the user of this computer)")
