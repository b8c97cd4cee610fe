"""Start a worker process for one phase, answer its reads, pass on its messages, and end it when asked."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import IO, Protocol

from transcribe_desk.jobs.protocol import Message, error_from_message, read_frame, write_frame
from transcribe_desk.study.errors import CancelledError, WorkerError

OnMessage = Callable[[Message, bytes], None]
# The next part of a job, and the file to read from now on where it is another.
Answer = Callable[[], tuple[Message, IO[bytes] | None]]


class Stop(Protocol):
    """Says whether the work is to end; a ``threading.Event`` is one."""

    def is_set(self) -> bool:
        """Tell whether it is."""
        ...


_POLL = 0.05
# The largest models hear a slice of three minutes on a slow processor in less, without a word in between.
_PATIENCE = 3600.0
_EXIT_PATIENCE = 5.0
_STDERR_CHUNK = 4096
_STDERR_CHUNKS_KEPT = 8
_SIGKILL = 9
_OUT_OF_MEMORY = (b"bad_alloc", b"MemoryError", b"Cannot allocate memory")


def worker_command() -> list[str]:
    """Give the command that starts a worker, from a checkout, an installed package or a frozen bundle."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--engine"]
    # -P: a file called json.py in the folder somebody works in must not be imported.
    return [sys.executable, "-P", "-m", "transcribe_desk.jobs.worker"]


def run_worker(
    phase: str,
    job: Message,
    on_message: OnMessage,
    source: IO[bytes] | None = None,
    cancel: Stop | None = None,
    *,
    answer: Answer | None = None,
    command: Sequence[str] | None = None,
    patience: float = _PATIENCE,
) -> None:
    """Run one phase to its end; ``on_message`` is called in this thread with each message and its bytes, in order.

    ``source`` is the seekable file that the worker may read through the pipe, in this thread too. Setting ``cancel``
    ends the process at once, in native code too. ``answer`` gives the next part of the job when the worker asks for it,
    and may wait. A worker that sends nothing for ``patience`` seconds, while the computer is awake, is ended. Whatever
    happens, no process is left when this returns. ``command`` starts another program that speaks the same protocol.

    Raises CancelledError when cancelled, WorkerError when the process fails or dies, the DeskError that the worker
    reports, and whatever ``on_message`` or ``source`` raises.
    """
    if cancel is not None and cancel.is_set():
        raise cancelled(phase)
    watch = _Watch(patience)
    with _worker(phase, command or worker_command()) as (process, stderr_tail), _ended_by(cancel, watch, process):
        finished = _converse(process, {**job, "phase": phase}, on_message, source, answer, watch)
        code = _exit_code(process)
    if finished:
        return
    if cancel is not None and cancel.is_set():
        raise cancelled(phase)
    if watch.over:
        raise WorkerError(
            f"The step “{phase}”",
            f"It gave no sign of life for {patience / 60:.0f} minutes and was ended.",
            "Start the interview again; what is finished is kept. If it comes back, restart the computer.",
        )
    raise _died(phase, code, stderr_tail())


def _converse(
    process: subprocess.Popen[bytes],
    job: Message,
    on_message: OnMessage,
    source: IO[bytes] | None,
    answer: Answer | None,
    watch: _Watch,
) -> bool:
    """Hand over the job and pass messages on until the worker says it is done; False when it ended without."""
    assert process.stdout is not None
    if not _tell(process, {**job, "source_size": _size(source)}):
        return False
    while (frame := _next_frame(process.stdout, job["phase"], watch)) is not None:
        message, payload = frame
        kind = message.get("type")
        if kind == "done":
            return True
        if kind == "error":
            raise error_from_message(message)
        if kind == "read" and source is not None:
            if not _tell(process, {"type": "blob"}, _read_at(source, message["offset"], message["size"])):
                return False
        elif kind == "ask" and answer is not None:
            part, opened = answer()
            source = opened or source
            if not _tell(process, {**part, "source_size": _size(source)}):
                return False
        else:
            on_message(message, payload)
    return False


def _size(source: IO[bytes] | None) -> int:
    return source.seek(0, os.SEEK_END) if source else 0


def _tell(process: subprocess.Popen[bytes], message: Message, payload: bytes = b"") -> bool:
    """Send a frame to the worker; False when it is gone."""
    assert process.stdin is not None
    try:
        write_frame(process.stdin, message, payload)
    except OSError:  # EPIPE; EINVAL on Windows
        return False
    return True


