"""Have written consultations read aloud by two of flite's voices: speech that nothing was tuned on.

The texts are the transcripts of real talk, with its “um” and its unfinished sentences, of the shared data's
primock57, in the order of the file; the doctor and the patient have a voice each. flite is a speech synthesiser of
Debian (``apt-get install flite``).
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import wave
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from tests.benchmarks.recordings import SHARED, Recording, Spoken

_TEXTS = SHARED.parent / "deid" / "primock57" / "docs.jsonl"
_VOICES = {"Doctor": "slt", "Patient": "awb"}
_RATE = 16_000
_PAUSE = bytes(2 * _RATE * 3 // 10)  # between two turns, beside the silence that flite ends with
_NOTE = re.compile(r"\[[^\]]*\]|<[^>]*>")  # “[inaudible]”


def read_aloud(folder: Path, minutes: int) -> Recording | None:
    """Write a 16 kHz mono wav of about ``minutes`` to ``folder``; None where flite or the texts are absent."""
    if shutil.which("flite") is None or not _TEXTS.exists():
        return None
    path, turns, length_ms = folder / f"read_aloud_{minutes}_min.wav", [], 0
    with wave.open(str(path), "wb") as target:
        target.setparams((1, 2, _RATE, 0, "NONE", "not compressed"))
        for speaker, text in _written():
            sound = _spoken(text, _VOICES[speaker])
            end_ms = length_ms + len(sound) * 1000 // (2 * _RATE)
            turns.append(Spoken(speaker, length_ms, end_ms, text))
            target.writeframes(sound + _PAUSE)
            length_ms = target.getnframes() * 1000 // _RATE
            if length_ms > minutes * 60_000:
                break
    return Recording(f"consultations read aloud, {minutes} min", path, length_ms / 1000, tuple(turns))


def _written() -> Iterator[tuple[str, str]]:
    """Give who speaks and what is said, turn by turn; what one says in several lines is one turn."""
    for line in _TEXTS.read_text(encoding="utf-8").splitlines():
        said = [words.partition(": ") for words in json.loads(line)["text"].splitlines()]
        lines = [(speaker, " ".join(_NOTE.sub(" ", words).replace("...", ", ").split())) for speaker, _, words in said]
        spoken = [(speaker, words) for speaker, words in lines if speaker in _VOICES and re.search(r"\w", words)]
        for speaker, same in groupby(spoken, key=itemgetter(0)):
            yield speaker, " ".join(words for _, words in same)


def _spoken(text: str, voice: str) -> bytes:
    """Give 16 kHz mono 16-bit samples."""
    command = ["flite", "-voice", voice, "-t", text, "-o", "/dev/stdout"]
    done = subprocess.run(command, capture_output=True, check=True, timeout=120)
    return done.stdout[44:]  # after the head of the wav file
