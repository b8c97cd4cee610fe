"""Recognise speech with faster-whisper and the settings that measured best for interviews."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from transcribe_desk.speech.languages import check_language, language_windows, likeliest_language
from transcribe_desk.speech.pcm import SAMPLE_RATE, Samples
from transcribe_desk.speech.vocabulary import hotword_text
from transcribe_desk.speech.voiced import voice_threshold
from transcribe_desk.speech.words import Piece, forward_only, merge_pieces
from transcribe_desk.study.errors import ModelError
from transcribe_desk.study.transcript import Segment

# Why each of these, and the measurements behind them: docs/benchmarks.md. Three temperatures instead of six: hotter
# ones only invent. What was heard at any but the first is not told to the next window, lest Whisper repeats itself.
_SETTINGS: dict[str, Any] = {
    "task": "transcribe",
    "vad_filter": True,
    "word_timestamps": True,
    "temperature": (0.0, 0.2, 0.4),
    "prompt_reset_on_temperature": 0.1,
}
_NEEDED = ("config.json", "model.bin", "tokenizer.json")
_SEED = 20
# Voices and spectrum of a whole stretch are found first, which takes 0.3 GB for some minutes: one stretch at a time.
_GETTING_READY = threading.Lock()


class FasterWhisperEngine:
    """A Whisper model in CTranslate2's form, run on the processor, or on a graphics card when one was chosen."""

    def __init__(self, model_path: Path, threads: int, device: str = "cpu") -> None:
        """Use the model in the folder ``model_path`` with ``threads`` threads; raise ModelError if a file is missing.

        faster-whisper would go looking on the internet for a missing tokeniser, so the files are looked at first.
        ``device`` is "cpu" or "cuda"; with "cuda", every use raises RuntimeError where there is no such card.
        """
        missing = [name for name in _NEEDED if not (model_path / name).is_file()]
        if not any(model_path.glob("vocabulary.*")):
            missing.append("vocabulary.json")
        if missing:
            raise ModelError(
                f"Model {model_path.name}, file {missing[0]}",
                "It is missing.",
                f"Run “transcribe-desk models install {model_path.name}”.",
            )
        self._model_path = model_path
        self._threads = threads
        self._device = device
        self._model: Any = None

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
        self._load()
        check_language(language, self._languages(), self._model_path.name)
        expected = hotword_text(hotwords, self._count_tokens)
        with _GETTING_READY:
            segments, _ = self._model.transcribe(
                samples,
                language=language,
                beam_size=beam,
                hotwords=expected or None,
                # Each window is told the text before it; with words to expect too, little room is left for its own.
                condition_on_previous_text=not expected,
                vad_parameters={"threshold": voice_threshold(quiet_speaker=quiet_speaker)},
                **_SETTINGS,
            )
        latest_ms = round(len(samples) / SAMPLE_RATE * 1000)
        earliest_ms = 0
        for found in segments:
            pieces = (Piece(word.word, word.start, word.end, word.probability) for word in found.words or ())
            words = forward_only(merge_pieces(pieces), earliest_ms, latest_ms)
            if not words or words[-1].end_ms == words[0].start_ms:
                continue
            earliest_ms = words[-1].end_ms
            yield Segment(words, words[0].start_ms, earliest_ms, found.avg_logprob, found.compression_ratio)

    def detect_language(self, samples: Samples) -> tuple[str, float]:
        """Give the language and its probability; see SpeechEngine."""
        if self._model is None:
            self._load()
        if not self._model.model.is_multilingual:
            return "en", 1.0
        windows = language_windows(samples)
        return likeliest_language(dict(self._model.detect_language(window)[2]) for window in windows)

    def _languages(self) -> list[str]:
        """Give the languages the model has a token for; the library's list is that of the largest models."""
        tokenizer = self._model.hf_tokenizer
        return [code for code in self._model.supported_languages if tokenizer.token_to_id(f"<|{code}|>") is not None]

    def _count_tokens(self, text: str) -> int:
        return len(self._model.hf_tokenizer.encode(f" {text}", add_special_tokens=False).ids)

    def _load(self) -> None:
        """Load the model anew, so that each stretch of sound begins with the same random numbers.

        CTranslate2 keeps a generator per thread for the life of a model and does not start it again when the seed is
        set; only a new model does. Loading takes 0.2 s, against half a minute for a slice.
        """
        import ctranslate2
        from faster_whisper import WhisperModel

        if self._device == "cuda" and ctranslate2.get_cuda_device_count() == 0:
            raise RuntimeError("no CUDA device")
        self._model = None
        ctranslate2.set_random_seed(_SEED)
        self._model = WhisperModel(
            str(self._model_path),
            device=self._device,
            # 8-bit numbers are the fastest on a processor, with the same words; a card takes the model's own.
            compute_type="int8" if self._device == "cpu" else "default",
            cpu_threads=self._threads,
            local_files_only=True,
        )
