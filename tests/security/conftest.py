"""Processes of their own for a guard that cannot be taken off again."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable

import pytest

RunGuarded = Callable[[str], str]

ARM = """
from transcribe_desk.security import no_network
guard = no_network.arm()
"""


@pytest.fixture
def run_guarded() -> RunGuarded:
    """Give a function that runs code in a guarded process of its own and gives what it prints."""

    def run(code: str) -> str:
        program = ARM + textwrap.dedent(code)
        ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=60, check=False)
        assert ran.returncode == 0, ran.stderr
        return ran.stdout

    return run


@pytest.fixture
def run_guarded_by_kernel(run_guarded: RunGuarded) -> RunGuarded:
    """Give ``run_guarded`` where the kernel enforces the guard, or skip with the reason why it does not."""
    reason = run_guarded("print(guard.why_not_kernel)").strip()
    if reason:
        pytest.skip(f"no enforcement by the kernel here: {reason}")
    return run_guarded
