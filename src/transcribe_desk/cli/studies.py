"""Make studies and fill them: new, status, import, log."""

from __future__ import annotations

import argparse
import json
import sys
from dataclasses import replace

from transcribe_desk.cli.opening import open_desk
from transcribe_desk.cli.passphrase import choose_passphrase
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.dropped import sort_dropped
from transcribe_desk.jobs.importing import Details, ImportReport
from transcribe_desk.jobs.participants_table import parse_date, parse_mode, split_list
from transcribe_desk.privacy.disclosure.table import read_assignments
from transcribe_desk.study.errors import InputError
from transcribe_desk.study.study import StudySettings
from transcribe_desk.study.study_id import DEFAULT_PATTERN, check_label, check_pattern
from transcribe_desk.study.timecode import clock


def new(options: argparse.Namespace) -> int:
    """Make a study with its organisations."""
    pattern = check_pattern(options.pattern or DEFAULT_PATTERN)
    organisations = [text.partition("=")[::2] for text in options.organisation]
    for label, _ in organisations:
        check_label(label)
    settings = StudySettings(title=options.title or options.study.stem, id_pattern=pattern)
    with Desk.create(options.study, choose_passphrase(options.passphrase_file, options.study.name), settings) as desk:
        for label, name in organisations:
            desk.add_organisation(label, name)
    print(f"Made {options.study}. There is no way to recover its passphrase: keep it safe.")
    return 0


def status(options: argparse.Namespace) -> int:
    """Print the study table."""
    with open_desk(options) as desk:
        rows = desk.rows()
        labels = ", ".join(organisation.label for organisation in desk.organisations()) or "none yet"
        print(f"{desk.settings().title} · organisations: {labels}")
    if not rows:
        print("No recordings yet: transcribe-desk import STUDY FILE --organisation LABEL")
        return 0
    print(f"{'study ID':<24} {'length':>8}  {'status':<13} {'doubtful':>8} {'proposed':>8} {'undecided':>9}")
    for row in rows:
        length = clock(row.interview.recording.duration_ms)
        print(
            f"{row.interview.study_id:<24} {length:>8}  {row.status.value:<13} "
            f"{row.doubtful:>8} {row.mentions:>8} {row.undecided:>9}"
        )
        for start_ms, end_ms in row.missing:
            print(f"    no sound from {clock(start_ms)} to {clock(end_ms)}: the recording is damaged there")
    return 0


def import_recordings(options: argparse.Namespace) -> int:
    """Take in recordings named on the command line or in a participants table."""
    if bool(options.table) == bool(options.files):
        raise InputError("import", "It takes recordings or a participants table.", "Name files, or --from TABLE.")
    if options.files and not options.organisation:
        raise InputError("import", "The participants' organisation is missing.", "Add --organisation LABEL.")
    dropped = sort_dropped(options.files)
    if len(dropped.recordings) > 1 and (
        options.name or options.alias or options.number or options.role or options.attribute
    ):
        raise InputError(
            "import",
            "One name, number, role or attribute cannot belong to several recordings.",
            "Use a participants table.",
        )
    details = None if options.table else _details(options)
    with open_desk(options) as desk:
        if options.table:
            report = desk.import_table(options.table)
        else:
            report = desk.import_files(dropped.recordings, options.organisation, details)
    tables = (InputError(each.name, "It is a participants table.", "Name it with --from.") for each in dropped.tables)
    return _tell(replace(report, problems=(*report.problems, *dropped.left_out, *tables)))


def log(options: argparse.Namespace) -> int:
    """Print the audit trail, oldest first."""
    with open_desk(options) as desk:
        for entry in desk.vault.audit.entries():
            details = json.dumps(entry.details, ensure_ascii=False, sort_keys=True) if entry.details else ""
            print(f"{entry.at:%Y-%m-%d %H:%M:%S}  {entry.action:<24} {entry.subject:<20} {details}".rstrip())
    return 0


def _details(options: argparse.Namespace) -> Details:
    try:
        date = parse_date(options.date) if options.date else None
    except ValueError:
        raise InputError("--date", f"“{options.date}” is not understood.", "Write it as 2018-10-23.") from None
    try:
        mode = parse_mode(options.mode) if options.mode else None
    except ValueError:
        raise InputError("--mode", "It is not understood.", "Write “face to face”, “telephone” or “video”.") from None
    return Details(
        number=options.number,
        name=options.name,
        aliases=tuple(options.alias),
        role=options.role,
        date=date,
        mode=mode,
        interviewers=split_list(options.interviewers),
        attributes=tuple(sorted(read_assignments(options.attribute).items())),
    )


def _tell(report: ImportReport) -> int:
    for interview in report.imported:
        print(f"{interview.study_id}  {clock(interview.recording.duration_ms)}")
    for problem in report.problems:
        print(f"transcribe-desk: {problem}", file=sys.stderr)
    return report.problems[0].exit_code if report.problems else 0
