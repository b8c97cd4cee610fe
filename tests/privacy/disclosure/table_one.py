"""The participants of a published interview study: 19 people of three organisations (BMJ Open 2020;10:e040267)."""

from __future__ import annotations

from transcribe_desk.privacy.disclosure.table import Row, table_rows
from transcribe_desk.study.study import Organisation, Participant

HELD = {
    ("hospital", "respiratory nurse"): 3,
    ("hospital", "physiotherapist"): 2,
    ("hospital", "physiotherapist support"): 1,
    ("hospital", "team lead"): 2,
    ("community-provider", "nurse"): 2,
    ("community-provider", "physiotherapist"): 2,
    ("community-provider", "nursing support"): 3,
    ("community-provider", "service lead or management"): 2,
    ("commissioning-group", "commissioner"): 2,
}
LABELS = tuple(dict.fromkeys(label for label, _ in HELD))
ORGANISATIONS = tuple(Organisation(number, label) for number, label in enumerate(LABELS, start=1))
PARTICIPANTS = tuple(
    Participant(number, number, LABELS.index(label) + 1, role=role)
    for number, (label, role) in enumerate(
        ((label, role) for (label, role), count in HELD.items() for _ in range(count)), start=1
    )
)


def table_one() -> tuple[Row, ...]:
    """Give the participant table."""
    return table_rows(PARTICIPANTS, ORGANISATIONS)
