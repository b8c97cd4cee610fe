"""Progress is a bar that renews itself on a terminal, and plain lines in a file."""

from __future__ import annotations

import os
import pty
import re
import subprocess
import sys

import pytest

from transcribe_desk.cli.progress import ProgressPrinter
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.study.errors import ModelError

NAMES = {1: "01-hospital", 2: "02-school"}
_ON_TERMINAL = """
from transcribe_desk.cli.progress import ProgressPrinter
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
tell = ProgressPrinter({1: "01-hospital", 2: "02-school"})
tell(JobEvent(1, JobState.WAITING, seconds_left=600))
tell(JobEvent(2, JobState.WAITING, seconds_left=6000))
tell(JobEvent(1, JobState.RUNNING, Phase.TRANSCRIBE, 30000, 60000, 12.5, 300))
tell(JobEvent(2, JobState.RUNNING, Phase.DECODE, 0, 60000, None, 6000))
tell(JobEvent(1, JobState.DONE, Phase.FLAG))
"""


def running(interview_id: int, phase: Phase, done_ms: int = 0, notice: str = "") -> JobEvent:
    return JobEvent(interview_id, JobState.RUNNING, phase, done_ms, 60_000, notice=notice)


def test_without_a_terminal_each_phase_is_one_plain_line(capsys: pytest.CaptureFixture[str]) -> None:
    tell = ProgressPrinter(NAMES)
    tell(JobEvent(1, JobState.WAITING))
    tell(running(1, Phase.TRANSCRIBE))
    tell(running(2, Phase.DECODE))
    tell(running(1, Phase.TRANSCRIBE, 20_000))
    tell(running(2, Phase.DECODE, 20_000))
    tell(JobEvent(1, JobState.DONE, Phase.FLAG))
    tell(JobEvent(2, JobState.FAILED, error=ModelError("Model whisper-base", "It is missing.", "Install it.")))
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.splitlines() == [
        "01-hospital: transcribing",
        "02-school: reading the recording",
        "01-hospital: done",
        "02-school: Model whisper-base: It is missing. Install it.",
    ]


def test_a_long_phase_is_heard_of_again(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr("transcribe_desk.cli.progress.time.monotonic", lambda: now[0])
    tell = ProgressPrinter(NAMES)
    for seconds in range(0, 75, 5):
        now[0] = 100.0 + seconds
        tell(JobEvent(1, JobState.RUNNING, Phase.TRANSCRIBE, seconds * 600, 60_000, 8.0, 120.0))
    assert capsys.readouterr().err.splitlines() == [
        "01-hospital: transcribing",
        "01-hospital: transcribing 30% · 8.0× as fast as speech · about 2 min left",
        "01-hospital: transcribing 60% · 8.0× as fast as speech · about 2 min left",
    ]


def test_what_was_done_otherwise_than_asked_is_told_once(capsys: pytest.CaptureFixture[str]) -> None:
    tell = ProgressPrinter(NAMES)
    for done_ms in (0, 10_000, 20_000):
        tell(running(1, Phase.TRANSCRIBE, done_ms, notice="The processor does the work instead."))
    assert capsys.readouterr().err.count("The processor does the work instead.") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="there are no pseudo-terminals")
def test_on_a_terminal_one_line_shows_bar_speed_and_time_for_all() -> None:
    main, terminal = pty.openpty()
    environment = {**os.environ, "COLUMNS": "200", "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run([sys.executable, "-c", _ON_TERMINAL], stderr=terminal, env=environment, check=False)
    os.close(terminal)
    written = b""
    while True:
        try:
            part = os.read(main, 65_536)
        except OSError:
            break
        if not part:
            break
        written += part
    os.close(main)
    assert done.returncode == 0
    states = [re.sub(r"\x1b\[K", "", state) for state in written.decode().split("\r") if state.strip("\x1b[K\n")]
    assert states[0] == (
        "01-hospital ██████████░░░░░░░░░░ transcribing 50% · 12.5× as fast as speech · about 5 min left"
        " · 0 of 2 done, about 1.8 h left for all"
    )
    assert "02-school: reading the recording" in states[1]
    assert states[2] == "01-hospital: done"
    assert "1 of 2 done" in states[-1]
