"""Bring an older study up to date, and leave a newer one alone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from transcribe_desk.privacy.mention import Category, Decision, Entity
from transcribe_desk.study.errors import StudyError
from transcribe_desk.study.study import Organisation, Participant, StudySettings
from transcribe_desk.study.transcript import Word
from transcribe_desk.vault.database import Database
from transcribe_desk.vault.keys import StudyKeys, unlock_keys
from transcribe_desk.vault.schema import MIGRATIONS, Migration, migrate
from transcribe_desk.vault.sealing import NameSeal
from transcribe_desk.vault.store import Vault
from transcribe_desk.vault.transcripts import Plan


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


def test_a_study_of_the_first_version_opens_with_all_it_has(
    closed_study: Path, passphrase: str, keys: StudyKeys
) -> None:
    _as_of_version_1(closed_study, keys)
    with Vault.open(closed_study, passphrase) as vault:
        assert vault.study.settings() == StudySettings("Before")
        assert vault.study.organisations() == (Organisation(4, "hospital", "Penwith Infirmary"),)
        assert vault.study.participants() == (Participant(5, 2, 4, "Sarah Patel", role="nurse"),)
        assert vault.review.entities() == (Entity(6, Category.PERSON, "Sarah Patel", ("Sarah",), "[NAME 1]"),)
        (mention,) = vault.review.mentions()
        assert (mention.decision, mention.decided_by, mention.note) == (Decision.ACCEPTED, "AB", "")
        assert vault.transcripts.plan(7) == Plan(
            "whisper-base", "faster-whisper", 5, "en", 2, ((0, 60_000), (60_000, 90_000)), 1, ((5_000, 5_500),)
        )
        (segment,) = vault.transcripts.segments(7)
        assert segment.words == (Word("Hello.", 100, 600, 0.9),)
        vault.transcripts.save_plan(7, replace(PLAN_TO_GUESS, finished_slices=1))
    with Vault.open(closed_study, passphrase) as vault:
        assert vault.transcripts.plan(7) == replace(PLAN_TO_GUESS, finished_slices=1)


PLAN_TO_GUESS = Plan("whisper-base", "faster-whisper", 5, None, None)


def _as_of_version_1(study: Path, keys: StudyKeys) -> None:
    """Put a database of version 1 with a run that was cut off into a study's folder."""
    for path in study.glob("study.db*"):
        path.unlink()
    database = Database(study / "study.db", keys.database_key, keys.database_salt)
    migrate(database, "Before", MIGRATIONS[:1])
    seal = NameSeal(keys.pseudonym_key)
    nothing = seal.seal("settings.watch_list", ())
    database.query(
        "INSERT INTO settings VALUES (1, 'Before', '{number:02d}-{organisation}', 'en', 3, ?, '[]')", (nothing,)
    )
    name, aliases = seal.seal_one("organisations.name", "Penwith Infirmary"), seal.seal("organisations.aliases", ())
    database.query("INSERT INTO organisations VALUES (4, 'hospital', ?, ?)", (name, aliases))
    name, aliases = seal.seal_one("participants.name", "Sarah Patel"), seal.seal("participants.aliases", ())
    database.query("INSERT INTO used_numbers VALUES (2)")
    database.query("INSERT INTO participants VALUES (5, 2, 4, ?, ?, 'nurse')", (name, aliases))
    name, forms = seal.seal_one("entities.name", "Sarah Patel"), seal.seal("entities.forms", ("Sarah",))
    database.query("INSERT INTO entities VALUES (6, 'NAME', ?, ?, '[NAME 1]')", (name, forms))
    database.query(
        "INSERT INTO interviews VALUES (7, 'ab', 9, 'a.wav', 'pcm', 1, 16000, 90000, '[]', NULL, NULL, '', NULL, NULL)"
    )
    database.query(
        "INSERT INTO mentions VALUES (8, 7, 1, 0, 5, 'PERSON', 'NAME', '[]', 0.9, '', 6, 'accepted', 'AB', NULL)"
    )
    database.query(
        "INSERT INTO plans VALUES (7, 'whisper-base', 'faster-whisper', 5, 'en', 2, '[[0, 60000], [60000, 90000]]', 1,"
        " '[[5000, 5500]]', 0)"
    )
    body = (
        '{"words": [["Hello.", 100, 600, 0.9]], "start_ms": 100, "end_ms": 600, "average_log_probability": -0.2,'
        ' "compression_ratio": 1.1}'
    )
    database.query("INSERT INTO segments (interview_id, slice_index, body) VALUES (7, 0, ?)", (body,))
    database.close()


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
