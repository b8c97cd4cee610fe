"""Ask a second model about text without capitals: Rampart, an uncased token classifier, optional, on onnxruntime."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.lexicons.gazetteers import is_first_name, is_place, is_surname
from transcribe_desk.privacy.lexicons.veto import has_capitals
from transcribe_desk.privacy.lexicons.words import TALK, frequency
from transcribe_desk.privacy.mention import Finding
from transcribe_desk.privacy.naming.names import key, trim

LABELS = {
    "GIVEN_NAME": "PERSON",
    "SURNAME": "PERSON",
    "CITY": "LOCATION",
    "STATE": "LOCATION",
    "STREET_NAME": "ADDRESS",
    "ZIP_CODE": "POSTCODE",
}
_NAMES = {"PERSON", "LOCATION"}
_NO_WORD = 500  # frequency below which a word that no list has may be a name: pollock 60, shaky 900
_LEAST = 0.5  # probability of a token's label
_FEWEST_WORDS = 6  # of a turn without capitals in a transcript that has them
_WINDOW = 120  # tokens; the model takes 512 and was found best in stretches of a few sentences
_OVERLAP = 20
_BATCH = 16


@dataclass(frozen=True, slots=True)
class _Window:
    turn: TurnText
    ids: list[int]
    offsets: list[tuple[int, int]]


class UncasedDetector:
    """One more opinion on transcripts and turns without capitals; elsewhere it costs more time than it finds names."""

    name = "uncased"
    version = "1.4.0"  # of Rampart's package in models/catalogue.toml

    def __init__(self, path: Path) -> None:
        """Take the folder of the model; it is loaded when a transcript needs it, only ever inside a worker."""
        self._path = path
        self._session: Any = None

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield people, places and addresses that the model sees in turns without capitals."""
        if has_capitals(turn.text for turn in turns):
            turns = [turn for turn in turns if _lacks_capitals(turn.text)]
        if not turns:
            return
        self._load()
        windows = sorted((window for turn in turns for window in self._windows(turn)), key=lambda each: len(each.ids))
        for start in range(0, len(windows), _BATCH):
            yield from self._classify(windows[start : start + _BATCH])

    def _load(self) -> None:
        if self._session is not None:
            return
        import onnxruntime
        from tokenizers import Tokenizer

        options = onnxruntime.SessionOptions()
        options.log_severity_level = 3
        self._session = onnxruntime.InferenceSession(
            self._path / "onnx" / "model_q4.onnx", options, providers=["CPUExecutionProvider"]
        )
        self._inputs = {each.name for each in self._session.get_inputs()}
        self._tokenizer = Tokenizer.from_file(str(self._path / "tokenizer.json"))
        self._tokenizer.no_truncation()
        self._tokenizer.no_padding()
        config = json.loads((self._path / "config.json").read_text(encoding="utf-8"))
        self._names = [config["id2label"][str(index)] for index in range(len(config["id2label"]))]
        self._first, self._last = (self._tokenizer.token_to_id(mark) or 0 for mark in ("[CLS]", "[SEP]"))

    def _windows(self, turn: TurnText) -> Iterator[_Window]:
        encoding = self._tokenizer.encode(turn.text, add_special_tokens=False)
        ids, offsets = encoding.ids, encoding.offsets
        for start in range(0, max(1, len(ids) - _OVERLAP), _WINDOW - _OVERLAP):
            if ids:
                yield _Window(turn, ids[start : start + _WINDOW], offsets[start : start + _WINDOW])

    def _classify(self, windows: Sequence[_Window]) -> Iterator[tuple[int, Finding]]:
        import numpy as np

        longest = max(len(window.ids) for window in windows) + 2
        ids = np.zeros((len(windows), longest), dtype=np.int64)
        mask = np.zeros_like(ids)
        for row, window in enumerate(windows):
            ids[row, : len(window.ids) + 2] = [self._first, *window.ids, self._last]
            mask[row, : len(window.ids) + 2] = 1
        feed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        logits = self._session.run(None, {name: feed[name] for name in self._inputs})[0]
        odds = np.exp(logits - logits.max(axis=-1, keepdims=True))
        odds /= odds.sum(axis=-1, keepdims=True)
        best, probability = odds.argmax(axis=-1), odds.max(axis=-1)
        for row, window in enumerate(windows):
            tokens = [
                (LABELS.get(self._names[best[row, at]][2:], ""), float(probability[row, at]), *span)
                for at, span in enumerate(window.offsets, start=1)
            ]
            yield from self._findings(window.turn, tokens)

    def _findings(self, turn: TurnText, tokens: Sequence[tuple[str, float, int, int]]) -> Iterator[tuple[int, Finding]]:
        """Join neighbouring tokens of one label into findings of whole words."""
        label, start, end = "", 0, 0
        for name, probability, first, last in (*tokens, ("", 0.0, len(turn.text), len(turn.text))):
            found = name if probability >= _LEAST else ""
            if label and found == label and not turn.text[end:first].strip():
                end = last
                continue
            if label:
                yield from self._finding(turn, start, end, label)
            label, start, end = found, first, last

    def _finding(self, turn: TurnText, start: int, end: int, label: str) -> Iterator[tuple[int, Finding]]:
        text = turn.text
        while start > 0 and text[start - 1].isalnum() and text[start].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum() and text[end - 1].isalnum():
            end += 1
        start, end = trim(text, start, end)
        if start < end and (label not in _NAMES or any(_can_be_a_name(word) for word in key(text[start:end]))):
            reason = f"recognised as {label.lower()} by the model for text without capitals"
            yield turn.id, Finding(start, end, label, self.name, 0.6, reason)


def _lacks_capitals(text: str) -> bool:
    words = text.split()
    return len(words) >= _FEWEST_WORDS and not any(word[0].isupper() and not word.startswith("I") for word in words)


def _can_be_a_name(word: str) -> bool:
    known = is_first_name(word) or is_surname(word) or is_place(word)
    return word not in TALK and (known or frequency(word) < _NO_WORD)
