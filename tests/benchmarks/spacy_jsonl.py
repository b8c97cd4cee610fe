"""The peer to compare with: one spaCy model's own labels straight through, as flag_jsonl.py reads and writes.

python -m tests.benchmarks.spacy_jsonl md < documents.jsonl > spans.jsonl
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable

import spacy

from tests.benchmarks.flag_jsonl import turns_of
from transcribe_desk.privacy.lexicons.words import word_set
from transcribe_desk.speech.model_store import ModelStore

_IGNORED = word_set(
    """
    NORP CARDINAL ORDINAL QUANTITY MONEY PERCENT TIME PRODUCT EVENT WORK_OF_ART LAW LANGUAGE
    """
)


def peer(size: str) -> Callable[[str], list[tuple[int, int, str]]]:
    """Load a model, ``md`` or ``sm``, and give what reads a text with it: spans with the model's own labels."""
    path = ModelStore().verified_path(f"en_core_web_{size}")
    model = spacy.load(path, exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"])

    def read(text: str) -> list[tuple[int, int, str]]:
        turns, offsets = turns_of(text)
        return [
            (offsets[turn.id] + entity.start_char, offsets[turn.id] + entity.end_char, entity.label_)
            for turn, document in zip(turns, model.pipe(turn.text for turn in turns), strict=True)
            for entity in document.ents
            if entity.label_ not in _IGNORED
        ]

    return read


def main() -> None:
    """Read documents from standard input and write the model's entities to standard output."""
    read = peer(sys.argv[1])
    for line in sys.stdin:
        document = json.loads(line)
        for start, end, label in read(document["text"]):
            print(json.dumps({"id": document["id"], "start": start, "end": end, "label": label}))


if __name__ == "__main__":
    main()
