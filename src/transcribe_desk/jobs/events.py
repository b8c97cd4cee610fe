"""Say what a job is doing, in values that the window and the command line both show."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from transcribe_desk.study.errors import DeskError


class Phase(StrEnum):
    """The phases of a job, in their order; each runs in a worker process of its own."""

    DECODE = "decode"
    TRANSCRIBE = "transcribe"
    SPEAKERS = "speakers"
    FLAG = "flag"


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def over(self) -> bool:
        """Tell whether the job will not go on by itself."""
        return self in (JobState.DONE, JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class JobEvent:
    """The state of one interview's job: milliseconds of sound done in this phase, speed as a multiple of real time.

    A waiting job has the estimate for all its phases. ``notice`` is a sentence for the person: what the phase did
    otherwise than asked.
    """

    interview_id: int
    state: JobState
    phase: Phase = Phase.DECODE
    done_ms: int = 0
    total_ms: int = 0
    speed: float | None = None
    seconds_left: float | None = None
    error: DeskError | None = None
    notice: str = ""

    @property
    def fraction(self) -> float:
        """Give how much of the phase is done, 0 to 1."""
        return min(1.0, self.done_ms / self.total_ms) if self.total_ms else 0.0
