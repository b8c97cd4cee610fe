"""Keep an audit trail that nobody changes unseen."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from transcribe_desk.study.errors import StudyDamagedError
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.keys import unlock_keys
from transcribe_desk.vault.store import Vault


def test_each_entry_holds_the_hash_of_the_one_before(vault: Vault) -> None:
    vault.audit.append("imported", "02-hospital", {"size": 17})
    vault.audit.append("exported", "02-hospital", {"targets": ["docx", "text"], "draft": True})
    first, second = vault.audit.entries()
    assert (first.id, first.action, first.subject, first.details) == (1, "imported", "02-hospital", {"size": 17})
    assert second.details == {"targets": ["docx", "text"], "draft": True}
    assert second.previous_hash == first.hash != second.hash
    assert dt.datetime.now(dt.UTC) - second.at < dt.timedelta(minutes=1)


def test_an_entry_is_lost_with_the_change_it_tells_of(vault: Vault) -> None:
    with pytest.raises(RuntimeError), vault.transaction():  # noqa: PT012
        vault.audit.append("imported", "02-hospital", {})
        raise RuntimeError
    assert vault.audit.entries() == ()


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET subject = '03-hospital' WHERE id = 2",
        "UPDATE audit SET details = '{}' WHERE id = 1",
        "DELETE FROM audit WHERE id = 1",
        "DELETE FROM audit WHERE id = 2",
        "DELETE FROM audit WHERE id = 3",
    ],
)
def test_a_change_is_refused_and_one_made_by_force_is_seen(closed_study: Path, passphrase: str, change: str) -> None:
    with Vault.open(closed_study, passphrase) as vault:
        for number in range(3):
            vault.audit.append("noted", "02-hospital", {"number": number})
    keys = unlock_keys(closed_study, passphrase)
    database = Database(closed_study / "study.db", keys.database_key, keys.database_salt)
    with pytest.raises(Exception, match="the audit trail is"):
        database.query(change)
    database.query("DROP TRIGGER audit_is_kept")
    database.query("DROP TRIGGER audit_is_fixed")
    database.query(change)
    database.close()
    with Vault.open(closed_study, passphrase) as vault, pytest.raises(StudyDamagedError, match="Audit entry"):
        vault.audit.entries()
