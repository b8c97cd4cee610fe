"""Run the program as a person would: in a process of its own, with a passphrase from the environment."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence

PASSPHRASE = "a quiet afternoon in May"


def program(*arguments: object, wrapped_in: Sequence[str] = (), **environment: str) -> subprocess.CompletedProcess[str]:
    """Run ``transcribe-desk`` with these arguments, to its end, perhaps inside another command."""
    return subprocess.run(
        [*wrapped_in, sys.executable, "-m", "transcribe_desk", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
        env={**os.environ, "TRANSCRIBE_DESK_PASSPHRASE": PASSPHRASE, **environment},
        timeout=280,
        check=False,
    )
