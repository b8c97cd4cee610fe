"""Hold one change of who and what a study is about as a command with its inverse, and carry it out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from transcribe_desk.privacy.disclosure.merges import Merge
from transcribe_desk.study.errors import InputError, RecordingError
from transcribe_desk.study.study import Interview, Organisation, Participant, StudySettings
from transcribe_desk.vault.kept_labels import KeptLabel
from transcribe_desk.vault.removal import TakenInterview
from transcribe_desk.vault.store import Vault

_NAMES = {"name", "aliases"}


class Kind(StrEnum):
    """What an edit changes."""

    STUDY = "study"
    ORGANISATION = "organisation"
    PARTICIPANT = "participant"
    INTERVIEW = "interview"
    MERGES = "merges"
    KEPT_LABEL = "kept label"


@dataclass(frozen=True, slots=True)
class Edit:
    """One field of one thing: what stood there and what stands there after it."""

    kind: Kind
    id: int | str
    field: str
    before: Any
    after: Any

    @property
    def inverse(self) -> Edit:
        """Give the edit that takes this one back."""
        return replace(self, before=self.after, after=self.before)


@dataclass(frozen=True, slots=True)
class PeopleStep:
    """What one action of a person does, all of it or nothing; never a name in ``action``, ``subject`` or ``title``.

    ``action`` and ``subject`` stand in the audit trail; ``title`` is what undo calls it. ``taken`` are interviews that
    go, ``returned`` those that come back.
    """

    action: str
    subject: str
    title: str
    edits: tuple[Edit, ...] = ()
    added: tuple[Organisation, ...] = ()
    removed: tuple[Organisation, ...] = ()
    taken: tuple[TakenInterview, ...] = ()
    returned: tuple[TakenInterview, ...] = ()

    @property
    def inverse(self) -> PeopleStep:
        """Give the step that takes this one back."""
        return replace(
            self,
            edits=tuple(edit.inverse for edit in reversed(self.edits)),
            added=self.removed,
            removed=self.added,
            # The last to go took along the participants whom it shared with those before it.
            taken=self.returned[::-1],
            returned=self.taken[::-1],
        )

    @property
    def changes_nothing(self) -> bool:
        """Tell whether everything stays as it was."""
        return not (self.edits or self.added or self.removed or self.taken or self.returned)

    @property
    def brings_names(self) -> bool:
        """Tell whether a name comes in that has to be looked for in what is flagged."""
        return any(edit.field in _NAMES and edit.after for edit in self.edits) or any(
            each.name or each.aliases for each in self.added
        )

    @property
    def fields(self) -> list[str]:
        """Give the names of what it changes, for the audit trail."""
        return sorted({edit.field for edit in self.edits})


def edits_between(kind: Kind, number: int, before: Any, after: Any) -> tuple[Edit, ...]:
    """Give an edit for each field in which two values of one dataclass differ."""
    names = type(before).__dataclass_fields__
    return tuple(
        Edit(kind, number, name, getattr(before, name), getattr(after, name))
        for name in names
        if getattr(before, name) != getattr(after, name)
    )


def carry_out(vault: Vault, step: PeopleStep) -> PeopleStep:
    """Do a step inside a transaction of the vault, and give it as it was done, with what it took away.

    Raises InputError when something is no longer as the step found it, StudyIdError where no study ID comes of it.
    """
    for taken in step.returned:
        _put_back(vault, taken)
    for organisation in step.added:
        vault.study.put_organisation_back(organisation)
    together: dict[tuple[Kind, int | str], list[Edit]] = defaultdict(list)
    for edit in step.edits:
        together[edit.kind, edit.id].append(edit)
    for (kind, number), edits in together.items():
        _edit(vault, kind, number, edits)
    for organisation in step.removed:
        vault.study.remove_organisation(organisation.id)
    away = tuple(vault.removal.take(each.interview_id, each.study_id) for each in step.taken)
    return replace(step, taken=away)


def _edit(vault: Vault, kind: Kind, number: int | str, edits: Sequence[Edit]) -> None:
    if kind is Kind.MERGES:
        _edit_merges(vault, edits[0])
    elif kind is Kind.KEPT_LABEL:
        _edit_kept(vault, str(number), edits[0].after)
    else:
        now = _now(vault, kind, int(number))
        if any(getattr(now, edit.field) != edit.before for edit in edits):
            raise InputError(
                f"This {kind.value}", "It was changed in another way since.", "Change it by hand to what you want."
            )
        _save(vault, replace(now, **{edit.field: edit.after for edit in edits}))


def _now(vault: Vault, kind: Kind, number: int) -> Any:
    try:
        if kind is Kind.STUDY:
            return vault.study.settings()
        if kind is Kind.ORGANISATION:
            return next(each for each in vault.study.organisations() if each.id == number)
        if kind is Kind.PARTICIPANT:
            return vault.study.participant(number)
        return vault.interviews.get(number)
    except (KeyError, StopIteration):
        raise InputError(f"This {kind.value}", "It is not in the study any more.", "Look at the table anew.") from None


def _save(vault: Vault, value: StudySettings | Organisation | Participant | Interview) -> None:
    if isinstance(value, StudySettings):
        vault.study.save_settings(value)
    elif isinstance(value, Organisation):
        vault.study.update_organisation(value)
    elif isinstance(value, Participant):
        vault.study.update_participant(value)
    else:
        vault.interviews.update(value)


def _edit_merges(vault: Vault, edit: Edit) -> None:
    merges: tuple[Merge, ...] = edit.after
    vault.study.save_merges(merges)


def _edit_kept(vault: Vault, label: str, kept: KeptLabel | None) -> None:
    if kept is None:
        vault.kept_labels.remove(label)
    else:
        vault.kept_labels.save(kept)


def _put_back(vault: Vault, taken: TakenInterview) -> None:
    part = next(each for each in taken.parts if each.table == "interviews")
    sha256 = part.rows[0][part.columns.index("sha256")]
    twin = vault.interviews.by_sha256(sha256)
    if twin is not None:
        raise RecordingError(
            f"Interview {taken.study_id}",
            f"Its recording is in the study again, as {twin.study_id}.",
            f"Remove {twin.study_id} first, then undo the removal again.",
        )
    vault.removal.put_back(taken)
