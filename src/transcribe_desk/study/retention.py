"""Say how long a study keeps the sound of its interviews, and when each recording is due to be deleted."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.study.errors import InputError

MOST_DAYS = 36_500


class Until(StrEnum):
    """What ends the keeping of sound."""

    DELETED_BY_HAND = "deleted by hand"
    DAYS = "days after it came in"
    SIGNED_OFF = "days after the sign-off"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """Until when sound is kept; ``days`` counts whole days and means nothing for sound that is deleted by hand."""

    until: Until = Until.DELETED_BY_HAND
    days: int = 0

    def check(self) -> RetentionRule:
        """Give the rule, or raise InputError for a number of days that cannot be meant."""
        if not 0 <= self.days <= MOST_DAYS:
            raise InputError(
                "Retention", f"{self.days} is not a number of days to keep sound.", f"Choose 0 to {MOST_DAYS}."
            )
        return self

    def due(self, received_at: dt.datetime | None, signed_off_at: dt.datetime | None) -> dt.datetime | None:
        """Give the moment from which sound is to be deleted, or None while nothing has begun the count."""
        began = {Until.DAYS: received_at, Until.SIGNED_OFF: signed_off_at}.get(self.until)
        return None if began is None else began + dt.timedelta(days=self.days)

    def __str__(self) -> str:
        """Say the rule as a person would."""
        if self.until is Until.DELETED_BY_HAND:
            return "Sound stays until somebody deletes it."
        if self.days == 0:
            done = "it is transcribed" if self.until is Until.DAYS else "a text is signed off"
            return f"Sound is deleted as soon as {done}."
        when = "it came in" if self.until is Until.DAYS else "the sign-off"
        return f"Sound is deleted {self.days} {'day' if self.days == 1 else 'days'} after {when}."
