"""A recording of many slices: the whole program is killed after each of them and ends with the same words."""

from __future__ import annotations

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.program import program
from transcribe_desk.speech.model_store import ModelStore

# The program's own pipeline with slices so short that the test is, too; killed by itself after slice sys.argv[2].
_RUN = """
import json, os, signal, sys, threading
from pathlib import Path
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.pipeline import Pipeline
from transcribe_desk.jobs.settings import DRAFT
from transcribe_desk.study.serial import turn_to_json

study, last = Path(sys.argv[1]), int(sys.argv[2])
with Desk.open(study, os.environ["TRANSCRIBE_DESK_PASSPHRASE"]) as desk:
    (row,) = desk.rows()

    def report(event):
        plan = desk.vault.transcripts.plan(row.interview.id)
        if plan is not None and plan.finished_slices == last:
            os.kill(os.getpid(), signal.SIGKILL)

    Pipeline(
        desk.vault, desk.models, row.interview, DRAFT, report, threading.Event(), slice_ms=9_000
    ).transcribe()
    turns = [turn_to_json(turn) for turn in desk.transcript(row.interview.id).turns]
    print(json.dumps({"turns": turns, "slices": len(desk.vault.transcripts.plan(row.interview.id).slices)}))
"""
_NEVER = -1


@pytest.fixture
def imported(models: ModelStore, study: Path, clip: Path) -> Path:
    """Give a study with a recording that nobody has transcribed."""
    taken = program("import", study, clip, "--organisation", "hospital")
    assert taken.returncode == 0, taken.stderr
    return study


def run(study: Path, kill_after: int) -> tuple[int, Any]:
    """Go on with the study's one interview; give the exit code and what was recognised."""
    finished = subprocess.run(
        [sys.executable, "-c", _RUN, str(study), str(kill_after)],
        capture_output=True,
        env=environment(),
        timeout=200,
        check=False,
    )
    return finished.returncode, json.loads(finished.stdout or "null")


def environment() -> dict[str, str]:
    import os

    from tests.end_to_end.program import PASSPHRASE

    return {**os.environ, "TRANSCRIBE_DESK_PASSPHRASE": PASSPHRASE}


@pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")
def test_killed_after_each_slice_the_program_ends_with_the_same_words(imported: Path, tmp_path: Path) -> None:
    unbroken_study = Path(shutil.copytree(imported, tmp_path / "unbroken" / imported.name))
    code, unbroken = run(unbroken_study, _NEVER)
    assert code == 0
    assert unbroken["slices"] > 3
    for finished in range(1, unbroken["slices"]):
        code, _ = run(imported, finished)
        assert code == -signal.SIGKILL, f"it was not killed after slice {finished}"
        shown = program("show", imported, "01-hospital")
        assert shown.stdout, "what is recognised so far can be read"
        assert "Not finished" in shown.stderr

    code, resumed = run(imported, _NEVER)

    assert code == 0
    assert resumed == unbroken
