"""Other packages can offer detectors; one that fails is named and left out, and the log learns every version."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from queue import SimpleQueue
from typing import Any

import pytest

from transcribe_desk.jobs.phases import flag
from transcribe_desk.jobs.protocol import Channel, read_frame
from transcribe_desk.privacy.detectors.ages import AgeDetector
from transcribe_desk.privacy.detectors.plug_ins import Guarded, load_plug_ins, versions
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.finding.flagging import propose
from transcribe_desk.privacy.mention import Category
from transcribe_desk.study.errors import PlugInError

CODE = """
from transcribe_desk.privacy.mention import Finding

class BadgeDetector:
    name = "badge"
    version = "0.3"

    def find(self, turns):
        for turn in turns:
            place = turn.text.find("badge")
            if place >= 0:
                yield turn.id, Finding(place, place + 5, "BADGE", "watch-list", 0.6, "a badge")

class ShyDetector:
    name = "shy"

    def find(self, turns):
        raise ValueError(turns[0].text)

class WildDetector(BadgeDetector):
    name = "wild"

    def find(self, turns):
        yield turns[0].id, Finding(5, 10_000, "ID", "wild", 0.6, "beyond the end")
        yield 999, Finding(0, 1, "ID", "wild", 0.6, "in no turn")

def broken():
    raise RuntimeError("no licence")
"""


@pytest.fixture
def plug_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Install a tiny package with four detectors into a folder of its own."""
    (tmp_path / "badge_detector.py").write_text(CODE, encoding="utf-8")
    info = tmp_path / "badge_detector-0.3.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: badge-detector\nVersion: 0.3\n", encoding="utf-8")
    entries = (
        "badge = badge_detector:BadgeDetector",
        "broken = badge_detector:broken",
        "gone = badge_detector:Nothing",
    )
    more = ("shy = badge_detector:ShyDetector", "wild = badge_detector:WildDetector")
    lines = ("[transcribe_desk.detectors]", *entries, *more)
    (info / "entry_points.txt").write_text("\n".join(lines), encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield tmp_path
    sys.modules.pop("badge_detector", None)


TURNS = [TurnText(1, "my badge is blue")]


def test_installed_plug_ins_are_loaded_and_those_that_fail_are_named(plug_in: Path) -> None:
    loaded = load_plug_ins()
    assert [each.name for each in loaded.detectors] == ["badge", "shy", "wild"]
    assert [each.thing for each in loaded.failures] == ["Plug-in broken", "Plug-in gone"]
    assert all("left out" in each.cause and "licence" not in str(each) for each in loaded.failures)


def test_a_plug_in_proposes_under_its_own_name_and_never_outside_the_text(plug_in: Path) -> None:
    failures: list[PlugInError] = []
    guarded = [Guarded(each, failures) for each in load_plug_ins().detectors]
    proposals = propose(TURNS, guarded)
    assert [(each.start, each.end, each.detectors, each.category) for each in proposals] == [
        (3, 8, ("badge",), Category.OTHER)
    ]
    assert [each.thing for each in failures] == ["Plug-in shy"]
    assert "badge is blue" not in str(failures[0])


def test_every_detector_says_its_version() -> None:
    assert versions([AgeDetector()]) == {"age": AgeDetector.version}


def test_the_worker_leaves_out_what_fails_says_so_and_reports_versions(
    plug_in: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(flag, "standard_detectors", lambda *_args, **_names: [AgeDetector()])
    sent = io.BytesIO()
    words = [[word, 0, 1, 1.0] for word in TURNS[0].text.split()]
    job: dict[str, Any] = {"turns": [{"id": 1, "words": words}], "models": {"md": "", "sm": ""}, "watched": []}
    flag.run(job, Channel(sent, 0, SimpleQueue()))
    sent.seek(0)
    messages = []
    while frame := read_frame(sent):
        messages.append(frame[0])
    notices = [each["text"] for each in messages if each["type"] == "notice"]
    assert [text.split(":")[0] for text in notices] == ["Plug-in broken", "Plug-in gone", "Plug-in shy"]
    (found,) = (each for each in messages if each["type"] == "proposals")
    assert found["versions"] == {"age": AgeDetector.version, "badge": "0.3", "wild": "0.3"}
    assert json.dumps(found["proposals"])
