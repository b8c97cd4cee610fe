"""The watch-list is kept from the command line, found at once, and says what it cannot use."""

from __future__ import annotations

from pathlib import Path

import pytest

from transcribe_desk.cli.main import run
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.study import StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty study."""
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", "a passphrase")
    folder = tmp_path / "Words.tdstudy"
    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    Desk(Vault.create(folder, "a passphrase", StudySettings("Words"), cost=cheap)).close()
    return folder


def test_entries_come_from_a_file_and_each_bad_line_is_named(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    listed = tmp_path / "list.txt"
    listed.write_text("\ufeffFrenchay\n\nA\nWard Seven\nfrenchay\nHolt.*\n", encoding="utf-8")
    assert run(["watch-list", str(study), "--file", str(listed), "--add", "the"]) == 0
    printed = capsys.readouterr()
    assert printed.out.split("\n")[:3] == ["Frenchay", "Ward Seven", "Holt.*"]
    lines = printed.err.splitlines()
    assert [line.split(":")[0] for line in lines] == [
        "entry 2, not used",
        "entry 3, not used",
        "entry 5, not used",
        "entry 7, not used",
        "entry 6, note",
    ]
    assert run(["watch-list", str(study), "--remove", "Frenchay"]) == 0
    assert capsys.readouterr().out == "Ward Seven\nHolt.*\n"


def test_an_entry_that_is_not_there_and_a_file_that_is_no_text_change_nothing(
    study: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(["watch-list", str(study), "--add", "Frenchay"])
    picture = tmp_path / "list.txt"
    picture.write_bytes(b"\xff\xfe\x00\x81")
    for arguments in (["--remove", "Southmead"], ["--file", str(picture)], ["--file", str(tmp_path / "none.txt")]):
        capsys.readouterr()
        assert run(["watch-list", str(study), *arguments]) == 2
        assert "Southmead" not in capsys.readouterr().err
    run(["watch-list", str(study)])
    assert capsys.readouterr().out == "Frenchay\n"
