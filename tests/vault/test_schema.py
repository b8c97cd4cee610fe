"""Bring an older study up to date, and leave a newer one alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from transcribe_desk.study.errors import StudyError
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.keys import StudyKeys, unlock_keys
from transcribe_desk.vault.schema import MIGRATIONS, Migration, migrate
from transcribe_desk.vault.store import Vault


@pytest.fixture
def keys(closed_study: Path, passphrase: str) -> StudyKeys:
    """Give the keys of the closed study, for a look behind the vault's door."""
    return unlock_keys(closed_study, passphrase)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """Give an empty encrypted database."""
    opened = Database(tmp_path / "study.db", bytes(32), bytes(16))
    yield opened
    opened.close()


def _versions(database: Database) -> list[int]:
    return [row[0] for row in database.query("SELECT version FROM schema_versions ORDER BY version")]


MADE = (
    Migration(1, ("CREATE TABLE notes (text TEXT NOT NULL)",)),
    Migration(2, ("ALTER TABLE notes ADD COLUMN author TEXT NOT NULL DEFAULT ''", "UPDATE notes SET author = 'AB'")),
    Migration(3, ("CREATE TABLE readers (name TEXT)", "INSERT INTO readers SELECT author FROM notes")),
)


def test_an_older_database_is_brought_up_step_by_step_with_its_content(database: Database) -> None:
    assert migrate(database, "Made", MADE[:1]) == 1
    database.query("INSERT INTO notes VALUES ('kept')")
    assert migrate(database, "Made", MADE) == 3
    assert database.query("SELECT text, author FROM notes") == [("kept", "AB")]
    assert database.query("SELECT name FROM readers") == [("AB",)]
    assert _versions(database) == [1, 2, 3]
    assert migrate(database, "Made", MADE) == 3
    assert _versions(database) == [1, 2, 3]


def test_a_step_that_fails_leaves_the_older_database_as_it_was(database: Database) -> None:
    migrate(database, "Made", MADE[:1])
    broken = Migration(3, ("DROP TABLE notes", "INSERT INTO nowhere VALUES (1)"))
    with pytest.raises(Exception, match="nowhere"):
        migrate(database, "Made", (*MADE[:2], broken))
    assert _versions(database) == [1]
    assert database.query("SELECT * FROM notes") == []


def test_the_migrations_are_in_order_and_without_gaps() -> None:
    assert [migration.version for migration in MIGRATIONS] == list(range(1, len(MIGRATIONS) + 1))


def test_a_study_of_a_newer_program_is_refused_and_untouched(
    closed_study: Path, passphrase: str, keys: StudyKeys
) -> None:
    path = closed_study / "study.db"
    database = Database(path, keys.database_key, keys.database_salt)
    database.query("INSERT INTO schema_versions VALUES (99, '2030-01-01')")
    database.close()
    before = path.read_bytes()
    with pytest.raises(StudyError, match=r"newer version.*format 99.*Install the newest version"):
        Vault.open(closed_study, passphrase)
    assert path.read_bytes() == before
