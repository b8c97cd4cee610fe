"""Keep the study's settings, its organisations and its participants."""

from __future__ import annotations

import json
from collections.abc import Sequence

from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.privacy.disclosure.numbers import draw_numbers
from transcribe_desk.privacy.mention import Category, Watched
from transcribe_desk.privacy.replacing.generalise import drawn_shift
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
        title, pattern, language, threshold, watch_list, vocabulary, amber, styles, shuffle = self._database.query(
            _SETTINGS
        )[0]
        return StudySettings(
            title=title,
            id_pattern=pattern,
            language=language,
            small_cell_threshold=threshold,
            watch_list=self._seal.open("settings.watch_list", watch_list),
            vocabulary=tuple(json.loads(vocabulary)),
            amber_cell_threshold=amber,
            replacement_styles=tuple((profile, category, style) for profile, category, style in json.loads(styles)),
            shuffle_numbers=bool(shuffle),
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
            settings.amber_cell_threshold,
            json.dumps(settings.replacement_styles),
            int(settings.shuffle_numbers),
        )
        with self._database.transaction():
            self._database.query(_SAVE_SETTINGS, values)

    def organisations(self) -> tuple[Organisation, ...]:
        """Give every organisation, in the order of their labels."""
        rows = self._database.query(f"{_ORGANISATIONS} ORDER BY label")
        return tuple(self._organisation(row) for row in rows)

    def organisation_by_label(self, label: str) -> Organisation | None:
        """Give the organisation with this label, or None."""
        row = self._database.row(f"{_ORGANISATIONS} WHERE label = ?", (label,))
        return self._organisation(row) if row else None

    def add_organisation(self, label: str, name: str = "", aliases: Sequence[str] = ()) -> Organisation:
        """Add an organisation; raises StudyIdError when its label is malformed or taken."""
        with self._database.transaction():
            self._check_label_free(label)
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
        """Replace all of an organisation.

        Raises KeyError for an unknown one, StudyIdError for a label that is taken or, pooled or not, makes no study ID.
        """
        with self._database.transaction():
            self._check_label_free(organisation.label, organisation.id)
            for number in self._numbers_of(organisation.id):
                make_study_id(number, organisation.shown_label, self.settings().id_pattern)
            changed = self._database.query(
                "UPDATE organisations SET label = ?, name = ?, aliases = ?, generic = ?, pooled_label = ?"
                " WHERE id = ? RETURNING id",
                (*self._organisation_values(organisation), organisation.id),
            )
            if not changed:
                raise KeyError(organisation.id)
        return organisation

    def put_organisation_back(self, organisation: Organisation) -> None:
        """Add an organisation that was here before, under its id; raises StudyIdError when its label is taken."""
        with self._database.transaction():
            self._check_label_free(organisation.label)
            self._database.insert(
                "INSERT INTO organisations (label, name, aliases, generic, pooled_label, id) VALUES (?, ?, ?, ?, ?, ?)",
                (*self._organisation_values(organisation), organisation.id),
            )

    def remove_organisation(self, organisation_id: int) -> None:
        """Forget an organisation; raises InputError while a participant is of it, KeyError for an unknown one."""
        with self._database.transaction():
            if numbers := self._numbers_of(organisation_id):
                people = "participant is" if len(numbers) == 1 else "participants are"
                raise InputError(
                    "Organisation", f"{len(numbers)} {people} of it.", "Move their interviews, or remove them first."
                )
            if not self._database.query("DELETE FROM organisations WHERE id = ? RETURNING id", (organisation_id,)):
                raise KeyError(organisation_id)

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
        attributes: Sequence[tuple[str, str]] = (),
    ) -> Participant:
        """Add a participant with ``number``; when it is None, with the next one or, if the study shuffles, a drawn one.

        Raises StudyIdError when the number is out of range or was ever used, KeyError for an unknown organisation.
        """
        with self._database.transaction():
            row = self._database.row(f"{_ORGANISATIONS} WHERE id = ?", (organisation_id,))
            if row is None:
                raise KeyError(organisation_id)
            settings, used = self.settings(), self.numbers_ever_used()
            if number is not None:
                chosen = check_number_free(number, used)
            else:
                chosen = draw_numbers(self._number_seed, used)[0] if settings.shuffle_numbers else next_number(used)
            make_study_id(chosen, self._organisation(row).shown_label, settings.id_pattern)
            self._database.query("INSERT INTO used_numbers VALUES (?)", (chosen,))
            participant_id = self._database.insert(
                "INSERT INTO participants (number, organisation_id, name, aliases, role, particulars)"
                " VALUES (?, ?, ?, ?, ?, ?)",
                (
                    chosen,
                    organisation_id,
                    self._seal.seal_one("participants.name", name),
                    self._seal.seal("participants.aliases", aliases),
                    role,
                    self._sealed_particulars(attributes, 0),
                ),
            )
        return Participant(participant_id, chosen, organisation_id, name, tuple(aliases), role, tuple(attributes))

    def update_participant(self, participant: Participant) -> Participant:
        """Replace what is known of a participant, the organisation too; the number stays.

        Raises KeyError for an unknown participant or organisation, StudyIdError when the two make no study ID.
        """
        with self._database.transaction():
            row = self._database.row(f"{_ORGANISATIONS} WHERE id = ?", (participant.organisation_id,))
            if row is None:
                raise KeyError(participant.organisation_id)
            make_study_id(participant.number, self._organisation(row).shown_label, self.settings().id_pattern)
            changed = self._database.query(
                "UPDATE participants SET name = ?, aliases = ?, role = ?, particulars = ?, organisation_id = ?"
                " WHERE id = ? AND number = ? RETURNING id",
                (
                    self._seal.seal_one("participants.name", participant.name),
                    self._seal.seal("participants.aliases", participant.aliases),
                    participant.role,
                    self._sealed_particulars(participant.attributes, participant.date_shift_days),
                    participant.organisation_id,
                    participant.id,
                    participant.number,
                ),
            )
            if not changed:
                raise KeyError(participant.id)
        return participant

    def remove_participant(self, participant_id: int) -> None:
        """Forget a participant, not the number; raises InputError while an interview is with them."""
        with self._database.transaction():
            number = self.participant(participant_id).number
            if self._database.row("SELECT 1 FROM interview_participants WHERE participant_id = ?", (participant_id,)):
                raise InputError(
                    f"Participant {number}", "There is an interview with them.", "Remove the interview first."
                )
            self._database.query("DELETE FROM participants WHERE id = ?", (participant_id,))

    def renumber(self) -> tuple[Participant, ...]:
        """Give every participant a number that nobody ever had, drawn in secret order; raises StudyIdError.

        The numbers before stay used, so that an old note never names somebody else.
        """
        with self._database.transaction():
            standing = self.participants()
            drawn = draw_numbers(self._number_seed, self.numbers_ever_used(), len(standing))
            self._database.many("INSERT INTO used_numbers VALUES (?)", [(number,) for number in drawn])
            self._database.many(
                "UPDATE participants SET number = ? WHERE id = ?",
                [(number, each.id) for number, each in zip(drawn, standing, strict=True)],
            )
        return self.participants()

    def merges(self) -> tuple[Merge, ...]:
        """Give the values that the published participant table gives as one."""
        rows = self._database.query("SELECT attribute, value_list, label FROM value_merges ORDER BY rowid")
        return tuple(
            Merge(
                attribute,
                self._seal.open("value_merges.value_list", values),
                self._seal.open_one("value_merges.label", label),
            )
            for attribute, values, label in rows
        )

    def save_merges(self, merges: Sequence[Merge]) -> None:
        """Keep these merges in place of all before them."""
        with self._database.transaction():
            self._database.query("DELETE FROM value_merges")
            self._database.many(
                "INSERT INTO value_merges VALUES (?, ?, ?)",
                [
                    (
                        each.attribute,
                        self._seal.seal("value_merges.value_list", each.values),
                        self._seal.seal_one("value_merges.label", each.label),
                    )
                    for each in merges
                ],
            )

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

    def date_shift(self, participant_id: int) -> int:
        """Give by how many days a participant's dates move in every export: as kept, or drawn with the study's key."""
        kept = self.participant(participant_id).date_shift_days
        return kept or drawn_shift(self._seal.seed("date shifts"), participant_id)

    @property
    def pseudonym_seed(self) -> bytes:
        """Give the secret of the study that pseudonyms are drawn with."""
        return self._seal.seed("pseudonyms")

    @property
    def _number_seed(self) -> bytes:
        return self._seal.seed("participant numbers")

    def _check_label_free(self, label: str, but: int | None = None) -> None:
        """Refuse a label that is malformed or that an organisation other than ``but`` has."""
        other = self.organisation_by_label(check_label(label))
        if other is not None and other.id != but:
            raise StudyIdError(
                f"Organisation label “{label}”",
                "Another organisation of this study has it.",
                "Choose another label, such as the same with a number after it.",
            )

    def _organisation_values(self, organisation: Organisation) -> tuple[object, ...]:
        return (
            organisation.label,
            self._seal.seal_one("organisations.name", organisation.name),
            self._seal.seal("organisations.aliases", organisation.aliases),
            organisation.generic,
            organisation.pooled_label,
        )

    def _numbers_of(self, organisation_id: int) -> list[int]:
        rows = self._database.query("SELECT number FROM participants WHERE organisation_id = ?", (organisation_id,))
        return [row[0] for row in rows]

    def _sealed_particulars(self, attributes: Sequence[tuple[str, str]], date_shift_days: int) -> bytes:
        return self._seal.seal_one(_SEALED_PARTICULARS, json.dumps([attributes, date_shift_days]))

    def _organisation(self, row: Row) -> Organisation:
        organisation_id, label, name, aliases, generic, pooled_label = row
        return Organisation(
            organisation_id,
            label,
            self._seal.open_one("organisations.name", name),
            self._seal.open("organisations.aliases", aliases),
            generic,
            pooled_label,
        )

    def _participant(self, row: Row) -> Participant:
        participant_id, number, organisation_id, name, aliases, role, particulars = row
        attributes, shift = json.loads(
            self._seal.open_one(_SEALED_PARTICULARS, particulars) if particulars else "[[], 0]"
        )
        return Participant(
            participant_id,
            number,
            organisation_id,
            self._seal.open_one("participants.name", name),
            self._seal.open("participants.aliases", aliases),
            role,
            tuple((name, value) for name, value in attributes),
            shift,
        )


_SETTINGS = (
    "SELECT title, id_pattern, language, small_cell_threshold, watch_list, vocabulary, amber_cell_threshold,"
    " replacement_styles, shuffle_numbers FROM settings"
)
_SAVE_SETTINGS = (
    "INSERT OR REPLACE INTO settings (id, title, id_pattern, language, small_cell_threshold, watch_list, vocabulary,"
    " amber_cell_threshold, replacement_styles, shuffle_numbers) VALUES (1, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_ORGANISATIONS = "SELECT id, label, name, aliases, generic, pooled_label FROM organisations"
_PARTICIPANTS = "SELECT id, number, organisation_id, name, aliases, role, particulars FROM participants"
_SEALED_PARTICULARS = "participants.particulars"
