"""Hold what a person may choose about a recording that leaves, without loading what makes it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Mode(StrEnum):
    """What is heard in place of what was said."""

    TONE = "tone"
    SILENCE = "silence"


class AudioFormat(StrEnum):
    """A kind of sound file; the value is its suffix without the dot."""

    FLAC = "flac"
    WAV = "wav"
    MP3 = "mp3"
    M4A = "m4a"

    @property
    def lossless(self) -> bool:
        """Tell whether every sample comes out again as it went in."""
        return self in (AudioFormat.FLAC, AudioFormat.WAV)


@dataclass(frozen=True, slots=True)
class AudioChoice:
    """How recordings leave.

    ``listened`` says that a person heard every doubtful place and found the times of its words right: only the words
    are covered there then, not the places. ``verify`` transcribes each finished file and refuses it where a name that
    is replaced is heard again.
    """

    kind: AudioFormat = AudioFormat.FLAC
    mode: Mode = Mode.TONE
    listened: bool = False
    verify: bool = False


DEFAULT_AUDIO = AudioChoice()
