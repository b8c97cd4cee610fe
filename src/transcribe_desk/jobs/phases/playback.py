"""Make of an original recording the small copy that is listened to, and the outline that is drawn of it."""

from __future__ import annotations

import io
from typing import IO, TYPE_CHECKING, cast

import numpy as np
from numpy.typing import NDArray

from transcribe_desk.audio.decode import BYTES_PER_MS, Decoder
from transcribe_desk.audio.peaks import PeakMeter
from transcribe_desk.audio.playback_copy import PlaybackCopy
from transcribe_desk.jobs.protocol import Channel, Message

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_FULL_SCALE = 32_767


def run(job: Message, channel: Channel) -> None:
    """Send the playback copy of the recording in ``channel.source``; nothing is written to disk.

    Job: ``name`` for errors, ``gain_db`` by how much a quiet recording is raised, as it was for recognition. Sends the
    Ogg/Opus file as ``copy`` messages in order, progress, and at the end ``peaks`` with their bytes. Every moment has
    the time that it has in the transcript. Memory stays flat. Raises RecordingError.
    """
    decoder = Decoder(cast("IO[bytes]", channel.source), str(job["name"]))
    gain = 10 ** (float(job["gain_db"]) / 20)
    meter = PeakMeter()
    copy = PlaybackCopy(cast("IO[bytes]", _Sink(channel)))
    done = 0
    for block in decoder.blocks():
        samples = _raised(np.frombuffer(block, dtype="<i2").astype(np.int16, copy=False), gain)
        meter.add(samples)
        copy.write(samples)
        done += len(block)
        channel.progress(done // BYTES_PER_MS, max(decoder.facts.duration_ms or 0, done // BYTES_PER_MS + 1))
    copy.finish()
    channel.progress(done // BYTES_PER_MS, done // BYTES_PER_MS)
    channel.send({"type": "peaks"}, meter.peaks().to_bytes())


class _Sink(io.RawIOBase):
    """A file to write only, each piece of which goes to the program."""

    def __init__(self, channel: Channel) -> None:
        super().__init__()
        self._channel = channel

    def writable(self) -> bool:
        """Say that this can be written."""
        return True

    def write(self, data: ReadableBuffer, /) -> int:
        """Send the bytes and give their count."""
        payload = bytes(data)
        self._channel.send({"type": "copy"}, payload)
        return len(payload)


def _raised(samples: NDArray[np.int16], gain: float) -> NDArray[np.int16]:
    if gain == 1:
        return samples
    louder: NDArray[np.int16] = np.clip(np.rint(samples * np.float32(gain)), -_FULL_SCALE, _FULL_SCALE).astype(np.int16)
    return louder
