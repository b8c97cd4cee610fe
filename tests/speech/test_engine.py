"""The recogniser gives the same words for the same sound whatever it heard before, on a fitting share of the cores."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pytest

from tests.speech.sound import installed, sample
from transcribe_desk.speech import threads
from transcribe_desk.speech.faster_whisper_engine import FasterWhisperEngine
from transcribe_desk.speech.pcm import Samples
from transcribe_desk.study.transcript import Segment


def clear_speech() -> Samples:
    return np.frombuffer(sample(12), "<i2").astype(np.float32) / np.float32(32768)


def muddled_speech() -> Samples:
    """Give sound so bad that the recogniser falls back to drawing words at random."""
    clear = clear_speech()
    noise = np.random.default_rng(3).normal(0, 0.1, len(clear)).astype(np.float32)
    muddled: Samples = (clear[::-1] + noise * np.float32(0.2)).astype(np.float32)
    return muddled


def heard(engine: FasterWhisperEngine, samples: Samples) -> list[Segment]:
    return list(engine.transcribe(samples, language="en", beam=1))


def _text(segments: Iterable[Segment]) -> str:
    return " ".join(word.text for segment in segments for word in segment.words)


def test_random_guesses_begin_anew_with_each_stretch_of_sound() -> None:
    engine = FasterWhisperEngine(installed("whisper-tiny.en"), threads=1)
    first = heard(engine, muddled_speech())
    heard(engine, clear_speech())
    assert heard(engine, muddled_speech()) == first


def test_no_sound_gives_no_segments() -> None:
    engine = FasterWhisperEngine(installed("whisper-tiny.en"), threads=1)
    assert heard(engine, np.zeros(0, np.float32)) == []


@pytest.mark.parametrize(("cores", "used"), [(1, 1), (2, 2), (3, 2), (4, 3), (5, 4), (32, 4)])
def test_a_core_is_left_to_the_window_where_there_are_more_than_two(
    cores: int, used: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(threads, "physical_cores", lambda: cores)
    assert threads.recogniser_threads() == used


def test_this_computer_has_a_core() -> None:
    assert threads.physical_cores() >= 1


def test_words_to_expect_are_heard_as_they_are_written() -> None:
    engine = FasterWhisperEngine(installed("whisper-tiny.en"), threads=1)
    plainly = _text(heard(engine, clear_speech()))
    assert "Margaret," in plainly or "Margaret." in plainly
    spellings = ("Margrit", "Marguerite", "Margarethe", "Margeret")  # which are taken up differs between processors
    taken_up = [
        spelling
        for spelling in spellings
        if spelling in _text(engine.transcribe(clear_speech(), language="en", beam=1, hotwords=[spelling]))
    ]
    assert len(taken_up) >= 2


def test_more_words_to_expect_than_have_room_do_no_harm() -> None:
    engine = FasterWhisperEngine(installed("whisper-tiny.en"), threads=1)
    names = [f"Caoimhe{number}" for number in range(400)]
    found = list(engine.transcribe(clear_speech(), language="en", beam=1, hotwords=names))
    assert found


def test_a_faint_voice_is_heard_when_asked_for() -> None:
    engine = FasterWhisperEngine(installed("whisper-tiny.en"), threads=1)
    words = {True: 0, False: 0}
    for loudness in np.arange(0.0024, 0.0031, 0.0001):  # about where a voice is no longer told from nothing
        faint = clear_speech() * np.float32(loudness)
        for quiet in words:
            found = engine.transcribe(faint, language="en", beam=1, quiet_speaker=quiet)
            words[quiet] += sum(len(segment.words) for segment in found)
    assert words[True] > words[False] > 0
