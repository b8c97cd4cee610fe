"""The study's own words are kept from the command line, and proposed where something like them was heard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from transcribe_desk.cli.main import run
from transcribe_desk.jobs.desk import Desk
from transcribe_desk.study.study import StudySettings
from transcribe_desk.study.transcript import Transcript, Turn, Word
from transcribe_desk.vault.keys import PassphraseCost
from transcribe_desk.vault.store import Vault

Command = Callable[..., str]
HEARD = ("So", "it", "was", "spirometree", "um", "and", "the", "the", "inhaler.")


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a study with one transcript, in which a word was hard to hear."""
    monkeypatch.setenv("TRANSCRIBE_DESK_PASSPHRASE", "a passphrase")
    folder = tmp_path / "Words.tdstudy"
    cheap = PassphraseCost(memory_kib=8, iterations=1, lanes=1)
    with Desk(Vault.create(folder, "a passphrase", StudySettings("Words"), cost=cheap)) as desk:
        desk.add_organisation("hospital")
        interview = _interview(desk, tmp_path)
        words = tuple(
            Word(text, 1000 * place, 1000 * place + 300, 0.3 if text == "spirometree" else 0.95)
            for place, text in enumerate(HEARD)
        )
        desk.vault.transcripts.save_transcript(interview, Transcript((Turn(1, "S1", words, 0, 9_300),)))
    return folder


def _interview(desk: Desk, folder: Path) -> int:
    import wave

    path = folder / "a.wav"
    with wave.open(str(path), "wb") as target:
        target.setnchannels(1)
        target.setsampwidth(2)
        target.setframerate(16_000)
        target.writeframes(bytes(range(256)) * 250)
    (imported,) = desk.import_files([path], "hospital").imported
    return imported.id


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Command:
    """Give a function that runs a command and gives what it printed."""

    def told(*arguments: object) -> str:
        code = run([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return captured.out if code == 0 else f"{code}: {captured.err}"

    return told


def test_words_are_added_once_and_removed(study: Path, command: Command) -> None:
    assert command("vocabulary", study) == "\n"
    assert command("vocabulary", study, "--add", "spirometry", "--add", "FEV  one") == "spirometry\nFEV one\n"
    assert command("vocabulary", study, "--add", "spirometry") == "spirometry\nFEV one\n"
    assert command("vocabulary", study, "--remove", "FEV one") == "spirometry\n"
    assert command("vocabulary", study, "--remove", "sputum").startswith("2: ")


def test_a_word_is_proposed_where_it_may_have_been_meant_and_nothing_changes(study: Path, command: Command) -> None:
    before = command("show", study, "01-hospital")
    command("vocabulary", study, "--add", "spirometry")
    suggested = command("vocabulary", study, "--suggest", "01-hospital")
    assert "'spirometree' may be 'spirometry'" in suggested
    assert command("show", study, "01-hospital") == before


def test_a_transcript_is_shown_in_styles_over_the_same_words(study: Path, command: Command) -> None:
    assert "spirometree um and the the inhaler." in command("show", study, "01-hospital")
    assert "spirometree and the inhaler." in command("show", study, "01-hospital", "--style", "clean")
    assert command("show", study, "01-hospital", "--numbers").startswith("   1  [00:00:00] 01-hospital: So it")
    assert "(2 s)" not in command("show", study, "01-hospital", "--pauses", "seconds")
