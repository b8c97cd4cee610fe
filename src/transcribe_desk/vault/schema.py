"""Hold the tables of a study's database and bring an older study up to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from transcribe_desk.study.errors import StudyError
from transcribe_desk.vault.database import Database


@dataclass(frozen=True, slots=True)
class Migration:
    """The statements that bring a database from the version before to ``version``."""

    version: int
    statements: tuple[str, ...]


_PEOPLE = (
    """CREATE TABLE settings (
        id INTEGER PRIMARY KEY CHECK (id = 1),
        title TEXT NOT NULL,
        id_pattern TEXT NOT NULL,
        language TEXT NOT NULL,
        small_cell_threshold INTEGER NOT NULL,
        watch_list BLOB NOT NULL,
        vocabulary TEXT NOT NULL
    )""",
    """CREATE TABLE organisations (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        label TEXT NOT NULL UNIQUE,
        name BLOB NOT NULL,
        aliases BLOB NOT NULL
    )""",
    """CREATE TABLE participants (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        number INTEGER NOT NULL UNIQUE REFERENCES used_numbers (number),
        organisation_id INTEGER NOT NULL REFERENCES organisations (id),
        name BLOB NOT NULL,
        aliases BLOB NOT NULL,
        role TEXT NOT NULL
    )""",
    # Outlives its participant: a number is never given twice.
    "CREATE TABLE used_numbers (number INTEGER PRIMARY KEY)",
)

_INTERVIEWS = (
    """CREATE TABLE interviews (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        file_name TEXT NOT NULL,
        codec TEXT NOT NULL,
        channels INTEGER NOT NULL,
        sample_rate INTEGER NOT NULL,
        duration_ms INTEGER NOT NULL,
        interviewers TEXT NOT NULL,
        date TEXT,
        mode TEXT,
        notes TEXT NOT NULL,
        flagged_at TEXT,
        exported_at TEXT
    )""",
    "CREATE INDEX interviews_by_sha256 ON interviews (sha256)",
    """CREATE TABLE interview_participants (
        interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        participant_id INTEGER NOT NULL REFERENCES participants (id),
        PRIMARY KEY (interview_id, position),
        UNIQUE (interview_id, participant_id)
    )""",
    """CREATE TABLE files (
        file_id TEXT PRIMARY KEY,
        interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        size INTEGER NOT NULL,
        UNIQUE (interview_id, kind)
    )""",
)

_TRANSCRIPTS = (
    """CREATE TABLE plans (
        interview_id INTEGER PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
        model TEXT NOT NULL,
        engine TEXT NOT NULL,
        beam INTEGER NOT NULL,
        language TEXT,
        speakers INTEGER NOT NULL,
        slices TEXT NOT NULL,
        finished_slices INTEGER NOT NULL,
        missing TEXT NOT NULL,
        finished INTEGER NOT NULL
    )""",
    """CREATE TABLE segments (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
        slice_index INTEGER NOT NULL,
        body TEXT NOT NULL
    )""",
    "CREATE INDEX segments_by_slice ON segments (interview_id, slice_index)",
    """CREATE TABLE transcripts (
        interview_id INTEGER PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
        roles TEXT NOT NULL,
        roles_confirmed INTEGER NOT NULL
    )""",
    """CREATE TABLE turns (
        interview_id INTEGER NOT NULL REFERENCES transcripts (interview_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (interview_id, position)
    )""",
)

_REVIEW = (
    """CREATE TABLE entities (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        category TEXT NOT NULL,
        name BLOB NOT NULL,
        forms BLOB NOT NULL,
        replacement TEXT NOT NULL
    )""",
    """CREATE TABLE mentions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
        turn_id INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        label TEXT NOT NULL,
        category TEXT NOT NULL,
        detectors TEXT NOT NULL,
        score REAL NOT NULL,
        reason TEXT NOT NULL,
        entity_id INTEGER NOT NULL REFERENCES entities (id),
        decision TEXT NOT NULL,
        decided_by TEXT NOT NULL,
        decided_at TEXT
    )""",
    "CREATE INDEX mentions_in_order ON mentions (interview_id, turn_id, start)",
    "CREATE INDEX mentions_by_entity ON mentions (entity_id)",
    """CREATE TABLE sign_offs (
        interview_id INTEGER PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
        signed_by TEXT NOT NULL,
        signed_at TEXT NOT NULL,
        fingerprint TEXT NOT NULL
    )""",
)

_AUDIT = (
    """CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        action TEXT NOT NULL,
        subject TEXT NOT NULL,
        details TEXT NOT NULL,
        previous_hash TEXT NOT NULL,
        hash TEXT NOT NULL
    )""",
    "CREATE TRIGGER audit_is_kept BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is kept'); END",
    "CREATE TRIGGER audit_is_fixed BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit trail is fixed'); END",
)

# What a run is made with and what it found, so that it goes on as it began and a person sees both.
_FULLER_PLANS = (
    "ALTER TABLE plans RENAME TO plans_before",
    """CREATE TABLE plans (
        interview_id INTEGER PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
        model TEXT NOT NULL,
        engine TEXT NOT NULL,
        beam INTEGER NOT NULL,
        language TEXT,
        speakers INTEGER,
        slices TEXT NOT NULL,
        finished_slices INTEGER NOT NULL,
        missing TEXT NOT NULL,
        finished INTEGER NOT NULL,
        quiet_speaker INTEGER NOT NULL DEFAULT 0,
        hotwords TEXT NOT NULL DEFAULT '[]',
        gain_db REAL NOT NULL DEFAULT 0,
        channel_voices TEXT,
        language_found TEXT,
        language_probability REAL,
        removed TEXT NOT NULL DEFAULT '[]',
        speakers_found INTEGER,
        speakers_confidence REAL,
        by_channel INTEGER NOT NULL DEFAULT 0,
        device TEXT NOT NULL DEFAULT 'cpu',
        roles_reason TEXT NOT NULL DEFAULT ''
    )""",
    """INSERT INTO plans
        (interview_id, model, engine, beam, language, speakers, slices, finished_slices, missing, finished)
        SELECT interview_id, model, engine, beam, language, speakers, slices, finished_slices, missing, finished
        FROM plans_before""",
    "DROP TABLE plans_before",
)

# How a profile replaces, what a person asked and answered, and the steps that can be taken back.
_FULLER_REVIEW = (
    "ALTER TABLE settings ADD COLUMN amber_cell_threshold INTEGER NOT NULL DEFAULT 5",
    "ALTER TABLE settings ADD COLUMN replacement_styles TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE settings ADD COLUMN shuffle_numbers INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE organisations ADD COLUMN generic TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE organisations ADD COLUMN pooled_label TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE participants ADD COLUMN particulars BLOB",
    "ALTER TABLE entities ADD COLUMN pseudonym TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entities ADD COLUMN descriptor TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entities ADD COLUMN sex TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entities ADD COLUMN origin TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE entities ADD COLUMN styles TEXT NOT NULL DEFAULT '[]'",
    "ALTER TABLE mentions ADD COLUMN note TEXT NOT NULL DEFAULT ''",
    # Pairs a person said are not the same, so that nobody is asked again.
    """CREATE TABLE entities_apart (
        first_id INTEGER NOT NULL,
        second_id INTEGER NOT NULL,
        PRIMARY KEY (first_id, second_id),
        CHECK (first_id < second_id)
    )""",
    # The body holds names: sealed with the pseudonym key.
    """CREATE TABLE review_changes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        at TEXT NOT NULL,
        person TEXT NOT NULL,
        action TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'done',
        body BLOB NOT NULL
    )""",
    # Every placeholder ever given and to whom: a number is never given to anybody else.
    """CREATE TABLE placeholders (
        category TEXT NOT NULL,
        number INTEGER NOT NULL,
        entity_id INTEGER NOT NULL,
        PRIMARY KEY (category, number)
    )""",
    # Which detectors, of which versions, read an interview last, and what each turn said then.
    """CREATE TABLE flag_runs (
        interview_id INTEGER PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
        at TEXT NOT NULL,
        detectors TEXT NOT NULL
    )""",
    """CREATE TABLE flagged_turns (
        interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
        turn_id INTEGER NOT NULL,
        text_sha256 TEXT NOT NULL,
        PRIMARY KEY (interview_id, turn_id)
    )""",
    """CREATE TABLE intruder_sheets (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER REFERENCES interviews (id) ON DELETE CASCADE,
        reviewer TEXT NOT NULL,
        at TEXT NOT NULL,
        answers BLOB NOT NULL
    )""",
    # What somebody looked at in the sweep and found harmless; it may be a name all the same and is sealed.
    """CREATE TABLE sweep_dismissals (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        kind TEXT NOT NULL,
        key BLOB NOT NULL,
        person TEXT NOT NULL,
        at TEXT NOT NULL
    )""",
    # Which values of an attribute the published table gives as one; the participants keep their own.
    "CREATE TABLE value_merges (attribute TEXT NOT NULL, value_list BLOB NOT NULL, label BLOB NOT NULL)",
)

# What project files call the study's codes, interviews and attributes; public, but random and never to change.
_EXPORT_GUIDS = ("CREATE TABLE export_guids (name TEXT PRIMARY KEY, guid TEXT NOT NULL UNIQUE)",)

# Until when sound is kept, when it came in, what was deleted; and how long the trail is, so that its end cannot go.
_RETENTION = (
    "CREATE TABLE retention_rule (id INTEGER PRIMARY KEY CHECK (id = 1), until TEXT NOT NULL, days INTEGER NOT NULL)",
    """CREATE TABLE recordings_received (
        interview_id INTEGER PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
        at TEXT NOT NULL
    )""",
    """INSERT INTO recordings_received
        SELECT interview_id, strftime('%Y-%m-%dT%H:%M:%S', 'now') FROM files WHERE kind = 'original'""",
    """CREATE TRIGGER recording_is_received AFTER INSERT ON files WHEN NEW.kind = 'original' BEGIN
        INSERT OR IGNORE INTO recordings_received VALUES (NEW.interview_id, strftime('%Y-%m-%dT%H:%M:%S', 'now'));
    END""",
    """CREATE TABLE sound_deletions (
        interview_id INTEGER PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
        at TEXT NOT NULL,
        person TEXT NOT NULL,
        reason TEXT NOT NULL,
        files TEXT NOT NULL,
        proven INTEGER NOT NULL
    )""",
    "CREATE TABLE audit_length (id INTEGER PRIMARY KEY CHECK (id = 1), entries INTEGER NOT NULL)",
    "INSERT INTO audit_length SELECT 1, count(*) FROM audit",
    """CREATE TRIGGER audit_is_counted AFTER INSERT ON audit BEGIN
        UPDATE audit_length SET entries = entries + 1;
    END""",
)

# Which hits of the leak scan a person said are something else; the body has the words and the reason, and is sealed.
_EXPORT_OVERRIDES = (
    """CREATE TABLE export_overrides (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        path TEXT NOT NULL,
        body BLOB NOT NULL,
        person TEXT NOT NULL,
        at TEXT NOT NULL,
        withdrawn_by TEXT NOT NULL DEFAULT '',
        withdrawn_at TEXT
    )""",
)

# Doubtful words of each interview, counted once; and small labels that a person keeps, with the reason, sealed.
_STUDY_TABLE = (
    """CREATE TABLE doubtful_words (
        interview_id INTEGER PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
        number INTEGER NOT NULL
    )""",
    """CREATE TRIGGER turn_is_added AFTER INSERT ON turns BEGIN
        DELETE FROM doubtful_words WHERE interview_id = NEW.interview_id;
    END""",
    """CREATE TRIGGER turn_is_changed AFTER UPDATE ON turns BEGIN
        DELETE FROM doubtful_words WHERE interview_id = NEW.interview_id;
    END""",
    """CREATE TRIGGER turn_is_removed AFTER DELETE ON turns BEGIN
        DELETE FROM doubtful_words WHERE interview_id = OLD.interview_id;
    END""",
    """CREATE TABLE kept_labels (
        label TEXT PRIMARY KEY,
        participants INTEGER NOT NULL,
        reason BLOB NOT NULL,
        person TEXT NOT NULL,
        at TEXT NOT NULL
    )""",
)

# How each interview stood when its review was finished; a second person's blind decisions; the quotes collected.
_REVIEW_DESK = (
    """CREATE TABLE review_marks (
        interview_id INTEGER PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
        at TEXT NOT NULL,
        person TEXT NOT NULL,
        last_mention_id INTEGER NOT NULL,
        turns TEXT NOT NULL
    )""",
    """CREATE TABLE blind_decisions (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
        reviewer TEXT NOT NULL,
        turn_id INTEGER NOT NULL,
        start INTEGER NOT NULL,
        end INTEGER NOT NULL,
        verdict TEXT NOT NULL,
        at TEXT NOT NULL,
        mention_id INTEGER,
        category TEXT NOT NULL,
        words BLOB NOT NULL
    )""",
    "CREATE INDEX blind_decisions_by_reviewer ON blind_decisions (interview_id, reviewer, mention_id)",
    """CREATE TABLE blind_comparisons (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
        first TEXT NOT NULL,
        second TEXT NOT NULL,
        at TEXT NOT NULL,
        body TEXT NOT NULL
    )""",
    """CREATE TABLE quotes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
        places TEXT NOT NULL,
        body BLOB NOT NULL,
        person TEXT NOT NULL,
        at TEXT NOT NULL
    )""",
)

# What the machine heard, every edit since, and notes. Bodies of edits and notes may hold names and are sealed.
_EDITS = (
    "ALTER TABLE transcripts ADD COLUMN highest_turn_id INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX turns_by_id ON turns (interview_id, json_extract(body, '$.id'))",
    """CREATE TABLE original_transcripts (
        interview_id INTEGER PRIMARY KEY REFERENCES interviews (id) ON DELETE CASCADE,
        roles TEXT NOT NULL
    )""",
    """CREATE TABLE original_turns (
        interview_id INTEGER NOT NULL REFERENCES original_transcripts (interview_id) ON DELETE CASCADE,
        position INTEGER NOT NULL,
        body TEXT NOT NULL,
        PRIMARY KEY (interview_id, position)
    )""",
    # An older study kept no original: what stands there now is the earliest there is.
    "INSERT INTO original_transcripts SELECT interview_id, roles FROM transcripts",
    "INSERT INTO original_turns SELECT interview_id, position, body FROM turns",
    """CREATE TRIGGER original_turn_is_fixed BEFORE UPDATE ON original_turns BEGIN
        SELECT RAISE(ABORT, 'what the machine heard is fixed');
    END""",
    """CREATE TABLE edit_steps (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
        at TEXT NOT NULL,
        person TEXT NOT NULL,
        kind TEXT NOT NULL,
        state TEXT NOT NULL DEFAULT 'done',
        body BLOB NOT NULL
    )""",
    "CREATE INDEX edit_steps_by_state ON edit_steps (interview_id, state, id)",
    """CREATE TABLE notes (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        interview_id INTEGER NOT NULL REFERENCES interviews (id) ON DELETE CASCADE,
        turn_id INTEGER,
        at TEXT NOT NULL,
        person TEXT NOT NULL,
        start_ms INTEGER NOT NULL,
        body BLOB NOT NULL
    )""",
    "CREATE INDEX notes_by_turn ON notes (interview_id, turn_id)",
)

# Encrypted files that an interview had and has no more. Only these are deleted when a study is opened: any other file
# that is not known may belong to a newer state of this database than the one that a backup brought back.
_FILES_LET_GO = (
    "CREATE TABLE files_let_go (file_id TEXT PRIMARY KEY)",
    "INSERT OR IGNORE INTO files_let_go SELECT value FROM sound_deletions, json_each(files)",
    """CREATE TRIGGER file_is_let_go AFTER DELETE ON files BEGIN
        INSERT OR IGNORE INTO files_let_go VALUES (OLD.file_id);
    END""",
    """CREATE TRIGGER file_is_had AFTER INSERT ON files BEGIN
        DELETE FROM files_let_go WHERE file_id = NEW.file_id;
    END""",
)

# What the compared places said, sealed. An older comparison has only where they stood.
_COMPARED_WORDS = ("ALTER TABLE blind_comparisons ADD COLUMN words BLOB",)

MIGRATIONS = (
    Migration(1, (*_PEOPLE, *_INTERVIEWS, *_TRANSCRIPTS, *_REVIEW, *_AUDIT)),
    Migration(2, _FULLER_PLANS),
    Migration(3, _FULLER_REVIEW),
    Migration(4, _EXPORT_GUIDS),
    Migration(5, _RETENTION),
    Migration(6, _EXPORT_OVERRIDES),
    Migration(7, _STUDY_TABLE),
    Migration(8, _REVIEW_DESK),
    Migration(9, _EDITS),
    Migration(10, _FILES_LET_GO),
    Migration(11, _COMPARED_WORDS),
)


def migrate(database: Database, study_name: str, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """Bring ``database`` to the newest version in one transaction and give that version.

    Raises StudyError, and changes nothing, when the study was written by a newer version of the program.
    """
    with database.transaction():
        database.query("CREATE TABLE IF NOT EXISTS schema_versions (version INTEGER PRIMARY KEY, at TEXT NOT NULL)")
        found = database.query("SELECT coalesce(max(version), 0) FROM schema_versions")[0][0]
        newest = migrations[-1].version
        if found > newest:
            raise StudyError(
                f"Study {study_name}",
                f"It was last used with a newer version of Transcribe Desk (format {found}, this one reads {newest}).",
                "Install the newest version of Transcribe Desk and open the study with it.",
            )
        for migration in migrations:
            if migration.version > found:
                for statement in migration.statements:
                    database.query(statement)
                now = dt.datetime.now(dt.UTC).isoformat(timespec="seconds")
                database.query("INSERT INTO schema_versions VALUES (?, ?)", (migration.version, now))
    return newest
