"""The flag phase and the benchmark door propose the same, by the path a study uses."""

from __future__ import annotations

import io
import json
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks import flag_jsonl
from tests.jobs.conftest import StudyBuilder
from transcribe_desk.jobs import pipeline
from transcribe_desk.jobs.runner import run_worker
from transcribe_desk.speech.model_store import ModelState, ModelStore

TEXT = (
    "Interviewer: Good morning, who are you?\n"
    "P1: I'm Emily Thompson from Manchester.\n"
    "\n"
    "Interviewer: Thank you, Emily 😀, and Emily’s mum."
)


@pytest.fixture(scope="module")
def models() -> dict[str, str]:
    """Give the folders of the two models, or skip where they are not installed."""
    store = ModelStore()
    names = {"md": "en_core_web_md", "sm": "en_core_web_sm"}
    if any(store.state(name) is not ModelState.INSTALLED for name in names.values()):
        pytest.skip("the spaCy models are not installed: transcribe-desk models install en_core_web_md en_core_web_sm")
    return {size: str(store.verified_path(name)) for size, name in names.items()}


def test_a_worker_flags_turns_and_the_door_gives_the_same_spans(
    models: dict[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    turns, offsets = flag_jsonl.turns_of(TEXT)
    proposals: list[dict[str, Any]] = []

    def keep(message: dict[str, Any], _payload: bytes) -> None:
        proposals.extend(message.get("proposals", ()))

    words = {turn.id: [[word, 0, 0, 1.0] for word in turn.text.split(" ")] for turn in turns}
    job = {"turns": [{"id": each, "words": words[each]} for each in words], "models": models, "watched": []}
    run_worker("flag", job, keep)
    said = [
        TEXT[offsets[each["turn_id"]] + each["start"] : offsets[each["turn_id"]] + each["end"]] for each in proposals
    ]
    assert said == ["Emily Thompson", "Manchester", "Emily", "Emily"]
    assert {each["category"] for each in proposals} == {"NAME", "PLACE"}

    document = json.dumps({"id": "one", "text": TEXT}, ensure_ascii=False)
    monkeypatch.setattr(sys, "stdin", io.StringIO(document + "\n"))
    flag_jsonl.main()
    spans = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [TEXT[span["start"] : span["end"]] for span in spans] == said
    assert [span["label"] for span in spans] == ["PERSON", "LOCATION", "PERSON", "PERSON"]
    assert all(span["id"] == "one" and span["detectors"] and 0 < span["score"] <= 1 for span in spans)


def test_a_worker_that_loaded_ahead_watches_for_names_that_came_since(models: dict[str, str]) -> None:
    turn = {"id": 1, "words": [[word, 0, 0, 1.0] for word in ["so", "we", "went", "to", "see", "brannock", "again"]]}
    found: list[dict[str, Any]] = []

    def keep(message: dict[str, Any], _payload: bytes) -> None:
        found.extend(message.get("proposals", ()))

    rest = {"turns": [turn], "watched": [["Brannock", "OTHER"]]}
    run_worker("flag", {"models": models, "watched": []}, keep, answer=lambda: (rest, None))
    assert [(each["turn_id"], each["start"], each["end"]) for each in found] == [(1, 18, 26)]


def test_labels_of_speakers_are_not_fed_to_detectors_and_colons_in_talk_are() -> None:
    turns, offsets = flag_jsonl.turns_of(TEXT)
    assert [turn.text for turn in turns][:2] == ["Good morning, who are you?", "I'm Emily Thompson from Manchester."]
    assert all(TEXT[offsets[turn.id] :].startswith(turn.text) for turn in turns)
    plain, _ = flag_jsonl.turns_of("I said: no.\nThen she went away.\nAnd that was it.")
    assert plain[0].text == "I said: no."


def test_the_vault_keeps_which_detectors_read_an_interview_and_a_digest_of_the_watched_names(
    models: dict[str, str], builder: StudyBuilder
) -> None:
    def read_by() -> dict[str, str]:
        pipeline.flag(vault, ModelStore(), interview, lambda _event: None, threading.Event())
        noted: dict[str, str] = json.loads(vault.review.detectors(interview.id) or "{}")
        return noted

    vault = builder.desk.vault
    interview = builder.transcribed(["Who are you?", "I am Emily."])
    first = read_by()
    installed = json.loads((Path(models["md"]) / "meta.json").read_text(encoding="utf-8"))
    assert first["spacy-md"] == installed["version"]
    assert {"watch-list", "indirect", "telephone"} <= first.keys()
    assert read_by() == first
    vault.study.save_settings(replace(vault.study.settings(), watch_list=("Brannock",)))
    assert {name for name, noted in read_by().items() if noted != first[name]} == {"watched names"}
