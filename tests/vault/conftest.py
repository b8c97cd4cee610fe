"""Small studies with a cheap passphrase cost, and processes to hurt them with."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from transcribe_desk.study.study import Interview, Recording, StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

CHEAP = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
PASSPHRASE = "wet gravel under a blue door"

Start = Callable[..., subprocess.Popen[str]]
AddInterview = Callable[..., Interview]


@pytest.fixture
def cheap() -> PassphraseCost:
    """Give an Argon2id cost that takes no time."""
    return CHEAP


@pytest.fixture
def passphrase() -> str:
    """Give the passphrase of the study of these tests."""
    return PASSPHRASE


@pytest.fixture
def closed_study(tmp_path: Path) -> Path:
    """Give the folder of a study that nobody has open."""
    folder = tmp_path / "Wards.tdstudy"
    Vault.create(folder, PASSPHRASE, StudySettings("Night shifts on the wards"), cost=CHEAP).close()
    return folder


@pytest.fixture
def vault(closed_study: Path) -> Iterator[Vault]:
    """Give an open study without interviews."""
    with Vault.open(closed_study, PASSPHRASE) as opened:
        yield opened


@pytest.fixture
def add_interview(vault: Vault) -> AddInterview:
    """Give a function that adds an interview with a new participant and a small recording."""

    def add(label: str = "hospital", content: bytes = b"sound as received") -> Interview:
        organisation = vault.study.organisation_by_label(label) or vault.study.add_organisation(label)
        with vault.transaction():
            participant = vault.study.add_participant(organisation.id, None)
            stored = vault.recordings.store(io.BytesIO(content))
            recording = Recording(stored.sha256, stored.size, "visit.mp3", "mp3", 1, 44_100, 0)
            interview = vault.interviews.add([participant.id], recording)
            vault.recordings.attach(interview.id, stored.file_id)
        return interview

    return add


@pytest.fixture
def interview(add_interview: AddInterview) -> Interview:
    """Give the one interview of the open study."""
    return add_interview()


@pytest.fixture
def start() -> Iterator[Start]:
    """Give a function that starts Python code in a process of its own; it is ended with the test."""
    started: list[subprocess.Popen[str]] = []

    def run(code: str, *arguments: object) -> subprocess.Popen[str]:
        command = [sys.executable, "-c", code, *(str(argument) for argument in arguments)]
        process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        started.append(process)
        return process

    yield run
    for process in started:
        process.kill()
        process.communicate()
