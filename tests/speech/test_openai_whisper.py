"""openai-whisper, in a worker of its own, hears what faster-whisper hears; run with ``python3 dev.py test-openai``."""

from __future__ import annotations

import importlib.util
import io
import json
import os
import pickle
import statistics
import subprocess
import sys
from pathlib import Path
from typing import Any

import jiwer
import numpy as np
import pytest

from tests.speech.sound import installed, plain, sample, truth
from tests.speech.test_engines import spoken_german
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.errors import InputError, ModelError
from transcribe_desk.study.serial import segment_from_json, turn_from_json
from transcribe_desk.study.transcript import Segment, Turn

HERE = all(importlib.util.find_spec(package) for package in ("torch", "whisper"))
needs_whisper = pytest.mark.skipif(
    not HERE, reason="openai-whisper and torch are not installed; “python3 dev.py test-openai” installs them"
)
SECONDS = 62


def transcribe(model: Path, sound: bytes, engine: str = "openai-whisper", **chosen: Any) -> list[dict[str, Any]]:
    """Run the phase in a real worker, as the program does, and give its messages."""
    messages: list[dict[str, Any]] = []
    job = {"model_path": str(model), "engine": engine, "beam": 1, "language": "en", "first_slice": 0}
    job["slices"] = [[0, len(sound) // 32]]
    run_worker("transcribe", job | chosen, lambda message, _: messages.append(message), source=io.BytesIO(sound))
    return messages


def segments(messages: list[dict[str, Any]]) -> list[Segment]:
    return [segment_from_json(message["segment"]) for message in messages if message["type"] == "segment"]


def words(messages: list[dict[str, Any]]) -> list[str]:
    return [word.text for segment in segments(messages) for word in segment.words]


def run_alone(script: str, *arguments: object) -> Any:
    """Run Python in a process of its own, as torch and CTranslate2 must not share one, and give what it prints."""
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)


@pytest.fixture(scope="module")
def by_openai() -> list[dict[str, Any]]:
    return transcribe(installed("whisper-base"), sample(SECONDS))


@pytest.fixture(scope="module")
def by_faster() -> list[dict[str, Any]]:
    return transcribe(installed("whisper-base"), sample(SECONDS), "faster-whisper")


@needs_whisper
def test_words_have_no_spaces_and_times_go_forward(by_openai: list[dict[str, Any]]) -> None:
    found = [word for segment in segments(by_openai) for word in segment.words]
    times = [time for word in found for time in (word.start_ms, word.end_ms)]
    assert times == sorted(times)
    assert times[-1] <= SECONDS * 1000
    assert all(word.text.split() == [word.text] for word in found)
    assert all(any(letter.isalnum() for letter in word.text) for word in found)
    assert all(0 <= word.probability <= 1 for word in found)


@needs_whisper
def test_both_engines_hear_the_same(by_openai: list[dict[str, Any]], by_faster: list[dict[str, Any]]) -> None:
    theirs, ours = (plain(" ".join(words(messages))) for messages in (by_openai, by_faster))
    assert jiwer.wer(" ".join(ours), " ".join(theirs)) <= 0.02
    said = [word for word, _ in truth(SECONDS)]
    assert jiwer.wer(" ".join(said), " ".join(theirs[: len(said)])) < 0.1


@needs_whisper
def test_both_engines_give_the_same_turns(by_openai: list[dict[str, Any]], by_faster: list[dict[str, Any]]) -> None:
    theirs, ours = (turns(messages) for messages in (by_openai, by_faster))
    assert len(ours) >= 8
    assert [turn.speaker for turn in theirs] == [turn.speaker for turn in ours]
    apart = [abs(one.start_ms - other.start_ms) for one, other in zip(theirs, ours, strict=True)]
    # One word of which neither engine is sure may lie half a second off; the turns as such lie together.
    assert statistics.median(apart) <= 100
    assert max(apart) <= 700


def turns(messages: list[dict[str, Any]]) -> list[Turn]:
    """Tell two speakers apart in what an engine found."""
    heard: dict[str, Any] = {}
    job = {
        "segments": [message["segment"] for message in messages if message["type"] == "segment"],
        "speakers": 2,
        "encoder_path": str(ModelStore().verified_path("dvector")),
    }

    def keep(message: dict[str, Any], _payload: bytes) -> None:
        if message["type"] == "turns":
            heard.update(message)

    run_worker("speakers", job, keep, source=io.BytesIO(sample(SECONDS)))
    return [turn_from_json(turn) for turn in heard["turns"]]


@needs_whisper
def test_the_same_sound_gives_the_same_words_and_silence_none() -> None:
    sound = bytes(32_000 * 4) + sample(12) + bytes(32_000 * 4)
    first, second = (transcribe(installed("whisper-tiny.en"), sound) for _ in range(2))
    assert segments(first) == segments(second)
    assert 4_000 <= segments(first)[0].start_ms < segments(first)[-1].end_ms <= 16_500
    assert segments(transcribe(installed("whisper-tiny.en"), bytes(32_000 * 6))) == []


_EXPECTING = """
import io, json, sys
from pathlib import Path
from tests.speech.sound import sample
from transcribe_desk.speech.openai_whisper_engine import OpenAiWhisperEngine
from transcribe_desk.speech.pcm import read_samples
engine = OpenAiWhisperEngine(Path(sys.argv[1]), 2)
samples = read_samples(io.BytesIO(sample(8)), 0, 8_000)
heard = engine.transcribe(samples, language="en", beam=1, hotwords=sys.argv[2:])
print(json.dumps([word.text for segment in heard for word in segment.words]))
"""


@needs_whisper
def test_the_engine_expects_words_when_told_to_and_a_first_hearing_tells_none() -> None:
    model = installed("whisper-tiny.en")
    assert "margaret" in plain(" ".join(run_alone(_EXPECTING, model)))
    assert "margret" in plain(" ".join(run_alone(_EXPECTING, model, "Margret")))
    assert "margaret" in plain(" ".join(words(transcribe(model, sample(8), hotwords=["Margret"]))))


ENCODED = """
import json, sys
import numpy as np
from pathlib import Path
samples = np.load(sys.argv[2])
if sys.argv[3] == "openai":
    from transcribe_desk.speech.openai_whisper_engine import OpenAiWhisperEngine
    import torch, whisper
    model = OpenAiWhisperEngine(Path(sys.argv[1]), 2)._model
    mel = whisper.log_mel_spectrogram(whisper.pad_or_trim(samples))
    np.save(sys.argv[4], mel.numpy())
    with torch.no_grad():
        encoded = model.encoder(mel[None]).numpy()
    heads = model.alignment_heads.to_dense().numpy()
    named = whisper.model.Whisper(model.dims)
    named.set_alignment_heads(whisper._ALIGNMENT_HEADS["tiny.en"])
    assert (heads == named.alignment_heads.to_dense().numpy()).all()
else:
    import ctranslate2
    model = ctranslate2.models.Whisper(sys.argv[1], compute_type="float32")
    mel = ctranslate2.StorageView.from_array(np.load(sys.argv[4])[None])
    encoded = np.array(model.encode(mel))
np.save(sys.argv[5], encoded)
print(json.dumps(sorted({"torch", "ctranslate2"} & sys.modules.keys())))
"""


@needs_whisper
def test_the_converted_encoder_gives_the_same_numbers(tmp_path: Path) -> None:
    samples = tmp_path / "samples.npy"
    np.save(samples, np.frombuffer(sample(12), "<i2").astype(np.float32) / np.float32(32768))
    shared = (installed("whisper-tiny.en"), samples)
    mel = tmp_path / "mel.npy"
    assert run_alone(ENCODED, *shared, "openai", mel, tmp_path / "theirs.npy") == ["torch"]
    assert run_alone(ENCODED, *shared, "faster", mel, tmp_path / "ours.npy") == ["ctranslate2"]
    theirs, ours = np.load(tmp_path / "theirs.npy"), np.load(tmp_path / "ours.npy")
    assert theirs.shape == ours.shape
    difference = float(np.abs(theirs - ours).max())
    print(f"largest encoder difference {difference:.1e}")
    assert difference < 5e-3


WITHOUT_CT2 = """
import json, sys
import numpy as np
from pathlib import Path
from transcribe_desk.speech.openai_whisper_engine import OpenAiWhisperEngine
engine = OpenAiWhisperEngine(Path(sys.argv[1]), 2)
samples = np.load(sys.argv[2])
engine.detect_language(samples)
found = list(engine.transcribe(samples, language="en", beam=1))
import torch
loaded = sorted({"torch", "whisper", "onnxruntime", "ctranslate2"} & sys.modules.keys())
print(json.dumps([len(found) > 0, torch.get_num_threads(), loaded]))
"""


@needs_whisper
def test_ctranslate2_stays_out_of_the_process_and_threads_are_kept_to(tmp_path: Path) -> None:
    samples = tmp_path / "samples.npy"
    np.save(samples, np.frombuffer(sample(8), "<i2").astype(np.float32) / np.float32(32768))
    heard, threads, loaded = run_alone(WITHOUT_CT2, installed("whisper-tiny.en"), samples)
    assert heard
    assert threads == 2
    assert loaded == ["onnxruntime", "torch", "whisper"]


SAVE_PT = """
import dataclasses, json, sys
from pathlib import Path
import torch
from transcribe_desk.speech.openai_whisper_engine import OpenAiWhisperEngine
model = OpenAiWhisperEngine(Path(sys.argv[1]), 2)._model
torch.save({"dims": dataclasses.asdict(model.dims), "model_state_dict": model.state_dict()}, sys.argv[2])
print("null")
"""


@pytest.fixture(scope="module")
def own_pt(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("models") / "my-own.pt"
    run_alone(SAVE_PT, installed("whisper-tiny.en"), path)
    return path


@needs_whisper
def test_a_file_of_a_persons_own_is_used(own_pt: Path) -> None:
    assert words(transcribe(own_pt, sample(12))) == words(transcribe(installed("whisper-tiny.en"), sample(12)))


@needs_whisper
def test_a_file_with_a_published_name_must_be_the_published_one(own_pt: Path) -> None:
    false = own_pt.with_name("tiny.en.pt")
    false.write_bytes(own_pt.read_bytes())
    with pytest.raises(ModelError, match=r"tiny\.en\.pt: Its SHA-256"):
        transcribe(false, sample(8))


class Run:
    """An object that makes a folder when it is unpickled, as a dishonest file of weights could run anything."""

    def __init__(self, marker: Path) -> None:
        self.marker = marker

    def __reduce__(self) -> tuple[Any, tuple[str]]:
        return os.mkdir, (str(self.marker),)


@needs_whisper
@pytest.mark.parametrize("content", [b"", b"not a model", b"whole[:1000]", pickle.dumps({"dims": 1}), b"evil"])
def test_a_file_that_is_no_model_is_refused_and_runs_nothing(own_pt: Path, tmp_path: Path, content: bytes) -> None:
    marker = tmp_path / "evil-was-here"
    made = {b"whole[:1000]": own_pt.read_bytes()[:1000], b"evil": pickle.dumps(Run(marker))}
    path = tmp_path / "own.pt"
    path.write_bytes(made.get(content, content))
    with pytest.raises(ModelError, match=r"own\.pt: It is not a Whisper model"):
        transcribe(path, sample(8))
    assert not marker.exists()


@needs_whisper
def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match=r"lost\.pt: There is no such file"):
        transcribe(tmp_path / "lost.pt", sample(8))


@needs_whisper
def test_an_english_model_refuses_another_language() -> None:
    with pytest.raises(InputError, match=r"tiny\.en knows English alone"):
        transcribe(installed("whisper-tiny.en"), sample(8), language="de")


DETECTED = """
import json, sys
import numpy as np
from pathlib import Path
from transcribe_desk.speech.openai_whisper_engine import OpenAiWhisperEngine
engine = OpenAiWhisperEngine(Path(sys.argv[1]), 2)
print(json.dumps([engine.detect_language(np.load(path)) for path in sys.argv[2:]]))
"""


@needs_whisper
def test_the_language_is_detected(tmp_path: Path) -> None:
    english = np.frombuffer(sample(12), "<i2").astype(np.float32) / np.float32(32768)
    stretches = {"de": spoken_german(tmp_path), "en": english, "silence": np.zeros(80_000, np.float32)}
    for name, samples in stretches.items():
        np.save(tmp_path / f"{name}.npy", samples)
    found = run_alone(DETECTED, installed("whisper-base"), *(tmp_path / f"{name}.npy" for name in stretches))
    assert [code for code, _ in found] == ["de", "en", "en"]
    assert found[0][1] > 0.5
    assert found[1][1] > 0.8
    assert found[2][1] == 0.0


@needs_whisper
def test_a_graphics_card_is_politely_declined() -> None:
    messages = transcribe(installed("whisper-tiny.en"), sample(8), device="cuda")
    assert segments(messages)
    assert [message["text"].split()[2] for message in messages if message["type"] == "notice"] == ["openai-whisper"]


@pytest.mark.skipif(HERE, reason="openai-whisper is installed here")
def test_without_its_packages_the_engine_says_what_to_install() -> None:
    with pytest.raises(InputError, match=r"pip install 'transcribe-desk\[openai-whisper\]'"):
        transcribe(installed("whisper-tiny.en"), sample(8))
