"""A study on a read-only disk is not opened, and the person is told what to do instead."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_OPEN = """
import sys
from pathlib import Path
from transcribe_desk.study.errors import DiskError
from transcribe_desk.vault.store import Vault
try:
    Vault.open(Path(sys.argv[1]), sys.argv[2])
except DiskError as error:
    print(error.cause, error.remedy)
"""


@pytest.mark.skipif(shutil.which("unshare") is None, reason="unshare is not installed")
def test_a_read_only_disk_is_said(closed_study: Path, passphrase: str) -> None:
    disk = closed_study.parent
    mount = f'mount --bind "{disk}" "{disk}" && mount -o remount,bind,ro "{disk}" && exec "$@"'
    command = ["unshare", "-rm", "sh", "-c", mount, "sh", sys.executable, "-c", _OPEN, str(closed_study), passphrase]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    if "unshare" in ran.stderr or "mount" in ran.stderr:
        pytest.skip(f"no read-only disk can be made here: {ran.stderr[:80]}")
    assert ran.stdout.startswith("Its disk is read-only. Copy the whole folder"), ran.stderr
