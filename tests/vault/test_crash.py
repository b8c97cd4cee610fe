"""Kill a writing process at any moment and lose nothing that was kept."""

from __future__ import annotations

import subprocess
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from transcribe_desk.vault.store import Vault

# Says each number only after what belongs to it is kept: a pair of audit entries, and the decoded sound.
WRITE = """
import io, sys
from pathlib import Path
from transcribe_desk.study.study import Recording
from transcribe_desk.vault.store import Vault

with Vault.open(Path(sys.argv[1]), sys.argv[2]) as vault:
    interview = vault.interviews.by_study_id("01-hospital")
    if interview is None:
        organisation = vault.study.add_organisation("hospital")
        participant = vault.study.add_participant(organisation.id, None)
        stored = vault.recordings.store(io.BytesIO(b"what the recorder wrote"))
        facts = Recording(stored.sha256, stored.size, "", "", 1, 16_000, 0)
        with vault.transaction():
            interview = vault.interviews.add([participant.id], facts)
            vault.recordings.attach(interview.id, stored.file_id)
    number = len(vault.audit.entries()) // 2
    while True:
        number += 1
        with vault.recordings.sound_writer(interview.id) as writer:
            for _ in range(5):
                writer.write(number.to_bytes(4, "big") * 20_000)
        with vault.transaction():
            vault.audit.append("first", str(number), {})
            vault.audit.append("second", str(number), {"filler": "x" * 5000})
        print(number, flush=True)
"""


@pytest.mark.parametrize("after_seconds", [0.0, 0.01, 0.03, 0.08, 0.2])
def test_a_kill_in_the_middle_of_writing_loses_nothing_kept(
    closed_study: Path, passphrase: str, start: Callable[..., subprocess.Popen[str]], after_seconds: float
) -> None:
    told = 0
    for _ in range(2):
        writing = start(WRITE, closed_study, passphrase)
        assert writing.stdout is not None
        first = writing.stdout.readline()
        assert first, writing.communicate()
        time.sleep(after_seconds)
        writing.kill()
        told = int([first, *writing.stdout.read().splitlines()][-1])
        writing.wait()

    with Vault.open(closed_study, passphrase) as vault:
        entries = vault.audit.entries()
        assert len(entries) % 2 == 0
        assert len(entries) // 2 in (told, told + 1)
        assert [entry.subject for entry in entries[::2]] == [entry.subject for entry in entries[1::2]]

        interview = vault.interviews.all()[0]
        with vault.recordings.open_sound(interview.id) as stream:
            sound = stream.read()
        number = int.from_bytes(sound[:4], "big")
        assert sound == number.to_bytes(4, "big") * 100_000
        assert number in (told, told + 1, told + 2)
        assert len(list((closed_study / "recordings").iterdir())) == 2  # the original and its decoded sound
