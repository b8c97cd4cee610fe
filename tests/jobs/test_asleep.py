"""A computer that slept is told from one that was merely busy."""

from __future__ import annotations

import sys

import pytest

from transcribe_desk.jobs.asleep import SleepWatch, seconds_asleep


def test_the_systems_own_count_of_sleep_is_taken() -> None:
    slept, clock = [10.0], [0.0]
    watch = SleepWatch(lambda: slept[0], lambda: clock[0])
    clock[0] = 4000.0  # somebody set the clock
    assert watch.slept() == 0
    slept[0] += 2520.0
    assert watch.slept() == 2520.0
    assert watch.slept() == 0  # told once


def test_elsewhere_time_that_nobody_saw_is_taken() -> None:
    clock = [0.0]
    watch = SleepWatch(lambda: None, lambda: clock[0])
    clock[0] = 20.0
    assert watch.slept() == 0
    clock[0] += 900.0
    assert watch.slept() == 900.0


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux counts sleep")
def test_linux_counts_sleep() -> None:
    found = seconds_asleep()
    assert found is not None
    assert found >= -0.01
