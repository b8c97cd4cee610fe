"""Notice that the computer was asleep: time went by that no program saw."""

from __future__ import annotations

import time
from collections.abc import Callable

# Shorter than this is a busy computer, or a clock that was set.
_LEAST_SECONDS = 60.0


def seconds_asleep() -> float | None:
    """Give the seconds this computer slept since it was started, None where the system does not tell (not Linux)."""
    boot = getattr(time, "CLOCK_BOOTTIME", None)
    if boot is None:
        return None
    return time.clock_gettime(boot) - time.clock_gettime(time.CLOCK_MONOTONIC)


class SleepWatch:
    """Asked every few seconds, tells when the computer slept since it was asked last.

    Where the system counts sleep its figure is taken; elsewhere wall-clock time that passed unasked is taken for it.
    """

    def __init__(
        self, asleep: Callable[[], float | None] = seconds_asleep, clock: Callable[[], float] = time.time
    ) -> None:
        self._asleep = asleep
        self._clock = clock
        self._seen = (asleep(), clock())

    def slept(self) -> float:
        """Give the seconds of sleep since it was asked last, 0 for none."""
        before, self._seen = self._seen, (self._asleep(), self._clock())
        if before[0] is not None and self._seen[0] is not None:
            passed = self._seen[0] - before[0]
        else:
            passed = self._seen[1] - before[1]
        return passed if passed >= _LEAST_SECONDS else 0.0
