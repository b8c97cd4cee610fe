"""Give the participants to a table that is filled in place: who they are, what is known of them, who is like them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from transcribe_desk.study.study import Organisation, Participant
from transcribe_desk.study.study_id import make_study_id
from transcribe_desk.ui import theme as looks
from transcribe_desk.ui import wording
from transcribe_desk.ui.models.interviews import CHIP_ROLE
from transcribe_desk.ui.translation import tr
from transcribe_desk.ui.vocabulary import below

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
PARTICIPANT_ROLE = Qt.ItemDataRole.UserRole + 2
STUDY_ID, ORGANISATION, LIKENESS, NAME, ALIASES, ROLE = range(6)  # columns; attributes follow
_FIXED = ROLE + 1
_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


@dataclass(frozen=True, slots=True)
class Likeness:
    """How many participants share what is counted of one, and in which tone that is said."""

    size: int
    tone: str


class ParticipantModel(QAbstractTableModel):
    """A row for each participant; ``edited`` asks to keep what was typed: participant, column, attribute, text."""

    edited = Signal(int, int, str, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._people: tuple[Participant, ...] = ()
        self._organisations: dict[int, Organisation] = {}
        self._pattern = ""
        self._attributes: tuple[str, ...] = ()
        self._added: tuple[str, ...] = ()
        self._likeness: dict[int, Likeness] = {}
        self._typed: dict[tuple[int, int], str] = {}  # what is on its way to the study

    def set_people(self, people: Sequence[Participant], organisations: Sequence[Organisation], pattern: str) -> None:
        """Show these participants; where they are the same as before, the place in the table stays."""
        attributes = tuple(sorted({name for each in people for name, _ in each.attributes} | set(self._added)))
        same = ([each.id for each in people], attributes) == ([each.id for each in self._people], self._attributes)
        if not same:
            self.beginResetModel()
        self._people, self._pattern, self._attributes = tuple(people), pattern, attributes
        self._organisations = {each.id: each for each in organisations}
        self._typed.clear()
        if not same:
            self.endResetModel()
        elif people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(people) - 1, self.columnCount() - 1))

    def set_likeness(self, likeness: Mapping[int, Likeness]) -> None:
        """Show how many participants are like each."""
        self._likeness = dict(likeness)
        if self._people:
            self.dataChanged.emit(self.index(0, LIKENESS), self.index(len(self._people) - 1, LIKENESS))

    def add_attribute(self, name: str) -> None:
        """Show one more column, empty as yet."""
        self._added = (*self._added, name)
        self.set_people(self._people, tuple(self._organisations.values()), self._pattern)

    def forget_typed(self) -> None:
        """Show what the study has in place of what could not be kept."""
        self._typed.clear()
        if self._people:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._people) - 1, self.columnCount() - 1))

    def attribute(self, column: int) -> str:
        """Give the attribute that a column holds, nothing for another column."""
        if column == ROLE:
            return "role"
        return self._attributes[column - _FIXED] if _FIXED <= column < self.columnCount() else ""

    def attributes(self) -> tuple[str, ...]:
        """Give the attributes that have a column, without the role."""
        return self._attributes

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Count the participants."""
        return 0 if parent.isValid() else len(self._people)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Count the columns."""
        return 0 if parent.isValid() else _FIXED + len(self._attributes)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give the headings; what is secret or withheld says so."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(section)
        return _LEFT if role == Qt.ItemDataRole.TextAlignmentRole else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Give a cell's text, font, chip tone or participant."""
        if not index.isValid():
            return None
        person, column = self._people[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.AccessibleTextRole):
            typed = self._typed.get((person.id, column))
            return self._text(person, column) if typed is None else typed
        if role == CHIP_ROLE and column == LIKENESS and person.id in self._likeness:
            return self._likeness[person.id].tone
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _LEFT
        if role == Qt.ItemDataRole.FontRole and column == STUDY_ID:
            return looks.mono(13)
        return person.id if role == PARTICIPANT_ROLE else None

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Show what was typed at once and ask to keep it; the study's own value comes back when it is refused."""
        if not index.isValid() or role != Qt.ItemDataRole.EditRole or not self._editable(index.column()):
            return False
        person, column, text = self._people[index.row()], index.column(), " ".join(str(value).split())
        if text == self._text(person, column):
            return False
        self._typed[person.id, column] = text
        self.dataChanged.emit(index, index)
        self.edited.emit(person.id, column, self.attribute(column), text)
        return True

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let names, role and attributes be edited."""
        found = super().flags(index)
        return found | Qt.ItemFlag.ItemIsEditable if index.isValid() and self._editable(index.column()) else found

    def _editable(self, column: int) -> bool:
        return NAME <= column < self.columnCount()

    def _heading(self, column: int) -> str:
        fixed = {
            STUDY_ID: tr("Participants", "Study ID"),
            ORGANISATION: tr("Participants", "Organisation"),
            NAME: tr("Participants", "Real name · secret"),
            ALIASES: tr("Participants", "Other names · secret"),
            ROLE: tr("Participants", "Role · withheld from exports"),
            LIKENESS: tr("Participants", "Like this one"),
        }
        return fixed.get(column) or below(self.attribute(column).capitalize())

    def _text(self, person: Participant, column: int) -> str:
        organisation = self._organisations.get(person.organisation_id)
        if column == STUDY_ID:
            return make_study_id(person.number, organisation.shown_label, self._pattern) if organisation else ""
        if column == ORGANISATION:
            return wording.organisation(organisation.label) if organisation else ""
        if column == LIKENESS:
            return self._likeness_words(person)
        if column == NAME:
            return person.name
        if column == ALIASES:
            return ", ".join(person.aliases)
        return person.role if column == ROLE else dict(person.attributes).get(self.attribute(column), "")

    def _likeness_words(self, person: Participant) -> str:
        found = self._likeness.get(person.id)
        if found is None:
            return tr("Participants", "not counted")
        return tr("Participants", "only this one") if found.size == 1 else str(found.size)
