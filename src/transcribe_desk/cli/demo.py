"""Take the bundled sample interview the whole way, from recording to anonymised Word file."""

from __future__ import annotations

import argparse
import datetime as dt
import sys
from pathlib import Path

from transcribe_desk import paths
from transcribe_desk.cli.exporting import tell
from transcribe_desk.cli.working import work_through
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.importing import Details
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.study.study import Mode, StudySettings

# The sample's people are invented, so its passphrase is no secret.
PASSPHRASE = "sample interview"  # noqa: S105
_HOSPITAL = "Northern General"
_DETAILS = Details(name="Margaret Whitfield", date=dt.date(2026, 5, 14), mode=Mode.FACE_TO_FACE, interviewers=("GE",))


def run(options: argparse.Namespace) -> int:
    """Run the demo in ``options.out``; run again after an interruption, it goes on where it stopped."""
    out: Path = options.out
    study = out / "sample.tdstudy"
    print(f"The study is {study} (passphrase: {PASSPHRASE}).", file=sys.stderr)
    with _open(study) as desk:
        code = work_through(desk, [row.interview for row in desk.rows()], TranscriptionSettings())
        if code:
            return code
        report = desk.export(out / "export", draft=True)
        proposed = sum(row.mentions for row in desk.rows())
    print(
        f"{proposed} mentions were proposed and replaced unseen: this is a machine draft. In a study of your own you "
        "decide each one before anything is exported.",
        file=sys.stderr,
    )
    return tell(report)


def _open(study: Path) -> Desk:
    if (study / "key.json").exists():
        desk = Desk.open(study, PASSPHRASE)
    else:
        study.parent.mkdir(parents=True, exist_ok=True)
        desk = Desk.create(study, PASSPHRASE, StudySettings(title="Sample interview"))
    try:
        if not desk.organisations():
            desk.add_organisation("hospital", _HOSPITAL)
        if not desk.rows():
            report = desk.import_files([paths.resource("sample", "interview.opus")], "hospital", _DETAILS)
            for problem in report.problems:
                raise problem
    except BaseException:
        desk.close()
        raise
    return desk
