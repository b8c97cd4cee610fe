"""Give a name its GUID once and for all, and bring an older study so far."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from transcribe_desk.vault.database import Database
from transcribe_desk.vault.keys import unlock_keys
from transcribe_desk.vault.schema import MIGRATIONS, migrate
from transcribe_desk.vault.store import Vault


def test_a_name_keeps_its_guid_when_the_study_is_opened_again(closed_study: Path, passphrase: str) -> None:
    with Vault.open(closed_study, passphrase) as vault:
        first = vault.guids.of(["user", "source 02-hospital"])
    with Vault.open(closed_study, passphrase) as vault:
        second = vault.guids.of(["source 02-hospital", "source 03-community", "user"])
    assert list(second) == ["source 02-hospital", "source 03-community", "user"]
    assert {name: second[name] for name in first} == first
    assert len(set(second.values())) == 3


def test_guids_are_random_and_written_as_importers_read_them(vault: Vault) -> None:
    guids = list(vault.guids.of(f"source {number}" for number in range(200)).values())
    assert len(set(guids)) == 200
    assert {str(uuid.UUID(guid)) for guid in guids} == set(guids)
    assert {uuid.UUID(guid).version for guid in guids} == {4}


def test_a_guid_for_something_only_tried_out_is_not_kept(vault: Vault) -> None:
    kept = vault.guids.of(["user"])
    tried = vault.guids.of(["user", "source 02-hospital"], keep=False)
    assert tried["user"] == kept["user"]
    assert vault.guids.of(["source 02-hospital"])["source 02-hospital"] != tried["source 02-hospital"]


def test_a_transaction_that_is_lost_gives_no_guid(vault: Vault) -> None:
    lost: dict[str, str] = {}

    def give_and_fail() -> None:
        with vault.transaction():
            lost.update(vault.guids.of(["user"]))
            raise RuntimeError

    with pytest.raises(RuntimeError):
        give_and_fail()
    assert vault.guids.of(["user"]) != lost


def test_a_study_from_before_has_none_and_gets_them(closed_study: Path, passphrase: str) -> None:
    keys = unlock_keys(closed_study, passphrase)
    before = closed_study / "before.db"
    database = Database(before, keys.database_key, keys.database_salt)
    older = [migration for migration in MIGRATIONS if migration.version < 4]
    migrate(database, "Before", older)
    assert not database.query("SELECT 1 FROM sqlite_master WHERE name = 'export_guids'")
    assert migrate(database, "Before") >= 4
    assert database.query("SELECT * FROM export_guids") == []
    database.close()
