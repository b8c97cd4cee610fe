"""Run the program as a person would: in a process of its own, with a passphrase from the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PASSPHRASE = "a quiet afternoon in May"


def program(*arguments: object, cwd: Path | None = None, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``transcribe-desk`` with these arguments, to its end."""
    return subprocess.run(
        [sys.executable, "-m", "transcribe_desk", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        cwd=cwd,
        env={**os.environ, "TRANSCRIBE_DESK_PASSPHRASE": PASSPHRASE, **environment},
        timeout=280,
        check=False,
    )
