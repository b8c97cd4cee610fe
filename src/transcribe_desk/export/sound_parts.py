"""Read all of a sound file but its sound: a part that is not needed to play it is a place where a name can hide."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import IO

from transcribe_desk.export.passages import Found, Kind, Passage, Unreadable

_TAGS = "it holds tags"
_MORE = "it holds more than sound"
_BROKEN = "it is not a whole sound file"

# FLAC metadata blocks (RFC 9639, 8): stream information, padding, seek table, Vorbis comment.
_FLAC_STREAM, _FLAC_PADDING, _FLAC_SEEK, _FLAC_COMMENT = 0, 1, 3, 4
_FLAC_SYNC = b"\xff\xf8", b"\xff\xf9"
# Marks of tags that are put behind a file's end: ID3v1, ID3v2 footer, APE.
_BEHIND = ((128, b"TAG"), (10, b"3DI"), (32, b"APETAGEX"))

# MPEG audio layer III (ISO/IEC 11172-3, 2.4.2.3; 13818-3): kbit/s by version, Hz by version.
_MP3_BITS = {
    3: (0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320),
    2: (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160),
}
_MP3_RATES = {3: (44100, 48000, 32000), 2: (22050, 24000, 16000), 0: (11025, 12000, 8000)}
_MP3_INFO = 256  # the first frame may hold no sound but an index, and the name of the program that wrote it
_MP3_INDEX = 120  # mark, flags, frames, bytes, 100 places, quality

# ISO/IEC 14496-12: boxes that hold boxes, boxes that hold numbers; at which byte of a box's content its times stand.
_BOXES = frozenset({b"moov", b"trak", b"edts", b"mdia", b"minf", b"dinf", b"stbl"})
_NUMBERS = frozenset({b"elst", b"smhd", b"stsd", b"stts", b"stsc", b"stsz", b"stco", b"co64", b"sgpd", b"sbgp"})
_TIMED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
_NO_FILE_ELSEWHERE = bytes(7) + b"\x01" + b"\x00\x00\x00\x0curl \x00\x00\x00\x01"
_EMPTY_TAGS = (
    b"\x00\x00\x00\x35meta" + bytes(4) + b"\x00\x00\x00\x21hdlr" + bytes(8) + b"mdirappl" + bytes(9)
    + b"\x00\x00\x00\x08ilst"
)  # fmt: skip
_LARGEST_NUMBERS = 64 << 20


def sound_parts(suffix: str, source: IO[bytes]) -> Iterator[Found]:
    """Give each text of a seekable sound file with one of ``SOUND_SUFFIXES``, and each part with no business in one.

    Tags, pictures, times, comments, unknown parts and bytes after the end make the file unreadable: it must hold what
    playing needs and nothing else. The sound itself is passed over, so memory stays flat.
    """
    size = source.seek(0, os.SEEK_END)
    for back, mark in _BEHIND:
        source.seek(max(0, size - back))
        if source.read(len(mark)) == mark:
            yield Unreadable(1, _TAGS)
    source.seek(0)
    try:
        yield from _READERS[suffix](source, size)
    except (EOFError, IndexError, ValueError):
        yield Unreadable(1, _BROKEN)


def _flac(source: IO[bytes], size: int) -> Iterator[Found]:
    if _read(source, 4) != b"fLaC":
        raise ValueError
    last = False
    while not last:
        head = _read(source, 4)
        last, kind = bool(head[0] & 0x80), head[0] & 0x7F
        content = _read(source, int.from_bytes(head[1:]))
        if kind == _FLAC_COMMENT:
            length = int.from_bytes(content[:4], "little")
            yield _text(content[4 : 4 + length])
            if content[4 + length :] != bytes(4):
                yield _text(content[4 + length :])
                yield Unreadable(1, _TAGS)
        elif kind == _FLAC_PADDING:
            if content.strip(b"\0"):
                yield Unreadable(1, _MORE)
        elif kind not in (_FLAC_STREAM, _FLAC_SEEK):
            yield Unreadable(1, _MORE)
    if source.tell() < size and _read(source, 2) not in _FLAC_SYNC:
        raise ValueError


def _wav(source: IO[bytes], size: int) -> Iterator[Found]:
    start = _read(source, 12)
    if start[:4] not in (b"RIFF", b"RF64") or start[8:] != b"WAVE":
        raise ValueError
    large = 0
    while source.tell() < size:
        head = _read(source, 8)
        name, length = head[:4], int.from_bytes(head[4:], "little")
        if name == b"data":
            length = large or length
            if source.tell() + length + length % 2 not in (size, size + length % 2):
                raise ValueError
            source.seek(0, os.SEEK_END)
            continue
        content = _read(source, length + length % 2)
        if name == b"ds64":
            large = int.from_bytes(content[8:16], "little")
        elif name == b"LIST":
            yield _text(content)
            yield Unreadable(1, _TAGS)
        elif not (name == b"fmt " or (name == b"JUNK" and not content.strip(b"\0"))):
            yield Unreadable(1, _MORE)


def _mp3(source: IO[bytes], size: int) -> Iterator[Found]:
    """Go from frame to frame: between them there is nothing."""
    if size == 0:
        raise EOFError
    place = 0
    while place < size:
        source.seek(place)
        head = _read(source, 4)
        length = _mp3_frame(head)
        if not length:
            yield Unreadable(1, _TAGS if head[:3] == b"ID3" else _MORE)
            return
        if place == 0:
            yield _text(_without_index(_read(source, min(length - 4, _MP3_INFO))))
        place += length
    if place > size:
        raise ValueError


def _mp3_frame(head: bytes) -> int:
    """Give the bytes of a layer III frame from its first four, or 0 where they are none."""
    version, layer = head[1] >> 3 & 3, head[1] >> 1 & 3
    bits, rate = head[2] >> 4, head[2] >> 2 & 3
    if head[0] != 0xFF or head[1] >> 5 != 7 or version == 1 or layer != 1 or bits in (0, 15) or rate == 3:
        return 0
    samples = 144 if version == 3 else 72
    return samples * 1000 * _MP3_BITS[3 if version == 3 else 2][bits] // _MP3_RATES[version][rate] + (head[2] >> 1 & 1)


def _without_index(content: bytes) -> bytes:
    """Give the beginning of an MP3 without its index of places, whose numbers read as text would be chance words."""
    at = max(content.find(mark) for mark in (b"Xing", b"Info"))
    return content if at < 0 else content[:at] + content[at + _MP3_INDEX :]


def _m4a(source: IO[bytes], size: int) -> Iterator[Found]:
    if _read(source, 8)[4:] != b"ftyp":
        raise ValueError
    source.seek(0)
    yield from _boxes(source, size)


def _boxes(source: IO[bytes], size: int) -> Iterator[Found]:
    while source.tell() < size:
        start = source.tell()
        head = _read(source, 8)
        length, name = int.from_bytes(head[:4]), head[4:]
        if length == 1:
            length = int.from_bytes(_read(source, 8))
        if start + length > size or start + length < source.tell():
            raise ValueError
        if name in _BOXES:
            yield from _boxes(source, start + length)
        elif name != b"mdat":
            yield from _box(name, _read(source, min(start + length - source.tell(), _LARGEST_NUMBERS)))
        source.seek(start + length)


def _box(name: bytes, content: bytes) -> Iterator[Found]:
    if name == b"hdlr":
        yield _text(content[24:])
    elif name == b"ftyp":
        yield _text(content)
    elif name in _TIMED:
        if content[0] > 1 or content[4 : 4 + (8, 16)[content[0]]].strip(b"\0"):
            yield Unreadable(1, "it says when it was made")
    elif name == b"udta":
        if content != _EMPTY_TAGS:
            yield _text(content)
            yield Unreadable(1, _TAGS)
    elif name == b"free":
        if content.strip(b"\0"):
            yield Unreadable(1, _MORE)
    elif name not in _NUMBERS and (name, content) != (b"dref", _NO_FILE_ELSEWHERE):
        yield Unreadable(1, _MORE)


def _read(source: IO[bytes], size: int) -> bytes:
    content = source.read(size)
    if len(content) < size:
        raise EOFError
    return content


def _text(content: bytes) -> Passage:
    return Passage(Kind.RAW, content.decode("latin-1").replace("\0", " "))


_READERS: dict[str, Callable[[IO[bytes], int], Iterator[Found]]] = {
    ".flac": _flac,
    ".wav": _wav,
    ".mp3": _mp3,
    ".m4a": _m4a,
}
SOUND_SUFFIXES = frozenset(_READERS)
