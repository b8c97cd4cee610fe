"""The faster-whisper engine asks its library for the settings that measured best, and for nothing from a network."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from transcribe_desk.speech.faster_whisper_engine import FasterWhisperEngine


class Recorder:
    """Stands in for faster-whisper's model: keeps how it was made and what it was asked, and hears nothing."""

    made: dict[str, Any]
    asked: dict[str, Any]
    supported_languages = ("en", "cy")
    hf_tokenizer = SimpleNamespace(
        token_to_id=lambda _token: 1, encode=lambda text, **_how: SimpleNamespace(ids=text.split())
    )

    def __init__(self, path: str, **how: Any) -> None:
        type(self).made = {"path": path, **how}

    def transcribe(self, _samples: Any, **how: Any) -> tuple[list[Any], None]:
        """Give no segments."""
        type(self).asked = how
        return [], None


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the folder of a model whose files are all there, and empty: only the recorder is to use them."""
    for name in ("config.json", "model.bin", "tokenizer.json", "vocabulary.txt"):
        (tmp_path / name).touch()
    monkeypatch.setattr("faster_whisper.WhisperModel", Recorder)
    return tmp_path


def transcribe(engine: FasterWhisperEngine, language: str | None = "cy", beam: int = 4, **how: Any) -> None:
    assert list(engine.transcribe(np.zeros(16_000, np.float32), language=language, beam=beam, **how)) == []


@pytest.mark.parametrize(("device", "numbers"), [("cpu", "int8"), ("cuda", "default")])
def test_the_model_is_loaded_from_this_computer_alone(
    device: str, numbers: str, model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ctranslate2.get_cuda_device_count", lambda: 1)
    transcribe(FasterWhisperEngine(model, 3, device))
    assert Recorder.made == {
        "path": str(model),
        "device": device,
        "compute_type": numbers,
        "cpu_threads": 3,
        "local_files_only": True,
    }


@pytest.mark.parametrize(("quiet_speaker", "threshold"), [(False, 0.5), (True, 0.35)])
def test_the_library_is_asked_for_the_settings_that_measured_best(
    quiet_speaker: bool, threshold: float, model: Path
) -> None:
    engine = FasterWhisperEngine(model, 3)
    transcribe(engine, hotwords=["Caoimhe", "Hallamshire"], quiet_speaker=quiet_speaker)
    assert Recorder.asked == {
        "task": "transcribe",
        "language": "cy",
        "beam_size": 4,
        "hotwords": "Hallamshire, Caoimhe",
        "vad_filter": True,
        "vad_parameters": {"threshold": threshold},
        "condition_on_previous_text": False,
        "word_timestamps": True,
        "temperature": (0.0, 0.2, 0.4),
        "prompt_reset_on_temperature": 0.1,
    }


def test_each_window_is_told_the_text_before_it_unless_words_to_expect_take_the_room(model: Path) -> None:
    transcribe(FasterWhisperEngine(model, 3))
    assert Recorder.asked["condition_on_previous_text"] is True


def test_no_language_and_no_words_to_expect_are_left_to_the_library(model: Path) -> None:
    transcribe(FasterWhisperEngine(model, 3), language=None)
    assert (Recorder.asked["language"], Recorder.asked["hotwords"]) == (None, None)
