"""Recognise speech with openai-whisper, from CTranslate2's weights or a person's own .pt file, on the processor."""

from __future__ import annotations

import base64
import gzip
import hashlib
import importlib
import importlib.util
import json
import os
import pickle
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

import numpy as np

from transcribe_desk.speech.ct2_weights import whisper_weights
from transcribe_desk.speech.languages import check_language, language_windows, likeliest_language
from transcribe_desk.speech.pcm import SAMPLE_RATE, Samples
from transcribe_desk.speech.vocabulary import hotword_text
from transcribe_desk.speech.voiced import VoicedPart, voiced_parts
from transcribe_desk.speech.words import Piece, forward_only, merge_pieces
from transcribe_desk.study.errors import InputError, ModelError
from transcribe_desk.study.transcript import Segment

# The same choices as for faster-whisper, said explicitly where the two libraries' defaults differ.
_SETTINGS: dict[str, Any] = {
    "task": "transcribe",
    "word_timestamps": True,
    "temperature": (0.0, 0.2, 0.4),
    "best_of": 5,
    "fp16": False,
    "verbose": None,
}
_SEED = 20
# whisper gives nothing before it is through with all it was given; a minute of voice is a fair wait for words to show.
_PART_SECONDS = 60


class OpenAiWhisperEngine:
    """A Whisper model in PyTorch; needs the extra “openai-whisper”, and a process without CTranslate2."""

    def __init__(self, model_path: Path, threads: int) -> None:
        """Load ``model_path``, a folder with CTranslate2's model or a ``.pt`` file, to run on ``threads`` threads.

        Raises InputError where the extra's packages are missing, ModelError for a model that cannot be used.
        """
        # Looked at when torch and Numba, with which whisper aligns words, are imported. Threads that wait by spinning
        # take the time from each other where other programs work too: asleep, they were through in half the time.
        os.environ["OMP_WAIT_POLICY"] = "PASSIVE"
        os.environ["NUMBA_NUM_THREADS"] = str(threads)
        _keep_ctranslate2_out()
        self._torch, self._whisper = _packages()
        self._torch.set_num_threads(threads)
        self._name = model_path.name
        self._model = self._from_pt(model_path) if model_path.suffix == ".pt" else self._converted(model_path)
        self._model.eval()

    def transcribe(
        self,
        samples: Samples,
        *,
        language: str | None,
        beam: int,
        hotwords: Sequence[str] = (),
        quiet_speaker: bool = False,
    ) -> Iterator[Segment]:
        """Give the segments of ``samples``; see SpeechEngine."""
        check_language(language, self._languages(), self._name)
        language = language or self.detect_language(samples)[0]
        self._torch.manual_seed(_SEED)
        expected = hotword_text(hotwords, self._count_tokens)
        latest_ms = round(len(samples) / SAMPLE_RATE * 1000)
        earliest_ms = 0
        for part in voiced_parts(samples, _PART_SECONDS, quiet_speaker=quiet_speaker):
            for found in self._heard(part, expected, language, beam):
                pieces = (
                    Piece(word["word"], word["start"], word["end"], word["probability"]) for word in found["words"]
                )
                words = forward_only(merge_pieces(part.put_back(pieces)), earliest_ms, latest_ms)
                if not words or words[-1].end_ms == words[0].start_ms:
                    continue
                earliest_ms = words[-1].end_ms
                yield Segment(words, words[0].start_ms, earliest_ms, found["avg_logprob"], found["compression_ratio"])

    def detect_language(self, samples: Samples) -> tuple[str, float]:
        """Give the language and its probability; see SpeechEngine."""
        if not self._model.is_multilingual:
            return "en", 1.0
        audio = self._whisper.audio
        windows = (
            audio.log_mel_spectrogram(audio.pad_or_trim(window), self._model.dims.n_mels)
            for window in language_windows(samples)
        )
        return likeliest_language(self._model.detect_language(window)[1] for window in windows)

    def _heard(self, part: VoicedPart, expected: str, language: str, beam: int) -> list[dict[str, Any]]:
        """Give whisper's own segments; before each window it reads the words to expect, or else the text before it."""
        result = self._model.transcribe(
            part.samples,
            language=language,
            beam_size=beam if beam > 1 else None,
            initial_prompt=expected or None,
            carry_initial_prompt=bool(expected),
            condition_on_previous_text=not expected,
            **_SETTINGS,
        )
        segments: list[dict[str, Any]] = result["segments"]
        return segments

    def _count_tokens(self, text: str) -> int:
        model = self._model
        tokenizer = self._whisper.tokenizer.get_tokenizer(model.is_multilingual, num_languages=model.num_languages)
        return len(tokenizer.encode(f" {text}"))

    def _languages(self) -> list[str]:
        if not self._model.is_multilingual:
            return ["en"]
        return list(self._whisper.tokenizer.LANGUAGES)[: self._model.num_languages]

    def _converted(self, folder: Path) -> Any:
        """Give the model that CTranslate2 keeps in ``folder``; every weight must find its place."""
        weights = whisper_weights(folder / "model.bin")
        state = {name: self._torch.from_numpy(values.astype(np.float32)) for name, values in weights.state.items()}
        model = self._model_of(weights.dimensions, state, folder / "model.bin")
        heads = json.loads((folder / "config.json").read_text(encoding="utf-8"))["alignment_heads"]
        chosen = np.zeros((model.dims.n_text_layer, model.dims.n_text_head), dtype=bool)
        chosen[tuple(np.transpose(heads))] = True
        model.set_alignment_heads(base64.b85encode(gzip.compress(chosen.tobytes())))
        return model

    def _from_pt(self, path: Path) -> Any:
        """Give the model of a ``.pt`` file; one with the name of a published model must be that model."""
        if not path.is_file():
            raise ModelError(f"Model {path.name}", "There is no such file.", "Check where it lies.")
        with path.open("rb") as file:
            found = hashlib.file_digest(file, "sha256").hexdigest()
        # whisper's table of addresses is its table of hashes: the last folder of each is the file's SHA-256.
        published = {name: address.split("/")[-2] for name, address in self._whisper._MODELS.items()}
        if published.get(path.stem, found) != found:
            raise ModelError(
                f"Model {path.name}",
                "Its SHA-256 is not the one OpenAI published for this name.",
                "Get the file again, or rename it if it is a model of your own.",
            )
        try:
            # Only weights: a .pt file could otherwise run any program.
            checkpoint = self._torch.load(path, map_location="cpu", weights_only=True)
            dimensions, state = checkpoint["dims"], checkpoint["model_state_dict"]
        except (pickle.UnpicklingError, RuntimeError, EOFError, KeyError, TypeError, ValueError) as error:
            raise _unfit(path) from error
        model = self._model_of(dimensions, state, path)
        name = next((name for name, digest in published.items() if digest == found), None)
        if name:
            model.set_alignment_heads(self._whisper._ALIGNMENT_HEADS[name])
        return model

    def _model_of(self, dimensions: dict[str, int], state: dict[str, Any], path: Path) -> Any:
        try:
            model = self._whisper.model.Whisper(self._whisper.model.ModelDimensions(**dimensions))
            model.load_state_dict(state, strict=True)
        except (RuntimeError, TypeError) as error:
            raise _unfit(path) from error
        return model


