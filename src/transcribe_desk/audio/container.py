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

from transcribe_desk.study.errors import RecordingError

_HEAD = 4096
_STUCK_AFTER = 200
_COPY_AGAIN = "Copy it again from the recorder or the phone."
_CONVERT = "Save it as WAV, MP3 or M4A with the program that came with the recorder."
_NOT_SOUND = "Choose the recording itself."
# Olympus and Philips dictation: DS2 has no free decoder; its encrypted form needs the recorder's own software.
_KINDS = (
    (b"\x03ds2", "It is in the dictation format DS2, which cannot be read here.", _CONVERT),
    (b"\x03enc", "It is an encrypted dictation (DS2).", _CONVERT),
    (b"PK\x03\x04", "It is a ZIP archive or an office document, not sound.", _NOT_SOUND),
    (b"%PDF", "It is a PDF document, not sound.", _NOT_SOUND),
    (b"\xff\xd8\xff", "It is a picture, not sound.", _NOT_SOUND),
    (b"\x89PNG", "It is a picture, not sound.", _NOT_SOUND),
)


@contextmanager
def opened(source: IO[bytes], name: str) -> Iterator[tuple[InputContainer, AudioStream]]:
    """Open the recording in ``source`` (seekable, binary) and give its container and its best sound stream.

    Pictures, tags and chapters are left alone. Raises RecordingError, naming ``name``, for a file that is empty, cut
    short, of an unknown kind or without sound.
    """
    if source.seek(0, os.SEEK_END) == 0:
        raise RecordingError(name, "It is empty (0 bytes).", _COPY_AGAIN)
    source.seek(0)
    try:
        container = av.open(source, "r", metadata_errors="replace")
    except (av.FFmpegError, UnicodeError) as error:
        raise _refusal(source, name) from error
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
        raise RecordingError(name, cause, _NOT_SOUND)
    if stream.codec_context is None:
        raise RecordingError(name, "Its sound is encrypted or in a form that cannot be read here.", _CONVERT)
    return stream


def no_sound(name: str) -> RecordingError:
    """Give the error for a recording that opens but of which nothing can be heard."""
    return RecordingError(
        name, "No sound can be read from it: it is damaged, protected or was never filled.", _COPY_AGAIN
    )


def _refusal(source: IO[bytes], name: str) -> RecordingError:
    """Guess from its first bytes why a file cannot be opened."""
    source.seek(0)
    head = source.read(_HEAD)
    for beginning, cause, remedy in _KINDS:
        if head.startswith(beginning):
            return RecordingError(name, cause, remedy)
    if head[4:8] == b"ftyp":
        return RecordingError(
            name, "It is cut short: the part of the file that says where its sound lies is missing.", _COPY_AGAIN
        )
    if _is_text(head):
        return RecordingError(name, "It is text, not sound, whatever its name says.", _NOT_SOUND)
    return RecordingError(name, "It is no kind of sound file known here, or its beginning is damaged.", _COPY_AGAIN)


def _is_text(head: bytes) -> bool:
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    text = head.decode("utf-8", errors="ignore")
    # A character cut in two at the end of the head is no sign against text.
    return len(head) - len(text.encode()) < 4 and all(
        character.isprintable() or character.isspace() for character in text
    )
