"""Keep the GUIDs that exported project files name things by, so that every export of the study has the same."""

from __future__ import annotations

import uuid
from collections.abc import Iterable

from transcribe_desk.vault.database import Database


class GuidRepository:
    """Gives each name one random GUID for good."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, names: Iterable[str], *, keep: bool = True) -> dict[str, str]:
        """Give the GUID of each name: the one it had before, or a new one (version 4 of RFC 9562).

        New ones are kept, unless they are for something that is only tried out.
        """
        wanted = tuple(names)
        with self._database.transaction():
            known: dict[str, str] = dict(self._database.query("SELECT name, guid FROM export_guids"))
            new = {name: str(uuid.uuid4()) for name in wanted if name not in known}
            if keep:
                self._database.many("INSERT INTO export_guids (name, guid) VALUES (?, ?)", new.items())
        known |= new
        return {name: known[name] for name in wanted}
