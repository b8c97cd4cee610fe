"""Fixtures that every room's tests share."""

from __future__ import annotations

import faulthandler
import gc
import os
import tempfile
from pathlib import Path

import hypothesis
import pytest

# Before Qt or a model library is imported anywhere: no screen, no file names printed by FFmpeg, no hub.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ.setdefault("QT_LOGGING_RULES", "qt.multimedia.*=false")
os.environ.setdefault("HF_HUB_OFFLINE", "1")

# What the program keeps for itself on this computer stays apart from this user's own.
os.environ.setdefault("TRANSCRIBE_DESK_STATE", tempfile.mkdtemp(prefix="transcribe-desk-tests-"))

# Processes that run tests side by side share this folder.
_CRASHES = Path(os.environ.setdefault("TRANSCRIBE_DESK_TEST_CRASHES", tempfile.mkdtemp(prefix="desk-crashes-")))

_CRASH_LINES = 40

# A check that must be repeatable tries the same examples each time; at a desk, every run tries others. Neither fails
# because a machine is slow.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.register_profile("any", deadline=None)
hypothesis.settings.load_profile("repeatable" if os.environ.get("CI") else "any")

# A collection in another thread, the test runner's own among them, may destroy a widget there; Qt does not survive it.
gc.disable()

_SHARED_DATA = Path(__file__).parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """Give the folder of shared test material, or skip where it is absent."""
    if not _SHARED_DATA.is_dir():
        pytest.skip("the shared test data is not beside this checkout")
    return _SHARED_DATA


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect in this thread what a test has left, as often as Python would by itself."""
    gc.collect(2 if gc.get_count()[2] > gc.get_threshold()[2] else 1)


def pytest_sessionstart() -> None:
    """Have every process of the run write down where it crashes; by itself the runner tells the test's name only."""
    faulthandler.enable((_CRASHES / f"{os.getpid()}.txt").open("w", encoding="utf-8"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Show what crashed processes wrote down."""
    for file in sorted(_CRASHES.glob("*.txt")):
        if told := file.read_text(encoding="utf-8", errors="replace"):
            terminalreporter.section(f"process {file.stem} crashed")
            first_crashed = sorted(told.split("\n\n"), key=lambda thread: not thread.startswith(("Fatal", "Current")))
            terminalreporter.write("\n".join("\n\n".join(first_crashed).splitlines()[:_CRASH_LINES]) + "\n")
