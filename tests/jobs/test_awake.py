"""The computer is kept awake by a helper that ends when it is told, and when the program is killed."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.jobs.conftest import StudyBuilder
from transcribe_desk.jobs.awake import Awake
from transcribe_desk.jobs.desk import Desk

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the helper that this test stands in for is Linux's")

# Stands in for systemd-inhibit, which needs a session to talk to: notes how it was started, then runs the command.
_STAND_IN = """#!/bin/sh
echo "$$ $*" > {log}
env > {log}.env
for last; do :; done
exec "$last"
"""


@pytest.fixture
def log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Put the stand-in first on the path; give the file it writes."""
    log = tmp_path / "log"
    program = tmp_path / "systemd-inhibit"
    program.write_text(_STAND_IN.format(log=log))
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    return log


def wait_for(happened: Callable[[], bool]) -> bool:
    until = time.monotonic() + 3
    while time.monotonic() < until:
        if happened():
            return True
        time.sleep(0.01)
    return False


def helper(log: Path) -> int:
    assert wait_for(lambda: log.exists() and log.read_text().endswith("\n"))
    return int(log.read_text().split()[0])


def runs(pid: int) -> bool:
    return psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE


def test_it_holds_until_released(log: Path) -> None:
    awake = Awake()
    awake.hold()
    pid = helper(log)
    assert "--what=idle:sleep --mode=block" in log.read_text()
    awake.hold()
    time.sleep(0.2)
    assert helper(log) == pid, "a second helper was started"
    assert runs(pid)
    awake.release()
    assert not psutil.pid_exists(pid)
    awake.release()


def test_the_helper_hears_nothing_of_the_study(log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", "a passphrase")
    awake = Awake()
    awake.hold()
    helper(log)
    awake.release()
    assert "passphrase" not in Path(f"{log}.env").read_text().lower()


def test_it_ends_with_a_program_that_is_killed_under_the_network_guard(log: Path) -> None:
    code = (
        "from transcribe_desk.security import no_network\nfrom transcribe_desk.jobs.awake import Awake\n"
        "import time\nno_network.arm()\nAwake().hold()\nprint(flush=True)\ntime.sleep(60)"
    )
    program = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    try:
        assert program.stdout is not None
        program.stdout.readline()
        pid = helper(log)
        assert runs(pid)
    finally:
        program.kill()
        program.communicate()
    assert wait_for(lambda: not runs(pid))


def test_a_system_without_the_helper_is_no_trouble(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    awake = Awake()
    awake.hold()
    awake.release()


def test_a_helper_that_is_refused_is_no_trouble(log: Path) -> None:
    (log.parent / "systemd-inhibit").write_text("#!/bin/sh\nexit 1\n")
    awake = Awake()
    awake.hold()
    time.sleep(0.1)
    awake.release()


def test_a_queue_keeps_awake_while_it_works_and_no_longer(log: Path, desk: Desk, builder: StudyBuilder) -> None:
    interview = builder.interview()
    assert not log.exists()
    desk.queue.add(interview.id)
    pid = helper(log)
    assert desk.queue.wait(60)
    assert wait_for(lambda: not psutil.pid_exists(pid))
