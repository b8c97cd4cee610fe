"""Put bleeped recordings into an export: searched, hashed and copied block by block, however long they are."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from transcribe_desk.export.leak_scan import LeakScan
from transcribe_desk.export.manifest import ManifestFile
from transcribe_desk.export.sound_parts import sound_parts
from transcribe_desk.privacy.gate import ReleasedTranscript
from transcribe_desk.study.errors import GateRefusedError

AUDIO_TARGET = "audio"
_BLOCK_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Sounds:
    """Where the finished recordings come from.

    ``suffix`` ends their names, ``words`` say what they are. ``opened`` gives one, seekable, for a released interview,
    or raises GateRefusedError.
    """

    suffix: str
    words: str
    opened: Callable[[ReleasedTranscript], AbstractContextManager[IO[bytes]]]

    def path(self, released: ReleasedTranscript) -> str:
        """Give the place of an interview's recording in an export."""
        return f"{AUDIO_TARGET}/{released.transcript.study_id}{self.suffix}"


def write_sound(released: ReleasedTranscript, sounds: Sounds, aside: Path | None) -> ManifestFile:
    """Write one recording into the folder aside, if there is one, and describe it.

    Raises GateRefusedError for a draft, whatever the recording, and where a file holds more than sound or a name.
    """
    study_id = released.transcript.study_id
    if released.draft:
        raise GateRefusedError(
            f"Interview {study_id}", "A recording never leaves as a draft.", "Review the interview and sign it off."
        )
    path = sounds.path(released)
    with sounds.opened(released) as source:
        LeakScan(released).check_parts(path, sound_parts(sounds.suffix, source))
        source.seek(0)
        digest, size = hashlib.sha256(), 0
        for block in _copied(source, aside and aside / path):
            digest.update(block)
            size += len(block)
    return ManifestFile(path, study_id, digest.hexdigest(), size, draft=False, style=sounds.words)


def _copied(source: IO[bytes], place: Path | None) -> Iterator[bytes]:
    """Give each block of a file, written to a new place if there is one; the disk has it at the end."""
    if place is None:
        while block := source.read(_BLOCK_BYTES):
            yield block
        return
    place.parent.mkdir(parents=True, exist_ok=True)
    with place.open("xb") as file:
        while block := source.read(_BLOCK_BYTES):
            file.write(block)
            yield block
        file.flush()
        os.fsync(file.fileno())
