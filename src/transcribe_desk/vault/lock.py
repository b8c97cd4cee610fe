"""Let one process at a time open a study, and tell the second who has it."""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from pathlib import Path

from filelock import FileLock, Timeout

from transcribe_desk.study.errors import StudyLockedError
from transcribe_desk.vault.files import disk_errors, write_file

LOCK_FILE = "lock"
OWNER_FILE = "lock.json"
_PROGRAM = "Transcribe Desk"


class StudyLock:
    """Holds a study folder for this process; the system lets go of it when the process ends, however it ends."""

    def __init__(self, folder: Path) -> None:
        """Take the lock of ``folder``, or raise StudyLockedError saying which process has it and since when."""
        self._owner_file = folder / OWNER_FILE
        # Any thread may close the study, so the lock must not belong to one of them.
        self._lock = FileLock(folder / LOCK_FILE, thread_local=False)
        with disk_errors(f"Study {folder.name}"):
            try:
                self._lock.acquire(timeout=0)
            except Timeout as error:
                raise self._locked(folder) from error
        try:
            since = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
            owner = {"program": _PROGRAM, "process": os.getpid(), "since": since}
            write_file(self._owner_file, json.dumps(owner).encode())
        except BaseException:
            self._lock.release()
            raise

    def release(self) -> None:
        """Let go of the study."""
        with contextlib.suppress(OSError):
            self._owner_file.unlink(missing_ok=True)
        self._lock.release()

    def _locked(self, folder: Path) -> StudyLockedError:
        try:
            owner = json.loads(self._owner_file.read_bytes())
            since = dt.datetime.fromisoformat(owner["since"]).astimezone()
            who = f"{owner['program']} (process {owner['process']}) since {since:%d %B %Y, %H:%M}"
        except (OSError, ValueError, KeyError, TypeError):
            who = "another program"
        return StudyLockedError(
            f"Study {folder.name}", f"It is open in {who}.", "Close the study there, then open it again here."
        )
