"""Sweep the study for what no detector saw; mark it wherever it stands, or remember that it is harmless."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection

from transcribe_desk.jobs.review_steps import ReviewSteps
from transcribe_desk.privacy.finding import sweep
from transcribe_desk.privacy.finding.sweep import Remaining
from transcribe_desk.privacy.mention import Category, Mention
from transcribe_desk.vault.store import Vault


class Sweep:
    """The sweep of one study; what it marks is a step of the review and is taken back as one."""

    def __init__(self, vault: Vault, review: ReviewSteps) -> None:
        self._vault = vault
        self._review = review

    def remaining(self, interview_id: int | None = None) -> tuple[Remaining, ...]:
        """Give what no mention covers and nobody dismissed, the oddest first, once for all its places."""
        with self._vault.transaction():
            dismissed = self._vault.dismissals.all()
            return sweep.remaining(self._vault.review_memory.current(), dismissed, interview_id=interview_id)

    def dismissed(self) -> tuple[Remaining, ...]:
        """Give what was dismissed and still stands in the study."""
        with self._vault.transaction():
            dismissed = set(self._vault.dismissals.all())
            found = sweep.remaining(self._vault.review_memory.current())
        return tuple(each for each in found if (each.kind.value, each.key) in dismissed)

    def mark(
        self, found: Remaining, category: Category, by: str, *, entity_id: int | None = None
    ) -> tuple[Mention, ...]:
        """Mark something wherever it remains, and give the mentions made; raise InputError where it no longer does."""
        return self._review.mark_everywhere(found, category, by, entity_id)

    def dismiss(self, found: Collection[Remaining], by: str) -> None:
        """Remember that these are harmless, in interviews to come too; `restore` takes it back."""
        with self._vault.transaction():
            self._vault.dismissals.add([(each.kind.value, each.key) for each in found], by, dt.datetime.now(dt.UTC))
            self._vault.audit.append("dismissed in the sweep", "", {"by": by, "words": len(found)})

    def restore(self, found: Collection[Remaining], by: str) -> None:
        """Show these in the sweep again."""
        with self._vault.transaction():
            self._vault.dismissals.remove([(each.kind.value, each.key) for each in found])
            self._vault.audit.append("back in the sweep", "", {"by": by, "words": len(found)})
