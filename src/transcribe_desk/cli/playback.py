"""Make the small copies of recordings that are listened to in the window, before anybody waits for one."""

from __future__ import annotations

import argparse
import sys

from transcribe_desk.cli.opening import chosen_interviews, open_desk
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.playback import PlaybackState
from transcribe_desk.study.errors import DeskError
from transcribe_desk.study.study import Interview

_TOLD = {PlaybackState.READY: "ready already", PlaybackState.GONE: "its recording is no longer in the study"}


def prepare(options: argparse.Namespace) -> int:
    """Make the copy of each chosen interview that has none; give the exit code of the first failure, or 0."""
    codes = []
    with open_desk(options) as desk:
        for interview in chosen_interviews(desk, options.study_ids):
            try:
                print(f"{interview.study_id}: {_prepared(desk, interview)}")
            except DeskError as error:
                print(f"{interview.study_id}: {error}", file=sys.stderr)
                codes.append(error.exit_code)
    return codes[0] if codes else 0


def _prepared(desk: Desk, interview: Interview) -> str:
    """Make one copy where it is missing and say how it stands then, with its size."""
    state = desk.playback.state(interview.id)
    if state is PlaybackState.TO_MAKE:
        desk.playback.prepare(interview.id, _Line(interview.study_id))
        return f"made ({len(desk.playback.sound(interview.id)) / 1e6:.1f} MB)"
    return _TOLD[state]


class _Line:
    """Progress in one line that renews itself on a terminal; nothing elsewhere."""

    def __init__(self, study_id: str) -> None:
        self._study_id = study_id
        self._terminal = sys.stderr.isatty()

    def __call__(self, done_ms: int, total_ms: int) -> None:
        if self._terminal:
            print(f"\r\033[K{self._study_id}: {done_ms / total_ms:.0%}", end="", file=sys.stderr, flush=True)
            if done_ms >= total_ms:
                print("\r\033[K", end="", file=sys.stderr, flush=True)
