"""The speech benchmark says which goals a comparison meets, and fails where one is missed."""

from __future__ import annotations

from typing import Any

import pytest

from tests.benchmarks.goals import goals
from tests.benchmarks.speech import Row

RIGHT, WRONG = {f"turn {number}": (10, 0) for number in range(40)}, {f"turn {number}": (10, 1) for number in range(40)}


def row(system: str, seconds: float, **changed: Any) -> Row:
    """Give what a system made of five minutes in so many seconds."""
    found: dict[str, Any] = {"cpu_seconds": 2 * seconds, "peak_mb": 900.0, "together_mb": 1_500.0, "turns": RIGHT}
    found |= {"processes": {}, "phases": {}, "wer": 0.01, "wrong_speaker": 0.001, "der": 0.02} | changed
    return Row("whisper-base", "sample", 300.0, system, "1", 2, load=0.0, wall_seconds=seconds, **found)


PEERS = [row("faster-whisper", 60.0), row("whisper-beam5", 200.0)]


def test_a_comparison_that_meets_every_goal_says_so() -> None:
    judged = goals([row("desk", 40.0), *PEERS])
    assert len(judged) == 7
    assert all(goal.met for goal in judged)
    assert "| sample | of openai-whisper's time at beam 5 | 0.2 | 0.25 | yes |" in map(str, judged)


@pytest.mark.parametrize(
    ("ours", "missed"),
    [
        (row("desk", 55.0), {"of openai-whisper's time at beam 5", "of the recording's length"}),
        (row("desk", 40.0, peak_mb=1_101.0), {"MB in the largest process"}),
        (row("desk", 40.0, wrong_speaker=0.011), {"of the words with the wrong speaker"}),
        (
            row("desk", 40.0, turns=WRONG),
            {
                "points, surely, of word error rate above faster-whisper",
                "points, surely, of word error rate above openai-whisper at beam 5",
            },
        ),
    ],
)
def test_each_goal_that_is_missed_is_named(ours: Row, missed: set[str]) -> None:
    judged = goals([ours, *PEERS])
    assert {goal.what for goal in judged if not goal.met} == missed


def test_slower_than_faster_whisper_is_missed() -> None:
    judged = goals([row("desk", 40.0), row("faster-whisper", 39.0)])
    assert [goal.what for goal in judged if not goal.met] == ["of faster-whisper's time"]


def test_nothing_is_judged_that_was_not_measured() -> None:
    assert goals(PEERS) == []
    assert len(goals([row("desk", 40.0, wrong_speaker=None)])) == 2
