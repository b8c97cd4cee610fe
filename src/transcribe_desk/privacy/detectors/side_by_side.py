"""Let slow detectors read the same turns at the same time: one here, the others in a helper process."""

from __future__ import annotations

import json
import os
import signal
import sys
import threading
from collections.abc import Iterator, Sequence
from dataclasses import astuple
from itertools import pairwise
from multiprocessing.connection import Connection, Pipe
from queue import SimpleQueue
from typing import NoReturn

from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.mention import Finding

_WORTH_IT = 4_000  # characters; below it both are done before a helper has loaded its model

Found = list[tuple[int, Finding]]


class SideBySide:
    """Detectors as one; all but the first share a helper process where there are two cores and Linux to fork one.

    The helper inherits the shut network, is given text through a pipe only, and ends with this process. Where it cannot
    be had or dies, all run here, one after the other, with the same findings.
    """

    def __init__(self, here: Detector, *beside: Detector) -> None:
        """Take the detectors; none may have loaded its model yet."""
        self.parts = here, *beside
        self.name = "+".join(part.name for part in self.parts)
        self._here = here
        self._beside = beside
        self._helper: Connection | None = None
        self._answers: Connection | None = None
        self._pid = 0

    @property
    def version(self) -> str:
        """Give the versions of all."""
        return "+".join(part.version for part in self.parts)

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield what each finds, one detector after the other."""
        asked = self._ask(turns)
        yield from self._here.find(turns)
        answer = self._answer() if asked else None
        yield from _all(self._beside, turns) if answer is None else answer

    def _ask(self, turns: Sequence[TurnText]) -> bool:
        if self._helper is None and (not _can_help() or sum(len(turn.text) for turn in turns) < _WORTH_IT):
            return False
        try:
            if self._helper is None:
                self._start()
            assert self._helper is not None
            self._helper.send_bytes(json.dumps([[turn.id, turn.text] for turn in turns]).encode())
        except OSError:
            return self._give_up()
        return True

    def _answer(self) -> Found | None:
        assert self._answers is not None
        try:
            answer = json.loads(self._answers.recv_bytes())
        except (OSError, EOFError):
            self._give_up()
            return None
        return [(turn_id, Finding(*finding)) for turn_id, finding in answer]

    def _give_up(self) -> bool:
        for end in (self._helper, self._answers):
            if end is not None:
                end.close()
        self._helper = self._answers = None
        if self._pid:
            os.kill(self._pid, signal.SIGKILL)
            os.waitpid(self._pid, 0)
            self._pid = 0
        return False

    def _start(self) -> None:
        requests, self._helper = Pipe(duplex=False)
        self._answers, answers = Pipe(duplex=False)
        self._pid = os.fork()
        if self._pid == 0:
            _serve(self._beside, requests, answers)
        requests.close()
        answers.close()


def _can_help() -> bool:
    return sys.platform == "linux" and (os.cpu_count() or 1) > 1


def _all(detectors: Sequence[Detector], turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
    for detector in detectors:
        yield from detector.find(turns)


def _serve(detectors: Sequence[Detector], requests: Connection, answers: Connection) -> NoReturn:
    """Answer requests until the other end is gone; hold no other file of this process open, so that it can end."""
    try:
        _keep_only(requests.fileno(), answers.fileno())
        waiting: SimpleQueue[Sequence[TurnText]] = SimpleQueue()
        threading.Thread(target=_receive, args=(requests, waiting), daemon=True).start()
        while True:
            found = [[turn_id, astuple(finding)] for turn_id, finding in _all(detectors, waiting.get())]
            answers.send_bytes(json.dumps(found).encode())
    finally:
        os._exit(1)


def _receive(requests: Connection, waiting: SimpleQueue[Sequence[TurnText]]) -> None:
    """Hand on requests, and end this process, whatever it is doing, when the one that asks has ended."""
    try:
        while True:
            waiting.put([TurnText(*turn) for turn in json.loads(requests.recv_bytes())])
    finally:
        os._exit(0)


def _keep_only(*kept: int) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in range(3):
        os.dup2(nothing, standard)
    edges = sorted({2, *kept, os.sysconf("SC_OPEN_MAX")})
    for before, after in pairwise(edges):
        os.closerange(before + 1, after)
