"""A passphrase comes from a file as a person would type it."""

from __future__ import annotations

import codecs
from pathlib import Path

import pytest

from transcribe_desk.cli.main import run
from transcribe_desk.jobs.anonymisation_log import export_key
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.study import StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

CHEAP = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
PASSPHRASE, OF_THE_KEY = "a quiet afternoon", "other words for the key"
MARK = "\ufeff"  # what Windows' editors put before UTF-8


@pytest.fixture
def study(tmp_path: Path) -> Path:
    return tmp_path / "Made.tdstudy"


def _from_windows(path: Path, words: str) -> str:
    path.write_bytes(codecs.BOM_UTF8 + f"{words}\r\n".encode())
    return str(path)


def test_a_study_made_with_a_file_from_windows_opens_with_what_is_typed(study: Path, tmp_path: Path) -> None:
    file = _from_windows(tmp_path / "passphrase.txt", PASSPHRASE)
    assert run(["new", str(study), "--passphrase-file", file]) == 0
    Desk.open(study, PASSPHRASE).close()
    assert run(["status", str(study), "--passphrase-file", file]) == 0


def test_a_study_and_a_key_made_when_the_mark_was_kept_still_open(study: Path, tmp_path: Path) -> None:
    key = tmp_path / "made.tdkey"
    with Vault.create(study, MARK + PASSPHRASE, StudySettings("Made"), cost=CHEAP) as vault:
        export_key(vault, key, MARK + OF_THE_KEY, by="GE", cost=CHEAP)
    of_the_study = _from_windows(tmp_path / "passphrase.txt", PASSPHRASE)
    of_the_key = _from_windows(tmp_path / "key.txt", OF_THE_KEY)
    assert run(["status", str(study), "--passphrase-file", of_the_study]) == 0
    assert run(["key", "show", str(key), "--json", "--key-passphrase-file", of_the_key]) == 0
    again = ["--passphrase-file", of_the_study, "--key-passphrase-file", of_the_study]
    assert run(["key", "export", str(study), "--out", str(tmp_path / "again.tdkey"), *again]) == 2


def test_a_wrong_passphrase_in_such_a_file_is_told_as_any_other(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    Vault.create(study, PASSPHRASE, StudySettings("Made"), cost=CHEAP).close()
    assert run(["status", str(study), "--passphrase-file", _from_windows(tmp_path / "wrong.txt", "other words")]) == 3
    assert "The passphrase is not the one of this study." in capsys.readouterr().err
    assert run(["status", str(study), "--passphrase-file", _from_windows(tmp_path / "empty.txt", "")]) == 2
    assert "Its first line is empty." in capsys.readouterr().err
