"""Tell a job's progress: one line that renews itself on a terminal, one line a phase otherwise."""

from __future__ import annotations

import sys

from transcribe_desk.jobs.events import JobEvent, JobState, Phase

_PHASES = {
    Phase.DECODE: "reading the recording",
    Phase.TRANSCRIBE: "transcribing",
    Phase.SPEAKERS: "telling speakers apart",
    Phase.FLAG: "looking for names and places",
}


class ProgressPrinter:
    """A queue listener that prints to standard error; ``study_ids`` gives the name of each interview."""

    def __init__(self, study_ids: dict[int, str]) -> None:
        self._study_ids = study_ids
        self._terminal = sys.stderr.isatty()
        self._last: tuple[int, Phase] | None = None

    def __call__(self, event: JobEvent) -> None:
        """Print one event."""
        study_id = self._study_ids[event.interview_id]
        if event.state is JobState.RUNNING:
            self._running(study_id, event)
            return
        if self._terminal and event.state.over:
            print("\r\033[K", end="", file=sys.stderr)
        if event.state is JobState.FAILED:
            print(f"{study_id}: {event.error}", file=sys.stderr)
        elif event.state is not JobState.WAITING:
            print(f"{study_id}: {event.state.value}", file=sys.stderr)

    def _running(self, study_id: str, event: JobEvent) -> None:
        if self._terminal:
            print(f"\r\033[K{study_id}: {_describe(event)}", end="", file=sys.stderr, flush=True)
        elif self._last != (event.interview_id, event.phase):
            print(f"{study_id}: {_PHASES[event.phase]}", file=sys.stderr)
        self._last = (event.interview_id, event.phase)


def _describe(event: JobEvent) -> str:
    parts = [f"{_PHASES[event.phase]} {event.fraction:.0%}"]
    if event.speed:
        parts.append(f"{event.speed:.1f}× as fast as speech")
    if event.seconds_left is not None:
        minutes, seconds = divmod(round(event.seconds_left), 60)
        parts.append(f"about {minutes} min left" if minutes else f"about {seconds} s left")
    return " · ".join(parts)
