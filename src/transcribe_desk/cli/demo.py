"""Take the bundled sample interview the whole way, from recording to anonymised Word file."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from transcribe_desk.cli.exporting import tell
from transcribe_desk.cli.working import work_through
from transcribe_desk.jobs.sample import PASSPHRASE, open_sample
from transcribe_desk.jobs.settings import TranscriptionSettings


def run(options: argparse.Namespace) -> int:
    """Run the demo in ``options.out``; run again after an interruption, it goes on where it stopped."""
    out: Path = options.out
    study = out / "sample.tdstudy"
    print(f"The study is {study} (passphrase: {PASSPHRASE}).", file=sys.stderr)
    with open_sample(study) as desk:
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
