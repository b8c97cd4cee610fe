"""A worker tells the speakers of the sample interview apart and gives every word to the right one."""

from __future__ import annotations

import io
import json
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from tests.speech.sound import sample, samples_of, truth, wrong_speakers
from transcribe_desk import paths
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.serial import segment_to_json, turn_from_json
from transcribe_desk.study.transcript import Segment, Turn, Word


def tell_apart(segments: list[Segment], sound: bytes, speakers: int) -> tuple[list[Turn], dict[str, str]]:
    """Run the phase in a real worker and give its turns and the roles it proposes."""
    messages: list[dict[str, Any]] = []
    job = {
        "segments": [segment_to_json(segment) for segment in segments],
        "speakers": speakers,
        "encoder_path": str(ModelStore().verified_path("dvector")),
    }
    run_worker("speakers", job, lambda message, _: messages.append(message), source=io.BytesIO(sound))
    done = [message["done_ms"] for message in messages if message["type"] == "progress"]
    assert done == sorted(done)
    assert messages[-1]["type"] == "turns"
    return [turn_from_json(turn) for turn in messages[-1]["turns"]], messages[-1]["roles"]


@pytest.fixture(scope="module")
def spoken() -> list[Segment]:
    """Give the true words of the sample, spread evenly over their turns as a recogniser would place them."""
    segments = []
    for turn in json.loads(paths.resource("sample", "truth.json").read_text())["turns"]:
        texts = turn["text"].split()
        letters = [sum(len(text) + 1 for text in texts[:place]) for place in range(len(texts) + 1)]
        times = [round(1000 * (turn["start"] + (turn["end"] - turn["start"]) * n / letters[-1])) for n in letters]
        words = tuple(Word(text, times[place], times[place + 1]) for place, text in zip(count(), texts, strict=False))
        segments.append(Segment(words, words[0].start_ms, words[-1].end_ms))
    return segments


def words_of(segments: list[Segment]) -> list[Word]:
    return [word for segment in segments for word in segment.words]


def test_every_word_of_the_sample_has_its_speaker(spoken: list[Segment]) -> None:
    turns, roles = tell_apart(spoken, sample(400), speakers=2)
    assert [word for turn in turns for word in turn.words] == words_of(spoken)
    wrong, all_words = wrong_speakers(turns, truth())
    assert wrong <= 0.01 * all_words
    assert all_words > 900
    assert roles == {"S1": "interviewer", "S2": "participant"}


def test_a_room_with_echo_and_noise_makes_no_difference(spoken: list[Segment], shared_data: Path) -> None:
    sound = samples_of(shared_data / "audio" / "sample_interview_room.flac")
    wrong, all_words = wrong_speakers(tell_apart(spoken, sound, speakers=2)[0], truth())
    assert wrong <= 0.01 * all_words


def test_the_same_sound_gives_the_same_turns(spoken: list[Segment]) -> None:
    part = [segment for segment in spoken if segment.end_ms < 60_000]
    assert tell_apart(part, sample(60), speakers=3) == tell_apart(part, sample(60), speakers=3)


def test_one_speaker_needs_no_sound(spoken: list[Segment]) -> None:
    turns, roles = tell_apart(spoken, b"", speakers=1)
    assert [word for turn in turns for word in turn.words] == words_of(spoken)
    assert {turn.speaker for turn in turns} == {"S1"}
    assert roles == {"S1": "participant"}


@pytest.mark.parametrize("sound", [b"", bytes(32_000 * 5)])
def test_sound_without_a_voice_leaves_one_speaker(spoken: list[Segment], sound: bytes) -> None:
    turns, _ = tell_apart(spoken[:2], sound, speakers=2)
    assert {turn.speaker for turn in turns} == {"S1"}


def test_no_words_make_no_turns() -> None:
    assert tell_apart([], sample(5), speakers=2) == ([], {})
