"""Keep the study's settings, its organisations and its participants."""

from __future__ import annotations

import json
from collections.abc import Sequence

from transcribe_desk.privacy.mention import Category, Watched
from transcribe_desk.study.errors import InputError, StudyIdError
from transcribe_desk.study.study import Organisation, Participant, StudySettings
from transcribe_desk.study.study_id import check_label, check_number_free, check_pattern, make_study_id, next_number
from transcribe_desk.vault.database import Database, Row
from transcribe_desk.vault.sealing import NameSeal


class PeopleRepository:
    """Reads and writes who and what the study is about; names are sealed with the pseudonym key."""

    def __init__(self, database: Database, seal: NameSeal) -> None:
        self._database = database
        self._seal = seal

    def settings(self) -> StudySettings:
        """Give the settings of the whole study."""
        title, pattern, language, threshold, watch_list, vocabulary = self._database.query(
            "SELECT title, id_pattern, language, small_cell_threshold, watch_list, vocabulary FROM settings"
        )[0]
        return StudySettings(
            title=title,
            id_pattern=pattern,
            language=language,
            small_cell_threshold=threshold,
            watch_list=self._seal.open("settings.watch_list", watch_list),
            vocabulary=tuple(json.loads(vocabulary)),
        )

    def save_settings(self, settings: StudySettings) -> None:
        """Replace the settings of the whole study; raises StudyIdError for a bad pattern."""
        values = (
            settings.title,
            check_pattern(settings.id_pattern),
            settings.language,
            settings.small_cell_threshold,
            self._seal.seal("settings.watch_list", settings.watch_list),
            json.dumps(settings.vocabulary),
        )
        with self._database.transaction():
            self._database.query("INSERT OR REPLACE INTO settings VALUES (1, ?, ?, ?, ?, ?, ?)", values)

    def organisations(self) -> tuple[Organisation, ...]:
        """Give every organisation, in the order of their labels."""
        rows = self._database.query("SELECT id, label, name, aliases FROM organisations ORDER BY label")
        return tuple(self._organisation(row) for row in rows)

    def organisation_by_label(self, label: str) -> Organisation | None:
        """Give the organisation with this label, or None."""
        row = self._database.row("SELECT id, label, name, aliases FROM organisations WHERE label = ?", (label,))
        return self._organisation(row) if row else None

    def add_organisation(self, label: str, name: str = "", aliases: Sequence[str] = ()) -> Organisation:
        """Add an organisation; raises StudyIdError when its label is malformed or taken."""
        with self._database.transaction():
            if self.organisation_by_label(check_label(label)):
                raise StudyIdError(
                    f"Organisation label “{label}”",
                    "Another organisation of this study has it.",
                    "Choose another label, such as the same with a number after it.",
                )
            organisation_id = self._database.insert(
                "INSERT INTO organisations (label, name, aliases) VALUES (?, ?, ?)",
                (
                    label,
                    self._seal.seal_one("organisations.name", name),
                    self._seal.seal("organisations.aliases", aliases),
                ),
            )
        return Organisation(organisation_id, label, name, tuple(aliases))

    def update_organisation(self, organisation: Organisation) -> Organisation:
        """Replace the real name and aliases of an organisation; its label stays. Raises KeyError for an unknown one."""
        with self._database.transaction():
            changed = self._database.query(
                "UPDATE organisations SET name = ?, aliases = ? WHERE id = ? AND label = ? RETURNING id",
                (
                    self._seal.seal_one("organisations.name", organisation.name),
                    self._seal.seal("organisations.aliases", organisation.aliases),
                    organisation.id,
                    organisation.label,
                ),
            )
            if not changed:
                raise KeyError(organisation.id)
        return organisation

    def participants(self) -> tuple[Participant, ...]:
        """Give every participant, in the order of their numbers."""
        rows = self._database.query(f"{_PARTICIPANTS} ORDER BY number")
        return tuple(self._participant(row) for row in rows)

    def participant(self, participant_id: int) -> Participant:
        """Give one participant, or raise KeyError."""
        row = self._database.row(f"{_PARTICIPANTS} WHERE id = ?", (participant_id,))
        if row is None:
            raise KeyError(participant_id)
        return self._participant(row)

    def add_participant(
        self,
        organisation_id: int,
        number: int | None,
        name: str = "",
        aliases: Sequence[str] = (),
        role: str = "",
    ) -> Participant:
        """Add a participant with ``number``, or with the next number when it is None.

        Raises StudyIdError when the number is out of range or was ever used, KeyError for an unknown organisation.
        """
        with self._database.transaction():
            organisation = self._database.row("SELECT label FROM organisations WHERE id = ?", (organisation_id,))
            if organisation is None:
                raise KeyError(organisation_id)
            used = self.numbers_ever_used()
            chosen = next_number(used) if number is None else check_number_free(number, used)
            make_study_id(chosen, organisation[0], self.settings().id_pattern)
            self._database.query("INSERT INTO used_numbers VALUES (?)", (chosen,))
            participant_id = self._database.insert(
                "INSERT INTO participants (number, organisation_id, name, aliases, role) VALUES (?, ?, ?, ?, ?)",
                (
                    chosen,
                    organisation_id,
                    self._seal.seal_one("participants.name", name),
                    self._seal.seal("participants.aliases", aliases),
                    role,
                ),
            )
        return Participant(participant_id, chosen, organisation_id, name, tuple(aliases), role)

    def remove_participant(self, participant_id: int) -> None:
        """Forget a participant, not the number; raises InputError while an interview is with them."""
        with self._database.transaction():
            number = self.participant(participant_id).number
            if self._database.row("SELECT 1 FROM interview_participants WHERE participant_id = ?", (participant_id,)):
                raise InputError(
                    f"Participant {number}", "There is an interview with them.", "Remove the interview first."
                )
            self._database.query("DELETE FROM participants WHERE id = ?", (participant_id,))

    def numbers_ever_used(self) -> set[int]:
        """Give every participant number ever given, those of removed participants too."""
        return {row[0] for row in self._database.query("SELECT number FROM used_numbers")}

    def watched(self) -> tuple[Watched, ...]:
        """Give every real name to look for in every transcript: people's, organisations', the watch-list's."""
        people = [Watched(name, Category.PERSON) for each in self.participants() for name in (each.name, *each.aliases)]
        organisations = [
            Watched(name, Category.ORGANISATION) for each in self.organisations() for name in (each.name, *each.aliases)
        ]
        listed = [Watched(entry) for entry in self.settings().watch_list]
        return tuple(dict.fromkeys(each for each in (*people, *organisations, *listed) if each.text.strip()))

    def _organisation(self, row: Row) -> Organisation:
        organisation_id, label, name, aliases = row
        return Organisation(
            organisation_id,
            label,
            self._seal.open_one("organisations.name", name),
            self._seal.open("organisations.aliases", aliases),
        )

    def _participant(self, row: Row) -> Participant:
        participant_id, number, organisation_id, name, aliases, role = row
        return Participant(
            participant_id,
            number,
            organisation_id,
            self._seal.open_one("participants.name", name),
            self._seal.open("participants.aliases", aliases),
            role,
        )


_PARTICIPANTS = "SELECT id, number, organisation_id, name, aliases, role FROM participants"
