"""Make recordings whose pitch tells the second, transcripts that fit them, and the copies that are played."""

from __future__ import annotations

import io
import wave

import numpy as np

from transcribe_desk.audio.playback_copy import PlaybackCopy
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word

RATE = 16_000
WORD_MS = 500


def tone(seconds: float) -> np.ndarray[tuple[int], np.dtype[np.int16]]:
    """Give a tone that rises 20 Hz a second."""
    times = np.arange(round(seconds * RATE)) / RATE
    return (9000 * np.sin(2 * np.pi * (300 + 10 * times) * times)).astype(np.int16)


def copy_of(seconds: float) -> bytes:
    """Give the tone as a playback copy."""
    file = io.BytesIO()
    copy = PlaybackCopy(file)
    copy.write(tone(seconds))
    copy.finish()
    return file.getvalue()


def record(desk: Desk, study_id: str, seconds: float) -> Interview:
    """Give an interview the tone as its recording, in place of what it had, and a transcript as long."""
    return keep_recording(desk, study_id, as_wav(tone(seconds).tobytes()))


def as_wav(samples: bytes) -> bytes:
    """Give 16 kHz mono 16-bit samples as a file."""
    file = io.BytesIO()
    with wave.open(file, "wb") as target:
        target.setparams((1, 2, RATE, 0, "NONE", ""))
        target.writeframes(samples)
    return file.getvalue()


def keep_recording(desk: Desk, study_id: str, sound: bytes) -> Interview:
    """Make these bytes the recording of an interview."""
    interview = desk.interview(study_id)
    with desk.vault.transaction():
        desk.vault.recordings.erase(desk.vault.recordings.forget(interview.id))
        stored = desk.vault.recordings.store(io.BytesIO(sound))
        desk.vault.recordings.attach(interview.id, stored.file_id)
    return interview


def transcript(seconds: int, words_a_turn: int = 4) -> Transcript:
    """Give a text of two people who take turns, a word every half second."""
    turns = []
    for number, first in enumerate(range(0, seconds * 1000 // WORD_MS, words_a_turn), start=1):
        words = tuple(
            Word(f"w{place}", place * WORD_MS, place * WORD_MS + 400) for place in range(first, first + words_a_turn)
        )
        turns.append(Turn(number, "S1" if number % 2 else "S2", words, words[0].start_ms, words[-1].end_ms))
    return Transcript(tuple(turns), {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT})
