"""Each worker is told what a person chose and what the workers before it found."""

from __future__ import annotations

import json
import threading
import wave
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.jobs.conftest import StudyBuilder
from tests.jobs.listening import listening_study
from tests.speech.sound import sample, truth, wrong_speakers
from transcribe_desk import paths
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.pipeline import Pipeline
from transcribe_desk.jobs.protocol import Message
from transcribe_desk.jobs.settings import DRAFT, TranscriptionSettings
from transcribe_desk.study.serial import segment_to_json
from transcribe_desk.study.study import Interview
from transcribe_desk.study.transcript import Segment, Word

# Unlike every default; a person's own model, so that none needs to be installed.
CHOSEN = TranscriptionSettings(
    model="own.pt", engine="openai-whisper", beam=4, language="cy", speakers=3, quiet_speaker=True, device="cuda"
)
SLICES = tuple((second * 1000, second * 1000 + 1000) for second in range(6))  # two more than one process hears
CHANNEL_VOICES = ((0, 2_500, 0), (2_500, 6_000, 1))
VOCABULARY = ("spirometry", "sputum")


class StandIn:
    """Stands in for the worker processes: keeps what each is told, and answers as it would."""

    def __init__(self) -> None:
        self.jobs: dict[str, list[Message]] = {}

    def run(self, phase: str, job: Message, on_message: Callable[[Message, bytes], None], *_: Any, **__: Any) -> None:
        """Answer as ``run_worker`` does."""
        self.jobs.setdefault(phase, []).append(job)
        answers = {"decode": decoding, "transcribe": transcribing, "speakers": telling_apart}
        for message in answers[phase](job):
            on_message(message, bytes(32_000) if message["type"] == "sound" else b"")


def decoding(_job: Message) -> Iterator[Message]:
    for _ in SLICES:
        yield {"type": "sound"}
    facts = {"codec": "pcm_s16le", "channels": 2, "sample_rate": 16_000, "duration_ms": SLICES[-1][1], "missing": []}
    yield {"type": "decoded", **facts, "slices": SLICES, "gain_db": 12.5, "channel_voices": CHANNEL_VOICES}


def transcribing(job: Message) -> Iterator[Message]:
    if job["language"] is None:
        yield {"type": "language", "code": "cy", "probability": 0.9}
    for number in range(job["first_slice"], job["end_slice"]):
        yield {"type": "segment", "slice": number, "segment": said(number)}
        yield {"type": "slice_done", "slice": number}


def telling_apart(_job: Message) -> Iterator[Message]:
    yield {"type": "turns", "turns": [], "roles": {}}


def said(number: int) -> Message:
    """Give what the stand-in hears in a slice."""
    start_ms, end_ms = SLICES[number]
    return dict(segment_to_json(Segment((Word(f"word{number}", start_ms, end_ms),), start_ms, end_ms)))


@pytest.fixture
def stand_in(monkeypatch: pytest.MonkeyPatch) -> StandIn:
    workers = StandIn()
    monkeypatch.setattr("transcribe_desk.jobs.pipeline.run_worker", workers.run)
    return workers


def transcribe(desk: Desk, interview: Interview, settings: TranscriptionSettings) -> None:
    """Do one phase after the other, so that each worker is told everything at once."""
    work = Pipeline(
        desk.vault,
        desk.models,
        interview,
        settings,
        lambda _event: None,
        threading.Event(),
        may_start_ahead=lambda _phase: False,
    )
    work.transcribe()


def test_workers_are_told_what_was_chosen_and_what_decoding_found(
    desk: Desk, builder: StudyBuilder, stand_in: StandIn
) -> None:
    desk.vault.study.save_settings(replace(desk.settings(), vocabulary=VOCABULARY))

    transcribe(desk, builder.interview(), CHOSEN)

    recogniser = {
        "model_path": "own.pt",
        "engine": "openai-whisper",
        "device": "cuda",
        "beam": 4,
        "language": "cy",
        "quiet_speaker": True,
        "hotwords": VOCABULARY,
        "gain_db": 12.5,
        "slices": SLICES,
    }
    assert stand_in.jobs["transcribe"] == [
        {**recogniser, "first_slice": 0, "end_slice": 4, "previous_segments": []},
        {**recogniser, "first_slice": 4, "end_slice": 6, "previous_segments": [said(3)]},
    ]
    assert stand_in.jobs["speakers"] == [
        {
            "speakers": 3,
            "channel_voices": CHANNEL_VOICES,
            "encoder_path": str(desk.models.verified_path("dvector")),
            "segments": [said(number) for number in range(6)],
            "last": True,
        }
    ]


def test_the_language_that_was_found_is_that_of_all_later_slices(
    desk: Desk, builder: StudyBuilder, stand_in: StandIn
) -> None:
    transcribe(desk, builder.interview(), replace(CHOSEN, language=None))
    assert [job["language"] for job in stand_in.jobs["transcribe"]] == [None, "cy"]


def test_people_on_a_channel_each_are_told_apart_by_channel(tmp_path: Path) -> None:
    with listening_study(tmp_path) as desk:
        (interview,) = desk.import_files([on_two_channels(tmp_path / "stereo.wav", 24)], "hospital").imported

        transcribe(desk, interview, replace(DRAFT, speakers=None))

        row, transcript = desk.row(interview), desk.transcript(interview.id)
        assert (row.speakers, row.by_channel) == (2, True)
        assert transcript is not None
        wrong, all_words = wrong_speakers(list(transcript.turns), truth(24))
        assert wrong <= 1
        assert all_words > 50


def on_two_channels(path: Path, seconds: int) -> Path:
    """Write the beginning of the sample interview, the interviewer on the left and the participant on the right."""
    heard = np.frombuffer(sample(seconds), "<i2")
    channels = np.zeros((len(heard), 2), "<i2")
    for turn in json.loads(paths.resource("sample", "truth.json").read_text())["turns"]:
        spoken = slice(round(turn["start"] * 16_000), round(turn["end"] * 16_000))
        channels[spoken, int(turn["speaker"] == "participant")] = heard[spoken]
    with wave.open(str(path), "wb") as target:
        target.setnchannels(2)
        target.setsampwidth(2)
        target.setframerate(16_000)
        target.writeframes(channels.tobytes())
    return path
