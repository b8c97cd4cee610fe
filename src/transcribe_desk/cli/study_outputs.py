"""Write the outputs about the whole study, and the sets for its coders, from a script."""

from __future__ import annotations

import argparse
import sys

from transcribe_desk.cli.exporting import tell_stale
from transcribe_desk.cli.opening import open_desk
from transcribe_desk.cli.styling import chosen_style
from transcribe_desk.export.study.allocation import check_coders
from transcribe_desk.export.targets import targets_named
from transcribe_desk.privacy.disclosure.suppression import SmallCells
from transcribe_desk.study.errors import GateRefusedError


def study_outputs(options: argparse.Namespace) -> int:
    """Write the participant table, the Methods summary and the COREQ list; warnings go to standard error."""
    with open_desk(options) as desk:
        report = desk.study_papers(options.out, small_cells=SmallCells(options.small_cells), dry_run=options.dry_run)
    for path in report.written:
        print(f"would write {path}" if options.dry_run else path)
    for told in (*report.small_cells, *report.not_finished):
        print(told, file=sys.stderr)
    tell_stale(report.manifest.stale, dry_run=options.dry_run)
    return 0


def coders(options: argparse.Namespace) -> int:
    """Write the sets for the coders; the exit code is 6 when the gate refused an interview."""
    names, targets = check_coders(_names(options.names)), _names(options.targets)
    targets_named(targets)  # before the passphrase is asked for
    with open_desk(options) as desk:
        report = desk.coder_sets(
            options.out,
            names,
            share=options.share,
            only=_names(options.only),
            targets=targets,
            style=chosen_style(options),
            dry_run=options.dry_run,
        )
    for path in report.written:
        print(f"would write {path}" if options.dry_run else path)
    if report.allocation:
        print(f"coded by all: {', '.join(report.allocation.shared)}")
        for coder, own in report.allocation.own.items():
            print(f"coded by {coder} alone: {', '.join(own)}")
    for refused in report.refused:
        print(f"{refused.study_id}: not written. {' '.join(refused.reasons)}", file=sys.stderr)
    return GateRefusedError.exit_code if report.refused else 0


def _names(text: str) -> list[str]:
    return [name.strip() for name in text.split(",") if name.strip()]
