"""A worker recognises words slice by slice, and going on at a slice gives the same words as never having stopped."""

from __future__ import annotations

import io
import itertools
import json
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any, cast

import jiwer
import numpy as np
import pytest
from numpy.typing import NDArray

from tests.speech.sound import installed, plain, sample, truth
from transcribe_desk.jobs.phases import transcribe as phase
from transcribe_desk.jobs.protocol import Channel
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.speech.engine import SpeechEngine
from transcribe_desk.speech.engines import make_engine
from transcribe_desk.speech.faster_whisper_engine import FasterWhisperEngine
from transcribe_desk.speech.pcm import Samples
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
    rank = {"heard": 0, "segment": 1, "removed": 2, "slice_done": 3}
    assert order == sorted(order, key=lambda entry: (entry[1], rank[entry[0]]))
    assert ("heard", 0) in order
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


def test_a_run_that_goes_on_at_a_moved_cut_gives_the_same_words_and_marks() -> None:
    model, slices = installed("whisper-tiny.en"), [[0, 8_100], [8_100, 24_200]]
    whole = [message for message in transcribe(model, sample(25), slices=slices) if "slice" in message]
    first = [message["segment"] for message in whole if message["slice"] == 0 and message["type"] == "segment"]
    resumed = transcribe(model, sample(25), slices=slices, first_slice=1, previous_segments=first)
    assert [message for message in resumed if "slice" in message] == [each for each in whole if each["slice"] == 1]


def test_silence_noise_hum_and_music_yield_no_words_and_are_marked() -> None:
    time = np.arange(16_000 * 8) / 16_000
    noise = np.random.default_rng(5).normal(0, 1, len(time))
    hum = 0.3 * np.sign(np.sin(2 * np.pi * 50 * time))
    sounds = [np.zeros(len(time)), noise * 0.1, noise * 0.003, hum, chords(time)]
    sound = (np.clip(np.concatenate(sounds), -1, 1) * 32_767).astype("<i2").tobytes()
    slices = [[number * 8000, (number + 1) * 8000] for number in range(len(sounds))]
    for quiet_speaker in (False, True):
        messages = transcribe(installed("whisper-tiny.en"), sound, slices=slices, quiet_speaker=quiet_speaker)
        assert segments(messages) == []
        marked = [span for message in messages if message["type"] == "removed" for span in message["spans"]]
        assert marked == [[*span, "no voice"] for span in slices]
        assert [message["slice"] for message in messages if message["type"] == "slice_done"] == [0, 1, 2, 3, 4]


def test_noise_hum_and_music_between_what_is_said_add_no_words_and_take_none_along() -> None:
    time = np.arange(16_000 * 8) / 16_000
    noise = np.random.default_rng(5).normal(0, 0.02, len(time))
    between = np.concatenate([noise, 0.1 * np.sin(2 * np.pi * 50 * time), chords(time)])
    pause = round(24.2 * 32_000)
    sound = sample(52)[:pause] + (between * 32_767).astype("<i2").tobytes() + sample(52)[pause:]
    messages = transcribe(installed("whisper-tiny.en"), sound, slices=[[0, 51_300 + 24_000]])
    middles = [(word.start_ms + word.end_ms) / 2 for heard in segments(messages) for word in heard.words]
    assert not [middle for middle in middles if 24_700 < middle < 47_700]
    assert jiwer.wer(" ".join(word for word, _ in truth(51.3)), " ".join(words_of(messages))) < 0.2


def chords(time: NDArray[np.float64]) -> NDArray[np.float64]:
    """Make music: a chord each second, struck like a piano's, with overtones."""
    sound = np.zeros(len(time))
    for second, root in enumerate([220.0, 174.6, 130.8, 196.0] * 2):
        since = time - second
        struck = np.where((since >= 0) & (since < 1), np.exp(-2 * np.maximum(since, 0)), 0)
        for ratio in (1, 1.26, 1.5):
            sound += sum(0.1 / part * struck * np.sin(2 * np.pi * root * ratio * part * since) for part in (1, 2, 3))
    return sound


def words_of(messages: Messages) -> list[str]:
    return [word for segment in segments(messages) for heard in segment.words for word in plain(heard.text)]


@pytest.mark.parametrize(
    ("cut", "around"),
    [
        (8_100, "before we begin could i just ask you to confirm"),
        (15_050, "margaret whitfield and i was born on"),
    ],
)
def test_a_recording_cut_while_somebody_speaks_loses_and_repeats_no_words(cut: int, around: str) -> None:
    messages = transcribe(installed("whisper-tiny.en"), sample(25), slices=[[0, cut], [cut, 24_200]])
    assert f" {around} " in f" {' '.join(words_of(messages))} "
    assert segments(messages, 0)
    assert jiwer.wer(" ".join(word for word, _ in truth(24.2)), " ".join(words_of(messages))) < 0.2


