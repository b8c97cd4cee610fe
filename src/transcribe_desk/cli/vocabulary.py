"""Keep the study's vocabulary from a script, and list where one of its words may have been meant."""

from __future__ import annotations

import argparse

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.study.errors import InputError


def run(options: argparse.Namespace) -> int:
    """Add and remove words, then print the vocabulary or the suggestions for one interview."""
    with open_desk(options) as desk:
        words = desk.settings().vocabulary
        unknown = [word for word in options.remove if word not in words]
        if unknown:
            raise InputError(
                f"Word “{unknown[0]}”", "It is not in the vocabulary.", "List the vocabulary and try again."
            )
        if options.add or options.remove:
            desk.set_vocabulary([word for word in (*words, *options.add) if word not in options.remove])
        if options.suggest:
            for each in desk.suggestions(desk.interview(options.suggest).id):
                print(f"turn {each.turn_id:>4}  {each.heard!r} may be {each.suggested!r}  ({each.reason})")
        else:
            print("\n".join(desk.settings().vocabulary))
    return 0
