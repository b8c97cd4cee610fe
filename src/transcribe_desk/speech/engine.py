"""Name what every speech engine does: samples in, segments of timed words out."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from transcribe_desk.speech.pcm import Samples
from transcribe_desk.study.transcript import Segment


class SpeechEngine(Protocol):
    """Turns sound into words; the same samples and settings give the same segments, whatever came before."""

    def transcribe(self, samples: Samples, *, prompt: str, language: str | None, beam: int) -> Iterator[Segment]:
        """Give the segments of ``samples`` (16 kHz, -1 to 1, shape (n,)) one by one as they are found.

        Times are milliseconds from the first sample and only go forward; every segment has at least one word, no word
        is empty or holds a space. ``prompt`` is what was said just before, or empty. ``language`` is an ISO 639-1 code,
        or None to detect it. ``beam`` is the number of guesses followed side by side.
        """
        ...
