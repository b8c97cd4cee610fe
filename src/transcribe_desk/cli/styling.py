"""Read from the options how a transcript is to read."""

from __future__ import annotations

import argparse
from dataclasses import replace

from transcribe_desk.study.style import CLEAN, VERBATIM, PauseMarks, Style


def chosen_style(options: argparse.Namespace) -> Style:
    """Give the style that ``--style`` and ``--pauses`` ask for."""
    pauses = PauseMarks(options.pauses) if options.pauses else None
    return replace(CLEAN if options.style == "clean" else VERBATIM, pauses=pauses)
