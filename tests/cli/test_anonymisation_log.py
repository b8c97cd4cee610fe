"""The log and the key go out, and the key is read again, from the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from transcribe_desk.cli.main import run
from transcribe_desk.jobs import reviewing
from transcribe_desk.jobs.anonymisation_log import export_key
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.privacy.mention import Decision
from transcribe_desk.study.study import Recording, StudySettings
from transcribe_desk.study.transcript import SpeakerRole, Transcript, Turn, Word
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

CHEAP = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
SAID = ("How was it?", "Leeds was hard, but we got there.")
PASSPHRASE, OF_THE_KEY = "a passphrase", "other words for the key"
Command = Callable[..., tuple[int, str, str]]


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a reviewed study of one interview."""
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", PASSPHRASE)
    monkeypatch.delenv("TRANSCRIBE_DESK_KEY_PASSPHRASE", raising=False)
    folder = tmp_path / "Leads.tdstudy"
    with Desk(Vault.create(folder, PASSPHRASE, StudySettings("Leads"), cost=CHEAP)) as desk:
        hospital = desk.add_organisation("hospital")
        participant = desk.vault.study.add_participant(hospital.id, None, "Sunita Rao")
        recording = Recording("0" * 64, 1, "a.wav", "pcm", 1, 16_000, 9_000)
        interview = desk.vault.interviews.add([participant.id], recording)
        turns = tuple(
            Turn(number, f"S{number}", tuple(Word(word, 0, 1) for word in text.split()), number * 1000, number * 1500)
            for number, text in enumerate(SAID, start=1)
        )
        roles = {"S1": SpeakerRole.INTERVIEWER, "S2": SpeakerRole.PARTICIPANT}
        desk.vault.transcripts.save_transcript(interview.id, Transcript(turns, roles))
        place = {"turn_id": 2, "start": 0, "end": 5, "label": "LOCATION", "category": "PLACE", "score": 0.9}
        reviewing.store_proposals(desk.vault, interview.id, [{**place, "detectors": ["test"], "reason": "a test"}])
        desk.decide([each.id for each in desk.mentions()], Decision.ACCEPTED, "GE")
    return folder


@pytest.fixture
def sealed(study: Path) -> Path:
    """Give the key of the study, sealed at a cost that takes no time."""
    path = study.with_name("leads.tdkey")
    with Vault.open(study, PASSPHRASE) as vault:
        export_key(vault, path, OF_THE_KEY, by="GE", cost=CHEAP)
    return path


