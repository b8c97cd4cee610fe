"""Print the diarisation error of our speaker step against the truth beside each recording.

    python tests/benchmarks/diarisation.py [--speakers 2] [AUDIO …]

``--speakers 0`` lets the number be guessed. Each recording needs ``AUDIO.rttm`` beside it; without arguments the
shared recordings are used. The error is the usual one: what is missed, falsely heard and given to the wrong speaker
over all time spoken, overlap counted twice, in steps of 10 ms under the best matching of speakers; once as it is, once
without 0.25 s on both sides of every change in the truth. Pauses under 0.5 s inside what one speaker says count as
speech, as they do in the truth. The sample and its room version helped to choose settings; the telephone dialogue did
not.
"""

from __future__ import annotations

import argparse
import io
import time
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import TypeAlias

import av
import numpy as np
from numpy.typing import NDArray

from transcribe_desk.speech.diarisation import Speakers, VoicePrinter
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.speech.pcm import duration_ms
from transcribe_desk.speech.voice import find_voices

_SHARED = Path(__file__).parents[3] / "shared" / "data" / "audio"
_RECORDINGS = ("sample_interview.flac", "sample_interview_room.flac", "telephone_dialogue.wav")
_STEP_MS = 10
_COLLAR_STEPS = 25
_PAUSE_STEPS = 50

Activity: TypeAlias = NDArray[np.bool_]


def main() -> None:
    """Print one Markdown table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("audio", nargs="*", type=Path)
    parser.add_argument("--speakers", type=int, default=2)
    options = parser.parse_args()
    print("| recording | speakers | confidence | DER | missed | false | wrong | DER, 0.25 s collar | CPU / length |")
    print("|---|---|---|---|---|---|---|---|---|")
    for audio in options.audio or [_SHARED / name for name in _RECORDINGS if (_SHARED / name).exists()]:
        began = time.process_time()
        sound = samples(audio)
        heard, count, confidence = diarise(sound, options.speakers or None)
        cost = (time.process_time() - began) * 1000 / duration_ms(io.BytesIO(sound))
        truth = _read_rttm(audio, heard.shape[1])
        total, missed, false, wrong = errors(truth, heard)
        strict = f"{total:.1%} | {missed:.1%} | {false:.1%} | {wrong:.1%}"
        lenient = errors(truth, heard, far_from_changes(truth))[0]
        print(f"| {audio.name} | {count} | {confidence:.2f} | {strict} | {lenient:.1%} | {cost:.4f} |", flush=True)


def diarise(sound: bytes, speakers: int | None) -> tuple[Activity, int, float]:
    """Give who speaks in each step, shape (speakers, steps), the number of speakers, and how sure that is."""
    source = io.BytesIO(sound)
    total_ms = duration_ms(source)
    voices = find_voices(source, total_ms, lambda _: None)
    printer = VoicePrinter(source, ModelStore().verified_path("dvector"), voices.loudness)
    found = Speakers(printer, voices, speakers, lambda _: None)
    heard = np.zeros((found.count, total_ms // _STEP_MS + 1), dtype=np.bool_)
    before: tuple[int, int] | None = None
    for span in voices.spans:
        for step in range(span.start_ms // _STEP_MS, span.end_ms // _STEP_MS):
            speaker = found.at(step * _STEP_MS)
            if before is not None and before[0] == speaker and step - before[1] <= _PAUSE_STEPS:
                heard[speaker, before[1] : step] = True
            heard[speaker, step] = True
            before = speaker, step
    return heard, found.count, found.confidence


def errors(truth: Activity, heard: Activity, counted: Activity | None = None) -> tuple[float, float, float, float]:
    """Give the whole error and its parts (missed, false, wrong speaker), as shares of the time spoken."""
    if counted is not None:
        truth, heard = truth[:, counted], heard[:, counted]
    both = truth.astype(int) @ heard.astype(int).T
    square = np.zeros((max(both.shape),) * 2, dtype=int)
    square[: both.shape[0], : both.shape[1]] = both
    right = max(
        sum(square[row, column] for row, column in enumerate(order)) for order in permutations(range(len(square)))
    )
    spoken, guessed = truth.sum(axis=0), heard.sum(axis=0)
    missed = np.maximum(spoken - guessed, 0).sum()
    false = np.maximum(guessed - spoken, 0).sum()
    wrong = np.minimum(spoken, guessed).sum() - right
    whole = max(int(spoken.sum()), 1)
    return (missed + false + wrong) / whole, missed / whole, false / whole, wrong / whole


def far_from_changes(truth: Activity) -> Activity:
    """Tell for each step whether no speaker starts or stops within the collar."""
    counted = np.ones(truth.shape[1], dtype=np.bool_)
    for change in np.flatnonzero(np.any(np.diff(truth.astype(int), axis=1) != 0, axis=0)) + 1:
        counted[max(0, change - _COLLAR_STEPS) : change + _COLLAR_STEPS] = False
    return counted


def activity(spans: Sequence[tuple[str, float, float]], steps: int) -> Activity:
    """Give who speaks in each step, shape (speakers, steps), from spans of a speaker, start and end in milliseconds."""
    people: Sequence[str] = sorted({speaker for speaker, _, _ in spans})
    spoken = np.zeros((len(people), steps), dtype=np.bool_)
    for speaker, start_ms, end_ms in spans:
        spoken[people.index(speaker), round(start_ms / _STEP_MS) : round(end_ms / _STEP_MS)] = True
    return spoken


def _read_rttm(audio: Path, steps: int) -> Activity:
    beside = audio.with_name(audio.stem.removesuffix("_room") + ".rttm")
    rows = [line.split() for line in beside.read_text(encoding="utf-8").splitlines() if line.startswith("SPEAKER")]
    times = [(row[7], float(row[3]) * 1000, float(row[4]) * 1000) for row in rows]
    return activity([(speaker, start_ms, start_ms + length_ms) for speaker, start_ms, length_ms in times], steps)


def samples(audio: Path) -> bytes:
    """Give a recording's sound as 16 kHz mono 16-bit samples."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=16_000)
    with av.open(str(audio)) as container:
        frames = [converted for frame in container.decode(audio=0) for converted in resampler.resample(frame)]
    return b"".join(frame.to_ndarray().tobytes() for frame in [*frames, *resampler.resample(None)])


if __name__ == "__main__":
    main()
