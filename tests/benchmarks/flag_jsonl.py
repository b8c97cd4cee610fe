"""Flag texts from outside: JSONL documents in, JSONL spans of all the product would propose out.

    python tests/benchmarks/flag_jsonl.py < documents.jsonl > spans.jsonl

A document is ``{"id","text"}``; its text is plain, or lines ``Label: text``, one turn a line. Labels are not fed to
the detectors. A span is ``{"id","start","end","label","detectors","score"}``, in code points of the given text.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence

from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.detectors.standard import standard_detectors
from transcribe_desk.privacy.finding.flagging import propose
from transcribe_desk.privacy.mention import Category
from transcribe_desk.speech.model_store import ModelState, ModelStore

_SPEAKER = re.compile(r"[^\W_][\w .'’()-]{0,40}:[ \t]+")
_LABELLED_SHARE = 0.5


def turns_of(text: str) -> tuple[list[TurnText], dict[int, int]]:
    """Cut a text into turns, one a line without its label, and give where each turn begins in the text.

    Labels are taken for labels only where at least half of the filled lines have one of a few that come again.
    """
    lines = [(match.start(), match.group()) for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    labelled = _labels([line for _, line in lines])
    turns, offsets = [], {}
    for number, (start, line) in enumerate(lines, start=1):
        label = _SPEAKER.match(line)
        skipped = label.end() if label and label.group().strip() in labelled else 0
        turns.append(TurnText(number, line[skipped:]))
        offsets[number] = start + skipped
    return turns, offsets


def _labels(lines: Sequence[str]) -> set[str]:
    found = [match.group().strip() for line in lines if (match := _SPEAKER.match(line))]
    return set(found) if len(found) >= _LABELLED_SHARE * len(lines) else set()


def spans(document: dict[str, str], detectors: Sequence[Detector]) -> Iterator[dict[str, object]]:
    """Yield the proposals of one document, by the path a study uses."""
    turns, offsets = turns_of(document["text"])
    for each in propose(turns, detectors):
        yield {
            "id": document["id"],
            "start": offsets[each.turn_id] + each.start,
            "end": offsets[each.turn_id] + each.end,
            "label": "ID" if each.category is Category.OTHER and each.label != "AGE" else each.label,
            "detectors": list(each.detectors),
            "score": each.score,
        }


def main() -> None:
    """Read documents from standard input and write spans to standard output."""
    store = ModelStore()
    md, sm = (store.verified_path(f"en_core_web_{size}") for size in ("md", "sm"))
    uncased = store.verified_path("rampart") if store.state("rampart") is ModelState.INSTALLED else None
    detectors = standard_detectors(md, sm, uncased=uncased)
    for line in sys.stdin:
        if line.strip():
            for span in spans(json.loads(line), detectors):
                print(json.dumps(span, ensure_ascii=False))


if __name__ == "__main__":
    main()