@pytest.fixture
def command(study: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> Command:
    """Give a function that runs a command and gives its exit code, what it printed, and its errors."""

    def told(*arguments: object) -> tuple[int, str, str]:
        code = run([str(each) for each in arguments])
        sys.stdout.flush()
        captured = capfdbinary.readouterr()
        return code, captured.out.decode(), captured.err.decode()

    return told


def test_the_log_is_written_and_the_trail_shown(study: Path, tmp_path: Path, command: Command) -> None:
    out = tmp_path / "out"
    code, printed, _ = command("log", study, "--out", out)
    assert code == 0
    assert [Path(line).name for line in printed.splitlines()] == [
        *("anonymisation-log.csv", "anonymisation-log.docx", "manifest.json")
    ]
    assert "Leeds" not in (out / "log" / "anonymisation-log.csv").read_text(encoding="utf-8-sig")
    assert "Reviewer 1" in (out / "log" / "anonymisation-log.csv").read_text(encoding="utf-8-sig")
    assert "log exported" in command("log", study)[1]


def test_one_form_and_the_reviewers_by_name_where_asked(study: Path, tmp_path: Path, command: Command) -> None:
    out = tmp_path / "out"
    assert command("log", study, "--out", out, "--form", "csv", "--name-reviewers")[0] == 0
    assert sorted(path.name for path in out.rglob("*.*")) == ["anonymisation-log.csv", "manifest.json"]
    assert '"GE"' in (out / "log" / "anonymisation-log.csv").read_text(encoding="utf-8-sig")
    assert command("log", study, "--out", out, "--form", "pdf")[0] == 2
    assert "Add --out FOLDER" in command("log", study, "--form", "csv")[2]


def test_a_key_is_made_and_shown_again_with_its_own_passphrase(
    study: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = tmp_path / "words"
    words.write_text(OF_THE_KEY)
    path = tmp_path / "leads.tdkey"
    code, printed, _ = command("key", "export", study, "--out", path, "--key-passphrase-file", words)
    assert (code, printed) == (0, f"Made {path}: 1 decisions. Keep its passphrase apart from it.\n")
    monkeypatch.setenv("TRANSCRIBE_DESK_KEY_PASSPHRASE", OF_THE_KEY)
    code, printed, _ = command("key", "show", path, "--json")
    assert code == 0
    content = json.loads(printed)
    assert content["decisions"][0]["said"][0]["words"] == "Leeds"
    assert content["participants"][0] == {"aliases": [], "name": "Sunita Rao", "shown_as": ["01-hospital"]}
    assert command("key", "export", study, "--out", path)[2].endswith("Choose another name, or move it away.\n")


def test_a_key_takes_no_passphrase_of_the_study_and_none_too_short(
    study: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "leads.tdkey"
    for words, cause in (
        (PASSPHRASE, "It is that of the study."),
        ("short", "It has fewer than 8 characters."),
    ):
        monkeypatch.setenv("TRANSCRIBE_DESK_KEY_PASSPHRASE", words)
        code, _, errors = command("key", "export", study, "--out", path)
        assert code == 2
        assert cause in errors
    monkeypatch.delenv("TRANSCRIBE_DESK_KEY_PASSPHRASE")
    assert "--key-passphrase-file FILE" in command("key", "show", path, "--json")[2]
    assert not path.exists()


def test_names_go_nowhere_but_to_a_terminal_unless_asked(
    sealed: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSCRIBE_DESK_KEY_PASSPHRASE", OF_THE_KEY)
    code, printed, errors = command("key", "show", sealed)
    assert (code, printed) == (2, "")
    assert "say --json" in errors


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="this system has no pseudo-terminal")
def test_a_terminal_shows_a_table(sealed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRANSCRIBE_DESK_KEY_PASSPHRASE", OF_THE_KEY)
    ours, theirs = os.openpty()
    program = [sys.executable, "-m", "transcribe_desk", "key", "show", str(sealed)]
    assert subprocess.run(program, stdout=theirs, check=True, timeout=60).returncode == 0
    os.close(theirs)
    lines = os.read(ours, 10_000).decode().splitlines()
    os.close(ours)
    assert lines[0].startswith("Key of the study Leads: it names people")
    assert [line.split() for line in lines[1:10] if line] == [
        ["Participants"],
        ["01-hospital", "Sunita", "Rao"],
        ["Organisations"],
        ["hospital", "–"],
        ["Decisions"],
        ["[PLACE", "1]", "Leeds", "(PLACE,", "entity", "1,", "1×)"],
    ]
    assert lines[-2].split()[:3] == ["accepted", "by", "GE,"]
    assert lines[-1].split() == ["01-hospital", "turn", "2", "00:00:02", "Leeds"]


def test_a_wrong_passphrase_and_damage_are_told_apart(
    sealed: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TRANSCRIBE_DESK_KEY_PASSPHRASE", "not these words")
    code, printed, errors = command("key", "show", sealed, "--json")
    assert (code, printed) == (3, "")
    assert "The passphrase is not the one of this key." in errors
    sealed.write_bytes(sealed.read_bytes().replace(b'"sealed": "', b'"sealed": "AAAA', 1))
    code, printed, errors = command("key", "show", sealed, "--json")
    assert (code, printed) == (3, "")
    assert "It is damaged." in errors
