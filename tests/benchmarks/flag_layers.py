"""Measure what each layer of detection adds, beside spaCy and Presidio, in one run and by the shared scorer.

    python -m tests.benchmarks.flag_layers [--presidio FOLDER/bin/python] [--data shared/data/deid]

Only the parts that were kept aside are read. Every row reads all documents of a set in one form before the next row
does. Models are loaded before the clock starts; rows that only add rules are not timed. FOLDER is an environment made
of presidio-requirements.txt. The tables come as Markdown; misses are counted by type, and no words of theirs shown.
"""

from __future__ import annotations

import argparse
import importlib.util
import json
import re
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType
from typing import Any
from unittest import mock

from tests.benchmarks.flag_jsonl import spans, turns_of
from tests.benchmarks.spacy_jsonl import peer
from transcribe_desk.privacy.detectors.gazetteers import GazetteerDetector
from transcribe_desk.privacy.detectors.indirect import IndirectDetector
from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.detectors.side_by_side import SideBySide
from transcribe_desk.privacy.detectors.spacy_ner import SpacyDetector
from transcribe_desk.privacy.detectors.standard import rule_detectors, standard_detectors
from transcribe_desk.privacy.lexicons.words import frequency, is_ordinary
from transcribe_desk.privacy.mention import Finding
from transcribe_desk.speech.model_store import ModelState, ModelStore

# The last third of each development set: 12 consultations, 15 vlogs (docs/benchmarks.md, “Flags beside spaCy”).
_PARTS = {
    "UK consultations": ("primock57", r"day2_consultation(?:09|10)|day3"),
    "vlogs": ("gum_spoken", r"GUM_vlog"),
}
_FORMS = {
    "as written": "none",
    "lower case": "lower",
    "no punctuation": "nopunct",
    "lower case, no punctuation": "lower_nopunct",
}
_PROPAGATE = "transcribe_desk.privacy.finding.flagging.propagate"
_VETO = "transcribe_desk.privacy.finding.flagging.is_vetoed"

