"""Propose what may identify somebody in the turns of an interview."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

from transcribe_desk.jobs.protocol import Channel
from transcribe_desk.privacy.detectors.protocol import TurnText
from transcribe_desk.privacy.detectors.standard import standard_detectors
from transcribe_desk.privacy.flagging import propose
from transcribe_desk.privacy.mention import Category, Watched


def run(job: dict[str, Any], channel: Channel) -> None:
    """Flag the job's turns and send the proposals.

    The job holds ``turns`` (id and text), ``models`` (the folders of ``md`` and ``sm``) and ``watched``: pairs of a
    real name the study knows and its category.
    """
    turns = [TurnText(turn["id"], turn["text"]) for turn in job["turns"]]
    watched = [Watched(text, Category(category)) for text, category in job["watched"]]
    detectors = standard_detectors(Path(job["models"]["md"]), Path(job["models"]["sm"]), watched)
    proposals = [dataclasses.asdict(proposal) for proposal in propose(turns, detectors)]
    channel.send({"type": "proposals", "proposals": proposals})
