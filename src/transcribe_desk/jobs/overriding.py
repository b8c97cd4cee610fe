"""Let a single hit of the leak scan stand, with a reason that stays in the study, and take that word back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from transcribe_desk.privacy.overrides import Leak, Override, make_override
from transcribe_desk.study.errors import InputError
from transcribe_desk.vault.store import Vault


class Overrides:
    """What a person let stand in one study's exports; every step is kept with its line in the trail."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def all(self) -> tuple[Override, ...]:
        """Give every override, the withdrawn ones too, oldest first."""
        return self._vault.overrides.all()

    def standing(self) -> tuple[Override, ...]:
        """Give those that hold."""
        return tuple(each for each in self.all() if each.standing)

    def let_stand(self, leak: Leak, reason: str, by: str) -> Override:
        """Keep that a hit is not the thing: it alone no longer stops an export, as long as its passage reads so.

        Raises InputError without a reason or a name, for a hit in a file's name or in bytes that are no text, and
        where it stands already.
        """
        made = make_override(leak, reason, by, dt.datetime.now(dt.UTC))
        with self._vault.transaction():
            if any(each.leak == leak for each in self.standing()):
                raise InputError("Hit of the scan", "Somebody let it stand already.", "Export again.")
            kept = self._vault.overrides.add(made)
            # The reason may be a name itself: it stays sealed in the override, which the line points to.
            details = {"by": kept.by, "override": kept.id, "places": leak.places}
            self._vault.audit.append("hit let stand", leak.path, details)
        return kept

    def let_each_stand(self, leaks: Sequence[Leak], reason: str, by: str) -> None:
        """Keep the same of several hits, of all of them or none; raise what ``let_stand`` raises."""
        with self._vault.transaction():
            for leak in leaks:
                self.let_stand(leak, reason, by)

    def withdraw(self, override_id: int, by: str) -> None:
        """Take an override back, so that its hit stops exports again; raise InputError where none of this id holds."""
        with self._vault.transaction():
            found = [each for each in self.standing() if each.id == override_id]
            if not found:
                raise InputError(f"Override {override_id}", "None with this number holds.", "List the overrides.")
            self._vault.overrides.withdraw(override_id, by, dt.datetime.now(dt.UTC))
            self._vault.audit.append("hit stops again", found[0].leak.path, {"by": by, "override": override_id})
