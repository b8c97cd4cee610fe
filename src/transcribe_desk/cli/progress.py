"""Tell the progress of jobs: one line that renews itself on a terminal, plain lines otherwise."""

from __future__ import annotations

import shutil
import sys
import time

from transcribe_desk.jobs.events import JobEvent, JobState, Phase

_PHASES = {
    Phase.DECODE: "reading the recording",
    Phase.TRANSCRIBE: "transcribing",
    Phase.SPEAKERS: "telling speakers apart",
    Phase.FLAG: "looking for names and places",
}
_BAR_WIDTH = 20
# Without a terminal a phase that goes on is heard of this often, in seconds.
_PLAIN_INTERVAL = 30.0
_CLEAR = "\r\033[K"


class ProgressPrinter:
    """A queue listener that prints to standard error; ``study_ids`` gives the name of each interview."""

    def __init__(self, study_ids: dict[int, str]) -> None:
        self._study_ids = study_ids
        self._terminal = sys.stderr.isatty()
        self._events: dict[int, JobEvent] = {}
        self._told: dict[int, tuple[Phase, float]] = {}

    def __call__(self, event: JobEvent) -> None:
        """Print one event."""
        study_id = self._study_ids[event.interview_id]
        before = self._events.get(event.interview_id)
        self._events[event.interview_id] = event
        if event.notice and (before is None or before.notice != event.notice):
            self._line(f"{study_id}: {event.notice}")
        if event.state.over:
            self._line(f"{study_id}: {event.error if event.state is JobState.FAILED else event.state.value}")
        if self._terminal:
            self._renew()
        elif event.state is JobState.RUNNING:
            self._plain(study_id, event)

    def _line(self, text: str) -> None:
        print((_CLEAR if self._terminal else "") + text, file=sys.stderr)

    def _renew(self) -> None:
        """Write the one line anew: the job that is recognised, what is done beside it, the time for all."""
        running = [event for event in self._events.values() if event.state is JobState.RUNNING]
        if not running:
            return
        running.sort(key=lambda event: event.phase is not Phase.TRANSCRIBE)
        first, *others = running
        filled = round(first.fraction * _BAR_WIDTH)
        parts = [
            f"{self._study_ids[first.interview_id]} {'█' * filled}{'░' * (_BAR_WIDTH - filled)} {_described(first)}"
        ]
        parts += [f"{self._study_ids[event.interview_id]}: {_PHASES[event.phase]}" for event in others]
        if len(self._study_ids) > 1:
            parts.append(self._all())
        line = " · ".join(part for part in parts if part)
        width = shutil.get_terminal_size().columns - 1
        print(_CLEAR + line[:width], end="", file=sys.stderr, flush=True)

    def _all(self) -> str:
        done = sum(event.state.over for event in self._events.values())
        seconds = sum(event.seconds_left or 0 for event in self._events.values() if not event.state.over)
        return f"{done} of {len(self._study_ids)} done, {_about(seconds)} left for all"

    def _plain(self, study_id: str, event: JobEvent) -> None:
        phase, last = self._told.get(event.interview_id, (None, 0.0))
        now = time.monotonic()
        if phase is not event.phase:
            print(f"{study_id}: {_PHASES[event.phase]}", file=sys.stderr)
        elif now - last >= _PLAIN_INTERVAL:
            print(f"{study_id}: {_described(event)}", file=sys.stderr)
        else:
            return
        self._told[event.interview_id] = (event.phase, now)


def _described(event: JobEvent) -> str:
    parts = [f"{_PHASES[event.phase]} {event.fraction:.0%}"]
    if event.speed:
        parts.append(f"{event.speed:.1f}× as fast as speech")
    if event.seconds_left is not None:
        parts.append(f"{_about(event.seconds_left)} left")
    return " · ".join(parts)


def _about(seconds: float) -> str:
    minutes, rest = divmod(round(seconds), 60)
    if minutes < 1:
        return f"about {rest} s"
    return f"about {minutes} min" if minutes < 90 else f"about {minutes / 60:.1f} h"
