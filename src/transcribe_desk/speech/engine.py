"""Name what every speech engine does: samples in, segments of timed words out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Protocol

from transcribe_desk.speech.pcm import Samples
from transcribe_desk.study.transcript import Segment


class SpeechEngine(Protocol):
    """Turns sound into words; the same samples and settings give the same segments, whatever came before."""

    def transcribe(
        self,
        samples: Samples,
        *,
        language: str | None,
        beam: int,
        hotwords: Sequence[str] = (),
        quiet_speaker: bool = False,
    ) -> Iterator[Segment]:
        """Give the segments of ``samples`` (16 kHz, -1 to 1, shape (n,)) one by one as they are found.

        Times are milliseconds from the first sample and only go forward; every segment has at least one word, no word
        is empty or holds a space. ``language`` is an ISO 639-1 code, or None to detect it. ``beam`` is the number of
        guesses followed side by side. ``hotwords`` are words to expect, most useful first; those beyond the model's
        room for them are left out. ``quiet_speaker`` takes fainter sound for speech.
        """
        ...

    def detect_language(self, samples: Samples) -> tuple[str, float]:
        """Give the ISO 639-1 code of the language spoken in ``samples``, and how sure that is, 0 to 1.

        The first minute and a half of voice counts; where nobody speaks, the answer is English and 0. A model for
        English alone answers English and 1.
        """
        ...
