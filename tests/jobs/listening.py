"""Studies whose jobs really listen: the installed small model and parts of the sample interview."""

from __future__ import annotations

import wave
from pathlib import Path

import psutil

from tests.speech.sound import installed, sample
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.jobs.estimates import Estimates
from transcribe_desk.jobs.settings import DRAFT
from transcribe_desk.speech.model_store import ModelStore
from transcribe_desk.study.study import Interview, StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

PASSPHRASE = "a small test study"
CHEAP = PassphraseCost(memory_kib=8, iterations=1, lanes=1)


def listening_study(folder: Path) -> Desk:
    """Make and open a study that uses the installed models; skip where the small ones are not installed."""
    for name in (DRAFT.model, "en_core_web_md", "en_core_web_sm"):
        installed(name)
    vault = Vault.create(folder / "Listening.tdstudy", PASSPHRASE, StudySettings("Listening"), cost=CHEAP)
    desk = Desk(vault, ModelStore(), Estimates(folder / "speeds.json"))
    desk.add_organisation("hospital")
    return desk


def spoken(desk: Desk, folder: Path, begin: int, end: int) -> Interview:
    """Import the seconds ``begin`` to ``end`` of the sample interview for a new participant."""
    path = folder / f"{begin} to {end}.wav"
    with wave.open(str(path), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(16_000)
        target.writeframes(sample(end)[begin * 32_000 :])
    (imported,) = desk.import_files([path], "hospital").imported
    return imported


def workers() -> list[psutil.Process]:
    """Give the workers of this process that are at work; helpers of other tests live on beside them."""
    return [child for child in psutil.Process().children() if _is_worker(child)]


def _is_worker(child: psutil.Process) -> bool:
    try:
        command = " ".join(child.cmdline())
    except psutil.Error:  # it has ended
        return False
    return "transcribe_desk.jobs.worker" in command or "odd_worker.py" in command
