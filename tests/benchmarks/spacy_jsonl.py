"""The peer to compare with: one spaCy model's own labels straight through, as flag_jsonl.py reads and writes.

python -m tests.benchmarks.spacy_jsonl md < documents.jsonl > spans.jsonl
"""

from __future__ import annotations

import json
import sys

import spacy

from tests.benchmarks.flag_jsonl import turns_of
from transcribe_desk.privacy.words import word_set
from transcribe_desk.speech.model_store import ModelStore

_IGNORED = word_set(
    """
    NORP CARDINAL ORDINAL QUANTITY MONEY PERCENT TIME PRODUCT EVENT WORK_OF_ART LAW LANGUAGE
    """
)


def main() -> None:
    """Read documents from standard input and write the model's entities to standard output."""
    path = ModelStore().verified_path(f"en_core_web_{sys.argv[1]}")
    model = spacy.load(path, exclude=["parser", "tagger", "lemmatizer", "attribute_ruler"])
    for line in sys.stdin:
        document = json.loads(line)
        turns, offsets = turns_of(document["text"])
        for turn, read in zip(turns, model.pipe(turn.text for turn in turns), strict=True):
            for entity in read.ents:
                if entity.label_ not in _IGNORED:
                    start = offsets[turn.id]
                    span = {"start": start + entity.start_char, "end": start + entity.end_char, "label": entity.label_}
                    print(json.dumps({"id": document["id"], **span}))


if __name__ == "__main__":
    main()
