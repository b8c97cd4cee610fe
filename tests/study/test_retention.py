"""Say until when sound is kept."""

from __future__ import annotations

import datetime as dt

import pytest

from transcribe_desk.study.errors import InputError
from transcribe_desk.study.retention import RetentionRule, Until

CAME_IN = dt.datetime(2026, 3, 1, 9, tzinfo=dt.UTC)
SIGNED = dt.datetime(2026, 4, 10, 17, tzinfo=dt.UTC)


def test_without_a_rule_sound_is_never_due() -> None:
    assert RetentionRule().due(CAME_IN, SIGNED) is None


def test_days_count_from_the_day_it_came_in() -> None:
    assert RetentionRule(Until.DAYS, 30).due(CAME_IN, SIGNED) == dt.datetime(2026, 3, 31, 9, tzinfo=dt.UTC)


def test_days_after_the_sign_off_do_not_count_before_there_is_one() -> None:
    rule = RetentionRule(Until.SIGNED_OFF, 7)
    assert rule.due(CAME_IN, None) is None
    assert rule.due(CAME_IN, SIGNED) == dt.datetime(2026, 4, 17, 17, tzinfo=dt.UTC)


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        (RetentionRule(), "Sound stays until somebody deletes it."),
        (RetentionRule(Until.DAYS, 1), "Sound is deleted 1 day after it came in."),
        (RetentionRule(Until.DAYS, 0), "Sound is deleted as soon as it is transcribed."),
        (RetentionRule(Until.SIGNED_OFF, 14), "Sound is deleted 14 days after the sign-off."),
        (RetentionRule(Until.SIGNED_OFF, 0), "Sound is deleted as soon as a text is signed off."),
    ],
)
def test_a_rule_says_itself(rule: RetentionRule, said: str) -> None:
    assert str(rule) == said


@pytest.mark.parametrize("days", [-1, 40_000])
def test_a_number_of_days_that_cannot_be_meant_is_refused(days: int) -> None:
    with pytest.raises(InputError, match="Choose 0 to"):
        RetentionRule(Until.DAYS, days).check()
