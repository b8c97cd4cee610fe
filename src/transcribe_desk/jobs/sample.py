"""Make a study of the bundled sample interview, in which nobody is real: for the demo and for the guided tour."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from transcribe_desk import paths
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.importing import Details
from transcribe_desk.study.study import Mode, StudySettings

# The sample's people are invented, so its passphrase is no secret.
PASSPHRASE = "sample interview"  # noqa: S105
_HOSPITAL = "Northern General"
_DETAILS = Details(name="Margaret Whitfield", date=dt.date(2026, 5, 14), mode=Mode.FACE_TO_FACE, interviewers=("GE",))


def open_sample(study: Path) -> Desk:
    """Open the sample study at ``study``, making it and what is missing in it first (slow); raise DeskError."""
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