def _next_frame(stdout: IO[bytes], phase: str, watch: _Watch) -> tuple[Message, bytes] | None:
    try:
        with watch:
            return read_frame(stdout)
    except ValueError as error:
        raise WorkerError(
            f"The step “{phase}”", "It answered with something that is no message.", "Install the program again."
        ) from error


def _read_at(source: IO[bytes], offset: int, size: int) -> bytes:
    """Read ``size`` bytes at ``offset``, fewer only where the file ends."""
    source.seek(offset)
    parts = []
    while size > 0 and (part := source.read(size)):
        parts.append(part)
        size -= len(part)
    return b"".join(parts)


@contextmanager
def _worker(phase: str, command: Sequence[str]) -> Iterator[tuple[subprocess.Popen[bytes], Callable[[], bytes]]]:
    """Start the process, keep the end of what it writes to standard error, and leave nothing of it behind.

    On Linux a worker dies with the thread that started it: the calling thread stays here until the worker has ended.
    """
    try:
        process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env=_environment(),
            # Ctrl-C in a terminal reaches the program alone, which then ends its worker.
            process_group=None if sys.platform == "win32" else 0,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
    except OSError as error:
        raise WorkerError(
            f"The step “{phase}”",
            f"It could not be started ({type(error).__name__}).",
            "Restart the computer and try again.",
        ) from error
    tail: deque[bytes] = deque(maxlen=_STDERR_CHUNKS_KEPT)
    drain = threading.Thread(target=_drain, args=(process.stderr, tail), name="worker-stderr", daemon=True)
    drain.start()

    def stderr_tail() -> bytes:
        drain.join(1)
        return b"".join(tail)

    try:
        yield process, stderr_tail
    finally:
        process.kill()
        process.wait()
        drain.join(1)
        for pipe in (process.stdin, process.stdout, process.stderr):
            assert pipe is not None
            with suppress(OSError):  # what could not be sent to a dead worker is flushed in vain
                pipe.close()


def _drain(stderr: IO[bytes], tail: deque[bytes]) -> None:
    while chunk := os.read(stderr.fileno(), _STDERR_CHUNK):
        tail.append(chunk)


class _Watch:
    """Counts how long a worker has been waited for; entered for each wait, and asked at every poll.

    Polls are counted, not a clock, which on some systems goes on while the computer sleeps.
    """

    def __init__(self, patience: float) -> None:
        self._most = patience / _POLL
        self._polls: int | None = None
        self.over = False

    def __enter__(self) -> None:
        self._polls = 0

    def __exit__(self, *_: object) -> None:
        self._polls = None

    def poll(self) -> bool:
        """Count one poll; tell whether the worker has been waited for too long."""
        polls = self._polls
        if polls is not None:
            self._polls = polls + 1
            self.over = polls >= self._most
        return self.over


@contextmanager
def _ended_by(cancel: Stop | None, watch: _Watch, process: subprocess.Popen[bytes]) -> Iterator[None]:
    """Kill the process as soon as ``cancel`` or the watch says so, so that this thread's reads and writes end."""
    over = threading.Event()

    def end_it() -> None:
        while not over.wait(_POLL):
            if watch.poll() or (cancel is not None and cancel.is_set()):
                process.kill()
                return

    watcher = threading.Thread(target=end_it, name="worker-watch", daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


def _exit_code(process: subprocess.Popen[bytes]) -> int | None:
    try:
        return process.wait(_EXIT_PATIENCE)
    except subprocess.TimeoutExpired:
        return None


def _environment() -> dict[str, str]:
    """Give a worker this process's environment without anything that could open a study."""
    return {name: value for name, value in os.environ.items() if "PASSPHRASE" not in name.upper()}


def cancelled(phase: str) -> CancelledError:
    """Give the error of a step that somebody cancelled."""
    return CancelledError(
        f"The step “{phase}”", "It was cancelled.", "Start it again when you like; what is finished is kept."
    )


def _died(phase: str, code: int | None, stderr_tail: bytes) -> WorkerError:
    """Say how a worker ended that did not report; its own words are searched for known causes, never shown."""
    again = "Start the interview again; what is finished is kept."
    if code == -_SIGKILL or any(word in stderr_tail for word in _OUT_OF_MEMORY):
        cause = "It was ended from outside, most often because memory ran out."
        again += " Close other programs if it comes back."
    elif code is None or code >= 0:
        cause = f"It ended before its work was done (exit code {code})."
    else:
        cause = f"It crashed ({_signal_name(-code)})."
    return WorkerError(f"The step “{phase}”", cause, again)


def _signal_name(number: int) -> str:
    try:
        return signal.Signals(number).name
    except ValueError:
        return f"signal {number}"
