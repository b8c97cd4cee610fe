"""Speak the frames that pass between the program and a worker process: one JSON line, then the bytes it announces."""

from __future__ import annotations

import io
import json
import os
import threading
import time
from collections.abc import Callable
from queue import SimpleQueue
from typing import IO, TYPE_CHECKING, Any

from transcribe_desk.study import errors

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

Message = dict[str, Any]

READ_AHEAD = 1 << 20
_LARGEST_READ = 4 << 20
_PROGRESS_INTERVAL = 0.2


def write_frame(stream: IO[bytes], message: Message, payload: bytes | memoryview = b"") -> None:
    """Write one message and its payload, and flush; only a payload sets the key ``bytes``."""
    head = {**message, "bytes": len(payload)} if payload else message
    stream.write(json.dumps(head, separators=(",", ":")).encode() + b"\n")
    if payload:
        stream.write(payload)
    stream.flush()


def read_frame(stream: IO[bytes]) -> tuple[Message, bytes] | None:
    """Read one message and its payload, or None when the other side is gone, in the middle of a frame too.

    Raises ValueError when the line is not a JSON object.
    """
    line = stream.readline()
    if not line.endswith(b"\n"):
        return None
    message = json.loads(line)
    if not isinstance(message, dict):
        raise ValueError("a frame is a JSON object")
    size = int(message.get("bytes", 0))
    payload = stream.read(size) if size else b""
    return (message, payload) if len(payload) == size else None


def error_to_message(error: errors.DeskError) -> Message:
    """Give the message that reports an error a person can act on."""
    return {
        "type": "error",
        "error": type(error).__name__,
        "thing": error.thing,
        "cause": error.cause,
        "remedy": error.remedy,
    }


def error_from_message(message: Message) -> errors.DeskError:
    """Give back the error that ``error_to_message`` wrote; a kind unknown here becomes a WorkerError."""
    kind = getattr(errors, str(message.get("error")), None)
    if not (isinstance(kind, type) and issubclass(kind, errors.DeskError)):
        kind = errors.WorkerError
    return kind(str(message["thing"]), str(message["cause"]), str(message["remedy"]))


class RemoteFile(io.RawIOBase):
    """A seekable, read-only view of a file that only the program can open; reads ask for a block over the pipe.

    A read gives all that was asked for unless the file ends, so ``read(n)`` needs no loop around it. One block of
    1 MiB is kept, which makes many small reads in a row cheap and memory flat.
    """

    def __init__(self, size: int, fetch: Callable[[int, int], bytes]) -> None:
        super().__init__()
        self._size = size
        self._fetch = fetch
        self._position = 0
        self._block = b""
        self._block_start = 0

    def readable(self) -> bool:
        """Say that this can be read."""
        return True

    def seekable(self) -> bool:
        """Say that this can be read from any place."""
        return True

    def tell(self) -> int:
        """Give the place of the next read, in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move the place of the next read; raises ValueError before the beginning."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        if base + offset < 0:
            raise ValueError("no place before the beginning of a file")
        self._position = base + offset
        return self._position

    def readinto(self, buffer: WriteableBuffer, /) -> int:
        """Fill the buffer from the present place; gives how many bytes there were."""
        view = memoryview(buffer).cast("B")
        done = 0
        while done < len(view) and self._position < self._size:
            chunk = self._at_position(len(view) - done)
            view[done : done + len(chunk)] = chunk
            done += len(chunk)
            self._position += len(chunk)
        return done

    def _at_position(self, wanted: int) -> memoryview:
        """Give at least one and at most ``wanted`` bytes from the present place."""
        inside = self._position - self._block_start
        if not 0 <= inside < len(self._block):
            size = min(max(wanted, READ_AHEAD), _LARGEST_READ, self._size - self._position)
            self._block = self._fetch(self._position, size)
            self._block_start = self._position
            inside = 0
            if not self._block:
                raise OSError("the recording ended before its stated size")
        return memoryview(self._block)[inside : inside + wanted]


class Channel:
    """A worker's end of the pipes: sends messages from any thread and reads the source file of its job."""

    def __init__(self, out: IO[bytes], source_size: int, answers: SimpleQueue[tuple[Message, bytes]]) -> None:
        self._out = out
        self._lock = threading.Lock()
        self._answers = answers
        self._next_progress = 0.0
        self.source: io.RawIOBase = RemoteFile(source_size, self._block)

    def send(self, message: Message, payload: bytes | memoryview = b"") -> None:
        """Send one message, with bytes when there are any; waits while the program is behind."""
        with self._lock:
            write_frame(self._out, message, payload)

    def progress(self, done_ms: int, total_ms: int) -> None:
        """Report how far the work is, in milliseconds of sound; drops reports past five a second, never the last."""
        now = time.monotonic()
        if now >= self._next_progress or done_ms >= total_ms:
            self._next_progress = now + _PROGRESS_INTERVAL
            self.send({"type": "progress", "done_ms": done_ms, "total_ms": total_ms})

    def ask(self) -> Message:
        """Give the next part of the job, where it was not all known when this process was started; waits for it.

        ``source`` may be another file after that.
        """
        self.send({"type": "ask"})
        part = self._answers.get()[0]
        self.source = RemoteFile(part["source_size"], self._block)
        return part

    def _block(self, offset: int, size: int) -> bytes:
        self.send({"type": "read", "offset": offset, "size": size})
        return self._answers.get()[1]
