"""Give an interview of the made study a recording that can be bleeped: a quiet tone as long as its transcript."""

from __future__ import annotations

import io
import wave

import numpy as np

from transcribe_desk.jobs.desk import Desk

_RATE = 8_000
_SECONDS = 760


def give_sound(desk: Desk, study_id: str) -> None:
    """Store a recording for the interview with this study ID."""
    made = io.BytesIO()
    with wave.open(made, "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(_RATE)
        sound.writeframes((np.sin(np.arange(_RATE * _SECONDS) / 9) * 4_000).astype(np.int16).tobytes())
    made.seek(0)
    with desk.vault.transaction():
        stored = desk.vault.recordings.store(made)
        desk.vault.recordings.attach(desk.interview(study_id).id, stored.file_id)
