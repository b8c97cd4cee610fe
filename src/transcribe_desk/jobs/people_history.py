"""Keep the steps that change who and what a study is about, take them back and do them again while it is open."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.departures import study_ids_that_left
from transcribe_desk.jobs.people_steps import PeopleStep, carry_out
from transcribe_desk.study.errors import StudyIdError
from transcribe_desk.study.study import Status
from transcribe_desk.vault.store import Vault

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Done:
    """What a step came to.

    ``study_ids`` are those that changed, as they were and as they are. ``exported`` of the old ones stand on files that
    left before; texts of ``unsigned`` were signed off with the old one and want reading again. ``removed`` are those of
    interviews that went.
    """

    title: str
    study_ids: tuple[tuple[str, str], ...] = ()
    exported: tuple[str, ...] = ()
    unsigned: tuple[str, ...] = ()
    removed: tuple[str, ...] = ()


class _LookedAheadError(Exception):
    """Ends a transaction that was only to show what a step would come to."""


class PeopleHistory:
    """The steps of one open study, each in one transaction with one line in the audit trail.

    Removed interviews can come back too: their sound is deleted when the study is locked, or by `forget_removed`.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._done: list[PeopleStep] = []
        self._undone: list[PeopleStep] = []

    def what_if(self, step: Callable[[], Result]) -> Result:
        """Give what a step would come to, and change nothing; raises what the step would raise."""
        kept: list[Result] = []
        stacks = list(self._done), list(self._undone)
        with suppress(_LookedAheadError), self._vault.transaction():
            stacks = list(self._done), list(self._undone)
            try:
                kept.append(step())
            finally:
                self._done, self._undone = stacks
            raise _LookedAheadError
        return kept[0]

    def to_undo(self) -> str | None:
        """Give what `undo` would take back, as “the change of 02-hospital”, or None."""
        return self._done[-1].title if self._done else None

    def to_redo(self) -> str | None:
        """Give what `redo` would do again, or None."""
        return self._undone[-1].title if self._undone else None

    def undo(self) -> Done | None:
        """Take the last step back; None when there is none. Raises InputError when it no longer fits."""
        return self._turn(self._done, self._undone, "undone")

    def redo(self) -> Done | None:
        """Do the step taken back last again; None when there is none. Raises InputError when it no longer fits."""
        return self._turn(self._undone, self._done, "redone")

    def _turn(self, stack: list[PeopleStep], other: list[PeopleStep], word: str) -> Done | None:
        """Carry out the inverse of the last step of one stack and put it on the other."""
        with self._vault.transaction():
            if not stack:
                return None

            def turned() -> PeopleStep:
                done = carry_out(self._vault, stack[-1].inverse)
                self._note(replace(done, action=f"{word}: {done.action}"))
                return done

            done, told = self._told(turned)
        stack.pop()
        other.append(done)
        return told

    def _do(self, step: PeopleStep) -> Done:
        """Carry a step out and keep it, unless it changes nothing."""
        if step.changes_nothing:
            return Done(step.title)

        def carried_out() -> PeopleStep:
            done = carry_out(self._vault, step)
            self._note(done)
            return done

        return self._watch(carried_out)

    def _watch(self, work: Callable[[], PeopleStep]) -> Done:
        """Keep the step that ``work`` gives, and tell what it did to study IDs; all of it or nothing."""
        with self._vault.transaction():
            step, told = self._told(work)
        if not step.changes_nothing:
            self._done.append(step)
            self._undone.clear()
        return told

    def _told(self, work: Callable[[], PeopleStep]) -> tuple[PeopleStep, Done]:
        before = {each.id: each.study_id for each in self._vault.interviews.all()}
        status = {number: counts.status for number, counts in self._vault.overview.counts().items()}
        step = work()
        after = self._check_study_ids()
        changed = [number for number in before if number in after and after[number] != before[number]]
        for number in changed:
            self._vault.interviews.clear_exported(number)
        signed = (Status.REVIEWED, Status.EXPORTED)
        return step, Done(
            step.title,
            tuple((before[number], after[number]) for number in changed),
            self._exported([before[number] for number in changed]),
            tuple(after[number] for number in changed if status[number] in signed),
            tuple(each.study_id for each in step.taken),
        )

    def _check_study_ids(self) -> dict[int, str]:
        """Give the study ID of every interview, or raise StudyIdError where two would be the same."""
        found = {each.id: each.study_id for each in self._vault.interviews.all()}
        twice = next((each for each in found.values() if list(found.values()).count(each) > 1), None)
        if twice is not None:
            raise StudyIdError(
                f"Study ID {twice}", "Two interviews would have it.", "Choose a pattern that holds the whole number."
            )
        return found

    def _note(self, step: PeopleStep) -> None:
        details: dict[str, Any] = {"fields": step.fields} if step.edits else {}
        self._vault.audit.append(step.action, step.subject, details)
        if step.brings_names or step.returned:
            reviewing.spread_known_names(self._vault)

    def forget_removed(self) -> int:
        """Delete the sound of removed interviews for good and give their number; these can no longer come back."""
        taken = [each for step in self._done for each in step.taken]
        if taken:
            self._vault.recordings.erase(file_id for each in taken for file_id in each.file_ids)
            self._done = [each for each in self._done if not each.taken]
        return len(taken)

    def _exported(self, study_ids: Collection[str]) -> tuple[str, ...]:
        """Give those of these study IDs that the audit trail says have left on files."""
        if not study_ids:
            return ()
        return tuple(sorted(study_ids_that_left(self._vault) & set(study_ids)))
