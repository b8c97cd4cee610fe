"""The peer to compare with: Presidio's analyser on one spaCy model, offline; runs in an environment of its own.

FOLDER/bin/python tests/benchmarks/presidio_turns.py MODEL-FOLDER < turns.jsonl > spans.jsonl

A line in is ``{"id", "turns": [[offset, text], …]}``, a line out a span as flag_jsonl.py writes them. A line ``ready``
comes first, so that the time to load is not counted as reading.
"""

from __future__ import annotations

import json
import sys

import tldextract
from presidio_analyzer import AnalyzerEngine
from presidio_analyzer.nlp_engine import NlpEngineProvider


def main() -> None:
    """Read turns from standard input and write what Presidio finds with its defaults to standard output."""
    # Offline: it would fetch a list of public suffixes at the first e-mail address; the list in the package does.
    tldextract.extract = tldextract.TLDExtract(suffix_list_urls=())
    configuration = {"nlp_engine_name": "spacy", "models": [{"lang_code": "en", "model_name": sys.argv[1]}]}
    engine = AnalyzerEngine(nlp_engine=NlpEngineProvider(nlp_configuration=configuration).create_engine())
    engine.analyze("Ready.", language="en")
    print("ready", flush=True)
    for line in sys.stdin:
        document = json.loads(line)
        for offset, text in document["turns"]:
            for found in engine.analyze(text, language="en"):
                span = {"start": offset + found.start, "end": offset + found.end, "label": found.entity_type}
                print(json.dumps({"id": document["id"], **span}))
        print(json.dumps({"read": document["id"]}), flush=True)


if __name__ == "__main__":
    main()
