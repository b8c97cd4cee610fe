"""Let one process have a study; tell the second who and since when; outlive a dead holder."""

from __future__ import annotations

import datetime as dt
import json
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from transcribe_desk.study.errors import StudyLockedError
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.keys import unlock_keys
from transcribe_desk.vault.store import Vault

HOLD = """
import sys
from pathlib import Path
from transcribe_desk.vault.store import Vault
with Vault.open(Path(sys.argv[1]), sys.argv[2]):
    print("open", flush=True)
    sys.stdin.read()
"""

Start = Callable[..., subprocess.Popen[str]]


def _wait_until_open(process: subprocess.Popen[str]) -> None:
    assert process.stdout is not None
    assert process.stdout.readline() == "open\n"


def test_the_second_opener_is_told_who_has_the_study_and_since_when(
    closed_study: Path, passphrase: str, start: Start
) -> None:
    holder = start(HOLD, closed_study, passphrase)
    _wait_until_open(holder)
    with pytest.raises(StudyLockedError) as caught:
        Vault.open(closed_study, passphrase)
    since = re.search(rf"process {holder.pid}\) since (.*)\.", caught.value.cause)
    assert since is not None
    told = dt.datetime.strptime(since[1], "%d %B %Y, %H:%M").astimezone()
    assert abs(dt.datetime.now().astimezone() - told) < dt.timedelta(minutes=2)

    holder.communicate("", timeout=20)
    Vault.open(closed_study, passphrase).close()


def test_the_lock_of_a_dead_process_is_taken_over(closed_study: Path, passphrase: str, start: Start) -> None:
    holder = start(HOLD, closed_study, passphrase)
    _wait_until_open(holder)
    holder.kill()
    holder.wait()
    assert json.loads((closed_study / "lock.json").read_text())["process"] == holder.pid
    with Vault.open(closed_study, passphrase):
        assert json.loads((closed_study / "lock.json").read_text())["process"] != holder.pid


def test_the_same_process_cannot_open_a_study_twice(vault: Vault, passphrase: str) -> None:
    with pytest.raises(StudyLockedError):
        Vault.open(vault.folder, passphrase)
    # The refusal must not have let go of, or renamed, the first one's lock.
    with pytest.raises(StudyLockedError, match="process"):
        Vault.open(vault.folder, passphrase)


def test_the_lock_says_nothing_about_the_person_or_the_computer(vault: Vault) -> None:
    assert set(json.loads((vault.folder / "lock.json").read_text())) == {"program", "process", "since"}


def test_a_database_held_by_a_program_that_knows_no_lock_is_told(closed_study: Path, passphrase: str) -> None:
    keys = unlock_keys(closed_study, passphrase)
    database = Database(closed_study / "study.db", keys.database_key, keys.database_salt)
    with pytest.raises(StudyLockedError, match="Another program is reading its database"):
        Vault.open(closed_study, passphrase)
    database.close()
    Vault.open(closed_study, passphrase).close()


def test_an_unreadable_owner_is_another_program(vault: Vault, passphrase: str) -> None:
    (vault.folder / "lock.json").write_text("{")
    with pytest.raises(StudyLockedError, match="another program"):
        Vault.open(vault.folder, passphrase)
