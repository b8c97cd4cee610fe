"""Propose what may identify somebody in the turns of an interview."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from transcribe_desk.jobs.protocol import Channel
from transcribe_desk.privacy.detectors.plug_ins import Guarded, load_plug_ins, plug_in_thing, versions
from transcribe_desk.privacy.detectors.protocol import Detector, TurnText
from transcribe_desk.privacy.detectors.standard import standard_detectors
from transcribe_desk.privacy.finding.flagging import propose
from transcribe_desk.privacy.mention import Category, Watched
from transcribe_desk.study.transcript import Word

# Read before there is anything to read, so that all models are loaded; as much as makes a helper worth starting.
_NOTHING = TurnText(0, "Yes. " * 1_000, ())


def run(job: dict[str, Any], channel: Channel) -> None:
    """Flag the job's turns and send the proposals, with the versions of the detectors that read them.

    The job holds ``turns`` (id and words: text, start, end, probability), ``models`` (the folders of ``md`` and ``sm``,
    and of ``uncased`` where that model is installed) and ``watched``: pairs of a real name the study knows and its
    category. Without ``turns`` they are asked for once the models are loaded, and ``watched`` with them, as it may have
    grown. A plug-in that fails is left out, and a notice says which and why.
    """
    detectors = _detectors(job)
    if "turns" not in job:
        propose([_NOTHING], detectors)
        watched, job = job["watched"], {**job, **channel.ask()}
        detectors = detectors if job["watched"] == watched else _detectors(job)
    turns = [_turn(turn["id"], turn["words"]) for turn in job["turns"]]
    plug_ins = load_plug_ins()
    failures = list(plug_ins.failures)
    guarded = [Guarded(each, failures) for each in plug_ins.detectors]
    proposals = [dataclasses.asdict(proposal) for proposal in propose(turns, [*detectors, *guarded])]
    for failure in failures:
        channel.send({"type": "notice", "text": str(failure)})
    failed = {failure.thing for failure in failures}
    used = [each for each in guarded if plug_in_thing(each.name) not in failed]
    channel.send({"type": "proposals", "proposals": proposals, "versions": versions([*detectors, *used])})


def _detectors(job: dict[str, Any]) -> list[Detector]:
    watched = [Watched(text, Category(category)) for text, category in job["watched"]]
    folders = {name: Path(folder) for name, folder in job["models"].items()}
    return standard_detectors(folders["md"], folders["sm"], watched, uncased=folders.get("uncased"))


def _turn(turn_id: int, words: list[list[Any]]) -> TurnText:
    said = tuple(Word(*word) for word in words)
    return TurnText(turn_id, " ".join(word.text for word in said), said)