def test_words_the_engine_left_out_are_heard_again(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = listen(monkeypatch, hear)
    again = listen(monkeypatch, forgetful)
    found = [segment for segment in segments(again) if "heard again" in segment.flags]
    assert found
    assert jiwer.wer(" ".join(words_of(whole)), " ".join(words_of(again))) < 0.1
    times = [time for segment in segments(again) for word in segment.words for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert not [message for message in again if message["type"] == "removed"]


def test_a_voice_in_which_no_words_come_even_then_is_marked(monkeypatch: pytest.MonkeyPatch) -> None:
    (message,) = [each for each in listen(monkeypatch, deaf) if each["type"] == "removed"]
    assert {reason for _, _, reason in message["spans"]} == {"voice without words"}
    assert sum(end - start for start, end, _ in message["spans"]) > 8_000


# Names as a study has them, none of which is in the sample.
OTHERS = [
    *("Hallamshire", "Rotherham", "gabapentin", "Dr Okonkwo", "Siobhan Kelleher", "Weston Park", "Anjali Deshpande"),
    *("Crookes", "sertraline", "Barnsley", "Firth Park", "Oluwaseun", "Stannington", "Manor Top", "Kowalczyk"),
]


def test_a_word_of_the_study_is_written_where_it_was_misheard_and_no_other_word_changes() -> None:
    model, sound, slices = installed("whisper-tiny.en"), sample(146)[120 * 32_000 :], [[0, 26_000]]
    plainly = words_of(transcribe(model, sound, slices=slices))
    told = words_of(transcribe(model, sound, slices=slices, hotwords=["Leeds", *OTHERS]))
    assert "leads" in plainly
    assert told == ["leeds" if word == "leads" else word for word in plainly]


def test_only_a_second_hearing_is_told_which_words_to_expect(monkeypatch: pytest.MonkeyPatch) -> None:
    expected = []

    def noting(engine: FasterWhisperEngine, samples: Samples, **how: Any) -> Iterator[Segment]:
        expected.append(how["hotwords"])
        yield from hear(engine, samples, **how)

    listen(monkeypatch, noting, hotwords=["Marguerite", *OTHERS])
    assert expected[0] == ()
    assert not {name for names in expected for name in names} & set(OTHERS)


def test_a_quiet_recording_is_heard_once_it_is_raised() -> None:
    quiet = (np.frombuffer(sample(12), "<i2") // 400).astype("<i2").tobytes()
    raised = transcribe(installed("whisper-tiny.en"), quiet, slices=[[0, 11_700]], gain_db=46.0)
    plainly = transcribe(installed("whisper-tiny.en"), sample(12), slices=[[0, 11_700]])
    assert jiwer.wer(" ".join(words_of(plainly)), " ".join(words_of(raised))) < 0.2


def test_the_engine_hears_a_quiet_recording_louder_by_as_much_as_the_job_says(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[Samples] = []

    def noting(engine: FasterWhisperEngine, samples: Samples, **how: Any) -> Iterator[Segment]:
        heard.append(samples)
        yield from ()

    quiet = np.frombuffer(sample(12), "<i2") // 10
    listen(monkeypatch, noting, sound=quiet.astype("<i2").tobytes(), gain_db=12.0)
    assert np.allclose(heard[0], quiet[: len(heard[0])] / 32_768 * 3.98, rtol=0.001)


def test_the_language_found_is_sent_once() -> None:
    messages = transcribe(installed("whisper-tiny.en"), sample(12), slices=[[0, 6_000], [6_000, 11_700]], language=None)
    languages = [message for message in messages if message["type"] == "language"]
    assert languages == [{"type": "language", "code": "en", "probability": 1.0}]


def test_the_language_is_told_by_half_a_minute_of_voice_not_by_the_first_word(monkeypatch: pytest.MonkeyPatch) -> None:
    heard: list[float] = []

    def noting(engine: FasterWhisperEngine, samples: Samples) -> tuple[str, float]:
        heard.append(len(samples) / 16_000)
        return "cy", 0.9

    monkeypatch.setattr(FasterWhisperEngine, "detect_language", noting)
    a_word = bytes(9 * 32_000) + sample(52)[48 * 32_000 : 49 * 32_000]
    slices = [[0, 10_000], [10_000, 40_000], [40_000, 70_000]]
    messages = listen(monkeypatch, deaf, slices, language=None, sound=a_word + sample(52))
    assert [each for each in messages if each["type"] == "language"] == [
        {"type": "language", "code": "cy", "probability": 0.9}
    ]
    (seconds,) = heard
    assert 30 <= seconds <= 90


def test_an_interview_shorter_than_that_has_its_language_told_by_all_that_is_said(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(FasterWhisperEngine, "detect_language", lambda _engine, _samples: ("cy", 0.9))
    for sound, found in ((sample(6), ["cy"]), (bytes(6 * 32_000), [])):
        messages = listen(monkeypatch, deaf, [[0, 6_000]], language=None, sound=sound)
        assert [each["code"] for each in messages if each["type"] == "language"] == found


hear = FasterWhisperEngine.transcribe


def forgetful(engine: FasterWhisperEngine, samples: Samples, **how: Any) -> Iterator[Segment]:
    """Leave the last thing in a long stretch out, as Whisper now and then does."""
    found = list(hear(engine, samples, **how))
    yield from found if len(samples) < 10 * 16_000 else found[:-1]


def deaf(engine: FasterWhisperEngine, samples: Samples, **how: Any) -> Iterator[Segment]:
    """Hear nothing."""
    yield from ()


def listen(
    monkeypatch: pytest.MonkeyPatch,
    how: Callable[..., Iterator[Segment]],
    slices: list[list[int]] | None = None,
    sound: bytes = b"",
    **job: Any,
) -> Messages:
    """Run the phase in this process, with an engine that hears in the given way."""
    model = installed("whisper-tiny.en")
    monkeypatch.setattr(FasterWhisperEngine, "transcribe", how)
    frames = io.BytesIO()
    channel = Channel(frames, 0, SimpleQueue())
    channel.source = cast("io.RawIOBase", io.BytesIO(sound or sample(25 if slices else 12)))
    defaults = {"model_path": str(model), "engine": "faster-whisper", "beam": 1, "language": "en", "first_slice": 0}
    phase.run({**defaults, "slices": slices or [[0, 11_700]], **job}, channel)
    return [json.loads(line) for line in frames.getvalue().splitlines()]


@pytest.mark.parametrize("lanes", [1, 2])
def test_slices_heard_side_by_side_give_what_they_give_one_by_one(
    monkeypatch: pytest.MonkeyPatch, unbroken: Messages, lanes: int
) -> None:
    meet, calls, later_heard = threading.Barrier(lanes), itertools.count(), threading.Event()

    def meeting(engine: FasterWhisperEngine, samples: Samples, **how: Any) -> Iterator[Segment]:
        if next(calls) < len(SLICES):
            meet.wait(60)  # for the other, where there is one
        if lanes == len(SLICES) and len(samples) < 12 * 16_000:
            later_heard.wait(60)
        yield from hear(engine, samples, **how)
        later_heard.set()

    monkeypatch.setattr(phase, "recogniser_lanes", lambda _threads: lanes)
    monkeypatch.setattr(phase, "room_for_another", lambda: True)
    found = listen(monkeypatch, meeting, SLICES)
    assert [each for each in found if each["type"] != "progress"] == [
        each for each in unbroken if each["type"] != "progress"
    ]
    done = [each["done_ms"] for each in found if each["type"] == "progress"]
    assert done == sorted(done)


@pytest.mark.parametrize(("room", "shares"), [(False, [3]), (True, [2, 1])])
def test_two_engines_share_the_threads_where_memory_allows_else_one_has_them_all(
    monkeypatch: pytest.MonkeyPatch, room: bool, shares: list[int]
) -> None:
    given: dict[object, int] = {}
    at_work: set[object] = set()

    def making(name: str, model: Path, threads: int, *rest: Any) -> SpeechEngine:
        engine = make_engine(name, model, threads, *rest)
        given[engine] = threads
        return engine

    def noting(engine: FasterWhisperEngine, samples: Samples, **how: Any) -> Iterator[Segment]:
        at_work.add(engine)
        yield from ()

    monkeypatch.setattr(phase, "make_engine", making)
    monkeypatch.setattr(phase, "room_for_another", lambda: room)
    listen(monkeypatch, noting, SLICES, sound=bytes(25 * 32_000), threads=3)
    assert sorted((given[engine] for engine in at_work), reverse=True) == shares


def test_a_slice_that_cannot_be_heard_ends_the_work_after_those_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(engine: FasterWhisperEngine, samples: Samples, **how: Any) -> Iterator[Segment]:
        if len(samples) > 12 * 16_000:
            raise ModelError("Model whisper-tiny.en", "It is damaged.", "Install it again.")
        yield from hear(engine, samples, **how)

    with pytest.raises(ModelError):
        listen(monkeypatch, broken, SLICES)


def test_a_model_without_its_tokeniser_is_refused_before_anything_is_looked_for(tmp_path: Path) -> None:
    model = shutil.copytree(installed("whisper-tiny.en"), tmp_path / "whisper-tiny.en")
    (model / "tokenizer.json").unlink()
    with pytest.raises(ModelError, match=r"tokenizer\.json.*models install whisper-tiny\.en"):
        transcribe(model, sample(25))


def test_an_unknown_engine_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no such engine"):
        transcribe(tmp_path, b"", engine="abacus")
