"""What an engine invents does not get through the phase that hears an interview: it goes and is marked, or flagged."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

import pytest

from tests.jobs.test_transcribe_phase import Messages, listen, segments
from tests.speech.test_guards import LOOP, said, text
from transcribe_desk.speech.faster_whisper_engine import FasterWhisperEngine
from transcribe_desk.speech.pcm import Samples
from transcribe_desk.study.serial import segment_to_json
from transcribe_desk.study.transcript import Segment

SLICES = [[0, 10_000], [10_000, 20_000]]


def test_words_over_silence_go_and_are_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = from_silence(monkeypatch, said("Thank you.", 4_000), quiet_speaker=False)
    assert segments(messages) == []
    assert [4_000, 4_600] in marks(messages, "no voice")


def test_a_phrase_that_comes_over_and_over_is_kept_once_and_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    messages = from_silence(monkeypatch, said("It rained, " + LOOP * 6))
    assert text(segments(messages)) == "It rained, and then we went home"
    assert marks(messages, "repetition") == [[2_100, 9_600]]


def test_a_phrase_that_comes_over_and_over_when_heard_again_is_kept_once(monkeypatch: pytest.MonkeyPatch) -> None:
    looping = [said(LOOP * 6, 600, each_ms=50)] * 2
    messages = listen(monkeypatch, writing(None, *looping), threads=1)
    (found,) = segments(messages)
    assert (text([found]), found.flags) == (LOOP.strip(), ("heard again",))


def test_what_the_engine_was_unsure_of_or_says_too_evenly_is_flagged(monkeypatch: pytest.MonkeyPatch) -> None:
    doubted = replace(said("Somewhere near Leeds."), average_log_probability=-1.2, compression_ratio=3.0)
    (found,) = segments(from_silence(monkeypatch, doubted))
    assert (text([found]), found.flags) == ("Somewhere near Leeds.", ("unsure", "repetitive"))


def test_what_a_slice_says_again_of_the_one_before_is_there_once_and_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    first, second = said("We took the train to Leeds.", 8_000), said("the train to Leeds. It was late.")
    whole = from_silence(monkeypatch, first, second)
    assert text(segments(whole)) == "We took the train to Leeds. It was late."
    assert marks(whole, "repeated at a join") == [[10_000, 11_200]]
    resumed = from_silence(monkeypatch, second, first_slice=1, previous_segments=[segment_to_json(first)])
    assert text(segments(resumed)) == "It was late."


def from_silence(monkeypatch: pytest.MonkeyPatch, *written: Segment, **job: Any) -> Messages:
    """Run the phase on silence, of which the engine writes one segment a slice.

    A quiet speaker may be fainter than what counts as a voice, so what is written may have been said.
    """
    silence = bytes(20 * 32_000)
    return listen(monkeypatch, writing(*written), SLICES, silence, **{"quiet_speaker": True, "threads": 1, **job})


def writing(*written: Segment | None) -> Callable[..., Iterator[Segment]]:
    """Give a way of hearing that writes the next of these each time, whatever the sound, and then nothing more."""
    left = iter(written)

    def write(engine: FasterWhisperEngine, samples: Samples, **how: Any) -> Iterator[Segment]:
        if segment := next(left, None):
            yield segment

    return write


def marks(messages: Messages, reason: str) -> list[list[int]]:
    """Give where words were removed for a reason."""
    spans = [span for message in messages if message["type"] == "removed" for span in message["spans"]]
    return [[start, end] for start, end, why in spans if why == reason]
