"""A worker recognises words slice by slice, and going on at a slice gives the same words as never having stopped."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import jiwer
import pytest

from tests.speech.sound import installed, plain, sample, truth
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.study.errors import InputError, ModelError
from transcribe_desk.study.serial import segment_from_json
from transcribe_desk.study.transcript import Segment

SLICES = [[0, 11_700], [11_700, 24_200]]
Messages = list[dict[str, Any]]


def transcribe(model: Path, sound: bytes, **job: Any) -> Messages:
    """Run the phase in a real worker and give its messages."""
    messages: Messages = []
    defaults = {"model_path": str(model), "engine": "faster-whisper", "beam": 1, "language": "en", "first_slice": 0}
    chosen = {**defaults, "slices": SLICES, **job}
    run_worker("transcribe", chosen, lambda message, _: messages.append(message), source=io.BytesIO(sound))
    return messages


def segments(messages: Messages, number: int | None = None) -> list[Segment]:
    found = [message for message in messages if message["type"] == "segment"]
    return [segment_from_json(message["segment"]) for message in found if number in {None, message["slice"]}]


@pytest.fixture(scope="module")
def unbroken() -> Messages:
    return transcribe(installed("whisper-tiny.en"), sample(25))


def test_words_come_with_times_slice_by_slice(unbroken: Messages) -> None:
    order = [(message["type"], message["slice"]) for message in unbroken if "slice" in message]
    assert order == sorted(order, key=lambda entry: (entry[1], entry[0] == "slice_done"))
    assert [entry for entry in order if entry[0] == "slice_done"] == [("slice_done", 0), ("slice_done", 1)]
    words = [word for segment in segments(unbroken) for word in segment.words]
    times = [time for word in words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert all(word.text.split() == [word.text] for word in words)
    for number, (start, end) in enumerate(SLICES):
        assert all(start <= segment.start_ms < segment.end_ms <= end for segment in segments(unbroken, number))
    heard = [word for segment in segments(unbroken) for word in plain(" ".join(w.text for w in segment.words))]
    assert jiwer.wer(" ".join(word for word, _ in truth(24.2)), " ".join(heard)) < 0.2


def test_progress_grows_to_the_whole(unbroken: Messages) -> None:
    done = [message["done_ms"] for message in unbroken if message["type"] == "progress"]
    assert done == sorted(done)
    assert done[-1] == SLICES[-1][1]
    assert {message["total_ms"] for message in unbroken if message["type"] == "progress"} == {SLICES[-1][1]}


def test_a_run_that_goes_on_at_a_slice_gives_the_same_words(unbroken: Messages) -> None:
    first = [message["segment"] for message in unbroken if message.get("slice") == 0 and message["type"] == "segment"]
    resumed = transcribe(installed("whisper-tiny.en"), sample(25), first_slice=1, previous_segments=first)
    assert {message["slice"] for message in resumed if "slice" in message} == {1}
    assert segments(resumed) == segments(unbroken, 1)


def test_silence_gives_no_words_and_is_finished() -> None:
    messages = transcribe(installed("whisper-tiny.en"), bytes(32_000 * 6), slices=[[0, 6000]], language="en")
    assert segments(messages) == []
    assert {"type": "slice_done", "slice": 0} in messages


def test_a_model_without_its_tokeniser_is_refused_before_anything_is_looked_for(tmp_path: Path) -> None:
    model = shutil.copytree(installed("whisper-tiny.en"), tmp_path / "whisper-tiny.en")
    (model / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json.*models install whisper-tiny\.en"):
        transcribe(model, sample(25))


def test_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such engine"):
        transcribe(tmp_path, b"", engine="abacus")
