"""Open the study a command names, for as long as the command runs."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from transcribe_desk.cli.passphrase import read_passphrase
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.study import Interview


def open_desk(options: argparse.Namespace) -> Desk:
    """Open the study in ``options.study``; raise StudyError when it cannot be opened."""
    desk = read_passphrase(options.passphrase_file, options.study.name).open(partial(Desk.open, options.study))
    if unknown := len(desk.retention.unknown_files()):
        print(
            f"{options.study.name}: Encrypted recordings that its database does not know: {unknown}. The database seems"
            " to be older than the folder. Nothing was deleted. If interviews are missing, bring back the newest copy"
            " of the whole folder, or import them again.",
            file=sys.stderr,
        )
    return desk


def chosen_interviews(desk: Desk, study_ids: list[str]) -> list[Interview]:
    """Give the interviews named, or all of the study; raise InputError for one that is not there."""
    if study_ids:
        return [desk.interview(study_id) for study_id in study_ids]
    return [row.interview for row in desk.rows()]
