"""A worker tells the speakers of the sample interview apart and gives every word to the right one."""

from __future__ import annotations

import io
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from fractions import Fraction
from itertools import count
from pathlib import Path
from typing import Any

import av
import numpy as np
import pytest

from tests.speech.sound import plain, sample, samples_of, truth, wrong_speakers
from transcribe_desk import paths
from transcribe_desk.audio.decode import Decoder
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.serial import segment_to_json, turn_from_json
from transcribe_desk.study.transcript import Segment, Turn, Word


def tell_apart(
    segments: list[Segment],
    sound: bytes,
    speakers: int | None,
    channel_voices: Sequence[tuple[int, int, int]] | None = None,
) -> tuple[list[Turn], dict[str, Any]]:
    """Run the phase in a real worker and give its turns and the rest of its message."""
    messages: list[dict[str, Any]] = []
    job = {
        "segments": [segment_to_json(segment) for segment in segments],
        "speakers": speakers,
        "channel_voices": channel_voices,
        "encoder_path": str(ModelStore().verified_path("dvector")),
    }
    run_worker("speakers", job, lambda message, _: messages.append(message), source=io.BytesIO(sound))
    done = [message["done_ms"] for message in messages if message["type"] == "progress"]
    assert done == sorted(done)
    assert messages[-1].pop("type") == "turns"
    return [turn_from_json(turn) for turn in messages[-1].pop("turns")], messages[-1]


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


def put_together(segments: list[Segment], parts: Sequence[tuple[int, bytes]]) -> tuple[list[Segment], bytes]:
    """Play parts of the sample one after the other: which segment, and its sound; words move along."""
    placed, sound = [], b""
    for number, heard in parts:
        moved = len(sound) // 32 - segments[number].start_ms
        words = tuple(
            replace(word, start_ms=word.start_ms + moved, end_ms=word.end_ms + moved) for word in segments[number].words
        )
        placed.append(Segment(words, words[0].start_ms, words[-1].end_ms))
        sound += heard + bytes(32 * 400)
    return placed, sound


def text_of(segment: Segment) -> str:
    return " ".join(word.text for word in segment.words)


def sound_of(segment: Segment) -> bytes:
    return sample(400)[segment.start_ms * 32 : segment.end_ms * 32]


def deeper(sound: bytes, by: float) -> bytes:
    """Give somebody else's voice that says the same: lower in pitch and in what shapes it, as fast as before."""
    graph = av.filter.Graph()
    graph.link_nodes(
        graph.add_abuffer(sample_rate=16_000, format="s16", layout="mono", time_base=Fraction(1, 16_000)),
        graph.add("asetrate", str(round(16_000 * by))),
        graph.add("aresample", "16000"),
        graph.add("atempo", str(1 / by)),
        graph.add("aformat", "sample_fmts=s16:channel_layouts=mono"),
        graph.add("abuffersink"),
    ).configure()
    frame = av.AudioFrame.from_ndarray(np.frombuffer(sound, "<i2")[np.newaxis].copy(), format="s16", layout="mono")
    frame.sample_rate, frame.pts = 16_000, 0
    graph.push(frame)
    graph.push(None)
    changed = []
    with suppress(av.error.EOFError):
        while True:
            changed.append(graph.pull().to_ndarray().tobytes())
    return b"".join(changed)[: len(sound)].ljust(len(sound), b"\0")


@pytest.fixture(scope="module")
def told(spoken: list[Segment]) -> tuple[list[Turn], dict[str, Any]]:
    """Give what the phase says about the whole sample when nobody said how many speakers there are."""
    return tell_apart(spoken, sample(400), speakers=None)


def test_every_word_of_the_sample_has_its_speaker(
    spoken: list[Segment], told: tuple[list[Turn], dict[str, Any]]
) -> None:
    turns, found = told
    assert [word for turn in turns for word in turn.words] == words_of(spoken)
    wrong, all_words = wrong_speakers(turns, truth())
    assert wrong <= 0.01 * all_words
    assert all_words > 900
    assert found["confidence"] > 0.9
    assert found | {"confidence": 1} == {
        "roles": {"S1": "interviewer", "S2": "participant"},
        "reason": "asks 18 of 20 questions, 30 % of the words",
        "speakers": 2,
        "confidence": 1,
        "by_channel": False,
    }


def test_a_room_with_echo_and_noise_makes_no_difference(spoken: list[Segment], shared_data: Path) -> None:
    sound = samples_of(shared_data / "audio" / "sample_interview_room.flac")
    turns, found = tell_apart(spoken, sound, speakers=None)
    wrong, all_words = wrong_speakers(turns, truth())
    assert wrong <= 0.01 * all_words
    assert found["speakers"] == 2


def test_a_word_thrown_in_while_the_other_speaks_is_a_turn_of_its_own(
    told: tuple[list[Turn], dict[str, Any]],
) -> None:
    thrown_in = [(turn.speaker, turn.text) for turn in told[0] if len(turn.words) <= 2]
    assert thrown_in == [("S1", "Right."), ("S1", "Okay."), ("S1", "That's fantastic."), ("S1", "Mm.")]