def _packages() -> tuple[Any, Any]:
    """Import torch and whisper, or raise InputError naming the extra that brings them."""
    try:
        torch, whisper = (importlib.import_module(name) for name in ("torch", "whisper"))
        if not hasattr(whisper, "load_model"):  # another package of that name has nothing to do with speech
            raise ImportError(name="openai-whisper")
    except ImportError as error:
        raise InputError(
            "Speech engine openai-whisper",
            f"A package it needs is not installed ({error.name}).",
            "Install the extra with “pip install 'transcribe-desk[openai-whisper]'”, or choose faster-whisper.",
        ) from error
    return torch, whisper


def _keep_ctranslate2_out() -> None:
    """Let voice activity be imported from faster-whisper without what the package itself imports.

    That is CTranslate2, whose OpenMP and torch's end the process on Windows and macOS when both are in it. Voice
    activity needs neither.
    """
    if "ctranslate2" in sys.modules:
        raise RuntimeError("openai-whisper needs a process without CTranslate2")
    if "faster_whisper" not in sys.modules and (spec := importlib.util.find_spec("faster_whisper")):
        package = ModuleType("faster_whisper")
        package.__path__ = list(spec.submodule_search_locations or ())
        sys.modules["faster_whisper"] = package


def _unfit(path: Path) -> ModelError:
    return ModelError(
        f"Model {path.name}", "It is not a Whisper model that openai-whisper can load.", "Choose another model."
    )
