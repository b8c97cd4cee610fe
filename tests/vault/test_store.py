"""Make, open and close study folders, and meet everything that can be wrong with one."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from transcribe_desk.study.errors import (
    DiskError,
    InputError,
    StudyDamagedError,
    StudyError,
    StudyIdError,
    WrongPassphraseError,
)
from transcribe_desk.study.study import StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

PAGE = 4096


def test_what_is_put_into_a_study_is_there_when_it_is_opened_again(
    tmp_path: Path, passphrase: str, cheap: PassphraseCost
) -> None:
    folder = tmp_path / "Wards.tdstudy"
    settings = StudySettings("Night shifts", watch_list=("Zeynep",), vocabulary=("handover", "bleep"))
    with Vault.create(folder, passphrase, settings, cost=cheap) as vault:
        assert vault.folder == folder
        hospital = vault.study.add_organisation("hospital", "St Brannock's", ["Brannocks"])
        vault.study.add_participant(hospital.id, 2, "Sarah Patel", ["Sal"], "ward manager")

    with Vault.open(folder, passphrase) as vault:
        assert vault.study.settings() == settings
        assert vault.study.organisations() == (hospital,)
        (participant,) = vault.study.participants()
        assert (participant.number, participant.name, participant.role) == (2, "Sarah Patel", "ward manager")
    assert sorted(path.name for path in folder.iterdir()) == ["key.json", "lock", "recordings", "study.db"]
    assert [path.name for path in tmp_path.iterdir()] == ["Wards.tdstudy"]


def test_a_folder_of_many_scripts_is_a_fine_name(tmp_path: Path, passphrase: str, cheap: PassphraseCost) -> None:
    folder = tmp_path / "Ünïcode 研究 исследование دراسة 🎙.tdstudy"
    Vault.create(folder, passphrase, StudySettings("Names"), cost=cheap).close()
    with Vault.open(folder, passphrase) as vault:
        assert vault.study.settings().title == "Names"


def test_a_wrong_passphrase_is_told_apart_and_lets_go_of_the_study(closed_study: Path, passphrase: str) -> None:
    with pytest.raises(WrongPassphraseError):
        Vault.open(closed_study, passphrase + " ")
    Vault.open(closed_study, passphrase).close()


def test_the_default_cost_of_a_passphrase_is_the_safe_one(tmp_path: Path) -> None:
    assert PassphraseCost() == PassphraseCost(memory_kib=131_072, iterations=3, lanes=4)
    Vault.create(tmp_path / "a.tdstudy", "some words", StudySettings("A")).close()
    assert '"memory_kib": 131072' in (tmp_path / "a.tdstudy" / "key.json").read_text()


def test_creating_refuses_what_cannot_become_a_study(tmp_path: Path, cheap: PassphraseCost) -> None:
    settings = StudySettings("A")
    there = tmp_path / "there.tdstudy"
    there.mkdir()
    (there / "kept.txt").write_text("mine")
    with pytest.raises(StudyError, match=r"already.*another name"):
        Vault.create(there, "words", settings, cost=cheap)
    with pytest.raises(StudyError, match=r"Use “plain\.tdstudy”"):
        Vault.create(tmp_path / "plain", "words", settings, cost=cheap)
    with pytest.raises(InputError, match="empty"):
        Vault.create(tmp_path / "a.tdstudy", " ", settings, cost=cheap)
    with pytest.raises(StudyIdError):
        Vault.create(tmp_path / "a.tdstudy", "words", StudySettings("A", id_pattern="{number}"), cost=cheap)
    with pytest.raises(DiskError, match="does not exist"):
        Vault.create(tmp_path / "nowhere" / "a.tdstudy", "words", settings, cost=cheap)
    # Nothing half made stays behind, and what was there is untouched.
    assert [path.relative_to(tmp_path).as_posix() for path in sorted(tmp_path.rglob("*"))] == [
        "there.tdstudy",
        "there.tdstudy/kept.txt",
    ]


def test_opening_says_what_is_no_study(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("notes")
    (tmp_path / "empty.tdstudy").mkdir()
    with pytest.raises(StudyError, match="does not exist"):
        Vault.open(tmp_path / "gone.tdstudy", "words")
    for name in ("notes.txt", "empty.tdstudy"):
        with pytest.raises(StudyError, match="not a study folder"):
            Vault.open(tmp_path / name, "words")
    assert not list((tmp_path / "empty.tdstudy").iterdir())


def test_a_missing_key_file_or_database_is_named(closed_study: Path, passphrase: str) -> None:
    key = (closed_study / "key.json").read_bytes()
    (closed_study / "key.json").unlink()
    with pytest.raises(StudyError, match=r"key\.json is missing.*backup"):
        Vault.open(closed_study, passphrase)
    (closed_study / "key.json").write_bytes(key)
    (closed_study / "study.db").unlink()
    with pytest.raises(StudyDamagedError, match="database is missing"):
        Vault.open(closed_study, passphrase)
    assert not (closed_study / "study.db").exists()


@pytest.mark.parametrize("page", [0, 1, 7, -1])
def test_a_damaged_database_page_is_found_at_the_door(closed_study: Path, passphrase: str, page: int) -> None:
    database = closed_study / "study.db"
    sound = bytearray(database.read_bytes())
    position = (page * PAGE) % len(sound) + 100
    damaged = sound.copy()
    damaged[position] ^= 1
    database.write_bytes(damaged)
    with pytest.raises(StudyDamagedError, match=r"Wards\.tdstudy.*database.*backup"):
        Vault.open(closed_study, passphrase)
    assert database.read_bytes() == damaged

    database.write_bytes(sound)
    Vault.open(closed_study, passphrase).close()


def test_a_truncated_database_is_damaged(closed_study: Path, passphrase: str) -> None:
    database = closed_study / "study.db"
    os.truncate(database, database.stat().st_size - PAGE)
    with pytest.raises(StudyDamagedError):
        Vault.open(closed_study, passphrase)


def test_damage_while_the_study_is_open_is_told_too(vault: Vault, passphrase: str) -> None:
    with vault.transaction():  # more than SQLite keeps in memory
        for _ in range(50):
            vault.audit.append("noted", "02-hospital", {"filler": "x" * 250_000})
    vault.close()
    reopened = Vault.open(vault.folder, passphrase)
    database = vault.folder / "study.db"
    content = bytearray(database.read_bytes())
    for position in range(10 * PAGE, len(content), PAGE):
        content[position + 50] ^= 1
    database.write_bytes(content)
    with reopened, pytest.raises(StudyDamagedError):
        reopened.audit.entries()


def test_closing_twice_is_harmless(vault: Vault) -> None:
    vault.close()
    vault.close()


def test_what_a_killed_creation_left_is_cleared_away(tmp_path: Path, cheap: PassphraseCost) -> None:
    left = tmp_path / ".Wards.tdstudy.x1y2.part"
    (left / "recordings").mkdir(parents=True)
    Vault.create(tmp_path / "Wards.tdstudy", "a passphrase", StudySettings("Wards"), cost=cheap).close()
    assert not left.exists()
