"""The demo ends with anonymised files, however often it is killed on the way, and leaves no plain trace."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from tests.end_to_end.program import program
from transcribe_desk import paths
from transcribe_desk.speech.model_store import ModelStore

# Moments in seconds after a start; with each start the work goes on from where it was.
_MOMENTS = (0.3, 1.0, 2.0, 3.0, 4.5, 6.0, 7.5, 9.0, 11.0, 13.0)
_PHRASES = (
    "the recorder is on",
    "dinner lady",
    "the chemist",
    "catch my breath",
    "pulmonary",
    "planning my own funeral",
    "passed from one department",
    "walking two miles",
    "Whitfield",
    "Samantha",
)


# A network namespace of its own has no way out, not even to this computer's own addresses.
_WITHOUT_NETWORK = ("unshare", "-rn")


def _can_do_without_network() -> bool:
    if shutil.which(_WITHOUT_NETWORK[0]) is None:
        return False
    return subprocess.run([*_WITHOUT_NETWORK, "true"], capture_output=True, check=False).returncode == 0


@pytest.fixture(scope="module")
def unbroken(models: ModelStore, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give the folder of a demo that ran through, without a network where this system can take it away."""
    out = tmp_path_factory.mktemp("unbroken") / "demo"
    finished = program("demo", "--out", out, wrapped_in=_WITHOUT_NETWORK if _can_do_without_network() else ())
    assert finished.returncode == 0, finished.stderr
    assert str(out / "export" / "docx" / "01-hospital.docx") in finished.stdout
    return out


def test_the_whole_demo_runs_without_a_network(unbroken: Path) -> None:
    if not _can_do_without_network():
        pytest.skip("this system does not let a test make a network namespace (unshare -rn)")
    assert (unbroken / "export" / "manifest.json").exists()


def test_no_planted_name_that_was_proposed_is_in_the_text(unbroken: Path) -> None:
    text = (unbroken / "export" / "text" / "01-hospital.txt").read_text(encoding="utf-8")
    assert text.startswith("Machine draft, not reviewed by a person")
    assert text.count("\n") > 30
    planted = json.loads(paths.resource("sample", "planted.json").read_text(encoding="utf-8"))
    for name in ("Margaret", "Whitfield", "Derek", "Samantha", "Mohammed", "Sheffield", "Chesterfield"):
        assert name in planted["people"] + planted["places"]
        assert name not in text


def test_a_second_run_writes_the_same_bytes(unbroken: Path, tmp_path: Path) -> None:
    shutil.copytree(unbroken, tmp_path / "again", ignore=shutil.ignore_patterns("export"))
    assert program("demo", "--out", tmp_path / "again").returncode == 0
    assert exported(tmp_path / "again") == exported(unbroken)


@pytest.mark.skipif(sys.platform == "win32", reason="uses POSIX signals")
@pytest.mark.timeout(900)
@pytest.mark.parametrize("victim", ["worker", "program"])
def test_killed_at_ten_moments_it_ends_with_the_same_export(unbroken: Path, tmp_path: Path, victim: str) -> None:
    out = tmp_path / "demo"
    for moment in _MOMENTS:
        _run_and_kill(out, moment, victim)

    finished = program("demo", "--out", out)

    assert finished.returncode == 0, finished.stderr
    assert exported(out) == exported(unbroken)


def test_neither_study_nor_temporary_folder_holds_what_was_said(unbroken: Path, tmp_path: Path) -> None:
    out = tmp_path / "demo"
    finished = program(
        "demo",
        "--out",
        out,
        TMPDIR=str(_made(tmp_path / "tmp")),
        HOME=str(_made(tmp_path / "home")),
        TRANSCRIBE_DESK_MODELS=str(paths.models_folder()),
    )
    assert finished.returncode == 0, finished.stderr
    shutil.rmtree(out / "export")
    for phrase in _PHRASES:
        assert phrase.lower() not in finished.stderr.lower()
        assert phrase.lower() not in finished.stdout.lower()
        for encoded in (phrase.encode(), phrase.encode("utf-16-le"), phrase.lower().encode()):
            assert not [path for path in tmp_path.rglob("*") if path.is_file() and encoded in path.read_bytes()]


def exported(out: Path) -> dict[str, bytes]:
    """Give the bytes of every exported file, by path."""
    folder = out / "export"
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _made(folder: Path) -> Path:
    folder.mkdir()
    return folder


def _run_and_kill(out: Path, moment: float, victim: str) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "transcribe_desk", "demo", "--out", str(out)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        stdin=subprocess.DEVNULL,
    )
    try:
        time.sleep(moment)
        if victim == "program":
            os.kill(running.pid, signal.SIGKILL)
        else:
            for child in psutil.Process(running.pid).children(recursive=True):
                child.kill()
        running.wait(timeout=280)
    finally:
        running.kill()
        running.wait()
