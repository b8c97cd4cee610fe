"""Open a recording of any kind, and say in plain words why one cannot be opened."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

import av
from av.audio.stream import AudioStream
from av.container import InputContainer
from av.packet import Packet

from transcribe_desk.audio.unreadable import (
    CHOOSE_RECORDING,
    CONVERT,
    COPY_AGAIN,
    refuse_encrypted,
    refuse_known,
    unopened,
)
from transcribe_desk.study.errors import RecordingError

_STUCK_AFTER = 200


@contextmanager
def opened(source: IO[bytes], name: str) -> Iterator[tuple[InputContainer, AudioStream]]:
    """Open the recording in ``source`` (seekable, binary) and give its container and its best sound stream.

    Pictures, tags and chapters are left alone. Raises RecordingError, naming ``name``, for a file that is empty, cut
    short, of an unknown kind or without sound.
    """
    if source.seek(0, os.SEEK_END) == 0:
        raise RecordingError(name, "It is empty (0 bytes).", COPY_AGAIN)
    refuse_known(source, name)
    source.seek(0)
    try:
        container = av.open(source, "r", metadata_errors="replace")
    except (av.FFmpegError, UnicodeError) as error:
        raise unopened(source, name) from error
    with container:
        yield container, _sound_stream(container, name)


def packets(container: InputContainer, stream: AudioStream, source: IO[bytes]) -> Iterator[Packet[AudioStream] | None]:
    """Give each packet of the stream in order, and None for each place where the container itself is damaged.

    FFmpeg finds the next sound packet by itself when it is asked again; asking ends when that leads nowhere.
    """
    place, stuck = -1, 0
    while stuck < _STUCK_AFTER:
        try:
            yield from container.demux(stream)
        except av.FFmpegError:
            stuck = stuck + 1 if source.tell() == place else 0
            place = source.tell()
            yield None
        else:
            return


def _sound_stream(container: InputContainer, name: str) -> AudioStream:
    stream = container.streams.best("audio")
    if not isinstance(stream, AudioStream):
        cause = "It has pictures but no sound." if container.streams.video else "There is no sound in it."
        raise RecordingError(name, cause, CHOOSE_RECORDING)
    if stream.codec_context is None:
        raise RecordingError(name, "Its sound is encrypted or in a form that cannot be read here.", CONVERT)
    refuse_encrypted(_tag(stream), name)
    return stream


def _tag(stream: AudioStream) -> str:
    """Give the four letters by which a container names the codec; a WAV's number for it is no letters."""
    try:
        return stream.codec_context.codec_tag
    except UnicodeDecodeError:
        return ""
