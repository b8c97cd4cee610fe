"""Turn what a worker says of its progress into events with speed and time left."""

from __future__ import annotations

import time
from collections.abc import Callable

from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.events import JobEvent, JobState, Phase
from transcribe_desk.jobs.protocol import Message
from transcribe_desk.jobs.settings import TranscriptionSettings
from transcribe_desk.study.study import Interview

# A speed told from less than this is noise: models are still loading.
_SETTLED_SECONDS = 2.0

Report = Callable[[JobEvent], None]


class PhaseProgress:
    """Tells of one phase of one interview."""

    def __init__(
        self,
        interview: Interview,
        phase: Phase,
        report: Report,
        estimates: Estimates,
        settings: TranscriptionSettings,
        already_ms: int = 0,
    ) -> None:
        """Begin a phase; ``already_ms`` of its sound an earlier run did."""
        self._interview = interview
        self._phase = phase
        self._report = report
        self._already_ms = already_ms
        self._notice = ""
        self._started = time.monotonic()
        later = list(Phase)[list(Phase).index(phase) + 1 :]
        self._cost = estimates.cost(phase, settings)
        self._later_cost = sum(estimates.cost(each, settings) for each in later)
        self._tell(already_ms, interview.recording.duration_ms, speed=None)

    def update(self, message: Message) -> None:
        """Take in what the worker says: a notice, or how far it is."""
        if message["type"] == "notice":
            self._notice = message["text"]
            self._tell(*self._last)
        if message["type"] != "progress":
            return
        seconds = time.monotonic() - self._started
        done_ms = message["done_ms"]
        worked_ms = done_ms - self._already_ms
        settled = seconds >= _SETTLED_SECONDS and worked_ms > 0
        self._tell(done_ms, message["total_ms"], speed=worked_ms / 1000 / seconds if settled else None)

    def _tell(self, done_ms: int, total_ms: int, speed: float | None) -> None:
        self._last = (done_ms, total_ms, speed)
        cost = 1 / speed if speed else self._cost
        seconds_left = max(0.0, (total_ms - done_ms) / 1000 * cost + total_ms / 1000 * self._later_cost)
        self._report(
            JobEvent(
                self._interview.id,
                JobState.RUNNING,
                self._phase,
                done_ms,
                total_ms,
                speed,
                seconds_left,
                notice=self._notice,
            )
        )
