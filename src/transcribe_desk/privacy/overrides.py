"""Hold what a person says of one hit of the leak scan: it is not the thing that is replaced, and why."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field

from transcribe_desk.study.errors import InputError

# How a passage stands in its file, by ``export.passages.Kind``. Never a file's name, never bytes that are no text:
# nobody can judge there what a reader would see.
_JUDGED = frozenset({"paragraph", "run", "markup"})


@dataclass(frozen=True, slots=True)
class Leak:
    """A string that the scan found in a finished file, with the passage around it; two that are equal are one hit.

    ``path`` is below the export's folder, so it says the target and the interview. ``kind`` says how the passage
    stands in the file, ``places`` how often the string stands in passages that read so. String and passage are for the
    eyes of a person with the open study only, and in no message.
    """

    path: str
    kind: str
    string: str = field(repr=False)
    passage: str = field(repr=False)
    places: int = 1

    @property
    def can_stand(self) -> bool:
        """Tell whether a person may say of it that it is not the thing."""
        return self.kind in _JUDGED


@dataclass(frozen=True, slots=True)
class Override:
    """A person's word that a hit is not the thing; one that was withdrawn lets nothing stand and is kept to be read."""

    id: int
    leak: Leak
    reason: str = field(repr=False)
    by: str
    at: dt.datetime
    withdrawn_by: str = ""
    withdrawn_at: dt.datetime | None = None

    @property
    def standing(self) -> bool:
        """Tell whether it holds."""
        return self.withdrawn_at is None


def make_override(leak: Leak, reason: str, by: str, at: dt.datetime) -> Override:
    """Give an override that has no id yet; raise InputError without a reason or a name, or where nobody can judge."""
    reason, by = " ".join(reason.split()), " ".join(by.split())
    if not leak.can_stand:
        raise InputError(
            "Hit of the scan",
            "It stands in the name of a file, or in bytes that are no text, where nobody can judge it.",
            "Decide on the words in the review, then export again.",
        )
    if not reason or not by:
        raise InputError(
            "Hit of the scan",
            "Whoever lets it stand gives a reason and a name.",
            "Say why it is not what is replaced, such as “the colour, not the surname”, and who says so.",
        )
    return Override(0, leak, reason, by, at)
