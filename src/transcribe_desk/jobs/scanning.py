"""Search the files of an export in a worker process, while this one makes the next."""

from __future__ import annotations

import contextlib
import io
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import astuple
from functools import partial
from typing import Any, BinaryIO, cast

from transcribe_desk.export.leak_scan import FinishedFile, Hit, Sought
from transcribe_desk.export.scanner import Scanner, scan_here
from transcribe_desk.jobs.ahead import WorkerAhead
from transcribe_desk.jobs.protocol import Message
from transcribe_desk.privacy.overrides import Leak
from transcribe_desk.study.errors import DeskError

# Fewer are written before the worker has started.
_WORTH_IT = 4


@contextlib.contextmanager
def scanner_for(interviews: int) -> Iterator[Scanner]:
    """Give who searches an export of so many interviews: a worker where that saves time, which ends with the block."""
    if interviews < _WORTH_IT or (os.cpu_count() or 1) < 2:
        yield scan_here
        return
    worker = _ScanWorker()
    try:
        yield worker
    finally:
        worker.end()


class _ScanWorker:
    """Hands lots of files to the worker in order; should it fail, this process searches what is left itself."""

    def __init__(self) -> None:
        self._worker: WorkerAhead | None = WorkerAhead("scan", dict, threading.Event())
        self._lots = 0
        self._found: list[tuple[Hit, ...]] = []

    def __call__(self, sought: Sought, files: Sequence[FinishedFile], /) -> Callable[[], tuple[Hit, ...]]:
        here = scan_here(sought, files)
        if self._worker is None:
            return here
        self._worker.give(_lot(sought, files), cast("BinaryIO", io.BytesIO(b"".join(_contents(files)))))
        self._lots += 1
        return partial(self._hits, self._lots, here)

    def end(self) -> None:
        if self._worker is not None:
            self._worker.end()

    def _hits(self, lot: int, here: Callable[[], tuple[Hit, ...]]) -> tuple[Hit, ...]:
        while self._worker is not None and len(self._found) < lot:
            try:
                frame = self._worker.next_frame()
            except DeskError:
                frame = None
            if frame is None:
                self.end()
                self._worker = None
            else:
                self._found.append(tuple(_hit(values) for values in frame[0]["hits"]))
        return self._found[lot - 1] if len(self._found) >= lot else here()


def _lot(sought: Sought, files: Sequence[FinishedFile]) -> Message:
    return {
        "originals": [astuple(original) for original in sought.originals],
        "let_stand": [astuple(leak) for leak in sought.let_stand],
        "files": [[file.path, len(file.content), len(file.boilerplate)] for file in files],
    }


def _contents(files: Sequence[FinishedFile]) -> Iterator[bytes]:
    for file in files:
        yield file.content
        yield file.boilerplate


def _hit(values: list[Any]) -> Hit:
    path, part, paragraph, original, problem, leak = values
    return Hit(path, part, paragraph, original, problem, leak and Leak(*leak))