Spans = list[dict[str, Any]]
Reader = Callable[[Sequence[dict[str, str]]], dict[str, Spans]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table and what reads a set of documents for it."""

    name: str
    read: Reader
    timed: bool = True


@dataclass
class Remembered:
    """A detector that reads each document once, so that a row for a rule does not wait for the models again."""

    detector: Detector
    name: str = "remembered"
    version: str = "1"
    _findings: dict[tuple[str, ...], list[tuple[int, Finding]]] = field(default_factory=dict)

    def find(self, turns: Sequence[TurnText]) -> Iterator[tuple[int, Finding]]:
        """Yield what the detector finds, or found before."""
        said = tuple(turn.text for turn in turns)
        if said not in self._findings:
            self._findings[said] = list(self.detector.find(turns))
        yield from self._findings[said]


@dataclass
class Presidio:
    """The peer in a process of its own, loaded before the clock starts."""

    process: subprocess.Popen[str]

    @classmethod
    def start(cls, python: str, model: Path) -> Presidio:
        """Start it and wait until it can read."""
        script = Path(__file__).with_name("presidio_turns.py")
        command = [python, str(script), str(model)]
        process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        started = cls(process)
        while started._line() != "ready":
            pass
        return started

    def read(self, documents: Sequence[dict[str, str]]) -> dict[str, Spans]:
        """Give what it finds in each document."""
        assert self.process.stdin is not None
        found: dict[str, Spans] = {}
        for document in documents:
            turns, offsets = turns_of(document["text"])
            sent = {"id": document["id"], "turns": [[offsets[turn.id], turn.text] for turn in turns]}
            self.process.stdin.write(json.dumps(sent) + "\n")
            self.process.stdin.flush()
            found[document["id"]] = []
            while "read" not in (span := json.loads(self._line())):
                found[document["id"]].append(span)
        return found

    def _line(self) -> str:
        assert self.process.stdout is not None
        line = self.process.stdout.readline()
        if not line:
            raise SystemExit("Presidio ended; its environment is made of presidio-requirements.txt.")
        return line.strip()


@dataclass
class Layers:
    """The product's detectors, each layer upon the last; without propagation and veto until their turn comes."""

    store: ModelStore = field(default_factory=ModelStore)

    def rows(self) -> Iterator[Row]:
        """Give a row for each layer added; the last but the second opinion is what a study uses."""
        md, sm = (self.store.verified_path(f"en_core_web_{size}") for size in ("md", "sm"))
        models: list[Detector] = [Remembered(SideBySide(SpacyDetector("md", md), SpacyDetector("sm", sm)))]
        listed = [each for each in rule_detectors() if isinstance(each, GazetteerDetector)]
        rules = [each for each in rule_detectors() if not isinstance(each, GazetteerDetector | IndirectDetector)]
        yield Row("md ∪ sm", _reader(models, without=(_PROPAGATE, _VETO)))
        yield Row("+ propagation", _reader(models, without=(_VETO,)), timed=False)
        yield Row("+ rules", _reader([*models, *rules], without=(_VETO,)), timed=False)
        yield Row("+ gazetteers", _reader([*models, *rules, *listed], without=(_VETO,)), timed=False)
        yield Row("+ veto", _reader([*models, *rules, *listed]), timed=False)
        yield Row("+ cues", _reader(standard_detectors(md, sm)))
        if self.store.state("rampart") is ModelState.INSTALLED:
            rampart = self.store.verified_path("rampart")
            yield Row("+ second opinion", _reader(standard_detectors(md, sm, uncased=rampart)))


def _reader(detectors: Sequence[Detector], without: Sequence[str] = ()) -> Reader:
    switched_off: dict[str, Any] = {_PROPAGATE: [], _VETO: False}

    def read(documents: Sequence[dict[str, str]]) -> dict[str, Spans]:
        with ExitStack() as stack:
            for name in without:
                stack.enter_context(mock.patch(name, return_value=switched_off[name]))
            return {document["id"]: list(spans(document, detectors)) for document in documents}

    return read


def _peer_reader(size: str) -> Reader:
    read = peer(size)
    return lambda documents: {
        document["id"]: [{"start": start, "end": end, "label": label} for start, end, label in read(document["text"])]
        for document in documents
    }


def _scorer(data: Path) -> ModuleType:
    description = importlib.util.spec_from_file_location("score", data / "score.py")
    assert description is not None, "a Python file"
    assert description.loader is not None, "a Python file"
    module = importlib.util.module_from_spec(description)
    description.loader.exec_module(module)
    return module


def _documents(scorer: ModuleType, name: str, only: str, form: str) -> list[dict[str, Any]]:
    chosen = [document for document in scorer.load(name) if re.search(only, document["id"])]
    return [{**document, "text": scorer.degrade(document["text"], form)} for document in chosen]


def _line(row: Row, result: dict[str, Any], seconds: float, cues: int) -> str:
    people = result["labels"].get("PERSON", {})
    told = [
        _percent(result["DOC"]["all_direct_masked"]),
        _percent(result["DOC"]["all_person_masked"]),
        f"{_percent(people.get('R_full'))} / {_percent(people.get('R_typed'))}",
        f"{result['FP_1k']:.1f}",
        f"{1000 * cues / result['words']:.1f}",
        f"{result['words'] / seconds:,.0f}" if row.timed else "",
    ]
    return f"| {row.name} | " + " | ".join(told) + " |"


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %".replace(".0 %", " %")


def kind_of_miss(label: str, said: str, *, touched: bool) -> str:
    """Say what sort of thing was missed, without its words."""
    words = re.findall(r"[^\W\d_]+", said)
    if any(character.isdigit() for character in said):
        how = "with digits"
    elif len(words) > 2 and all(len(word) == 1 for word in words):
        how = "spelt letter by letter"
    elif label not in ("PERSON", "LOCATION", "ORG"):
        how = "in words"
    elif all(is_ordinary(word.lower()) for word in words):
        how = "ordinary words"
    elif any(not frequency(word.lower()) for word in words):
        how = "in no dictionary"
    else:
        how = "rare words"
    capital = any(word[0].isupper() for word in words)
    return f"{label}, {how}, {'with' if capital else 'without'} a capital, {'in part' if touched else 'wholly'}"


def main() -> None:
    """Print a table for each set and form, and what the last row still misses."""
    parser = argparse.ArgumentParser(description="Measure what each layer of detection adds.")
    parser.add_argument("--data", type=Path, default=Path(__file__).parents[3] / "shared" / "data" / "deid")
    parser.add_argument("--presidio", metavar="PYTHON", help="the interpreter of Presidio's own environment")
    parser.add_argument("--forms", default=",".join(_FORMS.values()), help="divided by commas")
    parser.add_argument("--documents", type=int, help="only so many of each set, to try it out")
    options = parser.parse_args()
    scorer = _scorer(options.data)
    rows = [Row("spaCy sm", _peer_reader("sm")), Row("spaCy md", _peer_reader("md"))]
    if options.presidio:
        rows.append(Row("Presidio (md)", Presidio.start(options.presidio, _md()).read))
    rows += Layers().rows()
    wanted = options.forms.split(",")
    for title, (name, only) in _PARTS.items():
        for form_title, form in _FORMS.items():
            if form in wanted:
                documents = _documents(scorer, name, only, form)[: options.documents]
                _table(scorer, f"{title}, {form_title}", name, documents, rows)


def _md() -> Path:
    return ModelStore().verified_path("en_core_web_md")


def _table(scorer: ModuleType, title: str, name: str, documents: Sequence[dict[str, Any]], rows: Sequence[Row]) -> None:
    print(f"\n**{title}** ({len(documents)} documents)\n")
    print("| layer | all direct identifiers | all persons | persons in full / typed | false flags | cues | words/s |")
    print("|---|---|---|---|---|---|---|")
    misses: list[tuple[str, str, str, str, bool]] = []
    for row in rows:
        row.read([{"id": "", "text": f"{documents[0]['text']}\nReady."}])  # loads what it needs
        began = time.perf_counter()
        found = row.read(documents)
        seconds = time.perf_counter() - began
        cues = sum(span["label"] == "INDIRECT" for each in found.values() for span in each)
        result = scorer.score(name, documents, found, errors=1)
        misses = result["_miss"]
        print(_line(row, result, seconds, cues), flush=True)
    counted = Counter(kind_of_miss(label, said, touched=touched) for _, label, said, _, touched in misses)
    print("\nStill missed:", "; ".join(f"{count} × {kind}" for kind, count in counted.most_common()) or "nothing")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
