"""Start the worker of a coming phase with what is known already, and hand it the rest when that is known."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import nullcontext
from queue import Empty, SimpleQueue
from typing import BinaryIO

from transcribe_desk.jobs.protocol import Message
from transcribe_desk.jobs.runner import OnMessage, Stop, cancelled, run_worker

_POLL = 0.05


class WorkerAhead:
    """A worker that loads and prepares while the phase before its own is still running.

    It asks for the parts of its job that are not known yet (``Channel.ask``) and waits for ``give``. What it sends is
    kept until ``finish``. A thread of its own stays with it, because on Linux a worker dies with the thread that
    started it.
    """

    def __init__(
        self,
        phase: str,
        make_job: Callable[[], Message],
        cancel: Stop,
        source: BinaryIO | None = None,
    ) -> None:
        """Start the worker; ``make_job`` is called in its thread, as it may take a while, and ``source`` closed there.

        ``cancel`` ends it as it ends ``run_worker``, whether or not anybody waits for it.
        """
        self._phase = phase
        self._cancel = cancel
        self._ended = threading.Event()
        self._parts: SimpleQueue[tuple[Message, BinaryIO | None]] = SimpleQueue()
        self._frames: SimpleQueue[tuple[Message, bytes] | BaseException | None] = SimpleQueue()
        self._thread = threading.Thread(target=self._work, args=(make_job, source), name=f"{phase} ahead", daemon=True)
        self._thread.start()

    def give(self, part: Message, source: BinaryIO | None = None) -> None:
        """Hand over the next part of the job, and another ``source``; the worker gets them when it asks."""
        self._parts.put((part, source))

    def finish(self, on_message: OnMessage) -> None:
        """Pass on what the worker sends, in this thread and in order, until it is done; raise as ``run_worker`` does.

        Whatever happens, no process is left when this returns.
        """
        try:
            while (frame := self.next_frame()) is not None:
                on_message(*frame)
        finally:
            self.end()

    def next_frame(self) -> tuple[Message, bytes] | None:
        """Wait for the next that the worker sends, None at its end; raise as ``run_worker`` does."""
        frame = self._frames.get()
        if isinstance(frame, BaseException):
            raise frame
        return frame

    def end(self) -> None:
        """End the worker, if it still runs, and wait until it has."""
        self._ended.set()
        self._thread.join()

    def is_set(self) -> bool:
        """Tell whether the worker is to end: the work was cancelled, or nobody needs it any more."""
        return self._ended.is_set() or self._cancel.is_set()

    def _work(self, make_job: Callable[[], Message], source: BinaryIO | None) -> None:
        try:
            with source or nullcontext():
                run_worker(
                    self._phase,
                    make_job(),
                    lambda message, payload: self._frames.put((message, payload)),
                    source,
                    self,
                    answer=self._next_part,
                )
        except BaseException as error:
            self._frames.put(error)
        else:
            self._frames.put(None)

    def _next_part(self) -> tuple[Message, BinaryIO | None]:
        while not self.is_set():
            try:
                return self._parts.get(timeout=_POLL)
            except Empty:
                continue
        raise cancelled(self._phase)