def test_a_monologue_has_one_speaker(spoken: list[Segment]) -> None:
    alone = [(number, sound_of(spoken[number])) for number in range(5, 20) if number % 2 and number not in (5, 15)]
    turns, found = tell_apart(*put_together(spoken, alone), speakers=None)
    assert {turn.speaker for turn in turns} == {"S1"}
    assert found["speakers"] == 1
    assert found["confidence"] > 0.9
    assert found["roles"] == {"S1": "participant"}


def test_somebody_who_says_little_is_told_apart(spoken: list[Segment]) -> None:
    parts = [(number, sound_of(spoken[number])) for number in range(40) if number % 2 or number in (4, 20)]
    turns, found = tell_apart(*put_together(spoken, parts), speakers=2)
    said = [(word, str(number % 2)) for number, _ in parts for word in plain(text_of(spoken[number]))]
    wrong, all_words = wrong_speakers(turns, said)
    assert found["speakers"] == 2
    assert wrong <= 0.01 * all_words


def test_a_third_voice_is_noticed(spoken: list[Segment]) -> None:
    parts = [(number, sound_of(spoken[number])) for number in range(21)]
    parts = [(number, deeper(heard, 0.8)) if number % 4 == 1 else (number, heard) for number, heard in parts]
    turns, found = tell_apart(*put_together(spoken, parts), speakers=None)
    assert found["speakers"] == 3
    assert found["confidence"] > 0.8
    people = ["deep" if number % 4 == 1 else "asks" if number % 2 == 0 else "tells" for number, _ in parts]
    said = [
        (word, who) for (number, _), who in zip(parts, people, strict=True) for word in plain(text_of(spoken[number]))
    ]
    wrong, all_words = wrong_speakers(turns, said)
    assert wrong <= 0.02 * all_words


def test_voices_on_channels_of_their_own_are_told_apart_by_channel(spoken: list[Segment], shared_data: Path) -> None:
    recording = shared_data / "audio" / "sample_interview_stereo.flac"
    with recording.open("rb") as file:
        decoder = Decoder(file, "tape")
        assert sum(map(len, decoder.blocks())) > 0
    # No sound: were it listened to, everybody would be one.
    turns, found = tell_apart(spoken, b"", speakers=None, channel_voices=decoder.channel_voices)
    wrong, all_words = wrong_speakers(turns, truth())
    assert wrong <= 0.01 * all_words
    assert all_words > 900
    assert (found["speakers"], found["confidence"], found["by_channel"]) == (2, 1, True)


def test_a_number_that_a_person_gave_counts_for_more_than_channels(spoken: list[Segment]) -> None:
    part = [segment for segment in spoken if segment.end_ms < 60_000]
    voices = [(0, 30_000, 0), (30_000, 60_000, 1)]
    assert tell_apart(part, sample(60), 3, voices) == tell_apart(part, sample(60), 3)
    assert {turn.speaker for turn in tell_apart(part, sample(60), 1, voices)[0]} == {"S1"}
    assert tell_apart(part, sample(60), 2, voices)[1]["by_channel"]


def test_the_same_sound_gives_the_same_turns(spoken: list[Segment]) -> None:
    part = [segment for segment in spoken if segment.end_ms < 60_000]
    assert tell_apart(part, sample(60), speakers=3) == tell_apart(part, sample(60), speakers=3)


def test_one_speaker_needs_no_sound(spoken: list[Segment]) -> None:
    turns, found = tell_apart(spoken, b"", speakers=1)
    assert [word for turn in turns for word in turn.words] == words_of(spoken)
    assert {turn.speaker for turn in turns} == {"S1"}
    assert found == {
        "roles": {"S1": "participant"},
        "reason": "",
        "speakers": 1,
        "confidence": 1,
        "by_channel": False,
    }


@pytest.mark.parametrize("speakers", [2, None])
@pytest.mark.parametrize("sound", [b"", bytes(32_000 * 5)])
def test_sound_without_a_voice_leaves_one_speaker(spoken: list[Segment], sound: bytes, speakers: int | None) -> None:
    turns, found = tell_apart(spoken[:2], sound, speakers)
    assert {turn.speaker for turn in turns} == {"S1"}
    assert found["confidence"] == 0


def test_no_words_make_no_turns() -> None:
    turns, found = tell_apart([], sample(5), speakers=2)
    assert turns == []
    assert found["roles"] == {}


def test_words_that_come_in_parts_while_they_are_recognised_change_nothing(spoken: list[Segment]) -> None:
    part = [segment for segment in spoken if segment.end_ms < 60_000]
    parts = [part[:3], [], part[3:4], part[4:]]
    asked = [{"segments": [segment_to_json(each) for each in some], "last": some is parts[-1]} for some in parts]
    messages: list[dict[str, Any]] = []
    run_worker(
        "speakers",
        {"speakers": 2, "channel_voices": None, "encoder_path": str(ModelStore().verified_path("dvector"))},
        lambda message, _: messages.append(message),
        source=io.BytesIO(sample(60)),
        answer=lambda: (asked.pop(0), None),
    )
    turns, found = tell_apart(part, sample(60), 2)
    assert not asked
    assert [turn_from_json(turn) for turn in messages[-1].pop("turns")] == turns
    assert messages[-1] == {"type": "turns", **found}
