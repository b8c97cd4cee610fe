"""Keep the sheets of motivated-intruder tests."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from transcribe_desk.privacy.disclosure.intruder import Answer, IntruderSheet, Verdict
from transcribe_desk.vault.database import Database, Row
from transcribe_desk.vault.sealing import NameSeal

_SEALED_ANSWERS = "intruder_sheets.answers"


class IntruderRepository:
    """Appends sheets and reads them; the answers may name people and are sealed with the pseudonym key."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def add(self, sheet: IntruderSheet) -> IntruderSheet:
        """Keep a sheet, whatever id it has so far, and give it with its id."""
        parts = [part for answer in sheet.answers for part in (answer.verdict.value, answer.note)]
        with self._database.transaction():
            sheet_id = self._database.insert(
                "INSERT INTO intruder_sheets (interview_id, reviewer, at, answers) VALUES (?, ?, ?, ?)",
                (sheet.interview_id, sheet.reviewer, sheet.at.isoformat(), self._seal.seal(_SEALED_ANSWERS, parts)),
            )
        return replace(sheet, id=sheet_id)

    def all(self) -> tuple[IntruderSheet, ...]:
        """Give every sheet, oldest first."""
        rows = self._database.query("SELECT id, interview_id, reviewer, at, answers FROM intruder_sheets ORDER BY id")
        return tuple(self._sheet(row) for row in rows)

    def _sheet(self, row: Row) -> IntruderSheet:
        sheet_id, interview_id, reviewer, at, answers = row
        parts = self._seal.open(_SEALED_ANSWERS, answers)
        return IntruderSheet(
            sheet_id,
            interview_id,
            reviewer,
            dt.datetime.fromisoformat(at),
            tuple(Answer(Verdict(verdict), note) for verdict, note in zip(parts[::2], parts[1::2], strict=True)),
        )
