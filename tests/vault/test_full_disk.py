"""Run out of disk in the middle of writing and find the study as it was."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

FILL_UP = """
import io, json, sys
from pathlib import Path
from transcribe_desk.study.errors import DiskError
from transcribe_desk.study.study import Recording, StudySettings
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

folder = Path(sys.argv[1]) / "Small.tdstudy"
cheap = PassphraseCost(8, 1, 1)
told = []

def attempt(what, action):
    try:
        action()
    except DiskError as error:
        told.append([what, error.cause])

with Vault.create(folder, "words", StudySettings("Small"), cost=cheap) as vault:
    organisation = vault.study.add_organisation("hospital")
    participant = vault.study.add_participant(organisation.id, 2)
    stored = vault.recordings.store(io.BytesIO(b"kept" * 1000))
    interview = vault.interviews.add([participant.id], Recording(stored.sha256, stored.size, "", "", 1, 16_000, 0))
    vault.recordings.attach(interview.id, stored.file_id)
    vault.audit.append("kept", "02-hospital", {})

    if len(sys.argv) > 2:
        import resource
        resource.setrlimit(resource.RLIMIT_FSIZE, (700_000, 700_000))

    def write_sound():
        with vault.recordings.sound_writer(interview.id) as writer:
            for _ in range(100):
                writer.write(bytes(100_000))

    def write_rows():
        with vault.transaction():
            vault.study.add_organisation("school")
            for _ in range(100):
                vault.audit.append("lost", "02-hospital", {"filler": "x" * 100_000})

    attempt("store", lambda: vault.recordings.store(io.BytesIO(bytes(10_000_000))))
    attempt("sound", write_sound)
    attempt("rows", write_rows)

    def state(vault):
        with vault.recordings.open(interview.id) as stream:
            sound = stream.read() == b"kept" * 1000
        labels = [organisation.label for organisation in vault.study.organisations()]
        actions = [entry.action for entry in vault.audit.entries()]
        return [labels, actions, sound, vault.recordings.has_sound(interview.id)]

    during = state(vault)
    files = sorted(path.name for path in (folder / "recordings").iterdir()) == [stored.file_id]
    vault.study.add_organisation("charity")

with Vault.open(folder, "words") as vault:
    print(json.dumps({"told": told, "during": during, "files": files, "after": state(vault)}))
"""


def _judge(output: str, causes: set[str]) -> None:
    result = json.loads(output)
    assert [what for what, _ in result["told"]] == ["store", "sound", "rows"]
    assert {cause for _, cause in result["told"]} <= causes
    assert result["during"] == [["hospital"], ["kept"], True, False]
    assert result["files"]
    assert result["after"] == [["charity", "hospital"], ["kept"], True, False]


def test_a_limit_on_file_size_changes_nothing(tmp_path: Path, start: Callable[..., subprocess.Popen[str]]) -> None:
    pytest.importorskip("resource")
    output, errors = start(FILL_UP, tmp_path, "limited").communicate(timeout=30)
    assert errors == ""
    _judge(
        output,
        {"The disk is full; nothing was changed.", "Its folder cannot be written; nothing was changed."},
    )


def test_a_full_disk_changes_nothing(tmp_path: Path, start: Callable[..., subprocess.Popen[str]]) -> None:
    mount = ["unshare", "-rm", "sh", "-c"]
    in_small_disk = (
        "import subprocess, sys\n"
        f'command = {mount!r} + [\'mount -t tmpfs -o size=2m tmpfs "$0" && exec "$@"\', sys.argv[1],'
        " sys.executable, '-c', sys.argv[2], sys.argv[1]]\n"
        "sys.exit(subprocess.call(command))\n"
    )
    process = start(in_small_disk, tmp_path, FILL_UP)
    output, errors = process.communicate(timeout=30)
    if not output and ("unshare" in errors or "mount" in errors):
        pytest.skip("no small disk can be mounted here")
    assert errors == ""
    _judge(output, {"The disk is full; nothing was changed."})
