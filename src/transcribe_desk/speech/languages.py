"""Tell which language is spoken, and whether a model knows it, alike for every speech engine."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

import numpy as np

from transcribe_desk.speech.pcm import SAMPLE_RATE, Samples
from transcribe_desk.speech.voiced import voiced_parts
from transcribe_desk.study.errors import InputError

_WINDOW = 30 * SAMPLE_RATE  # what Whisper hears at a time
_MOST_WINDOWS = 3


def check_language(language: str | None, known: Collection[str], model: str) -> None:
    """Raise InputError unless the model called ``model`` knows the language; None stands for one to be detected."""
    if language is None or language in known:
        return
    if set(known) == {"en"}:
        raise InputError(
            f"Language “{language}”",
            f"The model {model} knows English alone.",
            "Choose a model for many languages, such as whisper-base.",
        )
    raise InputError(
        f"Language “{language}”",
        f"The model {model} does not know it.",
        "Use a code such as “en” or “de”, or have the language detected.",
    )


def enough_speech(stretches: Iterable[Samples]) -> Samples:
    """Give what is spoken in stretches of sound, to tell the language by: 30 to 90 seconds from the beginning.

    It is less only where there is no more: a cough, or one word that many languages have, tells nothing. Further
    stretches are not asked for.
    """
    wanted = _MOST_WINDOWS * _WINDOW
    heard: Samples = np.zeros(0, np.float32)
    for samples in stretches:
        part = next(voiced_parts(samples, wanted / SAMPLE_RATE, quiet_speaker=True), None)
        heard = np.concatenate([heard, part.samples]) if part else heard
        if len(heard) >= _WINDOW:
            break
    return heard[:wanted]


def language_windows(samples: Samples) -> list[Samples]:
    """Give up to three windows of 30 seconds from the beginning of what is spoken in ``samples``."""
    heard = enough_speech([samples])
    # A short rest would count as much as a whole window and tells far less.
    starts = range(0, max(len(heard) - _WINDOW // 2, min(len(heard), 1)), _WINDOW)
    return [heard[start : start + _WINDOW] for start in starts]


def likeliest_language(windows: Iterable[Mapping[str, float]]) -> tuple[str, float]:
    """Give the language that is likeliest over all windows and its mean probability; English and 0 for no window."""
    each = list(windows)
    if not each:
        return "en", 0.0
    means = {code: sum(window[code] for window in each) / len(each) for code in each[0]}
    code = max(means, key=means.__getitem__)
    return code, means[code]
