"""Let spaCy's named entity recognition propose; two models vote, and each finding says which."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import ModuleType
from typing import Any

from transcribe_desk.privacy.detectors.dates import is_specific
from transcribe_desk.privacy.detectors.growth import grow
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.lexicons.words import FUNCTION_WORDS, TALK
from transcribe_desk.privacy.mention import Finding
from transcribe_desk.privacy.naming.names import trim, without_title

# NORP (Scottish, Catholic), numbers, money and times of day are left alone: they identify nobody by themselves.
LABELS = {"PERSON": "PERSON", "GPE": "LOCATION", "LOC": "LOCATION", "FAC": "LOCATION", "ORG": "ORG", "DATE": "DATE"}
SCORES = {"md": 0.8, "sm": 0.7}  # md is the better of the two on spoken English (anonymisation.md)
_UNUSED = ("parser", "tagger", "lemmatizer", "attribute_ruler", "senter")
_CHUNK = 20_000  # characters; spaCy refuses texts of more than a million, and long ones take memory
_BATCH = 64
_NOT_FIRST = FUNCTION_WORDS | {"the", "a", "an"}
_FIRST_WORD = re.compile(r"([\w'’-]+)[,.…]*\s+")
_LAST_WORD = re.compile(r"[\s,.…]+([\w'’-]+)$")


class SpacyDetector:
    """One spaCy model, loaded from its folder on first use; only ever inside a worker process."""

    def __init__(self, size: str, path: Path) -> None:
        """Take the model's size, ``md`` or ``sm``, and the folder that holds it."""
        self.name = f"spacy-{size}"
        self._score = SCORES[size]
        self._path = path
        self._model: Any = None

    @property
    def version(self) -> str:
        """Give the model's own version, as its folder says."""
        try:
            return str(json.loads((self._path / "meta.json").read_text(encoding="utf-8"))["version"])
        except (OSError, ValueError, KeyError):
            return ""

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield people, places, organisations and specific dates."""
        if self._model is None:
            self._model = _spacy().load(self._path, exclude=list(_UNUSED))
        chunks = ((chunk, (turn.id, offset)) for turn in turns for offset, chunk in _chunks(turn.text))
        for document, (turn_id, offset) in self._model.pipe(chunks, as_tuples=True, batch_size=_BATCH):
            for entity in document.ents:
                if entity.label_ in LABELS:
                    finding = self._finding(document.text, entity, offset)
                    if finding:
                        yield turn_id, finding

    def _finding(self, text: str, entity: Any, offset: int) -> Finding | None:
        label = LABELS[entity.label_]
        start, end = _core(text, entity.start_char, entity.end_char, label)
        if start >= end or (label == "DATE" and not is_specific(text[start:end])):
            return None
        reason = f"recognised as {label.lower()} by the {'larger' if self.name.endswith('md') else 'smaller'} model"
        return Finding(start + offset, end + offset, label, self.name, self._score, reason)


def _spacy() -> ModuleType:
    """Import spaCy without its command line, which would bring HTTP libraries and a third of the start-up time."""
    if "spacy" not in sys.modules:
        for name in ("spacy.cli", "spacy.cli.info"):
            stand_in = ModuleType(name)
            stand_in.__dict__.update(info=None, __path__=[])
            sys.modules[name] = stand_in
    import spacy

    return spacy


def _core(text: str, start: int, end: int, label: str) -> tuple[int, int]:
    """Give the span without articles, hesitations, titles and clinging punctuation; empty where nothing is left."""
    start, end = trim(text, start, end)
    while match := _FIRST_WORD.match(text, start, end):
        if match[1].lower() not in (_NOT_FIRST):
            break
        start = match.end()
    while label == "PERSON" and (match := _LAST_WORD.search(text[start:end])) and match[1].lower() in FUNCTION_WORDS:
        end = start + match.start()
    if label == "PERSON":
        kept = without_title(text[start:end])
        start = text.index(kept, start, end) if kept else start
        start, end = grow(text, start, end) if start < end else (start, end)
    if text[start:end].lower().strip(".,") in TALK:
        return start, start
    return start, end


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while len(text) - start > _CHUNK:
        cut = max(text.rfind(". ", start, start + _CHUNK), text.rfind(" ", start + _CHUNK // 2, start + _CHUNK)) + 1
        cut = cut if cut > start else start + _CHUNK
        yield start, text[start:cut]
        start = cut
    yield start, text[start:]
