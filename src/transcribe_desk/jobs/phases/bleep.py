"""Cover what must not be heard in an original recording, and encode the rest as a file without tags."""

from __future__ import annotations

import io
import os
from collections.abc import Callable
from typing import IO, TYPE_CHECKING, cast

from transcribe_desk.audio.bleep import Bleeper
from transcribe_desk.audio.choice import AudioFormat, Mode
from transcribe_desk.audio.decode import Decoder
from transcribe_desk.audio.encode import MOST_CHANNELS, Encoder, usual_layout
from transcribe_desk.jobs.protocol import Channel, Message
from transcribe_desk.study.errors import RecordingError

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_HEAD_BYTES = 1 << 16
_BLOCK_BYTES = 1 << 20


def run(job: Message, channel: Channel) -> None:
    """Bleep the recording in ``channel.source`` and send the finished file; nothing is written to disk.

    Job: ``name`` for errors, ``spans`` in milliseconds, ``mode``, ``format``. Sends the file as ``body`` messages in
    order and, last, ``head``, which stands before them: encoders write sizes there only when they know them. Then
    ``bleeped`` with rate, channels and samples. Memory stays flat. Raises RecordingError.
    """
    source = cast("IO[bytes]", channel.source)
    name = str(job["name"])
    decoder = Decoder(source, name)
    rate, channels = decoder.facts.sample_rate, 0
    bleeper = Bleeper(((start, end) for start, end in job["spans"]), rate, Mode(job["mode"]))
    sink = HeadLast(lambda payload: channel.send({"type": "body"}, payload))
    total_ms = decoder.facts.duration_ms or 0
    encoder: Encoder | None = None
    done = 0
    for piece in decoder.own_sound():
        if encoder is None:
            channels = piece.shape[1]
            if channels > MOST_CHANNELS:
                raise RecordingError(name, f"It has {channels} channels.", "Mix it down to stereo and import that.")
            encoder = Encoder(cast("IO[bytes]", sink), AudioFormat(job["format"]), rate, usual_layout(channels))
        encoder.write(bleeper.cover(piece))
        done += len(piece)
        channel.progress(done * 1000 // rate, max(total_ms, done * 1000 // rate + 1))
    assert encoder is not None, "a recording without sound is refused"
    encoder.finish()
    channel.send({"type": "head"}, sink.finish())
    channel.send({"type": "bleeped", "sample_rate": rate, "channels": channels, "samples": done})


class HeadLast(io.RawIOBase):
    """A file to write and seek in that gives out its bytes in order, but its first 64 KiB only at the end.

    Only within those can anything be written anew; raises OSError elsewhere.
    """

    def __init__(self, send: Callable[[bytes], None]) -> None:
        super().__init__()
        self._send = send
        self._head = bytearray()
        self._waiting = bytearray()
        self._position = self._end = 0

    def writable(self) -> bool:
        """Say that this can be written."""
        return True

    def seekable(self) -> bool:
        """Say that the place to write can be chosen."""
        return True

    def tell(self) -> int:
        """Give the place of the next byte."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        """Move to a place and give it."""
        base = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._end}[whence]
        self._position = base + offset
        return self._position

    def write(self, data: ReadableBuffer, /) -> int:
        """Put bytes at the present place, over what is there or behind all that is."""
        view = memoryview(data).cast("B")
        inside = view[: max(0, _HEAD_BYTES - self._position)]
        behind = view[len(inside) :]
        if self._position > self._end or (behind and self._position + len(inside) < self._end):
            raise OSError("only the beginning of the file can be written anew")
        self._head[self._position : self._position + len(inside)] = inside
        self._waiting += behind
        self._position += len(view)
        self._end = max(self._end, self._position)
        if len(self._waiting) >= _BLOCK_BYTES:
            self._give()
        return len(view)

    def finish(self) -> bytes:
        """Give out what waits, and give the head."""
        self._give()
        return bytes(self._head)

    def _give(self) -> None:
        if self._waiting:
            self._send(bytes(self._waiting))
            self._waiting.clear()
