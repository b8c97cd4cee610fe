"""Take everything of one interview out of the database, and put it back as it was while the study is open."""

from __future__ import annotations

from dataclasses import dataclass

import sqlcipher3

from transcribe_desk.study.errors import InputError
from transcribe_desk.vault.database import Database, Row


@dataclass(frozen=True, slots=True)
class TakenRows:
    """Rows of one table with the names of its columns."""

    table: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TakenInterview:
    """What the database held of an interview, parents before children; its encrypted files lie where they were."""

    interview_id: int
    study_id: str
    participant_ids: tuple[int, ...]
    parts: tuple[TakenRows, ...]
    file_ids: tuple[str, ...]


class RemovalRepository:
    """Removes interviews. Which tables hold something of one is read from their foreign keys, so none is forgotten."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def take(self, interview_id: int, study_id: str) -> TakenInterview:
        """Take an interview out, with the participants who have no other; raises KeyError.

        Its files are swept when the study is opened next; until then `put_back` makes it whole again.
        """
        with self._database.transaction():
            parts = [self._rows("interviews", "id", [interview_id])]
            if not parts[0].rows:
                raise KeyError(interview_id)
            alone = [row[0] for row in self._database.query(_ONLY_HERE, (interview_id,))]
            parts.append(self._rows("participants", "id", alone))
            parts += self._children(parts[0], {"interviews"})
            self._database.query("DELETE FROM interviews WHERE id = ?", (interview_id,))
            self._database.many("DELETE FROM participants WHERE id = ?", [(each,) for each in alone])
        files = next(part for part in parts if part.table == "files")
        place = files.columns.index("file_id")
        return TakenInterview(
            interview_id, study_id, tuple(alone), tuple(parts), tuple(str(row[place]) for row in files.rows)
        )

    def put_back(self, taken: TakenInterview) -> None:
        """Put an interview back as it was; raises InputError when the rest of the study no longer fits it."""
        try:
            with self._database.transaction():
                self._database.query("PRAGMA defer_foreign_keys = ON")
                for part in taken.parts:
                    self._database.many(_insertion(part), part.rows)
                if self._database.query("PRAGMA foreign_key_check"):  # within another transaction nobody looks yet
                    raise sqlcipher3.IntegrityError
        except sqlcipher3.IntegrityError:
            raise InputError(
                f"Interview {taken.study_id}",
                "Names in it were merged or removed since, or its organisation was.",
                "Undo those steps first, then undo the removal again.",
            ) from None

    def _children(self, parent: TakenRows, seen: set[str]) -> list[TakenRows]:
        """Give the rows that refer to these and go with them, and the rows that refer to those."""
        found: list[TakenRows] = []
        for table, column, target in self._references(parent.table):
            if table in seen:
                continue
            seen.add(table)
            place = parent.columns.index(target)
            child = self._rows(table, column, [row[place] for row in parent.rows])
            found += [child, *self._children(child, seen)]
        return found

    def _references(self, parent: str) -> list[tuple[str, str, str]]:
        """Give the tables that go with a row of ``parent``: table, column, and the column of ``parent`` it names."""
        tables = [row[0] for row in self._database.query("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return [
            (table, key[3], key[4])
            for table in sorted(tables)
            for key in self._database.query(f"PRAGMA foreign_key_list({table})")
            if key[2] == parent and key[6] == "CASCADE"
        ]

    def _rows(self, table: str, column: str, values: list[object]) -> TakenRows:
        columns = tuple(row[1] for row in self._database.query(f"PRAGMA table_info({table})"))
        marks = ", ".join("?" * len(values))
        query = f"SELECT {', '.join(columns)} FROM {table} WHERE {column} IN ({marks}) ORDER BY rowid"  # noqa: S608
        return TakenRows(table, columns, tuple(self._database.query(query, values)))


def _insertion(part: TakenRows) -> str:
    """Give the statement that puts rows back; a trigger may have made one of them already."""
    marks = ", ".join("?" * len(part.columns))
    return f"INSERT OR REPLACE INTO {part.table} ({', '.join(part.columns)}) VALUES ({marks})"  # noqa: S608


_ONLY_HERE = (
    "SELECT participant_id FROM interview_participants WHERE interview_id = ?1 AND participant_id NOT IN"
    " (SELECT participant_id FROM interview_participants WHERE interview_id != ?1)"
)
