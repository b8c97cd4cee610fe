"""Every edit can be made from a script, and taken back by the next call."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.jobs.listening import PASSPHRASE as LISTENING
from tests.jobs.listening import listening_study, spoken
from tests.ui.made_study import PASSPHRASE, filled
from transcribe_desk.cli.main import run
from transcribe_desk.study.transcript import Transcript, Turn, Word

Call = Callable[..., str]


def caller(folder: Path, words: str, capsys: pytest.CaptureFixture[str]) -> Call:
    """Give a function that runs a command on a study, each time opening it anew, and gives what it prints."""
    passphrase = folder.parent / "passphrase"
    passphrase.write_text(words, encoding="utf-8")

    def call_it(command: str, *arguments: object, code: int = 0) -> str:
        capsys.readouterr()
        assert run([command, str(folder), *map(str, arguments), f"--passphrase-file={passphrase}"]) == code
        captured = capsys.readouterr()
        return captured.out + captured.err

    return call_it


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Call:
    folder = tmp_path / "Study.tdstudy"
    filled(folder).close()
    return caller(folder, PASSPHRASE, capsys)


def test_edits_from_a_script_and_back(call: Call) -> None:
    before = call("show", "02-hospital", "--numbers")
    assert "Turn 2 is changed" in call(
        "edit", "02-hospital", 2, "It is all on paper. Christine showed me.", "--by", "GE"
    )
    assert "says again" in call("restore", "02-hospital", 2)
    assert "says what the machine heard" in call("restore", "02-hospital", 2)
    assert call("show", "02-hospital", "--numbers") == before
    made = call("split-turn", "02-hospital", 2, call("restore", "02-hospital", 2, "--show").split()[0])
    assert made.startswith("Turn 2 is split; the second part is turn ")
    assert "later" in call("move-boundary", "02-hospital", 2, 1)
    assert "earlier" in call("move-boundary", "02-hospital", 2, 1, "--give")
    assert "goes on" in call("merge-turns", "02-hospital", 2)
    call("speakers", "02-hospital", "--swap")
    listed = call("edits", "02-hospital")
    assert [line.split()[4] for line in listed.splitlines()] == [
        *("typed", "restored", "split", "boundary", "boundary", "merged", "speakers")
    ]
    assert "GE" in listed.splitlines()[0]
    assert call("undo-edit", "02-hospital") == "Taken back: a correction of speakers.\n"
    assert call("undo-edit", "02-hospital") == "Taken back: merged.\n"
    assert call("redo-edit", "02-hospital") == "Done again: merged.\n"
    for _ in range(6):
        call("undo-edit", "02-hospital")
    assert "no edit to take back" in call("undo-edit", "02-hospital")
    assert call("show", "02-hospital", "--numbers") == before


def test_words_are_found_and_replaced_place_by_place(call: Call) -> None:
    everywhere = call("find", "the", "--whole-words").splitlines()
    here = call("find", "the", "--whole-words", "--in", "02-hospital").splitlines()
    assert 1 < len(here) < len(everywhere)
    assert all("›" in line and "02-hospital  turn " in line for line in here)
    assert call("replace", "the", "this", "--in", "02-hospital", "--whole-words", "--dry-run").splitlines() == here
    assert "1 places are changed" in call(
        *("replace", "the", "this", "--in", "02-hospital", "--whole-words", "--only", 2, "--by", "GE")
    )
    assert len(call("find", "the", "--whole-words", "--in", "02-hospital").splitlines()) == len(here) - 1
    assert call("find", "nothing says this") == ""
    assert "none with this number" in call("replace", "the", "this", "--only", 9999, code=2)
    assert "nothing to look for" in call("find", " ", code=2)


def test_notes_are_written_listed_and_taken_away(call: Call) -> None:
    call("notes", "02-hospital", "--write", "noisy room", "--by", "GE")
    listed = call("notes", "02-hospital", "--write", "who is Christine?", "--turn", 2, "--by", "AB")
    assert [line.split("[")[0] for line in listed.splitlines()] == [
        "interview: noisy room ",
        "turn 2 (00:12:07): who is Christine? ",
    ]
    assert call("notes", "02-hospital", "--write", "", "--turn", 2).count("\n") == 1
    assert "none with this number" in call("notes", "02-hospital", "--write", "x", "--turn", 99, code=2)


@pytest.mark.parametrize(
    "arguments",
    [
        ("edit", "02-hospital", 99, "Hello."),
        ("edit", "02-hospital", 1, " "),
        ("edit", "09-hospital", 1, "Hello."),
        ("restore", "02-hospital", 99),
        ("restore", "02-hospital", 99, "--show"),
        ("split-turn", "02-hospital", 1, "not said there"),
        ("split-turn", "02-hospital", 99, "Hello"),
        ("merge-turns", "02-hospital", 99),
        ("move-boundary", "02-hospital", 1, 0),
        ("hear-again", "02-hospital", 99),
        ("hear-again", "02-hospital", 1),
        ("undo-edit", "09-hospital"),
    ],
)
def test_what_cannot_be_done_is_told_in_one_line(call: Call, arguments: tuple[object, ...]) -> None:
    assert call(*arguments, code=2).startswith("transcribe-desk: ")


def test_turns_are_heard_again(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with listening_study(tmp_path) as desk:
        interview = spoken(desk, tmp_path, 0, 12)
        said = tuple(Word(f"wrong{place}", 1_000 * place, 1_000 * place + 900) for place in range(12))
        turns = (Turn(1, "S1", said[:6], 0, 5_900), Turn(2, "S2", said[6:], 6_000, 11_900))
        desk.vault.transcripts.save_transcript(interview.id, Transcript(turns))
    call = caller(tmp_path / "Listening.tdstudy", LISTENING, capsys)
    proposed = call("hear-again", "01-hospital", 1, 2, "--preset", "draft", "--dry-run")
    assert "wrong" not in proposed
    assert "wrong" in call("show", "01-hospital")
    call("hear-again", "01-hospital", 1, 2, "--preset", "draft")
    assert "wrong" not in call("show", "01-hospital")
    assert call("undo-edit", "01-hospital") == "Taken back: heard again.\n"
    assert "wrong" in call("show", "01-hospital")
