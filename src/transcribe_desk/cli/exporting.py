"""Write anonymised files from a script."""

from __future__ import annotations

import argparse
import sys

from transcribe_desk.cli.opening import chosen_interviews, open_desk
from transcribe_desk.cli.styling import chosen_style
from transcribe_desk.jobs.exporting import ExportReport
from transcribe_desk.privacy.profiles import profile_of
from transcribe_desk.study.errors import GateRefusedError


def export(options: argparse.Namespace) -> int:
    """Export the chosen interviews; the exit code is 6 when the gate refused one."""
    targets = tuple(target.strip() for target in options.targets.split(",") if target.strip())
    study_ids = [study_id.strip() for study_id in options.only.split(",") if study_id.strip()]
    with open_desk(options) as desk:
        chosen = [interview.id for interview in chosen_interviews(desk, study_ids)]
        report = desk.export(
            options.out,
            interview_ids=chosen,
            targets=targets,
            draft=options.draft,
            style=chosen_style(options),
            profile=profile_of(options.profile),
        )
    return tell(report)


def tell(report: ExportReport) -> int:
    """Print the files written and the interviews refused."""
    for path in report.written:
        print(path)
    for refused in report.refused:
        for reason in refused.reasons:
            print(f"{refused.study_id}: not written. {reason}", file=sys.stderr)
    return GateRefusedError.exit_code if report.refused else 0
