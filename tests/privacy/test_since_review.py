"""What changed since a review was finished: new mentions, decisions made anew, turns that say something else."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace

from transcribe_desk.privacy.deciding.since_review import mark_of, since
from transcribe_desk.privacy.mention import Category, Decision, Mention

AT = dt.datetime(2026, 3, 2, 10, tzinfo=dt.UTC)
TEXTS = {1: "Anna said so.", 2: "And Ben."}


def mention(number: int, turn: int, decision: Decision = Decision.ACCEPTED) -> Mention:
    return Mention(
        *(number, 1, turn, 0, 4, "PERSON", Category.PERSON, ("test",), 0.9, "", number),
        decision=decision,
        decided_at=AT if decision is not Decision.UNDECIDED else None,
    )


def test_only_what_came_or_changed_is_told() -> None:
    before = [mention(1, 1), mention(2, 2)]
    mark = mark_of(before, TEXTS, AT, "AB", 2)
    assert since(mark, before, TEXTS).empty
    later = AT + dt.timedelta(hours=1)
    after = [
        mention(1, 1),
        replace(mention(2, 2), decision=Decision.REJECTED_HERE, decided_at=later),
        mention(7, 2, Decision.UNDECIDED),
    ]
    found = since(mark, after, {**TEXTS, 2: "And Ben, and Anna."})
    assert [set(each) for each in (found.new_mentions, found.decided_anew, found.edited_turns)] == [{7}, {2}, {2}]
    assert found.mentions == {2, 7}
